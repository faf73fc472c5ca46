// Package scanner finds scripts, reads them, and runs rules over them.
//
// [Run] does all of it: it walks the roots, skips what no active rule can have anything to say about, parses the rest, drives
// the rules' analyzers and gathers a [report.Report]. It is the one place in the project that starts goroutines. For the
// same scripts the report is the same, whatever the number of workers.
package scanner

import (
	"context"
	"io/fs"
	"time"

	"github.com/exolint/exolint/report"
	"github.com/exolint/exolint/rules/rule"
	"github.com/exolint/exolint/scanner/cache"
	"github.com/exolint/exolint/scanner/config"
	"github.com/exolint/exolint/scanner/source"
)

// DefaultMaxSize is the size in bytes of the largest script that is read where nothing else is said.
const DefaultMaxSize = 5 << 20

// Options say what to scan and how. The zero value scans nothing with no rules.
type Options struct {
	// FS is where scripts are read from; nil is the operating system. Names in another FS are relative to its root.
	FS fs.FS
	// Dir is the folder that relative roots start from; "" is the process's own. It is for the operating system only.
	Dir string
	// Roots are files, folders and patterns, with slashes or the system's separators.
	Roots []string
	// Stdin is a script that does not come from a file; nil: none.
	Stdin *Stdin

	// Include and Exclude are patterns as in the configuration, on paths as they are shown. They add to the configuration's.
	Include, Exclude config.Globs
	// NoIgnore scans what .gitignore files leave out.
	NoIgnore bool
	// MaxSize is the size in bytes of the largest script that is read; 0: as configured, or [DefaultMaxSize].
	MaxSize int64
	// CodePage is how scripts are read that are not Unicode; nil: as configured.
	CodePage *source.CodePage

	// Rules are all rules there are. Directives and the configuration may name each of them.
	Rules []*rule.Rule
	// Selected says by id which rules run, against the configuration; rules that are not in it run as configured.
	Selected map[string]bool
	// Config is the configuration; nil is an empty one.
	Config *config.Config
	// MinSeverity and MinConfidence hold back what is below them; zero: nothing.
	MinSeverity   rule.Severity
	MinConfidence rule.Confidence

	// Jobs is the number of scripts that are worked on at once; 0: the number of processors.
	Jobs int
	// Cache keeps what was found in scripts for later runs with the same program; nil: nothing is kept. What a scan finds is the
	// same with and without it.
	Cache *cache.Store
	// Now is the day that the report is made for.
	Now time.Time
	// Tool goes into the report.
	Tool report.Tool
	// Root goes into the report.
	Root string
	// Visit is shown every script that was analyzed, from several goroutines at once; nil: nobody is. What it is shown is
	// valid during the call only, but for the file.
	Visit func(Script)
	// Everything analyzes scripts too in which no rule can have anything to say, for Visit.
	Everything bool
	// Progress is told how far the scan is, from several goroutines at once; nil: nobody is.
	Progress func(done, total int)
}

// Stdin is a script that does not come from a file.
type Stdin struct {
	Path    string // as shown, slash-separated; the configuration judges it by this path
	Content []byte
}

// Run scans. It returns an error only for options that are wrong and for a context that is cancelled; what goes wrong with
// a script is a notification in the report.
func Run(ctx context.Context, o Options) (*report.Report, error) {
	s, err := newScan(o)
	if err != nil {
		return nil, err
	}
	began := time.Now()
	inputs := s.walk(ctx)
	results, err := s.scanAll(ctx, inputs)
	if err != nil {
		return nil, err
	}
	r := s.report(results)
	r.Took = time.Since(began)
	return r, nil
}
