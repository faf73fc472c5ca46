package report

import (
	"bytes"
	"flag"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/go/analysis"

	"github.com/exolint/exolint/rules/rule"
	"github.com/exolint/exolint/scanner/source"
)

var update = flag.Bool("update", false, "write the expected output anew")

// started is when the reports of the tests began.
var started = time.Date(2026, 11, 24, 6, 30, 0, 0, time.UTC)

// newRule returns a rule that finds nothing.
func newRule(id, name string, severity rule.Severity, fixes ...rule.Fix) *rule.Rule {
	return rule.New(rule.Meta{
		ID: id, Name: name, Title: "Title of " + name, Since: "0.1.0", Severity: severity, Confidence: rule.High,
		What: "Finds something.", Why: "It matters.", Bad: "bad", Good: "good", Fixes: fixes,
	}, func(*analysis.Pass) (any, error) { return nil, nil })
}

// newFile returns a file with that text.
func newFile(t *testing.T, path, text string) *File {
	t.Helper()
	src, err := source.Decode(path, []byte(text), source.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return &File{Path: path, Abs: "/repo/" + path, Source: src}
}

// spanOf returns the span of the only place in the file where text stands.
func spanOf(t *testing.T, f *File, text string) Span {
	t.Helper()
	start := strings.Index(f.Source.Text, text)
	if start < 0 || strings.Count(f.Source.Text, text) != 1 {
		t.Fatalf("%q does not stand exactly once in %s", text, f.Path)
	}
	return Span{File: f, Start: start, End: start + len(text)}
}

const onboardText = `$user = 'svc@contoso.example'
$p = ConvertTo-SecureString 'hunter2-canary' -AsPlainText -Force
$cred = [pscredential]::new($user, $p)
Connect-ExchangeOnline ` + "`" + `
	-Credential $cred ` + "`" + `
	-ShowBanner:$false
# hunter2-canary worked until May
`

// fullReport has a finding of every kind, a suppressed one, one that is known, and trouble.
func fullReport(t *testing.T) *Report {
	t.Helper()
	onboard := newFile(t, "scripts/onboard.ps1", onboardText)
	relay := newFile(t, "scripts/mail relay.ps1", "Send-MailMessage -SmtpServer relay.contoso.example\r\n\tSend-MailMessage -SmtpServer smtp.office365.com\r\n")
	locked := &File{Path: "scripts/locked.ps1", Abs: "/repo/scripts/locked.ps1", NotScanned: "permission denied"}
	binary := &File{Path: "scripts/tool.ps1", Abs: "/repo/scripts/tool.ps1", NotScanned: "binary file"}
	ask := rule.Fix{Message: "Ask for the password instead", Safety: rule.Unsafe}
	identity := rule.Fix{Message: "Sign in with a managed identity", Safety: rule.Display}
	securestring := newRule("EXO3001", "plaintext-securestring", rule.Error, ask)
	connect := newRule("EXO1001", "connect-credential", rule.Error, identity)
	mail := newRule("EXO2001", "send-mailmessage", rule.Warning)
	secret := spanOf(t, onboard, "'hunter2-canary'")
	r := &Report{
		Tool:  Tool{Name: "exolint", FullName: "exolint: legacy sign-in", Version: "0.1.0", URL: "https://github.com/exolint/exolint"},
		Rules: []*rule.Rule{connect, mail, securestring},
		Root:  "/repo",
		Files: []*File{onboard, relay, locked, binary},
		Held:  1,
		Findings: []Finding{
			{
				Rule: connect, Severity: rule.Error, Confidence: rule.High, Primary: spanOf(t, onboard, "-Credential $cred"),
				Message: "Connect-ExchangeOnline signs in with a user name and password",
				Trail: []Related{
					{Span: secret, Note: "the password is written"},
					{Span: spanOf(t, onboard, "[pscredential]::new($user, $p)"), Note: "the credential is made"},
				},
				Deadline: &rule.Deadline{
					What: "-Credential of Connect-ExchangeOnline", State: rule.Announced, Date: "2026-12",
					Note: "the day is not published", Source: "https://example.com/notice", AsOf: "2026-11-23",
				},
				Advice: "Connect-ExchangeOnline -ManagedIdentity -Organization contoso.onmicrosoft.com",
				Fixes: []Fix{{Message: identity.Message, Safety: identity.Safety, Edits: []Edit{
					{Span: spanOf(t, onboard, "-Credential $cred"), NewText: "-ManagedIdentity -Organization contoso.onmicrosoft.com"},
				}}},
			},
			{
				Rule: securestring, Severity: rule.Error, Confidence: rule.High, Primary: secret, Masks: []Span{secret},
				Message: "password 'hunter2-canary' is written in the script",
				Fixes: []Fix{{Message: ask.Message, Safety: ask.Safety, Edits: []Edit{
					{Span: spanOf(t, onboard, "ConvertTo-SecureString 'hunter2-canary' -AsPlainText -Force"), NewText: "Read-Host -AsSecureString"},
				}}},
			},
			{
				Rule: mail, Severity: rule.Warning, Confidence: rule.Medium, Category: "client-submission",
				Primary: spanOf(t, relay, "-SmtpServer smtp.office365.com"),
				Message: "Send-MailMessage cannot sign in to smtp.office365.com with OAuth",
				Advice:  "Connect-MgGraph -Identity\nSend-MgUserMail -UserId $from -BodyParameter $message",
				Deadline: &rule.Deadline{
					What: "SMTP AUTH with a password", State: rule.Dated, Date: "2027-03-01",
					Stops: "the server refuses it", Certainty: "second-hand", Source: "https://example.com/smtp", AsOf: "2026-11-23",
				},
			},
			{
				Rule: mail, Severity: rule.Note, Confidence: rule.High, Primary: spanOf(t, relay, "-SmtpServer relay.contoso.example"),
				Message: "Send-MailMessage sends through a relay", Suppressed: &Suppression{Reason: "internal relay, no hunter2-canary"},
			},
			{
				Rule: connect, Severity: rule.Error, Confidence: rule.High, Primary: spanOf(t, onboard, "-ShowBanner:$false"),
				Message: "known from the baseline", Baseline: Unchanged,
			},
		},
		Notifications: []Notification{
			{ID: "unreadable-file", Level: rule.Error, Message: "scripts/locked.ps1 cannot be read: permission denied", At: Span{File: locked}},
		},
		Started: started,
		Took:    1500 * time.Millisecond,
	}
	r.Sort()
	SetFingerprints(r)
	return r
}

// writers are the writers of this package, by the name of the expected output.
func writers() map[string]func(io.Writer, *Report) error {
	return map[string]func(io.Writer, *Report) error{
		"text": func(w io.Writer, r *Report) error { return WriteText(w, r, TextOptions{}) },
		"color": func(w io.Writer, r *Report) error {
			return WriteText(w, r, TextOptions{Color: true, Width: 60})
		},
		"trouble":  func(w io.Writer, r *Report) error { return WriteTrouble(w, r, TextOptions{}) },
		"json":     WriteJSON,
		"csv":      WriteCSV,
		"github":   WriteGitHub,
		"markdown": func(w io.Writer, r *Report) error { return WriteMarkdown(w, r, MarkdownOptions{}) },
	}
}

func TestWriters(t *testing.T) {
	t.Parallel()
	for name, write := range writers() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var out bytes.Buffer
			if err := write(&out, fullReport(t)); err != nil {
				t.Fatal(err)
			}
			checkGolden(t, filepath.Join("testdata", "full."+name), out.String())
		})
	}
}

func checkGolden(t *testing.T, path, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s is not what is expected; run with -update if it should be (-want +got):\n%s", path, diff)
	}
}

// failingWriter takes so many bytes and then fails.
type failingWriter struct{ room int }

func (w *failingWriter) Write(p []byte) (int, error) {
	if len(p) > w.room {
		return 0, io.ErrShortWrite
	}
	w.room -= len(p)
	return len(p), nil
}

func TestWritersReturnErrors(t *testing.T) {
	t.Parallel()
	for name, write := range writers() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if err := write(&failingWriter{room: 10}, fullReport(t)); err == nil {
				t.Error("no error from a writer that fails")
			}
		})
	}
}

func TestEmptyReport(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	if err := WriteText(&out, &Report{Files: []*File{newFile(t, "a.ps1", "")}, Started: started}, TextOptions{}); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff("no findings, 1 file\n", out.String()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestWorstAndComplete(t *testing.T) {
	t.Parallel()
	r := fullReport(t)
	if got := r.Worst(); got != rule.Error {
		t.Errorf("Worst() = %v, want error", got)
	}
	if r.Complete() {
		t.Error("a report with an unreadable file is complete")
	}
	for i := range r.Findings {
		r.Findings[i].Suppressed = &Suppression{}
	}
	r.Notifications[0].Level = rule.Warning
	if got := r.Worst(); got != 0 {
		t.Errorf("Worst() = %v with nothing open, want none", got)
	}
	if !r.Complete() {
		t.Error("a report with a mere warning is not complete")
	}
}

func TestRootPath(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, root, abs, path string
		want                  string
		inside                bool
	}{
		{"below the root", "/repo", "/repo/a/b.ps1", "b.ps1", "a/b.ps1", true},
		{"root with a slash", "/repo/", "/repo/a.ps1", "a.ps1", "a.ps1", true},
		{"a folder that only begins alike", "/repo", "/repository/a.ps1", "a.ps1", "/repository/a.ps1", false},
		{"drive letter in another case", "c:/Repo", "C:/repo/a.ps1", "a.ps1", "a.ps1", true},
		{"no root", "", "/repo/a.ps1", "x/a.ps1", "x/a.ps1", true},
		{"no root, upward path", "", "/other/a.ps1", "../other/a.ps1", "/other/a.ps1", false},
		{"no root, absolute path", "", "C:/x/a.ps1", "C:/x/a.ps1", "C:/x/a.ps1", false},
		{"root of the file system", "/", "/a.ps1", "a.ps1", "a.ps1", true},
		{"standard input", "/repo", "", "stdin.ps1", "stdin.ps1", true},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			r := &Report{Root: tc.root}
			got, inside := r.RootPath(&File{Path: tc.path, Abs: tc.abs})
			if got != tc.want || inside != tc.inside {
				t.Errorf("RootPath = %q, %v; want %q, %v", got, inside, tc.want, tc.inside)
			}
		})
	}
}
