package report

import (
	"crypto/sha256"
	"encoding/hex"
	"hash/fnv"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// FingerprintName names the algorithm of [SetFingerprints], as SARIF wants it.
const FingerprintName = "exolint/v1"

// SetFingerprints gives each finding the fingerprint by which a later run recognises it. It is made from the
// rule's ID, the first line of the finding without white space and without what string literals hold, and the
// number of earlier findings in the file that are equal in these. Moving, indenting or renaming the file keeps it, as does
// changing a password; no secret enters the hash. Findings must be in order.
func SetFingerprints(r *Report) {
	maskers := make(map[*File]*Masker)
	for f, findings := range byFile(r) {
		maskers[f] = NewMasker(&Report{Files: []*File{f}, Findings: findings})
	}
	type key struct {
		file *File
		text string
	}
	seen := make(map[key]int)
	for i := range r.Findings {
		f := &r.Findings[i]
		if f.Primary.File == nil || f.Baseline == Absent {
			continue
		}
		k := key{f.Primary.File, f.Rule.ID + "\n" + bare(maskers[f.Primary.File], f.Primary)}
		sum := sha256.Sum256([]byte(k.text + "\n" + strconv.Itoa(seen[k])))
		f.Fingerprint = hex.EncodeToString(sum[:])
		seen[k]++
	}
}

func byFile(r *Report) map[*File][]Finding {
	files := make(map[*File][]Finding)
	for _, f := range r.Findings {
		if f.Primary.File != nil {
			files[f.Primary.File] = append(files[f.Primary.File], f)
		}
	}
	return files
}

// bare returns the line on which s begins without white space, secrets and the contents of string literals.
func bare(m *Masker, s Span) string {
	start, _ := s.Range()
	line := m.Span(lineSpan(s.File, start.Line))
	var b strings.Builder
	for i := 0; i < len(line); {
		r, n := utf8.DecodeRuneInString(line[i:])
		i += n
		switch {
		case strings.ContainsRune(singleQuotes, r):
			b.WriteString("''")
			i += literalLen(line[i:], singleQuotes)
		case strings.ContainsRune(doubleQuotes, r):
			b.WriteString(`""`)
			i += literalLen(line[i:], doubleQuotes)
		case !unicode.IsSpace(r):
			b.WriteRune(r)
		}
	}
	return b.String()
}

// literalLen returns the length of what follows an opening quote, closing quote included; all of rest if that is
// not on the line. A doubled quote or, in a double-quoted literal, one after a backtick does not close it.
func literalLen(rest, quotes string) int {
	for i := 0; i < len(rest); {
		r, n := utf8.DecodeRuneInString(rest[i:])
		i += n
		switch {
		case r == '`' && quotes == doubleQuotes:
			_, n = utf8.DecodeRuneInString(rest[i:])
			i += n
		case strings.ContainsRune(quotes, r):
			next, n := utf8.DecodeRuneInString(rest[i:])
			if n == 0 || !strings.ContainsRune(quotes, next) {
				return i
			}
			i += n
		}
	}
	return len(rest)
}

// sketchSize is the greatest number of hashes in a sketch.
const sketchSize = 32

// minLine is the least length in bytes of a bare line that tells files apart.
const minLine = 8

// Sketch returns hashes of the file's lines, each without white space, secrets and the contents of strings: the smallest ones of
// all, in order. Two files have about as many of them in common as they have lines. It is nil for a file that was not read.
func Sketch(m *Masker, f *File) []uint32 {
	if f.Source == nil {
		return nil
	}
	var hashes []uint32
	for n := 1; n <= f.Source.Lines(); n++ {
		line := bare(m, Span{File: f, Start: lineStart(f, n), End: lineStart(f, n)})
		if len(line) < minLine {
			continue
		}
		h := fnv.New32a()
		io.WriteString(h, strings.ToLower(line)) // a hash takes all it is given
		hashes = append(hashes, h.Sum32())
	}
	slices.Sort(hashes)
	hashes = slices.Compact(hashes)
	return slices.Clip(hashes[:min(len(hashes), sketchSize)])
}
