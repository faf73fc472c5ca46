package register

import (
	"fmt"
	"net/mail"
	"slices"
	"strings"

	"github.com/exolint/exolint/scanner/facts"
	"github.com/exolint/exolint/scanner/inventory"
)

// mailState returns the state of a mail send.
func mailState(m *inventory.MailSend) string {
	switch {
	case m.OAuth, m.Class == inventory.GraphMail:
		return Modern
	case m.Class == inventory.ClientSubmission:
		return Legacy // with a password, or it does not work at all
	case m.Class == inventory.HVE && m.Authenticated:
		return Legacy
	case m.Class == inventory.ACS:
		return Modern
	case m.Class == inventory.UnknownEndpoint:
		return Undecided
	default:
		return Elsewhere
	}
}

// mailAuth says how a mail send signs in.
func mailAuth(m *inventory.MailSend) string {
	switch {
	case m.Class == inventory.GraphMail:
		return "Microsoft Graph"
	case m.OAuth:
		return "OAuth token"
	case m.Class == inventory.ACS && m.Authenticated:
		return "application's secret"
	case m.Authenticated:
		return "user name and password"
	case m.Open:
		return Unknown + ": the arguments are not all in the script"
	default:
		return "none"
	}
}

// endpointText names the server, and what it is.
func endpointText(m *inventory.MailSend) string {
	names := distinct(slices.Collect(m.Server.Texts()))
	what := classText(m.Class)
	switch {
	case m.Class == inventory.GraphMail:
		return what
	case len(names) == 0 && m.Class == inventory.UnknownEndpoint:
		return because(m.Server)
	case len(names) == 0:
		return what
	default:
		return strings.Join(names, ", ") + " (" + what + ")"
	}
}

func classText(c inventory.Endpoint) string {
	switch c {
	case inventory.ClientSubmission:
		return "client submission"
	case inventory.DirectSend:
		return "direct send or connector"
	case inventory.HVE:
		return "High Volume Email"
	case inventory.ACS:
		return "Azure Communication Services"
	case inventory.OtherServer:
		return "not Exchange Online"
	case inventory.GraphMail:
		return "Microsoft Graph"
	}
	return "server of unknown kind"
}

// because says that a value is not known, and why.
func because(v facts.Value) string {
	why := v.Why
	for _, f := range v.Fragments {
		if !f.Known && why == "" {
			why = f.Why
		}
	}
	if why == "" {
		return Unknown
	}
	return Unknown + ": " + why
}

// addressesIn returns the addresses of a text that may name several, in lower case; ok is false where something in it is no address.
func addressesIn(text string) (addresses []string, ok bool) {
	ok = true
	for _, part := range strings.FieldsFunc(text, func(r rune) bool { return r == ',' || r == ';' }) {
		if part = strings.TrimSpace(part); part == "" {
			continue
		}
		parsed, err := mail.ParseAddress(part)
		if err != nil {
			ok = false
			continue
		}
		addresses = append(addresses, strings.ToLower(parsed.Address))
	}
	return addresses, ok && len(addresses) > 0
}

// valuesIn returns the addresses that a value holds; ok is false where it may hold others.
func valuesIn(v facts.Value) (addresses []string, ok bool) {
	ok = v.Kind != facts.Unknown || v.Alternatives != nil
	for one := range v.Each() {
		if one.Kind == facts.Array {
			for _, e := range one.Elements {
				more, known := valuesIn(e)
				addresses, ok = append(addresses, more...), ok && known
			}
			continue
		}
		text, known := one.Text()
		more, plain := addressesIn(text)
		addresses, ok = append(addresses, more...), ok && known && plain
	}
	return addresses, ok
}

// senderOf returns the addresses that mail is sent from; where the script does not say, those of the account that signs in.
func senderOf(m *inventory.MailSend) []string {
	addresses, _ := valuesIn(m.From)
	if len(addresses) == 0 {
		for _, name := range accountsOf(m.Credential) {
			more, _ := addressesIn(name)
			addresses = append(addresses, more...)
		}
	}
	return distinct(addresses)
}

// recipientsOf says to whom mail goes: to colleagues, to others, or to both, by the domains of the organisation.
func recipientsOf(m *inventory.MailSend, domains []string) string {
	if len(m.Recipients) == 0 {
		return Unknown
	}
	internal, external, all := 0, 0, true
	for _, v := range m.Recipients {
		addresses, ok := valuesIn(v)
		all = all && ok
		for _, a := range addresses {
			if _, domain, _ := strings.Cut(a, "@"); slices.Contains(domains, domain) {
				internal++
			} else {
				external++
			}
		}
	}
	switch {
	case len(domains) == 0 && internal+external > 0:
		return Unknown + ": accepted-domains is not configured"
	case internal > 0 && external > 0:
		return "mixed"
	case !all:
		return Unknown + ": not all of them are in the script"
	case external > 0:
		return "external"
	default:
		return "internal only"
	}
}

// mailOption says what the mail should go through instead.
func mailOption(m *inventory.MailSend, recipients string) string {
	switch m.Class {
	case inventory.GraphMail:
		return "none needed"
	case inventory.HVE:
		return "HVE with OAuth"
	case inventory.ACS:
		return "ACS: keep"
	case inventory.OtherServer:
		if m.Consumer {
			return "a mailbox of the organisation, by OAuth (Microsoft Graph)"
		}
		return "relay: keep"
	case inventory.DirectSend:
		if recipients == "internal only" {
			return "direct send: keep, behind a connector"
		}
		return "relay through a connector; direct send reaches internal recipients only"
	case inventory.ClientSubmission:
		if m.OAuth {
			return "none needed"
		}
	default:
		return "first find out the server; if it is Exchange Online: " + submissionOption(recipients)
	}
	return submissionOption(recipients)
}

// submissionOption says what stands in place of client submission with a password.
func submissionOption(recipients string) string {
	switch recipients {
	case "internal only":
		return "OAuth (Microsoft Graph), or HVE"
	case "external", "mixed":
		return "OAuth (Microsoft Graph), or ACS"
	default:
		return "OAuth (Microsoft Graph)"
	}
}

// workloadText names the system that sends.
func workloadText(path string, m *inventory.MailSend) string {
	return fmt.Sprintf("%s (%s)", path, m.Name)
}
