package fix

import (
	"context"
	"errors"
	"fmt"
	"go/token"
	"slices"
	"strings"
	"sync"

	"github.com/exolint/exolint/report"
	"github.com/exolint/exolint/scanner"
	"github.com/exolint/exolint/scanner/rewrite"
	"github.com/exolint/exolint/scanner/syntax"
)

// A Result is what [Run] found out.
type Result struct {
	Report  *report.Report // of the scan, before any change
	Scripts []*Script      // those with findings that a rewriter is asked about, by path; verified
}

// Run scans as o says, asks for a change for every finding that counts, and verifies the changes. It writes nothing. The
// error is that of the scan.
func Run(ctx context.Context, o scanner.Options, r rewrite.Options) (*Result, error) {
	var mu sync.Mutex
	var scripts []*Script
	o.Visit = func(seen scanner.Script) {
		if s := newScript(seen, r); len(s.Changes) > 0 {
			mu.Lock()
			defer mu.Unlock()
			scripts = append(scripts, s)
		}
	}
	rep, err := scanner.Run(ctx, o)
	if err != nil {
		return nil, err
	}
	slices.SortFunc(scripts, func(a, b *Script) int { return strings.Compare(a.File.Path, b.File.Path) })
	for _, s := range scripts {
		s.Prepare()
		if !s.Changed() {
			continue
		}
		if err := s.check(ctx, o, r); err != nil {
			return nil, err
		}
	}
	return &Result{Report: rep, Scripts: scripts}, nil
}

// newScript asks for the changes of a script.
func newScript(seen scanner.Script, r rewrite.Options) *Script {
	s := &Script{File: seen.File, Findings: slices.Clone(seen.Findings)}
	base := token.Pos(seen.Facts.File.Tok.Base())
	var wants []rewrite.Want
	for i := range s.Findings {
		if f := &s.Findings[i]; f.Suppressed == nil && !strings.HasPrefix(f.Rule.ID, "EXO0") {
			at := syntax.Extent{Start: base + token.Pos(f.Primary.Start), Stop: base + token.Pos(f.Primary.End)}
			wants = append(wants, rewrite.Want{Rule: f.Rule.ID, At: at})
		}
	}
	s.Changes = rewrite.Plan(seen.Facts, seen.Inventory, r, wants)
	return s
}

// check scans the new text and verifies it.
func (s *Script) check(ctx context.Context, o scanner.Options, r rewrite.Options) error {
	var again *Script
	o.FS, o.Roots, o.Include, o.Exclude, o.Progress, o.Jobs = nil, nil, nil, nil, nil, 1
	o.Stdin = &scanner.Stdin{Path: s.File.Path, Content: s.raw}
	o.Visit = func(seen scanner.Script) { again = newScript(seen, r) }
	rep, err := scanner.Run(ctx, o)
	switch {
	case err != nil:
		return err
	case !rep.Complete():
		s.refuse(rewrite.Verification, errors.New("it could not be scanned"))
		return nil
	case again == nil:
		again = new(Script)
	}
	s.Verify(rep.Findings, again.Changes)
	return nil
}

// Counts says how many findings of a rule have which answer.
type Counts struct {
	Applied   int // an edit removes them
	Displayed int
	Refused   map[rewrite.Reason]int
}

// Count counts the answers by rule id.
func (r *Result) Count() map[string]*Counts {
	all := map[string]*Counts{}
	for _, s := range r.Scripts {
		for _, c := range s.Changes {
			n := all[c.Rule]
			if n == nil {
				n = &Counts{Refused: map[rewrite.Reason]int{}}
				all[c.Rule] = n
			}
			switch {
			case c.Refusal != nil:
				n.Refused[c.Refusal.Reason]++
			case c.Applies():
				n.Applied++
			default:
				n.Displayed++
			}
		}
	}
	return all
}

// Summary says in words how many findings get a fix and how many do not.
func (r *Result) Summary() string {
	applied, displayed, refused, files := 0, 0, 0, 0
	for _, n := range r.Count() {
		applied += n.Applied
		displayed += n.Displayed
		for _, k := range n.Refused {
			refused += k
		}
	}
	for _, s := range r.Scripts {
		if s.Changed() {
			files++
		}
	}
	text := fmt.Sprintf("%s in %s", plural(applied, "fix", "fixes"), plural(files, "file", "files"))
	if displayed > 0 {
		text += fmt.Sprintf(", %d shown only", displayed)
	}
	return text + fmt.Sprintf(", %d refused", refused)
}

func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
