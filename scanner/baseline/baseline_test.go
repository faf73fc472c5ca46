package baseline_test

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/exolint/exolint/report"
	"github.com/exolint/exolint/rules"
	"github.com/exolint/exolint/scanner"
	"github.com/exolint/exolint/scanner/baseline"
)

// A history is a repository whose commits are scanned one after the other.
type history struct {
	t   *testing.T
	dir string
}

func newHistory(t *testing.T) *history {
	t.Helper()
	h := &history{t: t, dir: t.TempDir()}
	h.git("init", "-q")
	return h
}

func (h *history) git(args ...string) {
	h.t.Helper()
	cmd := exec.Command("git", append([]string{"-c", "user.name=Ann Example", "-c", "user.email=ann@contoso.example", "-c", "commit.gpgsign=false"}, args...)...)
	cmd.Dir = h.dir
	if out, err := cmd.CombinedOutput(); err != nil {
		h.t.Fatalf("git %v: %v\n%s", args, err, out)
	}
}

// commit writes files, removes those without text, and commits all.
func (h *history) commit(files map[string]string) {
	h.t.Helper()
	for name, text := range files {
		path := filepath.Join(h.dir, filepath.FromSlash(name))
		if text == "" {
			if err := os.Remove(path); err != nil {
				h.t.Fatal(err)
			}
			continue
		}
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			h.t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			h.t.Fatal(err)
		}
	}
	h.git("add", "-A")
	h.git("commit", "-q", "--allow-empty", "-m", "change")
}

// scan scans the work tree, or some of its paths, on a day.
func (h *history) scan(day string, paths ...string) *report.Report {
	h.t.Helper()
	now, err := time.Parse(time.DateOnly, day)
	if err != nil {
		h.t.Fatal(err)
	}
	if len(paths) == 0 {
		paths = []string{"."}
	}
	root, err := filepath.EvalSymlinks(h.dir)
	if err != nil {
		h.t.Fatal(err)
	}
	r, err := scanner.Run(context.Background(), scanner.Options{Dir: h.dir, Roots: paths, Rules: rules.All(), Now: now, Root: filepath.ToSlash(root)})
	if err != nil {
		h.t.Fatal(err)
	}
	return r
}

func (h *history) options() baseline.Options {
	return baseline.Options{Rules: rules.All(), Exists: func(path string) bool {
		_, err := os.Stat(filepath.Join(h.dir, filepath.FromSlash(path)))
		return err == nil
	}}
}

// states lists the findings with their state, "STATE PATH:LINE RULE", those that are not there any more without line.
func states(r *report.Report) []string {
	var list []string
	for i := range r.Findings {
		f := &r.Findings[i]
		start, _ := f.Primary.Range()
		line := fmt.Sprintf("%s %s:%d %s", f.Baseline, f.Primary.File.Path, start.Line, f.Rule.ID)
		if f.Baseline == report.Absent {
			line = fmt.Sprintf("%s %s %s", f.Baseline, f.Primary.File.Path, f.Rule.ID)
		}
		if f.Overdue {
			line += " overdue"
		}
		list = append(list, line)
	}
	return list
}

const script = `param($UserName)
# reads mailboxes
$secret = Import-Clixml 'C:\jobs\exchange.xml'
Connect-ExchangeOnline -Credential $secret -ShowBanner:$false
Get-EXOMailbox -ResultSize Unlimited | Export-Csv mailboxes.csv
Write-Output "$UserName has exported all mailboxes"
`

// TestHistories changes a script whose finding is known, commit by commit.
func TestHistories(t *testing.T) {
	t.Parallel()
	connect := "Connect-ExchangeOnline -Credential $secret -ShowBanner:$false"
	tests := []struct {
		name    string
		changes []map[string]string
		want    []string
	}{
		{"nothing", []map[string]string{{}}, []string{"unchanged jobs/a.ps1:4 EXO1001"}},
		{"moved lines", []map[string]string{{"jobs/a.ps1": "# one\n# two\n" + script}, {"jobs/a.ps1": "# one\n# two\n\n\n" + script + "Get-Date\n"}},
			[]string{"unchanged jobs/a.ps1:8 EXO1001"}},
		{"moved to another folder", []map[string]string{{"jobs/a.ps1": "", "runs/daily/a.ps1": script}}, []string{"unchanged runs/daily/a.ps1:4 EXO1001"}},
		{"renamed and edited", []map[string]string{{"jobs/a.ps1": "", "jobs/export.ps1": "# new name\n" + script + "Get-Date\n"}},
			[]string{"unchanged jobs/export.ps1:5 EXO1001"}},
		{"indented and in other letter case", []map[string]string{{"jobs/a.ps1": strings.ReplaceAll(script, connect, "    connect-exchangeonline   -credential $Secret  -showbanner:$FALSE # in")}},
			[]string{"unchanged jobs/a.ps1:4 EXO1001"}},
		{"over several lines", []map[string]string{{"jobs/a.ps1": strings.ReplaceAll(script, connect, "Connect-ExchangeOnline `\n  -Credential $secret `\n  -ShowBanner:$false")}},
			[]string{"unchanged jobs/a.ps1:5 EXO1001"}},
		{"with CR LF", []map[string]string{{"jobs/a.ps1": strings.ReplaceAll(script, "\n", "\r\n")}}, []string{"unchanged jobs/a.ps1:4 EXO1001"}},
		{"a second one below", []map[string]string{{"jobs/a.ps1": script + connect + "\n"}}, []string{"unchanged jobs/a.ps1:4 EXO1001", "new jobs/a.ps1:7 EXO1001"}},
		{"a second one above", []map[string]string{{"jobs/a.ps1": strings.ReplaceAll(script, connect, connect+"\n"+connect)}},
			[]string{"unchanged jobs/a.ps1:4 EXO1001", "new jobs/a.ps1:5 EXO1001"}},
		{"a second one on the line", []map[string]string{{"jobs/a.ps1": strings.ReplaceAll(script, connect, connect+"; "+connect)}},
			[]string{"unchanged jobs/a.ps1:4 EXO1001", "new jobs/a.ps1:4 EXO1001"}},
		{"a copy of the script", []map[string]string{{"jobs/b.ps1": script}}, []string{"unchanged jobs/a.ps1:4 EXO1001", "new jobs/b.ps1:4 EXO1001"}},
		{"renamed, and a copy of it", []map[string]string{{"jobs/a.ps1": "", "jobs/b.ps1": script, "jobs/c.ps1": script}},
			[]string{"unchanged jobs/b.ps1:4 EXO1001", "new jobs/c.ps1:4 EXO1001"}},
		{"deleted, and another script does the same", []map[string]string{{"jobs/a.ps1": "", "jobs/b.ps1": "param($x)\n$secret = Import-Clixml 'x'\n" + connect + "\nGet-TransportRule -State Enabled\nGet-InboundConnector\nStop-Transcript\n"}},
			[]string{"new jobs/b.ps1:3 EXO1001"}},
		{"mended", []map[string]string{{"jobs/a.ps1": strings.ReplaceAll(script, connect, "Connect-ExchangeOnline -ManagedIdentity -Organization contoso.onmicrosoft.com")}},
			[]string{"absent jobs/a.ps1 EXO1001"}},
		{"mended and another way broken", []map[string]string{{"jobs/a.ps1": strings.ReplaceAll(script, connect, "Connect-MsolService")}},
			[]string{"absent jobs/a.ps1 EXO1001", "new jobs/a.ps1:4 EXO1502"}},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			h := newHistory(t)
			h.commit(map[string]string{"jobs/a.ps1": script})
			known := reread(t, baseline.New(h.scan("2026-11-01")))
			for _, change := range tc.changes {
				h.commit(change)
			}
			r := h.scan("2026-11-24")
			known.Apply(r, h.options())
			if diff := cmp.Diff(tc.want, states(r)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// reread writes a baseline and reads it back.
func reread(t *testing.T, b *baseline.Baseline) *baseline.Baseline {
	t.Helper()
	var out bytes.Buffer
	if err := b.Write(&out); err != nil {
		t.Fatal(err)
	}
	again, err := baseline.Read("b.json", out.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	return again
}

// TestCopyScannedAlone scans only a copy of a known script: the script is still there, so the copy is no renamed one.
func TestCopyScannedAlone(t *testing.T) {
	t.Parallel()
	h := newHistory(t)
	h.commit(map[string]string{"a.ps1": script})
	known := baseline.New(h.scan("2026-11-01"))
	h.commit(map[string]string{"b.ps1": script})
	r := h.scan("2026-11-24", "b.ps1")
	known.Apply(r, h.options())
	if diff := cmp.Diff([]string{"new b.ps1:4 EXO1001"}, states(r)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestAge(t *testing.T) {
	t.Parallel()
	h := newHistory(t)
	h.commit(map[string]string{"a.ps1": script})
	known := baseline.New(h.scan("2026-08-26"))
	tests := []struct{ day, want string }{
		{"2026-11-24", "unchanged a.ps1:4 EXO1001"},
		{"2026-11-25", "unchanged a.ps1:4 EXO1001 overdue"},
	}
	for _, tc := range tests {
		t.Run(tc.day, func(t *testing.T) {
			t.Parallel()
			r := h.scan(tc.day)
			o := h.options()
			o.MaxAge = 90 * 24 * time.Hour
			known.Apply(r, o)
			if diff := cmp.Diff([]string{tc.want}, states(r)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			if open := len(r.Findings) > 0 && r.Findings[0].Open(); open != strings.HasSuffix(tc.want, "overdue") {
				t.Errorf("open is %t", open)
			}
		})
	}
}

// dates lists the entries of a baseline: "PATH RULE FIRSTSEEN".
func dates(b *baseline.Baseline) []string {
	var list []string
	for _, f := range b.Files {
		for _, e := range f.Entries {
			list = append(list, f.Path+" "+e.Rule+" "+e.FirstSeen)
		}
	}
	return list
}

func TestUpdate(t *testing.T) {
	t.Parallel()
	h := newHistory(t)
	h.commit(map[string]string{"a.ps1": script, "b.ps1": script, "c.ps1": script, "d/e.ps1": script})
	known := baseline.New(h.scan("2026-11-01"))
	h.commit(map[string]string{"b.ps1": "", "c.ps1": "Get-Date\n", "f.ps1": "Connect-MsolService\n"})
	pruning := h.options()
	pruning.PruneOnly = true
	tests := []struct {
		name    string
		paths   []string
		o       baseline.Options
		want    []string
		changes baseline.Changes
	}{
		{"all", nil, h.options(), []string{"a.ps1 EXO1001 2026-11-01", "d/e.ps1 EXO1001 2026-11-01", "f.ps1 EXO1502 2026-11-24"}, baseline.Changes{Known: 2, Added: 1, Pruned: 2}},
		{"prune only", nil, pruning, []string{"a.ps1 EXO1001 2026-11-01", "d/e.ps1 EXO1001 2026-11-01"}, baseline.Changes{Known: 2, Pruned: 2}},
		{"part of the repository", []string{"a.ps1"}, h.options(), []string{"a.ps1 EXO1001 2026-11-01", "c.ps1 EXO1001 2026-11-01", "d/e.ps1 EXO1001 2026-11-01"}, baseline.Changes{Known: 1, Pruned: 1}},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			next, changes := known.Update(h.scan("2026-11-24", tc.paths...), tc.o)
			if diff := cmp.Diff(tc.want, dates(next)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(tc.changes, changes); diff != "" {
				t.Errorf("changes (-want +got):\n%s", diff)
			}
		})
	}
}

// TestSecrets changes a password only: the baseline must not tell, and holds nothing of it.
func TestSecrets(t *testing.T) {
	t.Parallel()
	text := "$p = ConvertTo-SecureString '%s' -AsPlainText -Force\nnet use Z: \\\\server\\share %[1]s /user:svc\n"
	var written []string
	for _, secret := range []string{"Kanarie+Vogel42", "Andere!Vogel77"} {
		h := newHistory(t)
		h.commit(map[string]string{"a.ps1": fmt.Sprintf(text, secret)})
		var out bytes.Buffer
		if err := baseline.New(h.scan("2026-11-01")).Write(&out); err != nil {
			t.Fatal(err)
		}
		written = append(written, out.String())
	}
	if written[0] != written[1] || !strings.Contains(written[0], "EXO3001") {
		t.Errorf("the password enters the baseline:\n%s", cmp.Diff(written[0], written[1]))
	}
}

func TestReadErrors(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, text, want string }{
		{"unknown field", "{\"schema\": 1,\n \"filez\": []}", "reading b.json: line 2: json: unknown field \"filez\"; restore the file, or write a new baseline"},
		{"cut off", "{\"schema\": 1, \"files\": [", "reading b.json: line 1: unexpected EOF; restore the file, or write a new baseline"},
		{"two of them", "{\"schema\": 1, \"files\": []} {}", "reading b.json: something follows the baseline; restore the file"},
		{"other schema", "{\"schema\": 2, \"files\": []}", "reading b.json: its schema is 2 and not 1; write a new baseline"},
		{"no day", `{"schema": 1, "files": [{"path": "a", "sketch": "", "findings": [{"rule": "EXO1001", "firstSeen": "soon"}]}]}`,
			`reading b.json: a: firstSeen "soon" is not a day like 2026-11-24`},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			_, err := baseline.Read("b.json", []byte(tc.text))
			if err == nil || err.Error() != tc.want {
				t.Errorf("got  %v\nwant %s", err, tc.want)
			}
		})
	}
}
