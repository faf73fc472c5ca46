package rule

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/exolint/exolint/scanner/cmdlet"
)

// DeadlineState says how certain a retirement is. Zero is no state.
type DeadlineState uint8

// The states of a retirement, from the mildest.
const (
	// Obsolete is what its maker advises against, without announcing an end.
	Obsolete DeadlineState = 1 + iota
	// Announced is what is going to end, without a final date.
	Announced
	// Dated is what ends on a published date.
	Dated
	// Retired is what has ended.
	Retired
)

var deadlineStateNames = [...]string{"obsolete", "announced", "dated", "retired"}

// String returns "obsolete", "announced", "dated" or "retired", or "none" for zero.
func (s DeadlineState) String() string { return nameOf(deadlineStateNames[:], uint8(s)) }

// ParseDeadlineState returns the state of that name in any letter case.
func ParseDeadlineState(name string) (DeadlineState, error) {
	v, err := parseName("retirement state", deadlineStateNames[:], name)
	return DeadlineState(v), err
}

// MarshalText returns the state's name; it is an error if it has none.
func (s DeadlineState) MarshalText() ([]byte, error) {
	return marshalName("retirement state", deadlineStateNames[:], uint8(s))
}

// UnmarshalText sets the state as [ParseDeadlineState] reads it.
func (s *DeadlineState) UnmarshalText(text []byte) (err error) {
	*s, err = ParseDeadlineState(string(text))
	return err
}

// Deadline says when something stops working, who says so, and when that was last looked up.
type Deadline struct {
	// What ends: a noun phrase, "remote PowerShell in Exchange Online".
	What string
	// State says how certain that is.
	State DeadlineState
	// Date is a day, month or year as in ISO 8601 ("2025-05-30", "2026-12", "2027"); empty if none is published.
	// For [Announced] it is the earliest one that was named.
	Date string
	// Stops says what it means, a clause without a final period; it may be empty.
	Stops string
	// Note adds what is uncertain or an exception, a clause without a final period; it may be empty.
	Note string
	// Source is the https URL of the publication.
	Source string
	// AsOf is the day, as in ISO 8601, on which the source was read.
	AsOf string
	// Certainty is "primary" if the maker's text was read, else "second-hand" or "reported".
	Certainty string
}

// DeadlineOf returns the deadline that a row of the table of retirements sets; the zero Deadline, which no rule
// may have, if there is no row.
func DeadlineOf(r *cmdlet.Retirement) Deadline {
	if r == nil {
		return Deadline{}
	}
	// A state without a counterpart here stays zero, which Validate reports.
	state, _ := ParseDeadlineState(r.Published.String())
	return Deadline{
		What: r.What, State: state, Date: r.Date, Stops: r.Stops, Note: r.Note,
		Source: r.Source, AsOf: r.AsOf, Certainty: r.Certainty.String(),
	}
}

// Due returns the last day of the date, at midnight UTC, and whether there is a date.
func (d *Deadline) Due() (time.Time, bool) {
	if t, err := time.Parse(time.DateOnly, d.Date); err == nil {
		return t, true
	}
	if t, err := time.Parse("2006-01", d.Date); err == nil {
		return t.AddDate(0, 1, -1), true
	}
	if t, err := time.Parse("2006", d.Date); err == nil {
		return t.AddDate(1, 0, -1), true
	}
	return time.Time{}, false
}

// Sentence says in words what ends and when, as seen at now, and what that means, without a final period.
func (d *Deadline) Sentence(now time.Time) string {
	return joinClauses(d.What+": "+d.status(now), d.Stops, d.Note)
}

// Beyond is the [Deadline.Sentence] without the clauses that message already holds.
func (d *Deadline) Beyond(message string, now time.Time) string {
	clauses := []string{d.What + ": " + d.status(now)}
	for _, clause := range append([]string{d.Stops}, strings.Split(d.Note, "; ")...) {
		if !strings.Contains(message, clause) {
			clauses = append(clauses, clause)
		}
	}
	return joinClauses(clauses...)
}

// When says in words when it ends, without saying what and without a view to a present day.
func (d *Deadline) When() string {
	switch {
	case d.State == Dated:
		return "ends " + d.on()
	case d.State == Retired && d.Date != "":
		return "retired since " + d.Date
	case d.State == Announced && d.Date != "":
		return "end announced, " + d.Date + " at the earliest"
	case d.State == Announced:
		return "end announced, no date published"
	default:
		return d.State.String()
	}
}

func (d *Deadline) status(now time.Time) string {
	due, _ := d.Due()
	switch {
	case d.State != Dated || now.Before(due):
		return d.When()
	case d.AsOf >= d.Date:
		return "ended " + d.on()
	default:
		// Nobody has looked since the date passed, and dates move.
		return "was to end " + d.on()
	}
}

func (d *Deadline) on() string {
	if len(d.Date) == len(time.DateOnly) {
		return "on " + d.Date
	}
	return "in " + d.Date
}

// Origin says where the deadline is published, how well that is known and when it was looked up.
func (d *Deadline) Origin() string {
	origin := d.Source + ", as of " + d.AsOf
	if d.Certainty != "" && d.Certainty != cmdlet.Primary.String() {
		origin += ", " + d.Certainty
	}
	return origin
}

func joinClauses(clauses ...string) string {
	return strings.Join(slices.DeleteFunc(clauses, func(c string) bool { return c == "" }), "; ")
}

func (d *Deadline) validate() error {
	switch {
	case d.What == "" || d.State.String() == "none":
		return fmt.Errorf("deadline %q has no subject or no state", d.What)
	case !strings.HasPrefix(d.Source, "https://"):
		return fmt.Errorf("deadline %q has no https source", d.What)
	case d.State == Dated && d.Date == "":
		return fmt.Errorf("deadline %q is dated and has no date", d.What)
	}
	if _, ok := d.Due(); !ok && d.Date != "" {
		return fmt.Errorf("deadline %q: %q is not a date like 2026-12-31, 2026-12 or 2026", d.What, d.Date)
	}
	if _, err := time.Parse(time.DateOnly, d.AsOf); err != nil {
		return fmt.Errorf("deadline %q: as of %q is not a day like 2026-12-31", d.What, d.AsOf)
	}
	return nil
}
