package scanner

import (
	"fmt"
	"slices"
	"time"

	"github.com/exolint/exolint/report"
	"github.com/exolint/exolint/rules/rule"
	"github.com/exolint/exolint/scanner/config"
	"github.com/exolint/exolint/scanner/suppress"
	"github.com/exolint/exolint/scanner/unit"
)

// A collector gathers the findings of one script.
type collector struct {
	*scan
	result   *result
	settings config.Settings
	resolver resolver
	set      *suppress.Set
	hidden   []report.Span // the secrets of the script, merged; nil: not asked for
}

// collect resolves what rules found, applies the script's directives, and then judges the directives themselves.
func (c *collector) collect(u *unit.Unit) error {
	for i := range u.Findings {
		f := &u.Findings[i]
		r := c.byID[f.Rule.Name]
		if r == nil {
			return fmt.Errorf("analyzer %s reports findings and is no rule", f.Rule.Name)
		}
		found, err := c.resolver.finding(r, f)
		if err != nil {
			c.broken(r, err)
			continue
		}
		found.Context = c.context(&found)
		c.add(found)
	}
	c.directives()
	return nil
}

// add applies directives and filters to a finding.
func (c *collector) add(f report.Finding) {
	if d := c.set.Match(f.Rule.ID, f.Primary.Start, f.Primary.End, c.Now); d != nil {
		f.Suppressed = &report.Suppression{Reason: d.Reason, Owner: d.Owner, At: c.span(d)}
		if !d.Until.IsZero() {
			f.Suppressed.Expires = d.Until.Format(time.DateOnly)
			c.warn(d)
		}
	}
	if f.Suppressed == nil && (f.Severity < c.MinSeverity || f.Confidence < c.MinConfidence) {
		c.result.held++
		return
	}
	c.result.findings = append(c.result.findings, f)
}

func (c *collector) span(d *suppress.Directive) report.Span {
	return report.Span{File: c.result.file, Start: d.Start, End: d.End}
}

// warn tells once of a directive that ends soon.
func (c *collector) warn(d *suppress.Directive) {
	if n, soon := report.EndsSoon(c.span(d), d.Until, c.Now, d.Owner); soon && !slices.Contains(c.result.notifications, n) {
		c.result.notifications = append(c.result.notifications, n)
	}
}

// broken tells that a rule said something that its metadata does not allow. It is a mistake in the rule.
func (c *collector) broken(r *rule.Rule, err error) {
	c.result.notifications = append(c.result.notifications, report.Notification{
		ID:      "rule-failed",
		Level:   rule.Error,
		Message: fmt.Sprintf("a finding of %s was dropped: %v; report it to the project with the script", r.ID, err),
		At:      report.Span{File: c.result.file},
		Rule:    r,
	})
}

// directives reports what is wrong with the script's directives.
func (c *collector) directives() {
	if r := c.byID[expiredException]; r != nil && c.runs(r, c.settings.Rules) {
		c.problems(r, c.set.Expired(c.Now))
	}
	r := c.byID[badSuppression]
	if r == nil || !c.runs(r, c.settings.Rules) {
		return
	}
	c.problems(r, c.set.Malformed())
	c.problems(r, c.set.Unused(c.Now, func(id string) bool { return id != r.ID && c.runs(c.byID[id], c.settings.Rules) }))
	// Directives about directives are judged last, when what is wrong with the others is known.
	c.problems(r, c.set.Unused(c.Now, func(id string) bool { return id == r.ID }))
}

// problems adds problems with directives as findings of the rule about them.
func (c *collector) problems(r *rule.Rule, problems []suppress.Problem) {
	for _, p := range problems {
		c.add(report.Finding{
			Rule:       r,
			Severity:   c.resolver.severity(r, ""),
			Confidence: r.Confidence,
			Message:    p.Message,
			Primary:    report.Span{File: c.result.file, Start: p.Start, End: p.End},
		})
	}
}
