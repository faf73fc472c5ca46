package source

import (
	"bytes"
	"encoding/binary"
	"unicode/utf8"
)

// guessUTF16 returns UTF16LE or UTF16BE where raw, which has no byte-order mark, is certainly that, else "".
func guessUTF16(raw []byte) string {
	if len(raw) < 4 || len(raw)%2 != 0 || bytes.IndexByte(raw, 0) < 0 {
		return ""
	}
	switch {
	case looksUTF16(raw, binary.LittleEndian):
		return UTF16LE
	case looksUTF16(raw, binary.BigEndian):
		return UTF16BE
	default:
		return ""
	}
}

// looksUTF16 reports whether raw reads as UTF-16 text of a script: no control characters, mostly ASCII, or ASCII among the
// letters of other European and Middle Eastern languages. Text in another encoding with a stray zero byte here and there
// never does: its letters make ideographs.
func looksUTF16(raw []byte, order binary.ByteOrder) bool {
	ascii, near, far := 0, 0, 0
	for len(raw) > 0 {
		r, size := decodeUnits(raw, order)
		switch {
		case r == utf8.RuneError, r >= 0xfffe && r <= 0xffff, r < utf8.RuneSelf && isControl(byte(r)):
			return false
		case r < utf8.RuneSelf:
			ascii++
		case r < 0x700: // up to Arabic
			near++
		default:
			far++
		}
		raw = raw[size:]
	}
	mostlyNear := 7*ascii >= near && ascii+near >= 8*far
	mostlyASCII := ascii >= 4 && ascii > near+far
	return mostlyNear || mostlyASCII
}

// isBinary reports whether a text of size bytes with that many control characters is no script. A stray zero byte, an
// escape sequence or a dozen odd characters make no binary file.
func isBinary(controls, size int) bool {
	return controls >= 64 && controls > size/16
}

// isControl reports whether c is a control character that has no place in a script: none of tab, line feed, vertical tab,
// form feed, carriage return, end of file (Ctrl+Z) and escape.
func isControl(c byte) bool {
	switch c {
	case '\t', '\n', '\v', '\f', '\r', 0x1a, 0x1b:
		return false
	default:
		return c < 0x20 || c == 0x7f
	}
}
