package rule

import (
	"fmt"
	"strings"
)

// A Trigger is a condition on the text of a script: each of its words stands in it, in any letter case.
type Trigger []Word

// A Word is a word of a trigger with what must stand around it.
type Word struct {
	Text   string // in lower case
	Start  bool   // no letter or digit stands before it; before a name's word a capital letter may begin it
	End    bool   // no letter or digit stands after it
	Quoted bool   // a quote or white space stands before it
	Named  bool   // a name ends in it that takes a value
}

// ParseTrigger reads a trigger as [Meta.Triggers] writes it.
func ParseTrigger(s string) (Trigger, error) {
	var t Trigger
	for part := range strings.SplitSeq(s, " & ") {
		w := parseWord(part)
		switch {
		case w.Text == "":
			return nil, fmt.Errorf("trigger %q has an empty word", s)
		case w.Text != strings.ToLower(w.Text) || w.Text != strings.TrimSpace(w.Text):
			return nil, fmt.Errorf("trigger %q has a word that is not in lower case, or has white space around it", s)
		case w.Named && w.End:
			return nil, fmt.Errorf("trigger %q says of a word both that a name and that a word ends there", s)
		}
		t = append(t, w)
	}
	return t, nil
}

func parseWord(text string) Word {
	var w Word
	text, w.Start = strings.CutPrefix(text, "|")
	text, w.Quoted = strings.CutPrefix(text, "'")
	text, w.End = strings.CutSuffix(text, "|")
	text, w.Named = strings.CutSuffix(text, "=")
	w.Text = text
	return w
}
