package scanner

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"go/token"
	"io"
	"io/fs"
	"runtime"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"golang.org/x/sync/errgroup"
	"golang.org/x/tools/go/analysis"

	"github.com/exolint/exolint/report"
	"github.com/exolint/exolint/rules/rule"
	"github.com/exolint/exolint/scanner/config"
	"github.com/exolint/exolint/scanner/inventory"
	"github.com/exolint/exolint/scanner/project"
	"github.com/exolint/exolint/scanner/source"
	"github.com/exolint/exolint/scanner/suppress"
	"github.com/exolint/exolint/scanner/syntax"
	"github.com/exolint/exolint/scanner/unit"
)

// badSuppression is the rule whose findings come from directives rather than from an analyzer.
const badSuppression = "EXO0002"

// expiredException is the rule about directives that no longer hold.
const expiredException = "EXO0003"

// A scan is one run with its options made ready.
type scan struct {
	Options
	fsys   fs.FS
	fset   *token.FileSet
	plan   plan
	filter *prefilter
	active []*rule.Rule // those that run on some script
	byID   map[string]*rule.Rule
	names  []config.Rule // of all rules
}

func newScan(o Options) (*scan, error) {
	s := &scan{Options: o, fsys: o.FS, fset: token.NewFileSet(), byID: map[string]*rule.Rule{}}
	if s.fsys == nil {
		s.fsys = osTree{dir: o.Dir}
	}
	if s.Config == nil {
		s.Config = new(config.Config)
	}
	if s.Jobs <= 0 {
		s.Jobs = runtime.GOMAXPROCS(0)
	}
	var analyzers []*analysis.Analyzer
	for _, r := range o.Rules {
		if s.byID[r.ID] != nil {
			return nil, fmt.Errorf("two rules have the id %s", r.ID)
		}
		s.byID[r.ID] = r
		s.names = append(s.names, config.Rule{ID: r.ID, Name: r.Name})
		if s.runsSomewhere(r) {
			s.active = append(s.active, r)
			analyzers = append(analyzers, r.Analyzer)
		}
	}
	p, err := newPlan(append(analyzers, unit.Inventory)) // the inventory, for the secrets that are to be masked
	if err != nil {
		return nil, fmt.Errorf("preparing the rules: %w", err)
	}
	s.plan, s.filter = p, newPrefilter(s.active)
	return s, nil
}

// runs reports whether a rule runs where levels hold.
func (s *scan) runs(r *rule.Rule, levels map[string]config.Level) bool {
	if on, ok := s.Selected[r.ID]; ok {
		return on
	}
	if level, ok := levels[r.ID]; ok {
		return level != config.Off
	}
	return !r.Off
}

func (s *scan) runsSomewhere(r *rule.Rule) bool {
	return s.runs(r, s.Config.Rules) || slices.ContainsFunc(s.Config.Overrides, func(o config.Override) bool {
		_, ok := o.Rules[r.ID]
		return ok && s.runs(r, o.Rules)
	})
}

// A result is what a scan found out about one input.
type result struct {
	file          *report.File
	findings      []report.Finding
	notifications []report.Notification
	held          int

	summary *project.Summary // nil: it was not parsed
	tok     *token.File      // its positions; nil: it was not parsed
	listed  bool             // its inventory is not empty, so what other scripts define can matter to it
}

// scanAll works on the inputs, as many at a time as there are jobs. The results are in the order of the inputs.
func (s *scan) scanAll(ctx context.Context, inputs []input) ([]result, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	results := make([]result, len(inputs))
	group, groupCtx := errgroup.WithContext(ctx)
	group.SetLimit(s.Jobs)
	var done atomic.Int64
	for i, in := range inputs {
		if groupCtx.Err() != nil {
			break
		}
		group.Go(func() (err error) {
			results[i], err = s.scanOne(groupCtx, in)
			if s.Progress != nil {
				s.Progress(int(done.Add(1)), len(inputs))
			}
			return err
		})
	}
	if err := group.Wait(); err != nil {
		return nil, err
	}
	if err := s.judgeLinked(ctx, inputs, results); err != nil {
		return nil, err
	}
	return results, ctx.Err()
}

// scanOne scans one input. The error is that of the context.
func (s *scan) scanOne(ctx context.Context, in input) (result, error) {
	if err := ctx.Err(); err != nil {
		return result{}, err
	}
	file := &report.File{Path: in.path, Abs: in.real}
	src, trouble := s.read(in)
	if trouble != nil {
		return notScanned(file, trouble), nil
	}
	file.Source = src
	res := result{file: file}
	if !s.Everything && !s.filter.passes(src.Text) {
		return res, nil
	}
	res.tok = src.Add(s.fset)
	parsed := syntax.Parse(res.tok, src.Text)
	res.summary = project.Summarize(in.path, parsed)
	err := s.analyze(ctx, &res, parsed, s.Config.For(in.conf), alone)
	return res, err
}

// notScanned is the result for something that could not be scanned.
func notScanned(file *report.File, t *trouble) result {
	what := "script"
	if t.folder {
		what = "folder"
	}
	res := result{notifications: []report.Notification{{
		ID:      t.id,
		Level:   rule.Error,
		Message: fmt.Sprintf("%s was not scanned: %s; %s", what, t.reason, t.remedy),
		At:      report.Span{File: file},
	}}}
	if !t.folder {
		file.NotScanned = t.reason
		res.file = file
	}
	return res
}

// read reads and decodes an input.
func (s *scan) read(in input) (*source.File, *trouble) {
	if in.trouble != nil {
		return nil, in.trouble
	}
	raw, limit := in.content, s.maxSize()
	if raw == nil {
		var err error
		if raw, err = s.readFile(in.path, limit); err != nil {
			return nil, unreadable(err, false)
		}
	}
	page := s.Config.CodePage
	if s.CodePage != nil {
		page = *s.CodePage
	}
	src, err := source.Decode(in.path, raw, source.Options{MaxSize: limit, CodePage: page})
	switch {
	case errors.Is(err, source.ErrTooLarge):
		reason := fmt.Sprintf("it is larger than %d bytes", limit)
		return nil, &trouble{id: "file-too-large", reason: reason, remedy: "raise --max-size or exclude it"}
	case errors.Is(err, source.ErrBinary):
		return nil, &trouble{id: "binary-file", reason: "it is binary", remedy: "exclude it, or save it as text"}
	case err != nil:
		return nil, unreadable(err, false)
	}
	return src, nil
}

func (s *scan) maxSize() int64 {
	for _, size := range []int64{s.MaxSize, s.Config.MaxSize} {
		if size > 0 {
			return size
		}
	}
	return DefaultMaxSize
}

// readFile reads a file, but no more than one byte over limit.
func (s *scan) readFile(name string, limit int64) ([]byte, error) {
	f, err := s.fsys.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	var buffer bytes.Buffer
	buffer.Grow(int(min(max(info.Size(), 0), limit)) + bytes.MinRead)
	_, err = buffer.ReadFrom(io.LimitReader(f, limit+1))
	return buffer.Bytes(), err
}

// analyze runs the rules over a parsed script, which may know of others what the linking says, and adds to its result what
// they find.
func (s *scan) analyze(ctx context.Context, res *result, parsed *syntax.File, settings config.Settings, l linking) error {
	u := &unit.Unit{
		Source:  res.file.Source,
		Syntax:  parsed,
		Fset:    s.fset,
		Project: l.view,
		Options: inventory.Options{Job: inventory.JobKind(settings.Job)},
		AsOf:    s.Now,
	}
	run := &fileRun{
		unit:    u,
		rethrow: testing.Testing(),
		wanted: func(a *analysis.Analyzer) bool {
			r := s.byID[a.Name]
			return r == nil || s.runs(r, settings.Rules)
		},
		failed: func(a *analysis.Analyzer, f *failure) {
			res.notifications = append(res.notifications, s.ruleFailed(res.file, a, f))
		},
	}
	if err := run.run(ctx, s.plan); err != nil {
		return err
	}
	res.file.Secrets = secrets(run, res.file)
	s.suggest(run)
	c := &collector{
		scan:     s,
		result:   res,
		settings: settings,
		resolver: resolver{file: res.file, syntax: parsed, levels: settings.Rules, elsewhere: l.place},
		set:      suppress.Read(parsed, s.names),
	}
	if err := c.collect(u); err != nil {
		return err
	}
	res.listed = isListed(run)
	if l.last || !res.listed {
		s.visit(run, res, settings)
	}
	return nil
}

// secrets returns where secrets stand in a script, whatever rules were run: the line that a finding shows may hold one that
// the finding is not about. Where they are not known, all strings count.
func secrets(run *fileRun, file *report.File) []report.Span {
	script := run.unit.Syntax
	var spans []report.Span
	add := func(pos, end token.Pos) {
		if inFile(script.Tok, pos, end) {
			spans = append(spans, report.Span{File: file, Start: script.Offset(pos), End: script.Offset(end)})
		}
	}
	found, ok := run.results[unit.Inventory].(*inventory.Inventory)
	if !ok {
		for _, tok := range script.Tokens {
			if tok.Kind >= syntax.KindStringLiteral && tok.Kind <= syntax.KindHereStringExpandable {
				add(tok.Pos, tok.End)
			}
		}
		return spans
	}
	for _, secret := range found.Secrets {
		if secret.Sink != inventory.FileSink { // there it is the command that reads the secret
			add(secret.At.Pos(), secret.At.End())
		}
	}
	return spans
}

// ruleFailed tells that an analyzer gave no result.
func (s *scan) ruleFailed(file *report.File, a *analysis.Analyzer, f *failure) report.Notification {
	id := "rule-failed"
	if f.stack != "" {
		id = "rule-panicked"
	}
	return report.Notification{
		ID:      id,
		Level:   rule.Error,
		Message: fmt.Sprintf("%s gave no result for this script because of %v; report it to the project with the script", a.Name, f.err),
		At:      report.Span{File: file},
		Rule:    s.byID[a.Name],
		Detail:  strings.TrimSpace(f.stack),
	}
}

// report joins the results.
func (s *scan) report(results []result) *report.Report {
	r := &report.Report{Tool: s.Tool, Rules: s.active, Root: s.Root, Started: s.Now}
	for _, res := range results {
		if res.file != nil {
			r.Files = append(r.Files, res.file)
		}
		r.Findings = append(r.Findings, res.findings...)
		r.Notifications = append(r.Notifications, res.notifications...)
		r.Held += res.held
	}
	r.Sort()
	report.SetFingerprints(r)
	return r
}
