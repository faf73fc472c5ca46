package tenant

import (
	"golang.org/x/tools/go/analysis"

	"github.com/exolint/exolint/rules/due"
	"github.com/exolint/exolint/rules/rule"
	"github.com/exolint/exolint/scanner/inventory"
	"github.com/exolint/exolint/scanner/rewrite"
	"github.com/exolint/exolint/scanner/unit"
)

// MailboxSMTPAuth finds Set-CASMailbox turning SMTP AUTH on for a mailbox.
func MailboxSMTPAuth() *rule.Rule {
	return rule.New(rule.Meta{
		ID:       "EXO4001",
		Name:     "mailbox-smtp-auth",
		Title:    "SMTP AUTH turned on for a mailbox",
		Since:    "0.1.0",
		Severity: rule.Warning, Confidence: rule.High, SecuritySeverity: 5.0,
		Tags: []string{"security", "exchange-online", "tenant-setting"},
		What: "`Set-CASMailbox` with `-SmtpClientAuthenticationDisabled $false`, and the DSC resource `EXOCASMailboxSettings` with the same.",
		Why: `The setting lets the mailbox send by authenticated SMTP whatever the organisation's setting is. Exchange Online turns Basic
authentication for client submission off by default, so what needs this setting has to move: to Microsoft Graph, to
High Volume Email or to Azure Communication Services. A sender that moves to OAuth stays with SMTP, and goes on needing the setting.`,
		Bad:        "Set-CASMailbox -Identity printer@contoso.example -SmtpClientAuthenticationDisabled $false",
		Good:       "Set-CASMailbox -Identity printer@contoso.example -SmtpClientAuthenticationDisabled $null",
		Limits:     []string{"`$true` (off) and `$null` (as the organisation) are not reported, nor is a value that is not known."},
		References: []string{"https://learn.microsoft.com/exchange/clients-and-mobile-in-exchange-online/authenticated-client-smtp-submission"},
		Fixes:      rewrite.FixesOf("EXO4001"),
		Deadlines:  due.Deadlines("smtp-auth-basic"),
		Categories: []rule.Category{testFixture("SMTP AUTH turned on for a mailbox")},
		Triggers:   []string{"smtpclientauth"},
	}, mailboxSMTPAuth, unit.Input, unit.Inventory)
}

func mailboxSMTPAuth(pass *analysis.Pass) (any, error) {
	enabling(pass, func(t *inventory.TenantSetting) {
		unit.Report(pass, unit.Finding{
			Diagnostic: analysis.Diagnostic{Pos: t.At.Pos(), End: t.At.End(), Category: variant(t, ""),
				Message: t.Cmdlet + " turns SMTP AUTH on for a mailbox; with Basic authentication " +
					due.Stops("smtp-auth-basic") + "; move the sender to Microsoft Graph and set $null (SMTP with OAuth goes on needing it)"},
			Deadline: "smtp-auth-basic",
			Advice:   setting(t, "$null"),
		})
	}, "Set-CASMailbox", "EXOCASMailboxSettings")
	return nil, nil
}
