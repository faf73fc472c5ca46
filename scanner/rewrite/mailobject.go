package rewrite

import (
	"slices"
	"strings"

	"github.com/exolint/exolint/scanner/edit"
	"github.com/exolint/exolint/scanner/facts"
	"github.com/exolint/exolint/scanner/inventory"
	"github.com/exolint/exolint/scanner/syntax"
)

// A lifetime is all that is done to the object that a variable holds, where all of it is certain.
type lifetime struct {
	made  *syntax.AssignmentStatement
	set   []*syntax.AssignmentStatement    // $v.Property = value
	calls []*syntax.InvokeMemberExpression // $v.Method() and $v.Property.Add()
	other []occurrence                     // whatever else reads the variable
}

// mailObject rewrites what a System.Net.Mail.SmtpClient sends, where every step in the life of the client and of the
// message stands in one list of statements.
func (s *script) mailObject(c *Change, m *inventory.MailSend) {
	client, ok := s.lifetimeAt(m.Construct)
	if !ok || len(client.other) > 0 {
		c.refuse(MailObject)
		return
	}
	send, gone, ok := client.sends(s)
	if !ok {
		c.refuse(MailObject)
		return
	}
	s.choose(c, m.Credential, "", "")
	msg, steps, refusal := s.messageOfSend(send)
	if refusal != nil {
		c.Refusal = refusal
		return
	}
	for _, n := range append(gone, steps...) {
		if s.info.Parent(n) != s.info.Parent(s.statementAround(send)) {
			c.refuse(MailObject)
			return
		}
	}
	s.sendByGraph(c, s.statementAround(send), msg, nil)
	if c.Refusal != nil {
		return
	}
	for _, n := range append(gone, steps...) {
		merged, ok := edit.Merge(c.Edits, []edit.Edit{edit.Remove(s.f, edit.SpanOf(s.f, n))})
		if !ok {
			c.refuse(MailObject)
			return
		}
		c.Edits = merged
	}
}

// lifetimeAt returns the life of the object that is made at c and assigned to a variable.
func (s *script) lifetimeAt(c *facts.Construct) (*lifetime, bool) {
	if c == nil || c.Outer != nil || c.Variable == "" {
		return nil, false
	}
	stmt, ok := s.statementAround(c.Node).(*syntax.AssignmentStatement)
	if !ok {
		return nil, false
	}
	v, ok := stmt.Left.(*syntax.VariableExpression)
	if !ok {
		return nil, false
	}
	return s.lifetimeOf(v, stmt)
}

// lifetimeOf reads what is done to the variable; false where it is assigned more than once.
func (s *script) lifetimeOf(v *syntax.VariableExpression, made *syntax.AssignmentStatement) (*lifetime, bool) {
	o, ok := s.occurrenceOf(v)
	if !ok {
		return nil, false
	}
	l := &lifetime{made: made}
	for _, p := range s.same(o) {
		switch {
		case p.node == v:
		case p.write != nil:
			a, ok := p.write.(*syntax.AssignmentStatement)
			if !ok || a.Left == syntax.Expr(p.node) || a.Operator != syntax.KindEquals {
				return nil, false
			}
			l.set = append(l.set, a)
		default:
			if call := s.methodOn(p.node); call != nil {
				l.calls = append(l.calls, call)
			} else {
				l.other = append(l.other, p)
			}
		}
	}
	return l, true
}

// methodOn returns the call $v.Method(…) or $v.Property.Method(…), where it is a statement of its own.
func (s *script) methodOn(v *syntax.VariableExpression) *syntax.InvokeMemberExpression {
	target := syntax.Expr(v)
	n := s.info.Parent(v)
	if m, ok := n.(*syntax.MemberExpression); ok && m.Target == target {
		target, n = m, s.info.Parent(m)
	}
	call, ok := n.(*syntax.InvokeMemberExpression)
	if !ok || call.Target != target || s.wholeStatement(call) == nil {
		return nil
	}
	return call
}

// sends returns the one call of Send, and the statements that go with the client.
func (l *lifetime) sends(s *script) (send *syntax.InvokeMemberExpression, gone []syntax.Node, ok bool) {
	gone = append(gone, l.made)
	for _, a := range l.set {
		gone = append(gone, a)
	}
	for _, call := range l.calls {
		switch strings.ToLower(memberName(call.Member)) {
		case "send":
			if send != nil {
				return nil, nil, false
			}
			send = call
		case "dispose":
			gone = append(gone, s.wholeStatement(call))
		default:
			return nil, nil, false
		}
	}
	return send, gone, send != nil
}

func memberName(n syntax.Expr) string {
	if c, ok := n.(*syntax.StringConstantExpression); ok {
		return c.Value
	}
	return ""
}

// messageOfSend returns the message that a call of Send sends, and the statements that made it.
func (s *script) messageOfSend(send *syntax.InvokeMemberExpression) (*message, []syntax.Node, *Refusal) {
	m := s.emptyMessage()
	args := send.Arguments
	if len(args) == 4 {
		s.basics(m, args)
		return m, nil, nil
	}
	if len(args) != 1 {
		return nil, nil, Refuse(MailObject)
	}
	v, ok := args[0].(*syntax.VariableExpression)
	object := s.info.ValueOf(args[0]).Object
	if !ok || object == nil {
		return nil, nil, Refuse(MailObject)
	}
	life, ok := s.lifetimeAt(object)
	if !ok || len(life.other) != 1 || life.other[0].node != v {
		return nil, nil, Refuse(MailObject)
	}
	steps, ok := s.readMessage(m, object, life, send)
	if !ok || m.from == "" || len(m.to)+len(m.cc)+len(m.bcc) == 0 {
		return nil, nil, Refuse(MailObject)
	}
	return m, steps, nil
}

// basics sets what both Send(from, to, subject, body) and MailMessage(from, to, subject, body) take.
func (s *script) basics(m *message, args []syntax.Expr) {
	m.from = s.senderOf(args[0])
	m.to = s.recipients(args[1], s.info.ValueOf(args[1]))
	if len(args) == 4 {
		m.subject, m.content = s.asExpression(args[2]), s.asExpression(args[3])
	}
}

func (s *script) senderOf(n syntax.Node) string {
	return s.addressArgument(facts.NewBound(s.unwrapped(n), s.info.ValueOf(n)))
}

// unwrapped returns the argument of New-Object MailAddress(…) and the like, and n where it is none.
func (s *script) unwrapped(n syntax.Node) syntax.Node {
	object := s.info.ValueOf(n).Object
	if object == nil || len(object.Arguments) == 0 || object.Arguments[0].Expr == nil || !s.own(object.Arguments[0].Expr) {
		return n
	}
	name := object.TypeName[strings.LastIndexByte(object.TypeName, '.')+1:]
	if syntax.EqualFold(name, "MailAddress") || syntax.EqualFold(name, "Attachment") {
		return object.Arguments[0].Expr
	}
	return n
}

// readMessage reads the life of a MailMessage into m and returns the statements that it consists of.
func (s *script) readMessage(m *message, object *facts.Construct, l *lifetime, send *syntax.InvokeMemberExpression) ([]syntax.Node, bool) {
	steps := []syntax.Node{l.made}
	switch len(object.Arguments) {
	case 0:
	case 2, 4:
		var args []syntax.Expr
		for _, a := range object.Arguments {
			e, ok := a.Expr.(syntax.Expr)
			if !ok {
				return nil, false
			}
			args = append(args, e)
		}
		s.basics(m, args)
	default:
		return nil, false
	}
	for _, a := range l.set {
		if !s.readProperty(m, a) || a.Pos() > send.Pos() {
			return nil, false
		}
		steps = append(steps, a)
	}
	for _, call := range l.calls {
		if !s.readAddition(m, call) {
			return nil, false
		}
		steps = append(steps, s.wholeStatement(call))
	}
	slices.SortFunc(steps, func(a, b syntax.Node) int { return int(a.Pos() - b.Pos()) })
	return steps, true
}

// readProperty reads $message.Property = value.
func (s *script) readProperty(m *message, a *syntax.AssignmentStatement) bool {
	left, ok := a.Left.(*syntax.MemberExpression)
	return ok && s.takeProperty(m, memberName(left.Member), a.Right)
}

// takeProperty takes the value of a property of the message over.
func (s *script) takeProperty(m *message, name string, right syntax.Node) bool {
	b := facts.NewBound(right, s.info.ValueOf(right))
	switch strings.ToLower(name) {
	case "from":
		m.from = s.senderOf(right)
	case "subject":
		m.subject = s.asExpression(right)
	case "body":
		m.content = s.asExpression(right)
	case "isbodyhtml":
		m.contentType = s.choiceOf(b, "'HTML'", "'Text'")
	case "priority":
		m.importance = s.importanceOf(b)
	case "bodyencoding", "subjectencoding", "headersencoding":
	default:
		return false
	}
	return true
}

// readAddition reads $message.To.Add(address) and its like.
func (s *script) readAddition(m *message, call *syntax.InvokeMemberExpression) bool {
	if strings.EqualFold(memberName(call.Member), "Dispose") {
		return true
	}
	list, ok := call.Target.(*syntax.MemberExpression)
	if !ok || !strings.EqualFold(memberName(call.Member), "Add") || len(call.Arguments) != 1 {
		return false
	}
	arg := s.unwrapped(call.Arguments[0])
	value := s.info.ValueOf(arg)
	switch strings.ToLower(memberName(list.Member)) {
	case "to":
		m.to = append(m.to, s.recipients(arg, value)...)
	case "cc":
		m.cc = append(m.cc, s.recipients(arg, value)...)
	case "bcc":
		m.bcc = append(m.bcc, s.recipients(arg, value)...)
	case "replytolist":
		m.replyTo = append(m.replyTo, s.recipients(arg, value)...)
	case "attachments":
		m.attachments = append(m.attachments, s.asExpression(arg))
	default:
		return false
	}
	return true
}
