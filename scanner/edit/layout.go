package edit

import (
	"slices"
	"sort"
	"strings"

	"github.com/exolint/exolint/scanner/syntax"
)

// blanks are the characters that separate tokens on a line.
const blanks = " \t\u00a0\u0085\f\v"

// SpanOf returns the bytes of f that n covers.
func SpanOf(f *syntax.File, n syntax.Node) Span {
	return Span{f.Offset(n.Pos()), f.Offset(n.End())}
}

// Line returns the line of src on which offset stands, without its newline.
func Line(src string, offset int) Span {
	start := strings.LastIndexAny(src[:offset], "\r\n") + 1
	end := strings.IndexAny(src[offset:], "\r\n")
	if end < 0 {
		return Span{start, len(src)}
	}
	return Span{start, offset + end}
}

// Indent returns the blanks with which the line of offset begins, up to offset.
func Indent(src string, offset int) string {
	line := src[Line(src, offset).Start:offset]
	return line[:len(line)-len(strings.TrimLeft(line, blanks))]
}

// Remove returns the edit that takes the statement, the hashtable entry or the like at s out of f: with its line where
// nothing else stands on it, and with one of the semicolons around it. Comments in it and behind it stay.
func Remove(f *syntax.File, s Span) Edit {
	if kept := commentsIn(f, s); kept != "" {
		return Edit{Start: s.Start, End: s.End, New: kept}
	}
	src := f.Src
	line := Line(src, s.Start)
	alone := strings.Trim(src[line.Start:s.Start], blanks) == "" // nothing stands before it
	next := afterSeparator(src, s.End)
	atEnd := next == Line(src, next).End
	switch {
	case alone && atEnd && next < len(src):
		return Edit{Start: line.Start, End: next + len(newline(src[next:]))}
	case alone && atEnd:
		return Edit{Start: beforeNewline(src, line.Start), End: next}
	case alone:
		return Edit{Start: s.Start, End: next}
	case atEnd, isComment(f, next):
		return Edit{Start: beforeSeparator(src, s.Start), End: s.End}
	case src[next] == '}' || src[next] == ')':
		return Edit{Start: beforeSemicolon(src, s.Start), End: s.End}
	default:
		return Edit{Start: s.Start, End: next}
	}
}

// Tidy returns the edits with removals extended by what separated what is gone: a semicolon at the end of a line, and of two
// blank lines around whole lines the second one, or the first line of the text where it is left blank.
func Tidy(src string, edits []Edit) []Edit {
	tidied := slices.Clone(sorted(edits))
	for i := range tidied {
		tidied[i] = wholeLine(src, tidied[i], endOf(tidied, i-1))
		e := tidied[i]
		if e.New == "" && e.Start < e.End && Line(src, e.Start).Start != e.Start && afterBlanks(src, e.End) == Line(src, e.End).End {
			tidied[i].Start = max(beforeSemicolon(src, e.Start), endOf(tidied, i-1))
			continue
		}
		if e.New != "" || e.Start == e.End || Line(src, e.Start).Start != e.Start || Line(src, e.End).Start != e.End {
			continue
		}
		next := Line(src, e.End)
		nl := newline(src[next.End:])
		if !blankBefore(src, e.Start) || strings.Trim(src[next.Start:next.End], blanks) != "" || nl == "" {
			continue
		}
		if end := next.End + len(nl); i+1 == len(tidied) || tidied[i+1].Start >= end {
			tidied[i].End = end
		}
	}
	return tidied
}

// wholeLine returns a removal that leaves nothing but blanks of a line, extended to the line; other edits as they are. last
// is where the edit before it ends.
func wholeLine(src string, e Edit, last int) Edit {
	line, end := Line(src, e.Start), Line(src, e.End)
	left := src[line.Start:e.Start] + src[e.End:end.End]
	if e.New != "" || e.Start == e.End || left == "" || strings.Trim(left, blanks) != "" || line.Start < last || end.End == len(src) {
		return e
	}
	return Edit{Start: line.Start, End: end.End + len(newline(src[end.End:]))}
}

// endOf returns where the edit with the index ends; 0 where there is none.
func endOf(edits []Edit, i int) int {
	if i < 0 {
		return 0
	}
	return edits[i].End
}

// blankBefore reports whether the line before the one that begins at offset is blank, or there is none.
func blankBefore(src string, offset int) bool {
	if offset == 0 {
		return true
	}
	line := Line(src, beforeNewline(src, offset))
	return strings.Trim(src[line.Start:line.End], blanks) == ""
}

// Replace returns the edit that puts text in the place of what stands at s. Comments in it stay, behind text.
func Replace(f *syntax.File, s Span, text string) Edit {
	if kept := commentsIn(f, s); kept != "" {
		text += "\n" + Indent(f.Src, s.Start) + kept
	}
	return Edit{Start: s.Start, End: s.End, New: text}
}

// commentsIn returns the comments within s, a line each in the indentation of s; "" for none.
func commentsIn(f *syntax.File, s Span) string {
	var lines []string
	for _, t := range f.Tokens[tokenAt(f, s.Start):] {
		if f.Offset(t.Pos) >= s.End {
			break
		}
		if t.Kind == syntax.KindComment && t.Depth == 0 {
			lines = append(lines, strings.TrimRight(f.Slice(t.Pos, t.End), blanks))
		}
	}
	lines = slices.Compact(lines) // what stood in two branches need not stand twice
	return strings.Join(lines, "\n"+Indent(f.Src, s.Start))
}

// HasComment reports whether a comment begins within s.
func HasComment(f *syntax.File, s Span) bool { return commentsIn(f, s) != "" }

// isComment reports whether a comment begins at offset.
func isComment(f *syntax.File, offset int) bool {
	i := tokenAt(f, offset)
	return i < len(f.Tokens) && f.Tokens[i].Kind == syntax.KindComment && f.Offset(f.Tokens[i].Pos) == offset
}

// tokenAt returns the index of the first token that begins at offset or behind it.
func tokenAt(f *syntax.File, offset int) int {
	return sort.Search(len(f.Tokens), func(i int) bool { return f.Offset(f.Tokens[i].Pos) >= offset })
}

// afterSeparator returns where the text goes on after offset, behind blanks and one semicolon.
func afterSeparator(src string, offset int) int {
	offset = afterBlanks(src, offset)
	if offset < len(src) && src[offset] == ';' {
		offset = afterBlanks(src, offset+1)
	}
	return offset
}

// beforeSeparator returns where the text before offset ends, in front of blanks and one semicolon.
func beforeSeparator(src string, offset int) int {
	text := strings.TrimRight(src[:offset], blanks)
	if cut, ok := strings.CutSuffix(text, ";"); ok {
		return len(strings.TrimRight(cut, blanks))
	}
	return len(text)
}

// beforeSemicolon is beforeSeparator where a semicolon stands before offset; else it is offset.
func beforeSemicolon(src string, offset int) int {
	text := strings.TrimRight(src[:offset], blanks)
	if strings.HasSuffix(text, ";") {
		return beforeSeparator(src, offset)
	}
	return len(text)
}

func afterBlanks(src string, offset int) int {
	return len(src) - len(strings.TrimLeft(src[offset:], blanks))
}

// beforeNewline returns where the newline that ends at offset begins.
func beforeNewline(src string, offset int) int {
	text := strings.TrimSuffix(src[:offset], "\n")
	return len(strings.TrimSuffix(text, "\r"))
}
