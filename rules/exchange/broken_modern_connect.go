package exchange

import (
	"fmt"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/exolint/exolint/rules/rule"
	"github.com/exolint/exolint/scanner/inventory"
	"github.com/exolint/exolint/scanner/rewrite"
	"github.com/exolint/exolint/scanner/syntax"
	"github.com/exolint/exolint/scanner/unit"
)

// BrokenModernConnect finds sign-ins by certificate or managed identity that cannot work.
func BrokenModernConnect() *rule.Rule {
	return rule.New(rule.Meta{
		ID:       "EXO1006",
		Name:     "broken-modern-connect",
		Title:    "Modern sign-in that cannot work as it is written",
		Since:    "0.1.0",
		Severity: rule.Error, Confidence: rule.High,
		Tags: []string{"exchange-online"},
		What: "A managed identity or a certificate without `-Organization`, `-ManagedIdentity` on `Connect-IPPSSession`, an `-Organization` that is no " +
			"`.onmicrosoft.com` domain, a parameter that only sign-ins to other services have, such as `-TenantId`, and `-CertificateThumbprint` in a script " +
			"for Linux or macOS.",
		Why: `Connect-ExchangeOnline needs the organisation's primary .onmicrosoft.com domain with a certificate or a managed
identity; it takes no other domain and no tenant id. Connect-IPPSSession has no managed identity. A thumbprint names a
certificate in a Windows certificate store; elsewhere the certificate is given as a file or an object.`,
		Bad:        "Connect-ExchangeOnline -ManagedIdentity",
		Good:       "Connect-ExchangeOnline -ManagedIdentity -Organization contoso.onmicrosoft.com",
		Limits:     []string{"An organisation whose name is not known is not judged.", "`-AppId` alone is not reported.", "A script is taken to run on Linux or macOS only where its first line says so."},
		References: []string{"https://learn.microsoft.com/powershell/exchange/connect-exo-powershell-managed-identity", "https://learn.microsoft.com/powershell/module/exchangepowershell/connect-exchangeonline"},
		Categories: []rule.Category{
			{Name: "no-organization", Title: "-ManagedIdentity or a certificate without -Organization"},
			{Name: "no-managed-identity", Title: "-ManagedIdentity on Connect-IPPSSession"},
			{Name: "wrong-organization", Title: "-Organization that is no .onmicrosoft.com domain"},
			{Name: "no-parameter", Title: "A parameter that only sign-ins to other services have"},
			{Name: "thumbprint", Title: "-CertificateThumbprint where there is no Windows certificate store"},
		},
		Fixes:    rewrite.FixesOf("EXO1006"),
		Triggers: []string{"connect-exchangeonline", "connect-ippssession", "import-module & -prefix", "|ipmo| & -prefix"},
	}, brokenModernConnect, unit.Input, unit.Inventory)
}

func brokenModernConnect(pass *analysis.Pass) (any, error) {
	inv := unit.InventoryOf(pass)
	for _, s := range inv.SignIns {
		if !isConnect(s) {
			continue
		}
		if s.Misfit != nil {
			reportBroken(pass, inv, s, s.Misfit, "no-managed-identity",
				"Connect-IPPSSession has no -ManagedIdentity; use a certificate")
			continue
		}
		for _, p := range s.Foreign {
			if s.Method != inventory.CredentialMethod {
				reportBroken(pass, inv, s, s.Call.At(p), "no-parameter", fmt.Sprintf("%s has no -%s and fails with it; %s", s.Cmdlet, p.Name, ownParameter(p.Name)))
			}
		}
		if lacksOrganization(s) {
			reportBroken(pass, inv, s, s.Call.At(s.Argument.Node), "no-organization",
				fmt.Sprintf("-%s needs -Organization; add the primary .onmicrosoft.com domain of the tenant", s.Argument.Parameter))
		}
		if wrong := wrongOrganization(s); s.AppOnly() && wrong != "" {
			reportBroken(pass, inv, s, s.Call.At(s.Organization.Expr), "wrong-organization", wrong)
		}
		if s.Argument != nil && s.Argument.Parameter == "CertificateThumbprint" && isForUnix(unit.Of(pass).Syntax) {
			reportBroken(pass, inv, s, s.Call.At(s.Argument.Node), "thumbprint",
				"-CertificateThumbprint works on Windows only, and the first line of the script is for another system; use -CertificateFilePath or -Certificate")
		}
	}
	return nil, nil
}

// lacksOrganization reports whether the sign-in needs an organisation and surely has none. An application of a partner may name a
// customer's instead, a foreign parameter is reported in its place, and a table that PowerShell cannot read may have lost it.
func lacksOrganization(s *inventory.SignIn) bool {
	if s.Organization != nil || s.Argument == nil || s.Open || len(s.Foreign) > 0 {
		return false
	}
	if s.Argument.Splat != nil && len(s.Call.File.Errors) > 0 {
		return false
	}
	_, delegated := s.Call.Argument("DelegatedOrganization")
	return s.Method == inventory.ManagedIdentity || s.Method == inventory.Certificate && !delegated
}

// ownParameter says what the Exchange cmdlets have in the place of another sign-in's parameter.
func ownParameter(name string) string {
	switch strings.ToLower(name) {
	case "tenantid", "tenant":
		return "name the tenant with -Organization, by its primary .onmicrosoft.com domain"
	case "clientid", "applicationid":
		return "name the application with -AppId"
	case "thumbprint":
		return "name the certificate with -CertificateThumbprint"
	case "certificatepath":
		return "name the certificate's file with -CertificateFilePath"
	case "identity":
		return "sign in as the managed identity with -ManagedIdentity"
	default:
		return "it takes no application's secret, so use a certificate or a managed identity"
	}
}

func reportBroken(pass *analysis.Pass, inv *inventory.Inventory, s *inventory.SignIn, at syntax.Node, category, message string) {
	advice := ""
	if category != "thumbprint" && category != "no-parameter" {
		advice, _ = rewrite.SignIn(inv, s, unit.Of(pass).Rewrite)
	}
	unit.Report(pass, unit.Finding{Diagnostic: analysis.Diagnostic{Pos: at.Pos(), End: at.End(), Category: category, Message: message}, Advice: advice})
}

// wrongOrganization says what is wrong with the organisation; "" where nothing is, or where it is not known or is a placeholder.
func wrongOrganization(s *inventory.SignIn) string {
	if s.Organization == nil || s.Organization.Expr == nil {
		return ""
	}
	text, ok := s.Organization.Value().Text()
	if !ok || text == "" || strings.ContainsAny(text, "<>{}%$ _") || len(s.Organization.Value().Trail) > 0 && s.Organization.Splat != nil {
		return ""
	}
	domain := strings.ToLower(text)
	for _, suffix := range []string{"onmicrosoft.com", "onmicrosoft.us", "onmschina.cn", "onmicrosoft.de"} {
		switch {
		case strings.HasSuffix(domain, "."+suffix):
			return "" // behind a name, or behind a variable that is still to be filled
		case domain == suffix:
			return fmt.Sprintf("-Organization lacks the name of the tenant before %s; put the primary .onmicrosoft.com domain of the tenant here", suffix)
		}
	}
	if !strings.Contains(domain, ".") && strings.Count(domain, "-") != 4 {
		return ""
	}
	return "-Organization takes the primary .onmicrosoft.com domain of the tenant, and no other domain or tenant id; put that here"
}

// isForUnix reports whether the first line of the script names an interpreter, which only Unix-like systems read.
func isForUnix(f *syntax.File) bool { return strings.HasPrefix(f.Src, "#!") }
