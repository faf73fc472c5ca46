package reading

import (
	"golang.org/x/tools/go/analysis"

	"github.com/exolint/exolint/rules/rule"
	"github.com/exolint/exolint/scanner/unit"
)

// BadSuppression finds directives that suppress nothing. The driver reports them, as only it knows what the other rules found.
func BadSuppression() *rule.Rule {
	return rule.New(rule.Meta{
		ID:       "EXO0002",
		Name:     "bad-suppression",
		Title:    "Suppression that names no rule, has no reason, or matches nothing",
		Since:    "0.1.0",
		Severity: rule.Warning, Confidence: rule.High,
		What: "An `exolint:ignore` comment or a `SuppressMessageAttribute` that names no rule there is, lacks its reason, or matches no finding.",
		Why: `A suppression that does nothing misleads: the reader believes that something was looked at and accepted. Correct the
name of the rule, add the reason after " -- ", or delete the comment.`,
		Bad:        "Get-Date # exolint:ignore EXO1001 -- moved next week",
		Good:       "Get-Date",
		Limits:     []string{"A suppression of a rule that did not run is not reported."},
		References: []string{"https://learn.microsoft.com/dotnet/api/system.diagnostics.codeanalysis.suppressmessageattribute"},
		Triggers:   []string{"exolint:"},
	}, func(*analysis.Pass) (any, error) { return nil, nil }, unit.Input)
}
