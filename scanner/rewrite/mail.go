package rewrite

import (
	"slices"
	"strings"

	"github.com/exolint/exolint/scanner/config"
	"github.com/exolint/exolint/scanner/edit"
	"github.com/exolint/exolint/scanner/facts"
	"github.com/exolint/exolint/scanner/inventory"
	"github.com/exolint/exolint/scanner/syntax"
)

// mail answers the findings about mail.
func (s *script) mail(c *Change) {
	if !strings.HasPrefix(c.Rule, "EXO2") {
		return
	}
	m := s.mailAt(c.At)
	switch {
	case m == nil:
		c.refuse(NoRewrite)
	case m.Call != nil && m.Call.Outer != nil:
		c.refuse(ExecutedString)
	case m.API != inventory.SendMailMessage && m.API != inventory.SmtpClient:
		c.refuse(OtherMailAPI, m.Name)
	case m.Class == inventory.HVE:
		c.refuse(StillAllowed)
	case m.Class == inventory.ACS:
		c.refuse(NoRewrite)
	case m.Class == inventory.DirectSend || m.Class == inventory.OtherServer:
		c.refuse(OtherMailServer)
	case m.Class != inventory.ClientSubmission:
		c.refuse(MailServer)
	case m.API == inventory.SmtpClient:
		s.mailObject(c, m)
	case s.o.Values.Mail == config.MailHVE:
		s.otherServer(c, m, "smtp.hve.mx.microsoft", NeedHVE)
	case s.o.Values.Mail == config.MailACS:
		s.otherServer(c, m, "smtp.azurecomm.net", NeedACS)
	default:
		s.graphMail(c, m)
	}
}

// mailAt returns the mail that a finding at n is about; nil where there is none.
func (s *script) mailAt(n syntax.Node) *inventory.MailSend {
	for _, m := range s.inv.Mail {
		if m.At.Pos() == n.Pos() && m.At.End() == n.End() {
			return m
		}
	}
	for _, m := range s.inv.Mail {
		if m.Call != nil && m.Call.Outer == nil && within(n, m.Call.Node) || within(n, m.At) {
			return m
		}
	}
	return nil
}

// otherServer keeps the command and sends by a server that goes on taking a password.
func (s *script) otherServer(c *Change, m *inventory.MailSend, host string, need Need) {
	if need == NeedHVE && !s.internal(m) {
		c.refuse(External)
		return
	}
	server, ok := m.Call.Argument("SmtpServer")
	if !ok || server.Expr == nil || m.Call.Open() {
		c.refuse(MailArgument, "SmtpServer")
		return
	}
	c.Message = otherServerMessage
	if !s.replaceArguments(c, m.Call, []string{"SmtpServer", "Port"}, []argument{{name: "SmtpServer", value: host}, {name: "Port", value: "587"}}) {
		return
	}
	if _, ok := m.Call.Argument("UseSsl"); !ok {
		c.Edits = append(c.Edits, edit.Arguments(s.f, m.Call.Node, nil, []string{"-UseSsl"})...)
	}
	c.Needs = append(c.Needs, need)
}

// internal reports whether every recipient is known to be in one of the organisation's domains.
func (s *script) internal(m *inventory.MailSend) bool {
	for _, r := range m.Recipients {
		for v := range elements(r) {
			text, ok := v.Text()
			_, domain, at := strings.Cut(strings.ToLower(strings.TrimSuffix(text, ">")), "@")
			if !ok || !at || !slices.Contains(s.o.Domains, domain) {
				return false
			}
		}
	}
	return len(m.Recipients) > 0
}

// elements yields the elements of a list, or the value itself where it is none.
func elements(v facts.Value) func(func(facts.Value) bool) {
	return func(yield func(facts.Value) bool) {
		if v.Kind != facts.Array {
			yield(v)
			return
		}
		for _, e := range v.Elements {
			if !yield(e) {
				return
			}
		}
	}
}

// graphMail rewrites Send-MailMessage to Send-MgUserMail.
func (s *script) graphMail(c *Change, m *inventory.MailSend) {
	s.choose(c, m.Credential, "", "")
	call := m.Call
	switch p, ok := s.info.Parent(call.Node).(*syntax.Pipeline); {
	case call.Open():
		c.refuse(UnknownSplat, s.splatNames(call))
		return
	case !ok || p.Elements[0] != syntax.PipelineElement(call.Node):
		c.refuse(PipelineInput)
		return
	case len(call.Faults) > 0:
		c.refuse(MailArgument, s.f.Text(call.Faults[0].Node))
		return
	}
	msg, refusal := s.messageOfCall(call)
	if refusal != nil {
		c.Refusal = refusal
		return
	}
	s.sendByGraph(c, call.Node, msg, texts(s.common(call)))
}

// sendByGraph writes the message in the place of at, and the sign-in before it where none is in sight.
func (s *script) sendByGraph(c *Change, at syntax.Node, msg *message, common []string) {
	stmt := s.statementAround(at)
	if stmt == nil {
		c.refuse(NoRewrite)
		return
	}
	span := edit.SpanOf(s.f, at)
	indent := edit.Indent(s.f.Src, edit.Line(s.f.Src, span.Start).End)
	c.Edits = append(c.Edits, edit.Replace(s.f, span, msg.text(s.command("Send-MgUserMail"), indent, common)))
	if !s.signedInToGraph(stmt) {
		connect, refusal := s.graphSignIn(c)
		if refusal != nil {
			c.Edits, c.Refusal = nil, refusal
			return
		}
		before := s.outOfLoops(stmt)
		start := s.f.Offset(before.Pos())
		sep := "; "
		if edit.Indent(s.f.Src, start) == s.f.Src[edit.Line(s.f.Src, start).Start:start] {
			sep = "\n" + edit.Indent(s.f.Src, start)
		}
		if start == span.Start {
			c.Edits[len(c.Edits)-1].New = connect + sep + c.Edits[len(c.Edits)-1].New
		} else {
			c.Edits = append(c.Edits, edit.Edit{Start: start, End: start, New: connect + sep})
		}
		s.graph = append(s.graph, before)
	}
	c.Message = graphMessage
	c.Needs = append(c.Needs, NeedGraphModule)
	switch c.Target {
	case AppOnly:
		c.Needs = append(c.Needs, NeedApp, NeedCertificate, NeedMailSend)
	case ManagedIdentity:
		c.Needs = append(c.Needs, NeedIdentity, NeedMailSend)
	default:
		c.Needs = append(c.Needs, NeedMailScope)
	}
	if len(msg.attachments) > 0 {
		c.Notes = append(c.Notes, "Microsoft Graph takes attachments of up to 3 MB in one request")
	}
	c.Notes = append(c.Notes, msg.notes...)
}

// outOfLoops returns the outermost loop that stmt stands in, within its function; stmt itself where it stands in none. To
// sign in once is enough.
func (s *script) outOfLoops(stmt syntax.Node) syntax.Node {
	out := stmt
	for n := s.info.Parent(stmt); n != nil; n = s.info.Parent(n) {
		switch n := n.(type) {
		case *syntax.FunctionDefinition:
			return out
		case *syntax.ScriptBlockExpression:
			cmd, ok := s.info.Parent(n).(*syntax.Command)
			if call := s.calls[cmd]; !ok || call == nil || !syntax.EqualFold(call.Name, "ForEach-Object") {
				return out
			}
			if p := s.statementAround(cmd); p != nil {
				out = p
			}
		default:
			if isLoop(n) && s.isStatement(n) {
				out = n
			}
		}
	}
	return out
}

// graphSignIn returns the command that signs in to Microsoft Graph.
func (s *script) graphSignIn(c *Change) (string, *Refusal) {
	args := []argument{{name: "Scopes", value: "'Mail.Send'"}}
	switch c.Target {
	case AppOnly:
		certificate, refusal := s.certificate(c, certificateNames{"CertificateThumbprint", "", "Certificate"})
		if refusal != nil {
			return "", refusal
		}
		args = []argument{{name: "ClientId", value: s.appID(c)}, certificate, {name: "TenantId", value: s.organization(c)}}
	case ManagedIdentity:
		args = []argument{{name: "Identity"}}
		if id := s.o.Values.ManagedIdentityID; id != "" {
			args = append(args, argument{name: "ClientId", value: expression(id)})
		}
	}
	return s.command("Connect-MgGraph") + " " + strings.Join(texts(append(args, argument{name: "NoWelcome"})), " "), nil
}

// signedInToGraph reports whether a sign-in to Microsoft Graph always runs before stmt: it stands earlier in one of the
// lists of statements around it.
func (s *script) signedInToGraph(stmt syntax.Node) bool {
	before := slices.Clone(s.graph)
	for _, e := range s.inv.SignIns {
		if e.Service == inventory.Graph && e.Call != nil && e.Call.Outer == nil {
			if at := s.statementAround(e.Call.Node); at != nil {
				before = append(before, at)
			}
		}
	}
	for n := stmt; n != nil; n = s.info.Parent(n) {
		if _, ok := n.(*syntax.FunctionDefinition); ok {
			return false // it may be called from anywhere
		}
		for _, b := range before {
			if s.info.Parent(b) == s.info.Parent(n) && b.Pos() < n.Pos() {
				return true
			}
		}
	}
	return false
}
