package report

import "github.com/exolint/exolint/rules/rule"

// Counts are the figures of a summary.
type Counts struct {
	// Errors, Warnings and Notes count the findings that count, by severity.
	Errors, Warnings, Notes int
	// Safe and Unsafe count those of them for which there is a fix that can be applied, by its safety.
	Safe, Unsafe int
	// Suppressed counts the findings that a suppression keeps from counting.
	Suppressed int
	// Held counts those held back by a filter or a baseline.
	Held int
	// Scanned and NotScanned count files.
	Scanned, NotScanned int
}

// Findings returns the number of findings that count.
func (c Counts) Findings() int { return c.Errors + c.Warnings + c.Notes }

// Counts returns the figures of the report.
func (r *Report) Counts() Counts {
	c := Counts{Held: r.Held}
	for i := range r.Findings {
		c.add(&r.Findings[i])
	}
	for _, f := range r.Files {
		if f.NotScanned == "" {
			c.Scanned++
		} else {
			c.NotScanned++
		}
	}
	return c
}

func (c *Counts) add(f *Finding) {
	switch {
	case f.Suppressed != nil:
		c.Suppressed++
		return
	case f.Baseline == Absent:
		return
	case f.Baseline == Unchanged && !f.Overdue:
		c.Held++
		return
	}
	switch f.Severity {
	case rule.Error:
		c.Errors++
	case rule.Warning:
		c.Warnings++
	default:
		c.Notes++
	}
	switch f.bestFix() {
	case rule.Safe:
		c.Safe++
	case rule.Unsafe:
		c.Unsafe++
	}
}

// bestFix returns the greatest safety among the finding's fixes, or zero if it has none.
func (f *Finding) bestFix() rule.Safety {
	best := rule.Safety(0)
	for _, fix := range f.Fixes {
		best = max(best, fix.Safety)
	}
	return best
}
