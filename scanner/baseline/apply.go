package baseline

import (
	"fmt"
	"slices"
	"time"

	"github.com/exolint/exolint/report"
	"github.com/exolint/exolint/rules/rule"
)

// Options say how a baseline is applied or updated. Exists must be set.
type Options struct {
	// MaxAge is how long a finding may be known without counting; 0: as long as it likes.
	MaxAge time.Duration
	// Rules are all rules, by which entries that were not found again are shown.
	Rules []*rule.Rule
	// Exists reports whether there is a file at a path relative to the repository, scanned or not.
	Exists func(path string) bool
	// PruneOnly makes an update take out what is gone, and add nothing.
	PruneOnly bool
}

// Apply tells the report which of its findings are known, and adds what was not found again, of rules that ran and files that were
// scanned or are gone.
func (b *Baseline) Apply(r *report.Report, o Options) {
	m := match(b, r, o.Exists)
	for i := range r.Findings {
		f := &r.Findings[i]
		p, known := m.entry[i]
		switch {
		case f.Primary.File == nil || f.Suppressed != nil:
		case known:
			f.Baseline, f.FirstSeen = report.Unchanged, b.Files[p.file].Entries[p.entry].FirstSeen
			f.Overdue = o.MaxAge > 0 && overdue(f.FirstSeen, r.Started, o.MaxAge)
		default:
			f.Baseline = report.New
		}
	}
	m.addAbsent(o.Rules)
	r.Sort()
}

// overdue reports whether a day is further back than the age allows.
func overdue(firstSeen string, now time.Time, age time.Duration) bool {
	first, err := time.Parse(time.DateOnly, firstSeen)
	return err == nil && now.Sub(first) > age
}

// addAbsent adds the entries that were not found again.
func (m *matcher) addAbsent(rules []*rule.Rule) {
	for i, f := range m.baseline.Files {
		file := m.files[f.Path]
		if file == nil {
			continue // not scanned; whether it is gone is for an update to find out
		}
		for j, e := range f.Entries {
			ru := ruleOf(e.Rule, rules)
			if m.taken[place{i, j}] || ru == nil || file.NotScanned != "" || !m.ran(e.Rule) {
				continue
			}
			m.report.Findings = append(m.report.Findings, report.Finding{
				Rule: ru, Severity: ru.Severity, Confidence: ru.Confidence, Primary: report.Span{File: file}, Baseline: report.Absent,
				Fingerprint: e.Fingerprint, FirstSeen: e.FirstSeen,
				Message: fmt.Sprintf("what stood in line %d is gone; exolint baseline update takes it out of the baseline", e.Line),
			})
		}
	}
}

func ruleOf(id string, rules []*rule.Rule) *rule.Rule {
	i := slices.IndexFunc(rules, func(r *rule.Rule) bool { return r.ID == id })
	if i < 0 {
		return nil
	}
	return rules[i]
}

// ran reports whether the rule ran.
func (m *matcher) ran(id string) bool { return ruleOf(id, m.report.Rules) != nil }

// Changes count what an update of a baseline did.
type Changes struct{ Known, Added, Pruned int }

// Update returns the baseline of the report: known findings with the day on which they were first seen, and new ones unless only
// what is gone is to be taken out. Entries of files that were not scanned stay as long as the files are there; so do those of rules
// that did not run.
func (b *Baseline) Update(r *report.Report, o Options) (*Baseline, Changes) {
	m := match(b, r, o.Exists)
	next := of(m.listed(o.PruneOnly))
	c := Changes{Known: len(m.entry)}
	c.Added = next.Len() - c.Known
	for i, f := range b.Files {
		c.Pruned += next.retain(m, i, f)
	}
	next.sort()
	return next, c
}

// listed returns the report with the findings that an updated baseline lists, and by their index when the known ones were first seen.
func (m *matcher) listed(knownOnly bool) (*report.Report, *report.Masker, map[int]string) {
	first := make(map[int]string)
	r := *m.report
	r.Findings = nil
	for i, f := range m.report.Findings {
		p, known := m.entry[i]
		if known {
			first[len(r.Findings)] = m.baseline.Files[p.file].Entries[p.entry].FirstSeen
		}
		if known || !knownOnly {
			r.Findings = append(r.Findings, f)
		}
	}
	return &r, m.mask, first
}

// retain adds the entries of an old file that this run could not judge, and returns how many others are left out.
func (b *Baseline) retain(m *matcher, file int, f File) int {
	scanned, pruned := m.files[f.Path], 0
	unjudged := scanned != nil && scanned.NotScanned != "" || scanned == nil && m.exists(f.Path)
	var keep []Entry
	for j, e := range f.Entries {
		switch {
		case m.taken[place{file, j}]:
		case unjudged || scanned != nil && !m.ran(e.Rule):
			keep = append(keep, e)
		default:
			pruned++
		}
	}
	if len(keep) == 0 {
		return pruned
	}
	i := slices.IndexFunc(b.Files, func(other File) bool { return other.Path == f.Path })
	if i < 0 {
		i = len(b.Files)
		b.Files = append(b.Files, File{Path: f.Path, Sketch: f.Sketch})
	}
	b.Files[i].Entries = append(b.Files[i].Entries, keep...)
	return pruned
}
