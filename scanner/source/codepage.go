package source

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// A CodePage is an encoding with one byte a character. The zero value is Windows-1252.
type CodePage struct {
	table *charmap.Charmap
}

// ParseCodePage returns the code page of that name: "windows-1251", "1251", "cp866", "IBM850", "ISO-8859-2" or "KOI8-R",
// in any letter case. The error lists the names.
func ParseCodePage(name string) (CodePage, error) {
	key := pageKey(name)
	var names []string
	for _, e := range charmap.All {
		table, ok := e.(*charmap.Charmap)
		if !ok {
			continue
		}
		p := CodePage{table}
		own := pageKey(p.String())
		if key == own || key == strings.TrimLeft(own, "abcdefghijklmnopqrstuvwxyz") {
			return p, nil
		}
		names = append(names, p.String())
	}
	slices.Sort(names)
	return CodePage{}, fmt.Errorf("unknown code page %q; known are %s", name, strings.Join(names, ", "))
}

// pageKey folds the many ways to write the name of a code page.
func pageKey(name string) string {
	key := strings.Map(func(r rune) rune {
		if r == ' ' || r == '-' || r == '_' {
			return -1
		}
		return r
	}, strings.ToLower(name))
	return strings.TrimPrefix(key, "cp")
}

// String returns the name, such as "windows-1252".
func (p CodePage) String() string {
	name := strings.Replace(p.charmap().String(), " Code Page ", "", 1)
	return strings.ReplaceAll(strings.Replace(name, "Windows", "windows", 1), " ", "-")
}

func (p CodePage) charmap() *charmap.Charmap {
	if p.table == nil {
		return charmap.Windows1252
	}
	return p.table
}

// text decodes raw; U+FFFD stands for a byte that the code page leaves undefined.
func (p CodePage) text(raw []byte) string {
	runes := p.runes()
	var b strings.Builder
	b.Grow(len(raw) + len(raw)/8)
	for _, c := range raw {
		b.WriteRune(runes[c])
	}
	return b.String()
}

// bytes encodes text.
func (p CodePage) bytes(text string) ([]byte, *EncodeError) {
	runes := p.runes()
	dst := make([]byte, 0, utf8.RuneCountInString(text))
	for i, r := range text {
		c, ok := byte(r), r < 0xa0 && runes[r] == r // most are ASCII, and need no search
		if !ok {
			c, ok = p.charmap().EncodeRune(r)
		}
		if !ok {
			return nil, &EncodeError{Encoding: p.String(), Offset: i, Rune: r}
		}
		dst = append(dst, c)
	}
	return dst, nil
}

// runes returns the character of each byte. As on Windows, the bytes that Windows-1252 leaves undefined are control characters.
func (p CodePage) runes() *[256]rune {
	var runes [256]rune
	for c := range runes {
		runes[c] = p.charmap().DecodeByte(byte(c))
		if runes[c] == utf8.RuneError && p.charmap() == charmap.Windows1252 {
			runes[c] = rune(c)
		}
	}
	return &runes
}
