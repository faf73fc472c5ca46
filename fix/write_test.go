package fix

import (
	"bytes"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// writerEnv makes the test program write a file again and again until it is killed.
const writerEnv = "EXOLINT_TEST_WRITE"

func TestMain(m *testing.M) {
	if path := os.Getenv(writerEnv); path != "" {
		writeForever(path)
	}
	os.Exit(m.Run())
}

// The two contents between which writeForever changes: too large for one system call.
var (
	contentA = bytes.Repeat([]byte("Connect-ExchangeOnline -Credential $c\n"), 100_000)
	contentB = bytes.Repeat([]byte("Connect-ExchangeOnline\r\n"), 150_000)
)

func writeForever(path string) {
	old, new := contentA, contentB
	for {
		if err := (Write{Path: path, Roots: []string{filepath.Dir(path)}, Old: old, New: new}).Do(); err != nil {
			io.WriteString(os.Stdout, err.Error()+"\n")
			os.Exit(1)
		}
		io.WriteString(os.Stdout, ".")
		old, new = new, old
	}
}

func TestWriteKilled(t *testing.T) {
	path := filepath.Join(t.TempDir(), "script.ps1")
	for round := range 8 {
		mustWriteFile(t, path, contentA)
		cmd := exec.Command(os.Args[0])
		cmd.Env = append(os.Environ(), writerEnv+"="+path)
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		if _, err := io.ReadFull(out, make([]byte, 1)); err != nil {
			t.Fatalf("the writer wrote nothing: %v", err)
		}
		time.Sleep(time.Duration(round) * 3 * time.Millisecond)
		if err := cmd.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		rest, _ := io.ReadAll(out)
		cmd.Wait()
		if strings.Trim(string(rest), ".") != "" {
			t.Fatalf("writer: %s", rest)
		}
		if got := mustReadFile(t, path); !bytes.Equal(got, contentA) && !bytes.Equal(got, contentB) {
			t.Errorf("after a kill the file holds %d bytes that are neither content", len(got))
		}
	}
}

func TestWrite(t *testing.T) {
	t.Parallel()
	old, new := []byte("old"), []byte("new")
	tests := []struct {
		name    string
		prepare func(t *testing.T, dir string)
		write   Write // paths below the test's folder
		wantErr error
		want    map[string]string // files, by path below the folder
	}{
		{
			name:  "replaces a file",
			write: Write{Path: "in/a.ps1", Roots: []string{"in"}, Old: old, New: new},
			want:  map[string]string{"in/a.ps1": "new"},
		},
		{
			name:  "replaces a file that was named itself",
			write: Write{Path: "in/a.ps1", Roots: []string{"in/a.ps1"}, Old: old, New: new},
			want:  map[string]string{"in/a.ps1": "new"},
		},
		{
			name:    "refuses a file that changed",
			write:   Write{Path: "in/a.ps1", Roots: []string{"in"}, Old: []byte("ol"), New: new},
			wantErr: ErrChanged,
			want:    map[string]string{"in/a.ps1": "old"},
		},
		{
			name:    "refuses a file outside",
			write:   Write{Path: "out/b.ps1", Roots: []string{"in"}, Old: old, New: new},
			wantErr: ErrOutside,
			want:    map[string]string{"out/b.ps1": "old"},
		},
		{
			name:    "refuses a neighbour of a file that was named",
			write:   Write{Path: "in/a.ps1", Roots: []string{"in/c.ps1"}, Old: old, New: new},
			wantErr: ErrOutside,
			want:    map[string]string{"in/a.ps1": "old"},
		},
		{
			name:    "refuses a link that leads out",
			prepare: symlink("../out/b.ps1", "in/link.ps1"),
			write:   Write{Path: "in/link.ps1", Roots: []string{"in"}, Old: old, New: new},
			wantErr: ErrOutside,
			want:    map[string]string{"out/b.ps1": "old"},
		},
		{
			name:    "refuses a folder link that leads out",
			prepare: symlink("../out", "in/folder"),
			write:   Write{Path: "in/folder/b.ps1", Roots: []string{"in"}, Old: old, New: new},
			wantErr: ErrOutside,
			want:    map[string]string{"out/b.ps1": "old"},
		},
		{
			name:    "writes through a link that stays inside",
			prepare: symlink("a.ps1", "in/link.ps1"),
			write:   Write{Path: "in/link.ps1", Roots: []string{"in"}, Old: old, New: new},
			want:    map[string]string{"in/a.ps1": "new"},
		},
		{
			name:    "refuses a file with two names",
			prepare: func(t *testing.T, dir string) { must(t, os.Link(dir+"/in/a.ps1", dir+"/out/same.ps1")) },
			write:   Write{Path: "in/a.ps1", Roots: []string{"in"}, Old: old, New: new},
			wantErr: ErrLinked,
			want:    map[string]string{"in/a.ps1": "old", "out/same.ps1": "old"},
		},
		{
			name:    "refuses a folder",
			write:   Write{Path: "in", Roots: []string{"."}, Old: old, New: new},
			wantErr: ErrNotRegular,
		},
		{
			name:  "writes a copy",
			write: Write{Path: "in/a.ps1", Roots: []string{"in"}, Old: old, New: new, Suffix: ".new"},
			want:  map[string]string{"in/a.ps1": "old", "in/a.ps1.new": "new"},
		},
		{
			name:    "leaves a copy that is the same",
			prepare: func(t *testing.T, dir string) { mustWriteFile(t, dir+"/in/a.ps1.new", new) },
			write:   Write{Path: "in/a.ps1", Roots: []string{"in"}, Old: old, New: new, Suffix: ".new"},
			want:    map[string]string{"in/a.ps1": "old", "in/a.ps1.new": "new"},
		},
		{
			name:    "refuses to replace another copy",
			prepare: func(t *testing.T, dir string) { mustWriteFile(t, dir+"/in/a.ps1.new", []byte("mine")) },
			write:   Write{Path: "in/a.ps1", Roots: []string{"in"}, Old: old, New: new, Suffix: ".new"},
			wantErr: ErrExists,
			want:    map[string]string{"in/a.ps1.new": "mine"},
		},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			for _, sub := range []string{"in", "out"} {
				must(t, os.Mkdir(filepath.Join(dir, sub), 0o755))
			}
			for _, name := range []string{"in/a.ps1", "in/c.ps1", "out/b.ps1"} {
				mustWriteFile(t, filepath.Join(dir, name), old)
			}
			if tc.prepare != nil {
				tc.prepare(t, dir)
			}
			w := tc.write
			w.Path = filepath.Join(dir, w.Path)
			roots := make([]string, len(w.Roots))
			for i, r := range w.Roots {
				roots[i] = filepath.Join(dir, r)
			}
			w.Roots = roots
			if err := w.Do(); !errors.Is(err, tc.wantErr) {
				t.Errorf("error %v, want %v", err, tc.wantErr)
			}
			for name, want := range tc.want {
				if diff := cmp.Diff(want, string(mustReadFile(t, filepath.Join(dir, name)))); diff != "" {
					t.Errorf("%s (-want +got):\n%s", name, diff)
				}
			}
			left, _ := filepath.Glob(filepath.Join(dir, "*", ".*"))
			if len(left) > 0 {
				t.Errorf("temporary files are left: %q", left)
			}
		})
	}
}

func TestWriteKeepsMode(t *testing.T) {
	t.Parallel()
	if runtime.GOOS == "windows" {
		return // has no such permissions; the access list is ReplaceFile's to keep
	}
	for _, perm := range []os.FileMode{0o600, 0o644, 0o755, 0o777} {
		path := filepath.Join(t.TempDir(), "a.ps1")
		mustWriteFile(t, path, []byte("old"))
		must(t, os.Chmod(path, perm))
		must(t, Write{Path: path, Roots: []string{path}, Old: []byte("old"), New: []byte("new")}.Do())
		must(t, Write{Path: path, Roots: []string{path}, Old: []byte("new"), New: []byte("x"), Suffix: ".new"}.Do())
		for _, name := range []string{path, path + ".new"} {
			info, err := os.Stat(name)
			must(t, err)
			if info.Mode().Perm() != perm {
				t.Errorf("%s has mode %v, want %v", filepath.Base(name), info.Mode().Perm(), perm)
			}
		}
	}
}

func symlink(target, name string) func(*testing.T, string) {
	return func(t *testing.T, dir string) { must(t, os.Symlink(target, filepath.Join(dir, name))) }
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func mustWriteFile(t *testing.T, name string, data []byte) {
	t.Helper()
	must(t, os.WriteFile(name, data, 0o644))
}

func mustReadFile(t *testing.T, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(name)
	must(t, err)
	return data
}
