package exchange

import (
	"fmt"

	"golang.org/x/tools/go/analysis"

	"github.com/exolint/exolint/rules/due"
	"github.com/exolint/exolint/rules/rule"
	"github.com/exolint/exolint/scanner/inventory"
	"github.com/exolint/exolint/scanner/rewrite"
	"github.com/exolint/exolint/scanner/syntax"
	"github.com/exolint/exolint/scanner/unit"
)

// RetiredExchangeModule finds sign-ins by the first Exchange Online module, and by remote PowerShell in the present one.
func RetiredExchangeModule() *rule.Rule {
	return rule.New(rule.Meta{
		ID:       "EXO1003",
		Name:     "retired-exchange-module",
		Title:    "Exchange Online sign-in by a module or switch that no longer works",
		Since:    "0.1.0",
		Severity: rule.Error, Confidence: rule.High,
		Tags: []string{"exchange-online", "retired"},
		What: "`Connect-EXOPSSession` and `New-ExoPSSession` of the Exchange Online Remote PowerShell Module (V1), and `-UseRPSSession` " +
			"on `Connect-ExchangeOnline` or `Connect-IPPSSession`.",
		Why: `The first module and the switch rest on remote PowerShell, which Exchange Online no longer offers. Use
Connect-ExchangeOnline of the ExchangeOnlineManagement module, without the switch.`,
		Bad:        "Connect-EXOPSSession -UserPrincipalName admin@contoso.example",
		Good:       "Connect-ExchangeOnline -UserPrincipalName admin@contoso.example",
		Limits:     []string{"The installation of the old module, such as the path of CreateExoPSSession.ps1, is not reported, only the sign-in."},
		References: []string{"https://learn.microsoft.com/powershell/exchange/exchange-online-powershell-v2"},
		Deadlines:  due.Deadlines("exo-v1-module", "rps-switch"),
		Categories: []rule.Category{
			{Name: "v1-module", Title: "Sign-in by the Exchange Online Remote PowerShell Module (V1)", Deadlines: due.Deadlines("exo-v1-module")},
			{Name: "rps-switch", Title: "Sign-in by remote PowerShell", Deadlines: due.Deadlines("rps-switch")},
		},
		Fixes:    rewrite.FixesOf("EXO1003"),
		Triggers: []string{"exopssession", "userps", "connect-exchangeonline", "connect-ippssession", "import-module & -prefix", "|ipmo| & -prefix"},
	}, retiredExchangeModule, unit.Input, unit.Inventory)
}

func retiredExchangeModule(pass *analysis.Pass) (any, error) {
	inv := unit.InventoryOf(pass)
	for _, s := range inv.SignIns {
		switch {
		case s.Retired && s.Endpoint == "" && (s.Service == inventory.ExchangeOnline || s.Service == inventory.SecurityCompliance):
			reportRetired(pass, inv, s, s.At, "exo-v1-module", s.Cmdlet, "v1-module")
		case isConnect(s) && s.RPS != nil:
			at := s.Call.At(s.RPS.Node)
			if s.RPS.Default != nil {
				at = s.Call.At(s.Call.Node.Elements[0])
			}
			reportRetired(pass, inv, s, at, "rps-switch", s.Cmdlet+" -UseRPSSession", "rps-switch")
		}
	}
	return nil, nil
}

func reportRetired(pass *analysis.Pass, inv *inventory.Inventory, s *inventory.SignIn, at syntax.Node, key, subject, category string) {
	advice, manner := rewrite.SignIn(inv, s, unit.Of(pass).Rewrite)
	cmdlet := cmdletOf(advice)
	if isConnect(s) {
		cmdlet = s.Cmdlet + " without it and"
	}
	unit.Report(pass, unit.Finding{
		Diagnostic: analysis.Diagnostic{Pos: at.Pos(), End: at.End(), Category: category, Related: callers(pass, s),
			Message: fmt.Sprintf("%s; %s", due.Sentence(pass, key, subject), use(inv, s, cmdlet, manner))},
		Deadline: key,
		Advice:   advice,
	})
}
