package cli

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// The scripts of testdata/rules have secrets that begin alike. What they expect of a finding stands in comments.
var (
	madeUp       = regexp.MustCompile(`Ab1-\w`)
	expectations = regexp.MustCompile(`(?m)[ \t]*# want.*$|^\$enclave = .*$`) // an enclave is no password
)

// secretScripts returns the scripts with secrets by name, without what they expect.
func secretScripts(t *testing.T) map[string]string {
	t.Helper()
	scripts := map[string]string{}
	root := filepath.Join("..", "..", "..", "..", "testdata", "rules")
	err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Base(name) == "silent.ps1" {
			return err // silent scripts hold what is no secret
		}
		data, err := os.ReadFile(name)
		text := expectations.ReplaceAllString(string(data), "")
		if madeUp.MatchString(text) {
			scripts[filepath.Base(filepath.Dir(name))+"-"+filepath.Base(name)] = text
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(scripts) < 5 {
		t.Fatalf("%d scripts with secrets, want more", len(scripts))
	}
	return scripts
}

func TestNoSecretIsShown(t *testing.T) {
	t.Parallel()
	dir := write(t, secretScripts(t))
	commands := map[string][]string{
		"fix":                {"fix", "--no-config", "--to", "app-only", "--plan", "plan.json", "."},
		"fix with key vault": {"fix", "--no-config", "--secrets", "key-vault", "."},
	}
	for _, format := range []string{"text", "json", "sarif", "markdown", "csv", "github", "html"} {
		commands["scan as "+format] = []string{"scan", "--no-config", "--format", format, "."}
	}
	for name, args := range commands {
		t.Run(name, func(t *testing.T) {
			got := exolint(dir, args...)
			shown := got.Stdout + got.Stderr
			if name == "fix" {
				shown += readFile(t, filepath.Join(dir, "plan.json"))
			}
			if len(got.Stdout) < 100 {
				t.Fatalf("there is little to look at: %s", got.Stderr)
			}
			for line := range strings.Lines(shown) {
				if at := madeUp.FindStringIndex(line); at != nil {
					t.Errorf("a secret is shown behind %q", line[max(0, at[0]-60):at[0]])
				}
			}
		})
	}
}
