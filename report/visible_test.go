package report

import (
	"bytes"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"

	"github.com/exolint/exolint/rules/rule"
)

func TestVisible(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, text, want string
	}{
		{"plain", "Get-Mailbox grün 日本", "Get-Mailbox grün 日本"},
		{"tab", "a\tb", "a    b"},
		{"escape sequence", "\x1b[2J", "␛[2J"},
		{"C1 control", "\u009b31m", "<U+009B>31m"},
		{"delete", "a\x7f", "a␡"},
		{"carriage return", "a\rb", "a␍b"},
		{"line feed", "a\nb", "a␊b"},
		{"bidirectional override", "a\u202eb", "a<U+202E>b"},
		{"zero width", "a\u200bb\ufeff", "a<U+200B>b<U+FEFF>"},
		{"line separator", "a\u2028b", "a<U+2028>b"},
		{"byte that is no character", "a\xffb", "a<FF>b"},
		{"replacement character", "a\ufffdb", "a\ufffdb"},
		{"pipeline command", "##vso[task.setvariable]x", "#·#vso[task.setvariable]x"},
		{"pipeline command in capitals", "x ##VSO[a]", "x #·#VSO[a]"},
		{"old workflow command", "##[error]x", "#·#[error]x"},
		{"heading", "## [x]", "## [x]"},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(tc.want, visible(tc.text)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestHostileScriptCannotSteer(t *testing.T) {
	t.Parallel()
	hostile := "\x1b]0;owned\x07\u202e##vso[task.setvariable variable=x]y\u009b2J\x08"
	f := newFile(t, "evil\x1b[31m\n::error::x\u202e.ps1", "Do-It "+hostile+" 'x'\r\n")
	f.NotScanned = "odd\x1b[0m"
	finding := Finding{
		Rule: newRule("EXO1001", "connect-credential", rule.Error), Severity: rule.Error, Confidence: rule.High,
		Message: "found " + hostile, Primary: Span{File: f, Start: 0, End: 8}, Advice: hostile + "\n ::error::x" + hostile,
		Trail: []Related{{Span: Span{File: f}, Note: hostile}},
		Fixes: []Fix{{Message: hostile, Safety: rule.Safe, Edits: []Edit{{Span: Span{File: f, End: 1}, NewText: hostile}}}},
	}
	r := &Report{Files: []*File{f}, Findings: []Finding{finding}, Started: started}
	r.Notifications = []Notification{{ID: "x", Level: rule.Error, Message: hostile, At: Span{File: f}}}
	for _, name := range []string{"text", "trouble", "csv", "github", "markdown"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var out bytes.Buffer
			if err := writers()[name](&out, r); err != nil {
				t.Fatal(err)
			}
			text := strings.TrimPrefix(out.String(), byteOrderMark)
			if name == "github" {
				// The path must be the one that the repository has; a runner's log does not interpret it.
				text = strings.ReplaceAll(text, property("file", f.Path), "")
			}
			for _, c := range text {
				if c != '\n' && (c != '\r' || name != "csv") && (unicode.IsControl(c) || unicode.Is(unicode.Cf, c)) {
					t.Errorf("%U stands in the output", c)
				}
			}
			if strings.Contains(text, "##vso[") || strings.Contains(text, "\n::error::x") || strings.Contains(text, "\n ::error::x") {
				t.Error("a command for a build server stands in the output")
			}
		})
	}
}
