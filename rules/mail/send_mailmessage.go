package mail

import (
	"golang.org/x/tools/go/analysis"

	"github.com/exolint/exolint/rules/due"
	"github.com/exolint/exolint/rules/rule"
	"github.com/exolint/exolint/scanner/inventory"
	"github.com/exolint/exolint/scanner/rewrite"
	"github.com/exolint/exolint/scanner/unit"
)

// MailMessage finds Send-MailMessage, and judges it by the server that it sends through.
func MailMessage() *rule.Rule {
	return rule.New(rule.Meta{
		ID:       "EXO2001",
		Name:     "send-mailmessage",
		Title:    "Mail sent with Send-MailMessage",
		Since:    "0.1.0",
		Severity: rule.Warning, Confidence: rule.High, SecuritySeverity: 5.0,
		Tags: []string{"security", "mail", "legacy-authentication", "external/cwe/cwe-309"},
		What: "`Send-MailMessage`, judged by the server and by whether it is given a credential. The server may come from a variable, a " +
			"splatted hashtable or `$PSEmailServer`.",
		Why: `Send-MailMessage can sign in with a user name and password only. Exchange Online turns that off for client submission
(smtp.office365.com). The cmdlet is obsolete as well, so nothing will be added to it.

Through Exchange Online, send with Send-MgUserMail as an application that may send from that mailbox alone. A relay of
your own, High Volume Email (to internal recipients) and Azure Communication Services (to any) are other ways.`,
		Bad:  "Send-MailMessage -From app@contoso.example -To ops@contoso.example -Subject Report -Body $body -SmtpServer smtp.office365.com -Port 587 -UseSsl -Credential $cred",
		Good: "Send-MgUserMail -UserId app@contoso.example -BodyParameter $message",
		Limits: []string{
			"A server that is not Exchange Online's is a note, with a credential too.",
			"A mailbox of Outlook.com, by its user or else its sender, that goes by `smtp-mail.outlook.com` is in no tenant, so its server is taken for another one.",
			"A name that is made for examples, such as `smtp.example.com`, what no host can be called, and a word for a server or for none, such as `SmtpServer` and `None`, are taken for a server that is not known.",
			"A Pester test that sends to the machine itself, or to a server that its cases name, is not reported.",
			"Names of the cmdlet in text, in Get-Command and in lists of exports are not reported.",
		},
		References: []string{
			"https://learn.microsoft.com/powershell/module/microsoft.powershell.utility/send-mailmessage",
			"https://learn.microsoft.com/graph/api/user-sendmail",
		},
		Fixes:      rewrite.FixesOf("EXO2001"),
		Deadlines:  due.Deadlines("smtp-auth-basic", "send-mailmessage"),
		Categories: categories("send-mailmessage"),
		Triggers:   []string{"send-mailmessage"},
	}, mailMessage, unit.Input, unit.Facts, unit.Inventory)
}

func mailMessage(pass *analysis.Pass) (any, error) {
	for _, m := range unit.InventoryOf(pass).Mail {
		if m.API == inventory.SendMailMessage {
			report(pass, m, "Send-MailMessage", "send-mailmessage")
		}
	}
	return nil, nil
}
