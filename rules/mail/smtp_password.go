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

// SMTPPassword finds other means than Send-MailMessage and SmtpClient that sign in to client submission with a password.
func SMTPPassword() *rule.Rule {
	return rule.New(rule.Meta{
		ID:       "EXO2003",
		Name:     "smtp-password",
		Title:    "Mail API or program that signs in to client submission with a password",
		Since:    "0.1.0",
		Severity: rule.Error, Confidence: rule.High, SecuritySeverity: 5.0,
		Tags: []string{"security", "mail", "legacy-authentication", "external/cwe/cwe-309"},
		What: "MailKit's `Authenticate`, Mailozaurr's `Send-EmailMessage`, `Send-MailKitMessage`, CDO, and programs such as blat, swaks and curl, " +
			"where they pass a user name and password to smtp.office365.com or another host of client submission.",
		Why: `Exchange Online turns Basic authentication for client submission off, whatever sends. MailKit and Mailozaurr can sign in
with OAuth instead; CDO and most programs cannot. Sending through Microsoft Graph needs no SMTP at all.`,
		Bad:  "Send-EmailMessage -From a@contoso.example -To b@contoso.example -Server smtp.office365.com -Credential $c -Subject s",
		Good: "Send-EmailMessage -From a@contoso.example -To b@contoso.example -Graph -Credential $graph -Subject s",
		Limits: []string{
			"A server that is not client submission, or that is not known, is not reported.",
			"A sign-in with a token (OAuth) is not reported.",
		},
		References: []string{"https://learn.microsoft.com/exchange/client-developer/legacy-protocols/how-to-authenticate-an-imap-pop-smtp-application-by-using-oauth"},
		Deadlines:  due.Deadlines("smtp-auth-basic"),
		Triggers:   []string{"send-emailmessage", "mailkit", "smtpclient", "cdo/configuration", "|blat|", "|swaks|", "|sendemail|", "|mailsend|", "|curl|", "emailserver"},
	}, smtpPassword, unit.Input, unit.Facts, unit.Inventory)
}

func smtpPassword(pass *analysis.Pass) (any, error) {
	inv := unit.InventoryOf(pass)
	for _, m := range inv.Mail {
		switch {
		case m.API == inventory.SendMailMessage, m.API == inventory.SmtpClient:
			continue // rules of their own
		case m.Class != inventory.ClientSubmission, !m.Authenticated, m.OAuth:
			continue
		}
		unit.Report(pass, unit.Finding{
			Diagnostic: analysis.Diagnostic{Pos: m.At.Pos(), End: m.At.End(),
				Message: fmt.Sprintf("%s signs in to %s with user name and password%s; this %s; %s", m.Name, serverName(m), from(m), turnedOff(), instead(m))},
			Deadline: "smtp-auth-basic",
			Advice:   rewrite.Mail(unit.FactsOf(pass), inv, m, unit.Of(pass).Rewrite),
			Trail:    trail(pass, m),
		})
	}
	return nil, nil
}

// instead says what else the means can do.
func instead(m *inventory.MailSend) string {
	switch m.API {
	case inventory.MailKit:
		return "authenticate with SaslMechanismOAuth2, or use Send-MgUserMail (Microsoft Graph)"
	case inventory.Mailozaurr:
		return "use -Graph or -OAuth2 instead of a password, or Send-MgUserMail"
	default:
		return "use Send-MgUserMail (Microsoft Graph)"
	}
}
