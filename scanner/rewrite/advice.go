package rewrite

import (
	"cmp"
	"slices"
	"strings"

	"github.com/exolint/exolint/scanner/facts"
	"github.com/exolint/exolint/scanner/inventory"
	"github.com/exolint/exolint/scanner/syntax"
)

// SignIn returns what should stand in the place of e, ready to paste, and the kind of sign-in that it is: a line, or two where the
// old command does more than to sign in; "" where nothing is known that does the same. Where the kind that fits the job is not
// to be had, the line is of one that is.
func SignIn(inv *inventory.Inventory, e *inventory.SignIn, o Options) (string, Target) {
	a := newAuthor(fileOf(e), inv, o)
	c := new(Change)
	switch {
	case e.Cmdlet == "az login":
		a.choose(c, e.Credential, e.Method, e.Service)
		return a.azureLogin(c), c.Target
	case e.PublicFolders, e.Method == inventory.PasswordGrant && !isKnownResource(e.Resource):
		a.choose(c, e.Credential, e.Method, e.Service)
		return "", c.Target
	}
	if m, ok := a.mended(c, e); ok && e.AppOnly() && isExchangeConnect(e.Cmdlet) && e.RPS == nil {
		return withoutSecrets(inv, a.f, a.line(m, e.Call)), targetOf(e)
	}
	m, refusal := a.modern(c, e)
	if refusal != nil {
		c, m = a.otherTarget(c, e, refusal)
	}
	return withoutSecrets(inv, a.f, a.line(m, e.Call)+a.more(e)), c.Target
}

// more returns the line after the sign-in that does what else the old command did; "" for none.
func (s *author) more(e *inventory.SignIn) string {
	switch {
	case e.Cmdlet == clientObject:
		return "\nGet-PnPContext"
	case e.Call == nil || e.Call.Outer != nil || !syntax.EqualFold(e.Cmdlet, "Invoke-Command"):
		return ""
	}
	b, ok := e.Call.Argument("ScriptBlock")
	if !ok || b.Expr == nil || !s.own(b.Expr) {
		return ""
	}
	text := s.assignment(e.Call.Node) + "& " + strings.ReplaceAll(s.f.Text(b.Expr), "$using:", "$")
	if list, ok := e.Call.Argument("ArgumentList"); ok && list.Expr != nil && s.own(list.Expr) {
		text += " " + strings.Join(s.elementTexts(list.Expr), " ")
	}
	if strings.ContainsAny(text, "\r\n") {
		text = "# then the commands of the script block, without Invoke-Command"
	}
	return "\n" + text
}

// assignment returns what a command's output is assigned to, with the operator and the space after it; "" for nothing.
func (s *author) assignment(cmd *syntax.Command) string {
	path := syntax.Enclosing(s.f.Root, syntax.Extent{Start: cmd.Pos(), Stop: cmd.End()})
	for _, n := range slices.Backward(path) {
		switch n := n.(type) {
		case *syntax.AssignmentStatement:
			return s.f.Slice(n.Pos(), n.Right.Pos())
		case *syntax.NamedBlock, *syntax.StatementBlock:
			return ""
		}
	}
	return ""
}

// elementTexts returns the texts of the elements of a list as they are written as arguments, or that of n itself where it is none.
func (s *author) elementTexts(n syntax.Node) []string {
	list, ok := n.(*syntax.ArrayLiteral)
	if !ok {
		return []string{"@(" + s.asExpression(n) + ")"}
	}
	var texts []string
	for _, e := range list.Elements {
		texts = append(texts, s.asExpressionArgument(e))
	}
	return texts
}

// fileOf returns the text that the sign-in stands in; nil where it is no command.
func fileOf(e *inventory.SignIn) *syntax.File {
	if e.Call == nil {
		return nil
	}
	return e.Call.File
}

// targetOf returns the kind that a modern sign-in is.
func targetOf(e *inventory.SignIn) Target {
	if e.Method == inventory.ManagedIdentity {
		return ManagedIdentity
	}
	return AppOnly
}

// otherTarget returns the sign-in for what a script can do of which the target that fits its job was refused: with a user
// where only a user is let in, with a token for a partner's customers, else with a certificate from a file.
func (s *author) otherTarget(c *Change, e *inventory.SignIn, refusal *Refusal) (*Change, *modernSignIn) {
	other := *s
	switch refusal.Reason {
	case Delegated:
		return c, s.customerSignIn(c, e)
	case UnsupportedCmdlet:
		other.o.Target = Interactive
	default:
		other.o.Target = AppOnly
		other.o.Values.CertificateThumbprint, other.o.Values.CertificateFile = "", ""
	}
	c = new(Change)
	m, refusal := other.modern(c, e)
	switch {
	case refusal == nil:
		return c, m
	case refusal.Reason == Delegated:
		return c, other.customerSignIn(c, e)
	default:
		return c, &modernSignIn{cmdlet: exchangeCmdlet(e)}
	}
}

// line returns the new sign-in on one line.
func (s *author) line(m *modernSignIn, call *facts.Call) string {
	name, args := s.command(m.cmdlet), m.args
	if call != nil && call.Outer == nil && syntax.EqualFold(call.Name, m.cmdlet) {
		name, args = cmp.Or(prefixedName(call), name), s.carry(m, call)
	}
	words := []string{name}
	for _, a := range args {
		if !strings.ContainsAny(a.value, "\r\n") {
			words = append(words, a.String())
		}
	}
	return strings.Join(words, " ")
}

// prefixedName returns the name of the call's cmdlet as the script has it where a prefix of its module stands in it, such as
// Connect-PMsolService; "" for another one.
func prefixedName(call *facts.Call) string {
	word, ok := call.Node.Elements[0].(*syntax.StringConstantExpression)
	if !ok || len(word.Value) <= len(call.Name) {
		return ""
	}
	verb, noun, _ := strings.Cut(call.Name, "-")
	if !syntax.HasPrefixFold(word.Value, verb+"-") || !syntax.EqualFold(word.Value[len(word.Value)-len(noun):], noun) {
		return ""
	}
	return word.Value
}

// azureLogin returns the sign-in of the Azure CLI.
func (s *author) azureLogin(c *Change) string {
	switch c.Target {
	case ManagedIdentity:
		return "az login --identity"
	case Interactive:
		return "az login"
	default:
		return "az login --service-principal --username " + s.appID(c) + " --certificate " + c.value("certificate-file", s.o.Values.CertificateFile, "<certificate>.pem") +
			" --tenant " + s.organization(c)
	}
}

// Mail returns the lines that send the mail of m through Microsoft Graph: the sign-in, and Send-MgUserMail with what the
// old call was given. What is not known is left to be put in.
func Mail(info *facts.Info, inv *inventory.Inventory, m *inventory.MailSend, o Options) string {
	s := newScript(info, inv, o, nil)
	c := new(Change)
	s.choose(c, m.Credential, "", "")
	connect, refusal := s.graphSignIn(c)
	if refusal != nil {
		s.o.Values.CertificateThumbprint, s.o.Values.CertificateFile = "", ""
		connect, _ = s.graphSignIn(c)
	}
	draft := s.draft(m)
	draft.fill()
	var common []string
	if m.Call != nil && m.Call.Outer == nil {
		common = texts(s.common(m.Call))
	}
	return withoutSecrets(inv, m.File, connect+"\n"+draft.text("Send-MgUserMail", "", common))
}

// fill puts what a person has to put in where the message has nothing, or text that does not fit on a line.
func (m *message) fill() {
	oneLine := func(text *string, otherwise string) {
		if *text == "" || strings.ContainsAny(*text, "\r\n") {
			*text = otherwise
		}
	}
	if m.from == `""` || m.from == "''" {
		m.from = ""
	}
	oneLine(&m.from, "'<sender>'")
	oneLine(&m.subject, "'<subject>'")
	oneLine(&m.content, "'<body>'")
	for i := range m.attachments {
		oneLine(&m.attachments[i], "'<attachment>'")
	}
	for _, list := range []*[]string{&m.to, &m.cc, &m.bcc, &m.replyTo} {
		for i := range *list {
			oneLine(&(*list)[i], recipientText("", "'<recipient>'"))
		}
	}
	if len(m.to)+len(m.cc)+len(m.bcc) == 0 {
		m.to = []string{recipientText("", "'<recipient>'")}
	}
}

// withoutSecrets returns text without the secrets of the script, which an argument that stays may hold.
func withoutSecrets(inv *inventory.Inventory, f *syntax.File, text string) string {
	if f == nil {
		return text
	}
	base := f.Tok.Base()
	for _, secret := range inv.Secrets {
		if at := secret.At; int(at.Pos()) >= base && int(at.End()) <= base+len(f.Src) {
			text = strings.ReplaceAll(text, f.Text(at), "'<secret>'")
		}
	}
	return text
}
