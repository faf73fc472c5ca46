package scanner

import (
	"context"
	"errors"
	"fmt"
	"go/token"
	"hash/maphash"
	"io"
	"io/fs"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/sync/errgroup"
	"golang.org/x/sync/semaphore"
	"golang.org/x/tools/go/analysis"

	"github.com/exolint/exolint/report"
	"github.com/exolint/exolint/rules/rule"
	"github.com/exolint/exolint/scanner/cache"
	"github.com/exolint/exolint/scanner/config"
	"github.com/exolint/exolint/scanner/inventory"
	"github.com/exolint/exolint/scanner/project"
	"github.com/exolint/exolint/scanner/rewrite"
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

	options []byte // what the results for all scripts depend on; nil: they are not kept
	begun   time.Time
	quiet   *stampSet // files in which nothing can be found

	seed    maphash.Seed // of sums
	buffers buffers
	room    *semaphore.Weighted // for what is known of scripts, by the bytes of their texts
}

// atOnce is how many bytes of text are analyzed at a time for each worker, unless a single script is longer: what is known of
// a script may take a hundred times as many. Most scripts have some ten thousand, so that all workers find room.
const atOnce = 384 << 10

// enter waits until there is room for what is known of a script of size bytes. Unless there is an error, which is that of
// the context, leave must be called in the end.
func (s *scan) enter(ctx context.Context, size int) (leave func(), err error) {
	weight := int64(min(size, s.Jobs*atOnce))
	if err := s.room.Acquire(ctx, weight); err != nil {
		return nil, err
	}
	return func() { s.room.Release(weight) }, nil
}

func newScan(o Options) (*scan, error) {
	s := &scan{Options: o, fsys: o.FS, fset: token.NewFileSet(), byID: map[string]*rule.Rule{}, seed: maphash.MakeSeed(), begun: time.Now()}
	if s.fsys == nil {
		s.fsys = osTree{dir: o.Dir}
	}
	if s.Config == nil {
		s.Config = new(config.Config)
	}
	if s.Jobs <= 0 {
		s.Jobs = runtime.GOMAXPROCS(0)
	}
	s.room = semaphore.NewWeighted(int64(s.Jobs) * atOnce)
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
	s.plan = p
	if s.filter, err = newPrefilter(s.active); err != nil {
		return nil, fmt.Errorf("preparing the rules: %w", err)
	}
	if s.options, err = s.describeOptions(); err != nil {
		return nil, fmt.Errorf("preparing the cache: %w", err)
	}
	s.quiet = s.stampSet("quiet", nil)
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

	key      *cache.Key       // of what is kept of it; nil: nothing is
	sum      uint64           // of its bytes, where it was parsed
	summary  *project.Summary // nil: it was not parsed
	tok      *token.File      // its positions; nil: it was not parsed
	loads    bool             // it was not parsed, and may load other scripts
	stamp    stamp            // of an input that was not parsed; zero: not known
	listed   bool             // its inventory is not empty, so what other scripts define can matter to it
	directed bool             // it has directives
}

// scanAll works on the inputs, as many at a time as there are jobs. The results are in the order of the inputs.
func (s *scan) scanAll(ctx context.Context, inputs []input) ([]result, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	results := make([]result, len(inputs))
	var done atomic.Int64
	err := s.each(ctx, len(inputs), func(ctx context.Context, parse parseFunc, i int) (err error) {
		results[i], err = s.scanOne(ctx, inputs[i], parse)
		s.release(&results[i])
		if err == nil && s.Progress != nil {
			s.Progress(int(done.Add(1)), len(inputs))
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	if err := s.judgeLinked(ctx, inputs, results); err != nil {
		return nil, err
	}
	s.quiet.save(s.Cache)
	return results, ctx.Err()
}

// A parseFunc is as [syntax.Parse]; the tree may be valid until the next call only.
type parseFunc func(tf *token.File, src string) *syntax.File

// each calls work for the numbers below n, as many at a time as there are jobs, in no certain order. It stops at the first
// error, or where the context is cancelled.
func (s *scan) each(ctx context.Context, n int, work func(ctx context.Context, parse parseFunc, i int) error) error {
	group, ctx := errgroup.WithContext(ctx)
	var next atomic.Int64
	for range min(s.Jobs, n) { // few goroutines, whose stacks have grown once
		group.Go(func() error {
			parse := syntax.Parse
			if s.Visit == nil { // whoever is shown a script may keep its tree
				parse = new(syntax.Parser).Parse
			}
			for i := next.Add(1) - 1; i < int64(n); i = next.Add(1) - 1 {
				if err := ctx.Err(); err != nil {
					return err
				}
				if err := work(ctx, parse, int(i)); err != nil {
					return err
				}
			}
			return nil
		})
	}
	return group.Wait()
}

// scanOne scans one input, whose tree is needed no longer when it returns. The error is that of the context.
func (s *scan) scanOne(ctx context.Context, in input, parse parseFunc) (result, error) {
	file := &report.File{Path: in.path, Abs: in.real}
	at := s.stampOf(in)
	if loads, ok := s.quiet.find(at); ok {
		return result{file: file, loads: loads, stamp: at}, nil
	}
	raw, trouble := s.read(in)
	if trouble != nil {
		return notScanned(file, trouble), nil
	}
	key := s.keyOf(aloneMemory, in, raw)
	if res, ok := s.recallAlone(key, in, file, raw); ok {
		s.buffers.give(raw, in)
		if res.isUnread() {
			return s.nothingIn(file, res.loads, at), nil
		}
		return res, nil
	}
	verdict, loads := pass, false
	if !s.Everything {
		verdict, loads = s.filter.judge(raw)
	}
	if verdict == skip {
		s.buffers.give(raw, in)
		s.keep(key, memory{Loads: loads})
		return s.nothingIn(file, loads, at), nil
	}
	src, trouble := s.decode(in, raw)
	s.buffers.give(raw, in)
	if trouble != nil {
		return notScanned(file, trouble), nil
	}
	if verdict == unclear && !s.filter.passes(src.Text) {
		s.keep(key, memory{Loads: true})
		return s.nothingIn(file, true, at), nil
	}
	file.Source = src
	leave, err := s.enter(ctx, len(src.Text))
	if err != nil {
		return result{}, err
	}
	defer leave()
	res := result{file: file, key: key, tok: src.Add(s.fset), sum: s.sum(src)}
	parsed := parse(res.tok, src.Text)
	res.summary = project.Summarize(in.path, parsed)
	err = s.analyze(ctx, &res, parsed, s.Config.For(in.conf), alone)
	if err == nil {
		s.keepFindings(key, &res)
	}
	return res, err
}

// nothingIn returns the result for a script that is not parsed, and notes its file.
func (s *scan) nothingIn(file *report.File, loads bool, at stamp) result {
	s.quiet.add(at, loads)
	return result{file: file, loads: loads, stamp: at}
}

// sum returns a hash of a script's bytes, by which a change shows while the scan goes on.
func (s *scan) sum(src *source.File) uint64 { return maphash.String(s.seed, src.Raw) }

// release lets the text of a script go, unless somebody was shown the script. Reports need the texts of those in which
// something was found, which are read again in the end; see restore.
func (s *scan) release(res *result) {
	if s.Visit == nil && res.tok != nil {
		res.file.Source = nil
		res.tok.SetLines([]int{0}) // the table of lines is the text's; offsets stay true without
	}
}

// source returns the text of a script, which is read again where it was let go; nil where it is not to be had any more.
func (s *scan) source(in input, file *report.File) *source.File {
	if file.Source != nil {
		return file.Source
	}
	return s.reread(in)
}

// reread reads and decodes an input again; nil where it is not to be had any more.
func (s *scan) reread(in input) *source.File {
	raw, trouble := s.read(in)
	if trouble != nil {
		return nil
	}
	src, _ := s.decode(in, raw)
	s.buffers.give(raw, in)
	return src
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

// read reads an input.
func (s *scan) read(in input) ([]byte, *trouble) {
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
	if int64(len(raw)) > limit {
		reason := fmt.Sprintf("it is larger than %d bytes", limit)
		return nil, &trouble{id: "file-too-large", reason: reason, remedy: "raise --max-size or exclude it"}
	}
	return raw, nil
}

// decode turns an input that was read into text.
func (s *scan) decode(in input, raw []byte) (*source.File, *trouble) {
	page := s.Config.CodePage
	if s.CodePage != nil {
		page = *s.CodePage
	}
	src, err := source.Decode(in.path, raw, source.Options{CodePage: page})
	switch {
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
	size := int(min(max(info.Size(), 0), limit)) + 1
	return readAtMost(f, s.buffers.take(size), limit+1)
}

// readAtMost appends to buffer what f holds, up to limit bytes.
func readAtMost(f io.Reader, buffer []byte, limit int64) ([]byte, error) {
	for int64(len(buffer)) < limit {
		if len(buffer) == cap(buffer) {
			buffer = slices.Grow(buffer, len(buffer))
		}
		n, err := f.Read(buffer[len(buffer):min(int64(cap(buffer)), limit)])
		buffer = buffer[:len(buffer)+n]
		if errors.Is(err, io.EOF) {
			return buffer, nil
		}
		if err != nil {
			return buffer, err
		}
	}
	return buffer, nil
}

// buffers are what scripts are read into. Its zero value is ready.
type buffers struct{ pool sync.Pool }

// largeBuffer is the size in bytes from which on a buffer is not kept.
const largeBuffer = 1 << 20

// take returns an empty buffer for size bytes.
func (b *buffers) take(size int) []byte {
	if kept, ok := b.pool.Get().(*[]byte); ok && cap(*kept) >= size {
		return (*kept)[:0]
	}
	return make([]byte, 0, max(size, 64<<10))
}

// give takes back what an input was read into.
func (b *buffers) give(buffer []byte, in input) {
	if in.content == nil && cap(buffer) <= largeBuffer {
		b.pool.Put(&buffer)
	}
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
		Rewrite: rewrite.Options{Values: s.Config.Replacement, Domains: s.Config.AcceptedDomains},
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
	res.directed = !c.set.IsEmpty()
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
