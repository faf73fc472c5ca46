package report

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Mask stands in the place of a secret. Its length says nothing about the secret's.
const Mask = "•••"

// minInfix is the length in characters from which a secret is masked in the middle of a word too. A shorter one is
// masked only where it stands by itself, as it may well be a part of ordinary words.
const minInfix = 6

// minKnown is the least length in characters of a secret that is masked anywhere but in its own place: "a" is no
// help to anyone who reads it elsewhere, and masking it would leave nothing to read.
const minKnown = 3

// headLen is the greatest number of bytes by which secrets are looked up.
const headLen = 3

// Masker takes the secrets out of text that is to be shown. It knows the secrets of all findings of a report,
// suppressed ones too, as the line that one finding shows may hold the secret of another.
type Masker struct {
	spans map[*File][]extent
	known map[string][]string // secrets by their first bytes, at most headLen, the longest first
	// longest is the length in bytes of the longest known secret.
	longest int
}

// extent is a range of byte offsets.
type extent struct{ start, end int }

// NewMasker returns a masker for the secrets of the report.
func NewMasker(r *Report) *Masker {
	m := &Masker{spans: make(map[*File][]extent), known: make(map[string][]string)}
	for _, f := range r.Files {
		for _, s := range f.Secrets {
			m.learn(s)
		}
	}
	for i := range r.Findings {
		for _, s := range r.Findings[i].Masks {
			m.learn(s)
		}
	}
	for f, spans := range m.spans {
		m.spans[f] = merge(spans)
	}
	for head, secrets := range m.known {
		slices.SortFunc(secrets, func(a, b string) int {
			return cmp.Or(cmp.Compare(len(b), len(a)), strings.Compare(a, b))
		})
		m.known[head] = slices.Compact(secrets)
	}
	return m
}

// Text returns text with every known secret masked.
func (m *Masker) Text(text string) string {
	return splice(text, 0, m.find(text))
}

// Span returns the text of the span with every secret in it masked; empty if the file was not read.
func (m *Masker) Span(s Span) string {
	text := s.text()
	return splice(text, s.Start, m.within(s.File, s.Start, text))
}

// Hides reports whether text holds a known secret.
func (m *Masker) Hides(text string) bool {
	return len(m.find(text)) > 0
}

// HidesIn reports whether the fix would write a known secret, so that its edits can't be shown and still be right.
func (m *Masker) HidesIn(fix Fix) bool {
	return slices.ContainsFunc(fix.Edits, func(e Edit) bool { return m.Hides(e.NewText) })
}

// learn adds the secret whose literal, with or without quotes, is the text of s.
func (m *Masker) learn(s Span) {
	body := unquote(s)
	if body.Start >= body.End {
		return
	}
	m.spans[s.File] = append(m.spans[s.File], extent{body.Start, body.End})
	text := body.text()
	m.know(text, minKnown)
	for _, value := range unescaped(text) {
		m.know(value, minKnown)
	}
	// Text is shown a line at a time, and the lines of a here-string are not all of them telling.
	least := minKnown
	if strings.ContainsAny(strings.TrimSpace(text), "\r\n") {
		least = minInfix
	}
	for line := range strings.FieldsFuncSeq(text, isLineBreak) {
		m.know(strings.TrimSpace(line), least)
	}
}

// know adds a secret by its text, unless it has fewer than least characters.
func (m *Masker) know(secret string, least int) {
	if utf8.RuneCountInString(strings.TrimSpace(secret)) < least {
		return
	}
	head := secret[:min(headLen, len(secret))]
	m.known[head] = append(m.known[head], secret)
	m.longest = max(m.longest, len(secret))
}

func isLineBreak(r rune) bool { return r == '\n' || r == '\r' }

// within returns the extents, as offsets in the file, of the secrets in a text that stands at start.
func (m *Masker) within(f *File, start int, text string) []extent {
	end := start + len(text)
	var found []extent
	spans := m.spans[f]
	first, _ := slices.BinarySearchFunc(spans, start, func(e extent, at int) int { return cmp.Compare(e.end, at+1) })
	for _, e := range spans[first:] {
		if e.start >= end {
			break
		}
		found = append(found, extent{max(e.start, start), min(e.end, end)})
	}
	for _, e := range m.find(text) {
		found = append(found, extent{start + e.start, start + e.end})
	}
	return merge(found)
}

// find returns where known secrets stand in text.
func (m *Masker) find(text string) []extent {
	if len(m.known) == 0 {
		return nil
	}
	var found []extent
	for i := 0; i < len(text); {
		n := m.at(text, i)
		if n == 0 {
			i++
			continue
		}
		found = append(found, extent{i, i + n})
		i += n
	}
	return found
}

// at returns the length of the longest known secret that begins at i in text, or 0.
func (m *Masker) at(text string, i int) int {
	for n := min(headLen, len(text)-i); n > 0; n-- {
		for _, secret := range m.known[text[i:i+n]] {
			if strings.HasPrefix(text[i:], secret) && standsOut(text, i, len(secret)) {
				return len(secret)
			}
		}
	}
	return 0
}

// standsOut reports whether the n bytes at i are to be taken for the secret that they spell.
func standsOut(text string, i, n int) bool {
	if utf8.RuneCountInString(text[i:i+n]) >= minInfix {
		return true
	}
	before, _ := utf8.DecodeLastRuneInString(text[:i])
	after, _ := utf8.DecodeRuneInString(text[i+n:])
	return !isWordRune(before) && !isWordRune(after)
}

func isWordRune(r rune) bool {
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r))
}

// splice returns text, which stands at start, with the mask in the place of each extent.
func splice(text string, start int, extents []extent) string {
	if len(extents) == 0 {
		return text
	}
	var b strings.Builder
	at := 0
	for _, e := range extents {
		b.WriteString(text[at : e.start-start])
		b.WriteString(Mask)
		at = e.end - start
	}
	b.WriteString(text[at:])
	return b.String()
}

// merge sorts extents and joins those that touch, so that two masks never stand side by side.
func merge(extents []extent) []extent {
	if len(extents) < 2 {
		return extents
	}
	slices.SortFunc(extents, func(a, b extent) int {
		return cmp.Or(cmp.Compare(a.start, b.start), cmp.Compare(a.end, b.end))
	})
	merged := extents[:1]
	for _, e := range extents[1:] {
		if last := &merged[len(merged)-1]; e.start <= last.end {
			last.end = max(last.end, e.end)
			continue
		}
		merged = append(merged, e)
	}
	return merged
}

// PowerShell takes typographic quotes for plain ones.
const (
	singleQuotes = "'‘’‚‛"
	doubleQuotes = "\"“”„"
)

// unquote returns the part of a literal's span between its quotes, or all of it if it has none.
func unquote(s Span) Span {
	text := s.text()
	open, n := utf8.DecodeRuneInString(text)
	here := open == '@'
	if here {
		open, n = utf8.DecodeRuneInString(text[1:])
		n++
	}
	quotes := singleQuotes
	if strings.ContainsRune(doubleQuotes, open) {
		quotes = doubleQuotes
	}
	if !strings.ContainsRune(quotes, open) {
		return s
	}
	body := text[n:]
	if here {
		body = strings.TrimSuffix(body, "@")
	}
	if last, size := utf8.DecodeLastRuneInString(body); strings.ContainsRune(quotes, last) {
		body = body[:len(body)-size]
	}
	return Span{File: s.File, Start: s.Start + n, End: s.Start + n + len(body)}
}

// unescaped returns what the body of a literal may stand for, as messages and fixes hold values, not spellings.
func unescaped(body string) []string {
	var values []string
	for _, q := range []string{"'", `"`} {
		if strings.Contains(body, q+q) {
			values = append(values, strings.ReplaceAll(body, q+q, q))
		}
	}
	if strings.Contains(body, "`") {
		plain := strings.ReplaceAll(body, `""`, `"`)
		values = append(values, strings.ReplaceAll(plain, "`", ""))
	}
	return values
}
