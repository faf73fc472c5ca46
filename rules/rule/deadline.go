package rule

import (
	"fmt"
	"strings"
	"time"
)

// DeadlineState says how certain a retirement is. Zero is no state.
type DeadlineState uint8

// The states of a retirement.
const (
	// Retired is what has stopped working.
	Retired DeadlineState = 1 + iota
	// Dated is what stops working on a published date.
	Dated
	// Announced is what is going to stop working, without a final date.
	Announced
)

var deadlineStateNames = [...]string{"retired", "dated", "announced"}

// String returns "retired", "dated" or "announced", or "none" for zero.
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
	// What stops: the subject of a sentence, "remote PowerShell in Exchange Online".
	What string
	// State says how certain it is.
	State DeadlineState
	// Date is a day, month or year as in ISO 8601 ("2025-05-30", "2026-12", "2027"); empty if none is published.
	// For [Announced] it is the earliest one that was named.
	Date string
	// Note adds what is uncertain, a clause without a final period; it may be empty.
	Note string
	// Source is the https URL of the publication.
	Source string
	// AsOf is the day, as in ISO 8601, on which the source was read.
	AsOf string
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

// Sentence says in words what stops and when, as seen at now, without a final period.
func (d *Deadline) Sentence(now time.Time) string {
	s := d.What + " " + d.verb(now)
	if d.Note != "" {
		s += "; " + d.Note
	}
	return s
}

// When says in words when it stops, without saying what and without a view to a present day.
func (d *Deadline) When() string {
	switch d.State {
	case Retired:
		return strings.TrimSpace("retired " + d.Date)
	case Announced:
		if d.Date == "" {
			return "announced, no date published"
		}
		return "announced, not before " + d.Date
	default:
		return d.Date
	}
}

func (d *Deadline) verb(now time.Time) string {
	due, dated := d.Due()
	switch {
	case d.State == Announced && dated:
		return "is announced to stop working, not before " + d.Date
	case d.State == Announced:
		return "is announced to stop working; no date is published"
	case !dated:
		return "no longer works"
	case now.Before(due) && d.State != Retired:
		return "stops working " + d.on()
	case d.State == Retired || d.AsOf >= d.Date:
		return "stopped working " + d.on()
	default:
		// Nobody has looked since the date passed, and dates move.
		return "was due to stop working " + d.on()
	}
}

func (d *Deadline) on() string {
	if len(d.Date) == len(time.DateOnly) {
		return "on " + d.Date
	}
	return "in " + d.Date
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
