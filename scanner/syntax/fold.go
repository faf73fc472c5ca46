package syntax

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A FoldedName is a name in a form that is equal for all spellings that PowerShell takes for the same name; for map keys.
// Make one with [Fold].
type FoldedName string

// Fold returns the folded form of s: ASCII letters in lower case, others as [EqualFold] compares them.
func Fold(s string) FoldedName {
	for i := range len(s) {
		if c := s[i]; c >= utf8.RuneSelf || 'A' <= c && c <= 'Z' {
			return foldFrom(s, i)
		}
	}
	return FoldedName(s)
}

// foldFrom folds s, of which the first i bytes are folded already.
func foldFrom(s string, i int) FoldedName {
	var b strings.Builder
	b.Grow(len(s))
	b.WriteString(s[:i])
	for ; i < len(s) && s[i] < utf8.RuneSelf; i++ {
		b.WriteByte(lower(s[i]))
	}
	for _, r := range s[i:] {
		b.WriteRune(foldRune(r))
	}
	return FoldedName(b.String())
}

// EqualFold reports whether s and t are the same name to PowerShell, which compares names as .NET's OrdinalIgnoreCase does:
// character by character, by simple upper case, in no language.
func EqualFold(s, t string) bool {
	for i := range min(len(s), len(t)) {
		if s[i]|t[i] >= utf8.RuneSelf {
			return equalFoldRunes(s[i:], t[i:])
		}
		if s[i] != t[i] && lower(s[i]) != lower(t[i]) {
			return false
		}
	}
	return len(s) == len(t)
}

// equalFoldRunes is EqualFold for strings that are not ASCII.
func equalFoldRunes(s, t string) bool {
	for s != "" && t != "" {
		a, n := utf8.DecodeRuneInString(s)
		b, m := utf8.DecodeRuneInString(t)
		if a != b && foldRune(a) != foldRune(b) {
			return false
		}
		s, t = s[n:], t[m:]
	}
	return s == t
}

// HasPrefixFold reports whether s begins with prefix, in any letter case.
func HasPrefixFold(s, prefix string) bool {
	for prefix != "" {
		if s == "" {
			return false
		}
		a, n := utf8.DecodeRuneInString(s)
		b, m := utf8.DecodeRuneInString(prefix)
		if a != b && foldRune(a) != foldRune(b) {
			return false
		}
		s, prefix = s[n:], prefix[m:]
	}
	return true
}

// ContainsFold reports whether word, which is in lower-case ASCII and not empty, stands in text, in any letter case.
func ContainsFold(text, word string) bool { return IndexFold(text, word) >= 0 }

// IndexFold returns the offset at which word, which is in lower-case ASCII and not empty, first stands in text, in any letter
// case; -1 where it does not.
func IndexFold(text, word string) int {
	first, upper := word[0], word[0]
	if 'a' <= first && first <= 'z' {
		upper &^= 0x20
	}
	for i := 0; i+len(word) <= len(text); i++ {
		if c := text[i]; (c == first || c == upper) && isFolded(text[i+1:i+len(word)], word[1:]) {
			return i
		}
	}
	return -1
}

// isFolded reports whether folded, which is as long as s, is s in lower case.
func isFolded(s, folded string) bool {
	for i := range len(folded) {
		if lower(s[i]) != folded[i] {
			return false
		}
	}
	return true
}

// lower returns c, an ASCII character, in lower case.
func lower(c byte) byte {
	if 'A' <= c && c <= 'Z' {
		return c | 0x20
	}
	return c
}

// foldRune returns what all characters that .NET takes for the same as r have in common.
func foldRune(r rune) rune {
	switch {
	case 'A' <= r && r <= 'Z':
		return r | 0x20
	case r < utf8.RuneSelf:
		return r
	case r == 'ı', r == 'ſ':
		return r // .NET leaves out the two whose upper case is ASCII
	}
	return unicode.ToUpper(r)
}
