package mail

import (
	"golang.org/x/tools/go/analysis"

	"github.com/exolint/exolint/rules/due"
	"github.com/exolint/exolint/rules/rule"
	"github.com/exolint/exolint/scanner/inventory"
	"github.com/exolint/exolint/scanner/rewrite"
	"github.com/exolint/exolint/scanner/unit"
)

// SMTPClient finds System.Net.Mail.SmtpClient, and judges it by the server that it sends through.
func SMTPClient() *rule.Rule {
	return rule.New(rule.Meta{
		ID:       "EXO2002",
		Name:     "smtpclient",
		Title:    "Mail sent with System.Net.Mail.SmtpClient",
		Since:    "0.1.0",
		Severity: rule.Warning, Confidence: rule.High, SecuritySeverity: 5.0,
		Tags: []string{"security", "mail", "legacy-authentication", "external/cwe/cwe-309"},
		What: "A `System.Net.Mail.SmtpClient`, made by `New-Object` or `::new()`, judged by its server and by whether its `Credentials` are set.",
		Why: `The class can sign in with a user name and password only. Exchange Online turns that off for client submission
(smtp.office365.com), and .NET advises against the class.

Through Exchange Online, send with Send-MgUserMail as an application that may send from that mailbox alone.`,
		Bad:  "$client = New-Object System.Net.Mail.SmtpClient('smtp.office365.com', 587)\n$client.EnableSsl = $true\n$client.Credentials = New-Object System.Net.NetworkCredential($user, $pass)\n$client.Send($message)",
		Good: "Send-MgUserMail -UserId app@contoso.example -BodyParameter $message",
		Limits: []string{"A server that is not Exchange Online's is a note, with a credential too.",
			"A mailbox of Outlook.com, by its user or else its sender, that goes by `smtp-mail.outlook.com` is in no tenant, so its server is taken for another one.",
			"A name that is made for examples, such as `smtp.example.com`, what no host can be called, and a word for a server or for none, such as `SmtpServer` and `None`, are taken for a server that is not known.",
			"A Pester test that sends to the machine itself, or to a server that its cases name, is not reported.",
			"The signed-in user's own credential (`DefaultNetworkCredentials`) is no password."},
		References: []string{"https://github.com/dotnet/platform-compat/blob/master/docs/DE0005.md", "https://learn.microsoft.com/graph/api/user-sendmail"},
		Fixes:      rewrite.FixesOf("EXO2002"),
		Deadlines:  due.Deadlines("smtp-auth-basic", "smtpclient"),
		Categories: categories("smtpclient"),
		Triggers:   []string{"smtpclient"},
	}, smtpClient, unit.Input, unit.Facts, unit.Inventory)
}

func smtpClient(pass *analysis.Pass) (any, error) {
	for _, m := range unit.InventoryOf(pass).Mail {
		if m.API == inventory.SmtpClient && !m.OAuth {
			report(pass, m, "SmtpClient", "smtpclient")
		}
	}
	return nil, nil
}
