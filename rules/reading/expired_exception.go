package reading

import (
	"golang.org/x/tools/go/analysis"

	"github.com/exolint/exolint/rules/rule"
	"github.com/exolint/exolint/scanner/unit"
)

// ExpiredException finds suppressions and exceptions whose last day has passed. The driver reports those in scripts, and who
// applies a file of exceptions those in it.
func ExpiredException() *rule.Rule {
	return rule.New(rule.Meta{
		ID:       "EXO0003",
		Name:     "expired-exception",
		Title:    "Suppression or exception past its last day",
		Since:    "0.1.0",
		Severity: rule.Warning, Confidence: rule.High,
		What: "An `exolint:ignore` comment with `until`, or an entry of `.exolint-exceptions.yml`, whose last day has passed. What it let pass is " +
			"found again.",
		Why: `Somebody accepted a finding until a day, and that day is over. Whoever answers for it changes the script, or gives a new
day and the reason for it.`,
		Bad:        "Get-Date # exolint:ignore EXO1001 until 2026-01-31 owner messaging -- moved in January",
		Good:       "Get-Date",
		Limits:     []string{"Thirty days before its end, an exception is told of in a warning that is no finding."},
		References: []string{"https://github.com/exolint/exolint/blob/main/docs/register.md"},
		Triggers:   []string{"exolint:"},
	}, func(*analysis.Pass) (any, error) { return nil, nil }, unit.Input)
}
