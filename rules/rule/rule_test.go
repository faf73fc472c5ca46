package rule

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/go/analysis"

	"github.com/exolint/exolint/scanner/cmdlet"
)

var update = flag.Bool("update", false, "write the expected output anew")

func nothing(*analysis.Pass) (any, error) { return nil, nil }

// sample returns the metadata of a rule that uses every field.
func sample() Meta {
	return Meta{
		ID: "EXO1001", Name: "connect-credential", Title: "Password sign-in to Exchange Online", Since: "0.1.0",
		Severity: Error, Confidence: High, SecuritySeverity: 7.5,
		Tags: []string{"security", "external/cwe/cwe-522"},
		What: "Finds `Connect-ExchangeOnline` with a\nuser name and password.",
		Why: `A password in a job
cannot answer a second factor.

- First reason,
  with more to it
- Second reason

` + "```powershell\nConnect-It\nDo-It\n```" + `

Last words
of it.`,
		Bad:        "Connect-ExchangeOnline -Credential $c\n",
		Good:       "Connect-ExchangeOnline -ManagedIdentity",
		Limits:     []string{"A password that is asked\nfor."},
		References: []string{"https://example.com/docs"},
		Deadlines: []Deadline{{
			What: "-Credential", State: Announced, Date: "2026-12", Note: "reported | unconfirmed",
			Source: "https://example.com/notice", AsOf: "2026-11-23",
		}},
		Fixes: []Fix{{Message: "Use a managed identity", Safety: Display}, {Message: "Use a certificate", Safety: Unsafe, Why: "the app\nneeds a role"}},
		Categories: []Category{
			{Name: "interactive", Severity: Note, Title: "Somebody is asked for the password"},
			{Name: "compliance", Deadlines: []Deadline{
				{What: "Compliance -Credential", State: Dated, Date: "2027", Source: "https://example.com/c", AsOf: "2026-11-23"},
			}},
		},
		Triggers: []string{"connect-exchangeonline"},
	}
}

func TestNew(t *testing.T) {
	t.Parallel()
	before := &analysis.Analyzer{Name: "facts", Doc: "facts", Run: nothing}
	r := New(sample(), nothing, before)
	if err := r.Validate(); err != nil {
		t.Error(err)
	}
	if err := analysis.Validate([]*analysis.Analyzer{r.Analyzer}); err != nil {
		t.Error(err)
	}
	want := "https://github.com/exolint/exolint/blob/main/docs/rules/EXO1001.md"
	if diff := cmp.Diff([]string{want, want, "EXO1001", "facts"}, []string{r.URL(), r.Analyzer.URL, r.Analyzer.Name, r.Analyzer.Requires[0].Name}); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestOfCategory(t *testing.T) {
	t.Parallel()
	m := sample()
	tests := []struct {
		name, category string
		severity       Severity
		deadline       string
	}{
		{"none", "", Error, "-Credential"},
		{"unknown", "x", Error, "-Credential"},
		{"own severity", "interactive", Note, "-Credential"},
		{"own deadline", "compliance", Error, "Compliance -Credential"},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			if got := m.SeverityOf(tc.category); got != tc.severity {
				t.Errorf("severity %v, want %v", got, tc.severity)
			}
			if got := m.DeadlinesOf(tc.category)[0].What; got != tc.deadline {
				t.Errorf("deadline of %q, want %q", got, tc.deadline)
			}
		})
	}
	if s, ok := m.SafetyOf("Use a certificate"); s != Unsafe || !ok {
		t.Errorf("SafetyOf = %v, %v", s, ok)
	}
	if _, ok := m.SafetyOf("Undeclared"); ok {
		t.Error("an undeclared fix has a safety")
	}
}

func TestValidate(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name   string
		change func(*Meta)
		want   string
	}{
		{"id", func(m *Meta) { m.ID = "EXO1" }, "the id is not EXO and four digits"},
		{"name", func(m *Meta) { m.Name = "Connect Credential" }, "is not lower-case words joined by hyphens"},
		{"title with a period", func(m *Meta) { m.Title = "A sentence." }, "without a final period"},
		{"title of two lines", func(m *Meta) { m.Title = "a\nb" }, "is not one line"},
		{"long title", func(m *Meta) { m.Title = strings.Repeat("a", 1025) }, "longer than 1024"},
		{"version", func(m *Meta) { m.Since = "v1" }, "is not a version"},
		{"severity", func(m *Meta) { m.Severity = 0 }, "no severity"},
		{"confidence", func(m *Meta) { m.Confidence = 9 }, "no confidence"},
		{"score", func(m *Meta) { m.SecuritySeverity = 11 }, "is not from 0 to 10"},
		{"score without tag", func(m *Meta) { m.Tags = []string{"mail"} }, `the first tag is "security"`},
		{"many tags", func(m *Meta) { m.Tags = strings.Split("security a b c d e f g h i j", " ") }, "more than 10 tags"},
		{"equal tags", func(m *Meta) { m.Tags = []string{"security", "a", "a"} }, "a tag is given twice"},
		{"what", func(m *Meta) { m.What = "" }, "does not say what it finds"},
		{"long what", func(m *Meta) { m.What = strings.Repeat("a", 1025) }, "more than 1024 characters"},
		{"why", func(m *Meta) { m.Why = "" }, "does not say why"},
		{"example", func(m *Meta) { m.Bad = "" }, "lacks a bad or a good example"},
		{"limit", func(m *Meta) { m.Limits = []string{""} }, "a limit is empty"},
		{"reference", func(m *Meta) { m.References = []string{"http://x"} }, "is not an https URL"},
		{"trigger in capitals", func(m *Meta) { m.Triggers = []string{"Connect"} }, "is not in lower case"},
		{"empty word in a trigger", func(m *Meta) { m.Triggers = []string{"outlook & ||"} }, "has an empty word"},
		{"two ends of a word", func(m *Meta) { m.Triggers = []string{"pass=|"} }, "both that a name and that a word ends there"},
		{"equal triggers", func(m *Meta) { m.Triggers = []string{"a", "a"} }, "a trigger is given twice"},
		{"fix without verb", func(m *Meta) { m.Fixes[0].Message = "certificate" }, "does not begin with a verb"},
		{"fix without safety", func(m *Meta) { m.Fixes[0].Safety = 0 }, "has no safety"},
		{"equal fixes", func(m *Meta) { m.Fixes[1] = m.Fixes[0] }, "a fix is declared twice"},
		{"category name", func(m *Meta) { m.Categories[0].Name = "A" }, "is not lower-case words"},
		{"category severity", func(m *Meta) { m.Categories[0].Severity = 7 }, "a severity without a name"},
		{"category title", func(m *Meta) { m.Categories[0].Title = "A." }, "without a final period"},
		{"category deadline", func(m *Meta) { m.Categories[1].Deadlines[0].AsOf = "" }, `as of ""`},
		{"equal categories", func(m *Meta) { m.Categories[1].Name = "interactive" }, "a category is declared twice"},
		{"deadline subject", func(m *Meta) { m.Deadlines[0].What = "" }, "no subject or no state"},
		{"deadline source", func(m *Meta) { m.Deadlines[0].Source = "" }, "has no https source"},
		{"deadline date", func(m *Meta) { m.Deadlines[0].Date = "soon" }, `"soon" is not a date`},
		{"dated without date", func(m *Meta) { m.Deadlines[0].State, m.Deadlines[0].Date = Dated, "" }, "is dated and has no date"},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			m := sample()
			tc.change(&m)
			err := New(m, nothing).Validate()
			if err == nil || !strings.Contains(err.Error(), tc.want) {
				t.Errorf("error %v, want one with %q", err, tc.want)
			}
		})
	}
	if err := New(sample(), nil).Validate(); err == nil {
		t.Error("no error for a rule that cannot run")
	}
}

func TestDeadlineSentence(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 24, 0, 0, 0, 0, time.UTC)
	tests := []struct {
		name string
		d    Deadline
		want string
	}{
		{"retired on a day", Deadline{What: "X", State: Retired, Date: "2023-10-01", AsOf: "2026-01-01"}, "X: retired since 2023-10-01"},
		{"retired at some time", Deadline{What: "X", State: Retired}, "X: retired"},
		{"dated ahead", Deadline{What: "X", State: Dated, Date: "2026-11-25", AsOf: "2026-01-01"}, "X: ends on 2026-11-25"},
		{"dated today", Deadline{What: "X", State: Dated, Date: "2026-11-24", AsOf: "2026-11-24"}, "X: ended on 2026-11-24"},
		{"dated within this month", Deadline{What: "X", State: Dated, Date: "2026-11", AsOf: "2026-01-01"}, "X: ends in 2026-11"},
		{"dated within this year", Deadline{What: "X", State: Dated, Date: "2026", AsOf: "2025-01-01"}, "X: ends in 2026"},
		{"dated, passed and not looked up since", Deadline{What: "X", State: Dated, Date: "2026-03-01", AsOf: "2026-01-01"}, "X: was to end on 2026-03-01"},
		{"announced", Deadline{What: "X", State: Announced}, "X: end announced, no date published"},
		{"announced, earliest date", Deadline{What: "X", State: Announced, Date: "2026-12"}, "X: end announced, 2026-12 at the earliest"},
		{"obsolete", Deadline{What: "X", State: Obsolete, Stops: "it gets no fixes"}, "X: obsolete; it gets no fixes"},
		{"note", Deadline{What: "X", State: Retired, Stops: "it refuses requests", Note: "other clouds later"}, "X: retired; it refuses requests; other clouds later"},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(tc.want, tc.d.Sentence(now)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestDeadlineBeyond(t *testing.T) {
	t.Parallel()
	d := Deadline{What: "X", State: Retired, Stops: "it refuses requests", Note: "since last year; other clouds later"}
	tests := []struct{ name, message, want string }{
		{"nothing said yet", "X is used", "X: retired; it refuses requests; since last year; other clouds later"},
		{"the note's first clause said", "X is used; since last year; use Y", "X: retired; it refuses requests; other clouds later"},
		{"all said", "it refuses requests; since last year; other clouds later", "X: retired"},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			if got := d.Beyond(tc.message, time.Time{}); got != tc.want {
				t.Errorf("Beyond(%q) = %q, want %q", tc.message, got, tc.want)
			}
		})
	}
}

func TestDeadlineOf(t *testing.T) {
	t.Parallel()
	for r := range cmdlet.Retirements() {
		t.Run(r.Key, func(t *testing.T) {
			t.Parallel()
			d := DeadlineOf(r)
			if err := d.validate(); err != nil {
				t.Error(err)
			}
			if d.State.String() != r.Published.String() {
				t.Errorf("state %v, want %v", d.State, r.Published)
			}
		})
	}
	none := DeadlineOf(nil)
	if err := none.validate(); err == nil {
		t.Error("the deadline of no retirement is valid")
	}
}

func TestDeadlineOrigin(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, certainty, want string }{
		{"primary", "primary", "https://x, as of 2026-11-23"},
		{"unknown", "", "https://x, as of 2026-11-23"},
		{"second-hand", "second-hand", "https://x, as of 2026-11-23, second-hand"},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			d := Deadline{Source: "https://x", AsOf: "2026-11-23", Certainty: tc.certainty}
			if diff := cmp.Diff(tc.want, d.Origin()); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestDeadlineDue(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, date, want string }{
		{"day", "2026-02-03", "2026-02-03"},
		{"month", "2028-02", "2028-02-29"},
		{"year", "2026", "2026-12-31"},
		{"none", "", ""},
		{"no date", "soon", ""},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			got := ""
			if due, ok := (&Deadline{Date: tc.date}).Due(); ok {
				got = due.Format(time.DateOnly)
			}
			if got != tc.want {
				t.Errorf("due %q, want %q", got, tc.want)
			}
		})
	}
}

func TestMarkdown(t *testing.T) {
	t.Parallel()
	got := Markdown(New(sample(), nothing))
	path := filepath.Join("testdata", "page.md")
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestUnwrap(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, text, want string }{
		{"paragraph", "\na\nb\n", "a b"},
		{"paragraphs", "a\nb\n\nc\nd", "a b\n\nc d"},
		{"list", "a:\n- b\n  c\n- d\n1. e\n   f", "a:\n- b c\n- d\n1. e f"},
		{"fence", "a\n```\nb\nc\n```\nd\ne", "a\n```\nb\nc\n```\nd e"},
		{"table", "| a |\n| - |\n| b |", "| a |\n| - |\n| b |"},
		{"heading", "# a\nb", "# a\nb"},
		{"quotation", "> a\n> b", "> a\n> b"},
		{"indented code", "a\n\n    b\n    c", "a\n\n    b\n    c"},
		{"empty", "", ""},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(tc.want, unwrap(tc.text)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}
