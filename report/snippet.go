package report

import (
	"strings"
	"unicode/utf8"

	"github.com/mattn/go-runewidth"
)

// A snippet is a line of a script as it is shown, with the columns that are underlined.
type snippet struct {
	text string
	// from and width are the underlined columns of text, from 0; width is at least 1.
	from, width int
}

// A cell is what is drawn for a character of a line, or for a secret.
type cell struct {
	extent // what it stands for, as offsets in the file
	text   string
	width  int
}

// cut stands where a long line goes on.
const cut = "..."

// widths measures text as terminals outside East Asia do, whatever the environment says, so that output is the same
// everywhere.
func widths() *runewidth.Condition { return &runewidth.Condition{StrictEmojiNeutral: true} }

// newSnippet shows the part of line that fits into columns, with span underlined. Line is a whole line, and span
// reaches into it.
func (m *Masker) newSnippet(line, span Span, columns int) snippet {
	start := min(max(span.Start, line.Start), line.End)
	end := min(max(span.End, start), line.End)
	// A character takes up to four bytes; what is further away than that can't be seen.
	near := line.clip(start-4*columns, end+4*columns)
	cells := m.cells(line, near)
	first, last := underlined(cells, start, end)
	lo, hi := fit(cells, first, last, columns)

	var s snippet
	var b strings.Builder
	if lo > 0 || near.Start > line.Start {
		b.WriteString(cut)
		s.from = len(cut)
	}
	for i := lo; i < hi; i++ {
		b.WriteString(cells[i].text)
		switch {
		case i < first:
			s.from += cells[i].width
		case i < last:
			s.width += cells[i].width
		}
	}
	if hi < len(cells) || near.End < line.End {
		b.WriteString(cut)
	}
	s.text, s.width = b.String(), max(s.width, 1)
	return s
}

// clip returns the part of s from start to end, widened to whole characters.
func (s Span) clip(start, end int) Span {
	start, end = max(start, s.Start), min(end, s.End)
	text := s.File.Source.Text
	for start > s.Start && !utf8.RuneStart(text[start]) {
		start--
	}
	for end < s.End && !utf8.RuneStart(text[end]) {
		end++
	}
	return Span{File: s.File, Start: start, End: end}
}

// cells returns what is drawn for the part of the line that is near.
func (m *Masker) cells(line, near Span) []cell {
	around := line.clip(near.Start-m.longest, near.End+m.longest)
	text := line.File.Source.Text
	measure := widths()
	var cells []cell
	add := func(e extent, shown string) {
		cells = append(cells, cell{extent: e, text: shown, width: measure.StringWidth(shown)})
	}
	plain := func(start, end int) {
		for start < end {
			_, n := utf8.DecodeRuneInString(text[start:end])
			if isCommandMark(text[start:line.End]) {
				add(extent{start, start + n}, "#·")
			} else {
				add(extent{start, start + n}, visible(text[start:start+n]))
			}
			start += n
		}
	}
	at := near.Start
	for _, e := range m.within(line.File, around.Start, around.text()) {
		e = extent{max(e.start, near.Start), min(e.end, near.End)}
		if e.start >= e.end {
			continue
		}
		plain(at, e.start)
		add(e, Mask)
		at = e.end
	}
	plain(at, near.End)
	return cells
}

// underlined returns the cells that show something of what lies between start and end: those from first up to last.
func underlined(cells []cell, start, end int) (first, last int) {
	for first < len(cells) && cells[first].end <= start {
		first++
	}
	for last = first; last < len(cells) && cells[last].start < end; {
		last++
	}
	return first, last
}

// fit chooses the cells, from lo up to hi, that are shown in so many columns: all of them if they fit, else those
// around the underlined ones, or as many of the underlined ones as there is room for.
func fit(cells []cell, first, last, columns int) (lo, hi int) {
	if width(cells) <= columns {
		return 0, len(cells)
	}
	room := max(columns-2*len(cut), 1)
	lo, hi = first, first
	for used := 0; hi < last && used+cells[hi].width <= room; hi++ {
		used += cells[hi].width
	}
	room -= width(cells[lo:hi])
	for lo > 0 || hi < len(cells) {
		grown := false
		if lo > 0 && cells[lo-1].width <= room {
			lo--
			room -= cells[lo].width
			grown = true
		}
		if hi >= last && hi < len(cells) && cells[hi].width <= room {
			room -= cells[hi].width
			hi++
			grown = true
		}
		if !grown {
			break
		}
	}
	return lo, hi
}

func width(cells []cell) int {
	sum := 0
	for _, c := range cells {
		sum += c.width
	}
	return sum
}
