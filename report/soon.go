package report

import (
	"fmt"
	"time"

	"github.com/exolint/exolint/rules/rule"
)

// soonDays is how many days before its end a suppression is told of.
const soonDays = 30

// EndsSoon returns the warning that the suppression at a place has its last day soon, and whether it has: within 30 days of now.
// The owner may be "".
func EndsSoon(at Span, last, now time.Time, owner string) (Notification, bool) {
	today := time.Date(now.Year(), now.Month(), now.Day(), 0, 0, 0, 0, time.UTC)
	days := int(last.Sub(today).Hours() / 24)
	if days < 0 || days > soonDays {
		return Notification{}, false
	}
	when := fmt.Sprintf("in %s", plural(days, "day"))
	if days == 0 {
		when = "today"
	}
	if owner != "" {
		owner = "; " + owner + " answers for it"
	}
	return Notification{
		ID:      "exception-ends",
		Level:   rule.Warning,
		Message: fmt.Sprintf("what this lets pass is found again after %s, %s%s", last.Format(time.DateOnly), when, owner),
		At:      at,
	}, true
}
