package page

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/exolint/exolint/register"
	"github.com/exolint/exolint/report"
	"github.com/exolint/exolint/rules/rule"
)

// Tones of figures.
const (
	bad     = "bad"
	warn    = "warn"
	good    = "good"
	neutral = "neutral"
)

// figures returns the figures, and in sentences what they mean.
func (b *builder) figures(deadlines []deadline) ([]card, []string) {
	all, legacy, unowned := b.scripts()
	counts := b.Report.Counts()
	cards := []card{
		{strconv.Itoa(counts.Scanned), "scripts scanned", neutral},
		{strconv.Itoa(all), "sign in or send mail", neutral},
		{strconv.Itoa(legacy), "of these use legacy authentication", tone(legacy, bad)},
		{strconv.Itoa(counts.Errors), "findings are errors", tone(counts.Errors, bad)},
		{strconv.Itoa(counts.Warnings), "findings are warnings", tone(counts.Warnings, warn)},
	}
	if counts.NotScanned > 0 {
		cards = append(cards, card{strconv.Itoa(counts.NotScanned), "files were not scanned", warn})
	}
	headlines := []string{b.share(all, legacy)}
	headlines = append(headlines, stops(deadlines, b.Register.AsOf)...)
	if unowned > 0 {
		headlines = append(headlines, fmt.Sprintf("%s %s no owner.", counted(unowned, "script"), have(unowned)))
	}
	return cards, append(headlines, b.passed()...)
}

func tone(n int, otherwise string) string {
	if n == 0 {
		return good
	}
	return otherwise
}

func have(n int) string {
	if n == 1 {
		return "has"
	}
	return "have"
}

// scripts counts the scripts of both registers, those of them that must change, and those that nobody answers for.
func (b *builder) scripts() (all, legacy, unowned int) {
	must, owned := make(map[string]bool), make(map[string]bool)
	for _, t := range b.Register.Tables() {
		for _, r := range t.Present() {
			if r.Path == "" {
				continue
			}
			state := r.Get(register.State)
			must[r.Path] = must[r.Path] || state == register.Legacy || state == register.Mixed
			owned[r.Path] = owned[r.Path] || r.Get(register.Owner) != ""
		}
	}
	for path := range must {
		all++
		if must[path] {
			legacy++
		}
		if !owned[path] {
			unowned++
		}
	}
	return all, legacy, unowned
}

// share says how many scripts must change.
func (b *builder) share(all, legacy int) string {
	switch {
	case all == 0:
		return "No script signs in or sends mail."
	case legacy == 0:
		return fmt.Sprintf("None of the %s that sign in or send mail uses legacy authentication.", counted(all, "script"))
	default:
		return fmt.Sprintf("%d of the %s that sign in or send mail still %s legacy authentication.", legacy, counted(all, "script"), use(legacy))
	}
}

func use(n int) string {
	if n == 1 {
		return "uses"
	}
	return "use"
}

// stops says what is retired, what was announced for a day that has passed, and what ends next.
func stops(deadlines []deadline, now time.Time) []string {
	var retired, passed []deadline
	next := ""
	for _, d := range deadlines {
		switch {
		case d.State == rule.Retired.String():
			retired = append(retired, d)
		case d.due.IsZero():
		case d.due.Before(now.Truncate(24 * time.Hour)):
			passed = append(passed, d)
		case next == "":
			next = fmt.Sprintf("Next: %s, %s, %s (%s).", d.Date, d.What, d.State, d.Count)
		}
	}
	texts := []string{listed("Already retired", retired), listed("May stop any day", passed), next}
	return slices.DeleteFunc(texts, func(text string) bool { return text == "" })
}

// listed names the deadlines on which most scripts hang; "" for none.
func listed(title string, deadlines []deadline) string {
	const most = 2
	slices.SortStableFunc(deadlines, func(a, b deadline) int { return cmp.Compare(b.scripts, a.scripts) })
	var names []string
	for _, d := range deadlines[:min(most, len(deadlines))] {
		names = append(names, fmt.Sprintf("%s (%s)", d.What, d.Count))
	}
	switch rest := len(deadlines) - len(names); {
	case len(deadlines) == 0:
		return ""
	case rest > 0:
		return fmt.Sprintf("%s: %s, and %d more.", title, strings.Join(names, ", "), rest)
	default:
		return title + ": " + strings.Join(names, " and ") + "."
	}
}

// passed says how many findings are let pass or known.
func (b *builder) passed() []string {
	excepted, known := 0, 0
	for i := range b.Report.Findings {
		switch f := &b.Report.Findings[i]; {
		case f.Suppressed != nil:
			excepted++
		case f.Baseline == report.Unchanged:
			known++
		}
	}
	var texts []string
	if excepted > 0 {
		texts = append(texts, fmt.Sprintf("%s let pass by exceptions.", counted(excepted, "finding")+" "+are(excepted)))
	}
	if known > 0 {
		texts = append(texts, fmt.Sprintf("%s known from the baseline.", counted(known, "finding")+" "+are(known)))
	}
	return texts
}

func are(n int) string {
	if n == 1 {
		return "is"
	}
	return "are"
}
