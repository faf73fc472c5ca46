package fix

import (
	"slices"
	"strings"

	"github.com/aymanbagabas/go-udiff"

	"github.com/exolint/exolint/report"
	"github.com/exolint/exolint/scanner/edit"
	"github.com/exolint/exolint/scanner/source"
)

// Diff returns the edits as a unified diff, with every secret masked; "" where nothing changes.
func (s *Script) Diff() string {
	if !s.Changed() {
		return ""
	}
	old, new := s.masked()
	path := strings.TrimPrefix(s.File.Path, "/")
	return udiff.Unified("a/"+path, "b/"+path, lines(old), lines(new))
}

// Mask returns text with every secret of the script masked.
func (s *Script) Mask(text string) string { return s.masker().Text(text) }

// masked returns the old and the new text with the secrets masked: those of the findings in their places, and whatever
// is spelled like one of them.
func (s *Script) masked() (old, new string) {
	before := &report.File{Path: s.File.Path, Source: s.File.Source}
	after := &report.File{Path: s.File.Path, Source: &source.File{Path: s.File.Path, Text: s.New}}
	for _, span := range s.secrets() {
		before.Secrets = append(before.Secrets, report.Span{File: before, Start: span.Start, End: span.End})
		start, kept := edit.Map(s.Edits, span.Start)
		end, keptEnd := edit.Map(s.Edits, max(span.End-1, span.Start))
		if kept && keptEnd {
			after.Secrets = append(after.Secrets, report.Span{File: after, Start: start, End: end + 1})
		}
	}
	// A secret that is gone from its place may still be a part of what stays.
	both := report.Finding{Primary: report.Span{File: before}, Trail: []report.Related{{Span: report.Span{File: after}}},
		Masks: slices.Concat(before.Secrets, after.Secrets)}
	m := report.NewMasker(&report.Report{Files: []*report.File{before, after}, Findings: []report.Finding{both}})
	return m.Span(report.Span{File: before, End: len(before.Source.Text)}), m.Span(report.Span{File: after, End: len(s.New)})
}

// lines returns text with "\r" written "\n" where it ends a line alone, so that a diff shows lines.
func lines(text string) string {
	return strings.NewReplacer("\r\n", "\r\n", "\r", "\n").Replace(text)
}
