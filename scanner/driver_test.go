package scanner

import (
	"context"
	"errors"
	"go/token"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/go/analysis"

	"github.com/exolint/exolint/report"
	"github.com/exolint/exolint/rules/rule"
	"github.com/exolint/exolint/scanner/source"
	"github.com/exolint/exolint/scanner/syntax"
	"github.com/exolint/exolint/scanner/unit"
)

// newUnit returns a script for the driver.
func newUnit(t *testing.T, text string) *unit.Unit {
	t.Helper()
	src, err := source.Decode("x.ps1", []byte(text), source.Options{})
	if err != nil {
		t.Fatal(err)
	}
	fset := token.NewFileSet()
	return &unit.Unit{Source: src, Syntax: syntax.Parse(src.Add(fset), text), Fset: fset}
}

// step is an analyzer that notes that it ran and returns a result, an error or a panic.
func step(name string, ran *[]string, result any, requires ...*analysis.Analyzer) *analysis.Analyzer {
	a := &analysis.Analyzer{Name: name, Doc: name, Requires: requires, Run: func(*analysis.Pass) (any, error) {
		*ran = append(*ran, name)
		switch v := result.(type) {
		case error:
			return nil, v
		case func():
			v()
		}
		return result, nil
	}}
	if _, ok := result.(int); ok {
		a.ResultType = reflect.TypeFor[int]()
	}
	return a
}

func TestDriverOrder(t *testing.T) {
	t.Parallel()
	var ran []string
	base := step("base", &ran, 1, unit.Input)
	left, right := step("left", &ran, 2, base), step("right", &ran, 3, base)
	top := step("top", &ran, nil, left, right)
	other := step("other", &ran, nil, base)
	p, err := newPlan([]*analysis.Analyzer{top, other})
	if err != nil {
		t.Fatal(err)
	}
	d := &fileRun{unit: newUnit(t, "x"), rethrow: true, wanted: func(a *analysis.Analyzer) bool { return a != other }}
	if err := d.run(t.Context(), p); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"base", "left", "right", "top"}, ran); diff != "" {
		t.Errorf("ran (-want +got):\n%s", diff)
	}
}

func TestDriverFailures(t *testing.T) {
	t.Parallel()
	const secret = "P@ssw0rd!"
	tests := []struct {
		name   string
		result any
		want   string // of the failure
		stack  bool
	}{
		{"an error", errors.New("no luck"), "no luck", false},
		{"a result of the wrong type", "text", "the result is a string, not a <nil>", false},
		{"a panic of the runtime", func() { var p *token.File; p.Size() }, "a panic: runtime error: invalid memory address or nil pointer dereference", true},
		{"a panic with text", func() { panic(secret) }, "a panic with a string", true},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			var ran []string
			bad := step("bad", &ran, tc.result, unit.Input)
			p, err := newPlan([]*analysis.Analyzer{step("after", &ran, nil, bad), step("beside", &ran, nil, unit.Input)})
			if err != nil {
				t.Fatal(err)
			}
			var failures []*failure
			d := &fileRun{
				unit:   newUnit(t, "x"),
				wanted: func(*analysis.Analyzer) bool { return true },
				failed: func(_ *analysis.Analyzer, f *failure) { failures = append(failures, f) },
			}
			if err := d.run(t.Context(), p); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff([]string{"bad", "beside"}, ran); diff != "" {
				t.Errorf("ran (-want +got):\n%s", diff)
			}
			if len(failures) != 1 || failures[0].err.Error() != tc.want || (failures[0].stack != "") != tc.stack {
				t.Fatalf("failures: %+v, want %q", failures, tc.want)
			}
			if strings.Contains(failures[0].stack, secret) {
				t.Error("the secret is in the stack")
			}
		})
	}
}

func TestDriverCancelled(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	var ran []string
	p, err := newPlan([]*analysis.Analyzer{step("first", &ran, func() { cancel() }), step("second", &ran, nil)})
	if err != nil {
		t.Fatal(err)
	}
	d := &fileRun{unit: newUnit(t, "x"), wanted: func(*analysis.Analyzer) bool { return true }, failed: func(*analysis.Analyzer, *failure) {}}
	if err := d.run(ctx, p); !errors.Is(err, context.Canceled) || len(ran) != 1 {
		t.Errorf("run = %v after %v, want it to stop after the first", err, ran)
	}
}

// TestRuleFailed wants a failure to say where it happened without a word of the script.
func TestRuleFailed(t *testing.T) {
	t.Parallel()
	r := commandRule("EXO1001", "connect-one", "Connect-One")
	s := &scan{byID: map[string]*rule.Rule{"EXO1001": r}}
	file := &report.File{Path: "x.ps1"}
	n := s.ruleFailed(file, r.Analyzer, &failure{err: errors.New("a panic with a string"), stack: "goroutine 1\n"})
	want := report.Notification{
		ID: "rule-panicked", Level: rule.Error, Rule: r, At: report.Span{File: file}, Detail: "goroutine 1",
		Message: "EXO1001 gave no result for this script because of a panic with a string; report it to the project with the script",
	}
	if n != want {
		t.Errorf("notification is %+v", n)
	}
}

func TestResolveRefuses(t *testing.T) {
	t.Parallel()
	u := newUnit(t, "Connect-One -A 1")
	base := token.Pos(u.Syntax.Tok.Base())
	at := func(start, end int) analysis.Diagnostic {
		return analysis.Diagnostic{Pos: base + token.Pos(start), End: base + token.Pos(end), Message: "m"}
	}
	edit := func(start, end int) analysis.TextEdit {
		return analysis.TextEdit{Pos: base + token.Pos(start), End: base + token.Pos(end)}
	}
	fixed := func(fixes ...analysis.SuggestedFix) analysis.Diagnostic {
		d := at(0, 1)
		d.SuggestedFixes = fixes
		return d
	}
	tests := []struct {
		name string
		f    unit.Finding
		want string // "": it is accepted
	}{
		{"a range", unit.Finding{Diagnostic: at(0, 11)}, ""},
		{"the end of the script", unit.Finding{Diagnostic: at(16, 16)}, ""},
		{"a place without an end", unit.Finding{Diagnostic: analysis.Diagnostic{Pos: base, Message: "m"}}, ""},
		{"beyond the end", unit.Finding{Diagnostic: at(10, 17)}, "a finding lies outside the script"},
		{"end before start", unit.Finding{Diagnostic: at(3, 2)}, "a finding lies outside the script"},
		{"no place", unit.Finding{Diagnostic: analysis.Diagnostic{Message: "m"}}, "a finding lies outside the script"},
		{"no message", unit.Finding{Diagnostic: analysis.Diagnostic{Pos: base}}, "a finding has no message"},
		{"unknown category", unit.Finding{Diagnostic: analysis.Diagnostic{Pos: base, Message: "m", Category: "odd"}}, `category "odd" is not declared`},
		{"unknown retirement", unit.Finding{Diagnostic: at(0, 1), Deadline: "odd"}, `there is no retirement "odd"`},
		{"a related place outside", unit.Finding{Diagnostic: analysis.Diagnostic{
			Pos: base, Message: "m", Related: []analysis.RelatedInformation{{Pos: base + 99, Message: "r"}},
		}}, "a related place lies in no script of the run"},
		{"a fix", unit.Finding{Diagnostic: fixed(analysis.SuggestedFix{Message: "Remove it", TextEdits: []analysis.TextEdit{edit(4, 6), edit(0, 4)}})}, ""},
		{"an undeclared fix", unit.Finding{Diagnostic: fixed(analysis.SuggestedFix{Message: "Odd"})}, `fix "Odd" is not declared`},
		{"a fix twice", unit.Finding{Diagnostic: fixed(analysis.SuggestedFix{Message: "Remove it"}, analysis.SuggestedFix{Message: "Remove it"})}, `fix "Remove it" is suggested twice`},
		{"edits that overlap", unit.Finding{Diagnostic: fixed(analysis.SuggestedFix{Message: "Remove it", TextEdits: []analysis.TextEdit{edit(3, 6), edit(0, 4)}})}, `edits of fix "Remove it" overlap`},
		{"an edit outside", unit.Finding{Diagnostic: fixed(analysis.SuggestedFix{Message: "Remove it", TextEdits: []analysis.TextEdit{edit(3, 60)}})}, `fix "Remove it" edits outside the script`},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			res := resolver{file: &report.File{Path: "x.ps1", Source: u.Source}, syntax: u.Syntax, elsewhere: alone.place}
			_, err := res.finding(commandRule("EXO1001", "connect-one", "Connect-One"), &tc.f)
			if got := errorText(err); got != tc.want {
				t.Errorf("finding: %q, want %q", got, tc.want)
			}
		})
	}
}

func errorText(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

// TestResolveMasks wants what a sensitive rule underlines to be masked where the rule does not say what the secret is.
func TestResolveMasks(t *testing.T) {
	t.Parallel()
	u := newUnit(t, "Connect-One -A 1")
	base := token.Pos(u.Syntax.Tok.Base())
	r := commandRule("EXO1001", "connect-one", "Connect-One")
	r.Sensitive = true
	res := resolver{file: &report.File{Path: "x.ps1", Source: u.Source}, syntax: u.Syntax, elsewhere: alone.place}
	f, err := res.finding(r, &unit.Finding{Diagnostic: analysis.Diagnostic{Pos: base + 15, End: base + 16, Message: "m"}, Deadline: "exo-credential"})
	if err != nil {
		t.Fatal(err)
	}
	if len(f.Masks) != 1 || f.Masks[0] != f.Primary {
		t.Errorf("masks are %v, want the finding's own span", f.Masks)
	}
	if f.Deadline == nil || f.Deadline.Source == "" {
		t.Errorf("deadline is %+v", f.Deadline)
	}
}
