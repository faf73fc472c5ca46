package register

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/exolint/exolint/scanner/syntax"
)

// authorLine matches a line of a comment that names the script's author: "Author: name", "Written by name", or a section .AUTHOR,
// whose text may follow on the next line.
var authorLine = regexp.MustCompile(`(?i)^[\s#*/:;.=\-]*(?:(\.author)\b|(?:script\s+)?authors?(?:\(s\))?\s*(?:name)?\s*[:=\-]|(?:written|created)\s+by\s*:?)[\s:=]*(.*)$`)

// maxName is the greatest number of characters that a name has; what is longer is a sentence.
const maxName = 60

// authorOf returns the author that the comments of a script name, the first one before its code or in its help; "": none.
func authorOf(f *syntax.File) string {
	for i := range f.Tokens {
		t := &f.Tokens[i]
		if t.Kind != syntax.KindComment {
			continue
		}
		if name := authorIn(f.Slice(t.Pos, t.End)); name != "" {
			return name
		}
	}
	return ""
}

// authorIn returns the author that a comment names; "": none.
func authorIn(comment string) string {
	comment = strings.TrimSuffix(strings.TrimPrefix(comment, "<#"), "#>")
	lines := strings.FieldsFunc(comment, func(r rune) bool { return r == '\n' || r == '\r' })
	for i, line := range lines {
		m := authorLine.FindStringSubmatch(line)
		if m == nil {
			continue
		}
		text := m[2]
		if text == "" && m[1] != "" && i+1 < len(lines) {
			text = lines[i+1]
		}
		if name := cleanName(text); name != "" {
			return name
		}
	}
	return ""
}

// cleanName returns a name without what people put around it; "" for what is no name.
func cleanName(text string) string {
	for _, cut := range []string{" - ", "|", "http://", "https://", "\t", "  "} {
		text, _, _ = strings.Cut(strings.TrimSpace(text), cut)
	}
	text = strings.TrimSpace(strings.Trim(text, " \t#*=-:;,.\"'"))
	if text == "" || text[0] == '<' || utf8.RuneCountInString(text) > maxName || strings.HasPrefix(text, "$") || strings.ContainsAny(text, "{}") {
		return ""
	}
	return text
}
