package cmdlet

import (
	_ "embed"
	"iter"
	"strings"
	"sync"
	"time"
)

// A State says how far a retirement has come.
type State uint8

// The states of a retirement. Obsolete is what its maker advises against, without announcing an end.
const (
	Obsolete State = iota + 1
	Announced
	Dated
	Retired
)

// String returns "obsolete", "announced", "dated" or "retired"; "" for no state.
func (s State) String() string {
	switch s {
	case Obsolete:
		return "obsolete"
	case Announced:
		return "announced"
	case Dated:
		return "dated"
	case Retired:
		return "retired"
	}
	return ""
}

// A Certainty says how well a retirement is known.
type Certainty uint8

// The certainties.
const (
	Reported   Certainty = iota + 1 // somebody says so
	SecondHand                      // the maker's text is known from copies and summaries
	Primary                         // the maker's text was read
)

// String returns "reported", "second-hand" or "primary"; "" for none.
func (c Certainty) String() string {
	switch c {
	case Reported:
		return "reported"
	case SecondHand:
		return "second-hand"
	case Primary:
		return "primary"
	}
	return ""
}

// A Retirement is something that stops working, has stopped, or is advised against. It is shared and must not be changed.
type Retirement struct {
	Key       string
	What      string // the subject of a sentence, such as "remote PowerShell in Exchange Online"
	Plane     string // what stops: "service", "client module" or the like
	Published State  // what the source says, whatever day it is
	Date      string // a day, month or year as in ISO 8601; of what is announced, the earliest one that was named; "": none is published
	Stops     string // what it means, a clause without a final period
	Note      string // what is uncertain or an exception, a clause without a final period; may be ""
	Source    string // URL
	AsOf      string // day on which the source was read, as 2026-11-23
	Certainty Certainty
}

//go:embed data/retirements.tsv
var retirementRows string

var retirements = sync.OnceValue(func() []*Retirement {
	var table []*Retirement
	for row := range rows(retirementRows) {
		table = append(table, parseRetirement(row))
	}
	return table
})

func parseRetirement(row string) *Retirement {
	f := strings.Split(row, "\t")
	return &Retirement{
		Key: f[0], What: f[1], Plane: f[2], Published: parseState(f[3]), Date: f[4],
		Stops: f[5], Note: f[6], Source: f[7], AsOf: f[8], Certainty: parseCertainty(f[9]),
	}
}

func parseState(name string) State {
	for s := Obsolete; s <= Retired; s++ {
		if s.String() == name {
			return s
		}
	}
	return 0
}

func parseCertainty(name string) Certainty {
	for c := Reported; c <= Primary; c++ {
		if c.String() == name {
			return c
		}
	}
	return 0
}

// RetirementOf returns the retirement with the key, such as "exo-credential"; nil where there is none.
func RetirementOf(key string) *Retirement {
	for _, r := range retirements() {
		if r.Key == key {
			return r
		}
	}
	return nil
}

// Retirements yields all retirements in the order of their keys.
func Retirements() iter.Seq[*Retirement] {
	return func(yield func(*Retirement) bool) {
		for _, r := range retirements() {
			if !yield(r) {
				return
			}
		}
	}
}

// State returns how far the retirement has come on a day: what was dated is retired once its date has passed.
func (r *Retirement) State(asOf time.Time) State {
	if due, ok := r.Due(); ok && r.Published == Dated && asOf.After(due) {
		return Retired
	}
	return r.Published
}

// Due returns the last day of the date, at midnight UTC; ok is false where none is published.
func (r *Retirement) Due() (due time.Time, ok bool) {
	if t, err := time.Parse(time.DateOnly, r.Date); err == nil {
		return t, true
	}
	if t, err := time.Parse("2006-01", r.Date); err == nil {
		return t.AddDate(0, 1, -1), true
	}
	if t, err := time.Parse("2006", r.Date); err == nil {
		return t.AddDate(1, 0, -1), true
	}
	return time.Time{}, false
}

// TableAsOf returns the day on which the table of retirements was last compared with its sources.
func TableAsOf() time.Time {
	var last time.Time
	for _, r := range retirements() {
		if t, err := time.Parse(time.DateOnly, r.AsOf); err == nil && t.After(last) {
			last = t
		}
	}
	return last
}

// maxAge is how long the table of retirements may be trusted unread.
const maxAge = 120 * 24 * time.Hour

// Stale reports whether the table of retirements is older than 120 days.
func Stale(now time.Time) bool { return now.Sub(TableAsOf()) > maxAge }
