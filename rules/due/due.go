// Package due puts retirements into the words of a finding, as of the day on which the script is judged.
package due

import (
	"strings"
	"time"

	"golang.org/x/tools/go/analysis"

	"github.com/exolint/exolint/rules/rule"
	"github.com/exolint/exolint/scanner/cmdlet"
	"github.com/exolint/exolint/scanner/unit"
)

// Deadlines returns the retirements with the keys, for a rule's metadata.
func Deadlines(keys ...string) []rule.Deadline {
	var list []rule.Deadline
	for _, key := range keys {
		list = append(list, rule.DeadlineOf(cmdlet.RetirementOf(key)))
	}
	return list
}

// Sentence says of subject, a noun phrase in the singular, when the retirement with the key stops it, or that it has, as seen
// on the pass's day: "remote PowerShell stopped working in 2023-10". It returns subject alone where the table has no such retirement.
func Sentence(pass *analysis.Pass, key, subject string) string {
	r := cmdlet.RetirementOf(key)
	if r == nil {
		return subject
	}
	return subject + " " + verb(r, Day(pass))
}

func verb(r *cmdlet.Retirement, day time.Time) string {
	switch r.Published {
	case cmdlet.Obsolete:
		return "is obsolete"
	case cmdlet.Retired:
		switch {
		case r.Date != "":
		case strings.Contains(r.Plane, "service"):
			return "no longer works"
		default:
			return "is retired" // what is installed may go on for a while
		}
		return "stopped working " + on(r.Date)
	case cmdlet.Announced:
		return announced(r, day)
	}
	switch {
	case r.State(day) != cmdlet.Retired:
		return "stops working " + on(r.Date)
	case r.AsOf >= r.Date:
		return "stopped working " + on(r.Date)
	default:
		// Nobody has looked since the date passed, and dates move.
		return "was to stop working " + on(r.Date)
	}
}

func announced(r *cmdlet.Retirement, day time.Time) string {
	if due, ok := r.Due(); ok && day.Before(due) {
		return "is going to stop working, not before " + r.Date
	}
	if r.Date == "" {
		return "is announced to stop working, on a day that is not published"
	}
	return "is announced to stop working"
}

func on(date string) string {
	if len(date) == len(time.DateOnly) {
		return "on " + date
	}
	return "in " + date
}

// Note returns what the table adds to the retirement with the key, up to the first semicolon; "" where it adds nothing.
func Note(key string) string {
	r := cmdlet.RetirementOf(key)
	if r == nil {
		return ""
	}
	note, _, _ := strings.Cut(r.Note, ";")
	return note
}

// Stops returns what the retirement with the key means, a clause; "" where the table has none.
func Stops(key string) string {
	r := cmdlet.RetirementOf(key)
	if r == nil {
		return ""
	}
	return r.Stops
}

// Day returns the day on which the pass judges retirements.
func Day(pass *analysis.Pass) time.Time {
	if day := unit.Of(pass).AsOf; !day.IsZero() {
		return day
	}
	return cmdlet.TableAsOf()
}
