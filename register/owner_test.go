package register

import (
	"context"
	"go/token"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/exolint/exolint/scanner/syntax"
)

func TestCodeOwners(t *testing.T) {
	t.Parallel()
	const content = `# who owns what
*           @everyone
/scripts/   @ops @messaging # both
*.psm1      modules@contoso.example
docs/*      @writers
vendor/
my\ jobs/*  @jobs

[Mail][2] @mail-team
/mail/
/mail/old/  @nobody
`
	c := ParseCodeOwners(content)
	tests := []struct{ path, want string }{
		{"a.ps1", "@everyone"},
		{"scripts/deep/a.ps1", "@ops @messaging"},
		{"other/scripts/a.ps1", "@everyone"},
		{"scripts/a.psm1", "modules@contoso.example"},
		{"docs/a.ps1", "@writers"},
		{"docs/deep/a.ps1", "@everyone"},
		{"lib/vendor/a.ps1", ""},
		{"my jobs/a.ps1", "@jobs"},
		{"mail/a.ps1", "@mail-team"},
		{"mail/old/a.ps1", "@nobody"},
	}
	for _, tc := range tests {
		t.Run(tc.path, func(t *testing.T) {
			t.Parallel()
			if got := c.Owner(tc.path); got != tc.want {
				t.Errorf("got %q, want %q", got, tc.want)
			}
		})
	}
	if got := (*CodeOwners)(nil).Owner("a"); got != "" {
		t.Errorf("no file names %q", got)
	}
}

func TestAuthor(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, src, want string }{
		{"script info", "<#PSScriptInfo\n.VERSION 1.0\n.AUTHOR Ann Example\n#>\nFoo", "Ann Example"},
		{"section of its own", "<#\n.AUTHOR\n    Ann Example\n#>", "Ann Example"},
		{"notes", "<#\n.NOTES\n  Author : Ann Example - ann.example\n#>", "Ann Example"},
		{"line comments", "# ------\n# Written by: Ann Example\n# ------", "Ann Example"},
		{"with address", "# Author: Ann Example <ann@contoso.example>", "Ann Example <ann@contoso.example>"},
		{"plural", "# Authors: Ann and Ben", "Ann and Ben"},
		{"in code", "$author = 'Ann'\n'Author: Ben'", ""},
		{"a sentence", "# Author: whoever runs this script must have the rights of an administrator of the tenant", ""},
		{"a word of a sentence", "# the author of this is unknown", ""},
		{"a placeholder", "# Author: <your name>", ""},
		{"none", "Foo", ""},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			tf := token.NewFileSet().AddFile("x.ps1", -1, len(tc.src))
			tf.SetLinesForContent([]byte(tc.src))
			if got := authorOf(syntax.Parse(tf, tc.src)); got != tc.want {
				t.Errorf("got %q, want %q", got, tc.want)
			}
		})
	}
}

// repository makes a repository with a commit for each step of files.
func repository(t *testing.T, steps ...map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	git := func(env []string, args ...string) {
		cmd := exec.Command("git", append([]string{"-c", "commit.gpgsign=false"}, args...)...)
		cmd.Dir, cmd.Env = dir, append(os.Environ(), env...)
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("git %v: %v\n%s", args, err, out)
		}
	}
	git(nil, "init", "-q")
	for _, step := range steps {
		names := maps.Clone(step)
		committer, author := names["committer"], names["author"]
		delete(names, "committer")
		delete(names, "author")
		for name, text := range names {
			path := filepath.Join(dir, filepath.FromSlash(name))
			if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		git(nil, "add", "-A")
		git([]string{"GIT_AUTHOR_NAME=" + author, "GIT_AUTHOR_EMAIL=a@contoso.example", "GIT_COMMITTER_NAME=" + committer, "GIT_COMMITTER_EMAIL=c@contoso.example"},
			"commit", "-q", "-m", "change")
	}
	return dir
}

func TestLastCommitters(t *testing.T) {
	t.Parallel()
	dir := repository(t,
		map[string]string{"committer": "Ann", "author": "Ann", "a.ps1": "1", "größe/b c.ps1": "1", "old.ps1": "1"},
		map[string]string{"committer": "Ben", "author": "Cleo", "a.ps1": "2", "d.ps1": "1"},
		map[string]string{"committer": "GitHub", "author": "Dora", "größe/b c.ps1": "2"},
	)
	g := &Git{Dir: dir}
	want := map[string]string{"a.ps1": "Ben", "größe/b c.ps1": "Dora", "old.ps1": "Ann"}
	got, err := g.LastCommitters(context.Background(), []string{"a.ps1", "größe/b c.ps1", "old.ps1", "untracked.ps1"})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestLastCommittersTimeout(t *testing.T) {
	t.Parallel()
	dir := repository(t, map[string]string{"committer": "Ann", "author": "Ann", "a.ps1": "1"})
	_, err := (&Git{Dir: dir, Timeout: time.Nanosecond}).LastCommitters(context.Background(), []string{"a.ps1"})
	if err == nil {
		t.Error("no error")
	}
}

// TestForeignConfiguration has git look at a repository whose configuration names programs: none of them may run.
func TestForeignConfiguration(t *testing.T) {
	t.Parallel()
	dir := repository(t, map[string]string{"committer": "Ann", "author": "Ann", "a.ps1": "1"})
	mark := filepath.Join(t.TempDir(), "ran")
	program := filepath.Join(t.TempDir(), "program")
	if err := os.WriteFile(program, []byte("#!/bin/sh\ntouch '"+mark+"'\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	for _, setting := range [][2]string{{"core.fsmonitor", program}, {"core.pager", program}, {"pager.log", program}, {"log.showSignature", "true"}, {"gpg.program", program},
		{"diff.external", program}} {
		cmd := exec.Command("git", "config", setting[0], setting[1])
		cmd.Dir = dir
		if err := cmd.Run(); err != nil {
			t.Fatal(err)
		}
	}
	if got, err := (&Git{Dir: dir}).LastCommitters(context.Background(), []string{"a.ps1"}); err != nil || got["a.ps1"] != "Ann" {
		t.Errorf("got %v, %v", got, err)
	}
	if _, err := os.Stat(mark); err == nil {
		t.Error("a program of the repository ran")
	}
}
