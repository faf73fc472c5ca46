// Package mail has the rules about sending mail.
package mail

import (
	"fmt"
	"net/netip"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/exolint/exolint/rules/due"
	"github.com/exolint/exolint/rules/rule"
	"github.com/exolint/exolint/scanner/facts"
	"github.com/exolint/exolint/scanner/inventory"
	"github.com/exolint/exolint/scanner/rewrite"
	"github.com/exolint/exolint/scanner/unit"
)

// categories are the variants of the rules about Send-MailMessage and SmtpClient: by the server, and by what is passed to it.
func categories(obsolete string) []rule.Category {
	own := due.Deadlines(obsolete)
	return []rule.Category{
		{Name: "client-submission", Title: "Mail through client submission with a user name and password", Severity: rule.Error, Deadlines: due.Deadlines("smtp-auth-basic", obsolete)},
		{Name: "no-password", Title: "Mail through client submission without a password in sight", Severity: rule.Warning, Deadlines: due.Deadlines("smtp-auth-basic", obsolete)},
		{Name: "unknown-server", Title: "Mail with a user name and password through a server that is not known", Severity: rule.Warning, Deadlines: own},
		{Name: "unknown-relay", Title: "Mail without a password through a server that is not known", Severity: rule.Note, Deadlines: own},
		{Name: "direct-send", Title: "Mail by Direct Send or through a connector", Severity: rule.Note, Deadlines: own},
		{Name: "hve", Title: "Mail through High Volume Email", Severity: rule.Note, Deadlines: due.Deadlines("hve-basic", obsolete)},
		{Name: "acs", Title: "Mail through Azure Communication Services", Severity: rule.Note, Deadlines: own},
		{Name: "local-server", Title: "Mail through a server on the machine that runs the script", Severity: rule.Note, Deadlines: own},
		{Name: "other-server", Title: "Mail through a server that is not Exchange Online's", Severity: rule.Note, Deadlines: own},
	}
}

// category returns the variant of m.
func category(m *inventory.MailSend) string {
	switch m.Class {
	case inventory.ClientSubmission:
		if m.Authenticated {
			return "client-submission"
		}
		return "no-password"
	case inventory.DirectSend:
		return "direct-send"
	case inventory.HVE:
		return "hve"
	case inventory.ACS:
		return "acs"
	case inventory.OtherServer:
		if m.Local {
			return "local-server"
		}
		return "other-server"
	}
	if m.Authenticated {
		return "unknown-server"
	}
	return "unknown-relay"
}

// report reports m in the words of its variant. name is what sends, obsolete the retirement of that itself. A test that sends to
// the machine itself, or to what its cases say, sends nothing: its server is a fake one.
func report(pass *analysis.Pass, m *inventory.MailSend, name, obsolete string) {
	if m.Fixture && (m.Local || m.Class == inventory.UnknownEndpoint) {
		return
	}
	inv := unit.InventoryOf(pass)
	variant := category(m)
	f := unit.Finding{
		Diagnostic: analysis.Diagnostic{Pos: m.At.Pos(), End: m.At.End(), Category: variant},
		Deadline:   obsolete,
		Trail:      trail(pass, m),
	}
	server := serverName(m)
	switch variant {
	case "client-submission":
		f.Deadline = "smtp-auth-basic"
		f.Advice = rewrite.Mail(unit.FactsOf(pass), inv, m, unit.Of(pass).Rewrite)
		f.Message = fmt.Sprintf("%s signs in to %s with user name and password%s; this %s; use Send-MgUserMail (Microsoft Graph)", name, server, from(m), turnedOff())
	case "no-password":
		f.Deadline = "smtp-auth-basic"
		f.Advice = rewrite.Mail(unit.FactsOf(pass), inv, m, unit.Of(pass).Rewrite)
		f.Message = fmt.Sprintf("%s sends through %s, which takes no mail without a sign-in; use Send-MgUserMail (Microsoft Graph)", name, server)
	case "unknown-server":
		f.Advice = rewrite.Mail(unit.FactsOf(pass), inv, m, unit.Of(pass).Rewrite)
		f.Message = fmt.Sprintf("%s passes a user name and password%s to %s; if that is Exchange Online, this %s, so use Send-MgUserMail",
			name, from(m), unknown(m), turnedOff())
	case "unknown-relay":
		f.Message = fmt.Sprintf("%s, and sends to %s; a relay of your own can stay, for Exchange Online use Send-MgUserMail", due.Sentence(pass, obsolete, name), unknown(m))
	case "direct-send":
		f.Message = fmt.Sprintf("%s sends to %s, by Direct Send, which the tenant can reject, or a connector; keep a connector that recognises the sender, or use Send-MgUserMail",
			name, server)
	case "hve":
		f.Deadline = "hve-basic"
		f.Message = fmt.Sprintf("%s sends through High Volume Email, to recipients of the organisation only; with user name and password %s", name, due.Note("hve-basic"))
	case "acs":
		f.Message = fmt.Sprintf("%s sends through Azure Communication Services with an application's secret; this is no mailbox sign-in, keep the secret out of the script", name)
	case "local-server":
		f.Message = fmt.Sprintf("%s sends through %s, a mail server on the machine that runs the script; check how that server passes mail on; %s", name, server, due.Sentence(pass, obsolete, plain(name)))
	case "other-server":
		if m.Consumer {
			f.Message = fmt.Sprintf("%s sends through %s with a mailbox of Outlook.com, which is in no tenant: the dates for Exchange Online do not apply, and app-only sign-in cannot reach it; %s",
				name, server, due.Sentence(pass, obsolete, plain(name)))
			break
		}
		f.Message = fmt.Sprintf("%s sends through %s, which is not Exchange Online; %s", name, server, due.Sentence(pass, obsolete, plain(name)))
	}
	unit.Report(pass, f)
}

// turnedOff says of a sign-in to client submission with a password what happens to it, without the subject.
func turnedOff() string {
	_, predicate, _ := strings.Cut(due.Stops("smtp-auth-basic"), " ")
	return predicate
}

// plain returns the name for use within a sentence.
func plain(name string) string { return name + " itself" }

// serverName returns the server for a message.
func serverName(m *inventory.MailSend) string {
	for text := range m.Server.Texts() {
		return text
	}
	if m.Class == inventory.DirectSend {
		return "the tenant's mail.protection.outlook.com"
	}
	if m.Class == inventory.ClientSubmission {
		return "client submission"
	}
	return "a server"
}

// unknown describes a server of which nothing is known, or the text that holds its place.
func unknown(m *inventory.MailSend) string {
	text, ok := m.Server.Text()
	if _, err := netip.ParseAddr(text); ok && err == nil {
		return fmt.Sprintf("'%s', which is the address of no server", text)
	}
	if ok && text != "" {
		if m.IsMicrosoft() {
			return text + ", which is Microsoft's"
		}
		return fmt.Sprintf("'%s', which by its name only holds the place of a server", text)
	}
	return "a server that is not known here"
}

// from says where the credential of m comes from, as an insertion; "" where it is not known.
func from(m *inventory.MailSend) string {
	if p := inventory.Origins(m.Sources); p != "" {
		return " from " + p
	}
	return ""
}

func trail(pass *analysis.Pass, m *inventory.MailSend) []facts.Step {
	if m.Credential == nil {
		return nil
	}
	return unit.Steps(pass, m.Credential.Trail)
}
