// Package exception lets findings pass that a file of exceptions names, as long as the exceptions hold.
package exception

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/exolint/exolint/report"
	"github.com/exolint/exolint/rules/rule"
	"github.com/exolint/exolint/scanner/config"
	"github.com/exolint/exolint/scanner/source"
)

// A Set is the exceptions of a file.
type Set struct {
	file    *report.File
	dir     string // of the file, absolute and slash-separated, with links resolved; "" where the file has no place
	entries []*entry
}

// An entry is an exception with what has become of it.
type entry struct {
	config.Exception
	used bool // a finding matched
	back bool // a finding matched that it no longer lets pass
}

// Find returns the path of the file that holds for start, a file or a folder: the nearest one in its folder or a folder above it, up
// to the one that holds .git; "" where there is none.
func Find(start string) (string, error) {
	dir, err := filepath.Abs(start)
	if err != nil {
		return "", fmt.Errorf("looking for %s: %w", config.ExceptionsName, err)
	}
	if info, err := os.Stat(dir); err != nil || !info.IsDir() {
		dir = filepath.Dir(dir)
	}
	for {
		if found := filepath.Join(dir, config.ExceptionsName); exists(found) {
			return found, nil
		}
		parent := filepath.Dir(dir)
		if exists(filepath.Join(dir, ".git")) || parent == dir {
			return "", nil
		}
		dir = parent
	}
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return !errors.Is(err, fs.ErrNotExist)
}

// Load reads the file at path, which is shown under the other name. Rules are those that the file may name.
func Load(path, shown string, rules []config.Rule) (*Set, error) {
	content, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("reading the exceptions: %w", err)
	}
	list, err := config.ParseExceptions(shown, content, rules)
	if err != nil {
		return nil, err
	}
	text, err := source.Decode(filepath.ToSlash(shown), content, source.Options{})
	if err != nil {
		return nil, err
	}
	s := &Set{file: &report.File{Path: filepath.ToSlash(shown), Source: text}}
	if abs, err := filepath.Abs(path); err == nil {
		if resolved, err := filepath.EvalSymlinks(abs); err == nil {
			s.file.Abs, s.dir = filepath.ToSlash(resolved), filepath.ToSlash(filepath.Dir(resolved))
		}
	}
	for _, e := range list {
		s.entries = append(s.entries, &entry{Exception: e})
	}
	return s, nil
}

// Options say how exceptions are applied.
type Options struct {
	// Expired and Unused are the rules by which exceptions are reported that have ended, and that match nothing; nil ones are not.
	Expired, Unused *rule.Rule
	// Whole says that all scripts that the file is about were scanned, and no finding held back. Else an exception that matches
	// nothing is not reported.
	Whole bool
}

// Apply lets the report's findings pass that exceptions name, tells of exceptions that end soon, and adds findings about those that
// have ended or match nothing. Fingerprints must be set; they are set anew.
func (s *Set) Apply(r *report.Report, o Options) {
	for i := range r.Findings {
		s.judge(&r.Findings[i], r.Started)
	}
	for _, e := range s.entries {
		s.tell(e, r, o)
	}
	r.Sort()
	report.SetFingerprints(r)
}

// judge applies the exceptions to a finding. Of those that hold, the one that ends last counts.
func (s *Set) judge(f *report.Finding, now time.Time) {
	if f.Baseline == report.Absent {
		return
	}
	var holding *entry
	var ended []*entry
	for _, e := range s.entries {
		if !s.matches(e, f) {
			continue
		}
		e.used = true
		switch {
		case e.ended(now):
			ended = append(ended, e)
		case holding == nil || e.Expires.After(holding.Expires):
			holding = e
		}
	}
	if f.Suppressed != nil {
		return // the script itself lets it pass
	}
	if holding == nil {
		for _, e := range ended {
			e.back = true
		}
		return
	}
	f.Suppressed = &report.Suppression{Kind: report.External, Reason: holding.reason(), Owner: holding.Owner,
		Expires: holding.Expires.Format(time.DateOnly), At: s.span(holding)}
}

// matches reports whether the exception is about the finding.
func (s *Set) matches(e *entry, f *report.Finding) bool {
	if f.Primary.File == nil || len(e.Paths) > 0 && !e.Paths.Match(s.relative(f.Primary.File)) {
		return false
	}
	if e.Finding != "" {
		return strings.HasPrefix(f.Fingerprint, e.Finding)
	}
	return slices.Contains(e.Rules, f.Rule.ID)
}

// relative returns the path of a script as seen from the folder of the file.
func (s *Set) relative(f *report.File) string {
	if rel, ok := strings.CutPrefix(f.Abs, s.dir+"/"); ok && s.dir != "" {
		return rel
	}
	return f.Path
}

// ended reports whether the exception's last day is over.
func (e *entry) ended(now time.Time) bool { return !now.Before(e.Expires.AddDate(0, 0, 1)) }

// reason returns the reason with the ticket.
func (e *entry) reason() string {
	if e.Ticket == "" {
		return e.Reason
	}
	return e.Reason + " (" + e.Ticket + ")"
}

func (s *Set) span(e *entry) report.Span {
	return report.Span{File: s.file, Start: e.Start, End: e.End}
}

// subject names what the exception is about.
func (e *entry) subject() string {
	if e.Finding != "" {
		return "finding " + e.Finding
	}
	return strings.Join(e.Rules, ", ")
}

// tell adds what is to be said of an exception itself.
func (s *Set) tell(e *entry, r *report.Report, o Options) {
	switch {
	case e.ended(r.Started) && (e.back || !e.used && o.Whole):
		s.add(r, o.Expired, e, fmt.Sprintf("the exception for %s ended on %s, %s answers for it; %s", e.subject(), e.Expires.Format(time.DateOnly), e.Owner, e.remedy()))
	case e.ended(r.Started):
	case !e.used && o.Whole && e.ran(r):
		s.add(r, o.Unused, e, fmt.Sprintf("the exception for %s matches no finding; remove it", e.subject()))
	default:
		if n, soon := report.EndsSoon(s.span(e), e.Expires, r.Started, e.Owner); soon && e.used {
			r.Notifications = append(r.Notifications, n)
		}
	}
}

// remedy says what is to be done about an exception that has ended.
func (e *entry) remedy() string {
	switch {
	case !e.back:
		return "nothing needs it any more, so remove it"
	case e.Replacement != "":
		return "its replacement is to be " + e.Replacement
	default:
		return "change the script, or give a new day and the reason for it"
	}
}

// ran reports whether a rule ran that the exception is about.
func (e *entry) ran(r *report.Report) bool {
	return e.Finding != "" || slices.ContainsFunc(r.Rules, func(ru *rule.Rule) bool { return slices.Contains(e.Rules, ru.ID) })
}

// add adds a finding about an exception.
func (s *Set) add(r *report.Report, ru *rule.Rule, e *entry, message string) {
	if ru == nil {
		return
	}
	r.Findings = append(r.Findings, report.Finding{Rule: ru, Severity: ru.Severity, Confidence: ru.Confidence, Message: message, Primary: s.span(e)})
}

// Covers reports whether a folder, absolute and slash-separated, holds all scripts that the file can be about.
func (s *Set) Covers(folder string) bool {
	return s.dir != "" && (s.dir == folder || strings.HasPrefix(s.dir, strings.TrimSuffix(folder, "/")+"/"))
}
