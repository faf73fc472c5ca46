package suppress

import (
	"go/token"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/exolint/exolint/scanner/config"
	"github.com/exolint/exolint/scanner/syntax"
)

// testRules are the rules that the tests may name.
var testRules = []config.Rule{
	{ID: "EXO0002", Name: "bad-suppression"},
	{ID: "EXO1001", Name: "connect-credential"},
	{ID: "EXO2001", Name: "send-mailmessage"},
	{ID: "EXO3001", Name: "plaintext-securestring"},
}

// testDay is the day on which directives are judged.
var testDay = time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)

// read returns the directives of src, whose lines the token file knows.
func read(src string) *Set {
	tf := token.NewFileSet().AddFile("x.ps1", -1, len(src))
	tf.SetLinesForContent([]byte(src))
	return Read(syntax.Parse(tf, src), testRules)
}

// TestMatch asks for a finding of EXO1001 at each "«…»" of a script, with the marks taken out.
func TestMatch(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, src string
		want      []bool // by finding
	}{
		{"at the end of the line", "«a» # exolint:ignore EXO1001 -- r\n«b»\n", []bool{true, false}},
		{"above the line", "# exolint:ignore EXO1001 -- r\n«a»\n«b»\n", []bool{true, false}},
		{"above, indented", "if ($x) {\n  # exolint:ignore EXO1001 -- r\n  «a»\n  «b»\n}\n", []bool{true, false}},
		{"above the last line, which does not end", "# exolint:ignore EXO1001 -- r\n«a»", []bool{true}},
		{"by name, in another letter case", "«a» # EXOLINT:Ignore Connect-CREDENTIAL -- r", []bool{true}},
		{"two rules", "«a» # exolint:ignore EXO2001, EXO1001 -- r", []bool{true}},
		{"another rule", "«a» # exolint:ignore EXO2001 -- r", []bool{false}},
		{"space after the colon", "«a» # exolint: ignore EXO1001 -- r", []bool{true}},
		{"no space after the sign", "«a» #exolint:ignore EXO1001 -- r", []bool{true}},
		{"long dash before the reason", "«a» # exolint:ignore EXO1001 — r", []bool{true}},
		{"block comment in a continued command", "Foo `\n -A «a» <# exolint:ignore EXO1001 -- r #> `\n -B «b»\n", []bool{true, false}},
		{"block comment alone before code on its line", "<# exolint:ignore EXO1001 -- r #> «a»\n«b»\n", []bool{true, false}},
		{"block comment over lines", "<#\n exolint:ignore EXO1001 -- r\n#>\n«a»\n«b»\n", []bool{true, false}},
		{"above a command over lines", "# exolint:ignore EXO1001 -- r\nFoo `\n  -A `\n  «-B c»\n«d»\n", []bool{true, false}},
		{"above a splatted table over lines", "# exolint:ignore EXO1001 -- r\n$t = @{\n A = «1»\n}\n«b»\n", []bool{true, false}},
		{"above a function covers its first line only", "# exolint:ignore EXO1001 -- r\nfunction F { «a»\n«b»\n}\n", []bool{true, false}},
		{"above a parameter", "param(\n # exolint:ignore EXO1001 -- r\n [string]\n $A = «1»,\n $B = «2»)\n", []bool{true, false}},
		{"above a command in a pipeline", "Foo |\n # exolint:ignore EXO1001 -- r\n Bar -A «1»\n", []bool{true}},
		{"two comments above", "# exolint:ignore EXO1001 -- r\n# why\n«a»\n", []bool{true}},
		{"an empty line between", "# exolint:ignore EXO1001 -- r\n\n«a»\n", []bool{false}},
		{"a finding over lines, at its last", "Foo «a `\n b» # exolint:ignore EXO1001 -- r\n", []bool{true}},
		{"carriage returns", "# exolint:ignore EXO1001 -- r\r\n«a»\r\n«b»\r\n", []bool{true, false}},
		{"the whole file", "#Requires -Version 5\n# exolint:ignore-file EXO1001 -- r\nFoo\n«a»\n«b»", []bool{true, true}},
		{"the whole file, after a statement", "Foo\n# exolint:ignore-file EXO1001 -- r\n«a»\n", []bool{false}},
		{"without a reason", "«a» # exolint:ignore EXO1001\n", []bool{false}},
		{"in a string", "Foo '# exolint:ignore EXO1001 -- r' «a»\n", []bool{false}},
		{"in a here-string", "$x = @'\n# exolint:ignore EXO1001 -- r\n'@; «a»\n", []bool{false}},
		{"attribute of the script", "[Diagnostics.CodeAnalysis.SuppressMessageAttribute('EXO1001', '')]\nparam()\n«a»\nfunction F { «b» }\n", []bool{true, true}},
		{
			"attribute of a function",
			"function F {\n [System.Diagnostics.CodeAnalysis.SuppressMessage('exolint:EXO1001', '', Justification = 'r')]\n param()\n «a»\n}\n«b»\n",
			[]bool{true, false},
		},
		{
			"attribute of a parameter counts for the function",
			"function F {\n param([Diagnostics.CodeAnalysis.SuppressMessage('connect-credential', '')] $A = «1»)\n «b»\n}\n«c»\n",
			[]bool{true, true, false},
		},
		{"attribute of another tool", "[Diagnostics.CodeAnalysis.SuppressMessage('PSAvoidX', 'EXO1001')]\nparam()\n«a»\n", []bool{false}},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			src, spans := unmark(t, tc.src)
			set := read(src)
			var got []bool
			for _, s := range spans {
				got = append(got, set.Match("EXO1001", s[0], s[1], testDay) != nil)
			}
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("suppressed (-want +got):\n%s\nproblems: %v", diff, set.Malformed())
			}
		})
	}
}

// unmark takes the marks out of src and returns where they stood.
func unmark(t *testing.T, src string) (string, [][2]int) {
	t.Helper()
	var b strings.Builder
	var spans [][2]int
	for {
		before, rest, ok := strings.Cut(src, "«")
		b.WriteString(before)
		if !ok {
			return b.String(), spans
		}
		inside, after, ok := strings.Cut(rest, "»")
		if !ok {
			t.Fatalf("a mark without end in %q", src)
		}
		start := b.Len()
		b.WriteString(inside)
		spans = append(spans, [2]int{start, b.Len()})
		src = after
	}
}

func TestMalformed(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, src, want string }{
		{"unknown directive", "# exolint:ignroe EXO1001 -- r", `exolint:ignroe is no directive; did you mean "ignore"?`},
		{"unknown directive like none", "# exolint:disable EXO1001", "exolint:disable is no directive"},
		{"no rule", "# exolint:ignore -- r", "exolint:ignore names no rule; write exolint:ignore RULE -- reason"},
		{"nothing", "# exolint:ignore", "exolint:ignore names no rule; write exolint:ignore RULE -- reason"},
		{"no reason", "# exolint:ignore EXO1001", "suppression of EXO1001 gives no reason; add it after two dashes: -- reason"},
		{"empty reason", "# exolint:ignore EXO1001 --  ", "suppression of EXO1001 gives no reason; add it after two dashes: -- reason"},
		{"unknown rule", "# exolint:ignore EXO1011 -- r", `unknown rule "EXO1011"; did you mean "EXO1001"?`},
		{"a pattern", "# exolint:ignore EXO* -- r", `"EXO*" is a pattern; name each rule`},
		{"bad day", "# exolint:ignore EXO1001 until tomorrow -- r", `"tomorrow" is not a day like 2027-01-31`},
		{"bad day in the reason", "# exolint:ignore EXO1001 -- r, expires=2027-02-31", `"2027-02-31" is not a day like 2027-01-31`},
		{"for the file, too late", "Foo\n# exolint:ignore-file EXO1001 -- r", "exolint:ignore-file stands after the first statement; move it to the top of the file"},
		{"attribute with an unknown id", "[Diagnostics.CodeAnalysis.SuppressMessage('EXO9999', '')]\nparam()", `unknown rule "EXO9999"`},
		{
			"attribute with a target", "[Diagnostics.CodeAnalysis.SuppressMessage('EXO1001', '', Scope = 'Function', Target = 'F')]\nparam()",
			"suppression of EXO1001 has Scope, which exolint does not read; put the attribute on the function that it is for",
		},
		{"talk about exolint", "# exolint: see the wiki for what it finds", ""},
		{"the word elsewhere", "# see exolint:ignore for details", ""},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			problems := read(tc.src).Malformed()
			got := ""
			if len(problems) > 0 {
				got = problems[0].Message
			}
			if len(problems) > 1 || got != tc.want {
				t.Errorf("problems are %v, want %q", problems, tc.want)
			}
			if len(problems) == 1 && !strings.ContainsAny(tc.src[problems[0].Start:problems[0].Start+1], "#[S") {
				t.Errorf("the problem is at %q", tc.src[problems[0].Start:problems[0].End])
			}
		})
	}
}

func TestConditions(t *testing.T) {
	t.Parallel()
	day := time.Date(2027, 1, 31, 0, 0, 0, 0, time.UTC)
	tests := []struct {
		name, src string
		want      Directive
	}{
		{"reason alone", "# exolint:ignore EXO1001 -- moved  in March ", Directive{Rules: []string{"EXO1001"}, Reason: "moved in March"}},
		{
			"before the reason", "# exolint:ignore EXO1001 until 2027-01-31 owner messaging -- r",
			Directive{Rules: []string{"EXO1001"}, Reason: "r", Until: day, Owner: "messaging"},
		},
		{
			"in the reason", "# exolint:ignore EXO1001 -- break glass, owner=messaging, expires=2027-01-31",
			Directive{Rules: []string{"EXO1001"}, Reason: "break glass, owner=messaging, expires=2027-01-31", Until: day, Owner: "messaging"},
		},
		{"one rule by id and by name", "# exolint:ignore EXO1001,connect-credential -- r", Directive{Rules: []string{"EXO1001"}, Reason: "r"}},
		{
			"attribute", "[Diagnostics.CodeAnalysis.SuppressMessage('EXO3001', '', Justification = 'r')]\nparam()",
			Directive{Rules: []string{"EXO3001"}, Reason: "r"},
		},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			set := read(tc.src)
			if len(set.directives) != 1 {
				t.Fatalf("%d directives, problems %v", len(set.directives), set.problems)
			}
			d := set.directives[0]
			got := Directive{Rules: d.Rules, Reason: d.Reason, Owner: d.Owner, Until: d.Until}
			if diff := cmp.Diff(tc.want, got, cmp.AllowUnexported(Directive{})); diff != "" {
				t.Errorf("directive (-want +got):\n%s", diff)
			}
		})
	}
}

func TestUnused(t *testing.T) {
	t.Parallel()
	src := "Foo # exolint:ignore EXO1001,EXO2001,EXO3001 -- r\n"
	set := read(src)
	if set.Match("EXO1001", 0, 3, testDay) == nil {
		t.Fatal("the directive does not match")
	}
	got := set.Unused(testDay, func(rule string) bool { return rule != "EXO3001" })
	want := []Problem{{Start: 4, End: len(src) - 1, Message: "suppression of EXO2001 matches no finding; remove it"}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("Unused (-want +got):\n%s", diff)
	}
}

// TestNearest wants the directive on the line to win over one for the file, and both to count as used.
func TestNearest(t *testing.T) {
	t.Parallel()
	set := read("# exolint:ignore-file EXO1001 -- far\nFoo # exolint:ignore EXO1001 -- near\n")
	d := set.Match("EXO1001", 37, 40, testDay)
	if d == nil || d.Reason != "near" {
		t.Errorf("Match = %+v, want the one on the line", d)
	}
	if unused := set.Unused(testDay, func(string) bool { return true }); len(unused) != 0 {
		t.Errorf("unused: %v", unused)
	}
}

func TestExpired(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, src string
		matches   bool
		want      []string
	}{
		{"last day", "Foo # exolint:ignore EXO1001 until 2026-11-24 -- r", true, nil},
		{"day after the last", "Foo # exolint:ignore EXO1001 until 2026-11-23 -- r", false,
			[]string{"suppression of EXO1001 ended on 2026-11-23; change the script, or give a new day and the reason for it"}},
		{"with owner", "Foo # exolint:ignore EXO1001,EXO2001 until 2026-01-31 owner messaging -- r", false,
			[]string{"suppression of EXO1001, EXO2001 ended on 2026-01-31, messaging answers for it; change the script, or give a new day and the reason for it"}},
		{"without a day", "Foo # exolint:ignore EXO1001 owner messaging -- r", true, nil},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			set := read(tc.src)
			if got := set.Match("EXO1001", 0, 3, testDay) != nil; got != tc.matches {
				t.Errorf("matches is %t, want %t", got, tc.matches)
			}
			var got []string
			for _, p := range set.Expired(testDay) {
				got = append(got, p.Message)
			}
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// TestDocumentation reads the scripts of the documentation: each has a directive, and all are well-formed.
func TestDocumentation(t *testing.T) {
	t.Parallel()
	page, err := os.ReadFile("../../docs/configuration.md")
	if err != nil {
		t.Fatal(err)
	}
	blocks := strings.Split(string(page), "```powershell\n")[1:]
	if len(blocks) != 3 {
		t.Fatalf("%d scripts, want 3", len(blocks))
	}
	for _, block := range blocks {
		src, _, _ := strings.Cut(block, "```")
		set := read(src)
		if len(set.directives) == 0 || len(set.problems) > 0 {
			t.Errorf("%d directives, problems %v in\n%s", len(set.directives), set.problems, src)
		}
	}
}
