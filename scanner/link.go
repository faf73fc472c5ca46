package scanner

import (
	"context"
	"go/token"
	"maps"
	"path"
	"slices"
	"strings"
	"sync/atomic"
	"unicode"

	"github.com/exolint/exolint/report"
	"github.com/exolint/exolint/scanner/cache"
	"github.com/exolint/exolint/scanner/inventory"
	"github.com/exolint/exolint/scanner/project"
	"github.com/exolint/exolint/scanner/syntax"
	"github.com/exolint/exolint/scanner/unit"
)

// A linking is what a script under analysis knows of the others.
type linking struct {
	view project.View
	// place returns where a range in another script lies; false where it lies in none.
	place func(pos, end token.Pos) (report.Span, bool)
	// last says that the script is not analyzed again.
	last bool
}

// alone knows of no other scripts.
var alone = linking{
	view:  project.None,
	place: func(token.Pos, token.Pos) (report.Span, bool) { return report.Span{}, false },
}

// judgeLinked analyzes again the scripts that what others define or call can matter to, and puts the new results in the
// place of the old ones. These are few: most scripts stand alone, or have nothing in their inventory. Where somebody is
// shown the scripts, all that have an inventory are analyzed again, as each is shown once.
func (s *scan) judgeLinked(ctx context.Context, inputs []input, results []result) error {
	if err := s.summarizeLoaded(ctx, inputs, results); err != nil {
		return err
	}
	l := newLinker(s, inputs, results)
	linked := linking{view: l.index, place: l.place, last: true}
	err := s.each(ctx, len(results), func(ctx context.Context, parse parseFunc, i int) error {
		if !results[i].listed || s.Visit == nil && !l.index.Linked(results[i].summary.Path) {
			return nil
		}
		key := l.keyOf(results, i)
		if m := s.recall(key); m != nil && s.setFindings(&results[i], m, l.file) {
			return nil
		}
		done, err := s.judgeAgain(ctx, inputs[i], &results[i], parse, linked)
		if done && !l.changed.Load() {
			s.keepFindings(key, &results[i])
		}
		return err
	})
	if err != nil {
		return err
	}
	return s.restore(ctx, inputs, results)
}

// judgeAgain analyzes a script again, which knows of others now. It reports whether it could.
func (s *scan) judgeAgain(ctx context.Context, in input, res *result, parse parseFunc, linked linking) (bool, error) {
	again := result{file: res.file, key: res.key, summary: res.summary, tok: res.tok, sum: res.sum}
	src := s.source(in, again.file)
	if src == nil || s.sum(src) != again.sum {
		return false, nil // it was changed meanwhile: restore takes care of it
	}
	again.file.Source = src
	leave, err := s.enter(ctx, len(src.Text))
	if err != nil {
		return false, err
	}
	defer leave()
	src.SetLines(again.tok)
	err = s.analyze(ctx, &again, parse(again.tok, src.Text), s.Config.For(in.conf), linked)
	s.release(&again)
	*res = again
	return err == nil, err
}

// restore reads the scripts again that the report shows: those in which something was found, and those that trails lead to.
// One that was changed meanwhile is scanned anew.
func (s *scan) restore(ctx context.Context, inputs []input, results []result) error {
	err := s.each(ctx, len(results), func(ctx context.Context, _ parseFunc, i int) (err error) {
		if results[i].tok != nil && len(results[i].findings)+len(results[i].notifications) > 0 && !s.bring(inputs[i], &results[i]) {
			results[i], err = s.scanOne(ctx, inputs[i], syntax.Parse)
		}
		return err
	})
	if err != nil {
		return err
	}
	index := make(map[*report.File]int, len(results))
	for i := range results {
		index[results[i].file] = i
	}
	for _, res := range results {
		for _, f := range res.findings {
			for _, step := range f.Trail {
				if i, ok := index[step.Span.File]; ok {
					s.bring(inputs[i], &results[i])
				}
			}
		}
	}
	return nil
}

// bring reads the text of a script again that was let go. It returns false where it is not to be had, or is not the same.
func (s *scan) bring(in input, res *result) bool {
	if res.file == nil || res.file.Source != nil {
		return true
	}
	src := s.source(in, res.file)
	if src == nil || s.sum(src) != res.sum {
		return false
	}
	res.file.Source = src
	return true
}

// summarizeLoaded summarizes the scripts that others load, as far as nothing was to be found in themselves: files with
// settings, manifests of modules, functions that name no service. So it does with those that call what others define.
func (s *scan) summarizeLoaded(ctx context.Context, inputs []input, results []result) error {
	if err := s.summarizeCallers(ctx, inputs, results); err != nil {
		return err
	}
	unread := make(map[string][]int) // inputs without a summary, by the name of the file
	for i := range results {
		if results[i].isUnread() {
			name := strings.ToLower(path.Base(inputs[i].path))
			unread[name] = append(unread[name], i)
		}
	}
	var todo []*project.Summary
	for i := range results {
		if results[i].summary != nil {
			todo = append(todo, results[i].summary)
		}
	}
	parse := new(syntax.Parser).Parse
	for len(todo) > 0 {
		loads := todo[len(todo)-1].Loads
		todo = todo[:len(todo)-1]
		for _, load := range loads {
			for _, name := range load.Files() {
				for _, i := range unread[name] {
					if err := ctx.Err(); err != nil {
						return err
					}
					if s.summarize(&results[i], inputs[i], parse) {
						todo = append(todo, results[i].summary)
					}
				}
				delete(unread, name)
			}
		}
	}
	return nil
}

// isUnread reports whether a result is that of a script which was skipped.
func (r *result) isUnread() bool {
	return r.file != nil && r.summary == nil && r.file.NotScanned == ""
}

// summarizeCallers summarizes the scripts that load others and name a function of a script with something in its inventory:
// what they call it with can matter there.
func (s *scan) summarizeCallers(ctx context.Context, inputs []input, results []result) error {
	defined := definedNames(results)
	names, err := compile(defined)
	if err != nil {
		return err
	}
	others := s.stampSet("calls none", []byte(strings.Join(defined, " "))) // files that hold none of the names
	err = s.each(ctx, len(results), func(_ context.Context, parse parseFunc, i int) error {
		if !results[i].isUnread() || !results[i].loads {
			return nil
		}
		if _, none := others.find(results[i].stamp); none {
			return nil
		}
		switch s.judge(inputs[i], names) {
		case pass:
			s.summarize(&results[i], inputs[i], parse)
		case skip:
			others.add(results[i].stamp, true)
		}
		return nil
	})
	others.save(s.Cache)
	return err
}

// judge says whether an input, which is read again, holds what the prefilter looks for; unclear where it cannot be read.
func (s *scan) judge(in input, words *prefilter) verdict {
	raw, trouble := s.read(in)
	if trouble != nil {
		return unclear
	}
	says, _ := words.judge(raw)
	s.buffers.give(raw, in)
	if says != unclear {
		return says
	}
	src := s.reread(in)
	switch {
	case src == nil:
		return unclear
	case words.passes(src.Text):
		return pass
	}
	return skip
}

// definedNames returns the names of the functions that the listed scripts define, as words to look for.
func definedNames(results []result) []string {
	names := make(map[string]bool)
	for i := range results {
		if !results[i].listed {
			continue
		}
		for _, f := range results[i].summary.Functions {
			if word := strings.ToLower(string(f.Name)); isPlainName(word) {
				names["|"+word+"|"] = true
			}
		}
	}
	return slices.Sorted(maps.Keys(names))
}

// isPlainName reports whether a name is made of letters, digits and what joins them, as functions that others call are.
func isPlainName(name string) bool {
	return name != "" && !strings.ContainsFunc(name, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '-' && r != '_'
	})
}

// summarize parses a script that was not analyzed, and reports whether it could.
func (s *scan) summarize(res *result, in input, parse parseFunc) bool {
	raw, trouble := s.read(in)
	if trouble != nil {
		return false
	}
	defer s.buffers.give(raw, in)
	res.key = s.keyOf(summaryMemory, in, raw)
	if s.recallSummary(res.key, res, in, raw) {
		return true
	}
	src, trouble := s.decode(in, raw)
	if trouble != nil {
		return false
	}
	res.tok, res.sum = src.Add(s.fset), s.sum(src)
	res.summary = project.Summarize(in.path, parse(res.tok, src.Text))
	res.tok.SetLines([]int{0}) // which nobody asks for
	s.keepSummary(res.key, res)
	return true
}

// isListed reports whether the inventory of a script is not empty, or is not known.
func isListed(run *fileRun) bool {
	found, ok := run.results[unit.Inventory].(*inventory.Inventory)
	return !ok || !found.IsEmpty()
}

// A linker finds the scripts of a run by path and by position.
type linker struct {
	scan   *scan
	inputs []input
	files  []*report.File // by input; not changed while scripts are analyzed
	toks   []*token.File  // by input
	sums   []uint64       // by input
	byPath map[string]int
	index  *project.Index

	changed atomic.Bool // a script that others ask for was changed meanwhile: what is found is not all that could be
}

func newLinker(s *scan, inputs []input, results []result) *linker {
	l := &linker{scan: s, inputs: inputs, byPath: make(map[string]int)}
	var summaries []*project.Summary
	for i := range results {
		l.files = append(l.files, results[i].file)
		l.toks = append(l.toks, results[i].tok)
		l.sums = append(l.sums, results[i].sum)
		if sum := results[i].summary; sum != nil {
			summaries = append(summaries, sum)
			l.byPath[sum.Path] = i
		}
	}
	l.index = project.New(summaries, l.open)
	return l
}

// keyOf returns the key for what is found in a script that knows of others; nil where it is not kept.
func (l *linker) keyOf(results []result, i int) *cache.Key {
	if results[i].key == nil {
		return nil
	}
	digest := l.index.Digest(results[i].summary.Path, func(path string) []byte {
		if key := results[l.byPath[path]].key; key != nil {
			return key.ID()
		}
		return nil
	})
	key := cache.KeyOf([]byte(linkedMemory), results[i].key.ID(), digest)
	return &key
}

// file returns the script of that path; nil for none.
func (l *linker) file(path string) *report.File {
	if i, ok := l.byPath[path]; ok {
		return l.files[i]
	}
	return nil
}

// open parses a script again; nil where it is not to be had.
func (l *linker) open(path string) *syntax.File {
	i, ok := l.byPath[path]
	if !ok {
		return nil
	}
	src := l.scan.reread(l.inputs[i]) // its text is another worker's
	if src == nil || l.scan.sum(src) != l.sums[i] {
		l.changed.Store(true)
		return nil
	}
	return syntax.Parse(l.toks[i], src.Text)
}

// place returns where a range lies in a script of the run.
func (l *linker) place(pos, end token.Pos) (report.Span, bool) {
	tok := l.scan.fset.File(pos)
	if tok == nil || !inFile(tok, pos, end) {
		return report.Span{}, false
	}
	i, ok := l.byPath[tok.Name()]
	if !ok || l.toks[i] != tok {
		return report.Span{}, false
	}
	return report.Span{File: l.files[i], Start: tok.Offset(pos), End: tok.Offset(end)}, true
}
