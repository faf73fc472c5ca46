package rewrite

import (
	"slices"
	"strings"

	"github.com/exolint/exolint/scanner/edit"
	"github.com/exolint/exolint/scanner/facts"
	"github.com/exolint/exolint/scanner/syntax"
)

// maxOccurrences is in how many places variables of a name may stand for what gives them their values to be taken out.
const maxOccurrences = 500

// cleanUp takes out what nothing uses any more once the edits so far are made: statements that only made a credential, a
// table that only held arguments, parameters that only passed a credential on. The edits go to the change that released
// the variable.
func (s *script) cleanUp(changes []*Change) {
	if len(s.edits) == 0 || s.shares {
		return
	}
	for again := true; again; {
		again = false
		for _, o := range s.vars {
			if o.write != nil || s.counts[o.name] > maxOccurrences || !s.removed(o.node) {
				continue
			}
			if s.release(o, changes) {
				again = true
			}
		}
		again = s.removeEmptied(changes) || again
	}
	for _, o := range s.vars {
		if o.write == nil && s.counts[o.name] <= maxOccurrences && s.removed(o.node) {
			s.noteTested(o, changes)
		}
	}
}

// removeEmptied takes out the if statements of which the edits so far leave nothing but empty blocks. It reports whether
// there were any.
func (s *script) removeEmptied(changes []*Change) bool {
	found := false
	for _, cond := range s.conditions {
		if !s.isTouched(cond) || s.removed(cond) || !s.isStatement(cond) {
			continue
		}
		first, emptied := s.emptied(cond)
		if !emptied {
			continue
		}
		owner := s.ownerOf(first, changes)
		if owner == nil {
			continue
		}
		span := edit.SpanOf(s.f, cond)
		s.forget(span, changes)
		found = s.take(owner, edit.Remove(s.f, span)) || found
	}
	return found
}

// isTouched reports whether one of the edits so far lies within n.
func (s *script) isTouched(n syntax.Node) bool {
	span := edit.SpanOf(s.f, n)
	return slices.ContainsFunc(s.edits, func(e edit.Edit) bool { return span.Contains(edit.Span{Start: e.Start, End: e.End}) })
}

// forget drops the removals within span, all of which is to be removed.
func (s *script) forget(span edit.Span, changes []*Change) {
	within := func(e edit.Edit) bool {
		return e.New == "" && span.Contains(edit.Span{Start: e.Start, End: e.End})
	}
	s.edits = slices.DeleteFunc(slices.Clone(s.edits), within)
	for _, c := range changes {
		c.Edits = slices.DeleteFunc(slices.Clone(c.Edits), within)
	}
}

// emptied reports whether every statement in the blocks of an if statement is taken out, and returns one of them.
func (s *script) emptied(cond *syntax.IfStatement) (first syntax.Node, ok bool) {
	blocks := []*syntax.StatementBlock{}
	for _, c := range cond.Clauses {
		if !s.pure(c.Condition) {
			return nil, false
		}
		blocks = append(blocks, c.Body)
	}
	if cond.Else != nil {
		blocks = append(blocks, cond.Else)
	}
	for _, b := range blocks {
		for _, st := range b.Statements {
			if !s.removed(st) {
				return nil, false
			}
			first = st
		}
	}
	return first, first != nil
}

// take makes one more edit a part of the change. It reports whether the edits before allow it.
func (s *script) take(c *Change, more ...edit.Edit) bool {
	merged, ok := edit.Merge(s.edits, more)
	if !ok {
		return false
	}
	own, ok := edit.Merge(c.Edits, more)
	if !ok {
		return false
	}
	s.edits, c.Edits = merged, own
	return true
}

// sharesVariables reports whether code that is not in sight may read the script's variables.
func (s *script) sharesVariables() bool {
	for _, call := range s.calls {
		if call.Node.Invocation == syntax.KindDot && call.Function == nil {
			return true
		}
		if syntax.EqualFold(call.Name, "Invoke-Expression") {
			return true
		}
	}
	return false
}

// parameter reports whether o is where a parameter is declared.
func (o occurrence) parameter() bool {
	_, ok := o.write.(*syntax.Parameter)
	return ok
}

// release takes out the statements that give the variable of o its value, where nothing else reads it. It reports whether
// it did.
func (s *script) release(o occurrence, changes []*Change) bool {
	all := s.same(o)
	if o.free || s.mentioned(o.name) || slices.ContainsFunc(all, occurrence.global) {
		return false
	}
	if o.home == nil && s.info.Shared() {
		s.note(o, "$"+o.node.Name+" stays, because scripts that load this one may read it", changes)
		return false
	}
	writes := s.removable(o, all)
	if len(writes) == 0 {
		s.noteParameter(o, all, changes)
		return false
	}
	for _, p := range all {
		if !s.removed(p.node) && !slices.ContainsFunc(writes, func(w syntax.Node) bool { return within(p.node, w) }) {
			return false
		}
	}
	edits, ok := s.removeAll(writes)
	if !ok {
		return false
	}
	owner := s.ownerOf(o.node, changes)
	return owner != nil && s.take(owner, edits...)
}

// noteParameter tells that a parameter of the script is of no use any more, where that is so.
func (s *script) noteParameter(o occurrence, all []occurrence, changes []*Change) {
	for _, p := range all {
		if p.write == nil && !s.removed(p.node) || p.write != nil && (!p.parameter() || s.removed(p.write)) {
			return
		}
	}
	s.note(o, "the parameter $"+o.node.Name+" is of no use any more", changes)
}

// noteTested tells that the variable is only tested any more, where that is so: the condition was about the old sign-in.
func (s *script) noteTested(o occurrence, changes []*Change) {
	tested := false
	for _, p := range s.same(o) {
		if p.write != nil || s.removed(p.node) {
			continue
		}
		if !s.isTested(p.node) {
			return
		}
		tested = true
	}
	owner := s.ownerOf(o.node, changes)
	if !tested || owner == nil {
		return
	}
	if s.asksFor(o) {
		s.asked[owner.Want] = "$" + o.node.Name
	}
	s.note(o, "$"+o.node.Name+" is only tested any more; check the condition, and what gives it a value", changes)
}

// asksFor reports whether a person is asked for what the variable holds.
func (s *script) asksFor(o occurrence) bool {
	return slices.ContainsFunc(s.same(o), func(p occurrence) bool {
		if p.write == nil || s.removed(p.write) {
			return false
		}
		for n := range syntax.All(p.write) {
			cmd, ok := n.(*syntax.Command)
			if ok && s.calls[cmd] != nil && (syntax.EqualFold(s.calls[cmd].Name, "Read-Host") || syntax.EqualFold(s.calls[cmd].Name, "Get-Credential")) {
				return true
			}
		}
		return false
	})
}

// isTested reports whether n stands in the condition of an if statement, or of a loop that asks until there is an answer.
func (s *script) isTested(n syntax.Node) bool {
	for up := s.info.Parent(n); up != nil; up = s.info.Parent(up) {
		switch up := up.(type) {
		case *syntax.IfStatement:
			return slices.ContainsFunc(up.Clauses, func(c syntax.IfClause) bool { return within(n, c.Condition) })
		case *syntax.DoUntilStatement:
			return within(n, up.Condition)
		case *syntax.DoWhileStatement:
			return within(n, up.Condition)
		case *syntax.WhileStatement:
			return within(n, up.Condition)
		}
	}
	return false
}

// note adds a note to the change that takes the variable at o out.
func (s *script) note(o occurrence, note string, changes []*Change) {
	owner := s.ownerOf(o.node, changes)
	if owner != nil && !slices.Contains(owner.Notes, note) {
		owner.Notes = append(owner.Notes, note)
	}
}

// global reports whether the variable lives beyond the script.
func (o occurrence) global() bool { return syntax.HasPrefixFold(o.node.Name, "global:") }

// removable returns the statements that give the variable its value and do nothing else; nil where one of them does.
func (s *script) removable(o occurrence, all []occurrence) []syntax.Node {
	var list []syntax.Node
	for _, p := range all {
		if p.write == nil || s.removed(p.write) {
			continue
		}
		stmt := s.removableStatement(p.write, o.name)
		if stmt == nil {
			return nil
		}
		if !slices.Contains(list, stmt) {
			list = append(list, stmt)
		}
	}
	return list
}

// removableStatement returns the statement to take out for write; nil where it does more than to give name a value. It is
// write itself, or an if statement around it that does nothing else.
func (s *script) removableStatement(write syntax.Node, name syntax.FoldedName) syntax.Node {
	switch w := write.(type) {
	case *syntax.Parameter:
		if !s.removableParameter(w) {
			return nil
		}
		return w
	case *syntax.AssignmentStatement:
		if w.Operator != syntax.KindEquals || !s.pure(w.Right) || s.multiple(w.Left) {
			return nil
		}
	case *syntax.Pipeline: // $v.Add('Key', value)
		call, ok := soleExpression(w)
		if !ok || !s.pureArguments(call) {
			return nil
		}
	default:
		return nil
	}
	if cond, ok := s.ifAround(write); ok && s.onlyGives(cond, name) {
		return cond
	}
	if !s.isStatement(write) {
		return nil
	}
	return write
}

// multiple reports whether more than one variable is assigned to.
func (s *script) multiple(left syntax.Expr) bool {
	_, ok := left.(*syntax.ArrayLiteral)
	return ok
}

// isStatement reports whether n stands in a list of statements, from which it can be taken out.
func (s *script) isStatement(n syntax.Node) bool {
	switch s.info.Parent(n).(type) {
	case *syntax.NamedBlock, *syntax.StatementBlock:
		return true
	}
	return false
}

// ifAround returns the if statement whose block n stands in.
func (s *script) ifAround(n syntax.Node) (*syntax.IfStatement, bool) {
	block, ok := s.info.Parent(n).(*syntax.StatementBlock)
	if !ok {
		return nil, false
	}
	cond, ok := s.info.Parent(block).(*syntax.IfStatement)
	return cond, ok && s.isStatement(cond)
}

// onlyGives reports whether an if statement does nothing but to give the variable a value.
func (s *script) onlyGives(cond *syntax.IfStatement, name syntax.FoldedName) bool {
	blocks := []*syntax.StatementBlock{}
	for _, c := range cond.Clauses {
		if !s.pure(c.Condition) {
			return false
		}
		blocks = append(blocks, c.Body)
	}
	if cond.Else != nil {
		blocks = append(blocks, cond.Else)
	}
	for _, b := range blocks {
		for _, st := range b.Statements {
			a, ok := st.(*syntax.AssignmentStatement)
			if !ok || !assigns(a, name) || !s.pure(a.Right) {
				return false
			}
		}
	}
	return true
}

// assigns reports whether a assigns to the variable.
func assigns(a *syntax.AssignmentStatement, name syntax.FoldedName) bool {
	left := a.Left
	for {
		switch n := left.(type) {
		case *syntax.ConvertExpression:
			left = n.Operand
		case *syntax.AttributedExpression:
			left = n.Operand
		case *syntax.VariableExpression:
			_, rest := splitScope(n.Name)
			return syntax.Fold(rest) == name
		default:
			return false
		}
	}
}

// removeAll returns the edits that take the statements and parameters out.
func (s *script) removeAll(nodes []syntax.Node) ([]edit.Edit, bool) {
	var edits []edit.Edit
	for _, n := range nodes {
		more := []edit.Edit{}
		if p, ok := n.(*syntax.Parameter); ok {
			more = s.removeParameter(p)
		} else {
			more = append(more, edit.Remove(s.f, edit.SpanOf(s.f, n)))
		}
		merged, ok := edit.Merge(edits, more)
		if !ok {
			return nil, false
		}
		edits = merged
	}
	return edits, true
}

// ownerOf returns the change whose edits take n out.
func (s *script) ownerOf(n syntax.Node, changes []*Change) *Change {
	span := edit.SpanOf(s.f, n)
	for _, c := range changes {
		if !c.Applies() {
			continue
		}
		for _, e := range c.Edits {
			if e.Start <= span.Start && span.End <= e.End {
				return c
			}
		}
	}
	return nil
}

// mentioned reports whether an inserted text names the variable, or a cmdlet that handles variables by name does.
func (s *script) mentioned(name syntax.FoldedName) bool {
	for _, e := range s.edits {
		if mentions(e.New, string(name)) {
			return true
		}
	}
	for _, call := range s.calls {
		if !strings.HasSuffix(strings.ToLower(call.Name), "-variable") {
			continue
		}
		for _, e := range call.Node.Elements[1:] {
			for n := range syntax.All(e) {
				if c, ok := n.(*syntax.StringConstantExpression); ok && syntax.Fold(c.Value) == name {
					return true
				}
			}
		}
	}
	return false
}

// mentions reports whether text has the variable of that folded name in it.
func mentions(text, name string) bool {
	text = strings.ToLower(text)
	for _, sigil := range [...]string{"$", "@", "${"} {
		for rest := text; ; {
			i := strings.Index(rest, sigil+name)
			if i < 0 {
				break
			}
			rest = rest[i+len(sigil)+len(name):]
			if rest == "" || !isNameByte(rest[0]) {
				return true
			}
		}
	}
	return false
}

func isNameByte(b byte) bool {
	return b == '_' || '0' <= b && b <= '9' || 'a' <= b && b <= 'z' || b >= 0x80
}

// removableParameter reports whether a function's parameter can go: nobody out of sight calls the function.
func (s *script) removableParameter(p *syntax.Parameter) bool {
	fn := s.functionAround(p)
	if fn == nil || strings.HasSuffix(strings.ToLower(s.f.Tok.Name()), ".psm1") || p.Default != nil && !s.pure(p.Default) {
		return false
	}
	callers := s.info.Callers(fn)
	if slices.ContainsFunc(s.vars, func(o occurrence) bool { return o.name == "psboundparameters" && within(o.node, fn) }) {
		return false // it hands its parameters on, or looks at which are given
	}
	if len(callers) == 0 || edit.HasComment(s.f, s.parameterSpan(p)) {
		return false
	}
	for _, call := range callers {
		b, ok := s.passes(call, p)
		if call.File != s.f || call.Outer != nil || len(call.Splats) > 0 || ok && (b.Name == nil || !s.pure(b.Expr)) {
			return false
		}
	}
	return true
}

// passes returns the argument that a call passes for p.
func (s *script) passes(call *facts.Call, p *syntax.Parameter) (facts.Bound, bool) {
	_, name := splitScope(p.Name.Name)
	return call.Argument(name)
}

func (s *script) parametersOf(fn *syntax.FunctionDefinition) []*syntax.Parameter {
	if fn.Parameters != nil {
		return fn.Parameters
	}
	if fn.Body != nil && fn.Body.Param != nil {
		return fn.Body.Param.Parameters
	}
	return nil
}

// parameterSpan returns the parameter with the comma that separates it from its neighbour: the next one that stays, or else
// the last one before that stays. What lies between is gone already.
func (s *script) parameterSpan(p *syntax.Parameter) edit.Span {
	list := s.parametersOf(s.functionAround(p))
	span := edit.SpanOf(s.f, p)
	i := slices.Index(list, p)
	if slices.ContainsFunc(list[i+1:], func(q *syntax.Parameter) bool { return !s.removed(q) }) {
		span.End = s.f.Offset(list[i+1].Pos())
		return span
	}
	for _, q := range slices.Backward(list[:i]) {
		if !s.removed(q) {
			span.Start = s.f.Offset(q.End())
			break
		}
	}
	return span
}

// removeParameter returns the edits that take a parameter out of its list, and its arguments out of the calls in sight.
func (s *script) removeParameter(p *syntax.Parameter) []edit.Edit {
	span := s.parameterSpan(p)
	edits := []edit.Edit{{Start: span.Start, End: span.End}}
	for _, call := range s.info.Callers(s.functionAround(p)) {
		if b, ok := s.passes(call, p); ok {
			edits = append(edits, edit.Arguments(s.f, call.Node, []edit.Span{edit.SpanOf(s.f, b.Node)}, nil)...)
		}
	}
	return edits
}
