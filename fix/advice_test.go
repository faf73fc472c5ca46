package fix

import (
	"go/token"
	"slices"
	"strings"
	"testing"

	"github.com/exolint/exolint/scanner/facts"
	"github.com/exolint/exolint/scanner/project"
	"github.com/exolint/exolint/scanner/rewrite"
	"github.com/exolint/exolint/scanner/syntax"
)

// TestAdviceIsTheFix checks that what a finding advises is what its fix writes, whatever the layout.
func TestAdviceIsTheFix(t *testing.T) {
	t.Parallel()
	compared := 0
	for name, s := range fixAll(t, fixtures(t), rewrite.Options{Values: testValues}) {
		if !s.Changed() {
			continue
		}
		written := callsOf(s.New)
		for i := range s.Findings {
			f := &s.Findings[i]
			if f.Advice == "" || strings.HasPrefix(f.Rule.ID, "EXO3") || !s.answered(f) || strings.Contains(f.Advice, "'<body>'") {
				continue // a text over several lines is left to be put in
			}
			for _, call := range callsOf(prefixes(s.New) + withValues(f.Advice)) {
				if !slices.Contains(written, call) && !(strings.HasPrefix(f.Rule.ID, "EXO2") && strings.HasPrefix(call, "Connect-MgGraph")) {
					t.Errorf("%s: %s advises\n%s\nand the script has\n%s", name, f.Rule.ID, call, strings.Join(written, "\n"))
				}
				compared++
			}
		}
	}
	if compared < 60 {
		t.Errorf("%d commands were compared, want more than 60", compared)
	}
}

// withValues puts the values of the tests in the place of those that a person has to put in.
func withValues(advice string) string {
	return strings.NewReplacer("<app-id>", testValues.AppID, "<tenant>.onmicrosoft.com", testValues.Organization,
		"<certificate-thumbprint>", testValues.CertificateThumbprint).Replace(advice)
}

// prefixes returns the lines of a script that import a module with a prefix, without which the names of its cmdlets mean nothing.
func prefixes(text string) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		word, _, _ := strings.Cut(line, " ")
		if (word == "Import-Module" || word == "ipmo") && strings.Contains(line, " -Prefix ") {
			b.WriteString(line)
		}
	}
	return b.String()
}

// callsOf returns the script's commands with their arguments, splatted ones too, in one form whatever their layout and order.
func callsOf(text string) []string {
	f := syntax.Parse(token.NewFileSet().AddFile("a.ps1", -1, len(text)), text)
	var calls []string
	for call := range facts.Compute(f, project.None).Calls() {
		if call.Outer != nil {
			continue
		}
		var args []string
		for _, b := range call.Arguments {
			value := "true"
			if b.Expr != nil {
				value = f.Text(b.Expr)
			}
			args = append(args, " -"+b.Parameter+" "+strings.NewReplacer(" ", "", "\t", "", "\r", "", "\n", "", "(", "", ")", "", "$true", "true", `"`, "'").Replace(value))
		}
		slices.Sort(args)
		calls = append(calls, call.Name+strings.Join(args, ""))
	}
	return calls
}
