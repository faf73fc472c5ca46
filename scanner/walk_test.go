package scanner

import (
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/exolint/exolint/scanner/config"
)

// files makes a file system; contents are the values.
func files(contents map[string]string) fstest.MapFS {
	fsys := fstest.MapFS{}
	for name, content := range contents {
		fsys[name] = &fstest.MapFile{Data: []byte(content)}
	}
	return fsys
}

// walked returns the paths that a scan with these options looks at. What has trouble ends in "!".
func walked(t *testing.T, o Options) []string {
	t.Helper()
	s, err := newScan(o)
	if err != nil {
		t.Fatal(err)
	}
	var paths []string
	for _, in := range s.walk(t.Context()) {
		path := in.path
		if in.trouble != nil {
			path += "!"
		}
		paths = append(paths, path)
	}
	return paths
}

func parseConfig(t *testing.T, path, src string) *config.Config {
	t.Helper()
	c, err := config.Parse(path, []byte(src), nil)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestWalk(t *testing.T) {
	t.Parallel()
	fsys := files(map[string]string{
		"a.ps1": "", "B.PSM1": "", "c.Psd1": "", "readme.md": "", "x.ps1xml": "", "ps1": "",
		"sub/d.ps1": "", "sub/deep/e.ps1": "", "sub/deep/notes.txt": "",
		".git/hooks/h.ps1": "", "node_modules/m/i.ps1": "", "$RECYCLE.BIN/r.ps1": "", ".github/w.ps1": "",
		"old/o.ps1": "", "[odd]/p.ps1": "",
	})
	tests := []struct {
		name string
		o    Options
		want []string
	}{
		{"everything", Options{Roots: []string{"."}}, []string{
			".github/w.ps1", "B.PSM1", "[odd]/p.ps1", "a.ps1", "c.Psd1", "old/o.ps1", "sub/d.ps1", "sub/deep/e.ps1",
		}},
		{"a folder", Options{Roots: []string{"sub/"}}, []string{"sub/d.ps1", "sub/deep/e.ps1"}},
		{"a folder that is left out elsewhere", Options{Roots: []string{"node_modules"}}, []string{"node_modules/m/i.ps1"}},
		{"files by name, whatever they are called", Options{Roots: []string{"readme.md", "./a.ps1"}}, []string{"a.ps1", "readme.md"}},
		{"overlapping roots", Options{Roots: []string{"sub", "sub/d.ps1", "sub/deep"}}, []string{"sub/d.ps1", "sub/deep/e.ps1"}},
		{"a pattern", Options{Roots: []string{"sub/**/*.ps1"}}, []string{"sub/d.ps1", "sub/deep/e.ps1"}},
		{"a pattern of one folder", Options{Roots: []string{"*.ps1"}}, []string{"a.ps1"}},
		{"a pattern of folders", Options{Roots: []string{"s*"}}, []string{"sub/d.ps1", "sub/deep/e.ps1"}},
		{"a pattern matches only scripts", Options{Roots: []string{"sub/deep/*"}}, []string{"sub/deep/e.ps1"}},
		{"a folder whose name reads as a pattern", Options{Roots: []string{"[odd]"}}, []string{"[odd]/p.ps1"}},
		{"a pattern that matches nothing", Options{Roots: []string{"nowhere/*.ps1", "a.ps1"}}, []string{"a.ps1", "nowhere/*.ps1!"}},
		{"a pattern that matches no script", Options{Roots: []string{"sub/*.md"}}, []string{"sub/*.md!"}},
		{"a pattern that is not well-formed", Options{Roots: []string{"sub/[a"}}, []string{"sub/[a!"}},
		{"a file that is missing", Options{Roots: []string{"gone.ps1", "a.ps1"}}, []string{"a.ps1", "gone.ps1!"}},
		{"excluded", Options{Roots: []string{"."}, Exclude: globs(t, "deep", "*.psm1", "old/**", ".github", "[[]odd]")}, []string{"a.ps1", "c.Psd1", "sub/d.ps1"}},
		{"included", Options{Roots: []string{"."}, Include: globs(t, "sub")}, []string{"sub/d.ps1", "sub/deep/e.ps1"}},
		{"named and excluded", Options{Roots: []string{"a.ps1"}, Exclude: globs(t, "a.ps1")}, []string{"a.ps1"}},
		{"standard input", Options{Roots: []string{"a.ps1"}, Stdin: &Stdin{Path: "editor.ps1", Content: []byte{}}}, []string{"a.ps1", "editor.ps1"}},
		{
			"configured, from the folder of the configuration",
			Options{Roots: []string{"sub", "old"}, Config: parseConfig(t, "sub/.exolint.yml", "exclude: [deep/*.ps1, old]\n")},
			[]string{"sub/d.ps1"},
		},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			tc.o.FS = fsys
			if diff := cmp.Diff(tc.want, walked(t, tc.o)); diff != "" {
				t.Errorf("walked (-want +got):\n%s", diff)
			}
		})
	}
}

func globs(t *testing.T, patterns ...string) config.Globs {
	t.Helper()
	var g config.Globs
	for _, p := range patterns {
		glob, ok := config.ParseGlob(p)
		if !ok {
			t.Fatalf("pattern %q is not well-formed", p)
		}
		g = append(g, glob)
	}
	return g
}

func TestWalkIgnores(t *testing.T) {
	t.Parallel()
	fsys := files(map[string]string{
		"repo/.git/HEAD":            "ref: x",
		"repo/.gitignore":           "*.tmp.ps1\n/out/\nteam/private.ps1\n",
		"repo/a.ps1":                "",
		"repo/a.tmp.ps1":            "",
		"repo/out/o.ps1":            "",
		"repo/team/.gitignore":      "!keep.tmp.ps1\n",
		"repo/team/keep.tmp.ps1":    "",
		"repo/team/private.ps1":     "",
		"repo/team/out/o.ps1":       "",
		"loose/.gitignore":          "x.ps1\n",
		"loose/x.ps1":               "",
		"loose/y.ps1":               "",
		"repo/team/.exolint/z.ps1":  "",
		"repo/team/inner/a.tmp.ps1": "",
	})
	tests := []struct {
		name string
		o    Options
		want []string
	}{
		{"from the top of the repository", Options{Roots: []string{"repo"}}, []string{
			"repo/a.ps1", "repo/team/.exolint/z.ps1", "repo/team/keep.tmp.ps1", "repo/team/out/o.ps1",
		}},
		{"from within", Options{Roots: []string{"repo/team"}}, []string{
			"repo/team/.exolint/z.ps1", "repo/team/keep.tmp.ps1", "repo/team/out/o.ps1",
		}},
		{"outside of a repository", Options{Roots: []string{"loose"}}, []string{"loose/y.ps1"}},
		{"an ignored file by its name", Options{Roots: []string{"repo/a.tmp.ps1"}}, []string{"repo/a.tmp.ps1"}},
		{"an ignored folder by its name", Options{Roots: []string{"repo/out"}}, []string{"repo/out/o.ps1"}},
		{"not at all", Options{Roots: []string{"loose"}, NoIgnore: true}, []string{"loose/x.ps1", "loose/y.ps1"}},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			tc.o.FS = fsys
			if diff := cmp.Diff(tc.want, walked(t, tc.o)); diff != "" {
				t.Errorf("walked (-want +got):\n%s", diff)
			}
		})
	}
}

// TestWalkLinks needs a real file system. Windows lets only some users make links, so it is not asked to.
func TestWalkLinks(t *testing.T) {
	t.Parallel()
	if runtime.GOOS == "windows" {
		return
	}
	top := t.TempDir()
	for _, name := range []string{"root/real/a.ps1", "root/real/data.txt", "outside/b.ps1"} {
		writeFile(t, filepath.Join(top, name), "")
	}
	for link, target := range map[string]string{
		"root/loop":           "..",
		"root/away":           "../outside",
		"root/same.ps1":       "real/a.ps1",
		"root/text-as.ps1":    "real/data.txt",
		"root/out.ps1":        "../outside/b.ps1",
		"root/broken.ps1":     "nowhere",
		"root/folder-as.ps1":  "real",
		"root/text-again.ps1": "real/data.txt",
	} {
		if err := os.Symlink(target, filepath.Join(top, link)); err != nil {
			t.Fatal(err)
		}
	}
	tests := []struct {
		name  string
		roots []string
		want  []string
	}{
		{"a link never leads to a folder, out of the root, or to a file twice", []string{"root"}, []string{"root/broken.ps1!", "root/real/a.ps1", "root/text-again.ps1"}},
		{"a link that is named itself is followed", []string{"root/away", "root/out.ps1"}, []string{"root/away/b.ps1"}},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(tc.want, walked(t, Options{Dir: top, Roots: tc.roots})); diff != "" {
				t.Errorf("walked (-want +got):\n%s", diff)
			}
		})
	}
}

// A closedFS refuses to list one folder and to open one file.
type closedFS struct{ fstest.MapFS }

func (c closedFS) ReadDir(name string) ([]fs.DirEntry, error) {
	if name == "closed" {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
	}
	return c.MapFS.ReadDir(name)
}

func (c closedFS) Open(name string) (fs.File, error) {
	if name == "locked.ps1" {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
	}
	return c.MapFS.Open(name)
}

// TestRunUnreadable wants a folder and a file that cannot be read to be told of, and the rest to be scanned.
func TestRunUnreadable(t *testing.T) {
	t.Parallel()
	fsys := closedFS{files(map[string]string{"a.ps1": "Connect-One", "closed/b.ps1": "Connect-One", "locked.ps1": "Connect-One"})}
	r := run(t, Options{FS: fsys, Roots: []string{"."}})
	var got []string
	for _, n := range r.Notifications {
		got = append(got, n.At.File.Path+": "+n.Message)
	}
	want := []string{
		"closed: folder was not scanned: permission denied; check the path and your rights to it",
		"locked.ps1: script was not scanned: permission denied; check the path and your rights to it",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("notifications (-want +got):\n%s", diff)
	}
	if c := r.Counts(); len(r.Findings) != 1 || c.Scanned != 1 || c.NotScanned != 1 || r.Complete() {
		t.Errorf("%d findings, counts %+v, complete %v", len(r.Findings), c, r.Complete())
	}
}

func TestWalkShowsPathsAsGiven(t *testing.T) {
	t.Parallel()
	top := t.TempDir()
	writeFile(t, filepath.Join(top, "a", "x.ps1"), "")
	absolute := filepath.ToSlash(filepath.Join(top, "a"))
	for root, want := range map[string]string{"a": "a/x.ps1", "./a/": "a/x.ps1", ".": "a/x.ps1", absolute: absolute + "/x.ps1"} {
		if got := walked(t, Options{Dir: top, Roots: []string{root}}); len(got) != 1 || got[0] != want {
			t.Errorf("root %q: walked %q, want %q", root, got, want)
		}
	}
}

func writeFile(t *testing.T, name, content string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(content), 0o666); err != nil {
		t.Fatal(err)
	}
}
