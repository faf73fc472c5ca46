package sarif

import (
	"strconv"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/exolint/exolint/scanner/source"
)

const (
	// hashBlock is the number of code units that a line's hash covers.
	hashBlock = 100
	// hashFactor is the factor of the rolling hash.
	hashFactor = 37
	// hashEnd is the code unit that stands for the end of the file.
	hashEnd = 0xffff
)

// A lineHasher computes the fingerprints by which GitHub code scanning recognises a result when lines move, as the
// upload action does: a rolling hash, for each line, over the first hundred code units from its beginning on, spaces
// and tabs left out, with a count of equal hashes in the file.
type lineHasher struct {
	window [hashBlock]uint64
	marks  [hashBlock]int // the line that began when a place of the window was last filled; 0: none
	hash   uint64
	oldest uint64 // what the oldest unit of the window weighs in the hash
	index  int
	counts map[uint64]int
	lines  []string
}

// lineHashes returns the fingerprint of each line of a text, as code units of UTF-16. A text that ends with a
// newline has one more line.
func lineHashes(units []uint16) []string {
	h := &lineHasher{oldest: 1, counts: make(map[uint64]int)}
	for range hashBlock {
		h.oldest *= hashFactor
	}
	line, lineStart, afterCR := 0, true, false
	feed := func(c uint16) {
		if c == ' ' || c == '\t' || c == '\n' && afterCR {
			afterCR = false
			return
		}
		afterCR = c == '\r'
		if afterCR {
			c = '\n'
		}
		h.emit()
		if lineStart {
			line++
			h.marks[h.index] = line
		}
		lineStart = c == '\n'
		h.update(c)
	}
	for _, c := range units {
		feed(c)
	}
	feed(hashEnd)
	for range hashBlock {
		h.emit()
		h.update(0)
	}
	return h.lines
}

// update takes c into the window, and the oldest unit out.
func (h *lineHasher) update(c uint16) {
	old := h.window[h.index]
	h.window[h.index] = uint64(c)
	h.hash = hashFactor*h.hash + uint64(c) - h.oldest*old
	h.index = (h.index + 1) % hashBlock
}

// emit notes the hash of the line that begins with the oldest unit of the window, if one does. Lines come in order.
func (h *lineHasher) emit() {
	if h.marks[h.index] == 0 {
		return
	}
	h.marks[h.index] = 0
	h.counts[h.hash]++
	h.lines = append(h.lines, strconv.FormatUint(h.hash, 16)+":"+strconv.Itoa(h.counts[h.hash]))
}

// hashUnits returns what GitHub hashes of the file. It reads every file as UTF-8, whatever its encoding. Read so,
// the lines of a file in UTF-16 or UTF-32 are not those that people see, so for these it is the text.
func hashUnits(f *source.File) []uint16 {
	switch f.Enc.Name {
	case source.UTF16LE, source.UTF16BE, source.UTF32LE, source.UTF32BE:
		return utf16.Encode([]rune(f.Text))
	default:
		return decodeUTF8(f.Raw)
	}
}

// decodeUTF8 decodes as the WHATWG's encoding standard does: a byte-order mark stays, and each longest beginning of
// a character that is not one, or byte that cannot begin one, becomes one U+FFFD.
func decodeUTF8(raw string) []uint16 {
	units := make([]uint16, 0, len(raw))
	for len(raw) > 0 {
		r, n := utf8.DecodeRuneInString(raw)
		if r == utf8.RuneError && n == 1 {
			n = truncatedLen(raw)
		}
		units = utf16.AppendRune(units, r)
		raw = raw[n:]
	}
	return units
}

// truncatedLen returns the length of the longest beginning of a character at the beginning of raw, which does not
// begin with a whole one; at least 1.
func truncatedLen(raw string) int {
	size, low, high := 0, byte(0x80), byte(0xbf)
	switch c := raw[0]; {
	case c >= 0xc2 && c <= 0xdf:
		size = 2
	case c >= 0xe0 && c <= 0xef:
		size = 3
	case c >= 0xf0 && c <= 0xf4:
		size = 4
	}
	// The second byte is restricted further where characters would be too long, surrogates, or beyond Unicode.
	switch raw[0] {
	case 0xe0:
		low = 0xa0
	case 0xed:
		high = 0x9f
	case 0xf0:
		low = 0x90
	case 0xf4:
		high = 0x8f
	}
	n := 1
	for n < size && n < len(raw) && raw[n] >= low && raw[n] <= high {
		n++
		low, high = 0x80, 0xbf
	}
	return n
}
