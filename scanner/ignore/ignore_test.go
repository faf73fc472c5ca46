package ignore

import (
	"flag"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"
)

var update = flag.Bool("update", false, "write git's answers into testdata")

// TestIgnores compares with the answers of git check-ignore that stand in each archive of testdata: the ignored ones
// among its paths. A path with a slash at its end is a folder.
func TestIgnores(t *testing.T) {
	t.Parallel()
	for _, tc := range cases(t) {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			var got []string
			for _, p := range tc.paths {
				if tc.ignores(p) {
					got = append(got, p)
				}
			}
			if diff := cmp.Diff(tc.ignored, got); diff != "" {
				t.Errorf("ignored paths (-git +got):\n%s", diff)
			}
		})
	}
}

// TestGitAgrees asks the git of this machine the same. With -update it writes down what git says.
func TestGitAgrees(t *testing.T) {
	for _, tc := range cases(t) {
		t.Run(tc.name, func(t *testing.T) {
			got := tc.askGit(t)
			if *update {
				tc.write(t, got)
				return
			}
			if diff := cmp.Diff(tc.ignored, got); diff != "" {
				t.Errorf("git check-ignore (-testdata +git):\n%s", diff)
			}
		})
	}
}

// A gitCase is an archive of testdata: ignore files, "paths" and "ignored".
type gitCase struct {
	name, file     string
	archive        *txtar.Archive
	ignoreFiles    map[string][]byte // by path
	paths, ignored []string
}

func cases(t *testing.T) []*gitCase {
	t.Helper()
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no archives in testdata: %v", err)
	}
	var all []*gitCase
	for _, file := range files {
		archive, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		tc := &gitCase{name: strings.TrimSuffix(filepath.Base(file), ".txtar"), file: file, archive: archive, ignoreFiles: map[string][]byte{}}
		for _, f := range archive.Files {
			switch f.Name {
			case "paths":
				tc.paths = lines(f.Data)
			case "ignored":
				tc.ignored = lines(f.Data)
			default:
				tc.ignoreFiles[f.Name] = f.Data
			}
		}
		all = append(all, tc)
	}
	return all
}

func lines(b []byte) []string {
	return strings.FieldsFunc(string(b), func(r rune) bool { return r == '\n' })
}

// ignores walks down to p as a scan would.
func (tc *gitCase) ignores(p string) bool {
	list := (*List)(nil).With("", tc.ignoreFiles[".gitignore"])
	elements := strings.Split(strings.TrimSuffix(p, "/"), "/")
	for i := 1; i < len(elements); i++ {
		dir := path.Join(elements[:i]...)
		if list.IgnoresDir(dir) {
			return true
		}
		if content, ok := tc.ignoreFiles[dir+"/.gitignore"]; ok {
			list = list.With(dir, content)
		}
	}
	if dir, ok := strings.CutSuffix(p, "/"); ok {
		return list.IgnoresDir(dir)
	}
	return list.IgnoresFile(p)
}

// askGit lays the case out in a repository and returns what git check-ignore says of its paths.
func (tc *gitCase) askGit(t *testing.T) []string {
	t.Helper()
	dir := t.TempDir()
	git := func(stdin string, args ...string) string {
		t.Helper()
		cmd := exec.Command("git", append([]string{"-C", dir, "-c", "core.ignorecase=false", "-c", "core.excludesFile="}, args...)...)
		cmd.Env = append(os.Environ(), "GIT_CONFIG_GLOBAL="+os.DevNull, "GIT_CONFIG_NOSYSTEM=1")
		cmd.Stdin = strings.NewReader(stdin)
		out, err := cmd.Output()
		if err != nil && cmd.ProcessState.ExitCode() != 1 { // 1: nothing is ignored
			t.Fatalf("git %v: %v", args, err)
		}
		return string(out)
	}
	git("", "init", "-q")
	for name, content := range tc.ignoreFiles {
		writeFile(t, filepath.Join(dir, name), content)
	}
	for _, p := range tc.paths {
		if strings.HasSuffix(p, "/") {
			if err := os.MkdirAll(filepath.Join(dir, p), 0o777); err != nil {
				t.Fatal(err)
			}
			continue
		}
		writeFile(t, filepath.Join(dir, p), nil)
	}
	var asked strings.Builder
	for _, p := range tc.paths {
		asked.WriteString(strings.TrimSuffix(p, "/") + "\x00") // git takes a slash at the end for a part of the name
	}
	said := strings.Split(git(asked.String(), "check-ignore", "-z", "--stdin"), "\x00")
	var ignored []string
	for _, p := range tc.paths {
		if slices.Contains(said, strings.TrimSuffix(p, "/")) {
			ignored = append(ignored, p)
		}
	}
	return ignored
}

func writeFile(t *testing.T, name string, content []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, content, 0o666); err != nil {
		t.Fatal(err)
	}
}

// write puts git's answers into the archive.
func (tc *gitCase) write(t *testing.T, ignored []string) {
	t.Helper()
	data := []byte(strings.Join(ignored, "\n") + "\n")
	files := slices.DeleteFunc(tc.archive.Files, func(f txtar.File) bool { return f.Name == "ignored" })
	tc.archive.Files = append(files, txtar.File{Name: "ignored", Data: data})
	if err := os.WriteFile(tc.file, txtar.Format(tc.archive), 0o666); err != nil {
		t.Fatal(err)
	}
}
