package scanner

import (
	"sync/atomic"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/go/analysis"

	"github.com/exolint/exolint/rules/rule"
	"github.com/exolint/exolint/scanner/cache"
)

// countingRule is a rule about a command that counts the scripts that it runs on.
func countingRule(runs *atomic.Int64) *rule.Rule {
	r := commandRule("EXO1001", "connect-one", "Connect-One")
	counted := *r.Analyzer
	counted.Run = func(pass *analysis.Pass) (any, error) {
		runs.Add(1)
		return r.Analyzer.Run(pass)
	}
	return &rule.Rule{Meta: r.Meta, Analyzer: &counted}
}

// TestRunRecalls checks that a script is looked at again only where something is new.
func TestRunRecalls(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	scripts := fstest.MapFS{
		"a.ps1": {Data: []byte("Connect-One\n")},
		"b.ps1": {Data: []byte("# Connect-One\n")},
		"c.ps1": {Data: []byte("Get-Date\n")},
	}
	var runs atomic.Int64
	rules := []*rule.Rule{countingRule(&runs)}
	for _, tc := range []struct {
		name   string
		change func(o *Options)
		runs   int64
		found  []string
	}{
		{"the first run", func(*Options) {}, 2, []string{"a.ps1:1 EXO1001 warning Connect-One"}},
		{"the same again", func(*Options) {}, 0, []string{"a.ps1:1 EXO1001 warning Connect-One"}},
		{"without a cache", func(o *Options) { o.Cache = nil }, 2, []string{"a.ps1:1 EXO1001 warning Connect-One"}},
		{"where somebody is shown the scripts", func(o *Options) { o.Visit = func(Script) {} }, 2, []string{"a.ps1:1 EXO1001 warning Connect-One"}},
		{"one script is another", func(*Options) { scripts["b.ps1"] = &fstest.MapFile{Data: []byte("Connect-One\n")} }, 1,
			[]string{"a.ps1:1 EXO1001 warning Connect-One", "b.ps1:1 EXO1001 warning Connect-One"}},
		{"one is gone", func(*Options) { delete(scripts, "a.ps1") }, 0, []string{"b.ps1:1 EXO1001 warning Connect-One"}},
	} {
		store, err := cache.Open(dir, "test", time.Now())
		if err != nil {
			t.Fatal(err)
		}
		o := Options{FS: scripts, Roots: []string{"."}, Rules: rules, Cache: store}
		tc.change(&o)
		runs.Store(0)
		if diff := cmp.Diff(tc.found, found(run(t, o))); diff != "" {
			t.Errorf("%s: findings (-want +got):\n%s", tc.name, diff)
		}
		if got := runs.Load(); got != tc.runs {
			t.Errorf("%s: the rule ran on %d scripts, want %d", tc.name, got, tc.runs)
		}
		if err := store.Close(); err != nil {
			t.Fatal(err)
		}
	}
}
