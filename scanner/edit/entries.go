package edit

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/exolint/exolint/scanner/syntax"
)

// An Entry is a key with its value, as they are to be written in a hashtable.
type Entry struct {
	Key   string // a bare word
	Value string
}

// Entries returns the edits that take the entries with the indexes gone out of table and put insert in the place of the
// one that is given first. What is inserted follows the layout of the table: one entry a line or all on one, the spaces around "=",
// the quotes around keys, and the alignment of "=" where the table has it.
func Entries(f *syntax.File, table *syntax.Hashtable, gone []int, insert []Entry) []Edit {
	if len(gone) == 0 {
		return nil
	}
	t := tableOf(f, table)
	var edits []Edit
	for n, i := range gone {
		if n == 0 && len(insert) > 0 {
			s := t.entries[i]
			edits = append(edits, Edit{Start: s.Start, End: s.End, New: t.join(i, insert)})
			continue
		}
		edits = append(edits, Remove(f, t.entries[i]))
	}
	if len(insert) > 0 {
		edits = append(edits, t.realign(gone, insert)...)
	}
	return edits
}

// A tableLayout is how the entries of a hashtable are written.
type tableLayout struct {
	f       *syntax.File
	entries []Span
	keys    []Span
	values  []Span
	width   int // of the keys with the blanks before "=", where these are aligned; 0: they are not
}

func tableOf(f *syntax.File, table *syntax.Hashtable) tableLayout {
	t := tableLayout{f: f}
	for _, e := range table.Entries {
		key, value := SpanOf(f, e.Key), SpanOf(f, e.Value)
		t.keys = append(t.keys, key)
		t.values = append(t.values, value)
		t.entries = append(t.entries, Span{key.Start, value.End})
	}
	t.width = t.alignment()
	return t
}

// equals returns the text from the key of entry i to its value: "=" with what stands around it.
func (t *tableLayout) equals(i int) string { return t.f.Src[t.keys[i].End:t.values[i].Start] }

// alignment returns the common width of keys and blanks before "=", and 0 where no blank was written for alignment's sake.
func (t *tableLayout) alignment() int {
	width, padded := 0, false
	for i, key := range t.keys {
		before, _, ok := strings.Cut(t.equals(i), "=")
		if !ok || !t.ownLine(i) {
			return 0
		}
		w := utf8.RuneCountInString(t.f.Src[key.Start:key.End]) + len(before)
		if i > 0 && w != width || strings.Trim(before, " ") != "" {
			return 0
		}
		width = w
		padded = padded || len(before) > 1
	}
	if !padded || len(t.keys) < 2 {
		return 0
	}
	return width
}

// ownLine reports whether entry i is the first thing on its line.
func (t *tableLayout) ownLine(i int) bool {
	start := t.entries[i].Start
	return strings.Trim(t.f.Src[Line(t.f.Src, start).Start:start], blanks) == ""
}

// join returns the entries as they are to be written in the place of entry i.
func (t *tableLayout) join(i int, insert []Entry) string {
	sep := "; "
	if t.ownLine(i) {
		sep = t.semicolon(i) + "\n" + Indent(t.f.Src, t.entries[i].Start)
	}
	before, after, _ := strings.Cut(t.equals(i), "=")
	lines := make([]string, len(insert))
	for n, e := range insert {
		key := t.quote(i, e.Key)
		if t.width > 0 {
			before = strings.Repeat(" ", max(t.newWidth(i, insert)-len(key), 1))
		}
		lines[n] = key + before + "=" + after + e.Value
	}
	return strings.Join(lines, sep)
}

// semicolon returns the semicolon, with blanks before it, that ends the line of entry i; "" for none.
func (t *tableLayout) semicolon(i int) string {
	end := t.entries[i].End
	at := afterBlanks(t.f.Src, end)
	if at < len(t.f.Src) && t.f.Src[at] == ';' {
		return t.f.Src[end : at+1]
	}
	return ""
}

// quote returns key in the quotes of entry i.
func (t *tableLayout) quote(i int, key string) string {
	switch t.f.Src[t.keys[i].Start] {
	case '\'':
		return "'" + key + "'"
	case '"':
		return `"` + key + `"`
	}
	return key
}

// newWidth returns the width of an aligned table in which insert takes the place of entry i.
func (t *tableLayout) newWidth(i int, insert []Entry) int {
	width := t.width
	for _, e := range insert {
		width = max(width, len(t.quote(i, e.Key))+1)
	}
	return width
}

// realign returns the edits that widen the entries that stay, where an inserted key is longer than theirs.
func (t *tableLayout) realign(gone []int, insert []Entry) []Edit {
	wider := t.newWidth(gone[0], insert) - t.width
	if t.width == 0 || wider == 0 {
		return nil
	}
	var edits []Edit
	for i, key := range t.keys {
		if !slices.Contains(gone, i) {
			edits = append(edits, Edit{Start: key.End, End: key.End, New: strings.Repeat(" ", wider)})
		}
	}
	return edits
}
