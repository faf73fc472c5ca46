package cli

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/exolint/exolint/report"
	"github.com/exolint/exolint/rules/rule"
	"github.com/exolint/exolint/scanner"
	"github.com/exolint/exolint/scanner/baseline"
	"github.com/exolint/exolint/scanner/exception"
)

// Judging is the flags about findings that are known or let pass.
type Judging struct {
	Baseline     string `group:"Known findings" placeholder:"FILE" help:"Hold back the findings that this baseline has. exolint baseline write makes one."`
	MaxAge       string `group:"Known findings" placeholder:"AGE" help:"Count findings that have been in the baseline for longer, like 90d."`
	Exceptions   string `group:"Known findings" placeholder:"FILE" xor:"exceptions" help:"Exceptions; without it the nearest .exolint-exceptions.yml counts."`
	NoExceptions bool   `group:"Known findings" xor:"exceptions" help:"Read no exceptions."`
}

// A judge applies exceptions and a baseline to a report.
type judge struct {
	exceptions *exception.Set // nil: none
	exception  exception.Options
	baseline   *baseline.Baseline // nil: none
	base       baseline.Options
}

// prepare reads the files that the flags name, and those that are found for what is to be scanned.
func (j *Judging) prepare(env *Env, o *scanner.Options) (*judge, error) {
	judge := &judge{base: baseline.Options{Rules: o.Rules, Exists: existsIn(o.Root)}}
	if err := j.prepareExceptions(env, o, judge); err != nil {
		return nil, err
	}
	if j.MaxAge != "" {
		age, err := parseAge(j.MaxAge)
		switch {
		case err != nil:
			return nil, fmt.Errorf("--max-age: %w", err)
		case j.Baseline == "":
			return nil, fmt.Errorf("--max-age is for findings of a baseline; add --baseline FILE")
		}
		judge.base.MaxAge = age
	}
	if j.Baseline == "" {
		return judge, nil
	}
	content, err := os.ReadFile(env.path(j.Baseline))
	if err != nil {
		return nil, fmt.Errorf("reading the baseline: %w", err)
	}
	judge.baseline, err = baseline.Read(j.Baseline, content)
	return judge, err
}

func (j *Judging) prepareExceptions(env *Env, o *scanner.Options, judge *judge) error {
	if j.NoExceptions {
		return nil
	}
	name, shown := env.path(j.Exceptions), j.Exceptions
	if j.Exceptions == "" {
		found, err := exception.Find(env.path(firstPath(o)))
		if err != nil || found == "" {
			return err
		}
		name, shown = found, env.shown(found)
	}
	set, err := exception.Load(name, shown, ruleNames(o.Rules))
	if err != nil {
		return err
	}
	judge.exceptions = set
	judge.exception = exception.Options{
		Expired: activeRule(o, "EXO0003"), Unused: activeRule(o, "EXO0002"),
		Whole: o.MinSeverity == 0 && o.MinConfidence == 0 && slices.ContainsFunc(o.Roots, func(root string) bool { return covers(env, set, root) }),
	}
	return nil
}

// covers reports whether a root is a folder that holds all scripts that the exceptions can be about.
func covers(env *Env, set *exception.Set, root string) bool {
	abs, err := filepath.Abs(env.path(root))
	if err != nil {
		return false
	}
	resolved, err := filepath.EvalSymlinks(abs)
	return err == nil && set.Covers(filepath.ToSlash(resolved))
}

// activeRule returns the rule of that id, unless it is turned off; nil: it is.
func activeRule(o *scanner.Options, id string) *rule.Rule {
	if on, said := o.Selected[id]; said && !on || o.Config.Rules[id] == "off" {
		return nil
	}
	i := slices.IndexFunc(o.Rules, func(r *rule.Rule) bool { return r.ID == id })
	if i < 0 {
		return nil
	}
	return o.Rules[i]
}

// existsIn returns what tells whether there is a file at a path relative to root.
func existsIn(root string) func(string) bool {
	return func(path string) bool {
		if !filepath.IsAbs(filepath.FromSlash(path)) {
			path = root + "/" + path
		}
		_, err := os.Stat(filepath.FromSlash(path))
		return err == nil
	}
}

// parseAge reads a number of days or weeks: "90d", "12w".
func parseAge(text string) (time.Duration, error) {
	const day = 24 * time.Hour
	number, unit := strings.TrimRight(text, "dw"), day
	if strings.HasSuffix(text, "w") {
		unit = 7 * day
	}
	n, err := strconv.ParseUint(number, 10, 16)
	if err != nil || len(text) != len(number)+1 {
		return 0, fmt.Errorf("%q is no age like 90d or 12w", text)
	}
	return time.Duration(n) * unit, nil
}

// apply tells the report what is known and what is let pass.
func (j *judge) apply(r *report.Report) {
	if j.exceptions != nil {
		j.exceptions.Apply(r, j.exception)
	}
	if j.baseline != nil {
		j.baseline.Apply(r, j.base)
	}
}
