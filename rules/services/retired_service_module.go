package services

import (
	"fmt"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/exolint/exolint/rules/due"
	"github.com/exolint/exolint/rules/rule"
	"github.com/exolint/exolint/scanner/cmdlet"
	"github.com/exolint/exolint/scanner/inventory"
	"github.com/exolint/exolint/scanner/rewrite"
	"github.com/exolint/exolint/scanner/syntax"
	"github.com/exolint/exolint/scanner/unit"
)

// RetiredServiceModule finds sign-ins by modules that are retired.
func RetiredServiceModule() *rule.Rule {
	return rule.New(rule.Meta{
		ID:       "EXO1502",
		Name:     "retired-service-module",
		Title:    "Sign-in by a retired module",
		Since:    "0.1.0",
		Severity: rule.Error, Confidence: rule.High,
		Tags: []string{"retired"},
		What: "`Connect-MsolService`, `Connect-AzureAD`, `Connect-AzureRmAccount` and its aliases, `Add-AzureAccount`, `New-CsOnlineSession`, and " +
			"`Get-AutomationConnection` for a Run As account.",
		Why: `The modules MSOnline and AzureAD are replaced by Microsoft Graph PowerShell, AzureRM and the Azure classic module by Az, the
Skype for Business Online connector by the MicrosoftTeams module, and Run As accounts by managed identities.`,
		Bad:  "Connect-MsolService",
		Good: "Connect-MgGraph -Scopes 'User.Read.All' -NoWelcome",
		Limits: []string{"Only the sign-in is reported, not each cmdlet of the module.", "`Add-AzureAccount` with a credential is reported by EXO1501.",
			"A connection asset that is not named as those of Run As accounts are may hold an application of the organisation's own, and is not reported."},
		References: []string{"https://learn.microsoft.com/powershell/microsoftgraph/migration-steps", "https://learn.microsoft.com/powershell/azure/migrate-from-azurerm-to-az"},
		Deadlines:  due.Deadlines("msonline", "azuread", "azurerm", "skype-online-connector", "run-as"),
		Categories: []rule.Category{
			{Name: "msonline", Title: "Sign-in by the MSOnline module", Deadlines: due.Deadlines("msonline")},
			{Name: "azuread", Title: "Sign-in by the AzureAD module", Severity: rule.Warning, Deadlines: due.Deadlines("azuread")},
			{Name: "azurerm", Title: "Sign-in by the AzureRM or Azure classic module", Severity: rule.Warning, Deadlines: due.Deadlines("azurerm", "azure-classic")},
			{Name: "skype", Title: "Sign-in by the Skype for Business Online connector", Deadlines: due.Deadlines("skype-online-connector")},
			{Name: "run-as", Title: "Azure Automation Run As connection", Deadlines: due.Deadlines("run-as")},
		},
		Fixes: rewrite.FixesOf("EXO1502"),
		Triggers: []string{"connect-msolservice", "connect-azuread", "azurermaccount", "add-azureaccount", "new-csonlinesession", "get-automationconnection",
			"import-module & -prefix", "|ipmo| & -prefix"},
	}, retiredServiceModule, unit.Input, unit.Inventory)
}

func retiredServiceModule(pass *analysis.Pass) (any, error) {
	inv := unit.InventoryOf(pass)
	for _, s := range inv.SignIns {
		if isExchange(s) || !s.Retired || s.Cmdlet == "Add-AzureAccount" && s.Method == inventory.CredentialMethod {
			continue
		}
		key, category, subject := module(s)
		advice, manner := rewrite.SignIn(inv, s, unit.Of(pass).Rewrite)
		at := s.Call.At(s.Call.Node.Elements[0])
		unit.Report(pass, unit.Finding{
			Diagnostic: analysis.Diagnostic{Pos: at.Pos(), End: at.End(), Category: category, Related: callers(pass, s),
				Message: fmt.Sprintf("%s: %s; use %s with %s", writtenName(s), due.Sentence(pass, key, subject), newCmdlet(advice), manner)},
			Deadline: key,
			Advice:   advice,
			Trail:    trail(pass, s),
		})
	}
	return nil, nil
}

// module returns the retirement, the variant and the subject of a message for the module that s signs in by.
func module(s *inventory.SignIn) (key, category, subject string) {
	switch {
	case s.Method == inventory.RunAs:
		return "run-as", "run-as", "the Run As account"
	case s.Cmdlet == "Add-AzureAccount":
		return "azure-classic", "azurerm", "the classic Azure module"
	case s.Service == inventory.Azure:
		return "azurerm", "azurerm", "the AzureRM module"
	case s.Service == inventory.SkypeOnline:
		return "skype-online-connector", "skype", "the Skype for Business Online connector"
	case strings.EqualFold(s.Cmdlet, "Connect-MsolService"):
		return "msonline", "msonline", "the MSOnline module"
	default:
		return "azuread", "azuread", "the AzureAD module"
	}
}

// writtenName returns the cmdlet's name as the script has it, where that is a name: an alias, as a rule of the module's past.
func writtenName(s *inventory.SignIn) string {
	if name, ok := s.Call.Node.Elements[0].(*syntax.StringConstantExpression); ok && strings.EqualFold(cmdlet.Resolve(name.Value), s.Cmdlet) {
		return cmdlet.Bare(name.Value)
	}
	return s.Cmdlet
}

// newCmdlet returns the cmdlet that a line begins with.
func newCmdlet(line string) string {
	name, _, _ := strings.Cut(line, " ")
	return name
}
