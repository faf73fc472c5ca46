package baseline

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"github.com/exolint/exolint/report"
)

// A matcher finds out which findings of a report the baseline has. An entry is taken by one finding at most.
type matcher struct {
	report   *report.Report
	baseline *Baseline
	byPath   map[string][]int // indices of the report's findings that can be known, in order
	files    map[string]*report.File
	entry    map[int]place // by finding
	taken    map[place]bool
	mask     *report.Masker
	exists   func(path string) bool
}

// A place is an entry of a baseline: the index of its file and its index there.
type place struct{ file, entry int }

// match matches the findings of a report with the entries of a baseline: first those of one file, then those of files that were
// renamed. Exists says whether a file that was not scanned is there all the same.
func match(b *Baseline, r *report.Report, exists func(path string) bool) *matcher {
	m := &matcher{report: r, baseline: b, byPath: make(map[string][]int), files: make(map[string]*report.File),
		entry: make(map[int]place), taken: make(map[place]bool), mask: report.NewMasker(r), exists: exists}
	for _, f := range r.Files {
		rooted, _ := r.RootPath(f)
		m.files[rooted] = f
	}
	for i := range r.Findings {
		f := &r.Findings[i]
		if f.Primary.File == nil || f.Suppressed != nil || f.Baseline == report.Absent {
			continue
		}
		rooted, _ := r.RootPath(f.Primary.File)
		m.byPath[rooted] = append(m.byPath[rooted], i)
		m.files[rooted] = f.Primary.File
	}
	for i, f := range b.Files {
		m.within(i, f.Path)
	}
	for from, to := range m.renamed() {
		m.within(from, to)
	}
	return m
}

// within matches the entries of a file with the findings at a path: first those whose line is the same, then those whose
// statement is.
func (m *matcher) within(file int, at string) {
	for _, same := range []func(*Entry, *report.Finding) bool{
		func(e *Entry, f *report.Finding) bool {
			return e.Fingerprint == f.Fingerprint && e.Context == f.Context
		},
		func(e *Entry, f *report.Finding) bool { return e.Fingerprint == f.Fingerprint },
		func(e *Entry, f *report.Finding) bool { return e.Context == f.Context && e.Context != "" },
	} {
		for i := range m.baseline.Files[file].Entries {
			m.take(place{file, i}, at, same)
		}
	}
}

// take gives an entry to the first finding at the path that is the same and has none.
func (m *matcher) take(p place, at string, same func(*Entry, *report.Finding) bool) {
	if m.taken[p] {
		return
	}
	e := &m.baseline.Files[p.file].Entries[p.entry]
	for _, i := range m.byPath[at] {
		f := &m.report.Findings[i]
		if _, has := m.entry[i]; !has && e.Rule == f.Rule.ID && same(e, f) {
			m.entry[i], m.taken[p] = p, true
			return
		}
	}
}

// minLikeness is the share of lines from which a file counts as another one renamed, as it does for git.
const minLikeness = 0.5

// renamed returns, by the index of a file that is no longer there, the path of the new file that it became. Each new file stands for
// one old one, the most alike first.
func (m *matcher) renamed() map[int]string {
	type pair struct {
		file     int
		to       string
		likeness float64
	}
	known := make(map[string]bool)
	for _, f := range m.baseline.Files {
		known[f.Path] = true
	}
	var pairs []pair
	for i, old := range m.baseline.Files {
		if _, there := m.files[old.Path]; there || m.exists(old.Path) {
			continue // what is like it is a copy
		}
		for to := range m.byPath {
			if known[to] {
				continue
			}
			if l := likeness(old.Sketch, report.Sketch(m.mask, m.files[to])); l >= minLikeness {
				pairs = append(pairs, pair{i, to, l})
			}
		}
	}
	slices.SortFunc(pairs, func(a, b pair) int {
		sameName := func(p pair) int {
			if strings.EqualFold(path.Base(m.baseline.Files[p.file].Path), path.Base(p.to)) {
				return 0
			}
			return 1
		}
		return cmp.Or(cmp.Compare(b.likeness, a.likeness), cmp.Compare(sameName(a), sameName(b)), cmp.Compare(a.file, b.file), strings.Compare(a.to, b.to))
	})
	became, used := make(map[int]string), make(map[string]bool)
	for _, p := range pairs {
		if _, done := became[p.file]; !done && !used[p.to] {
			became[p.file], used[p.to] = p.to, true
		}
	}
	return became
}

// likeness estimates the share of lines that two files have in common, from 0 to 1: of the smallest hashes of both together, how many
// both have.
func likeness(a, b Sketch) float64 {
	if len(a) == 0 || len(b) == 0 {
		return 0
	}
	all := slices.Concat(a, b)
	slices.Sort(all)
	all = slices.Compact(all)
	all = all[:min(len(all), max(len(a), len(b)))]
	both := 0
	for _, h := range all {
		_, inA := slices.BinarySearch(a, h)
		_, inB := slices.BinarySearch(b, h)
		if inA && inB {
			both++
		}
	}
	return float64(both) / float64(len(all))
}
