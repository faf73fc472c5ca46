package inventory

import (
	"slices"
	"strings"

	"github.com/exolint/exolint/scanner/facts"
	"github.com/exolint/exolint/scanner/syntax"
)

// mailObjects adds the mail that .NET objects send.
func (b *builder) mailObjects() {
	for c := range b.info.Constructs("SmtpClient") {
		if b.isMailKit(c) {
			b.mailKit(c)
		} else {
			b.smtpClient(c)
		}
	}
}

// isMailKit reports whether an SmtpClient is MailKit's: its name says so, or it is used as MailKit's is.
func (b *builder) isMailKit(c *facts.Construct) bool {
	name := fold(c.TypeName)
	if strings.Contains(name, "mailkit") {
		return true
	}
	return !strings.Contains(name, ".") && slices.ContainsFunc(c.Invocations, func(v *facts.Invocation) bool { return equalsAny(v.Name, "Authenticate", "Connect") })
}

// smtpClient adds a System.Net.Mail.SmtpClient.
func (b *builder) smtpClient(c *facts.Construct) {
	m := &MailSend{API: SmtpClient, Name: c.TypeName, Construct: c, At: c.At(c.Node)}
	if len(c.Arguments) > 0 {
		m.Server = c.Arguments[0].Value
	}
	if len(c.Arguments) > 1 {
		m.Port = c.Arguments[1].Value
	}
	if p, ok := c.Property("Host"); ok {
		m.Server = p.Value
	}
	if p, ok := c.Property("Port"); ok {
		m.Port = p.Value
	}
	if p, ok := c.Property("Credentials"); ok && p.Value.Kind != facts.Null && !isOwnCredential(b.textOf(p.Expr, c.Outer)) {
		m.authenticate(p.Value, b.expressionSource(p.Value, p.Expr, c.Outer))
	}
	m.From = senderOf(c)
	if !m.Authenticated {
		m.OAuth = b.mentions("xoauth2") // which the class takes by reflection only
	}
	b.addMail(m)
}

// senderOf returns the sender of what a System.Net.Mail.SmtpClient sends: an argument of Send, or of the message that is sent.
func senderOf(c *facts.Construct) facts.Value {
	for _, v := range c.Invocations {
		switch {
		case !equalsAny(v.Name, "Send"):
		case len(v.Arguments) == 4:
			return v.Arguments[0].Value
		case len(v.Arguments) == 1:
			for one := range v.Arguments[0].Value.Each() {
				if one.Object != nil {
					return senderOfMessage(one.Object)
				}
			}
		}
	}
	return facts.Value{}
}

// senderOfMessage returns the sender of a System.Net.Mail.MailMessage.
func senderOfMessage(c *facts.Construct) facts.Value {
	if p, ok := c.Property("From"); ok {
		return p.Value
	}
	if len(c.Arguments) > 1 {
		return c.Arguments[0].Value
	}
	return facts.Value{}
}

// mailKit adds what a MailKit client signs in to: the underlined place is where it passes the password.
func (b *builder) mailKit(c *facts.Construct) {
	m := &MailSend{API: MailKit, Name: c.TypeName, Construct: c, At: c.At(c.Node)}
	for _, v := range c.Invocations {
		switch {
		case equalsAny(v.Name, "Connect", "ConnectAsync") && len(v.Arguments) > 0:
			m.Server = v.Arguments[0].Value
		case equalsAny(v.Name, "Authenticate", "AuthenticateAsync"):
			m.At = v.At(v.Node)
			m.OAuth = b.isOAuth(v)
			m.Authenticated = !m.OAuth
		}
	}
	b.addMail(m)
}

// isOAuth reports whether a MailKit client authenticates with a token: by a mechanism object, not by name and password.
func (b *builder) isOAuth(v *facts.Invocation) bool {
	for _, a := range v.Arguments {
		if a.Value.Object != nil && strings.Contains(fold(a.Value.Object.TypeName), "oauth") || strings.Contains(fold(b.textOf(a.Expr, v.Outer)), "oauth") {
			return true
		}
	}
	return false
}

// collaborationPrefix begins the names of the fields that configure CDO.
const collaborationPrefix = "schemas.microsoft.com/cdo/configuration/"

// collaborationObjects adds the mail that CDO sends, by the fields that configure it. A script has one configuration as a rule,
// so the fields of a script are read together.
func (b *builder) collaborationObjects() {
	if !b.mentions("cdo/configuration") {
		return
	}
	var server facts.Value
	var password syntax.Node
	for _, a := range b.nodes.assignments {
		switch b.fieldOf(a.Left) {
		case "smtpserver":
			server = b.info.ValueOf(a.Right)
		case "sendpassword":
			password = a
			b.take(b.info.ValueOf(a.Right), syntax.ExpressionOf(a.Right), nil, Secret{Kind: Password, Sink: CredentialSink, Name: "CDO.Message"})
		}
	}
	if password != nil {
		b.addMail(&MailSend{API: CDO, Name: "CDO.Message", At: password, Server: server, Authenticated: true})
	}
}

// fieldOf returns the name of the CDO field that left sets; "" if it sets none.
func (b *builder) fieldOf(left syntax.Expr) string {
	if m, ok := left.(*syntax.MemberExpression); ok {
		left = m.Target // .Value
	}
	var name syntax.Node
	switch e := left.(type) {
	case *syntax.InvokeMemberExpression:
		if len(e.Arguments) == 1 {
			name = e.Arguments[0]
		}
	case *syntax.IndexExpression:
		name = e.Index
	}
	if name == nil {
		return ""
	}
	text, _ := b.info.ValueOf(name).Text()
	_, field, ok := strings.Cut(fold(text), collaborationPrefix)
	if !ok {
		return ""
	}
	return field
}
