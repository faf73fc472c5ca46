package inventory

import (
	"testing"

	"github.com/exolint/exolint/scanner/facts"
)

// text makes a value of known pieces; "?" stands for an unknown one.
func text(pieces ...string) facts.Value {
	v := facts.Value{Kind: facts.String}
	for _, p := range pieces {
		v.Fragments = append(v.Fragments, facts.Fragment{Text: p, Known: p != "?"})
	}
	for i := range v.Fragments {
		if !v.Fragments[i].Known {
			v.Fragments[i] = facts.Fragment{Why: "$x"}
		}
	}
	return v
}

func TestHostOf(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name  string
		value facts.Value
		want  string
	}{
		{"address", text("https://Outlook.Office365.com/powershell-liveid/"), "outlook.office365.com"},
		{"unknown query", text("https://ps.outlook.com/powershell-liveid?DelegatedOrg=", "?"), "ps.outlook.com"},
		{"unknown path", text("https://ps.outlook.com/", "?"), "ps.outlook.com"},
		{"unknown host", text("http://", "?", "/PowerShell/"), ""},
		{"host that may go on", text("https://outlook.office365.com", "?"), ""},
		{"host alone", text("smtp.office365.com"), "smtp.office365.com"},
		{"port", text("smtp.office365.com:587"), "smtp.office365.com"},
		{"user", text("smtp://user@smtp.office365.com:587"), "smtp.office365.com"},
		{"IPv6", text("::1"), "::1"},
		{"IPv6 with port", text("smtp://[::1]:25"), "::1"},
		{"unknown", facts.Value{}, ""},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			if got := hostOf(tc.value); got != tc.want {
				t.Errorf("hostOf() = %q, want %q", got, tc.want)
			}
		})
	}
}

func TestClassOf(t *testing.T) {
	t.Parallel()
	either := func(values ...facts.Value) facts.Value { return facts.Value{Alternatives: values} }
	tests := []struct {
		name  string
		value facts.Value
		want  Endpoint
	}{
		{"client submission", text("smtp.office365.com"), ClientSubmission},
		{"client submission of another cloud", text("smtp.office365.us"), ClientSubmission},
		{"direct send", text("contoso-example.mail.protection.outlook.com"), DirectSend},
		{"direct send of an unknown tenant", text("?", ".mail.protection.outlook.com"), DirectSend},
		{"high volume email", text("smtp.hve.mx.microsoft"), HVE},
		{"old high volume email", text("smtp-hve.office365.com"), HVE},
		{"communication services", text("smtp.azurecomm.net"), ACS},
		{"relay", text("relay.corp.local"), OtherServer},
		{"address of a relay", text("10.0.0.25"), OtherServer},
		{"name that only looks like it", text("smtp.office365.com.corp.local"), OtherServer},
		{"another provider", text("smtp.sendgrid.net"), OtherServer},
		{"host alone of a name for examples", text("example"), OtherServer},
		{"template's mark", text("<server>"), UnknownEndpoint},
		{"words", text("SMTP SERVER"), UnknownEndpoint},
		{"name of documentation", text("mail.contoso.com"), UnknownEndpoint},
		{"domain of documentation that is internal", text("exch01.domain.local"), OtherServer},
		{"name of documentation in front", text("your.smtp.server.com"), UnknownEndpoint},
		{"name that says what it is", text("SMTPServerName.com"), UnknownEndpoint},
		{"name to be replaced", text("smtp.YourCompany.co.uk"), UnknownEndpoint},
		{"reserved name", text("smtp.corp.example"), UnknownEndpoint},
		{"words for a server", text("SmtpServer"), UnknownEndpoint},
		{"words for a server with a sign between", text("Exchange-Server"), UnknownEndpoint},
		{"words for a server with dots between", text("my.smtp.server"), UnknownEndpoint},
		{"words for somebody's server", text("SomeSmtpServer"), UnknownEndpoint},
		{"words for a server's name", text("myserverFQDN"), UnknownEndpoint},
		{"words for a server's address", text("SMTPServerAddress"), UnknownEndpoint},
		{"words for a host", text("your_email_host_name"), UnknownEndpoint},
		{"words for a server in Portuguese", text("servidor_smtp"), UnknownEndpoint},
		{"word that a host may have for a name", text("mail"), OtherServer},
		{"words that a host may have for a name", text("SMTPRELAY"), OtherServer},
		{"words for a server with a number", text("smtpserver01"), OtherServer},
		{"words for a server in front of a domain", text("mailserver.corp.local"), OtherServer},
		{"words for a server within a name", text("smtp.exchangeserverpro.net"), OtherServer},
		{"somebody's company", text("smtp.somecompany.com"), UnknownEndpoint},
		{"domain of a server", text("mail.server.com"), UnknownEndpoint},
		{"domain of servers in a domain", text("mail.server.northgate.net"), OtherServer},
		{"address of no network", text("0.0.0.0"), UnknownEndpoint},
		{"address of all", text("255.255.255.255"), UnknownEndpoint},
		{"address of crosses", text("x.x.x.x"), UnknownEndpoint},
		{"address of numbers and crosses", text("192.168.1.xx"), UnknownEndpoint},
		{"sentence", text("e.g.: smtp.northgate.net"), UnknownEndpoint},
		{"client submission with a blank", text("smtp.office365.com: 587"), ClientSubmission},
		{"nothing", text(""), UnknownEndpoint},
		{"none", text("None"), UnknownEndpoint},
		{"null", text("null"), UnknownEndpoint},
		{"not applicable", text("N/A"), UnknownEndpoint},
		{"to be changed", text("ChangeMe"), UnknownEndpoint},
		{"to be changed, in words", text("change-me"), UnknownEndpoint},
		{"signs", text("--"), UnknownEndpoint},
		{"torn mark", text("RELAY>"), UnknownEndpoint},
		{"variable as text", text("$server"), UnknownEndpoint},
		{"letters beyond ASCII", text("smtp.münchen.net"), OtherServer},
		{"underscore", text("mail_relay01"), OtherServer},
		{"IPv6", text("[2001:db8::25]:25"), OtherServer},
		{"name that begins with none", text("none-relay01"), OtherServer},
		{"an address that begins with n", text("smtp://n/a"), OtherServer},
		{"unknown", facts.Value{}, UnknownEndpoint},
		{"client submission or a relay", either(text("relay.corp.local"), text("smtp.office365.com")), ClientSubmission},
		{"one relay or another", either(text("a.corp.local"), text("b.corp.local")), OtherServer},
		{"a relay or unknown", either(text("a.corp.local"), facts.Value{}), UnknownEndpoint},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			if got := classOf(tc.value); got != tc.want {
				t.Errorf("classOf() = %q, want %q", got, tc.want)
			}
		})
	}
}

func TestIsLocal(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name  string
		value facts.Value
		want  bool
	}{
		{"name", text("LOCALHOST"), true},
		{"address", text("127.0.0.1"), true},
		{"address with port", text("127.0.0.1:2525"), true},
		{"another address of the machine", text("127.1.2.3"), true},
		{"IPv6", text("[::1]:25"), true},
		{"another machine", text("10.0.0.25"), false},
		{"name that begins like an address", text("127.0.0.1.corp.net"), false},
		{"one of two", facts.Value{Alternatives: []facts.Value{text("localhost"), text("smtp.office365.com")}}, false},
		{"unknown", facts.Value{}, false},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			if got := isLocal(tc.value); got != tc.want {
				t.Errorf("isLocal() = %t, want %t", got, tc.want)
			}
		})
	}
}
