package remedy

import (
	"strings"

	"github.com/exolint/exolint/scanner/facts"
	"github.com/exolint/exolint/scanner/inventory"
	"github.com/exolint/exolint/scanner/syntax"
)

// Mail returns the lines that send the mail of m through Microsoft Graph: the sign-in, and Send-MgUserMail with what the
// old call was given. What is not known is left to be put in.
func Mail(inv *inventory.Inventory, m *inventory.MailSend) string {
	s := &inventory.SignIn{Service: inventory.Graph, Credential: m.Credential}
	manner := MannerOf(inv, s)
	connect := line(s, manner)
	if manner == Interactive {
		connect = "Connect-MgGraph -Scopes 'Mail.Send' -NoWelcome"
	}
	d := draft{call: m.Call, parts: partsOf(m)}
	return withoutSecrets(inv, m.File, connect+"\n"+d.message(m))
}

// A draft is a mail on its way to Microsoft Graph.
type draft struct {
	call  *facts.Call       // nil: no command
	parts map[string]string // what an object was given, by the parameter of Send-MailMessage for it
	strings.Builder
}

// message returns the Send-MgUserMail.
func (d *draft) message(m *inventory.MailSend) string {
	d.WriteString("Send-MgUserMail -UserId " + d.value("From", "'<sender>'") + " -BodyParameter @{\n    message = @{\n")
	d.line("subject", d.value("Subject", "'<subject>'"))
	if p := d.value("Priority", ""); p != "" {
		d.line("importance", strings.ToLower(p))
	}
	format := "'Text'"
	if d.is("BodyAsHtml") || d.is("Html") {
		format = "'HTML'"
	}
	d.line("body", "@{ contentType = "+format+"; content = "+d.value("Body", "$body")+" }")
	d.recipients("to", "To", "'<recipient>'")
	d.recipients("cc", "Cc", "")
	d.recipients("bcc", "Bcc", "")
	d.recipients("replyTo", "ReplyTo", "")
	d.attachments()
	d.WriteString("    }\n    saveToSentItems = $false\n}")
	return d.String()
}

func (d *draft) line(key, value string) {
	d.WriteString("        " + key + " = " + value + "\n")
}

// value returns the source of what the old call was given for the parameter, as an expression; otherwise, where it is not known.
func (d *draft) value(parameter, otherwise string) string {
	if d.call == nil {
		if part := d.parts[parameter]; part != "" {
			return part
		}
		return otherwise
	}
	a, ok := d.call.Argument(parameter)
	if !ok || a.Expr == nil {
		return otherwise
	}
	text := textOf(d.call, a.Expr)
	if s, bare := a.Expr.(*syntax.StringConstantExpression); bare && s.Kind == syntax.BareWord {
		return syntax.Quote(s.Value)
	}
	if text == "" {
		return otherwise
	}
	return text
}

// is reports whether a switch of the old call is on.
func (d *draft) is(parameter string) bool {
	if d.call == nil {
		return false
	}
	a, ok := d.call.Argument(parameter)
	return ok && !(a.Value.Kind == facts.Bool && !a.Value.Truth)
}

// recipients writes a list of addresses: one entry each where they stand in the script, else a loop over what is given.
func (d *draft) recipients(key, parameter, otherwise string) {
	value := d.value(parameter, otherwise)
	if value == "" {
		return
	}
	if key != "replyTo" {
		key += "Recipients"
	}
	d.WriteString("        " + key + " = @(\n")
	if list := d.addresses(parameter); list != nil {
		for _, address := range list {
			d.WriteString("            @{ emailAddress = @{ address = " + address + " } }\n")
		}
	} else if strings.HasPrefix(value, "'<") {
		d.WriteString("            @{ emailAddress = @{ address = " + value + " } }\n")
	} else {
		d.WriteString("            " + value + " | ForEach-Object { @{ emailAddress = @{ address = $_ } } }\n")
	}
	d.WriteString("        )\n")
}

// addresses returns the sources of the addresses that stand in the call; nil where they do not.
func (d *draft) addresses(parameter string) []string {
	if d.call == nil {
		return nil
	}
	a, ok := d.call.Argument(parameter)
	if !ok {
		return nil
	}
	elements := []syntax.Node{a.Expr}
	if list, ok := a.Expr.(*syntax.ArrayLiteral); ok {
		elements = nil
		for _, e := range list.Elements {
			elements = append(elements, e)
		}
	}
	var texts []string
	for _, e := range elements {
		switch e := e.(type) {
		case *syntax.StringConstantExpression:
			texts = append(texts, syntax.Quote(e.Value))
		case *syntax.ExpandableStringExpression:
			texts = append(texts, textOf(d.call, e))
		default:
			return nil
		}
	}
	return texts
}

// attachments writes how files are attached, where the old call attached some.
func (d *draft) attachments() {
	value := d.value("Attachments", "")
	if value == "" {
		value = d.value("Attachment", "")
	}
	if value == "" {
		return
	}
	d.WriteString("        attachments = @(\n            " + value + " | ForEach-Object {\n" +
		"                @{ '@odata.type' = '#microsoft.graph.fileAttachment'; name = Split-Path $_ -Leaf; " +
		"contentBytes = [Convert]::ToBase64String([IO.File]::ReadAllBytes((Resolve-Path $_))) }\n            }\n        )\n")
}

// partsOf returns what the Send of a mail client object is given: from, to, subject and body, one by one or as a MailMessage.
func partsOf(m *inventory.MailSend) map[string]string {
	parts := make(map[string]string)
	if m.Construct == nil || m.Construct.Outer != nil {
		return parts
	}
	for _, v := range m.Construct.Invocations {
		switch {
		case !syntax.EqualFold(v.Name, "Send") || m.File == nil:
		case len(v.Arguments) == 4:
			addParts(parts, m.File, v.Arguments)
		case len(v.Arguments) == 1 && v.Arguments[0].Value.Object != nil:
			message := v.Arguments[0].Value.Object
			addParts(parts, m.File, message.Arguments)
			for _, p := range message.Properties {
				if p.Expr != nil && isAmong(p.Name, []string{"From", "Subject", "Body"}) {
					parts[p.Name] = sourceOf(m.File, p.Expr)
				}
			}
		}
	}
	return parts
}

// addParts adds what a constructor or a Send is given, in the order of their parameters.
func addParts(parts map[string]string, f *syntax.File, list []facts.Argument) {
	for i, name := range []string{"From", "To", "Subject", "Body"} {
		if i < len(list) {
			parts[name] = sourceOf(f, list[i].Expr)
		}
	}
}

// sourceOf returns the source of n on one line; "" where it has more lines, or stands in another file.
func sourceOf(f *syntax.File, n syntax.Node) string {
	base := f.Tok.Base()
	if n == nil || int(n.Pos()) < base || int(n.End()) > base+len(f.Src) || strings.ContainsAny(f.Text(n), "\r\n") {
		return ""
	}
	return f.Text(n)
}
