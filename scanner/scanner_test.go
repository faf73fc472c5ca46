package scanner

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/go/analysis"

	"github.com/exolint/exolint/report"
	"github.com/exolint/exolint/rules/rule"
	"github.com/exolint/exolint/scanner/config"
	"github.com/exolint/exolint/scanner/source"
	"github.com/exolint/exolint/scanner/syntax"
	"github.com/exolint/exolint/scanner/unit"
)

// commandRule is a rule that finds the calls of a command, and underlines its name.
func commandRule(id, name, command string) *rule.Rule {
	m := rule.Meta{
		ID: id, Name: name, Title: "a call of " + command, Severity: rule.Warning, Confidence: rule.High,
		Triggers:   []string{strings.ToLower(command)},
		Categories: []rule.Category{{Name: "dotted", Severity: rule.Note}},
		Fixes:      []rule.Fix{{Message: "Remove it", Safety: rule.Unsafe}},
	}
	return rule.New(m, func(pass *analysis.Pass) (any, error) {
		for n := range syntax.All(unit.Of(pass).Syntax.Root) {
			call, ok := n.(*syntax.Command)
			if !ok || !strings.EqualFold(unit.Of(pass).Syntax.Text(call.Elements[0]), command) {
				continue
			}
			at := call.Elements[0]
			f := unit.Finding{Diagnostic: analysis.Diagnostic{Pos: at.Pos(), End: at.End(), Message: "call of " + command}}
			if call.Invocation == syntax.KindDot {
				f.Category = "dotted"
			}
			unit.Report(pass, f)
		}
		return nil, nil
	}, unit.Input)
}

// testRules are two rules about commands, and the one about directives.
func testRules() []*rule.Rule {
	return []*rule.Rule{
		rule.New(rule.Meta{ID: "EXO0002", Name: "bad-suppression", Title: "a bad suppression", Severity: rule.Warning, Confidence: rule.High},
			func(*analysis.Pass) (any, error) { return nil, nil }),
		commandRule("EXO1001", "connect-one", "Connect-One"),
		commandRule("EXO1002", "connect-two", "Connect-Two"),
	}
}

// run scans and fails the test if that is not possible.
func run(t *testing.T, o Options) *report.Report {
	t.Helper()
	if o.Rules == nil {
		o.Rules = testRules()
	}
	o.Now = time.Date(2026, 11, 24, 0, 0, 0, 0, time.UTC)
	r, err := Run(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// found lists findings as "path:line rule severity text", with "(suppressed)" where that is so.
func found(r *report.Report) []string {
	var all []string
	for _, f := range r.Findings {
		start, _ := f.Primary.Range()
		text := f.Primary.File.Source.Text[f.Primary.Start:f.Primary.End]
		line := fmt.Sprintf("%s:%d %s %s %s", f.Primary.File.Path, start.Line, f.Rule.ID, f.Severity, text)
		if f.Suppressed != nil {
			line += " (suppressed)"
		}
		all = append(all, line)
	}
	return all
}

func TestRunFindings(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name string
		o    Options
		src  string
		want []string
	}{
		{"none", Options{}, "Get-Date\n", nil},
		{"in order", Options{}, "Connect-Two\nConnect-One; Connect-Two\n", []string{
			"x.ps1:1 EXO1002 warning Connect-Two", "x.ps1:2 EXO1001 warning Connect-One", "x.ps1:2 EXO1002 warning Connect-Two",
		}},
		{"the category's severity", Options{}, ". Connect-One", []string{"x.ps1:1 EXO1001 note Connect-One"}},
		{"suppressed", Options{}, "Connect-One # exolint:ignore connect-one -- r\n", []string{"x.ps1:1 EXO1001 warning Connect-One (suppressed)"}},
		{"a suppression that is not needed", Options{}, "Connect-One # exolint:ignore EXO1002 -- r\n", []string{
			"x.ps1:1 EXO1001 warning Connect-One", "x.ps1:1 EXO0002 warning # exolint:ignore EXO1002 -- r",
		}},
		{"a suppression without a reason", Options{}, "Connect-One # exolint:ignore EXO1001\n", []string{
			"x.ps1:1 EXO1001 warning Connect-One", "x.ps1:1 EXO0002 warning # exolint:ignore EXO1001",
		}},
		{"a suppression of a rule that did not run", Options{Selected: map[string]bool{"EXO1002": false}}, "Get-X # exolint:ignore EXO1002 -- r\n", nil},
		{"a suppression of a bad suppression", Options{}, "# exolint:ignore-file EXO0002 -- r\nGet-X # exolint:ignore EXO1002 -- r\n", []string{
			"x.ps1:2 EXO0002 warning # exolint:ignore EXO1002 -- r (suppressed)",
		}},
		{"a rule that is off", Options{Config: &config.Config{Rules: map[string]config.Level{"EXO1001": config.Off}}}, "Connect-One; Connect-Two", []string{
			"x.ps1:1 EXO1002 warning Connect-Two",
		}},
		{"a rule that is off and selected", Options{
			Config:   &config.Config{Rules: map[string]config.Level{"EXO1001": config.Off}},
			Selected: map[string]bool{"EXO1001": true},
		}, "Connect-One", []string{"x.ps1:1 EXO1001 warning Connect-One"}},
		{"a configured severity", Options{Config: &config.Config{Rules: map[string]config.Level{"EXO1001": config.Error}}}, ". Connect-One", []string{
			"x.ps1:1 EXO1001 error Connect-One",
		}},
		{"an override", Options{Config: &config.Config{Overrides: []config.Override{
			{Paths: config.Globs{"x.ps1"}, Rules: map[string]config.Level{"EXO1001": config.Off, "EXO1002": config.Note}},
			{Paths: config.Globs{"y.ps1"}, Rules: map[string]config.Level{"EXO1002": config.Off}},
		}}}, "Connect-One; Connect-Two", []string{"x.ps1:1 EXO1002 note Connect-Two"}},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			tc.o.FS, tc.o.Roots = files(map[string]string{"x.ps1": tc.src}), []string{"."}
			r := run(t, tc.o)
			if diff := cmp.Diff(tc.want, found(r)); diff != "" {
				t.Errorf("findings (-want +got):\n%s", diff)
			}
			if len(r.Notifications) > 0 {
				t.Errorf("notifications: %+v", r.Notifications)
			}
		})
	}
}

func TestRunSuppressionIsReported(t *testing.T) {
	t.Parallel()
	src := "Connect-One # exolint:ignore EXO1001 until 2027-01-31 -- moved in March\n"
	r := run(t, Options{FS: files(map[string]string{"x.ps1": src}), Roots: []string{"x.ps1"}})
	if len(r.Findings) != 1 || r.Findings[0].Suppressed == nil {
		t.Fatalf("findings: %v", found(r))
	}
	s := r.Findings[0].Suppressed
	if s.Reason != "moved in March" || s.Expires != "2027-01-31" || s.Kind != report.InSource || s.At.Start != 12 || s.At.End != len(src)-1 {
		t.Errorf("suppression is %+v", s)
	}
}

func TestRunHoldsBack(t *testing.T) {
	t.Parallel()
	fsys := files(map[string]string{"x.ps1": "Connect-One\n. Connect-One\n"})
	r := run(t, Options{FS: fsys, Roots: []string{"."}, MinSeverity: rule.Warning})
	if got := found(r); len(got) != 1 || r.Held != 1 {
		t.Errorf("found %v, held %d, want one each", got, r.Held)
	}
	r = run(t, Options{FS: fsys, Roots: []string{"."}, MinConfidence: rule.High})
	if got := found(r); len(got) != 2 || r.Held != 0 {
		t.Errorf("found %v, held %d, want two and none", got, r.Held)
	}
}

func TestRunNotScanned(t *testing.T) {
	t.Parallel()
	fsys := files(map[string]string{
		"good.ps1": "Connect-One",
		"huge.ps1": "# " + strings.Repeat("x", 200),
		"bin.ps1":  strings.Repeat("M\x00\x01\x02\x03", 20),
	})
	r := run(t, Options{FS: fsys, Roots: []string{".", "gone.ps1"}, MaxSize: 100})
	var got []string
	for _, n := range r.Notifications {
		got = append(got, n.At.File.Path+" "+n.ID+" "+n.Level.String()+": "+n.Message)
	}
	want := []string{
		"bin.ps1 binary-file error: script was not scanned: it is binary; exclude it, or save it as text",
		"gone.ps1 unreadable-file error: script was not scanned: file does not exist; check the path and your rights to it",
		"huge.ps1 file-too-large error: script was not scanned: it is larger than 100 bytes; raise --max-size or exclude it",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("notifications (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"good.ps1:1 EXO1001 warning Connect-One"}, found(r)); diff != "" {
		t.Errorf("the rest (-want +got):\n%s", diff)
	}
	if c := r.Counts(); r.Complete() || c.Scanned != 1 || c.NotScanned != 3 {
		t.Errorf("complete %v, counts %+v", r.Complete(), c)
	}
}

func TestRunReadsEncodings(t *testing.T) {
	t.Parallel()
	page, err := source.ParseCodePage("windows-1251")
	if err != nil {
		t.Fatal(err)
	}
	fsys := fstest.MapFS{
		"utf16.ps1":  {Data: []byte("\xff\xfeC\x00o\x00n\x00n\x00e\x00c\x00t\x00-\x00O\x00n\x00e\x00")},
		"legacy.ps1": {Data: []byte("Connect-One # \xcf\xf0\xe8")},
	}
	r := run(t, Options{FS: fsys, Roots: []string{"."}, CodePage: &page})
	want := []string{"legacy.ps1:1 EXO1001 warning Connect-One", "utf16.ps1:1 EXO1001 warning Connect-One"}
	if diff := cmp.Diff(want, found(r)); diff != "" {
		t.Errorf("findings (-want +got):\n%s", diff)
	}
	if text := r.Files[0].Source.Text; !strings.HasSuffix(text, "# При") {
		t.Errorf("legacy.ps1 reads %q", text)
	}
}

func TestRunStdin(t *testing.T) {
	t.Parallel()
	r := run(t, Options{FS: files(nil), Stdin: &Stdin{Path: "jobs/x.ps1", Content: []byte("Connect-One")}, Config: &config.Config{
		Overrides: []config.Override{{Paths: config.Globs{"jobs"}, Rules: map[string]config.Level{"EXO1001": config.Error}}},
	}})
	if diff := cmp.Diff([]string{"jobs/x.ps1:1 EXO1001 error Connect-One"}, found(r)); diff != "" {
		t.Errorf("findings (-want +got):\n%s", diff)
	}
}

// TestRunIsDeterministic compares what one worker and what eight say about many scripts.
func TestRunIsDeterministic(t *testing.T) {
	t.Parallel()
	contents := map[string]string{}
	for i := range 200 {
		src := strings.Repeat("Get-Date\n", i%7) + "Connect-One; Connect-Two # exolint:ignore EXO1002 -- r\n"
		if i%5 == 0 {
			src += "Connect-One }\n"
		}
		if i%11 == 0 {
			src = strings.Repeat("M\x00\x01\x02\x03", 20)
		}
		contents[fmt.Sprintf("%d/%d.ps1", i%13, i)] = src
	}
	var outputs []string
	for _, jobs := range []int{1, 8, 8} {
		r := run(t, Options{FS: files(contents), Roots: []string{"."}, Jobs: jobs})
		r.Took = 0
		var b bytes.Buffer
		if err := report.WriteJSON(&b, r); err != nil {
			t.Fatal(err)
		}
		if err := report.WriteText(&b, r, report.TextOptions{}); err != nil {
			t.Fatal(err)
		}
		outputs = append(outputs, b.String())
	}
	for _, other := range outputs[1:] {
		if diff := cmp.Diff(outputs[0], other); diff != "" {
			t.Errorf("output with 1 worker and with 8 (-1 +8):\n%s", diff)
		}
	}
	if len(outputs[0]) < 10000 {
		t.Errorf("the output is only %d bytes long", len(outputs[0]))
	}
}

func TestRunTellsProgress(t *testing.T) {
	t.Parallel()
	var calls []string
	run(t, Options{FS: files(map[string]string{"a.ps1": "", "b.ps1": ""}), Roots: []string{"."}, Jobs: 1, Progress: func(done, total int) {
		calls = append(calls, fmt.Sprint(done, "/", total))
	}})
	if diff := cmp.Diff([]string{"1/2", "2/2"}, calls); diff != "" {
		t.Errorf("progress (-want +got):\n%s", diff)
	}
}

// TestRunManyFindings checks that the time for a script grows with what is found in it, and not with the square.
func TestRunManyFindings(t *testing.T) {
	t.Parallel()
	var src strings.Builder
	for i := range 20_000 {
		fmt.Fprintf(&src, "if ($x) { Connect-One %d }\n", i)
	}
	ctx, stop := context.WithTimeout(t.Context(), 20*time.Second)
	defer stop()
	o := Options{FS: fstest.MapFS{"a.ps1": {Data: []byte(src.String())}}, Roots: []string{"."}, Rules: testRules()}
	r, err := Run(ctx, o)
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Findings) != 20_000 {
		t.Errorf("%d findings, want 20000", len(r.Findings))
	}
}

func TestRunCancelled(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	fsys := files(map[string]string{"a.ps1": "Connect-One", "b.ps1": "Connect-One", "c.ps1": "Connect-One"})
	_, err := Run(ctx, Options{FS: fsys, Roots: []string{"."}, Rules: testRules(), Jobs: 1, Progress: func(int, int) { cancel() }})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("Run = %v, want that the context was cancelled", err)
	}
}

func TestRunRefusesRules(t *testing.T) {
	t.Parallel()
	loop := &analysis.Analyzer{Name: "a", Doc: "a", Run: func(*analysis.Pass) (any, error) { return nil, nil }}
	loop.Requires = []*analysis.Analyzer{loop}
	tests := []struct {
		name  string
		rules []*rule.Rule
	}{
		{"an id twice", []*rule.Rule{commandRule("EXO1001", "a", "A"), commandRule("EXO1001", "b", "B")}},
		{"a circle of requirements", []*rule.Rule{rule.New(rule.Meta{ID: "EXO1001", Title: "x"}, loop.Run, loop)}},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			if _, err := Run(t.Context(), Options{FS: files(nil), Rules: tc.rules}); err == nil {
				t.Error("no error")
			}
		})
	}
}

// TestRunRulesOfReport wants those rules in the report that can have run somewhere.
func TestRunRulesOfReport(t *testing.T) {
	t.Parallel()
	c := &config.Config{
		Rules:     map[string]config.Level{"EXO1001": config.Off, "EXO1002": config.Off},
		Overrides: []config.Override{{Paths: config.Globs{"a"}, Rules: map[string]config.Level{"EXO1002": config.Note}}},
	}
	r := run(t, Options{FS: files(nil), Config: c})
	var ids []string
	for _, ru := range r.Rules {
		ids = append(ids, ru.ID)
	}
	if !slices.Equal(ids, []string{"EXO0002", "EXO1002"}) {
		t.Errorf("rules are %v", ids)
	}
}
