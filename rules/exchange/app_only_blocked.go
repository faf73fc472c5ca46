package exchange

import (
	"fmt"

	"golang.org/x/tools/go/analysis"

	"github.com/exolint/exolint/rules/rule"
	"github.com/exolint/exolint/scanner/inventory"
	"github.com/exolint/exolint/scanner/unit"
)

// AppOnlyBlocked finds cmdlets that do not work with the sign-in of an application that the script uses.
func AppOnlyBlocked() *rule.Rule {
	return rule.New(rule.Meta{
		ID:       "EXO1005",
		Name:     "app-only-blocked",
		Title:    "Cmdlet that does not work with app-only sign-in",
		Since:    "0.1.0",
		Severity: rule.Error, Confidence: rule.Medium,
		Tags: []string{"exchange-online"},
		What: "A cmdlet that Microsoft lists as not supported with app-only sign-in, in a script that signs in to the service only with a " +
			"certificate or a managed identity: `New-`, `Remove-UnifiedGroup`, `Add-`, `Remove-UnifiedGroupLinks` in Exchange Online, and " +
			"some cmdlets of eDiscovery in Security & Compliance.",
		Why:  `These cmdlets act as a user, and there is none. Groups can be changed through Microsoft Graph with the same application.`,
		Bad:  "Connect-ExchangeOnline -ManagedIdentity -Organization contoso.onmicrosoft.com\nRemove-UnifiedGroupLinks -Identity team -LinkType Members -Links user@contoso.example",
		Good: "Connect-MgGraph -Identity -NoWelcome\nRemove-MgGroupMemberByRef -GroupId $groupId -DirectoryObjectId $userId",
		Limits: []string{
			"A script that can also sign in as a user is not reported.",
			"A script that relies on a sign-in made elsewhere is not reported.",
		},
		References: []string{"https://learn.microsoft.com/powershell/exchange/app-only-auth-powershell-v2"},
		Triggers:   []string{"connect-exchangeonline", "connect-ippssession", "import-module & -prefix", "|ipmo| & -prefix"},
	}, appOnlyBlocked, unit.Input, unit.Inventory)
}

func appOnlyBlocked(pass *analysis.Pass) (any, error) {
	inv := unit.InventoryOf(pass)
	for _, service := range []inventory.Service{inventory.ExchangeOnline, inventory.SecurityCompliance} {
		s := appOnlySignIn(inv, service)
		if s == nil {
			continue
		}
		for _, call := range inv.Blocked(service) {
			at := call.At(call.Node.Elements[0])
			unit.Report(pass, unit.Finding{Diagnostic: analysis.Diagnostic{Pos: at.Pos(), End: at.End(),
				Message: fmt.Sprintf("%s does not work with app-only sign-in, and %s signs in with %s; %s", call.Name, s.Cmdlet, methodName(s), wayOut(service)),
				Related: []analysis.RelatedInformation{{Pos: s.At.Pos(), End: s.At.End(), Message: "signed in here"}}}})
		}
	}
	return nil, nil
}

// appOnlySignIn returns the first sign-in to the service; nil unless all of them are an application's.
func appOnlySignIn(inv *inventory.Inventory, service inventory.Service) *inventory.SignIn {
	var first *inventory.SignIn
	for _, s := range inv.SignIns {
		switch {
		case s.Service != service:
		case !s.AppOnly():
			return nil
		case first == nil:
			first = s
		}
	}
	return first
}

func methodName(s *inventory.SignIn) string {
	if s.Method == inventory.ManagedIdentity {
		return "a managed identity"
	}
	return "a certificate"
}

func wayOut(service inventory.Service) string {
	if service == inventory.SecurityCompliance {
		return "run it with an interactive sign-in, or use the eDiscovery interface of Microsoft Graph"
	}
	return "use Microsoft Graph for groups, such as New-MgGroup and New-MgGroupMember"
}
