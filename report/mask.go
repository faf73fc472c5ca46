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
//
// A secret is at home in the file that it stands in and in those that its findings are about. There nothing of it is shown,
// be it in the middle of a word. Elsewhere it is masked only where it stands as a word of its own: masked within a name such
// as Get-Content, it would give itself away to who reads the output, which would change with what else is scanned.
type Masker struct {
	spans map[*File][]extent
	known map[string][]secret // by their first bytes, at most headLen, the longest first
	// longest is the length in bytes of the longest known secret.
	longest int
}

// A secret is a text that is not to be shown.
type secret struct {
	text  string
	homes []*File
}

// extent is a range of byte offsets.
type extent struct{ start, end int }

// NewMasker returns a masker for the secrets of the report.
func NewMasker(r *Report) *Masker {
	m := &Masker{spans: make(map[*File][]extent), known: make(map[string][]secret)}
	for _, f := range r.Files {
		for _, s := range f.Secrets {
			m.learn(s, nil)
		}
	}
	for i := range r.Findings {
		if f := &r.Findings[i]; len(f.Masks) > 0 {
			places := f.files()
			for _, s := range f.Masks {
				m.learn(s, places)
			}
		}
	}
	for f, spans := range m.spans {
		m.spans[f] = merge(spans)
	}
	for head, secrets := range m.known {
		m.known[head] = distinct(secrets)
	}
	return m
}

// distinct sorts secrets, the longest first, and makes one of those with the same text.
func distinct(secrets []secret) []secret {
	slices.SortStableFunc(secrets, func(a, b secret) int {
		return cmp.Or(cmp.Compare(len(b.text), len(a.text)), strings.Compare(a.text, b.text))
	})
	list := secrets[:0]
	for _, s := range secrets {
		if n := len(list); n > 0 && list[n-1].text == s.text {
			list[n-1].homes = append(list[n-1].homes, s.homes...)
			continue
		}
		list = append(list, s)
	}
	return list
}

// files returns the files that the finding is about, at least one; a file may stand there twice.
func (f *Finding) files() []*File {
	files := []*File{f.Primary.File}
	for _, step := range f.Trail {
		files = append(files, step.Span.File)
	}
	return files
}

// Text returns text with every known secret masked, as is right for one that is not about a file.
func (m *Masker) Text(text string) string {
	return splice(text, 0, m.find(nil, text))
}

// TextIn returns text that is about the file f with every known secret masked. Of a secret that is not at home in f, only whole
// words are masked. A nil f is no file, as for [Masker.Text].
func (m *Masker) TextIn(f *File, text string) string {
	return splice(text, 0, m.find(f, text))
}

// Span returns the text of the span with every secret in it masked; empty if the file was not read.
func (m *Masker) Span(s Span) string {
	text := s.text()
	return splice(text, s.Start, m.within(s.File, s.Start, text))
}

// Hides reports whether text, which is not about a file, holds a known secret.
func (m *Masker) Hides(text string) bool {
	return len(m.find(nil, text)) > 0
}

// HidesIn reports whether the fix would write a known secret, so that its edits can't be shown and still be right.
func (m *Masker) HidesIn(fix Fix) bool {
	return slices.ContainsFunc(fix.Edits, func(e Edit) bool { return len(m.find(e.Span.File, e.NewText)) > 0 })
}

// learn adds the secret whose literal, with or without quotes, is the text of s. It is at home in its file and in the places.
func (m *Masker) learn(s Span, places []*File) {
	body := unquote(s)
	if body.Start >= body.End {
		return
	}
	m.spans[s.File] = append(m.spans[s.File], extent{body.Start, body.End})
	text, homes := body.text(), append([]*File{s.File}, places...)
	m.know(text, homes, minKnown)
	for _, value := range unescaped(text) {
		m.know(value, homes, minKnown)
	}
	// Text is shown a line at a time, and the lines of a here-string are not all of them telling.
	least := minKnown
	if strings.ContainsAny(strings.TrimSpace(text), "\r\n") {
		least = minInfix
	}
	for line := range strings.FieldsFuncSeq(text, isLineBreak) {
		m.know(strings.TrimSpace(line), homes, least)
	}
}

// know adds a secret by its text, unless it has fewer than least characters.
func (m *Masker) know(text string, homes []*File, least int) {
	if utf8.RuneCountInString(strings.TrimSpace(text)) < least {
		return
	}
	head := text[:min(headLen, len(text))]
	m.known[head] = append(m.known[head], secret{text, slices.Clone(homes)})
	m.longest = max(m.longest, len(text))
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
	for _, e := range m.find(f, text) {
		found = append(found, extent{start + e.start, start + e.end})
	}
	return merge(found)
}

// find returns where known secrets stand in a text about the file f; nil: about none.
func (m *Masker) find(f *File, text string) []extent {
	if len(m.known) == 0 {
		return nil
	}
	var found []extent
	for i := 0; i < len(text); {
		n := m.at(f, text, i)
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
func (m *Masker) at(f *File, text string, i int) int {
	for n := min(headLen, len(text)-i); n > 0; n-- {
		for _, s := range m.known[text[i:i+n]] {
			if strings.HasPrefix(text[i:], s.text) && s.standsOut(f, text, i) {
				return len(s.text)
			}
		}
	}
	return 0
}

// standsOut reports whether what stands at i, in a text about the file f, is to be taken for the secret that it spells.
func (s secret) standsOut(f *File, text string, i int) bool {
	before, after := text[:i], text[i+len(s.text):]
	if f != nil && !slices.Contains(s.homes, f) {
		return !goesOn(before) && !goesOnAfter(after)
	}
	if utf8.RuneCountInString(s.text) >= minInfix {
		return true
	}
	last, _ := utf8.DecodeLastRuneInString(before)
	first, _ := utf8.DecodeRuneInString(after)
	return !isWordRune(last) && !isWordRune(first)
}

func isWordRune(r rune) bool {
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r))
}

// goesOn reports whether a word of a script that began before goes on after the text: the name of a command, a variable or a
// member, or a path.
func goesOn(before string) bool {
	r, _ := utf8.DecodeLastRuneInString(before)
	return isNameRune(r) || r == '$'
}

// goesOnAfter reports whether a word of a script goes on with the text. A period or hyphen that ends a sentence does not.
func goesOnAfter(after string) bool {
	r, n := utf8.DecodeRuneInString(after)
	if !isNameRune(r) {
		return false
	}
	next, _ := utf8.DecodeRuneInString(after[n:])
	return isWordRune(r) || isNameRune(next)
}

func isNameRune(r rune) bool { return isWordRune(r) || strings.ContainsRune(`_-.\/`, r) }

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
