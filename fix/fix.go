// Package fix turns findings into reviewed edits: it checks that an edited script is sound, shows the edits as a diff, saves
// them as a plan, and writes them. No other package writes users' files.
//
// A [Script] is one file with its findings and the changes that answer them. [Script.Prepare] makes the new text,
// [Script.Verify] compares it with what a scan of the new text says, and [Script.Write] writes it.
package fix

import (
	"cmp"
	"slices"
	"strconv"

	"go/token"

	"github.com/exolint/exolint/report"
	"github.com/exolint/exolint/rules/rule"
	"github.com/exolint/exolint/scanner/edit"
	"github.com/exolint/exolint/scanner/rewrite"
	"github.com/exolint/exolint/scanner/source"
	"github.com/exolint/exolint/scanner/syntax"
)

// A Script is a script with its findings and the changes that answer them.
type Script struct {
	File     *report.File
	Findings []report.Finding  // all of the file, also those that no change answers
	Changes  []*rewrite.Change // of package rewrite's Plan

	New   string      // the edited text; the old one where nothing changes
	Edits []edit.Edit // sorted, with the newlines of the file
	raw   []byte      // New as bytes
}

// Prepare makes the new text and its bytes. Changes that cannot be made become refusals.
func (s *Script) Prepare() {
	s.New, s.Edits, s.raw = s.File.Source.Text, nil, []byte(s.File.Source.Raw)
	edits := rewrite.Edits(s.File.Source.Text, s.Changes)
	if len(edits) == 0 {
		return
	}
	if !s.File.Source.RoundTrips {
		s.refuse(rewrite.RoundTrip)
		return
	}
	text, err := edit.Apply(s.File.Source.Text, edits)
	if err != nil {
		s.refuse(rewrite.Verification, err)
		return
	}
	if id := newError(s.File.Source.Text, text); id != "" {
		s.refuse(rewrite.Verification, "it would have a syntax error ("+id+")")
		return
	}
	raw, err := s.File.Source.Encode(text)
	if err != nil {
		s.refuse(rewrite.Verification, err)
		return
	}
	if back, err := source.Decode(s.File.Path, raw, source.Options{}); err != nil || back.Text != text || back.Enc.BOM != s.File.Source.Enc.BOM {
		s.refuse(rewrite.Verification, "its encoding would not be recognised")
		return
	}
	s.New, s.Edits, s.raw = text, edit.Localize(s.File.Source.Text, edits), raw
}

// Changed reports whether there is something to write.
func (s *Script) Changed() bool { return len(s.Edits) > 0 }

// Raw returns the bytes of the new text, in the encoding of the file.
func (s *Script) Raw() []byte { return s.raw }

// refuse turns all changes that have edits to apply into refusals and leaves the script as it was.
func (s *Script) refuse(r rewrite.Reason, what ...any) {
	for _, c := range s.Changes {
		if c.Safety != rule.Display && c.Refusal == nil {
			c.Edits, c.Message = nil, ""
			c.Refusal = rewrite.Refuse(r, what...)
		}
	}
	s.New, s.Edits, s.raw = s.File.Source.Text, nil, []byte(s.File.Source.Raw)
}

// newError returns the id of a syntax error that the new text has more often than the old one; "" for none.
func newError(old, new string) string {
	had := map[string]int{}
	for _, id := range errorIDs(old) {
		had[id]++
	}
	for _, id := range errorIDs(new) {
		if had[id]--; had[id] < 0 {
			return id
		}
	}
	return ""
}

func errorIDs(text string) []string {
	f := syntax.Parse(token.NewFileSet().AddFile("", -1, len(text)), text)
	ids := make([]string, len(f.Errors))
	for i, e := range f.Errors {
		ids[i] = e.ID
	}
	return ids
}

// Verify compares the new text with what a scan of it says: after holds its findings, again the changes that would answer
// them. Where a finding that was to go is still there, a new one came, or more would change, nothing is changed at all, and
// the changes become refusals.
func (s *Script) Verify(after []report.Finding, again []*rewrite.Change) {
	if !s.Changed() {
		return
	}
	left := s.expected()
	for i := range after {
		f := &after[i]
		at := slices.IndexFunc(left, func(p place) bool { return p.is(f) })
		if at < 0 && s.milder(f) {
			continue
		}
		if at < 0 {
			s.refuse(rewrite.Verification, "it would have a finding of "+f.Rule.ID+" in line "+lineOf(f))
			return
		}
		left = slices.Delete(left, at, at+1)
	}
	if len(rewrite.Edits(s.New, again)) > 0 {
		s.refuse(rewrite.Verification, "a second run would change it again")
	}
}

// A place is where a finding must stand in the new text.
type place struct {
	rule, category string
	start          int
}

func (p place) is(f *report.Finding) bool {
	return p.rule == f.Rule.ID && p.category == f.Category && p.start == f.Primary.Start
}

// expected returns the findings that may stand in the new text: those that no applied change answers.
func (s *Script) expected() []place {
	var list []place
	for i := range s.Findings {
		f := &s.Findings[i]
		if s.answered(f) {
			continue
		}
		if start, kept := edit.Map(s.Edits, f.Primary.Start); kept {
			list = append(list, place{f.Rule.ID, f.Category, start})
		}
	}
	return list
}

// milder reports whether the finding is what is left of one that a change answers: it stands where that one stood and
// weighs less, as a mail that goes by another server.
func (s *Script) milder(after *report.Finding) bool {
	return slices.ContainsFunc(s.Findings, func(f report.Finding) bool {
		start, kept := edit.Map(s.Edits, f.Primary.Start)
		return kept && start == after.Primary.Start && f.Rule.ID == after.Rule.ID && after.Severity < f.Severity && s.answered(&f)
	})
}

// answered reports whether a change is to remove the finding.
func (s *Script) answered(f *report.Finding) bool {
	return slices.ContainsFunc(s.Changes, func(c *rewrite.Change) bool {
		return c.Rule == f.Rule.ID && c.Applies() && c.Span == edit.Span{Start: f.Primary.Start, End: f.Primary.End}
	})
}

func lineOf(f *report.Finding) string {
	start, _ := f.Primary.Range()
	return strconv.Itoa(start.Line)
}

// Write writes the new text over the file, or beside it with a suffix. roots are the folders and files that were scanned.
func (s *Script) Write(roots []string, suffix string) error {
	return Write{Path: s.File.Abs, Roots: roots, Old: []byte(s.File.Source.Raw), New: s.raw, Suffix: suffix}.Do()
}

// secrets returns the spans of the file that must never be shown.
func (s *Script) secrets() []report.Span {
	spans := slices.Clone(s.File.Secrets)
	for i := range s.Findings {
		spans = append(spans, s.Findings[i].Masks...)
	}
	slices.SortFunc(spans, func(a, b report.Span) int { return cmp.Or(a.Start-b.Start, a.End-b.End) })
	return spans
}
