package services

import (
	"fmt"

	"golang.org/x/tools/go/analysis"

	"github.com/exolint/exolint/rules/due"
	"github.com/exolint/exolint/rules/rule"
	"github.com/exolint/exolint/scanner/inventory"
	"github.com/exolint/exolint/scanner/rewrite"
	"github.com/exolint/exolint/scanner/unit"
)

// ServiceCredential finds sign-ins to Azure, Teams, SharePoint and the like with a user name and password.
func ServiceCredential() *rule.Rule {
	return rule.New(rule.Meta{
		ID:       "EXO1501",
		Name:     "service-credential",
		Title:    "Sign-in to a Microsoft service with a user name and password",
		Since:    "0.1.0",
		Severity: rule.Warning, Confidence: rule.High, SecuritySeverity: 6.5,
		Tags: []string{"security", "legacy-authentication", "external/cwe/cwe-309"},
		What: "A user's credential on `Connect-AzAccount`, `Connect-MicrosoftTeams`, `Connect-SPOService`, `Connect-PnPOnline`, " +
			"`Connect-PowerBIServiceAccount`, `Add-PowerAppsAccount`, `Connect-AipService`, `Add-AzureAccount`, `Connect-MSGraph` or `az login`, " +
			"and `SharePointOnlineCredentials` of CSOM.",
		Why: `A user name and password cannot answer a request for multifactor authentication, which Azure enforces for changes and
tenants require elsewhere. Let an application sign in with a certificate, use the managed identity where the job runs
in Azure, or sign in interactively where a person runs the script.`,
		Bad:  "Connect-MicrosoftTeams -Credential $c",
		Good: "Connect-MicrosoftTeams -ApplicationId $appId -CertificateThumbprint $thumbprint -TenantId $tenantId",
		Limits: []string{
			"An application's secret (`-ServicePrincipal`, `-ClientSecretCredential`, `Connect-MgGraph -Credential`) is no user's password.",
			"`Connect-SPOService -Credential` with a user name alone only asks for the password.",
			"`SharePointOnlineCredentials` that the script keeps in a variable and never reads are not reported.",
		},
		References: []string{"https://learn.microsoft.com/powershell/azure/authenticate-noninteractive", "https://learn.microsoft.com/entra/identity/authentication/concept-mandatory-multifactor-authentication"},
		Deadlines:  due.Deadlines("mfa-arm"),
		Categories: []rule.Category{
			{Name: "azure", Title: "Sign-in to Azure with a user name and password", Deadlines: due.Deadlines("mfa-arm")},
			{Name: "service", Title: "Sign-in to a Microsoft service with a user name and password", Deadlines: []rule.Deadline{}},
		},
		Fixes: rewrite.FixesOf("EXO1501"),
		Triggers: []string{"azaccount", "azureaccount", "connect-microsoftteams", "connect-sposervice", "connect-pnponline", "connect-sponline",
			"connect-powerbi", "login-powerbi", "add-powerappsaccount", "connect-aipservice", "connect-aadrmservice", "connect-msgraph", "sharepointonlinecredentials", "|azlogin|", "|az.cmdlogin|", "|az.exelogin|",
			"import-module & -prefix", "|ipmo| & -prefix"},
	}, serviceCredential, unit.Input, unit.Inventory)
}

func serviceCredential(pass *analysis.Pass) (any, error) {
	inv := unit.InventoryOf(pass)
	for _, s := range inv.SignIns {
		if isExchange(s) || s.Method != inventory.CredentialMethod || s.Retired && s.Cmdlet != "Add-AzureAccount" {
			continue
		}
		f := unit.Finding{
			Diagnostic: analysis.Diagnostic{Pos: s.At.Pos(), End: s.At.End(), Category: "service", Related: callers(pass, s)},
			Trail:      trail(pass, s),
		}
		reason := "which fails for accounts that must use multifactor authentication"
		if s.Service == inventory.Azure {
			f.Category, f.Deadline = "azure", "mfa-arm"
			reason = "which fails where multifactor authentication is enforced, as for changes in Azure"
		}
		advice, manner := rewrite.SignIn(inv, s, unit.Of(pass).Rewrite)
		f.Advice = advice
		f.Message = fmt.Sprintf("%s signs in to %s with user name and password%s, %s; %s", s.Cmdlet, s.Service, from(s), reason, instead(s, manner))
		unit.Report(pass, f)
	}
	return nil, nil
}

// instead says how to sign in instead.
func instead(s *inventory.SignIn, manner rewrite.Target) string {
	if s.Cmdlet == "SharePointOnlineCredentials" {
		return fmt.Sprintf("get the ClientContext from PnP PowerShell (Connect-PnPOnline, then Get-PnPContext), with %s", manner)
	}
	return "use " + manner.String()
}
