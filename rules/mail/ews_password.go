package mail

import (
	"fmt"

	"golang.org/x/tools/go/analysis"

	"github.com/exolint/exolint/rules/due"
	"github.com/exolint/exolint/rules/rule"
	"github.com/exolint/exolint/scanner/inventory"
	"github.com/exolint/exolint/scanner/rewrite"
	"github.com/exolint/exolint/scanner/unit"
)

// EWSPassword finds Exchange Web Services with a user name and password.
func EWSPassword() *rule.Rule {
	return rule.New(rule.Meta{
		ID:       "EXO2004",
		Name:     "ews-password",
		Title:    "Exchange Web Services with a user name and password",
		Since:    "0.1.0",
		Severity: rule.Error, Confidence: rule.High, SecuritySeverity: 7.5,
		Tags: []string{"security", "mail", "legacy-authentication", "external/cwe/cwe-309"},
		What: "`WebCredentials` of the EWS Managed API, a `NetworkCredential` given to an `ExchangeService` or an `AutodiscoverService`, and " +
			"`New-WebServiceProxy` or a request with a credential on the EWS address of Exchange Online.",
		Why: `Exchange Online is shutting Exchange Web Services down, and does not take user names and passwords for it. Microsoft Graph
takes its place for mail, calendars and contacts: Connect-MgGraph with a certificate or a managed identity, and the
cmdlets of the Microsoft.Graph modules. For public folders nothing in Microsoft Graph is known to do so.`,
		Bad:  "$service = New-Object Microsoft.Exchange.WebServices.Data.ExchangeService\n$service.Url = 'https://outlook.office365.com/EWS/Exchange.asmx'\n$service.Credentials = New-Object Microsoft.Exchange.WebServices.Data.WebCredentials($user, $pass)",
		Good: "Connect-MgGraph -ClientId $appId -TenantId $tenantId -CertificateThumbprint $thumbprint -NoWelcome\nGet-MgUserMessage -UserId $user -Top 10",
		Limits: []string{
			"A script in which every EWS address is a server of the organisation's own is not reported, nor is an address made of the name of the machine that runs the script.",
			"An address that Autodiscover is asked for, or that nothing is known of, can be Exchange Online. Where one of several addresses is, the finding is about that one.",
			"What stands in a branch for servers on premises (`if ($Environment -eq 'OnPrem')`) is not reported.",
			"An address that is set only where there is a certificate or a token is not taken for the one that the password goes to.",
			"OAuth and the signed-in user's own credential are not reported.",
		},
		References: []string{
			"https://learn.microsoft.com/exchange/clients-and-mobile-in-exchange-online/deprecation-of-basic-authentication-exchange-online",
			"https://learn.microsoft.com/graph/migrate-exchange-web-services-api-mapping",
		},
		Deadlines: due.Deadlines("ews"),
		Categories: []rule.Category{
			{Name: "exchange-online", Title: "EWS in Exchange Online with a user name and password"},
			{Name: "unknown-server", Title: "EWS with a user name and password on a server that is not known", Severity: rule.Warning},
		},
		Triggers: []string{"webcredentials", "exchangeservice", "autodiscoverservice", "exchange.asmx", "new-webserviceproxy"},
	}, ewsPassword, unit.Input, unit.Inventory)
}

func ewsPassword(pass *analysis.Pass) (any, error) {
	inv := unit.InventoryOf(pass)
	for _, s := range inv.SignIns {
		if s.Service != inventory.EWS {
			continue
		}
		category, where, takes := "exchange-online", " on "+s.Endpoint, "Exchange Online takes none"
		if s.Endpoint == "" {
			category, where, takes = "unknown-server", " (server not known)", "if that is Exchange Online, it takes none"
		}
		advice, _ := rewrite.SignIn(inv, s, unit.Of(pass).Rewrite)
		unit.Report(pass, unit.Finding{
			Diagnostic: analysis.Diagnostic{Pos: s.At.Pos(), End: s.At.End(), Category: category,
				Message: fmt.Sprintf("%s signs in to %s%s with user name and password; %s, and %s; %s",
					s.Cmdlet, service(s), where, takes, due.Sentence(pass, "ews", "EWS there"), successor(s))},
			Deadline: "ews",
			Advice:   advice,
		})
	}
	return nil, nil
}

// service returns what s signs in to.
func service(s *inventory.SignIn) string {
	if s.Cmdlet == "AutodiscoverService" {
		return "Autodiscover"
	}
	return string(s.Service)
}

// successor says what takes the place of Exchange Web Services for s.
func successor(s *inventory.SignIn) string {
	if s.PublicFolders {
		return "use Microsoft Graph for mailboxes; for public folders nothing is known there that takes its place"
	}
	return "use Microsoft Graph"
}
