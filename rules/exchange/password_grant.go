package exchange

import (
	"fmt"

	"golang.org/x/tools/go/analysis"

	"github.com/exolint/exolint/rules/rule"
	"github.com/exolint/exolint/scanner/inventory"
	"github.com/exolint/exolint/scanner/rewrite"
	"github.com/exolint/exolint/scanner/unit"
)

// PasswordGrant finds scripts that ask the Microsoft identity platform for a token with a user name and password.
func PasswordGrant() *rule.Rule {
	return rule.New(rule.Meta{
		ID:       "EXO1004",
		Name:     "password-grant",
		Title:    "Token requested with a user name and password",
		Since:    "0.1.0",
		Severity: rule.Error, Confidence: rule.High, SecuritySeverity: 7.5,
		Tags: []string{"security", "legacy-authentication", "external/cwe/cwe-309"},
		What: "Resource owner password credentials (ROPC) by hand: a form with `grant_type=password` for the Microsoft identity platform, " +
			"`UserPasswordCredential` of ADAL, `AcquireTokenByUsernamePassword` of MSAL, and `Get-MsalToken -UserCredential`.",
		Why: `This grant hands the password to the script and cannot answer a request for multifactor authentication, so it fails
as soon as the account must use it. MSAL has deprecated it. Let an application sign in with a certificate or a managed
identity, or a person interactively.`,
		Bad:  "$body = @{ grant_type = 'password'; client_id = $id; username = $u; password = $p }\nInvoke-RestMethod -Method Post -Uri 'https://login.microsoftonline.com/organizations/oauth2/v2.0/token' -Body $body",
		Good: "Connect-MgGraph -ClientId $appId -TenantId $tenantId -CertificateThumbprint $thumbprint -NoWelcome",
		Limits: []string{
			"A form with `grant_type=password` for a service that is not Microsoft's, or whose address is not known, is not reported.",
			"An object with the password that the script keeps in a variable and never reads is not reported.",
		},
		References: []string{"https://learn.microsoft.com/entra/identity-platform/v2-oauth-ropc"},
		Triggers:   []string{"grant_type", "userpasswordcredential", "usercredential", "acquiretokenbyusernamepassword"},
	}, passwordGrant, unit.Input, unit.Inventory)
}

func passwordGrant(pass *analysis.Pass) (any, error) {
	inv := unit.InventoryOf(pass)
	for _, s := range inv.SignIns {
		if s.Method != inventory.PasswordGrant {
			continue
		}
		advice, manner := rewrite.SignIn(inv, s, unit.Of(pass).Rewrite)
		unit.Report(pass, unit.Finding{
			Diagnostic: analysis.Diagnostic{Pos: s.At.Pos(), End: s.At.End(), Related: callers(pass, s),
				Message: fmt.Sprintf("%s asks for a token with user name and password%s, which fails for accounts that must use multifactor authentication; use %s",
					s.Cmdlet, from(s), instead(s, advice, manner))},
			Advice: advice,
			Trail:  trail(pass, s),
		})
	}
	return nil, nil
}

// instead says how to sign in instead. Not every resource lets an application in.
func instead(s *inventory.SignIn, advice string, manner rewrite.Target) string {
	if advice != "" || s.Resource == "" || manner == rewrite.Interactive {
		return manner.String()
	}
	return fmt.Sprintf("%s where %s takes it, else sign in interactively", manner, s.Resource)
}
