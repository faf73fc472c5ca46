package config

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestGlobsMatch(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, pattern, path string
		want                bool
	}{
		{"name at the top", "old.ps1", "old.ps1", true},
		{"name further down", "old.ps1", "a/b/old.ps1", true},
		{"name of a folder", "legacy", "a/legacy/b/x.ps1", true},
		{"folder with a slash at its end", "legacy/", "a/legacy/x.ps1", true},
		{"path from the top", "a/*.ps1", "a/x.ps1", true},
		{"path from the top does not match further down", "a/*.ps1", "b/a/x.ps1", false},
		{"a leading slash holds a name at the top", "/a", "b/a", false},
		{"one asterisk stays in a folder", "a/*.ps1", "a/b/x.ps1", false},
		{"two asterisks span folders", "a/**/*.ps1", "a/b/c/x.ps1", true},
		{"two asterisks span none", "a/**/*.ps1", "a/x.ps1", true},
		{"all in a folder", "a/**", "a/b/x.ps1", true},
		{"alternatives", "*.{psm1,psd1}", "m/x.psd1", true},
		{"letter case of the path", "scripts/*.ps1", "Scripts/X.PS1", true},
		{"letter case of the pattern", "Scripts/*.PS1", "scripts/x.ps1", true},
		{"part of a name", "leg", "legacy/x.ps1", false},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			glob, ok := ParseGlob(tc.pattern)
			if !ok {
				t.Fatalf("pattern %q is not well-formed", tc.pattern)
			}
			if got := (Globs{glob}).Match(tc.path); got != tc.want {
				t.Errorf("%q matches %q: %v, want %v", tc.pattern, tc.path, got, tc.want)
			}
		})
	}
}

func TestParseGlobRefuses(t *testing.T) {
	t.Parallel()
	for _, pattern := range []string{"", "a[b", "a{b", `a\`} {
		if glob, ok := ParseGlob(pattern); ok {
			t.Errorf("ParseGlob(%q) = %q, want it refused", pattern, glob)
		}
	}
}

func TestFor(t *testing.T) {
	t.Parallel()
	src := `
rules: {EXO1001: note, EXO2001: error}
overrides:
  - {paths: [jobs], job: unattended, rules: {EXO1001: error}}
  - {paths: ['**/test/**'], rules: {EXO1001: off, EXO3001: off}}
  - {paths: [jobs/cloud], job: azure-automation}
`
	c, err := Parse("x", []byte(src), testRules)
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name, path string
		want       Settings
	}{
		{"no override", "a.ps1", Settings{Rules: map[string]Level{"EXO1001": Note, "EXO2001": Error}}},
		{"one override", "jobs/a.ps1", Settings{Job: Unattended, Rules: map[string]Level{"EXO1001": Error, "EXO2001": Error}}},
		{
			"the later override wins", "jobs/test/a.ps1",
			Settings{Job: Unattended, Rules: map[string]Level{"EXO1001": Off, "EXO2001": Error, "EXO3001": Off}},
		},
		{
			"a later job, rules of the earlier", "jobs/cloud/a.ps1",
			Settings{Job: AzureAutomation, Rules: map[string]Level{"EXO1001": Error, "EXO2001": Error}},
		},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(tc.want, c.For(tc.path)); diff != "" {
				t.Errorf("For(%q) (-want +got):\n%s", tc.path, diff)
			}
		})
	}
}

func TestFind(t *testing.T) {
	t.Parallel()
	top := t.TempDir()
	for _, dir := range []string{".git", "a/b", "sub/.git", "sub/x", "both"} {
		if err := os.MkdirAll(filepath.Join(top, dir), 0o777); err != nil {
			t.Fatal(err)
		}
	}
	for _, file := range []string{".exolint.yml", "a/.exolint.yaml", "a/b/x.ps1", "both/.exolint.yml", "both/.exolint.yaml"} {
		if err := os.WriteFile(filepath.Join(top, file), nil, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	tests := []struct{ name, start, want string }{
		{"in the folder itself", ".", ".exolint.yml"},
		{"above a folder, by the second name", "a/b", "a/.exolint.yaml"},
		{"above a file", "a/b/x.ps1", "a/.exolint.yaml"},
		{"above a file that is missing", "new/x.ps1", ".exolint.yml"},
		{"not above the repository", "sub/x", ""},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			got, err := Find(filepath.Join(top, tc.start))
			if err != nil {
				t.Fatal(err)
			}
			want := tc.want
			if want != "" {
				want = filepath.Join(top, want)
			}
			if got != want {
				t.Errorf("Find(%s) = %q, want %q", tc.start, got, want)
			}
		})
	}
	if got, err := Find(filepath.Join(top, "both")); err == nil {
		t.Errorf("two files in one folder: Find = %q, want an error", got)
	}
}

func TestLoad(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "c.yml")
	if _, err := Load(path, path, testRules); err == nil {
		t.Error("loading a missing file: no error")
	}
	if err := os.WriteFile(path, []byte("fail-on: error\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	c, err := Load(path, path, testRules)
	if err != nil {
		t.Fatal(err)
	}
	if c.Path != path || c.FailOn != Error {
		t.Errorf("Load = %+v", c)
	}
}
