package scanner

import (
	"cmp"
	"errors"
	"fmt"
	"go/token"
	"slices"

	"golang.org/x/tools/go/analysis"

	"github.com/exolint/exolint/report"
	"github.com/exolint/exolint/rules/rule"
	"github.com/exolint/exolint/scanner/cmdlet"
	"github.com/exolint/exolint/scanner/config"
	"github.com/exolint/exolint/scanner/syntax"
	"github.com/exolint/exolint/scanner/unit"
)

// A resolver turns what rules say about a script into findings.
type resolver struct {
	file   *report.File
	syntax *syntax.File
	levels map[string]config.Level // by rule id

	// elsewhere returns the place of a range that lies in another script of the run; false where it lies in none.
	elsewhere func(pos, end token.Pos) (report.Span, bool)
}

// finding returns the finding, or an error that says in which way the rule broke its own metadata.
func (r *resolver) finding(ru *rule.Rule, f *unit.Finding) (report.Finding, error) {
	pos, end := f.Pos, cmp.Or(f.End, f.Pos)
	if err := r.check(ru, f, pos, end); err != nil {
		return report.Finding{}, err
	}
	found := report.Finding{
		Rule:       ru,
		Severity:   r.severity(ru, f.Category),
		Confidence: ru.Confidence,
		Category:   f.Category,
		Message:    f.Message,
		Primary:    r.span(pos, end),
		Deadline:   deadline(f.Deadline),
		Advice:     f.Advice,
	}
	for _, step := range f.Trail {
		found.Trail = append(found.Trail, report.Related{Span: r.span(step.At.Pos(), step.At.End()), Note: step.Note})
	}
	for _, related := range f.Related {
		span, _ := r.related(related)
		found.Trail = append(found.Trail, report.Related{Span: span, Note: related.Message})
	}
	for _, secret := range f.Secrets {
		found.Masks = append(found.Masks, r.span(secret.Pos(), secret.End()))
	}
	if ru.Sensitive && len(found.Masks) == 0 {
		found.Masks = append(found.Masks, found.Primary)
	}
	for _, fix := range f.SuggestedFixes {
		found.Fixes = append(found.Fixes, r.fix(ru, fix))
	}
	return found, nil
}

// severity is the configured one, or that of the category, or the rule's own.
func (r *resolver) severity(ru *rule.Rule, category string) rule.Severity {
	if configured, err := rule.ParseSeverity(string(r.levels[ru.ID])); err == nil {
		return configured
	}
	return ru.SeverityOf(category)
}

func (r *resolver) span(pos, end token.Pos) report.Span {
	return report.Span{File: r.file, Start: r.syntax.Offset(pos), End: r.syntax.Offset(end)}
}

// related returns the place of related information, which may lie in another script; false where it lies in none.
func (r *resolver) related(info analysis.RelatedInformation) (report.Span, bool) {
	end := cmp.Or(info.End, info.Pos)
	if inFile(r.syntax.Tok, info.Pos, end) {
		return r.span(info.Pos, end), true
	}
	return r.elsewhere(info.Pos, end)
}

func (r *resolver) fix(ru *rule.Rule, fix analysis.SuggestedFix) report.Fix {
	safety, _ := ru.SafetyOf(fix.Message)
	resolved := report.Fix{Message: fix.Message, Safety: safety}
	for _, e := range fix.TextEdits {
		resolved.Edits = append(resolved.Edits, report.Edit{Span: r.span(e.Pos, cmp.Or(e.End, e.Pos)), NewText: string(e.NewText)})
	}
	slices.SortStableFunc(resolved.Edits, func(a, b report.Edit) int { return cmp.Compare(a.Span.Start, b.Span.Start) })
	return resolved
}

// check compares what a rule says with what it declares.
func (r *resolver) check(ru *rule.Rule, f *unit.Finding, pos, end token.Pos) error {
	_, declared := ru.Category(f.Category)
	switch {
	case !inFile(r.syntax.Tok, pos, end):
		return errors.New("a finding lies outside the script")
	case f.Message == "":
		return errors.New("a finding has no message")
	case f.Category != "" && !declared:
		return fmt.Errorf("category %q is not declared", f.Category)
	case f.Deadline != "" && cmdlet.RetirementOf(f.Deadline) == nil:
		return fmt.Errorf("there is no retirement %q", f.Deadline)
	}
	for _, step := range f.Trail {
		if !inFile(r.syntax.Tok, step.At.Pos(), step.At.End()) {
			return errors.New("a step of the trail lies outside the script")
		}
	}
	for _, related := range f.Related {
		if _, ok := r.related(related); !ok {
			return errors.New("a related place lies in no script of the run")
		}
	}
	return r.checkFixes(ru, f.SuggestedFixes)
}

// checkFixes checks that each fix is declared and can be told from the others, and that its edits can be made together.
func (r *resolver) checkFixes(ru *rule.Rule, fixes []analysis.SuggestedFix) error {
	messages := map[string]bool{}
	for _, fix := range fixes {
		if _, ok := ru.SafetyOf(fix.Message); !ok {
			return fmt.Errorf("fix %q is not declared", fix.Message)
		}
		if messages[fix.Message] {
			return fmt.Errorf("fix %q is suggested twice", fix.Message)
		}
		messages[fix.Message] = true
		edits := slices.Clone(fix.TextEdits)
		slices.SortStableFunc(edits, func(a, b analysis.TextEdit) int {
			return cmp.Or(cmp.Compare(a.Pos, b.Pos), cmp.Compare(a.End, b.End))
		})
		last := token.NoPos
		for _, e := range edits {
			end := cmp.Or(e.End, e.Pos)
			if !inFile(r.syntax.Tok, e.Pos, end) {
				return fmt.Errorf("fix %q edits outside the script", fix.Message)
			}
			if e.Pos < last {
				return fmt.Errorf("edits of fix %q overlap", fix.Message)
			}
			last = end
		}
	}
	return nil
}

// deadline returns the retirement with the key as a report has it; nil for no key.
func deadline(key string) *rule.Deadline {
	r := cmdlet.RetirementOf(key)
	if r == nil {
		return nil
	}
	d := rule.DeadlineOf(r)
	return &d
}
