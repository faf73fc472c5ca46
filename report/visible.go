package report

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// visible returns text in one line in which nothing can move a terminal's cursor, change its colours, reorder
// what is read, or pass for a command to a build server: such characters are shown by their symbol or number.
// Text from scripts and file names passes it on its way to a person.
func visible(text string) string {
	if !needsShowing(text) {
		return text
	}
	var b strings.Builder
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRuneInString(text[i:])
		switch {
		case r == utf8.RuneError && n == 1:
			fmt.Fprintf(&b, `<%02X>`, text[i])
		case isCommandMark(text[i:]):
			// Build servers read "##[" and "##vso[" anywhere in a line of a log.
			b.WriteString("#·")
		case r == '\t':
			b.WriteString(tab)
		default:
			b.WriteString(shown(r))
		}
		i += n
	}
	return b.String()
}

// tab stands for a tab. Carets are placed by the width of what is shown, so that it need not reach a tab stop.
const tab = "    "

func needsShowing(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool { return r == utf8.RuneError || isSteering(r) }) ||
		strings.Contains(text, "##")
}

func isCommandMark(text string) bool {
	return strings.HasPrefix(text, "##[") || (len(text) >= 6 && strings.EqualFold(text[:6], "##vso["))
}

// isSteering reports whether showing r does something else than drawing a character.
func isSteering(r rune) bool {
	return unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp)
}

// shown returns what is drawn for r.
func shown(r rune) string {
	switch {
	case !isSteering(r):
		return string(r)
	case r < ' ':
		return string('␀' + r) // Unicode has a picture of each
	case r == 0x7f:
		return "␡"
	default:
		return fmt.Sprintf("<U+%04X>", r)
	}
}

// Visible returns text in one line in which nothing can move a terminal's cursor, change its colours, reorder what is read, or
// pass for a command to a build server: such characters are shown by their symbol or number.
func Visible(text string) string { return visible(text) }
