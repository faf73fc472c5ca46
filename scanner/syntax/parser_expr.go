package syntax

import (
	"go/token"
	"strings"
)

// expression:
//
//	binary-expression
//	binary-expression '?' expression ':' expression
//
// inTernary makes "?" and ":" end a number.
func (p *parser) expression(inTernary bool) Expr {
	old := p.setMode(expressionMode)
	e := p.binaryExpression(inTernary)
	if e != nil && p.atKind(KindQuestionMark) {
		e = p.ternary(e)
	}
	p.setMode(old)
	return e
}

// ternary reads what follows the condition.
func (p *parser) ternary(condition Expr) Expr {
	question := p.next().extent()
	if !p.enter() {
		return p.tooDeep(extentOf(condition), condition)
	}
	defer p.leave()
	p.skipNewlines()
	ifTrue := p.ternaryBranch(question)
	p.skipNewlines()
	colon, ok := p.accept(KindColon)
	if !ok {
		children := []Node{condition}
		if _, reported := ifTrue.(*ErrorExpression); reported {
			p.unread = p.stop // as what is left out may have held it
		} else {
			children = append(children, ifTrue)
			p.incomplete(errMissingColonInTernaryExpression, colon)
		}
		return &ErrorExpression{Extent: span(extentOf(condition), p.before(colon)), Children: children}
	}
	p.skipNewlines()
	ifFalse := p.ternaryBranch(colon)
	return &TernaryExpression{
		Extent:    Extent{condition.Pos(), ifFalse.End()},
		Condition: condition,
		IfTrue:    ifTrue,
		IfFalse:   ifFalse,
	}
}

// ternaryBranch reads the expression after "?" or ":".
func (p *parser) ternaryBranch(operator Extent) Expr {
	if e := p.expression(true); e != nil {
		return e
	}
	p.incomplete(errExpectedValueExpression, after(operator))
	return &ErrorExpression{Extent: after(operator)}
}

// binary-expression:
//
//	array-literal
//	binary-expression binary-operator array-literal
//
// Operators bind by their precedence, and to the left.
func (p *parser) binaryExpression(inTernary bool) Expr {
	e := p.arrayLiteral(inTernary)
	if e == nil {
		return nil
	}
	t := p.peek()
	if t.kind.Flags()&BinaryOperator != 0 {
		e = p.operands(e)
		t = p.peek()
	}
	if t.kind == KindParameter {
		return p.parameterInExpression(e)
	}
	return e
}

// operands reads what follows the first operand. Operands and operators wait on stacks for those that bind tighter.
func (p *parser) operands(first Expr) Expr {
	operands, operators := p.mem.exprList.mark(), p.mem.operators.mark()
	p.mem.exprList.push(first)
	for t := p.peek(); t.kind.Flags()&BinaryOperator != 0; t = p.peek() {
		p.skip()
		at := t.extent()
		p.reduce(operators, t.kind.Flags().Precedence())
		p.mem.operators.push(t.kind)
		p.skipNewlines()
		e := p.arrayLiteral(true)
		if e == nil {
			p.incomplete(errExpectedValueExpression, after(at))
			e = &ErrorExpression{Extent: after(at)}
		}
		p.mem.exprList.push(e)
	}
	p.reduce(operators, 0)
	e := p.mem.exprList.since(operands)[0]
	p.mem.exprList.drop(operands)
	return e
}

// reduce joins operands by the operators from mark on that bind at least as tight as precedence, the last first.
func (p *parser) reduce(mark, precedence int) {
	for {
		waiting := p.mem.operators.since(mark)
		last := len(waiting) - 1
		if last < 0 || waiting[last].Flags().Precedence() < precedence {
			return
		}
		operator := waiting[last]
		p.mem.operators.drop(mark + last)
		operands := p.mem.exprList.since(p.mem.exprList.mark() - 2)
		left, right := operands[0], operands[1]
		p.mem.exprList.drop(p.mem.exprList.mark() - 2)
		p.mem.exprList.push(p.mem.binaries.put(BinaryExpression{
			Extent:   Extent{left.Pos(), right.End()},
			Left:     left,
			Operator: operator,
			Right:    right,
		}))
	}
}

// parameterInExpression consumes a parameter, which may be an operator that is not written to its end.
func (p *parser) parameterInExpression(e Expr) Expr {
	t := p.next()
	p.errorAt(errUnexpectedToken, t.extent())
	return &ErrorExpression{
		Extent:   Extent{e.Pos(), t.end},
		Children: []Node{e, &CommandParameter{Extent: t.extent(), Name: t.text}},
	}
}

// array-literal:
//
//	unary-expression
//	array-literal ',' unary-expression
func (p *parser) arrayLiteral(inTernary bool) Expr {
	e := p.unaryExpression(inTernary)
	if e == nil || p.noComma || !p.atKind(KindComma) {
		return e
	}
	start := e.Pos()
	mark := p.mem.exprList.mark()
	for p.atKind(KindComma) {
		p.mem.exprList.push(e)
		comma := p.next().extent()
		p.skipNewlines()
		e = p.unaryExpression(true)
		if e == nil {
			p.incomplete(errMissingExpressionAfterToken, after(comma))
			e = &ErrorExpression{Extent: comma}
			break
		}
	}
	p.mem.exprList.push(e)
	return p.mem.arrayLiterals.put(ArrayLiteral{
		Extent:   Extent{start, e.End()},
		Elements: p.mem.exprList.cut(mark),
	})
}

// unary-expression:
//
//	primary-expression
//	primary-expression '++'
//	primary-expression '--'
//	unary-operator unary-expression
//	cast-expression
func (p *parser) unaryExpression(inTernary bool) Expr {
	t := p.operandToken(inTernary)
	var e Expr
	switch {
	case t.kind.Flags()&UnaryOperator != 0:
		if p.noComma && t.kind == KindComma {
			return nil
		}
		e = p.operatorExpression()
		if _, broken := e.(*ErrorExpression); broken {
			return e
		}
	case t.kind == KindLBracket:
		e = p.castExpression()
		if _, broken := e.(*ErrorExpression); broken {
			return e
		}
	default:
		e = p.primaryExpression(true)
	}
	if e == nil {
		return nil
	}
	t = p.peek()
	operator := KindPostfixPlusPlus
	switch t.kind {
	case KindPlusPlus:
	case KindMinusMinus:
		operator = KindPostfixMinusMinus
	default:
		return e
	}
	p.skip()
	return p.mem.unaries.put(UnaryExpression{Extent: Extent{e.Pos(), t.end}, Operator: operator, Operand: e})
}

// operandToken peeks where an operand may begin: a sign before a digit belongs to the number.
func (p *parser) operandToken(inTernary bool) *lexeme {
	oldSigned, oldTernary := p.lex.allowSignedNumbers, p.lex.forceEndNumberOnTernary
	p.lex.allowSignedNumbers, p.lex.forceEndNumberOnTernary = true, inTernary
	if p.held && (p.tok.kind == KindMinus || inTernary && p.tok.kind == KindGeneric) {
		p.resync(p.tok.pos)
	}
	t := p.peek()
	p.lex.allowSignedNumbers, p.lex.forceEndNumberOnTernary = oldSigned, oldTernary
	return t
}

// operatorExpression:
//
//	unary-operator unary-expression
//
// A comma in front makes an array of one element.
func (p *parser) operatorExpression() Expr {
	t := p.next()
	kind, at := t.kind, t.extent()
	if !p.enter() {
		return p.tooDeep(at)
	}
	defer p.leave()
	p.skipNewlines()
	operand := p.unaryExpression(true)
	switch {
	case operand == nil:
		p.incomplete(errMissingExpressionAfterOperator, after(at))
		return &ErrorExpression{Extent: at}
	case kind == KindComma:
		return p.mem.arrayLiterals.put(ArrayLiteral{
			Extent:   Extent{at.Start, operand.End()},
			Elements: p.mem.exprList.one(operand),
		})
	}
	return p.mem.unaries.put(UnaryExpression{Extent: Extent{at.Start, operand.End()}, Operator: kind, Operand: operand})
}

// cast-expression:
//
//	attribute-list unary-expression
//	attribute-list member-access
//	attribute-list
//
// The last of the attributes may be a type that stands for itself.
func (p *parser) castExpression() Expr {
	start := p.tok.extent()
	if !p.enter() {
		return p.tooDeep(start)
	}
	defer p.leave()
	attributes := p.attributeList(true)
	n := len(attributes)
	if n == 0 {
		return nil
	}
	var e Expr
	switch last := attributes[n-1].(type) {
	case *Attribute:
		p.skipNewlines()
		operand := p.unaryExpression(true)
		if operand == nil {
			p.incomplete(errUnexpectedAttribute, last.Extent)
			return &ErrorExpression{Extent: span(start, last.Extent), Children: nodesOf(attributes)}
		}
		e = p.cast(last, operand)
	case *TypeConstraint:
		e = p.typeOrCast(last)
	}
	for i := n - 2; i >= 0; i-- {
		e = p.cast(attributes[i], e)
	}
	return e
}

// cast returns the operand with the attribute before it.
func (p *parser) cast(a AttributeBase, operand Expr) Expr {
	at := Extent{a.Pos(), operand.End()}
	if t, ok := a.(*TypeConstraint); ok {
		return p.mem.converts.put(ConvertExpression{Extent: at, Type: t, Operand: operand})
	}
	p.attributed = true
	return &AttributedExpression{Extent: at, Attribute: a, Operand: operand}
}

// typeOrCast reads what follows the type.
func (p *parser) typeOrCast(t *TypeConstraint) Expr {
	if operator, at := p.memberOperator(false); operator != KindUnknown {
		return p.memberAccesses(p.typeExpression(t), operator, at)
	}
	if kind := p.peek().kind; kind != KindNewLine && kind != KindComma {
		if operand := p.unaryExpression(true); operand != nil {
			return p.cast(t, operand)
		}
	}
	return p.typeExpression(t)
}

// typeExpression returns the type as a value.
func (p *parser) typeExpression(t *TypeConstraint) Expr {
	return p.mem.typeExpressions.put(TypeExpression{Extent: t.Extent, TypeName: t.TypeName})
}

// primary-expression:
//
//	value
//	primary-expression member-access
//	primary-expression element-access
//
// value:
//
//	variable
//	number
//	string
//	paren-expression
//	sub-expression
//	array-expression
//	hashtable
//	script-block-expression
func (p *parser) primaryExpression(withMembers bool) Expr {
	t := p.peek()
	var e Expr
	switch t.kind {
	case KindVariable, KindSplattedVariable:
		p.skip()
		e = p.variable(t, withMembers)
	case KindNumber:
		p.skip()
		e = p.mem.constants.put(ConstantExpression{Extent: t.extent(), Value: t.number})
	case KindStringLiteral, KindHereStringLiteral, KindStringExpandable, KindHereStringExpandable:
		p.skip()
		e = p.stringExpression(t)
	case KindLCurly:
		p.skip()
		e = p.scriptBlockExpression(t.extent())
	case KindLParen, KindAtParen, KindDollarParen, KindAtCurly:
		p.skip()
		e = p.bracketed(t.kind, t.extent())
	default:
		return nil
	}
	if !withMembers {
		return e
	}
	return p.withMembers(e)
}

// bracketed reads what follows the opening bracket.
func (p *parser) bracketed(kind Kind, at Extent) Expr {
	if !p.enter() {
		return p.tooDeep(at)
	}
	defer p.leave()
	switch kind {
	case KindLParen:
		return p.parenExpression(at)
	case KindAtCurly:
		return p.hashtable(at, false)
	}
	return p.subExpression(kind, at)
}

// tooDeep returns the rest of the script as an expression that begins at start.
func (p *parser) tooDeep(start Extent, children ...Node) Expr {
	rest := p.rest()
	return &ErrorExpression{Extent: span(start, rest.Extent), Children: append(children, rest)}
}

// usingPrefix is the scope of variables from where the script block is defined.
const usingPrefix = "using:"

// variable returns the variable with what follows it: the members of a $using:name belong to the name.
func (p *parser) variable(t *lexeme, withMembers bool) Expr {
	v := p.variableOf(t)
	if len(v.Name) <= len(usingPrefix) || !strings.EqualFold(v.Name[:len(usingPrefix)], usingPrefix) {
		return v
	}
	v.Name = v.Name[len(usingPrefix):]
	var e Expr = v
	if withMembers {
		e = p.withMembers(v)
	}
	return &UsingExpression{Extent: extentOf(e), Expression: e}
}

// variableOf returns the variable that the token names.
func (p *parser) variableOf(t *lexeme) *VariableExpression {
	return p.mem.variables.put(VariableExpression{
		Extent: t.extent(),
		Name:   t.text,
		Splat:  t.kind == KindSplattedVariable,
		Braced: t.braced,
	})
}

// stringExpression returns the string with what is expanded in it.
func (p *parser) stringExpression(t *lexeme) Expr {
	kind := SingleQuoted
	switch t.kind {
	case KindHereStringLiteral:
		kind = SingleQuotedHereString
	case KindStringExpandable:
		kind = DoubleQuoted
	case KindHereStringExpandable:
		kind = DoubleQuotedHereString
	}
	if t.expandable {
		return p.expandableString(*t, kind)
	}
	return p.mem.strings.put(StringConstantExpression{Extent: t.extent(), Kind: kind, Value: t.text})
}

// expandableString reads what is expanded in the string or word.
func (p *parser) expandableString(t lexeme, kind StringKind) Expr {
	mark := p.mem.exprList.mark()
	for _, part := range p.lex.nestedParts(t) {
		if !part.sub {
			p.mem.exprList.push(p.variable(&part.lexeme, false))
			continue
		}
		if !p.mayReread(int(part.end - part.pos)) {
			break
		}
		state := p.lex.pushNested(part)
		p.held = false
		if e := p.primaryExpression(true); e != nil {
			p.mem.exprList.push(e)
		}
		p.held = false // the end of the part, or what was too much in it
		p.lex.popNested(state)
		if p.gaveUp {
			p.drain()
		}
	}
	return p.mem.expandables.put(ExpandableStringExpression{
		Extent: t.extent(),
		Kind:   kind,
		Parts:  p.mem.exprList.cut(mark),
	})
}

// withMembers reads the member and element accesses that follow e.
func (p *parser) withMembers(e Expr) Expr {
	operator, at := p.memberOperator(true)
	return p.memberAccesses(e, operator, at)
}

// memberAccesses reads the member and element accesses of e, the first of which begins with the operator.
func (p *parser) memberAccesses(e Expr, operator Kind, at Extent) Expr {
	for operator != KindUnknown {
		p.skipNewlines()
		if operator == KindLBracket || operator == KindQuestionLBracket {
			e = p.elementAccess(e, operator, at)
		} else {
			e = p.memberAccess(e, operator, at)
		}
		operator, at = p.memberOperator(true)
	}
	return e
}

// member-access:
//
//	primary-expression '.' member-name
//	primary-expression '?.' member-name
//	primary-expression '::' member-name
//	primary-expression '.' member-name generic-arguments? invoke-arguments
func (p *parser) memberAccess(target Expr, operator Kind, at Extent) Expr {
	member := p.memberName()
	if member == nil {
		p.incomplete(errMissingPropertyName, after(at))
		if member = p.singleArgument(commandArgument); member == nil {
			member = &ErrorExpression{Extent: span(extentOf(target), at)}
		}
	} else if !p.held {
		if call := p.invocation(target, operator, member); call != nil {
			return call
		}
	}
	return p.mem.members.put(MemberExpression{
		Extent:          Extent{target.Pos(), member.End()},
		Target:          target,
		Member:          member,
		Static:          operator == KindColonColon,
		NullConditional: operator == KindQuestionDot,
	})
}

// member-name:
//
//	simple-name
//	unary-expression, but no primary-expression
//	value
func (p *parser) memberName() Expr {
	if name := p.simpleName(); name != nil {
		return name
	}
	if kind := p.peek().kind; kind.Flags()&UnaryOperator != 0 || kind == KindLBracket {
		return p.unaryExpression(false)
	}
	return p.primaryExpression(false)
}

// invocation:
//
//	member-access generic-arguments? '(' arguments? ')'
//	member-access generic-arguments? '{' script-block '}'
func (p *parser) invocation(target Expr, operator Kind, member Expr) Expr {
	resume := p.here()
	types, closed := p.genericArguments(resume)
	if p.held || p.gaveUp {
		return nil
	}
	open, ok := p.lex.invokeMemberOpenParen()
	if !ok {
		if closed {
			p.resync(resume) // an index, after all
		}
		return nil
	}
	call := p.mem.invocations.put(InvokeMemberExpression{
		Target:          target,
		Member:          member,
		TypeArguments:   types,
		Static:          operator == KindColonColon,
		NullConditional: operator == KindQuestionDot,
	})
	if !p.enter() {
		rest := p.tooDeep(open.extent())
		call.Extent = span(extentOf(target), extentOf(rest))
		call.Arguments = p.mem.exprList.one(rest)
		return call
	}
	defer p.leave()
	var end Extent
	if open.kind == KindLParen {
		call.Arguments, end = p.arguments(open.extent())
	} else {
		p.skipNewlines()
		body := p.scriptBlockExpression(open.extent())
		call.Arguments, end = p.mem.exprList.one(body), body.Extent
	}
	call.Extent = span(extentOf(target), end)
	return call
}

// generic-arguments:
//
//	'[' type-arguments ']'
//
// Where there are none, the lexer is back at resume. It reports whether there is a closing bracket.
func (p *parser) genericArguments(resume token.Pos) (types []*TypeName, closed bool) {
	if !p.mayBeBracket(resume) {
		return nil, false
	}
	if p.next().kind != KindLBracket {
		p.resync(resume)
		return nil, false
	}
	old := p.setMode(typeNameMode)
	p.skipNewlines()
	if p.next().kind != KindIdentifier || !p.enter() {
		p.setMode(old)
		p.resync(resume)
		return nil, false
	}
	types = p.typeArguments()
	p.leave()
	closed = p.tok.kind == KindRBracket
	if !closed {
		p.back()
		p.incomplete(errEndSquareBracketExpectedAtEndOfType, p.before(p.tok.extent()))
	}
	p.setMode(old)
	return types, closed
}

// mayBeBracket reports whether the token at or after pos may be a bracket. That it is none can mostly be seen without reading
// it, which saves reading it twice.
func (p *parser) mayBeBracket(pos token.Pos) bool {
	c := p.byteAt(pos)
	for c == ' ' || c == '\t' {
		pos++
		c = p.byteAt(pos)
	}
	switch c {
	case '\r', '\n', '(', ')', '{', '}', ',', ';', '|', '-', '+', '=', '"', '\'', '$':
		return false
	}
	return true
}

// arguments: the opening parenthesis is consumed
//
//	expression
//	arguments ',' expression
func (p *parser) arguments(lParen Extent) (args []Expr, end Extent) {
	old := p.noComma
	p.noComma = true
	mark := p.mem.exprList.mark()
	end = lParen
	reported := false
	for comma, more := (Extent{}), true; more; {
		p.skipNewlines()
		arg := p.expression(false)
		if arg == nil {
			if comma.Start.IsValid() {
				p.incomplete(errMissingExpressionAfterToken, after(comma))
				end, reported = comma, true
			}
			break
		}
		p.mem.exprList.push(arg)
		end = extentOf(arg)
		p.skipNewlines()
		comma, more = p.accept(KindComma)
	}
	p.skipNewlines()
	if rParen, ok := p.accept(KindRParen); ok {
		end = rParen
	} else if !reported {
		p.incomplete(errMissingEndParenthesisInMethodCall, after(end))
	}
	p.noComma = old
	return p.mem.exprList.cut(mark), end
}

// element-access:
//
//	primary-expression '[' expression ']'
//	primary-expression '?[' expression ']'
func (p *parser) elementAccess(target Expr, operator Kind, lBracket Extent) Expr {
	p.skipNewlines()
	index := p.indexExpression(lBracket)
	broken := index == nil
	if broken {
		p.incomplete(errMissingArrayIndexExpression, after(lBracket))
		index = &ErrorExpression{Extent: lBracket}
	} else {
		_, broken = index.(*ErrorExpression)
	}
	p.skipNewlines()
	end, ok := p.accept(KindRBracket)
	if !ok {
		end = extentOf(index)
		if !broken {
			p.incomplete(errMissingEndSquareBracket, after(end))
		}
	}
	return p.mem.indexes.put(IndexExpression{
		Extent:          Extent{target.Pos(), end.Stop},
		Target:          target,
		Index:           index,
		NullConditional: operator == KindQuestionLBracket,
	})
}

// indexExpression reads what stands between the brackets of an element access.
func (p *parser) indexExpression(lBracket Extent) Expr {
	if !p.enter() {
		return p.tooDeep(after(lBracket))
	}
	defer p.leave()
	old := p.noComma
	p.noComma = false
	e := p.expression(false)
	p.noComma = old
	return e
}

// paren-expression: the opening parenthesis is consumed
//
//	'(' pipeline-chain ')'
func (p *parser) parenExpression(lParen Extent) Expr {
	oldMode, oldComma := p.setMode(commandMode), p.noComma
	p.noComma = false
	p.skipNewlines()
	pipeline := p.pipelineChain()
	if pipeline == nil {
		p.incomplete(errExpectedExpression, after(lParen))
		pipeline = &ErrorStatement{Extent: after(lParen)}
	}
	p.skipNewlines()
	end, ok := p.accept(KindRParen)
	if !ok {
		end = extentOf(pipeline)
		p.incomplete(errMissingEndParenthesisInExpression, after(end))
	}
	p.noComma = oldComma
	p.setMode(oldMode)
	return p.mem.parens.put(ParenExpression{Extent: span(lParen, end), Pipeline: pipeline})
}

// sub-expression: the opening bracket is consumed
//
//	'$(' statement-list? ')'
//
// array-expression:
//
//	'@(' statement-list? ')'
func (p *parser) subExpression(kind Kind, open Extent) Expr {
	oldMode, oldComma := p.setMode(commandMode), p.noComma
	p.noComma = false
	stmts, traps := p.mem.stmtList.mark(), p.mem.trapList.mark()
	p.skipNewlines()
	inside, some := p.statementList()
	p.skipNewlines()
	end, ok := p.accept(KindRParen)
	if !ok {
		p.incomplete(errMissingEndParenthesisInSubexpression, end)
		end = open
		if some {
			end = inside
		}
	}
	p.noComma = oldComma
	p.setMode(oldMode)
	if !some {
		inside = p.nowhere()
	}
	body := p.mem.statementBlocks.put(StatementBlock{
		Extent:     inside,
		Statements: p.mem.stmtList.cut(stmts),
		Traps:      p.mem.trapList.cut(traps),
	})
	if kind == KindDollarParen {
		return p.mem.subExpressions.put(SubExpression{Extent: span(open, end), Body: body})
	}
	return p.mem.arrays.put(ArrayExpression{Extent: span(open, end), Body: body})
}

// script-block-expression: the opening brace is consumed
//
//	'{' script-block '}'
func (p *parser) scriptBlockExpression(lCurly Extent) *ScriptBlockExpression {
	oldMode, oldComma := p.setMode(commandMode), p.noComma
	p.noComma = false
	p.skipNewlines()
	body := p.scriptBlock(block{brace: lCurly, braced: true})
	p.noComma = oldComma
	p.setMode(oldMode)
	return p.mem.scriptBlockExprs.put(ScriptBlockExpression{Extent: body.Extent, Body: body})
}

// hashtable: the opening bracket is consumed
//
//	'@{' hashtable-entry* '}'
//
// isResource tells the body of a DSC resource from a literal.
func (p *parser) hashtable(open Extent, isResource bool) *Hashtable {
	p.skipNewlines()
	mark := p.mem.entries.mark()
	for {
		entry, ok := p.hashtableEntry(isResource)
		if !ok {
			break
		}
		p.mem.entries.push(entry)
		if kind := p.peek().kind; kind != KindNewLine && kind != KindSemi {
			break
		}
		p.skipTerminators()
	}
	end, ok := p.accept(KindRCurly)
	if !ok {
		id := errMissingEndCurlyBrace
		if isResource {
			id = errIncompletePropertyAssignmentBlock
		}
		p.incompleteAt(id, after(open), end)
		end = p.before(end)
	}
	return p.mem.hashtables.put(Hashtable{Extent: span(open, end), Entries: p.mem.entries.cut(mark)})
}

// hashtable-entry:
//
//	label-or-key '=' statement
func (p *parser) hashtableEntry(isResource bool) (entry HashtableEntry, ok bool) {
	old := p.setMode(expressionMode)
	entry.Key = p.labelOrKey()
	if entry.Key == nil {
		p.setMode(old)
		return entry, false
	}
	t := p.next()
	equals := t.extent()
	p.setMode(old) // before the token is put back: it stays as it is
	if t.kind != KindEquals {
		p.back()
		at := after(extentOf(entry.Key))
		id := errMissingEqualsInHashLiteral
		if isResource {
			id = errMissingEqualsInPropertyAssignmentBlock
		}
		p.errorAt(id, at)
		p.sync(false, KindRCurly, KindSemi, KindNewLine)
		entry.Value = &ErrorStatement{Extent: at}
		return entry, true
	}
	p.setMode(commandMode)
	p.skipNewlines()
	entry.Value = p.statement()
	if entry.Value == nil {
		id := errMissingStatementInHashLiteral
		if isResource {
			id = errMissingEqualsInPropertyAssignmentBlock
		}
		p.incomplete(id, after(equals))
		entry.Value = &ErrorStatement{Extent: after(equals)}
	}
	p.setMode(old)
	return entry, true
}
