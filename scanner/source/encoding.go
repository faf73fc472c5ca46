package source

import (
	"encoding/binary"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// The names of Unicode's encodings. Others are called as [CodePage.String] says.
const (
	UTF8    = "UTF-8"
	UTF16LE = "UTF-16LE"
	UTF16BE = "UTF-16BE"
	UTF32LE = "UTF-32LE"
	UTF32BE = "UTF-32BE"
)

// An Encoding is how text is written as bytes.
type Encoding struct {
	Name string // such as UTF8 or "windows-1252"
	BOM  bool   // a byte-order mark stands before the text
}

// byteOrderMarks lists the marks; the one of UTF-32LE begins with that of UTF-16LE, so it comes first.
var byteOrderMarks = [...]struct{ mark, name string }{
	{"\xef\xbb\xbf", UTF8},
	{"\xff\xfe\x00\x00", UTF32LE},
	{"\x00\x00\xfe\xff", UTF32BE},
	{"\xff\xfe", UTF16LE},
	{"\xfe\xff", UTF16BE},
}

// decode finds out the encoding of raw and returns its text. Where that is what stands in raw, it is a part of kept, which is
// raw as a string.
func (p CodePage) decode(raw []byte, kept string) (Encoding, string) {
	for _, b := range byteOrderMarks {
		if body, ok := strings.CutPrefix(kept, b.mark); ok {
			return Encoding{Name: b.name, BOM: true}, decodeUnicode(b.name, raw[len(b.mark):], body)
		}
	}
	if name := guessUTF16(raw); name != "" {
		return Encoding{Name: name}, decodeUnicode(name, raw, kept)
	}
	if utf8.Valid(raw) {
		return Encoding{Name: UTF8}, kept
	}
	return Encoding{Name: p.String()}, p.text(raw)
}

// encode returns text in the encoding e.
func (p CodePage) encode(e Encoding, text string) ([]byte, *EncodeError) {
	switch e.Name {
	case UTF8:
		return append(e.mark(len(text)), text...), nil
	case UTF16LE:
		return appendUTF16(e.mark(2*len(text)), text, binary.LittleEndian), nil
	case UTF16BE:
		return appendUTF16(e.mark(2*len(text)), text, binary.BigEndian), nil
	case UTF32LE:
		return appendUTF32(e.mark(4*len(text)), text, binary.LittleEndian), nil
	case UTF32BE:
		return appendUTF32(e.mark(4*len(text)), text, binary.BigEndian), nil
	default:
		return p.bytes(text)
	}
}

// mark returns the byte-order mark, empty without one, with room for size bytes after it.
func (e Encoding) mark(size int) []byte {
	const longest = 4
	dst := make([]byte, 0, longest+size)
	if !e.BOM {
		return dst
	}
	for _, b := range byteOrderMarks {
		if b.name == e.Name {
			dst = append(dst, b.mark...)
		}
	}
	return dst
}

// decodeUnicode returns the text of raw, which has no byte-order mark; kept is raw as a string. What is wrong in it becomes U+FFFD.
func decodeUnicode(name string, raw []byte, kept string) string {
	switch name {
	case UTF16LE:
		return decodeUTF16(raw, binary.LittleEndian)
	case UTF16BE:
		return decodeUTF16(raw, binary.BigEndian)
	case UTF32LE:
		return decodeUTF32(raw, binary.LittleEndian)
	case UTF32BE:
		return decodeUTF32(raw, binary.BigEndian)
	default:
		if utf8.Valid(raw) {
			return kept
		}
		return decodeUTF8(raw)
	}
}

// decodeUTF8 replaces each ill-formed sequence as Unicode recommends and .NET does: the longest part of a character that
// could have become one is replaced by a single U+FFFD.
func decodeUTF8(raw []byte) string {
	var b strings.Builder
	b.Grow(len(raw) + len(raw)/8)
	for len(raw) > 0 {
		r, size := utf8.DecodeRune(raw)
		if r == utf8.RuneError && size == 1 {
			size = illFormed(raw)
		}
		b.WriteRune(r)
		raw = raw[size:]
	}
	return b.String()
}

// illFormed returns the length of the ill-formed sequence with which raw begins: the longest prefix of some character
// that raw begins with, at least one byte.
func illFormed(raw []byte) int {
	n := 1
	for n < min(len(raw), utf8.UTFMax) && !utf8.FullRune(raw[:n]) {
		n++
	}
	// Here raw[:n] is an incomplete character at the end of raw, or has one byte more than the character's beginning.
	if n > 1 && utf8.FullRune(raw[:n]) {
		n--
	}
	return n
}

func decodeUTF16(raw []byte, order binary.ByteOrder) string {
	var b strings.Builder
	b.Grow(len(raw)/2 + len(raw)/8)
	for len(raw) > 0 {
		r, size := decodeUnits(raw, order)
		b.WriteRune(r)
		raw = raw[size:]
	}
	return b.String()
}

// decodeUnits returns the character with which raw begins and its length in bytes; U+FFFD for half of a surrogate pair and
// for a single last byte.
func decodeUnits(raw []byte, order binary.ByteOrder) (r rune, size int) {
	if len(raw) < 2 {
		return utf8.RuneError, len(raw)
	}
	r = rune(order.Uint16(raw))
	if !utf16.IsSurrogate(r) {
		return r, 2
	}
	if len(raw) < 4 {
		return utf8.RuneError, 2
	}
	if r = utf16.DecodeRune(r, rune(order.Uint16(raw[2:]))); r == utf8.RuneError {
		return r, 2
	}
	return r, 4
}

func decodeUTF32(raw []byte, order binary.ByteOrder) string {
	var b strings.Builder
	b.Grow(len(raw)/4 + len(raw)/16)
	for len(raw) >= 4 {
		// Beyond the last character, and for half of a surrogate pair, WriteRune writes U+FFFD.
		b.WriteRune(rune(min(order.Uint32(raw), utf8.MaxRune+1)))
		raw = raw[4:]
	}
	if len(raw) > 0 {
		b.WriteRune(utf8.RuneError)
	}
	return b.String()
}

func appendUTF16(dst []byte, text string, order binary.AppendByteOrder) []byte {
	var pair [2]uint16
	for _, r := range text {
		for _, unit := range utf16.AppendRune(pair[:0], r) {
			dst = order.AppendUint16(dst, unit)
		}
	}
	return dst
}

func appendUTF32(dst []byte, text string, order binary.AppendByteOrder) []byte {
	for _, r := range text {
		dst = order.AppendUint32(dst, uint32(r))
	}
	return dst
}
