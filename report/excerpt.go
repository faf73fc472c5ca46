package report

import "strings"

// An ExcerptLine is a line of a script around a finding, in pieces, with secrets masked and nothing in it that steers what shows it.
type ExcerptLine struct {
	Number                int // from 1
	Before, Marked, After string
}

// excerptAround is the greatest number of bytes of a line that are shown on each side of what is underlined.
const excerptAround = 240

// maxExcerpt is the greatest number of underlined lines that are shown.
const maxExcerpt = 12

// Excerpt returns the lines that the span is on and so many on each side of it; nil for a file that was not read.
func (m *Masker) Excerpt(s Span, around int) []ExcerptLine {
	if !s.read() {
		return nil
	}
	start, end := s.Range()
	if end.Line > start.Line && end.Col16 == 1 {
		end.Line--
	}
	last := min(end.Line, start.Line+maxExcerpt-1)
	total := s.File.Source.Lines()
	if total > last && s.File.Source.Line(total) == "" {
		total-- // what follows the end of the last line is no line to a reader
	}
	var lines []ExcerptLine
	for n := max(start.Line-around, 1); n <= min(last+around, total); n++ {
		lines = append(lines, m.excerptLine(lineSpan(s.File, n), s, n))
	}
	return lines
}

func (m *Masker) excerptLine(line, s Span, number int) ExcerptLine {
	start, end := min(max(s.Start, line.Start), line.End), max(min(s.End, line.End), line.Start)
	near := line.clip(start-excerptAround, max(start, end)+excerptAround)
	cells := m.cells(line, near)
	first, last := underlined(cells, start, end)
	if s.End <= line.Start || s.Start > line.End {
		first, last = len(cells), len(cells)
	}
	e := ExcerptLine{Number: number, Before: textOf(cells[:first]), Marked: textOf(cells[first:last]), After: textOf(cells[last:])}
	if near.Start > line.Start {
		e.Before = cut + e.Before
	}
	if near.End < line.End {
		e.After += cut
	}
	return e
}

func textOf(cells []cell) string {
	var b strings.Builder
	for _, c := range cells {
		b.WriteString(c.text)
	}
	return b.String()
}

// A DiffLine is a line of what a fix changes.
type DiffLine struct {
	Added bool // else it is taken out
	Text  string
}

// Diff returns what the fix changes, with secrets masked; nil if it changes nothing, or more than can be taken in at a glance.
func (m *Masker) Diff(fix Fix) []DiffLine {
	var lines []DiffLine
	for _, line := range newDiff(m, fix) {
		lines = append(lines, DiffLine{Added: strings.HasPrefix(line, "+"), Text: line[2:]})
	}
	return lines
}

// Place returns where the span begins as editors understand it: path:line:column, or the path alone if the file was not read.
func (s Span) Place() string { return s.at(s.path()) }
