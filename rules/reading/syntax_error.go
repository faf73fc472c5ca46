// Package reading has the rules about reading scripts: what could not be judged, and what was told not to be.
package reading

import (
	"fmt"
	"go/token"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/exolint/exolint/rules/rule"
	"github.com/exolint/exolint/scanner/syntax"
	"github.com/exolint/exolint/scanner/unit"
)

// SyntaxError finds scripts of which a part could not be parsed.
func SyntaxError() *rule.Rule {
	return rule.New(rule.Meta{
		ID:       "EXO0001",
		Name:     "syntax-error",
		Title:    "Part of the script could not be parsed, so it could not be judged",
		Since:    "0.1.0",
		Severity: rule.Warning, Confidence: rule.High,
		What: "A script that PowerShell does not accept. The first error is reported; what can be read of the script is judged all the same.",
		Why: `PowerShell does not run a script with a syntax error, and exolint may overlook what stands in the broken part. Mend the
script, or exclude the file if it is a template or not PowerShell.`,
		Bad:  "Connect-ExchangeOnline -UserPrincipalName $upn\nif ($x { Get-Mailbox }",
		Good: "Connect-ExchangeOnline -UserPrincipalName $upn\nif ($x) { Get-Mailbox }",
		Limits: []string{"Only the first error of a script is reported, as the others often follow from it.",
			"A script that names nothing that any other rule is about is not read, so its errors are not reported."},
		References: []string{"https://learn.microsoft.com/powershell/scripting/lang-spec/chapter-15"},
	}, syntaxError, unit.Input)
}

func syntaxError(pass *analysis.Pass) (any, error) {
	errors := unit.Of(pass).Syntax.Errors
	if len(errors) == 0 {
		return nil, nil
	}
	first := errors[0]
	more := ""
	if n := len(errors) - 1; n > 0 {
		more = fmt.Sprintf(" (and %d more)", n)
	}
	unit.Report(pass, unit.Finding{Diagnostic: analysis.Diagnostic{Pos: first.Pos, End: lineEnd(unit.Of(pass).Syntax, first),
		Message: fmt.Sprintf("PowerShell cannot read this: %s (%s)%s; what stands here may not have been judged, so mend it or exclude the file", first.Message(), first.ID, more)}})
	return nil, nil
}

// lineEnd returns the end of the error, or of the line on which it begins: a string without its end runs to the end of the script.
func lineEnd(f *syntax.File, e *syntax.Error) token.Pos {
	if i := strings.IndexAny(f.Slice(e.Pos, e.End), "\r\n"); i >= 0 {
		return e.Pos + token.Pos(i)
	}
	return e.End
}
