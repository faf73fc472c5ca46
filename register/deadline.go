package register

import (
	"cmp"
	"slices"
	"strings"

	"github.com/exolint/exolint/report"
	"github.com/exolint/exolint/rules/rule"
)

// earliest returns the deadline that comes first among the findings': what has ended before what ends, and that before what is
// only announced or advised against. Nil: none has a deadline.
func earliest(findings []*report.Finding) *rule.Deadline {
	var first *rule.Deadline
	for _, f := range findings {
		if d := f.Deadline; d != nil && (first == nil || Sooner(d, first) < 0) {
			first = d
		}
	}
	return first
}

// Sooner compares deadlines: negative where a comes before b.
func Sooner(a, b *rule.Deadline) int {
	return cmp.Or(
		cmp.Compare(rank(a), rank(b)),
		strings.Compare(dueText(a), dueText(b)),
		strings.Compare(a.What, b.What),
	)
}

// rank orders the states of deadlines: what has ended, what has a date, what has none, what is only advised against.
func rank(d *rule.Deadline) int {
	_, dated := d.Due()
	switch {
	case d.State == rule.Retired:
		return 0
	case dated:
		return 1
	case d.State == rule.Announced:
		return 2
	default:
		return 3
	}
}

// dueText returns the last day of a deadline in a form that sorts.
func dueText(d *rule.Deadline) string {
	due, ok := d.Due()
	if !ok {
		return ""
	}
	return due.Format("2006-01-02")
}

// deadlineText says when, the date in front so that a table sorts by it, and how certain that is.
func deadlineText(d *rule.Deadline) string {
	switch {
	case d == nil:
		return ""
	case d.Date == "":
		return d.State.String() + ": " + d.What
	default:
		return d.Date + " " + d.State.String() + ": " + d.What
	}
}

// settle fills in what follows from a row's findings.
func (r *Row) settle() {
	r.Deadline = earliest(r.Findings)
	r.Cells[DeadlineDate] = deadlineText(r.Deadline)
	if r.Deadline != nil {
		r.Cells[DeadlineSource] = r.Deadline.Source
	}
	var ids, expiries []string
	for _, f := range r.Findings {
		id := f.Rule.ID
		if len(f.Fingerprint) >= shortID {
			id += ":" + f.Fingerprint[:shortID]
		}
		ids = append(ids, id)
		if f.Suppressed != nil && f.Suppressed.Expires != "" {
			expiries = append(expiries, f.Suppressed.Expires)
		}
	}
	slices.Sort(ids)
	r.Cells[Findings] = strings.Join(slices.Compact(ids), " ")
	if len(expiries) > 0 {
		r.Cells[ExceptionExpiry] = slices.Min(expiries)
	}
}

// shortID is the number of digits of a fingerprint that tell findings apart.
const shortID = 12
