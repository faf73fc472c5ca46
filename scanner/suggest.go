package scanner

import (
	"go/token"
	"slices"

	"golang.org/x/tools/go/analysis"

	"github.com/exolint/exolint/scanner/facts"
	"github.com/exolint/exolint/scanner/inventory"
	"github.com/exolint/exolint/scanner/rewrite"
	"github.com/exolint/exolint/scanner/syntax"
	"github.com/exolint/exolint/scanner/unit"
)

// maxSuggested is how many findings of a script get fixes in the report: each is worked out on its own, and a script with more of
// them is a list of something. exolint fix works out all of them together.
const maxSuggested = 200

// suggest gives the findings the fixes that their rules declare and package rewrite can make of them.
func (s *scan) suggest(run *fileRun) {
	info, _ := run.results[unit.Facts].(*facts.Info)
	inv, _ := run.results[unit.Inventory].(*inventory.Inventory)
	findings := run.unit.Findings
	if info == nil || inv == nil || len(findings) == 0 {
		return
	}
	var wants []rewrite.Want
	var of []int // the finding that each is about
	for i := range findings {
		f := &findings[i]
		if r := s.byID[f.Rule.Name]; r != nil && len(r.Fixes) > 0 && len(wants) < maxSuggested && inFile(run.unit.Syntax.Tok, f.Pos, f.End) {
			wants = append(wants, rewrite.Want{Rule: r.ID, At: syntax.Extent{Start: f.Pos, Stop: f.End}})
			of = append(of, i)
		}
	}
	for i, c := range rewrite.Suggest(info, inv, run.unit.Rewrite, wants) {
		if _, declared := s.byID[c.Rule].SafetyOf(c.Message); declared && len(c.Edits) > 0 {
			findings[of[i]].SuggestedFixes = append(findings[of[i]].SuggestedFixes, suggested(run.unit.Syntax.Tok, c))
		}
	}
}

// suggested returns a change as go/analysis has it.
func suggested(tf *token.File, c *rewrite.Change) analysis.SuggestedFix {
	fix := analysis.SuggestedFix{Message: c.Message}
	for _, e := range c.Edits {
		fix.TextEdits = append(fix.TextEdits, analysis.TextEdit{
			Pos: token.Pos(tf.Base() + e.Start), End: token.Pos(tf.Base() + e.End), NewText: []byte(e.New),
		})
	}
	slices.SortStableFunc(fix.TextEdits, func(a, b analysis.TextEdit) int { return int(a.Pos - b.Pos) })
	return fix
}
