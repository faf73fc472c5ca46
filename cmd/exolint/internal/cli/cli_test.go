package cli

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// A result is what a run of the program leaves behind.
type result struct {
	Code           int
	Stdout, Stderr string
}

// exolint runs the program in dir.
func exolint(dir string, args ...string) result {
	var stdout, stderr bytes.Buffer
	code := Main(context.Background(), Env{
		Args:   args,
		Stdin:  strings.NewReader(""),
		Stdout: &stdout,
		Stderr: &stderr,
		Getenv: func(string) string { return "" },
		Dir:    dir,
		Now:    func() time.Time { return time.Date(2026, 11, 24, 0, 0, 0, 0, time.UTC) },
	})
	return result{code, stdout.String(), stderr.String()}
}

// write makes files in a new folder and returns the folder.
func write(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestUsage(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name string
		args []string
		want result
	}{
		{"unknown flag with a neighbour", []string{"syntax", "--tokns", "a.ps1"}, result{exitUsage, "", "exolint: unknown flag --tokns, did you mean \"--tokens\"?\n"}},
		{"unknown command", []string{"sintax"}, result{exitUsage, "", "exolint: \"sintax\" is neither a path nor a command; did you mean \"syntax\"?\n"}},
		{"no file", []string{"syntax"}, result{exitUsage, "", "exolint: expected \"<file> ...\"\n"}},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(tc.want, exolint(t.TempDir(), tc.args...)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestHelp(t *testing.T) {
	t.Parallel()
	for _, args := range [][]string{{"--help"}, {"syntax", "--help"}, {"syntax", "-h", "a.ps1"}} {
		t.Run(strings.Join(args, " "), func(t *testing.T) {
			t.Parallel()
			got := exolint(t.TempDir(), args...)
			if got.Code != exitOK || !strings.HasPrefix(got.Stdout, "Usage: exolint") || got.Stderr != "" {
				t.Errorf("got %+v", got)
			}
		})
	}
}
