package secrets

import (
	"fmt"

	"golang.org/x/tools/go/analysis"

	"github.com/exolint/exolint/rules/rule"
	"github.com/exolint/exolint/scanner/inventory"
	"github.com/exolint/exolint/scanner/unit"
)

// BasicHeader finds Basic authentication of HTTP requests to Microsoft's services.
func BasicHeader() *rule.Rule {
	return rule.New(rule.Meta{
		ID:       "EXO3005",
		Name:     "basic-header",
		Title:    "Basic authentication in a request to a Microsoft service",
		Since:    "0.1.0",
		Severity: rule.Error, Confidence: rule.High, SecuritySeverity: 7.0,
		Tags: []string{"security", "legacy-authentication", "external/cwe/cwe-522"},
		What: "An `Authorization: Basic` header, or `-Authentication Basic`, of `Invoke-RestMethod` or `Invoke-WebRequest` on a host of Microsoft's, " +
			"and `-Credential` alone on a host of Exchange Online, its reports or Microsoft Graph.",
		Why: `Basic authentication sends the user name and password with each request. Exchange Online and Microsoft Graph do not take
it. Ask the identity platform for a token as an application, and pass it as a Bearer token, or use the cmdlets of the
Microsoft.Graph modules.`,
		Bad:        "Invoke-RestMethod -Uri https://outlook.office365.com/api/v2.0/me/messages -Headers @{ Authorization = \"Basic $pair\" }",
		Good:       "Invoke-RestMethod -Uri https://graph.microsoft.com/v1.0/me/messages -Authentication Bearer -Token $token",
		Limits:     []string{"A host that is not Microsoft's, or whose domain is not known, is not reported.", "A header with a token of the platform, such as `$env:IDENTITY_HEADER`, is not reported."},
		References: []string{"https://learn.microsoft.com/exchange/clients-and-mobile-in-exchange-online/deprecation-of-basic-authentication-exchange-online"},
		Categories: []rule.Category{
			{Name: "microsoft-service", Title: "Basic authentication in a request to a Microsoft service"},
			{Name: "azure-devops", Title: "Personal access token in a request to Azure DevOps", Severity: rule.Note},
		},
		Triggers: []string{"authorization & basic", "-auth & basic", "cred & outlook.office", "cred & outlook.com", "cred & reports.office365.com",
			"cred & partner.outlook.cn", "cred & graph.microsoft.com"},
	}, basicHeader, unit.Input, unit.Facts, unit.Inventory)
}

func basicHeader(pass *analysis.Pass) (any, error) {
	wanted := func(s *inventory.Secret) bool { return s.Sink == inventory.HeaderSink }
	matching(pass, wanted, func(s *inventory.Secret) {
		if s.DevOps() {
			report(pass, s, "azure-devops", fmt.Sprintf("the request to %s authenticates with Basic, as a personal access token does; use a token of Microsoft Entra ID", s.Endpoint))
			return
		}
		if s.Name == "Credential" {
			report(pass, s, "microsoft-service", fmt.Sprintf("the request passes a user name and password to %s, which takes none; use a Bearer token", s.Endpoint))
			return
		}
		report(pass, s, "microsoft-service", fmt.Sprintf("the request to %s authenticates with Basic, which sends user name and password; use a Bearer token", s.Endpoint))
	})
	return nil, nil
}
