package register

import (
	"strings"
	"unicode"
)

// Key returns the column's name as a property of JSON: "currentAuth".
func (c Column) Key() string {
	var b strings.Builder
	for i, word := range strings.FieldsFunc(string(c), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		word = strings.ToLower(word)
		if i > 0 {
			word = strings.ToUpper(word[:1]) + word[1:]
		}
		b.WriteString(word)
	}
	return b.String()
}
