package exchange

import (
	"fmt"

	"golang.org/x/tools/go/analysis"

	"github.com/exolint/exolint/rules/due"
	"github.com/exolint/exolint/rules/rule"
	"github.com/exolint/exolint/scanner/inventory"
	"github.com/exolint/exolint/scanner/rewrite"
	"github.com/exolint/exolint/scanner/unit"
)

// ConnectCredential finds Connect-ExchangeOnline and Connect-IPPSSession with a user name and password.
func ConnectCredential() *rule.Rule {
	return rule.New(rule.Meta{
		ID:       "EXO1001",
		Name:     "connect-credential",
		Title:    "Exchange Online sign-in with a user name and password",
		Since:    "0.1.0",
		Severity: rule.Error, Confidence: rule.High, SecuritySeverity: 7.5,
		Tags: []string{"security", "exchange-online", "legacy-authentication", "external/cwe/cwe-309"},
		What: "`Connect-ExchangeOnline` or `Connect-IPPSSession` with `-Credential` or `-InlineCredential`, written out, abbreviated, " +
			"splatted, or set in `$PSDefaultParameterValues`.",
		Why: `-Credential sends the user name and password themselves (resource owner password credentials). Such a sign-in cannot
answer a request for multifactor authentication, so it needs an account that is left without it. Microsoft has
announced that new versions of the ExchangeOnlineManagement module drop the parameter, and a server-side end later.

Sign in as an application with a certificate, with the managed identity where the job runs in Azure, or interactively
where a person runs the script.`,
		Bad:  "$cred = Get-Credential\nConnect-ExchangeOnline -Credential $cred -ShowBanner:$false",
		Good: "Connect-ExchangeOnline -AppId $appId -CertificateThumbprint $thumbprint -Organization 'contoso.onmicrosoft.com' -ShowBanner:$false",
		Limits: []string{
			"A call of a function in sight that bears the cmdlet's name is not reported; what that function does is.",
			"A splatted variable of which nothing is known is not taken for a credential.",
		},
		References: []string{
			"https://learn.microsoft.com/powershell/exchange/app-only-auth-powershell-v2",
			"https://learn.microsoft.com/powershell/exchange/connect-exo-powershell-managed-identity",
		},
		Fixes:     rewrite.FixesOf("EXO1001"),
		Deadlines: due.Deadlines("exo-credential", "exo-credential-postponed", "exo-inline-credential"),
		Triggers:  []string{"connect-exchangeonline", "connect-ippssession", "import-module & -prefix", "|ipmo| & -prefix"},
	}, connectCredential, unit.Input, unit.Inventory)
}

func connectCredential(pass *analysis.Pass) (any, error) {
	inv := unit.InventoryOf(pass)
	for _, s := range inv.SignIns {
		if !isConnect(s) || s.Method != inventory.CredentialMethod {
			continue
		}
		advice, manner := rewrite.SignIn(inv, s, unit.Of(pass).Rewrite)
		key := "exo-credential"
		why := "new module versions drop it (" + due.Note(key) + ")"
		if s.Argument.Parameter == "InlineCredential" {
			key = "exo-inline-credential"
			why = due.Note(key)
		}
		unit.Report(pass, unit.Finding{
			Diagnostic: analysis.Diagnostic{Pos: s.At.Pos(), End: s.At.End(), Related: callers(pass, s),
				Message: fmt.Sprintf("%s -%s signs in with user name and password%s; %s; %s", s.Cmdlet, s.Argument.Parameter, from(s), why, use(inv, s, "", manner))},
			Deadline: key,
			Advice:   advice,
			Trail:    trail(pass, s),
		})
	}
	return nil, nil
}
