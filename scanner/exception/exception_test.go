package exception_test

import (
	"context"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/exolint/exolint/report"
	"github.com/exolint/exolint/rules"
	"github.com/exolint/exolint/rules/rule"
	"github.com/exolint/exolint/scanner"
	"github.com/exolint/exolint/scanner/config"
	"github.com/exolint/exolint/scanner/exception"
)

// names returns the ids and names of all rules.
func names() []config.Rule {
	var list []config.Rule
	for _, r := range rules.All() {
		list = append(list, config.Rule{ID: r.ID, Name: r.Name})
	}
	return list
}

// write makes files in a new folder and returns it, with its links resolved.
func write(t *testing.T, files map[string]string) string {
	t.Helper()
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func scan(t *testing.T, dir string) *report.Report {
	t.Helper()
	r, err := scanner.Run(context.Background(), scanner.Options{Dir: dir, Roots: []string{"."}, Rules: rules.All(), Now: time.Date(2026, 11, 24, 9, 0, 0, 0, time.UTC)})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func ruleOf(id string) *rule.Rule {
	for _, r := range rules.All() {
		if r.ID == id {
			return r
		}
	}
	return nil
}

// TestApply applies one exception, whose key and last day vary, to a script with one finding.
func TestApply(t *testing.T) {
	t.Parallel()
	dir := write(t, map[string]string{"jobs/a.ps1": "Connect-ExchangeOnline -Credential $c\n"})
	fingerprint := scan(t, dir).Findings[0].Fingerprint
	tests := []struct {
		name, key, expires string
		want               []string
		warnings           int
	}{
		{"rule and path", "rule: EXO1001, path: jobs/**", "2027-06-30", []string{"EXO1001 excepted"}, 0},
		{"pattern of rules", `rule: "EXO10*", path: jobs`, "2027-06-30", []string{"EXO1001 excepted"}, 0},
		{"finding", "finding: " + fingerprint[:12], "2027-06-30", []string{"EXO1001 excepted"}, 0},
		{"finding in capitals, with rule", "finding: EXO1001:" + strings.ToUpper(fingerprint), "2027-06-30", []string{"EXO1001 excepted"}, 0},
		{"ends in thirty days", "rule: EXO1001, path: jobs/**", "2026-12-24", []string{"EXO1001 excepted"}, 1},
		{"ends in thirty-one days", "rule: EXO1001, path: jobs/**", "2026-12-25", []string{"EXO1001 excepted"}, 0},
		{"ends today", "rule: EXO1001, path: jobs/**", "2026-11-24", []string{"EXO1001 excepted"}, 1},
		{"ended yesterday", "rule: EXO1001, path: jobs/**", "2026-11-23", []string{"EXO0003", "EXO1001"}, 0},
		{"other path", "rule: EXO1001, path: other/**", "2027-06-30", []string{"EXO0002", "EXO1001"}, 0},
		{"other rule", "rule: EXO1002, path: jobs/**", "2027-06-30", []string{"EXO0002", "EXO1001"}, 0},
		{"other finding", "finding: 000000000000", "2027-06-30", []string{"EXO0002", "EXO1001"}, 0},
		{"ended, and needless", "finding: 000000000000", "2026-01-31", []string{"EXO0003", "EXO1001"}, 0},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			text := "exceptions:\n- {" + tc.key + ", owner: Ann Example, reason: needed, expires: " + tc.expires + "}\n"
			own := write(t, map[string]string{"jobs/a.ps1": "Connect-ExchangeOnline -Credential $c\n", config.ExceptionsName: text})
			set, err := exception.Load(filepath.Join(own, config.ExceptionsName), config.ExceptionsName, names())
			if err != nil {
				t.Fatal(err)
			}
			r := scan(t, own)
			set.Apply(r, exception.Options{Expired: ruleOf("EXO0003"), Unused: ruleOf("EXO0002"), Whole: true})
			var got []string
			for _, f := range r.Findings {
				id := f.Rule.ID
				if f.Suppressed != nil {
					id += " excepted"
				}
				got = append(got, id)
			}
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			if len(r.Notifications) != tc.warnings {
				t.Errorf("%d warnings, want %d: %v", len(r.Notifications), tc.warnings, r.Notifications)
			}
		})
	}
}

func TestFind(t *testing.T) {
	t.Parallel()
	dir := write(t, map[string]string{".git/HEAD": "", config.ExceptionsName: "", "a/b/c.ps1": "", "inner/.git/HEAD": "", "inner/d.ps1": ""})
	tests := []struct{ start, want string }{
		{"a/b/c.ps1", filepath.Join(dir, config.ExceptionsName)},
		{"a", filepath.Join(dir, config.ExceptionsName)},
		{"inner/d.ps1", ""},
	}
	for _, tc := range tests {
		t.Run(tc.start, func(t *testing.T) {
			t.Parallel()
			got, err := exception.Find(filepath.Join(dir, filepath.FromSlash(tc.start)))
			if err != nil || got != tc.want {
				t.Errorf("got %q, %v, want %q", got, err, tc.want)
			}
		})
	}
}

// TestDocumentation reads the example of the documentation.
func TestDocumentation(t *testing.T) {
	t.Parallel()
	page, err := os.ReadFile("../../docs/register.md")
	if err != nil {
		t.Fatal(err)
	}
	example := regexp.MustCompile("(?s)```yaml\n(exceptions:.*?)```").FindSubmatch(page)
	if example == nil {
		t.Fatal("there is no example")
	}
	list, err := config.ParseExceptions("register.md", example[1], names())
	if err != nil || len(list) != 2 {
		t.Errorf("%d exceptions, %v", len(list), err)
	}
}
