package inventory

import (
	"slices"
	"strings"
	"unicode"

	"github.com/exolint/exolint/scanner/facts"
	"github.com/exolint/exolint/scanner/syntax"
)

// An Endpoint is the class of mail server that a script sends to.
type Endpoint string

// The classes of mail servers.
const (
	UnknownEndpoint  Endpoint = ""
	ClientSubmission Endpoint = "client-submission" // smtp.office365.com, smtp-legacy.office365.com and sovereign ones
	DirectSend       Endpoint = "direct-send"       // *.mail.protection.outlook.com
	HVE              Endpoint = "hve"               // High Volume Email
	ACS              Endpoint = "acs"               // Azure Communication Services
	OtherServer      Endpoint = "other"             // a literal host that is not Exchange Online's
	GraphMail        Endpoint = "graph"
)

// A MailAPI is the means by which a script sends mail.
type MailAPI string

// The means.
const (
	SendMailMessage MailAPI = "Send-MailMessage"
	SmtpClient      MailAPI = "System.Net.Mail.SmtpClient"
	MailKit         MailAPI = "MailKit"
	Mailozaurr      MailAPI = "Mailozaurr"
	MailKitMessage  MailAPI = "Send-MailKitMessage"
	CDO             MailAPI = "CDO"
	NativeMailer    MailAPI = "native" // a program such as blat, swaks or curl
	SendMgUserMail  MailAPI = "Send-MgUserMail"
)

// A MailSend is a place where the script sends mail.
type MailSend struct {
	API       MailAPI
	Name      string           // what the script calls it, such as "Send-MailMessage" or "blat"
	Call      *facts.Call      // nil where it is no command
	Construct *facts.Construct // nil where it is no object
	File      *syntax.File     // the script
	At        syntax.Node      // what a person would underline; never nil

	Server     facts.Value
	Port       facts.Value
	Class      Endpoint
	Credential *facts.Source      // where the user name and password come from; nil where none is passed or it is not known
	Sources    []facts.SourceKind // all kinds of places that they can come from, that of Credential first

	Local         bool // the server runs on the machine that runs the script
	Consumer      bool // the server is Outlook.com's, for a mailbox of a person, which is in no tenant
	Fixture       bool // the script is a Pester test
	Authenticated bool // it passes a user name and password
	OAuth         bool // it passes a token instead
	Open          bool // it may have arguments that are not known

	From       facts.Value
	Recipients []facts.Value // of To, Cc and Bcc, where known
}

// mailHosts are Microsoft's mail servers that take mail from scripts; a leading dot stands for the hosts below.
var mailHosts = []struct {
	host  string
	class Endpoint
}{
	{"smtp.office365.com", ClientSubmission},
	{"smtp-legacy.office365.com", ClientSubmission},
	{"smtp.office365.us", ClientSubmission},
	{"smtp-legacy.office365.us", ClientSubmission},
	{"smtp.partner.outlook.cn", ClientSubmission},
	{"smtp.outlook.com", ClientSubmission},
	{"smtp.outlook.office365.com", ClientSubmission},
	{"smtp-mail.outlook.com", ClientSubmission},
	{"outlook.office365.com", ClientSubmission},
	{"outlook.office.com", ClientSubmission},
	{"pod51000.outlook.com", ClientSubmission},
	{".mail.protection.outlook.com", DirectSend},
	{".mail.protection.office365.us", DirectSend},
	{".mail.protection.partner.outlook.cn", DirectSend},
	{".mail.eo.outlook.com", DirectSend},
	{".mx.microsoft", DirectSend},
	{"smtp.hve.mx.microsoft", HVE},
	{"smtp-hve.office365.com", HVE},
	{"smtp.azurecomm.net", ACS},
}

// classOf returns the class of the server. Where it is one of several, client submission counts first, as that is what must
// change; else they have to agree.
func classOf(server facts.Value) Endpoint {
	class, first := UnknownEndpoint, true
	for v := range server.Each() {
		c := classOfOne(v)
		switch {
		case c == ClientSubmission:
			return c
		case first:
			class, first = c, false
		case c != class:
			class = UnknownEndpoint
		}
	}
	return class
}

func classOfOne(v facts.Value) Endpoint {
	text, whole := v.Prefix()
	if whole && (isNoServer(text) || isMailAddress(text)) {
		return UnknownEndpoint // "n/a" is no address either, and a mailbox is no server
	}
	if host := hostOf(v); host != "" {
		c := classOfHost(host)
		if c == OtherServer && strings.ContainsFunc(strings.TrimSpace(text), unicode.IsSpace) {
			return UnknownEndpoint // "e.g.: smtp.contoso.net"
		}
		return c
	}
	if n := len(v.Fragments); n > 0 && v.Fragments[n-1].Known {
		if c := classOfHost(fold(v.Fragments[n-1].Text)); c != OtherServer {
			return c // "$tenant.mail.protection.outlook.com"
		}
	}
	return UnknownEndpoint
}

func classOfHost(host string) Endpoint {
	exact := OtherServer
	for _, h := range mailHosts {
		if host == h.host || strings.HasPrefix(h.host, ".") && strings.HasSuffix(host, h.host) {
			exact = h.class
		}
	}
	if exact == OtherServer && (isPlaceholderHost(host) || isMicrosoftMail(host)) {
		return UnknownEndpoint
	}
	return exact
}

// isMicrosoftMail reports whether host stands below the domains in which Microsoft's mail servers are.
func isMicrosoftMail(host string) bool {
	return slices.ContainsFunc([]string{".office365.com", ".office.com", ".outlook.com", ".office365.us", ".partner.outlook.cn", ".mx.microsoft"},
		func(domain string) bool { return strings.HasSuffix(host, domain) })
}

// mailCall adds the mail that the call sends, and reports whether the cmdlet sends mail.
func (b *builder) mailCall(call *facts.Call) bool {
	switch fold(call.Name) {
	case "send-mailmessage":
		b.addMail(b.smtpCall(call, SendMailMessage))
	case "send-emailmessage":
		m := b.smtpCall(call, Mailozaurr)
		m.OAuth = firstBound(call, "OAuth2", "OAuth", "Graph", "MgGraphRequest", "MgGraph", "SendGrid", "SES", "Mailgun") != nil
		b.addMail(m)
	case "send-mailkitmessage":
		b.addMail(b.smtpCall(call, MailKitMessage))
	case "emailserver":
		m := b.smtpCall(call, NativeMailer)
		m.Authenticated = bound(call, "Password") != nil
		b.addMail(m)
	case "send-mgusermail", "send-mgbetausermail", "send-mguserMessage":
		m := &MailSend{API: SendMgUserMail, Name: call.Name, Call: call, At: nameOf(call), Class: GraphMail, OAuth: true, From: valueOf(bound(call, "UserId"))}
		b.addMail(m)
	default:
		return false
	}
	return true
}

// smtpCall reads the parameters that the mail cmdlets share.
func (b *builder) smtpCall(call *facts.Call, api MailAPI) *MailSend {
	m := &MailSend{API: api, Name: call.Name, Call: call, At: nameOf(call), Open: call.Open()}
	m.From = valueOf(bound(call, "From"))
	m.Port = valueOf(bound(call, "Port"))
	for _, p := range []string{"To", "Cc", "Bcc"} {
		if a := bound(call, p); a != nil {
			m.Recipients = append(m.Recipients, a.Value())
		}
	}
	server := firstBound(call, "SmtpServer", "Server", "ComputerName")
	if server == nil && api == SendMailMessage {
		m.Server = b.preferredServer()
	} else {
		m.Server = valueOf(server)
	}
	if c := bound(call, "Credential"); c != nil {
		m.authenticate(c.Value(), b.sourceOf(call, c))
	}
	return m
}

// authenticate notes that m passes a credential with that source, unless it is nobody's. One without a user's name is still to
// be filled in: nobody passes it to sign in as nobody.
func (m *MailSend) authenticate(credential facts.Value, source *facts.Source) {
	if !isNobody(source) || isBlank(source.UserName) {
		m.Authenticated, m.Credential, m.Sources = true, source, kindsOf(credential, source)
	}
}

// isBlank reports whether v is known to be an empty string.
func isBlank(v facts.Value) bool {
	text, known := v.Text()
	return known && text == ""
}

// preferredServer returns the value of $PSEmailServer, which Send-MailMessage uses where it is given no server.
func (b *builder) preferredServer() facts.Value {
	var v facts.Value
	for a := range b.info.Assignments() {
		if a.Key == "" && equalsAny(a.Name, "PSEmailServer") {
			v = a.Value
		}
	}
	return v
}

// addMail adds m with its class.
func (b *builder) addMail(m *MailSend) {
	if m.Class == UnknownEndpoint {
		m.Class = classOf(m.Server)
	}
	switch consumer, known := m.isConsumer(); {
	case consumer:
		m.Class, m.Consumer = OtherServer, true
	case !known:
		m.Class = UnknownEndpoint
	}
	m.File, m.Fixture, m.Local = b.info.File, b.fixture, isLocal(m.Server)
	b.inv.Mail = append(b.inv.Mail, m)
}

// IsMicrosoft reports whether the server is one of Microsoft's mail servers, perhaps one that is not known.
func (m *MailSend) IsMicrosoft() bool { return isMicrosoftMail(hostOf(m.Server)) }

// consumerServer is the server to which the mailboxes of Outlook.com submit mail. Those of a tenant can do so too.
const consumerServer = "smtp-mail.outlook.com"

// isConsumer reports whether m signs in with a mailbox of Outlook.com: as its user or, where that is not known, as its sender. It is
// not known where neither is, and the server takes mail from both kinds of mailboxes.
func (m *MailSend) isConsumer() (consumer, known bool) {
	if m.Class != ClientSubmission || hostOf(m.Server) != consumerServer {
		return false, true
	}
	if m.Credential != nil {
		if user, known := m.Credential.UserName.Text(); known && strings.Contains(user, "@") {
			return isConsumerMailbox(user), true
		}
	}
	sender, known := m.From.Text()
	return isConsumerMailbox(sender), known
}

// isConsumerMailbox reports whether an address is in one of the domains that Outlook.com has in many countries, such as outlook.com
// and hotmail.co.uk.
func isConsumerMailbox(address string) bool {
	_, domain, _ := strings.Cut(fold(strings.Trim(address, "<> ")), "@")
	name, country, _ := strings.Cut(strings.TrimRight(domain, "> "), ".")
	switch name {
	case "outlook", "hotmail", "live", "msn", "windowslive":
		top := strings.TrimPrefix(strings.TrimPrefix(country, "com."), "co.")
		return country == "com" || len(top) == 2
	}
	return false
}
