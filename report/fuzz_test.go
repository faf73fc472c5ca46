package report

import (
	"bytes"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/exolint/exolint/rules/rule"
	"github.com/exolint/exolint/scanner/source"
)

// FuzzText shows findings at any place of any script, with any part of it a secret, at any width.
func FuzzText(f *testing.F) {
	f.Add("$p = 'Kanarie+Vogel42' # Kanarie+Vogel42", uint(5), uint(22), uint(0), uint(40), uint(30))
	f.Add("a\r\n\t日本🙂e\u0301\r\nb\rc", uint(3), uint(9), uint(1), uint(30), uint(1))
	f.Add("\x1b[2J##vso[x]\u202e", uint(0), uint(0), uint(0), uint(3), uint(500))
	f.Add("\u007f"+strings.Repeat("\u00a0", 70), uint(36), uint(94), uint(0), uint(6), uint(521))
	f.Fuzz(func(t *testing.T, text string, secretStart, secretEnd, start, end, width uint) {
		src, err := source.Decode("a.ps1", []byte(text), source.Options{})
		if err != nil {
			return
		}
		file := &File{Path: "a.ps1", Source: src}
		span := func(start, end uint) Span {
			size := uint(len(src.Text))
			from := runeStart(src.Text, int(min(start, size)))
			return Span{File: file, Start: from, End: max(from, runeStart(src.Text, int(min(end, size))))}
		}
		secret := span(secretStart, secretEnd)
		r := &Report{Files: []*File{file}, Findings: []Finding{{
			Rule: newRule("EXO3001", "a-rule", rule.Error), Severity: rule.Error, Confidence: rule.High,
			Message: "m", Primary: span(start, end), Masks: []Span{secret},
			Fixes: []Fix{{Message: "f", Safety: rule.Safe, Edits: []Edit{{Span: span(start, end), NewText: "n"}}}},
		}}, Started: started}
		SetFingerprints(r)
		var out bytes.Buffer
		if err := WriteText(&out, r, TextOptions{Width: int(width % 300)}); err != nil {
			t.Fatal(err)
		}
		// What the output says anyway is no leak, nor is a mask beside text that goes on like the secret, as blanks do.
		known := unquote(secret).text()
		if strings.TrimSpace(known) != "" && utf8.RuneCountInString(known) > 20 && !strings.ContainsAny(known, "\r\n"+Mask) && strings.Contains(out.String(), known) {
			t.Errorf("the secret %q stands in the output:\n%s", known, out.String())
		}
		if !utf8.Valid(out.Bytes()) {
			t.Error("the output is not UTF-8")
		}
	})
}

// runeStart returns the beginning of the character at i.
func runeStart(text string, i int) int {
	for i > 0 && i < len(text) && !utf8.RuneStart(text[i]) {
		i--
	}
	return i
}
