package cli

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/exolint/exolint/report"
	"github.com/exolint/exolint/scanner"
	"github.com/exolint/exolint/scanner/config"
)

func TestSelectRules(t *testing.T) {
	t.Parallel()
	known := []config.Rule{{ID: "EXO1001", Name: "one"}, {ID: "EXO1002", Name: "two"}, {ID: "EXO2001", Name: "three"}}
	tests := []struct {
		name  string
		lists []string
		want  map[string]bool
	}{
		{"nothing", nil, map[string]bool{}},
		{"only some", []string{"EXO1001,three"}, map[string]bool{"EXO1001": true, "EXO1002": false, "EXO2001": true}},
		{"on and off", []string{"+one", "-EXO1002"}, map[string]bool{"EXO1001": true, "EXO1002": false}},
		{"the later one wins", []string{"-EXO*,+two"}, map[string]bool{"EXO1001": false, "EXO1002": true, "EXO2001": false}},
		{"only some but one", []string{"EXO1*", "-two"}, map[string]bool{"EXO1001": true, "EXO1002": false, "EXO2001": false}},
		{"spaces", []string{" one , two "}, map[string]bool{"EXO1001": true, "EXO1002": true, "EXO2001": false}},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			got, err := selectRules(known, tc.lists)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("selectRules(%q) (-want +got):\n%s", tc.lists, diff)
			}
		})
	}
	for _, list := range []string{"four", "+", "EXO9*"} {
		if got, err := selectRules(known, []string{list}); err == nil {
			t.Errorf("selectRules(%q) = %v, want an error", list, got)
		}
	}
}

func TestListed(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, content string
		want          []string
	}{
		{"lines", "a b.ps1\n\nc.ps1\n", []string{"a b.ps1", "c.ps1"}},
		{"carriage returns, and no end of the last line", "a.ps1\r\nb.ps1", []string{"a.ps1", "b.ps1"}},
		{"NUL bytes", "a\nb.ps1\x00c.ps1\x00", []string{"a\nb.ps1", "c.ps1"}},
		{"nothing", "", nil},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			env := Env{Stdin: strings.NewReader(tc.content)}
			got, err := env.listed("-")
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("listed (-want +got):\n%s", diff)
			}
		})
	}
}

func TestColors(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, flag string
		terminal   bool
		env        map[string]string
		want       bool
	}{
		{"a terminal", "auto", true, nil, true},
		{"no terminal", "auto", false, nil, false},
		{"NO_COLOR on a terminal", "auto", true, map[string]string{"NO_COLOR": "1"}, false},
		{"a dumb terminal", "auto", true, map[string]string{"TERM": "dumb"}, false},
		{"always", "always", false, map[string]string{"NO_COLOR": "1"}, true},
		{"never", "never", true, nil, false},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			c := &scanCommand{Color: tc.flag}
			env := &Env{Getenv: func(name string) string { return tc.env[name] }}
			if got := c.colors(env, tc.terminal); got != tc.want {
				t.Errorf("colors = %v, want %v", got, tc.want)
			}
		})
	}
}

func TestProgress(t *testing.T) {
	t.Parallel()
	var stderr bytes.Buffer
	now := time.Date(2026, 11, 24, 0, 0, 0, 0, time.UTC)
	env := &Env{Stderr: &stderr, TTY: true, Getenv: func(string) string { return "" }, Now: func() time.Time { return now }}
	p := newProgress(env)
	p.show(1, 3)
	now = now.Add(time.Second)
	p.show(2, 3)
	p.show(3, 3)
	p.clear()
	if want := "\r\x1b[Kscanning: 2 of 3 scripts\r\x1b[K"; stderr.String() != want {
		t.Errorf("a terminal shows %q, want %q", stderr.String(), want)
	}
}

// TestProgressElsewhere wants silence where there is no terminal, and on one as long as a scan is quick.
func TestProgressElsewhere(t *testing.T) {
	t.Parallel()
	var stderr bytes.Buffer
	quick := &Env{Stderr: &stderr, TTY: true, Getenv: func(string) string { return "" }, Now: func() time.Time { return time.Time{} }}
	file := &Env{Stderr: &stderr, Getenv: func(string) string { return "" }, Now: time.Now}
	for _, env := range []*Env{quick, file} {
		p := newProgress(env)
		var group sync.WaitGroup
		for i := range 8 {
			group.Go(func() { p.show(i, 8) })
		}
		group.Wait()
		p.clear()
	}
	if stderr.Len() > 0 {
		t.Errorf("standard error has %q", stderr.String())
	}
}

func TestRepository(t *testing.T) {
	t.Parallel()
	top, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	for _, dir := range []string{"repo/.git", "repo/a/b", "loose/c"} {
		if err := os.MkdirAll(filepath.Join(top, dir), 0o777); err != nil {
			t.Fatal(err)
		}
	}
	tests := []struct{ name, dir, root, want string }{
		{"the current folder is in a repository", "repo/a", ".", "repo"},
		{"the path is in a repository", ".", "repo/a/b", "repo"},
		{"a file that is missing", ".", "repo/a/gone.ps1", "repo"},
		{"no repository", "loose", "c", "loose"},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			env := &Env{Dir: filepath.Join(top, tc.dir)}
			got := repository(env, &scanner.Options{Roots: []string{tc.root}})
			if want := filepath.ToSlash(filepath.Join(top, tc.want)); got != want {
				t.Errorf("repository = %q, want %q", got, want)
			}
		})
	}
}

func TestWriteCounts(t *testing.T) {
	t.Parallel()
	var b bytes.Buffer
	if err := writeCounts(&b, report.Counts{Errors: 1, Warnings: 2, Notes: 3, Suppressed: 4, Held: 5, Scanned: 6, NotScanned: 7}); err != nil {
		t.Fatal(err)
	}
	want := "findings=6\nerrors=1\nwarnings=2\nnotes=3\nsuppressed=4\nheld=5\nscanned=6\nnot-scanned=7\n"
	if diff := cmp.Diff(want, b.String()); diff != "" {
		t.Errorf("counts (-want +got):\n%s", diff)
	}
}

func TestWriteFile(t *testing.T) {
	t.Parallel()
	name := filepath.Join(t.TempDir(), "x.txt")
	for _, content := range []string{"a longer text", "short"} {
		if err := writeFile(name, []byte(content)); err != nil {
			t.Fatal(err)
		}
		got, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if string(got) != content {
			t.Errorf("the file holds %q, want %q", got, content)
		}
	}
	left, err := filepath.Glob(filepath.Join(filepath.Dir(name), "*"))
	if err != nil || len(left) != 1 {
		t.Errorf("the folder holds %q, %v", left, err)
	}
	if err := writeFile(os.DevNull, []byte("x")); err != nil {
		t.Errorf("writing to a device: %v", err)
	}
	if info, err := os.Stat(os.DevNull); err != nil || info.Mode().IsRegular() {
		t.Error("the device was replaced")
	}
}
