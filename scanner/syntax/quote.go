package syntax

import "strings"

// Quote returns a single-quoted PowerShell string whose value is s.
func Quote(s string) string {
	var b strings.Builder
	b.Grow(len(s) + len("''"))
	b.WriteByte('\'')
	for _, r := range s {
		if isSingleQuote(r) {
			b.WriteRune(r)
		}
		b.WriteRune(r)
	}
	b.WriteByte('\'')
	return b.String()
}
