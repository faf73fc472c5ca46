package source

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"
)

// A Position is a place in the text as people and other programs count it.
type Position struct {
	Offset  int // in bytes, from 0
	Line    int // from 1
	Col16   int // in UTF-16 code units from the line's beginning, from 1: the column of SARIF, of editors and of PowerShell
	ColRune int // in characters from the line's beginning, from 1
}

// Position returns the place of the byte at offset. Lines end with "\n", "\r\n" or "\r". An offset outside the text counts
// as its nearer end, one within a character as that character's beginning.
func (f *File) Position(offset int) Position {
	offset = min(max(offset, 0), len(f.Text))
	for offset > 0 && offset < len(f.Text) && !utf8.RuneStart(f.Text[offset]) {
		offset--
	}
	line := f.lines.at(offset)
	start := f.lines.starts[line]
	from, to := f.lines.count(f.Text, start), f.lines.count(f.Text, offset)
	return Position{
		Offset:  offset,
		Line:    line + 1,
		Col16:   to.units - from.units + 1,
		ColRune: to.runes - from.runes + 1,
	}
}

// Line returns the text of line n, counted from 1, without its line ending; "" where there is no such line.
func (f *File) Line(n int) string {
	if n < 1 || n > len(f.lines.starts) {
		return ""
	}
	end := len(f.Text)
	if n < len(f.lines.starts) {
		end = f.lines.starts[n]
	}
	line := f.Text[f.lines.starts[n-1]:end]
	line = strings.TrimSuffix(line, "\n")
	return strings.TrimSuffix(line, "\r")
}

// Lines returns the number of lines, at least 1. Text that ends with a newline has an empty last line.
func (f *File) Lines() int { return len(f.lines.starts) }

// Newline returns the line ending that most lines of the file have: "\n", "\r\n" or "\r"; the first of these
// where there are as many of two.
func (f *File) Newline() string {
	endings := f.lines.endings[:]
	most := slices.MaxFunc(endings, func(a, b ending) int { return cmp.Compare(a.count, b.count) })
	return most.text
}

// MixedNewlines reports whether lines of the file end in more than one way.
func (f *File) MixedNewlines() bool {
	kinds := 0
	for _, e := range f.lines.endings {
		if e.count > 0 {
			kinds++
		}
	}
	return kinds > 1
}

// A lineTable knows where the lines of a text begin, and what it is made of.
type lineTable struct {
	starts   []int // the offset of each line; the first is 0
	endings  [3]ending
	controls int     // how many control characters there are that no script needs
	ascii    bool    // there are no others than ASCII characters
	marks    []count // of the text before each multiple of markStep; nil where ascii
}

// An ending is a way to end lines.
type ending struct {
	text  string
	count int
}

// A count is the length of a text in other units than bytes.
type count struct{ units, runes int }

// markStep is the distance of marks in bytes: a column is counted from the nearest one, however long the line.
const markStep = 512

// lineLength is about how long a line is.
const lineLength = 32

func newLineTable(text string) lineTable {
	t := lineTable{starts: make([]int, 1, len(text)/lineLength+1), ascii: true}
	lf, crlf, cr := 0, 0, 0
	for i := 0; i < len(text); i++ {
		switch byteClasses[text[i]] {
		case ordinary:
			continue
		case control:
			t.controls++
			continue
		case beyondASCII:
			t.ascii = false
			continue
		case lineFeed:
			lf++
		case carriageReturn:
			if i+1 < len(text) && text[i+1] == '\n' {
				crlf++
				i++
			} else {
				cr++
			}
		}
		t.starts = append(t.starts, i+1)
	}
	t.endings = [3]ending{{"\n", lf}, {"\r\n", crlf}, {"\r", cr}}
	if !t.ascii {
		t.marks = countMarks(text)
	}
	return t
}

// A byteClass is what a byte of UTF-8 means for a lineTable.
type byteClass uint8

const (
	ordinary byteClass = iota
	control
	beyondASCII
	lineFeed
	carriageReturn
)

var byteClasses = func() (classes [256]byteClass) {
	for c := range classes {
		switch {
		case c >= utf8.RuneSelf:
			classes[c] = beyondASCII
		case c == '\n':
			classes[c] = lineFeed
		case c == '\r':
			classes[c] = carriageReturn
		case isControl(byte(c)):
			classes[c] = control
		}
	}
	return classes
}()

// at returns the index of the line on which offset stands.
func (t *lineTable) at(offset int) int {
	i, found := slices.BinarySearch(t.starts, offset)
	if found {
		return i
	}
	return i - 1
}

// count returns the length of text[:offset].
func (t *lineTable) count(text string, offset int) count {
	if t.ascii {
		return count{offset, offset}
	}
	c := t.marks[offset/markStep]
	c.add(text[offset/markStep*markStep : offset])
	return c
}

// add counts the characters that begin in text.
func (c *count) add(text string) {
	for i := range len(text) {
		b := text[i]
		if !utf8.RuneStart(b) {
			continue
		}
		c.runes++
		c.units++
		if b >= 0xf0 { // beyond the basic plane: a surrogate pair
			c.units++
		}
	}
}

func countMarks(text string) []count {
	marks := make([]count, len(text)/markStep+1)
	for i := 1; i < len(marks); i++ {
		marks[i] = marks[i-1]
		marks[i].add(text[(i-1)*markStep : i*markStep])
	}
	return marks
}
