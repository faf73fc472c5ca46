package syntax

import (
	"bytes"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"
)

// TestOracle compares with PowerShell's own answers.
func TestOracle(t *testing.T) {
	t.Parallel()
	for _, s := range scripts(t) {
		t.Run(s.name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(s.want, dump(t, parse(t, s.src))); diff != "" {
				t.Errorf("(-PowerShell +exolint):\n%s", diff)
			}
		})
	}
}

// A script is a script with PowerShell's answer: tokens, tree and errors in the text form.
type script struct {
	name string
	src  []byte
	want string
}

// scripts reads testdata/syntax: archives with the files "in.ps1" and "want". As files in an archive always end with a
// newline, "in.ps1 without final newline" is the name of a script that does not.
func scripts(t testing.TB) []script {
	t.Helper()
	paths, err := filepath.Glob("../../testdata/syntax/*.txtar")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no scripts: %v", err)
	}
	var all []script
	for _, path := range paths {
		archive, err := txtar.ParseFile(path)
		if err != nil {
			t.Fatal(err)
		}
		s := script{name: strings.TrimSuffix(filepath.Base(path), ".txtar")}
		for _, f := range archive.Files {
			switch f.Name {
			case "in.ps1":
				s.src = f.Data
			case "in.ps1 without final newline":
				s.src = bytes.TrimSuffix(f.Data, []byte("\n"))
			case "want":
				s.want = string(f.Data)
			default:
				t.Fatalf("%s: unknown file %q", path, f.Name)
			}
		}
		if s.src == nil || s.want == "" {
			t.Fatalf("%s: no script, or no answer", path)
		}
		all = append(all, s)
	}
	return all
}

// dump returns the text form of f.
func dump(t testing.TB, f *File) string {
	t.Helper()
	var b strings.Builder
	for _, write := range []func() error{
		func() error { return DumpTokens(&b, f) },
		func() error { return DumpTree(&b, f) },
		func() error { return DumpErrors(&b, f) },
	} {
		if err := write(); err != nil {
			t.Fatal(err)
		}
	}
	return b.String()
}
