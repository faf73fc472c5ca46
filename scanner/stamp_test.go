package scanner

import (
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/exolint/exolint/rules/rule"
	"github.com/exolint/exolint/scanner/cache"
)

// stampedFS is a folder that tells the identities of its files, and lists those that were opened.
type stampedFS struct {
	fstest.MapFS
	changed map[string]time.Time // by file; one that is missing has no identity

	mu     sync.Mutex
	opened []string
}

func (s *stampedFS) Open(name string) (fs.File, error) {
	if strings.HasSuffix(name, ".ps1") {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.opened = append(s.opened, name)
	}
	return s.MapFS.Open(name)
}

func (s *stampedFS) identify(name string) (identity, bool) {
	t, ok := s.changed[name]
	return identity{Size: uint64(len(s.MapFS[name].Data)), Changed: t.UnixNano()}, ok
}

// TestRunPassesOver checks which scripts are not even read.
func TestRunPassesOver(t *testing.T) {
	t.Parallel()
	dir, long := t.TempDir(), time.Now().Add(-time.Hour)
	scripts := &stampedFS{
		MapFS: fstest.MapFS{
			"found.ps1": {Data: []byte("Connect-One\n")},
			"new.ps1":   {Data: []byte("Get-Date\n")},
			"old.ps1":   {Data: []byte("Get-Item\n")},
			"other.ps1": {Data: []byte("Get-Host\n")},
		},
		changed: map[string]time.Time{"found.ps1": long, "new.ps1": time.Now(), "old.ps1": long},
	}
	found1 := []string{"found.ps1:1 EXO1001 warning Connect-One"}
	for _, tc := range []struct {
		name   string
		change func(o *Options)
		opened string
		found  []string
	}{
		{"the first run", func(*Options) {}, "found new old other", found1},
		{"the same again", func(*Options) {}, "found new other", found1},
		{"another size is allowed", func(o *Options) { o.MaxSize = 4 }, "found new old other", nil},
		{"without a cache", func(o *Options) { o.Cache = nil }, "found new old other", found1},
		{"where somebody is shown the scripts", func(o *Options) { o.Visit = func(Script) {} }, "found new old other", found1},
		{"the script is another of the same size", func(*Options) {
			scripts.MapFS["old.ps1"] = &fstest.MapFile{Data: []byte("Connect-O")}
			scripts.changed["old.ps1"] = long.Add(time.Second)
		}, "found new old other", found1},
		{"it is not any more", func(*Options) {}, "found new other", found1},
	} {
		store, err := cache.Open(dir, "test", time.Now())
		if err != nil {
			t.Fatal(err)
		}
		o := Options{FS: scripts, Roots: []string{"."}, Rules: []*rule.Rule{commandRule("EXO1001", "connect-one", "Connect-One")}, Cache: store}
		tc.change(&o)
		scripts.opened = nil
		if diff := cmp.Diff(tc.found, found(run(t, o))); diff != "" {
			t.Errorf("%s: findings (-want +got):\n%s", tc.name, diff)
		}
		if got := names(scripts.opened); got != tc.opened {
			t.Errorf("%s: opened %s, want %s", tc.name, got, tc.opened)
		}
		if err := store.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// names returns the files in order, each once, without their extension.
func names(files []string) string {
	list := slices.Compact(slices.Sorted(slices.Values(files)))
	return strings.ReplaceAll(strings.Join(list, " "), ".ps1", "")
}

// TestIdentityShowsChanges checks that a file cannot be changed and keep its identity.
func TestIdentityShowsChanges(t *testing.T) {
	t.Parallel()
	if runtime.GOOS != "linux" && runtime.GOOS != "darwin" {
		t.Skip("the system does not tell the time of a change")
	}
	tree := osTree{dir: t.TempDir()}
	name, old := filepath.Join(tree.dir, "a.ps1"), time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)
	write := func(text string) identity {
		t.Helper()
		time.Sleep(20 * time.Millisecond) // longer than the grain of the system's clock
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(name, old, old); err != nil {
			t.Fatal(err)
		}
		id, ok := tree.identify("a.ps1")
		if !ok {
			t.Fatal("the file has no identity")
		}
		return id
	}
	before := write("Get-Date   ")
	if again, ok := tree.identify("a.ps1"); !ok || again != before {
		t.Errorf("the same file has the identity %v, want %v", again, before)
	}
	after := write("Connect-One")
	if after.Written != before.Written || after.Size != before.Size {
		t.Fatal("the change shows in the size or the time of writing, so the identity is not put to the test")
	}
	if after == before {
		t.Error("a changed file has the identity that it had")
	}
	if _, ok := tree.identify("."); ok {
		t.Error("a folder has an identity")
	}
}

// TestStampSetForgets checks that a set keeps what is asked for, and drops what is not in the end.
func TestStampSetForgets(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	var kept []bool
	for round := range maxIdle + 2 {
		store, err := cache.Open(dir, "test", time.Now())
		if err != nil {
			t.Fatal(err)
		}
		run, err := newScan(Options{Cache: store})
		if err != nil {
			t.Fatal(err)
		}
		set := run.stampSet("test", nil)
		if round == 0 {
			set.add(stamp{1}, true)
			set.add(stamp{2}, false)
		}
		if loads, ok := set.find(stamp{1}); round > 0 && (!ok || !loads) {
			t.Fatalf("round %d: what is asked for each time is lost", round)
		}
		_, known := set.known[stamp{2}]
		kept = append(kept, known)
		set.add(stamp{3, byte(round)}, false)
		set.save(store)
		if err := store.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if !kept[maxIdle] || kept[maxIdle+1] {
		t.Errorf("kept by round: %v, want it dropped after %d rounds", kept, maxIdle)
	}
}
