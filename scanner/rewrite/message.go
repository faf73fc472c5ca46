package rewrite

import (
	"go/token"
	"slices"
	"strings"

	"github.com/exolint/exolint/scanner/facts"
	"github.com/exolint/exolint/scanner/inventory"
	"github.com/exolint/exolint/scanner/syntax"
)

// A message is a mail as it is to be written for Send-MgUserMail: expressions.
type message struct {
	from        string
	subject     string
	importance  string // "": normal
	contentType string
	content     string
	to, cc, bcc []string // recipients; an element that begins with "@(" is a whole list
	replyTo     []string
	attachments []string // expressions for the paths of files
	receipt     bool     // a delivery receipt is asked for
	file        string   // a variable name that is free, without "$"
	notes       []string
}

// messageOfCall maps the arguments of Send-MailMessage.
func (s *script) messageOfCall(call *facts.Call) (*message, *Refusal) {
	m, refusal := s.mapCall(call)
	switch {
	case refusal != nil:
		return nil, refusal
	case m.from == "":
		return nil, Refuse(MailArgument, "From")
	case len(m.to)+len(m.cc)+len(m.bcc) == 0:
		return nil, Refuse(MailArgument, "To")
	}
	return m, nil
}

// mapCall takes over of a call's arguments what it can, and returns the first refusal among the others.
func (s *script) mapCall(call *facts.Call) (m *message, first *Refusal) {
	m = s.emptyMessage()
	for _, b := range call.Arguments {
		refusal := s.movable(call, b)
		if refusal == nil {
			refusal = s.mapArgument(m, b)
		}
		if refusal != nil {
			m.forget(b.Parameter)
		}
		if first == nil {
			first = refusal
		}
	}
	return m, first
}

// forget leaves open what a parameter, or a property, says, as it is not known.
func (m *message) forget(parameter string) {
	switch strings.ToLower(parameter) {
	case "subject":
		m.subject = ""
	case "body", "text", "html":
		m.content = ""
	case "bodyashtml", "isbodyhtml":
		m.contentType = "'<Text or HTML>'"
	case "to":
		m.to = []string{""}
	case "cc":
		m.cc = []string{""}
	case "bcc":
		m.bcc = []string{""}
	case "replyto", "replytolist":
		m.replyTo = []string{""}
	case "attachments", "attachment":
		m.attachments = []string{""}
	}
}

// emptyMessage returns the message that a call without arguments sends.
func (s *script) emptyMessage() *message {
	return &message{contentType: "'Text'", content: "''", subject: "''", file: s.freeName("attachment")}
}

// draft returns the message of m as far as it is known.
func (s *script) draft(m *inventory.MailSend) *message {
	if m.Call != nil {
		return s.draftOfCall(m)
	}
	if m.Construct == nil || m.Construct.Outer != nil {
		return s.unknownMessage()
	}
	if client, ok := s.lifetimeAt(m.Construct); ok {
		if send, _, ok := client.sends(s); ok {
			if msg, _, refusal := s.messageOfSend(send); refusal == nil {
				return msg
			}
		}
	}
	return s.draftOfObject(m.Construct)
}

// unknownMessage returns a message of which nothing is known.
func (s *script) unknownMessage() *message {
	m := s.emptyMessage()
	m.content, m.subject = "", ""
	return m
}

// draftOfCall is draft for a command.
func (s *script) draftOfCall(m *inventory.MailSend) *message {
	if m.Call.Outer != nil {
		return s.unknownMessage()
	}
	draft, _ := s.mapCall(m.Call)
	if m.Call.Open() || m.API != inventory.SendMailMessage {
		for _, text := range [...]*string{&draft.subject, &draft.content} {
			if *text == "''" {
				*text = "" // where it says nothing of it, it may be said all the same
			}
		}
	}
	return draft
}

// draftOfObject is draft for a mail client whose life is not certain.
func (s *script) draftOfObject(c *facts.Construct) *message {
	m := s.unknownMessage()
	for _, v := range c.Invocations {
		switch {
		case !syntax.EqualFold(v.Name, "Send") || v.Outer != nil:
		case len(v.Arguments) == 4:
			s.takeBasics(m, v.Arguments)
		case len(v.Arguments) == 1:
			if object := s.sentObject(v.Arguments[0].Value); object != nil {
				s.takeObject(m, object, v.Node)
			}
		}
	}
	return m
}

// sentObject returns the one object that v is, whatever was done to it on the way; nil where it can be another one.
func (s *script) sentObject(v facts.Value) *facts.Construct {
	var object *facts.Construct
	certain := true
	for one := range v.Each() {
		switch {
		case one.Object == nil:
			certain = false
		case object != nil && one.Object.Node != object.Node:
			return nil
		default:
			object = one.Object
		}
	}
	if _, ok := s.lifetimeAt(object); !certain && !ok {
		return nil
	}
	return object
}

// takeObject takes over what is known of the MailMessage that send sends.
func (s *script) takeObject(m *message, object *facts.Construct, send syntax.Node) {
	s.takeBasics(m, object.Arguments)
	set := make(map[syntax.FoldedName]bool)
	for _, p := range object.Properties {
		name := syntax.Fold(p.Name)
		if p.Expr != nil && s.own(p.Expr) && (!set[name] || s.leadsTo(p.Node, send)) {
			s.takeProperty(m, p.Name, p.Expr)
		} else {
			m.forget(p.Name)
		}
		set[name] = true
	}
	if !s.own(object.Node) {
		return
	}
	if life, ok := s.lifetimeAt(object); ok {
		s.takeAdditions(m, life.calls, send)
	}
}

// takeAdditions takes over the addresses and the files that are added to a MailMessage.
func (s *script) takeAdditions(m *message, calls []*syntax.InvokeMemberExpression, send syntax.Node) {
	for _, call := range calls {
		if s.leadsTo(call, send) {
			s.readAddition(m, call)
		} else if list, ok := call.Target.(*syntax.MemberExpression); ok {
			m.forget(memberName(list.Member))
		}
	}
}

// leadsTo reports whether n is a statement, or in one, of a list in which the statement with the place to stands too.
func (s *script) leadsTo(n, to syntax.Node) bool {
	stmt := s.statementAround(n)
	return stmt != nil && within(to, s.info.Parent(stmt))
}

// takeBasics takes the arguments of a constructor or of Send over.
func (s *script) takeBasics(m *message, list []facts.Argument) {
	var args []syntax.Expr
	for _, a := range list {
		if e, ok := a.Expr.(syntax.Expr); ok && s.own(e) {
			args = append(args, e)
		}
	}
	if len(args) == len(list) && (len(args) == 2 || len(args) == 4) {
		s.basics(m, args)
	}
}

// mapArgument takes one argument of Send-MailMessage over.
func (s *script) mapArgument(m *message, b facts.Bound) *Refusal {
	switch name := strings.ToLower(b.Parameter); name {
	case "smtpserver", "port", "usessl", "credential", "encoding", "erroraction", "errorvariable", "warningaction",
		"warningvariable", "informationaction", "verbose", "debug":
		return nil // not needed, or carried over as it is
	case "bodyashtml":
		m.contentType = s.choiceOf(b, "'HTML'", "'Text'")
		return nil
	}
	if b.Expr == nil || !s.own(b.Expr) {
		return Refuse(MailArgument, b.Parameter)
	}
	switch strings.ToLower(b.Parameter) {
	case "from":
		m.from = s.addressArgument(b)
	case "subject":
		m.subject = s.asExpression(b.Expr)
	case "body", "text":
		m.content = s.asExpression(b.Expr)
	case "html":
		m.contentType, m.content = "'HTML'", s.asExpression(b.Expr)
	case "priority":
		m.importance = s.importanceOf(b)
	case "to":
		m.to = s.recipients(b.Expr, b.Value())
	case "cc":
		m.cc = s.recipients(b.Expr, b.Value())
	case "bcc":
		m.bcc = s.recipients(b.Expr, b.Value())
	case "replyto":
		m.replyTo = s.recipients(b.Expr, b.Value())
	case "attachments", "attachment":
		m.attachments = []string{s.asExpression(b.Expr)}
	case "deliverynotificationoption":
		return s.notification(m, b)
	default:
		return Refuse(MailArgument, b.Parameter)
	}
	return nil
}

// movable refuses an argument of a splatted table whose value may have changed between the table and the call, or that is
// not always there.
func (s *script) movable(call *facts.Call, b facts.Bound) *Refusal {
	if b.Maybe || b.Entry != nil && b.Entry.Maybe {
		return Refuse(Conditional)
	}
	if b.Splat == nil || b.Expr == nil || !s.own(b.Expr) {
		return nil
	}
	if s.timesSet(b, call.Node) > 1 {
		return Refuse(MailArgument, b.Parameter)
	}
	if s.changes(b.Expr, call.Node) {
		return Refuse(MailArgument, b.Parameter)
	}
	return nil
}

// changes reports whether a variable of the expression may be given another value between the expression and the place to, which
// stands after it: on the way there, or in an earlier pass of a loop that only the place stands in.
func (s *script) changes(expr, to syntax.Node) bool {
	last := s.lastBefore(expr, to)
	for n := range syntax.All(expr) {
		v, ok := n.(*syntax.VariableExpression)
		if !ok {
			continue
		}
		o, ok := s.occurrenceOf(v)
		if ok && slices.ContainsFunc(s.same(o), func(p occurrence) bool {
			return p.write != nil && p.node.Pos() > v.Pos() && p.node.Pos() < last
		}) {
			return true
		}
	}
	return false
}

// lastBefore returns where the last code ends that may run between expr and the place to, which stands after it: at the place,
// or at the end of a loop that only the place stands in.
func (s *script) lastBefore(expr, to syntax.Node) token.Pos {
	last := to.Pos()
	for n := s.info.Parent(to); n != nil && !within(expr, n); n = s.info.Parent(n) {
		if isLoop(n) {
			last = n.End()
		}
	}
	return last
}

// blockAround returns the function or the script block that n stands in, whose code runs from top to bottom; nil for the script.
func (s *script) blockAround(n syntax.Node) syntax.Node {
	for n = s.info.Parent(n); n != nil; n = s.info.Parent(n) {
		switch n.(type) {
		case *syntax.FunctionDefinition, *syntax.ScriptBlockExpression:
			return n
		}
	}
	return nil
}

// timesSet counts the places that may have set the entry by which an argument is splatted when the place to is reached.
func (s *script) timesSet(b facts.Bound, to syntax.Node) int {
	n := 0
	_, name := splitScope(b.Splat.Node.Name)
	last, block := s.lastBefore(b.Expr, to), s.blockAround(to)
	for a := range s.info.Assignments() {
		if !syntax.EqualFold(a.Name, name) || a.Outer == nil && s.own(a.Node) && a.Node.Pos() > last && s.blockAround(a.Node) == block {
			continue
		}
		if b.Entry != nil && syntax.EqualFold(a.Key, b.Entry.Key) || a.Key == "" && a.Parameter == nil && s.setsKey(a, b) {
			n++
		}
	}
	return n
}

// setsKey reports whether the table that is assigned has the entry.
func (s *script) setsKey(a *facts.Assignment, b facts.Bound) bool {
	if b.Entry == nil || a.Value.Table == nil {
		return true
	}
	return slices.ContainsFunc(a.Value.Table.Entries, func(e facts.Entry) bool { return syntax.EqualFold(e.Key, b.Entry.Key) && within(e.KeyNode, a.Node) })
}

// choiceOf returns yes or no as the switch says, and an expression that decides where that is not known.
func (s *script) choiceOf(b facts.Bound, yes, no string) string {
	switch {
	case b.Value().Kind == facts.Bool && b.Value().Truth, b.Expr == nil:
		return yes
	case b.Value().Kind == facts.Bool && len(b.Value().Alternatives) == 0:
		return no
	}
	return "$(if (" + s.asExpression(b.Expr) + ") { " + yes + " } else { " + no + " })"
}

func (s *script) importanceOf(b facts.Bound) string {
	if text, ok := b.Value().Text(); ok {
		return syntax.Quote(strings.ToLower(text))
	}
	return s.inString(b.Expr) + ".ToLower()"
}

// inString returns n in a string that expands it.
func (s *script) inString(n syntax.Node) string {
	if v, ok := n.(*syntax.VariableExpression); ok && !strings.Contains(v.Name, ":") {
		return `"` + s.f.Text(v) + `"`
	}
	return `"$(` + s.asExpression(n) + `)"`
}

// notification maps -DeliveryNotificationOption: Graph knows a receipt for success; failures are always reported.
func (s *script) notification(m *message, b facts.Bound) *Refusal {
	for v := range elements(b.Value()) {
		text, ok := v.Text()
		if !ok {
			return Refuse(MailArgument, b.Parameter)
		}
		m.receipt = m.receipt || strings.Contains(strings.ToLower(text), "onsuccess")
	}
	return nil
}

// addressArgument returns the sender as an argument of a command: an address without a display name.
func (s *script) addressArgument(b facts.Bound) string {
	if e, ok := emailOf(b.Value()); ok && e.Expr != nil && s.own(e.Expr) {
		return s.addressArgument(facts.NewBound(e.Expr, e.Value))
	}
	if text, ok := b.Value().Text(); ok {
		name, address := splitAddress(text)
		if lit, isLit := b.Expr.(*syntax.StringConstantExpression); !isLit || name != "" || lit.Kind == syntax.BareWord {
			if _, isVar := b.Expr.(*syntax.VariableExpression); isVar && name == "" {
				return s.f.Text(b.Expr)
			}
			return syntax.Quote(address)
		}
		return s.f.Text(b.Expr)
	}
	return "([mailaddress]" + s.operand(b.Expr) + ").Address"
}

// emailOf returns the entry of a hashtable that holds the address, as in @{ Name = 'Reports'; Email = 'reports@contoso.example' }.
func emailOf(v facts.Value) (facts.Entry, bool) {
	if v.Table == nil {
		return facts.Entry{}, false
	}
	return v.Table.Entry("Email")
}

// operand returns the text of n as the operand of a cast.
func (s *script) operand(n syntax.Node) string {
	switch e, _ := soleExpression(n); e.(type) {
	case *syntax.VariableExpression, *syntax.ParenExpression, *syntax.MemberExpression, *syntax.StringConstantExpression,
		*syntax.ExpandableStringExpression, *syntax.IndexExpression, *syntax.SubExpression, *syntax.InvokeMemberExpression:
		return s.asExpression(n)
	}
	return "(" + s.asExpression(n) + ")"
}

// splitAddress splits "Name <address>".
func splitAddress(text string) (name, address string) {
	before, after, ok := strings.Cut(text, "<")
	if !ok {
		return "", strings.TrimSpace(text)
	}
	return strings.Trim(strings.TrimSpace(before), `"`), strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(after), ">"))
}

// recipients returns a recipient for each address that n holds, or one expression for the list where they are not known.
func (s *script) recipients(n syntax.Node, v facts.Value) []string {
	e, ok := soleExpression(n)
	if !ok {
		return []string{forEachRecipient("(" + s.f.Text(n) + ")")}
	}
	switch e := e.(type) {
	case *syntax.ArrayLiteral:
		var list []string
		for _, el := range e.Elements {
			list = append(list, s.recipient(el, s.info.ValueOf(el)))
		}
		return list
	case *syntax.ArrayExpression:
		if inner, ok := soleStatement(e.Body); ok {
			return s.recipients(inner, v)
		}
	case *syntax.StringConstantExpression, *syntax.ExpandableStringExpression:
		return s.stringRecipients(e)
	}
	if _, table := emailOf(v); table || v.Kind == facts.String {
		return []string{s.recipient(e, v)}
	}
	return []string{forEachRecipient(s.operand(n))}
}

// stringRecipients returns the recipients that a string names: one, or several with commas or semicolons between them.
func (s *script) stringRecipients(n syntax.Node) []string {
	lit, ok := n.(*syntax.StringConstantExpression)
	if !ok || strings.Count(lit.Value, "@") < 2 {
		return []string{s.recipient(n, s.info.ValueOf(n))}
	}
	var list []string
	for part := range strings.FieldsFuncSeq(lit.Value, func(r rune) bool { return r == ',' || r == ';' }) {
		if name, address := splitAddress(part); address != "" {
			list = append(list, recipientText(name, syntax.Quote(address)))
		}
	}
	return list
}

func soleStatement(b *syntax.StatementBlock) (syntax.Node, bool) {
	if b == nil || len(b.Statements) != 1 {
		return nil, false
	}
	return b.Statements[0], true
}

// recipient returns one recipient.
func (s *script) recipient(n syntax.Node, v facts.Value) string {
	if e, ok := emailOf(v); ok && e.Expr != nil && s.own(e.Expr) {
		return s.recipient(e.Expr, e.Value)
	}
	text, ok := v.Text()
	if !ok {
		return recipientText("", "([mailaddress]"+s.operand(n)+").Address")
	}
	name, address := splitAddress(text)
	if name != "" || address != text {
		return recipientText(name, syntax.Quote(address))
	}
	return recipientText("", s.asExpression(n))
}

func recipientText(name, address string) string {
	if name != "" {
		return "@{ emailAddress = @{ name = " + syntax.Quote(name) + "; address = " + address + " } }"
	}
	return "@{ emailAddress = @{ address = " + address + " } }"
}

func forEachRecipient(list string) string {
	return "@(" + list + " | ForEach-Object { " + recipientText("", "([mailaddress]$_).Address") + " })"
}

// freeName returns name, or name with a number, such that the script has no variable of that name.
func (s *script) freeName(name string) string {
	free := name
	for n := '2'; slices.ContainsFunc(s.vars, func(o occurrence) bool { return o.name == syntax.Fold(free) }); n++ {
		free = name + string(n)
	}
	return free
}

// text returns the call of the command that sends the message, in lines of the given indentation.
func (m *message) text(command, indent string, common []string) string {
	unit := "    "
	if strings.HasPrefix(indent, "\t") {
		unit = "\t"
	}
	w := messageWriter{indent: indent, unit: unit}
	head := command + " -UserId " + m.from
	for _, c := range common {
		head += " " + c
	}
	w.line(0, head+" -BodyParameter @{")
	w.line(1, "message = @{")
	w.line(2, "subject = "+m.subject)
	if m.importance != "" {
		w.line(2, "importance = "+m.importance)
	}
	if m.receipt {
		w.line(2, "isDeliveryReceiptRequested = $true")
	}
	w.body(m)
	w.list("toRecipients", m.to)
	w.list("ccRecipients", m.cc)
	w.list("bccRecipients", m.bcc)
	w.list("replyTo", m.replyTo)
	w.files(m)
	w.line(1, "}")
	w.line(1, "saveToSentItems = $false")
	w.line(0, "}")
	return strings.TrimPrefix(strings.TrimSuffix(w.b.String(), "\n"), indent)
}

// A messageWriter writes the lines of a message.
type messageWriter struct {
	b            strings.Builder
	indent, unit string
}

func (w *messageWriter) line(depth int, text string) {
	w.b.WriteString(w.indent + strings.Repeat(w.unit, depth) + text + "\n")
}

func (w *messageWriter) body(m *message) {
	if !strings.ContainsAny(m.content, "\r\n") {
		w.line(2, "body = @{ contentType = "+m.contentType+"; content = "+m.content+" }")
		return
	}
	w.line(2, "body = @{")
	w.line(3, "contentType = "+m.contentType)
	w.line(3, "content = "+m.content)
	w.line(2, "}")
}

func (w *messageWriter) list(key string, recipients []string) {
	if len(recipients) == 0 {
		return
	}
	if len(recipients) == 1 && strings.HasPrefix(recipients[0], "@(") {
		w.line(2, key+" = "+recipients[0])
		return
	}
	w.line(2, key+" = @(")
	for _, r := range recipients {
		w.line(3, r)
	}
	w.line(2, ")")
}

func (w *messageWriter) files(m *message) {
	if len(m.attachments) == 0 {
		return
	}
	file := "$" + m.file
	w.line(2, "attachments = @(")
	w.line(3, "foreach ("+file+" in "+strings.Join(m.attachments, ", ")+") {")
	w.line(4, "@{")
	w.line(5, "'@odata.type' = '#microsoft.graph.fileAttachment'")
	w.line(5, "name = Split-Path -Path "+file+" -Leaf")
	w.line(5, "contentBytes = [Convert]::ToBase64String([IO.File]::ReadAllBytes((Convert-Path -LiteralPath "+file+")))")
	w.line(4, "}")
	w.line(3, "}")
	w.line(2, ")")
}
