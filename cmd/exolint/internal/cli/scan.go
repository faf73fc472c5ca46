package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/exolint/exolint/register"
	"github.com/exolint/exolint/report"
	"github.com/exolint/exolint/rules"
	"github.com/exolint/exolint/rules/rule"
	"github.com/exolint/exolint/scanner"
	"github.com/exolint/exolint/scanner/config"
	"github.com/exolint/exolint/scanner/source"
	"github.com/exolint/exolint/scanner/spell"
)

// scanCommand scans scripts.
type scanCommand struct {
	Paths []string `arg:"" optional:"" name:"path" help:"Scripts, folders and patterns; - is standard input. Without one, the current folder."`

	Format   string   `group:"Output" default:"text" enum:"${formats}" placeholder:"FORMAT" help:"Form of what goes to standard output: ${formats}."`
	Output   []string `group:"Output" sep:"none" placeholder:"FORMAT=FILE" help:"Write a file in that form too. May be repeated."`
	Color    string   `group:"Output" default:"auto" enum:"auto,always,never" placeholder:"WHEN" help:"Use colours: auto, always or never."`
	Category string   `group:"Output" name:"sarif-category" placeholder:"NAME" help:"Category of the run in SARIF, to tell several runs over one commit apart."`

	ShowSuppressed bool `group:"Output" help:"Show findings that are suppressed too, marked as such."`

	Rules         []string `group:"Findings" sep:"none" placeholder:"RULES" help:"Run only these rules (EXO1001,smtpclient), or turn some on and off (+EXO1001,-EXO4*)."`
	MinSeverity   string   `group:"Findings" placeholder:"SEVERITY" enum:",note,warning,error" default:"" help:"Hold back findings below it: note, warning or error."`
	MinConfidence string   `group:"Findings" placeholder:"CONFIDENCE" enum:",low,medium,high" default:"" help:"Hold back findings that are less certain: low, medium or high."`
	AsOf          string   `group:"Findings" placeholder:"DATE" help:"Judge deadlines as on that day, like 2027-01-31."`

	FailOn    string `group:"Exit code" placeholder:"SEVERITY" enum:",note,warning,error" default:"" help:"From which severity a finding makes the exit code 1: note, warning (the default) or error."`
	ExitZero  bool   `group:"Exit code" help:"Exit with 0 where findings would make it 1."`
	KeepGoing bool   `group:"Exit code" help:"Do not exit with 3 where something could not be scanned."`

	Judging `embed:""`

	Include   []string `group:"Files" sep:"none" placeholder:"PATTERN" help:"Scan only what matches, of what is in folders. May be repeated."`
	Exclude   []string `group:"Files" sep:"none" placeholder:"PATTERN" help:"Leave out what matches. May be repeated."`
	NoIgnore  bool     `group:"Files" help:"Scan what .gitignore files leave out."`
	FilesFrom string   `group:"Files" placeholder:"FILE" help:"Scan the files that are listed there, one a line or ended by NUL bytes; - is standard input."`
	StdinPath string   `group:"Files" placeholder:"PATH" help:"Path of the script that comes from standard input."`
	Encoding  string   `group:"Files" placeholder:"CODEPAGE" help:"How scripts are read that are not Unicode, like windows-1251."`
	MaxSize   string   `group:"Files" placeholder:"SIZE" help:"Do not read larger scripts, like 5MB."`

	Config   string `placeholder:"FILE" xor:"config" help:"Configuration; without it the nearest .exolint.yml counts."`
	NoConfig bool   `xor:"config" help:"Read no configuration."`
	Jobs     int    `placeholder:"N" help:"Work on N scripts at once."`
	CacheDir string `placeholder:"FOLDER" xor:"cache" help:"Keep there what was found, sealed, for later runs; without it, in the user's folder for such files."`
	NoCache  bool   `xor:"cache" help:"Neither use nor keep what was found."`

	registers *register.Register // of what was scanned, for the page; nil: none is asked for
}

// Help explains what flags cannot.
func (*scanCommand) Help() string {
	return `Exit codes: 0 nothing found, 1 findings, 2 wrong usage or configuration, 3 something could not be scanned.
Findings go to standard output, everything else to standard error.`
}

func (c *scanCommand) run(ctx context.Context, env *Env) int {
	outputs, err := outputsOf(c.Output, formats[:])
	if err != nil {
		return env.fail(exitUsage, err)
	}
	options, err := c.options(env)
	if err != nil {
		return env.fail(exitUsage, err)
	}
	judge, err := c.Judging.prepare(env, options)
	if err != nil {
		return env.fail(exitUsage, err)
	}
	var collector *register.Collector
	if c.wantsPage(outputs) {
		collector = collectorFor(options, true)
	}
	progress := newProgress(env)
	var once sync.Once
	options.Progress = func(done, total int) {
		once.Do(func() { limitMemory(env, c.Jobs, total) })
		progress.show(done, total)
	}
	options.Cache = c.openCache(env, options)
	r, err := scanner.Run(ctx, *options)
	progress.clear()
	c.closeCache(env, options.Cache)
	if err != nil {
		return env.fail(exitIncomplete, err)
	}
	judge.apply(r)
	if collector != nil {
		c.registers, err = collector.Register(ctx, r)
		if err != nil {
			fmt.Fprintf(env.Stderr, "exolint: %v\n", err)
		}
	}
	if err := c.write(env, r, outputs); err != nil {
		return env.fail(exitUsage, err)
	}
	return c.exitCode(r, options.Config)
}

// wantsPage reports whether a page is asked for, which shows the registers too.
func (c *scanCommand) wantsPage(outputs []output) bool {
	return c.Format == "html" || slices.ContainsFunc(outputs, func(o output) bool { return o.format == "html" })
}

// exitCode tells what a report means to whoever started the program. That something was not scanned weighs more than findings.
func (c *scanCommand) exitCode(r *report.Report, conf *config.Config) int {
	switch {
	case !r.Complete() && !c.KeepGoing:
		return exitIncomplete
	case r.Worst() >= severity(c.FailOn, conf.FailOn, rule.Warning) && !c.ExitZero:
		return exitFindings
	default:
		return exitOK
	}
}

// severity returns the one of the flag, or the configured one, or the default.
func severity(flag string, configured config.Level, otherwise rule.Severity) rule.Severity {
	for _, name := range []string{flag, string(configured)} {
		if s, err := rule.ParseSeverity(name); err == nil {
			return s
		}
	}
	return otherwise
}

// confidence returns the one of the flag, or the configured one, or zero.
func confidence(flag string, configured config.Confidence) rule.Confidence {
	for _, name := range []string{flag, string(configured)} {
		if c, err := rule.ParseConfidence(name); err == nil {
			return c
		}
	}
	return 0
}

// options turns flags, arguments and the configuration into the options of a scan.
func (c *scanCommand) options(env *Env) (*scanner.Options, error) {
	o := &scanner.Options{Dir: env.Dir, NoIgnore: c.NoIgnore, Jobs: c.Jobs, Rules: rules.All(), Now: env.Now(), Tool: tool()}
	known := ruleNames(o.Rules)
	for _, set := range []func() error{
		func() error { return c.inputs(env, o) },
		func() (err error) { o.Config, err = c.config(env, o, known); return err },
		func() (err error) { o.Selected, err = selectRules(known, c.Rules); return err },
		func() (err error) { o.Include, err = globs("--include", c.Include); return err },
		func() (err error) { o.Exclude, err = globs("--exclude", c.Exclude); return err },
		func() error { return c.limits(o) },
	} {
		if err := set(); err != nil {
			return nil, err
		}
	}
	o.MinSeverity = severity(c.MinSeverity, o.Config.MinSeverity, 0)
	o.MinConfidence = confidence(c.MinConfidence, o.Config.MinConfidence)
	o.Root = repository(env, o)
	return o, nil
}

// limits sets what has a form of its own.
func (c *scanCommand) limits(o *scanner.Options) error {
	if c.AsOf != "" {
		day, err := time.Parse(time.DateOnly, c.AsOf)
		if err != nil {
			return fmt.Errorf("--as-of: %q is not a day like 2027-01-31", c.AsOf)
		}
		o.Now = day
	}
	if c.MaxSize != "" {
		size, err := config.ParseSize(c.MaxSize)
		if err != nil {
			return fmt.Errorf("--max-size: %w", err)
		}
		o.MaxSize = size
	}
	if c.Encoding != "" {
		page, err := source.ParseCodePage(c.Encoding)
		if err != nil {
			return fmt.Errorf("--encoding: %w", err)
		}
		o.CodePage = &page
	}
	if c.Jobs < 0 {
		return fmt.Errorf("--jobs: %d is no number of scripts", c.Jobs)
	}
	return nil
}

// inputs sets what is to be scanned.
func (c *scanCommand) inputs(env *Env, o *scanner.Options) error {
	for _, p := range c.Paths {
		if p != "-" {
			o.Roots = append(o.Roots, p)
			continue
		}
		if err := c.stdin(env, o); err != nil {
			return err
		}
	}
	switch {
	case c.FilesFrom == "-" && o.Stdin != nil:
		return errors.New("standard input cannot be both a script and the list of --files-from")
	case c.StdinPath != "" && o.Stdin == nil:
		return errors.New("--stdin-path is for a script from standard input; add the argument -")
	case c.FilesFrom != "":
		listed, err := env.listed(c.FilesFrom)
		if err != nil {
			return fmt.Errorf("--files-from: %w", err)
		}
		o.Roots = append(o.Roots, listed...)
	case len(c.Paths) == 0:
		o.Roots = []string{"."}
	}
	return env.mistyped(c.Paths)
}

func (c *scanCommand) stdin(env *Env, o *scanner.Options) error {
	content, err := io.ReadAll(env.Stdin)
	if err != nil {
		return fmt.Errorf("reading standard input: %w", err)
	}
	if content == nil {
		content = []byte{}
	}
	name := "stdin.ps1"
	if c.StdinPath != "" {
		name = path.Clean(filepath.ToSlash(c.StdinPath))
	}
	o.Stdin = &scanner.Stdin{Path: name, Content: content}
	return nil
}

// listed returns the names in a list of files.
func (e *Env) listed(name string) ([]string, error) {
	var content []byte
	var err error
	if name == "-" {
		content, err = io.ReadAll(e.Stdin)
	} else {
		content, err = os.ReadFile(e.path(name))
	}
	if err != nil {
		return nil, err
	}
	separator := "\n"
	if strings.Contains(string(content), "\x00") {
		separator = "\x00"
	}
	var names []string
	for line := range strings.SplitSeq(string(content), separator) {
		if line = strings.TrimSuffix(line, "\r"); line != "" {
			names = append(names, line)
		}
	}
	return names, nil
}

// mistyped reports an only argument that is nothing on disk but nearly the name of a command.
func (e *Env) mistyped(paths []string) error {
	if len(paths) != 1 || strings.ContainsAny(paths[0], `./\*?[{`) {
		return nil
	}
	if _, err := os.Lstat(e.path(paths[0])); !errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if command, ok := spell.Nearest(paths[0], slices.Values(commandNames())); ok {
		return fmt.Errorf("%q is neither a path nor a command; did you mean %q?", paths[0], command)
	}
	return nil
}

// config reads the configuration that holds for what is scanned.
func (c *scanCommand) config(env *Env, o *scanner.Options, known []config.Rule) (*config.Config, error) {
	if c.NoConfig {
		return new(config.Config), nil
	}
	if c.Config != "" {
		return config.Load(env.path(c.Config), c.Config, known)
	}
	found, err := config.Find(env.path(firstPath(o)))
	if err != nil {
		return nil, err
	}
	if found == "" {
		return new(config.Config), nil
	}
	return config.Load(found, env.shown(found), known)
}

// firstPath returns the path from which the configuration and the repository are looked for.
func firstPath(o *scanner.Options) string {
	switch {
	case len(o.Roots) > 0:
		return o.Roots[0]
	case o.Stdin != nil:
		return filepath.FromSlash(o.Stdin.Path)
	default:
		return "."
	}
}

// repository returns the folder that paths for other programs are relative to: the repository that the first path is in, or
// the current folder. It is absolute, slash-separated and has its links resolved; "" where that is not possible.
func repository(env *Env, o *scanner.Options) string {
	current, err := filepath.Abs(env.path("."))
	if err != nil {
		return ""
	}
	root := current
	for dir := filepath.Join(env.path(firstPath(o)), "."); ; dir = filepath.Dir(dir) {
		abs, err := filepath.Abs(dir)
		if err != nil {
			break
		}
		dir = abs
		if _, err := os.Stat(filepath.Join(dir, ".git")); err == nil {
			root = dir
			break
		}
		if filepath.Dir(dir) == dir {
			break
		}
	}
	resolved, err := filepath.EvalSymlinks(root)
	if err != nil {
		return ""
	}
	return filepath.ToSlash(resolved)
}

// globs returns patterns in their normal form.
func globs(flag string, patterns []string) (config.Globs, error) {
	var all config.Globs
	for _, p := range patterns {
		glob, ok := config.ParseGlob(filepath.ToSlash(p))
		if !ok {
			return nil, fmt.Errorf("%s: pattern %q is not well-formed; check its brackets and braces", flag, p)
		}
		all = append(all, glob)
	}
	return all, nil
}

// ruleNames returns the ids and names of rules.
func ruleNames(all []*rule.Rule) []config.Rule {
	names := make([]config.Rule, len(all))
	for i, r := range all {
		names[i] = config.Rule{ID: r.ID, Name: r.Name}
	}
	return names
}

// selectRules says of each rule that the terms are about whether it runs. A term that begins with + turns rules on, one that
// begins with - off; one that begins with neither leaves only what such terms name.
func selectRules(known []config.Rule, lists []string) (map[string]bool, error) {
	selected := map[string]bool{}
	terms := strings.FieldsFunc(strings.Join(lists, ","), func(c rune) bool { return c == ',' || c == ' ' })
	if slices.ContainsFunc(terms, func(t string) bool { return t[0] != '+' && t[0] != '-' }) {
		for _, r := range known {
			selected[r.ID] = false
		}
	}
	for _, term := range terms {
		ids, _, err := config.Select(known, strings.TrimLeft(term, "+-"))
		if err != nil {
			return nil, fmt.Errorf("--rules: %w", err)
		}
		for _, id := range ids {
			selected[id] = term[0] != '-'
		}
	}
	return selected, nil
}
