package edit

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/exolint/exolint/scanner/syntax"
)

// Arguments returns the edits that take the arguments at the spans gone out of cmd and put insert in the place of the one
// that is given first, at the end where gone is empty. Each element of insert is an argument as it is to be written, such as
// "-Organization 'contoso.onmicrosoft.com'". What is inserted follows the layout of what it replaces: on the same line, or
// one argument a line with backticks and indentation.
func Arguments(f *syntax.File, cmd *syntax.Command, gone []Span, insert []string) []Edit {
	parts := partsOf(f, cmd)
	if len(gone) == 0 {
		return appendArguments(f, parts, insert)
	}
	var edits []Edit
	for i, s := range gone {
		if i == 0 && len(insert) > 0 {
			edits = append(edits, Edit{Start: s.Start, End: s.End, New: strings.Join(insert, separator(f, parts, s))})
			continue
		}
		edits = append(edits, removal(f, parts, s, gone))
	}
	merged, _ := Merge(edits, nil)
	return merged
}

// removal returns the edit that takes the argument at s out with the gap before it. Where it stands behind the name and the
// others stand below, the next one takes its place.
func removal(f *syntax.File, parts []Span, s Span, gone []Span) Edit {
	start := endBefore(parts, s.Start)
	if s.Start == parts[min(1, len(parts)-1)].Start && !hasNewline(f.Src[start:s.Start]) && hasNewline(gapAfter(f, parts, s.End)) {
		for _, p := range parts {
			if p.Start >= s.End && !slices.ContainsFunc(gone, func(g Span) bool { return g.Contains(p) }) {
				return Edit{Start: s.Start, End: p.Start}
			}
		}
	}
	return Edit{Start: start, End: s.End}
}

func appendArguments(f *syntax.File, parts []Span, insert []string) []Edit {
	if len(insert) == 0 {
		return nil
	}
	last := parts[len(parts)-1]
	sep := separator(f, parts, last)
	if len(parts) == 1 {
		sep = " "
	}
	return []Edit{{Start: last.End, End: last.End, New: sep + strings.Join(insert, sep)}}
}

// partsOf returns the spans of a command's name, arguments and redirections, in order.
func partsOf(f *syntax.File, cmd *syntax.Command) []Span {
	var parts []Span
	for _, e := range cmd.Elements {
		parts = append(parts, SpanOf(f, e))
	}
	for _, r := range cmd.Redirections {
		parts = append(parts, SpanOf(f, r))
	}
	slices.SortFunc(parts, func(a, b Span) int { return cmp.Compare(a.Start, b.Start) })
	return parts
}

// separator returns what stands between arguments that take the place of the one at s.
func separator(f *syntax.File, parts []Span, s Span) string {
	before := f.Src[endBefore(parts, s.Start):s.Start]
	after := gapAfter(f, parts, s.End)
	last := after == ""
	switch {
	case hasNewline(before) && (last || hasNewline(after)):
		return lineBreak(before)
	case len(parts) > 1 && s.Start == parts[1].Start && hasNewline(after):
		return lineBreak(after) // the first argument stands behind the name, the others below it
	}
	return " "
}

// endBefore returns where the part before offset ends.
func endBefore(parts []Span, offset int) int {
	end := offset
	for _, p := range parts {
		if p.End > offset {
			break
		}
		end = p.End
	}
	return end
}

// gapAfter returns the text between offset and the next part; "" where there is none.
func gapAfter(f *syntax.File, parts []Span, offset int) string {
	for _, p := range parts {
		if p.Start >= offset && p.End > offset {
			return f.Src[offset:p.Start]
		}
	}
	return ""
}

// Separator returns what stands between most arguments of cmd: a blank, or a backtick with a newline and indentation.
func Separator(f *syntax.File, cmd *syntax.Command) string {
	parts := partsOf(f, cmd)
	breaks, names, sep := 0, 0, " "
	for i, p := range parts[1:] {
		if p.Start < len(f.Src) && isDash(f.Src[p.Start:]) {
			names++
		}
		if gap := f.Src[parts[i].End:p.Start]; hasNewline(gap) {
			breaks++
			sep = lineBreak(gap)
		}
	}
	if breaks == 0 || 2*breaks < names {
		return " "
	}
	return sep
}

// isDash reports whether text begins with one of the characters that PowerShell takes for a dash.
func isDash(text string) bool {
	r, _ := utf8.DecodeRuneInString(text)
	return r == '-' || '\u2013' <= r && r <= '\u2015'
}

// lineBreak returns the gap between two arguments, reduced to blanks, a backtick, a newline and an indentation.
func lineBreak(gap string) string {
	tick := strings.IndexByte(gap, '`')
	if tick < 0 {
		return " "
	}
	indent := gap[strings.LastIndexAny(gap, "\r\n")+1:]
	if strings.Trim(indent, blanks) != "" {
		return " "
	}
	if strings.Trim(gap[:tick], blanks) != "" || tick == 0 {
		return " `\n" + indent
	}
	if tick > 1 {
		tick = 1 // more blanks align the backtick with others, which the new text does not do
	}
	return gap[:tick] + "`\n" + indent
}

func hasNewline(text string) bool { return strings.ContainsAny(text, "\r\n") }
