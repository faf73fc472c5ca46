// Package edit changes the text of a script by spans of bytes, in the layout that its author used.
//
// An [Edit] replaces a span of the decoded text. The functions over the syntax tree ([Arguments], [Entries], [Remove]) make
// edits that keep lines, indentation, backticks, alignment and comments as they are written.
package edit

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/aymanbagabas/go-udiff"
)

// An Edit replaces the bytes from Start to End of a text by New, in which lines end with "\n"; [Apply] writes the newline
// that the text has there instead.
type Edit = udiff.Edit

// ErrConflict says that two edits change the same place in different ways.
var ErrConflict = errors.New("edits overlap")

// A Span is a range of bytes of a text.
type Span struct {
	Start int // of the first byte
	End   int // just past the last byte
}

// Contains reports whether o lies within s.
func (s Span) Contains(o Span) bool { return s.Start <= o.Start && o.End <= s.End }

// Validate reports the first edit that does not fit src: out of bounds, within a character, or overlapping another one.
func Validate(src string, edits []Edit) error {
	last := 0
	for _, e := range sorted(edits) {
		switch {
		case e.Start < 0 || e.End < e.Start || e.End > len(src):
			return fmt.Errorf("edit of bytes %d to %d is outside a text of %d bytes", e.Start, e.End, len(src))
		case !boundary(src, e.Start) || !boundary(src, e.End):
			return fmt.Errorf("edit of bytes %d to %d splits a character", e.Start, e.End)
		case !utf8.ValidString(e.New):
			return fmt.Errorf("edit of bytes %d to %d inserts bytes that are no text", e.Start, e.End)
		case e.Start < last:
			return fmt.Errorf("edit of bytes %d to %d: %w", e.Start, e.End, ErrConflict)
		}
		last = e.End
	}
	return nil
}

// Apply returns src with the edits made. Every "\n" that an edit inserts is written as the nearest line of src ends. Edits
// that insert at the same place stand in the order in which they are given.
func Apply(src string, edits []Edit) (string, error) {
	if err := Validate(src, edits); err != nil {
		return "", err
	}
	return udiff.Apply(src, Localize(src, edits))
}

// Localize returns the edits, sorted by place, with the newlines of src in their text. Newlines that are written as "\r\n"
// or "\r" stay: they come from src.
func Localize(src string, edits []Edit) []Edit {
	local := slices.Clone(sorted(edits))
	for i, e := range local {
		if nl := newlineAt(src, e.Start); nl != "\n" && strings.Contains(e.New, "\n") {
			local[i].New = strings.NewReplacer("\r\n", "\r\n", "\n", nl).Replace(e.New)
		}
	}
	return local
}

// Merge returns the edits of x and y as one list. Edits that both have are made once, and removals that overlap become one.
// It reports false where edits overlap otherwise.
func Merge(x, y []Edit) ([]Edit, bool) {
	xs, removals := split(x, nil)
	ys, removals := split(y, removals)
	merged, ok := udiff.Merge(sorted(xs), sorted(ys))
	if !ok {
		return nil, false
	}
	return udiff.Merge(merged, union(removals))
}

// split returns the edits that insert text, and appends the others to removals.
func split(edits, removals []Edit) (insertions, all []Edit) {
	for _, e := range edits {
		if e.New == "" {
			removals = append(removals, e)
		} else {
			insertions = append(insertions, e)
		}
	}
	return insertions, removals
}

// union returns the removals as removals that neither overlap nor touch.
func union(removals []Edit) []Edit {
	var all []Edit
	for _, e := range sorted(removals) {
		if n := len(all); n > 0 && e.Start <= all[n-1].End {
			all[n-1].End = max(all[n-1].End, e.End)
			continue
		}
		all = append(all, e)
	}
	return all
}

// Map returns the offset in the edited text of what stands at offset in the original one, and whether it still stands
// there: what an edit replaced is mapped to the end of its replacement. The edits must be localized and valid.
func Map(edits []Edit, offset int) (mapped int, kept bool) {
	delta := 0
	for _, e := range sorted(edits) {
		if offset < e.Start {
			break
		}
		if offset < e.End {
			return e.Start + delta + len(e.New), false
		}
		delta += len(e.New) - (e.End - e.Start)
	}
	return offset + delta, true
}

// Inverse returns the edits that lead from the edited text back to src. The edits must be localized and valid.
func Inverse(src string, edits []Edit) []Edit {
	back := make([]Edit, 0, len(edits))
	delta := 0
	for _, e := range sorted(edits) {
		start := e.Start + delta
		back = append(back, Edit{Start: start, End: start + len(e.New), New: src[e.Start:e.End]})
		delta += len(e.New) - (e.End - e.Start)
	}
	return back
}

// sorted returns the edits in order: edits itself where they are.
func sorted(edits []Edit) []Edit {
	order := func(a, b Edit) int { return cmp.Or(a.Start-b.Start, a.End-b.End) }
	if slices.IsSortedFunc(edits, order) {
		return edits
	}
	return slices.SortedStableFunc(slices.Values(edits), order)
}

func boundary(src string, offset int) bool {
	return offset == len(src) || utf8.RuneStart(src[offset])
}

// newlineAt returns how the line at offset ends; if it is the last line, how the one before it ends; "\n" if there is one line.
func newlineAt(src string, offset int) string {
	if i := strings.IndexAny(src[offset:], "\r\n"); i >= 0 {
		return newline(src[offset+i:])
	}
	if i := strings.LastIndexAny(src[:offset], "\r\n"); i >= 0 {
		if src[i] == '\n' && i > 0 && src[i-1] == '\r' {
			i--
		}
		return newline(src[i:])
	}
	return "\n"
}

// newline returns the newline with which text begins; "" for none.
func newline(text string) string {
	switch {
	case strings.HasPrefix(text, "\r\n"):
		return "\r\n"
	case text != "" && (text[0] == '\n' || text[0] == '\r'):
		return text[:1]
	}
	return ""
}
