package tenant

import (
	"golang.org/x/tools/go/analysis"

	"github.com/exolint/exolint/rules/due"
	"github.com/exolint/exolint/rules/rule"
	"github.com/exolint/exolint/scanner/inventory"
	"github.com/exolint/exolint/scanner/rewrite"
	"github.com/exolint/exolint/scanner/unit"
)

// TenantSMTPAuth finds Set-TransportConfig turning SMTP AUTH on for the organisation.
func TenantSMTPAuth() *rule.Rule {
	return rule.New(rule.Meta{
		ID:       "EXO4002",
		Name:     "tenant-smtp-auth",
		Title:    "SMTP AUTH turned on for the whole organisation",
		Since:    "0.1.0",
		Severity: rule.Warning, Confidence: rule.High, SecuritySeverity: 6.5,
		Tags: []string{"security", "exchange-online", "tenant-setting"},
		What: "`Set-TransportConfig` with `-SmtpClientAuthenticationDisabled $false`, and the DSC resource `EXOTransportConfig` with the same.",
		Why: `The setting lets every mailbox send by authenticated SMTP, where passwords can be guessed without multifactor
authentication. Organisations made since January 2020 have it off. Turn it on for the few mailboxes that need it until
they have moved to Microsoft Graph or OAuth.`,
		Bad:        "Set-TransportConfig -SmtpClientAuthenticationDisabled $false",
		Good:       "Set-TransportConfig -SmtpClientAuthenticationDisabled $true",
		Limits:     []string{"`$true` is not reported, nor is a value that is not known."},
		References: []string{"https://learn.microsoft.com/powershell/module/exchangepowershell/set-transportconfig"},
		Fixes:      rewrite.FixesOf("EXO4002"),
		Deadlines:  due.Deadlines("smtp-auth-basic"),
		Categories: []rule.Category{testFixture("SMTP AUTH turned on for the whole organisation")},
		Triggers:   []string{"smtpclientauth"},
	}, tenantSMTPAuth, unit.Input, unit.Inventory)
}

func tenantSMTPAuth(pass *analysis.Pass) (any, error) {
	enabling(pass, func(t *inventory.TenantSetting) {
		unit.Report(pass, unit.Finding{
			Diagnostic: analysis.Diagnostic{Pos: t.At.Pos(), End: t.At.End(), Category: variant(t, ""),
				Message: t.Cmdlet + " turns SMTP AUTH on for every mailbox of the organisation; with Basic authentication " +
					due.Stops("smtp-auth-basic") + "; set $true and allow single mailboxes until they have moved"},
			Deadline: "smtp-auth-basic",
			Advice:   setting(t, "$true"),
		})
	}, "Set-TransportConfig", "EXOTransportConfig")
	return nil, nil
}
