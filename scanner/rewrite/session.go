package rewrite

import (
	"fmt"
	"slices"
	"strings"

	"github.com/exolint/exolint/scanner/edit"
	"github.com/exolint/exolint/scanner/facts"
	"github.com/exolint/exolint/scanner/inventory"
	"github.com/exolint/exolint/scanner/syntax"
)

// A sessionUse is a place where a remote session is used, and what it becomes.
type sessionUse struct {
	at   syntax.Node // the statement or command that changes
	text string      // what stands there instead; "": nothing
}

// A remoteSession is what is found out about a remote session that a call opens.
type remoteSession struct {
	call *facts.Call
	stmt syntax.Node // the statement that opens it
	uses []sessionUse
}

// session rewrites a call that opens a remote session, with what is done to the session.
func (s *script) session(c *Change, e *inventory.SignIn, m *modernSignIn) {
	switch strings.ToLower(e.Cmdlet) {
	case "invoke-command":
		c.refuse(SessionInline)
		return
	case "enter-pssession", "new-pssession", "new-exopssession", "new-csonlinesession":
	default:
		c.refuse(NoRewrite)
		return
	}
	if e.Call.Open() {
		c.refuse(UnknownSplat, s.splatNames(e.Call))
		return
	}
	if m.customer != nil && !within(m.customer, e.Call.Node) && s.changes(m.customer, e.Call.Node) {
		c.refuse(Delegated)
		return
	}
	if slices.ContainsFunc(m.args, func(a argument) bool { return a.value == reservedPrefix }) {
		c.refuse(PrefixReserved)
		return
	}
	r, refusal := s.sessionOf(e.Call)
	if refusal != nil {
		c.Refusal = refusal
		return
	}
	c.Message = messageOf(c.Target)
	text := s.command(m.cmdlet)
	sep := edit.Separator(s.f, e.Call.Node)
	if len(m.args) < 2 {
		sep = " "
	}
	for _, a := range texts(m.args) {
		text += sep + a
	}
	edits := append(s.oldModule(e), edit.Replace(s.f, edit.SpanOf(s.f, r.stmt), text))
	for _, u := range r.uses {
		one := edit.Remove(s.f, edit.SpanOf(s.f, u.at))
		if u.text != "" {
			one = edit.Replace(s.f, edit.SpanOf(s.f, u.at), u.text)
		}
		merged, ok := edit.Merge(edits, []edit.Edit{one})
		if !ok {
			c.refuse(Conflict)
			return
		}
		edits = merged
	}
	c.Edits = edits
	s.noteSearches(c)
	s.exchangeNeeds(c, e)
}

// noteSearches tells where the script looks for open sessions: a session that is not there any more is not found, so that the
// script signs in each time.
func (s *script) noteSearches(c *Change) {
	for call := range s.info.Calls("Get-PSSession") {
		if s.clearsSessions(call.Node) {
			continue
		}
		line := s.f.Tok.Line(call.Node.Pos())
		c.Notes = append(c.Notes, fmt.Sprintf("Connect-ExchangeOnline opens no session that Get-PSSession in line %d could find; ask Get-ConnectionInformation", line))
	}
}

// clearsSessions reports whether the sessions that cmd gets are removed at once.
func (s *script) clearsSessions(cmd *syntax.Command) bool {
	p, ok := s.info.Parent(cmd).(*syntax.Pipeline)
	if !ok {
		return false
	}
	last, ok := p.Elements[len(p.Elements)-1].(*syntax.Command)
	return ok && s.calls[last] != nil && syntax.EqualFold(s.calls[last].Name, "Remove-PSSession")
}

// sessionOf finds out what is done to the session that the call opens. It refuses where not all of it is understood.
func (s *script) sessionOf(call *facts.Call) (*remoteSession, *Refusal) {
	r := &remoteSession{call: call}
	if syntax.EqualFold(call.Name, "Enter-PSSession") {
		r.stmt = s.pipelineOf(call.Node)
		if r.stmt == nil || !s.isStatement(r.stmt) {
			return nil, Refuse(SessionUsed, "the session")
		}
		return r, nil
	}
	if a, v := s.assignmentOf(call.Node); a != nil {
		r.stmt = a
		o, ok := s.occurrenceOf(v)
		if !ok || !s.isStatement(a) {
			return nil, Refuse(SessionUsed, "the session")
		}
		return r, s.readUses(r, o)
	}
	stmt := s.importAround(call.Node)
	if stmt == nil {
		return nil, Refuse(SessionUsed, "the session")
	}
	r.stmt = stmt
	return r, nil
}

// pipelineOf returns the pipeline that consists of the command only; nil where there are more.
func (s *script) pipelineOf(cmd *syntax.Command) *syntax.Pipeline {
	p, ok := s.info.Parent(cmd).(*syntax.Pipeline)
	if !ok || len(p.Elements) != 1 || p.Background {
		return nil
	}
	return p
}

// assignmentOf returns the assignment of what the command returns to a variable.
func (s *script) assignmentOf(cmd *syntax.Command) (*syntax.AssignmentStatement, *syntax.VariableExpression) {
	a, ok := s.info.Parent(s.outermost(cmd)).(*syntax.AssignmentStatement)
	if !ok || a.Operator != syntax.KindEquals {
		return nil, nil
	}
	left := a.Left
	if conv, ok := left.(*syntax.ConvertExpression); ok {
		left = conv.Operand
	}
	v, _ := left.(*syntax.VariableExpression)
	if v == nil {
		return nil, nil
	}
	return a, v
}

// outermost returns the outermost node around n whose value is n's: through parentheses and pipelines of one command.
func (s *script) outermost(n syntax.Node) syntax.Node {
	for {
		switch p := s.info.Parent(n).(type) {
		case *syntax.Pipeline:
			if len(p.Elements) > 1 || p.Background {
				return n
			}
			n = p
		case *syntax.CommandExpression:
			if len(p.Redirections) > 0 {
				return n
			}
			n = p
		case *syntax.ParenExpression:
			n = p
		default:
			return n
		}
	}
}

// importAround returns the statement that imports the session which the command opens in place; nil for none.
func (s *script) importAround(cmd *syntax.Command) syntax.Node {
	outer, ok := s.info.Parent(s.outermost(cmd)).(*syntax.Command)
	if !ok {
		return nil
	}
	call := s.calls[outer]
	if call == nil || !syntax.EqualFold(call.Name, "Import-PSSession") {
		return nil
	}
	return s.importStatement(outer)
}

// readUses reads what is done to the variable that holds the session.
func (s *script) readUses(r *remoteSession, o occurrence) *Refusal {
	if o.free {
		return Refuse(SessionUsed, "$"+o.node.Name)
	}
	for _, p := range s.same(o) {
		if p.write != nil {
			if !s.harmlessWrite(p) {
				return Refuse(SessionUsed, "$"+o.node.Name)
			}
			continue
		}
		if !s.readUse(r, p.node) {
			return Refuse(SessionUsed, "$"+o.node.Name)
		}
	}
	return nil
}

// harmlessWrite reports whether the variable is given another legacy session that is rewritten too, or nothing.
func (s *script) harmlessWrite(o occurrence) bool {
	a, ok := o.write.(*syntax.AssignmentStatement)
	if !ok {
		return false
	}
	if e, ok := soleExpression(a.Right); ok {
		if v, ok := e.(*syntax.VariableExpression); ok {
			return syntax.EqualFold(v.Name, "null")
		}
	}
	return s.wanted(a, "EXO1002", "EXO1003", "EXO1502")
}

// readUse reads one place where the session is used, and reports whether it is understood.
func (s *script) readUse(r *remoteSession, v *syntax.VariableExpression) bool {
	n := s.info.Parent(v)
	if p, ok := n.(*syntax.CommandParameter); ok { // -Session:$s
		n = s.info.Parent(p)
	}
	if m, ok := n.(*syntax.MemberExpression); ok && m.Target == syntax.Expr(v) {
		n = s.info.Parent(m) // $s.Id, $s.InstanceId, $s.Name
	}
	switch n := n.(type) {
	case *syntax.Command:
		call := s.calls[n]
		return call != nil && s.readSessionCall(r, call, v)
	case *syntax.CommandExpression:
		return s.readPipedUse(r, n)
	}
	return false
}

// readSessionCall reads a call that takes the session.
func (s *script) readSessionCall(r *remoteSession, call *facts.Call, v *syntax.VariableExpression) bool {
	switch strings.ToLower(call.Name) {
	case "import-pssession":
		stmt := s.importStatement(call.Node)
		if stmt == nil {
			return false
		}
		r.uses = append(r.uses, sessionUse{at: stmt})
		return true
	case "remove-pssession":
		return s.readRemoval(r, call)
	case "invoke-command":
		return s.readInvocation(r, call)
	}
	return false
}

// importStatement returns the statement that does nothing but to import a session by the command; nil where it does more.
// The statement may throw the result away, or hand it to Import-Module.
func (s *script) importStatement(cmd *syntax.Command) syntax.Node {
	p, ok := s.info.Parent(cmd).(*syntax.Pipeline)
	if !ok || p.Background || !s.discards(p) {
		return nil
	}
	whole := s.wrapped(p)
	switch outer := s.info.Parent(whole).(type) {
	case *syntax.AssignmentStatement:
		return s.importAssignment(outer)
	case *syntax.Command:
		if call := s.calls[outer]; call != nil && syntax.EqualFold(call.Name, "Import-Module") {
			return s.importStatement(outer)
		}
		return nil
	case *syntax.ConvertExpression: // [void](Import-PSSession $s)
		if syntax.EqualFold(outer.Type.TypeName.Name, "void") {
			return s.wholeStatement(outer)
		}
		return nil
	}
	if s.isStatement(whole) {
		return whole
	}
	return nil
}

// wrapped is outermost for a pipeline that may have more than one command.
func (s *script) wrapped(p *syntax.Pipeline) syntax.Node {
	if paren, ok := s.info.Parent(p).(*syntax.ParenExpression); ok {
		return s.outermost(paren)
	}
	return p
}

// discards reports whether nothing but Out-Null follows the first command of a pipeline.
func (s *script) discards(p *syntax.Pipeline) bool {
	if len(p.Elements) == 1 {
		return true
	}
	last, ok := p.Elements[len(p.Elements)-1].(*syntax.Command)
	if !ok || len(p.Elements) != 2 {
		return false
	}
	call := s.calls[last]
	return call != nil && (syntax.EqualFold(call.Name, "Out-Null") || syntax.EqualFold(call.Name, "Import-Module"))
}

// importAssignment returns the assignment where nothing needs what it assigns: $null, or a variable that is never read.
func (s *script) importAssignment(a *syntax.AssignmentStatement) syntax.Node {
	v, ok := a.Left.(*syntax.VariableExpression)
	if !ok || !s.isStatement(a) {
		return nil
	}
	if syntax.EqualFold(v.Name, "null") {
		return a
	}
	o, ok := s.occurrenceOf(v)
	if !ok {
		return nil
	}
	for _, p := range s.same(o) {
		if p.write == nil {
			return nil
		}
	}
	return a
}

// wholeStatement returns the statement that consists of the expression only.
func (s *script) wholeStatement(e syntax.Node) syntax.Node {
	c, ok := s.info.Parent(e).(*syntax.CommandExpression)
	if !ok {
		return nil
	}
	if p, ok := s.info.Parent(c).(*syntax.Pipeline); ok && len(p.Elements) == 1 && s.isStatement(p) {
		return p
	}
	return nil
}

// disconnect returns what becomes of the removal of a session.
func (s *script) disconnect() string {
	return s.command("Disconnect-ExchangeOnline") + " -Confirm:$false"
}

// readRemoval reads Remove-PSSession $s, which must be a statement of its own.
func (s *script) readRemoval(r *remoteSession, call *facts.Call) bool {
	p := s.pipelineOf(call.Node)
	if p == nil || !s.isStatement(p) || len(call.Node.Redirections) > 0 {
		return false
	}
	text := s.disconnect()
	for _, a := range texts(s.common(call)) {
		text += " " + a
	}
	r.uses = append(r.uses, sessionUse{at: p, text: text})
	return true
}

// readPipedUse reads $s | Remove-PSSession and $s | Import-PSSession.
func (s *script) readPipedUse(r *remoteSession, first *syntax.CommandExpression) bool {
	p, ok := s.info.Parent(first).(*syntax.Pipeline)
	if !ok || len(p.Elements) != 2 || p.Elements[0] != syntax.PipelineElement(first) || !s.isStatement(p) {
		return false
	}
	cmd, ok := p.Elements[1].(*syntax.Command)
	if !ok || s.calls[cmd] == nil {
		return false
	}
	switch call := s.calls[cmd]; strings.ToLower(call.Name) {
	case "remove-pssession":
		r.uses = append(r.uses, sessionUse{at: p, text: s.disconnect()})
		return true
	case "import-pssession":
		r.uses = append(r.uses, sessionUse{at: p})
		return true
	}
	return false
}

// readInvocation unwraps Invoke-Command -Session $s { body }: without parameters and arguments, the body does the same here.
func (s *script) readInvocation(r *remoteSession, call *facts.Call) bool {
	for _, b := range call.Arguments {
		switch strings.ToLower(b.Parameter) {
		case "session", "scriptblock", "hidecomputername", "erroraction":
		default:
			return false
		}
	}
	block := soleBlock(call.Node)
	if block == nil || call.Open() || block.Body.Param != nil || block.Body.EndBlock == nil || !block.Body.EndBlock.Unnamed || len(block.Body.EndBlock.Traps) > 0 {
		return false
	}
	statements := block.Body.EndBlock.Statements
	if len(statements) != 1 {
		return false
	}
	inner, ok := statements[0].(*syntax.Pipeline)
	if !ok || inner.Background {
		return false
	}
	if _, simple := inner.Elements[0].(*syntax.Command); !simple {
		return false
	}
	r.uses = append(r.uses, sessionUse{at: call.Node, text: s.withoutUsing(inner)})
	return true
}

// soleBlock returns the one script block among a command's arguments; nil where there is none, or another.
func soleBlock(cmd *syntax.Command) *syntax.ScriptBlockExpression {
	var sole *syntax.ScriptBlockExpression
	for _, e := range cmd.Elements[1:] {
		if p, ok := e.(*syntax.CommandParameter); ok && p.Argument != nil {
			e = p.Argument
		}
		block, ok := e.(*syntax.ScriptBlockExpression)
		if ok && sole != nil {
			return nil
		}
		if ok {
			sole = block
		}
	}
	return sole
}

// withoutUsing returns the text of n with $using:name written $name, as it stands in the script itself.
func (s *script) withoutUsing(n syntax.Node) string {
	var edits []edit.Edit
	for m := range syntax.All(n) {
		if u, ok := m.(*syntax.UsingExpression); ok {
			text := s.f.Text(u)
			start := s.f.Offset(u.Pos())
			if i := syntax.IndexFold(text, "using:"); i >= 0 {
				edits = append(edits, edit.Edit{Start: start + i, End: start + i + len("using:")})
			}
		}
	}
	base := s.f.Offset(n.Pos())
	for i := range edits {
		edits[i].Start -= base
		edits[i].End -= base
	}
	text, err := edit.Apply(s.f.Text(n), edits)
	if err != nil {
		return s.f.Text(n)
	}
	return strings.ReplaceAll(text, "\r\n", "\n")
}
