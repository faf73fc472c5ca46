package exchange

import (
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
		What: "`-ManagedIdentity` without `-Organization`, `-ManagedIdentity` on `Connect-IPPSSession`, an `-Organization` that is no " +
			"`.onmicrosoft.com` domain, and `-CertificateThumbprint` in a script for Linux or macOS.",
		Why: `Connect-ExchangeOnline needs the organisation's primary .onmicrosoft.com domain with a certificate or a managed
identity; it takes no other domain and no tenant id. Connect-IPPSSession has no managed identity. A thumbprint names a
certificate in a Windows certificate store; elsewhere the certificate is given as a file or an object.`,
		Bad:        "Connect-ExchangeOnline -ManagedIdentity",
		Good:       "Connect-ExchangeOnline -ManagedIdentity -Organization contoso.onmicrosoft.com",
		Limits:     []string{"An organisation whose name is not known is not judged.", "A script is taken to run on Linux or macOS only where its first line says so."},
		References: []string{"https://learn.microsoft.com/powershell/exchange/connect-exo-powershell-managed-identity", "https://learn.microsoft.com/powershell/module/exchangepowershell/connect-exchangeonline"},
		Categories: []rule.Category{
			{Name: "no-organization", Title: "-ManagedIdentity without -Organization"},
			{Name: "no-managed-identity", Title: "-ManagedIdentity on Connect-IPPSSession"},
			{Name: "wrong-organization", Title: "-Organization that is no .onmicrosoft.com domain"},
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
		if s.Method == inventory.ManagedIdentity && s.Argument != nil && s.Organization == nil && !s.Open {
			reportBroken(pass, inv, s, s.Call.At(s.Argument.Node), "no-organization",
				"-ManagedIdentity needs -Organization; add the primary .onmicrosoft.com domain of the tenant")
		}
		if s.AppOnly() && isWrongOrganization(s) {
			reportBroken(pass, inv, s, s.Call.At(s.Organization.Expr), "wrong-organization",
				"-Organization takes the primary .onmicrosoft.com domain of the tenant, and no other domain or tenant id; put that here")
		}
		if s.Argument != nil && s.Argument.Parameter == "CertificateThumbprint" && isForUnix(unit.Of(pass).Syntax) {
			reportBroken(pass, inv, s, s.Call.At(s.Argument.Node), "thumbprint",
				"-CertificateThumbprint works on Windows only, and the first line of the script is for another system; use -CertificateFilePath or -Certificate")
		}
	}
	return nil, nil
}

func reportBroken(pass *analysis.Pass, inv *inventory.Inventory, s *inventory.SignIn, at syntax.Node, category, message string) {
	advice := ""
	if category != "thumbprint" {
		advice, _ = rewrite.SignIn(inv, s, unit.Of(pass).Rewrite)
	}
	unit.Report(pass, unit.Finding{Diagnostic: analysis.Diagnostic{Pos: at.Pos(), End: at.End(), Category: category, Message: message}, Advice: advice})
}

// isWrongOrganization reports whether the organisation is known, is no placeholder, and is no .onmicrosoft.com domain.
func isWrongOrganization(s *inventory.SignIn) bool {
	if s.Organization == nil || s.Organization.Expr == nil {
		return false
	}
	text, ok := s.Organization.Value().Text()
	if !ok || text == "" || strings.ContainsAny(text, "<>{}%$ _") || len(s.Organization.Value().Trail) > 0 && s.Organization.Splat != nil {
		return false
	}
	domain := strings.ToLower(text)
	for _, suffix := range []string{".onmicrosoft.com", ".onmicrosoft.us", ".onmschina.cn", ".onmicrosoft.de"} {
		if strings.HasSuffix(domain, suffix) {
			return false
		}
	}
	return strings.Contains(domain, ".") || strings.Count(domain, "-") == 4
}

// isForUnix reports whether the first line of the script names an interpreter, which only Unix-like systems read.
func isForUnix(f *syntax.File) bool { return strings.HasPrefix(f.Src, "#!") }
