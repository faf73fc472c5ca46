package report

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/exolint/exolint/rules/rule"
)

// many returns a report with so many errors and notes, each with that message.
func many(t *testing.T, errors, notes int, message string) *Report {
	t.Helper()
	f := newFile(t, "a,b:c%.ps1", strings.Repeat("x\n", errors+notes))
	rl := newRule("EXO1001", "connect-credential", rule.Error)
	r := &Report{Tool: Tool{Name: "exolint"}, Files: []*File{f}, Started: started}
	for i := range errors + notes {
		severity := rule.Note
		if i >= notes {
			severity = rule.Error
		}
		r.Findings = append(r.Findings, Finding{
			Rule: rl, Severity: severity, Confidence: rule.High, Message: message, Primary: Span{File: f, Start: 2 * i, End: 2*i + 1},
		})
	}
	return r
}

func TestGitHubKeepsToTheLimits(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	if err := WriteGitHub(&out, many(t, 12, 30, "m")); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(out.String()), "\n")
	got := []int{
		strings.Count(out.String(), "::error "), strings.Count(out.String(), "::notice "), len(lines),
	}
	if diff := cmp.Diff([]int{10, 10, 20}, got); diff != "" {
		t.Errorf("errors, notices and lines (-want +got):\n%s", diff)
	}
	want := "::notice title=exolint::23 more findings not shown as annotations; the log and the report have all"
	if diff := cmp.Diff(want, lines[len(lines)-1]); diff != "" {
		t.Errorf("last line (-want +got):\n%s", diff)
	}
}

func TestGitHubEscapes(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	if err := WriteGitHub(&out, many(t, 1, 0, "100%\nsecond::error::line")); err != nil {
		t.Fatal(err)
	}
	want := "::error file=a%2Cb%3Ac%25.ps1,line=1,endLine=1,col=1,endColumn=2,title=EXO1001 connect-credential::100%25%0Asecond::error::line\n"
	if diff := cmp.Diff(want, out.String()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestMarkdownKeepsToTheLimit(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name  string
		limit int
		count int
		cut   bool
	}{
		{"fits", 0, 10, false},
		{"too long", 4096, 100, true},
		{"too long for GitHub", 0, 9000, true},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			var out bytes.Buffer
			if err := WriteMarkdown(&out, many(t, tc.count, 0, "a message"), MarkdownOptions{Limit: tc.limit}); err != nil {
				t.Fatal(err)
			}
			limit := tc.limit
			if limit == 0 {
				limit = 1024 * 1024
			}
			if out.Len() > limit {
				t.Errorf("%d bytes, more than %d", out.Len(), limit)
			}
			rows := strings.Count(out.String(), "| error |")
			left := fmt.Sprintf("The page would be too long with the rest: %d more lines.", tc.count-rows)
			if got := strings.Contains(out.String(), left); got != tc.cut {
				t.Errorf("says that %d lines are left out: %v, want %v", tc.count-rows, got, tc.cut)
			}
		})
	}
}

func TestMarkdownText(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, text, want string
	}{
		{"plain", "Get-Mailbox -All", "Get-Mailbox -All"},
		{"table cell", "a | b", "a &#124; b"},
		{"element", "<img src=x>", "&#60;img src=x&#62;"},
		{"link", "[a](http://x)", "&#91;a&#93;(http&#58;//x)"},
		{"bare link", "www.example.com", "www&#46;example.com"},
		{"code", "`x`", "&#96;x&#96;"},
		{"mention", "@admin #12", "&#64;admin &#35;12"},
		{"entity", "&lt;", "&#38;lt;"},
		{"line end", "a\nb", "a␊b"},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(tc.want, MarkdownText(tc.text)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestCSVCell(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, text, want string
	}{
		{"plain", "Connect", "Connect"},
		{"empty", "", ""},
		{"formula", "=1+1", "'=1+1"},
		{"parameter", "-Credential $c", "'-Credential $c"},
		{"splat", "@params", "'@params"},
		{"plus", "+1", "'+1"},
		{"tab", "\tx", "'\tx"},
		{"full-width equals sign", "＝1", "'＝1"},
		{"too long", strings.Repeat("ä", 40000), strings.Repeat("ä", 32767)},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			if got := CSVCell(tc.text); got != tc.want {
				t.Errorf("got %.40q of %d bytes, want %.40q of %d", got, len(got), tc.want, len(tc.want))
			}
		})
	}
}

func TestCSVReadsBack(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	if err := WriteCSV(&out, fullReport(t)); err != nil {
		t.Fatal(err)
	}
	text, marked := strings.CutPrefix(out.String(), byteOrderMark)
	if !marked {
		t.Error("no byte-order mark")
	}
	if strings.Count(text, "\n") != strings.Count(text, "\r\n") {
		t.Error("a line ends without CR")
	}
	rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(csvHeader(), rows[0]); diff != "" {
		t.Errorf("header (-want +got):\n%s", diff)
	}
	if len(rows) != 4 {
		t.Errorf("%d rows, want 4", len(rows))
	}
}

func TestJSONWithholdsEditsWithASecret(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	if err := WriteJSON(&out, leaky(t, "$p = '"+canary+"'", "'"+canary+"'", canary)); err != nil {
		t.Fatal(err)
	}
	var got jsonReport
	if err := json.Unmarshal(out.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	fixes := got.Findings[0].Fixes
	if !fixes[0].Withheld || len(fixes[0].Edits) != 0 {
		t.Error("edits that hold a secret are given")
	}
	if fixes[1].Withheld || len(fixes[1].Edits) != 1 {
		t.Error("edits without a secret are withheld")
	}
}

func TestCounts(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name   string
		counts Counts
		want   string
	}{
		{"nothing", Counts{}, "no findings, 0 files"},
		{"one", Counts{Errors: 1, Scanned: 1}, "1 finding (1 error), 1 file"},
		{"fixes", Counts{Warnings: 2, Notes: 1, Safe: 1, Unsafe: 2, Scanned: 2}, "3 findings (2 warnings, 1 note; 1 with a safe fix, 2 with an unsafe fix), 2 files"},
		{"the rest", Counts{Suppressed: 3, Held: 2, Scanned: 41, NotScanned: 1}, "no findings, 3 suppressed, 2 held back, 41 files, 1 not scanned"},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(tc.want, tc.counts.String()); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}
