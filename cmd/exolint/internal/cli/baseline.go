package cli

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"github.com/exolint/exolint/report"
	"github.com/exolint/exolint/scanner"
	"github.com/exolint/exolint/scanner/baseline"
)

// baselineCommand keeps the list of known findings.
type baselineCommand struct {
	Write  baselineWrite  `cmd:"" help:"Write a baseline of all that is found today."`
	Update baselineUpdate `cmd:"" help:"Take what is gone out of a baseline, and what is new into it."`
}

// baselineScan is what both commands need to know.
type baselineScan struct {
	Paths []string `arg:"" optional:"" name:"path" help:"Scripts, folders and patterns. Without one, the current folder."`

	Baseline string   `placeholder:"FILE" default:".exolint-baseline.json" help:"The baseline."`
	Include  []string `group:"Files" sep:"none" placeholder:"PATTERN" help:"Scan only what matches, of what is in folders. May be repeated."`
	Exclude  []string `group:"Files" sep:"none" placeholder:"PATTERN" help:"Leave out what matches. May be repeated."`
	NoIgnore bool     `group:"Files" help:"Scan what .gitignore files leave out."`
	Encoding string   `group:"Files" placeholder:"CODEPAGE" help:"How scripts are read that are not Unicode, like windows-1251."`
	AsOf     string   `group:"Findings" placeholder:"DATE" help:"Work as on that day, like 2027-01-31."`

	Exceptions   string `placeholder:"FILE" xor:"exceptions" help:"Exceptions; without it the nearest .exolint-exceptions.yml counts."`
	NoExceptions bool   `xor:"exceptions" help:"Read no exceptions."`
	Config       string `placeholder:"FILE" xor:"config" help:"Configuration; without it the nearest .exolint.yml counts."`
	NoConfig     bool   `xor:"config" help:"Read no configuration."`
	Jobs         int    `placeholder:"N" help:"Work on N scripts at once."`
}

// scan returns the report of what is to be known.
func (c *baselineScan) scan(ctx context.Context, env *Env) (*report.Report, *scanner.Options, error) {
	scan := &scanCommand{Paths: c.Paths, Include: c.Include, Exclude: c.Exclude, NoIgnore: c.NoIgnore, Encoding: c.Encoding, Config: c.Config,
		NoConfig: c.NoConfig, Jobs: c.Jobs, AsOf: c.AsOf}
	options, err := scan.options(env)
	if err != nil {
		return nil, nil, err
	}
	if options.Stdin != nil {
		return nil, nil, errors.New("a baseline is of files, not of standard input")
	}
	judging := Judging{Exceptions: c.Exceptions, NoExceptions: c.NoExceptions}
	judge, err := judging.prepare(env, options)
	if err != nil {
		return nil, nil, err
	}
	progress := newProgress(env)
	options.Progress = progress.show
	r, err := scanner.Run(ctx, *options)
	progress.clear()
	if err != nil {
		return nil, nil, err
	}
	judge.apply(r)
	return r, options, report.WriteTrouble(env.Stderr, r, report.TextOptions{Width: env.Width})
}

// save writes the baseline.
func (c *baselineScan) save(env *Env, b *baseline.Baseline, r *report.Report) (int, error) {
	var out bytes.Buffer
	if err := b.Write(&out); err != nil {
		return exitUsage, err
	}
	if err := writeFile(env.path(c.Baseline), out.Bytes()); err != nil {
		return exitUsage, fmt.Errorf("writing %s: %w", c.Baseline, err)
	}
	if !r.Complete() {
		return exitIncomplete, nil
	}
	return exitOK, nil
}

// baselineWrite writes a new baseline.
type baselineWrite struct {
	baselineScan `embed:""`
	Force        bool `help:"Write over a baseline that is there. All findings count as first seen today."`
}

func (c *baselineWrite) run(ctx context.Context, env *Env) int {
	if _, err := os.Lstat(env.path(c.Baseline)); !errors.Is(err, fs.ErrNotExist) && !c.Force {
		return env.fail(exitUsage, fmt.Errorf("%s is there already; exolint baseline update keeps its dates, --force starts anew", c.Baseline))
	}
	r, _, err := c.scan(ctx, env)
	if err != nil {
		return env.fail(exitUsage, err)
	}
	b := baseline.New(r)
	code, err := c.save(env, b, r)
	if err != nil {
		return env.fail(code, err)
	}
	fmt.Fprintf(env.Stdout, "%s: %d known\n", c.Baseline, b.Len())
	return code
}

// baselineUpdate brings a baseline up to date.
type baselineUpdate struct {
	baselineScan `embed:""`
	PruneOnly    bool `help:"Take out what is gone, but nothing new in."`
}

func (c *baselineUpdate) run(ctx context.Context, env *Env) int {
	content, err := os.ReadFile(env.path(c.Baseline))
	if err != nil {
		return env.fail(exitUsage, fmt.Errorf("reading the baseline: %w; exolint baseline write makes one", err))
	}
	last, err := baseline.Read(c.Baseline, content)
	if err != nil {
		return env.fail(exitUsage, err)
	}
	r, options, err := c.scan(ctx, env)
	if err != nil {
		return env.fail(exitUsage, err)
	}
	next, changes := last.Update(r, baseline.Options{Rules: options.Rules, Exists: existsIn(options.Root), PruneOnly: c.PruneOnly})
	code, err := c.save(env, next, r)
	if err != nil {
		return env.fail(code, err)
	}
	fmt.Fprintf(env.Stdout, "%s: %d known, %d new, %d gone\n", c.Baseline, changes.Known, changes.Added, changes.Pruned)
	return code
}
