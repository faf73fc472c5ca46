package syntax

import (
	"go/token"
	"slices"
)

// statement:
//
//	if-statement
//	label? labeled-statement
//	function-definition
//	flow-control-statement
//	trap-statement
//	try-statement
//	data-statement
//	class-definition
//	enum-definition
//	pipeline-chain
func (p *parser) statement() Stmt {
	t := p.peek()
	for p.isLeftover(t.kind) {
		p.skip()
		p.skipNewlines()
		t = p.peek()
	}
	if t.kind == KindGeneric && p.byteAt(t.pos) == '[' {
		return p.attributedStatement()
	}
	return p.statementAfter(nil, t.pos)
}

// isLeftover reports whether the token is what remains of a statement that is broken: it is skipped, and not run as a command.
func (p *parser) isLeftover(kind Kind) bool {
	switch kind {
	case KindElse, KindElseIf, KindCatch, KindUntil:
		return len(p.lex.errors) > 0
	}
	return false
}

// attributedStatement reads a statement that begins with a bracket: one with attributes, or an expression that begins with a
// type.
func (p *parser) attributedStatement() Stmt {
	start := p.tok.pos
	if _, ok := p.noAttribute[start]; ok {
		return p.pipelineChain()
	}
	p.resync(start)
	attributes := p.attributeList(false)
	t := p.peek()
	if len(attributes) == 0 {
		return p.statementAfter(nil, t.pos)
	}
	firstType := slices.IndexFunc(attributes, isType)
	switch {
	case t.flags&NoAttributes != 0 && firstType < 0:
		p.errorAt(errUnexpectedAttribute, extentOf(attributes[0]))
		return p.statementAfter(attributes, start)
	case t.flags&NoAttributes == 0 && t.flags&Keyword != 0:
		if firstType >= 0 {
			p.errorAt(errTypeNotAllowedBeforeStatement, extentOf(attributes[firstType]))
		}
		if p.isLeftover(t.kind) {
			return p.statement()
		}
		return p.statementAfter(attributes, start)
	}
	return p.unattributed(start)
}

// unattributed goes back to start and reads what looked like attributes as an expression.
func (p *parser) unattributed(start token.Pos) Stmt {
	p.noAttribute = noted(p.noAttribute, start)
	p.takeBack(start)
	return p.pipelineChain()
}

// isType reports whether the attribute is a type.
func isType(a AttributeBase) bool {
	_, ok := a.(*TypeConstraint)
	return ok
}

// statementAfter reads the statement that follows the attributes, which began at start.
func (p *parser) statementAfter(attributes []AttributeBase, start token.Pos) Stmt {
	t := p.peek()
	if t.flags&Keyword != 0 {
		if s, ok := p.keywordStatement(attributes, t.kind, t.extent()); ok {
			return s
		}
	}
	switch {
	case len(attributes) > 0:
		return p.unattributed(start)
	case t.kind == KindEndOfInput:
		return nil
	case t.kind == KindLabel:
		return p.labeledStatement()
	case p.inConfig:
		if s := p.resource(); s != nil {
			return s
		}
	}
	return p.pipelineChain()
}

// keywordStatement reads the statement that the keyword begins. It reports whether there is such a statement, which may be
// too broken to be kept.
func (p *parser) keywordStatement(attributes []AttributeBase, kind Kind, at Extent) (s Stmt, ok bool) {
	p.skip()
	switch kind {
	case KindIf:
		return p.ifStatement(at), true
	case KindSwitch, KindForeach, KindFor, KindWhile, KindDo:
		return p.loop(kind, at, heading{first: at}), true
	case KindFunction, KindFilter, KindWorkflow:
		return p.functionDefinition(kind, at), true
	case KindReturn, KindThrow, KindExit, KindBreak, KindContinue:
		return p.flowControl(kind, at), true
	case KindTrap:
		return p.trapStatement(at), true
	case KindTry:
		return p.tryStatement(at), true
	case KindData:
		return p.dataStatement(at), true
	case KindParallel, KindSequence:
		return p.blockStatement(kind, at), true
	case KindConfiguration:
		return p.configuration(attributes, at), true
	case KindFrom, KindDefine, KindVar:
		p.errorAt(errReservedKeywordNotAllowed, at)
		return &ErrorStatement{Extent: at}, true
	case KindClass:
		return p.classDefinition(attributes, at), true
	case KindEnum:
		return p.enumDefinition(attributes, at), true
	case KindUsing:
		s := p.usingStatement(at)
		p.errorAt(errUsingMustBeAtStartOfScript, extentOf(s))
		return s, true
	}
	p.back()
	return nil, false
}

// A heading is how a statement begins that may have a label.
type heading struct {
	label string // without the colon; "" for none
	first Extent // of the label, or of the keyword
}

// labeled-statement:
//
//	label switch-statement
//	label foreach-statement
//	label for-statement
//	label while-statement
//	label do-statement
//
// What else has a label in front is a command with a strange name.
func (p *parser) labeledStatement() Stmt {
	label := p.next()
	h := heading{label.text, label.extent()}
	p.skipNewlines()
	switch t := p.next(); t.kind {
	case KindSwitch, KindForeach, KindFor, KindWhile, KindDo:
		return p.loop(t.kind, t.extent(), h)
	}
	p.resync(h.first.Start)
	return p.pipelineChain()
}

// loop reads the statement that the keyword begins: one that break and continue may name.
func (p *parser) loop(kind Kind, at Extent, h heading) Stmt {
	switch kind {
	case KindSwitch:
		return p.switchStatement(h)
	case KindForeach:
		return p.forEachStatement(at, h)
	case KindFor:
		return p.forStatement(at, h)
	case KindWhile:
		return p.whileStatement(at, h)
	}
	return p.doStatement(at, h)
}

// flow-control-statement:
//
//	'break' label-or-key?
//	'continue' label-or-key?
//	'return' pipeline-chain?
//	'exit' pipeline-chain?
//	'throw' pipeline-chain?
func (p *parser) flowControl(kind Kind, at Extent) Stmt {
	if kind == KindBreak || kind == KindContinue {
		label := p.labelOrKey()
		if label != nil {
			at.Stop = label.End()
		}
		if kind == KindBreak {
			return &BreakStatement{Extent: at, Label: label}
		}
		return &ContinueStatement{Extent: at, Label: label}
	}
	value := p.pipelineChain()
	if value != nil {
		at.Stop = value.End()
	}
	switch kind {
	case KindReturn:
		return p.mem.returns.put(ReturnStatement{Extent: at, Pipeline: value})
	case KindThrow:
		return p.mem.throws.put(ThrowStatement{Extent: at, Pipeline: value})
	}
	return &ExitStatement{Extent: at, Pipeline: value}
}

// simpleName reads a name that is one word.
func (p *parser) simpleName() *StringConstantExpression {
	p.lex.wantSimpleName = true
	t := p.peek()
	p.lex.wantSimpleName = false
	if t.kind != KindIdentifier {
		return nil
	}
	p.skip()
	return p.bareWord(t.extent())
}

// bareWord returns the word as it is written.
func (p *parser) bareWord(at Extent) *StringConstantExpression {
	return p.mem.strings.put(StringConstantExpression{Extent: at, Kind: BareWord, Value: p.text(at)})
}

// label-or-key:
//
//	simple-name
//	unary-expression
func (p *parser) labelOrKey() Expr {
	if name := p.simpleName(); name != nil {
		return name
	}
	if kind := p.peek().kind; kind == KindNewLine || kind == KindSemi {
		return nil
	}
	old := p.noComma
	p.noComma = true
	e := p.unaryExpression(false)
	p.noComma = old
	return e
}

// block-statement:
//
//	'parallel' statement-block
//	'sequence' statement-block
func (p *parser) blockStatement(kind Kind, at Extent) Stmt {
	body := p.block()
	if body == nil {
		p.incomplete(errMissingStatementAfterKeyword, after(at))
		return &ErrorStatement{Extent: at}
	}
	return &BlockStatement{Extent: span(at, body.Extent), Kind: kind, Body: body}
}

// if-statement:
//
//	'if' if-clause elseif-clause* else-clause?
//
// elseif-clause:
//
//	'elseif' if-clause
//
// else-clause:
//
//	'else' statement-block
func (p *parser) ifStatement(at Extent) Stmt {
	clauses, children := p.mem.ifClauses.mark(), p.mem.nodeList.mark()
	s, end := p.ifClauses(at)
	if s == nil {
		p.mem.ifClauses.drop(clauses)
		return &ErrorStatement{Extent: span(at, end), Children: p.mem.nodeList.cut(children)}
	}
	s.Extent = span(at, end)
	s.Clauses = p.mem.ifClauses.cut(clauses)
	p.mem.nodeList.drop(children)
	return s
}

// ifClauses pushes the clauses and, for the case that the statement is broken, their conditions and bodies on the lists of
// the arena. It returns the statement with its else; nil where it is broken. It ends at end.
func (p *parser) ifClauses(keyword Extent) (s *IfStatement, end Extent) {
	for {
		body, end := p.ifClause(keyword)
		if body == nil {
			return nil, end
		}
		resume := p.here()
		if p.held {
			resume = p.tok.pos
		}
		p.skipNewlines()
		t := p.peek()
		switch keyword = t.extent(); t.kind {
		case KindElseIf:
			p.skip()
			continue
		case KindElse:
			p.skip()
			p.skipNewlines()
			otherwise := p.block()
			if otherwise == nil {
				p.incomplete(errMissingStatementBlockAfterElse, after(keyword))
				return nil, keyword
			}
			return p.mem.ifs.put(IfStatement{Else: otherwise}), otherwise.Extent
		}
		p.resync(resume) // the line breaks may end an entry of a hashtable
		return p.mem.ifs.node(), end
	}
}

// if-clause:
//
//	'(' pipeline-chain ')' statement-block
//
// It returns the body, and where the clause ends; nil where it is broken.
func (p *parser) ifClause(keyword Extent) (body *StatementBlock, end Extent) {
	p.skipNewlines()
	lParen, ok := p.accept(KindLParen)
	if !ok {
		p.incomplete(errMissingOpenParenthesisInIfStatement, after(keyword))
		return nil, keyword
	}
	p.skipNewlines()
	condition := p.pipelineChain()
	broken := condition == nil
	if broken {
		p.incomplete(errIfStatementMissingCondition, after(lParen))
		condition = &ErrorStatement{Extent: after(lParen)}
	} else {
		p.mem.nodeList.push(condition)
		_, broken = condition.(*ErrorStatement)
	}
	p.skipNewlines()
	rParen, ok := p.accept(KindRParen)
	if !ok {
		if !broken {
			p.incomplete(errMissingEndParenthesisAfterStatement, rParen)
		}
		return nil, p.before(rParen)
	}
	p.skipNewlines()
	body = p.block()
	if body == nil {
		p.incomplete(errMissingStatementBlock, rParen)
		return nil, rParen
	}
	p.mem.nodeList.push(body)
	p.mem.ifClauses.push(IfClause{Condition: condition, Body: body})
	return body, body.Extent
}

// trap-statement:
//
//	'trap' type? statement-block
func (p *parser) trapStatement(at Extent) Stmt {
	resume := p.here()
	p.skipNewlines()
	attribute := p.attribute()
	exception, ok := attribute.(*TypeConstraint)
	if attribute != nil && !ok {
		p.resync(resume) // the attribute may belong to what follows
	}
	body := p.block()
	if body != nil {
		return &TrapStatement{Extent: span(at, body.Extent), Type: exception, Body: body}
	}
	end := at
	if exception != nil {
		end = exception.Extent
	}
	p.incomplete(errMissingTrapStatement, after(end))
	return &ErrorStatement{Extent: span(at, end), Children: nodes(exception)}
}

// try-statement:
//
//	'try' statement-block catch-clause+ finally-clause?
//	'try' statement-block finally-clause
//
// finally-clause:
//
//	'finally' statement-block
func (p *parser) tryStatement(at Extent) Stmt {
	p.skipNewlines()
	body := p.block()
	if body == nil {
		p.incomplete(errMissingTryStatementBlock, after(at))
		return &ErrorStatement{Extent: at}
	}
	var broken brokenTry
	s := p.mem.tries.put(TryStatement{Body: body})
	mark := p.mem.catchList.mark()
	for clause := p.catchClause(&broken); clause != nil; clause = p.catchClause(&broken) {
		p.mem.catchList.push(clause)
	}
	s.Catches = p.mem.catchList.cut(mark)
	p.skipNewlines()
	if finally, ok := p.accept(KindFinally); ok {
		if s.Finally = p.block(); s.Finally == nil {
			broken.at(finally)
			p.incomplete(errMissingFinallyStatementBlock, after(finally))
		}
	}
	if len(s.Catches) == 0 && s.Finally == nil && !broken.found {
		broken.at(body.Extent)
		p.incomplete(errMissingCatchOrFinally, after(body.Extent))
	}
	switch {
	case broken.found:
		children := slices.Concat(nodes(body), nodesOf(s.Catches), broken.types)
		return &ErrorStatement{Extent: span(at, broken.end), Children: children}
	case s.Finally != nil:
		s.Extent = span(at, s.Finally.Extent)
	default:
		s.Extent = span(at, s.Catches[len(s.Catches)-1].Extent)
	}
	return s
}

// brokenTry is what is wrong with the clauses of a try statement.
type brokenTry struct {
	found bool   // something is wrong
	end   Extent // the statement ends with it
	types []Node // of a clause without a block
}

// at notes that something is wrong at the extent.
func (b *brokenTry) at(end Extent) { b.found, b.end = true, end }

// catch-clause:
//
//	'catch' catch-types? statement-block
func (p *parser) catchClause(broken *brokenTry) *CatchClause {
	p.skipNewlines()
	at, ok := p.accept(KindCatch)
	if !ok {
		return nil
	}
	types, reported := p.catchTypes(broken)
	body := p.block()
	if body != nil {
		return p.mem.catches.put(CatchClause{Extent: span(at, body.Extent), Types: types, Body: body})
	}
	if !reported {
		end := at
		if n := len(types); n > 0 {
			end = types[n-1].Extent
		}
		broken.at(end)
		p.incomplete(errMissingCatchHandlerBlock, after(end))
	}
	broken.types = append(broken.types, nodesOf(types)...)
	return nil
}

// catch-types:
//
//	type
//	catch-types ',' type
//
// It reports whether a type is missing after a comma, and reports that as an error.
func (p *parser) catchTypes(broken *brokenTry) (types []*TypeConstraint, reported bool) {
	mark := p.mem.constraintList.mark()
	for comma, more := (Extent{}), true; more; {
		resume := p.here()
		p.skipNewlines()
		attribute := p.attribute()
		exception, ok := attribute.(*TypeConstraint)
		if !ok {
			if attribute != nil {
				p.resync(resume) // the attribute may belong to what follows
			} else if comma.Start.IsValid() {
				reported = true
				broken.at(comma)
				p.incomplete(errMissingTypeLiteralToken, after(comma))
			}
			break
		}
		p.mem.constraintList.push(exception)
		p.skipNewlines()
		comma, more = p.accept(KindComma)
	}
	return p.mem.constraintList.cut(mark), reported
}

// data-statement:
//
//	'data' simple-name? data-commands? statement-block
func (p *parser) dataStatement(at Extent) Stmt {
	p.skipNewlines()
	s := &DataStatement{}
	end := at
	if name := p.simpleName(); name != nil {
		s.Variable, end = name.Value, name.Extent
	}
	p.skipNewlines()
	commandsEnd, broken := p.dataCommands(s)
	if broken {
		end = commandsEnd
	} else if s.Body = p.block(); s.Body == nil {
		if n := len(s.Commands); n > 0 {
			end = extentOf(s.Commands[n-1])
		}
		p.incomplete(errMissingStatementBlockForDataSection, after(end))
	}
	if s.Body == nil {
		return &ErrorStatement{Extent: span(at, end), Children: nodesOf(s.Commands)}
	}
	s.Extent = span(at, s.Body.Extent)
	return s
}

// data-commands:
//
//	'-supportedcommand' command-argument
//	data-commands ',' command-argument
//
// It reports whether something is wrong with them, and where the statement ends then.
func (p *parser) dataCommands(s *DataStatement) (end Extent, broken bool) {
	if !p.atKind(KindParameter) {
		return Extent{}, false
	}
	t := p.next()
	last := t.extent()
	if !isPrefix(t.text, "SupportedCommand") {
		end, broken = last, true
		p.errorAt(errInvalidParameterForDataSectionStatement, last)
	}
	mark := p.mem.exprList.mark()
	for more := true; more; {
		p.skipNewlines()
		command := p.singleArgument(nameArgument)
		if command == nil {
			if !broken {
				p.incomplete(errMissingValueForSupportedCommandInDataSectionStatement, after(last))
			}
			end, broken = last, true
			break
		}
		p.mem.exprList.push(command)
		var comma Extent
		if comma, more = p.accept(KindComma); more {
			last = comma
		}
	}
	s.Commands = p.mem.exprList.cut(mark)
	return end, broken
}

// function-definition:
//
//	'function' function-name function-parameters? '{' script-block '}'
//	'filter' function-name function-parameters? '{' script-block '}'
//	'workflow' function-name function-parameters? '{' script-block '}'
func (p *parser) functionDefinition(kind Kind, at Extent) Stmt {
	p.skipNewlines()
	t := p.peek()
	if !canNameFunction(t.kind) {
		p.incomplete(errMissingNameAfterKeyword, after(at))
		return &ErrorStatement{Extent: at}
	}
	p.skip()
	f := FunctionDefinition{Kind: kind, NameExtent: t.extent(), Name: p.text(t.extent())}
	if t.kind == KindGeneric {
		f.Name = t.text
	}
	parameters := p.functionParameters()
	f.Parameters = parameters.list
	lCurly, ok := p.accept(KindLCurly)
	if !ok && !parameters.broken {
		parameters.broken = true
		parameters.end = f.NameExtent
		if parameters.closed {
			parameters.end = parameters.rParen
		}
		p.incomplete(errMissingFunctionBody, after(parameters.end))
	}
	if parameters.broken {
		return &ErrorStatement{Extent: span(at, parameters.end), Children: nodesOf(f.Parameters)}
	}
	old := p.lex.inWorkflow
	p.lex.inWorkflow = kind == KindWorkflow
	f.Body = p.scriptBlock(block{brace: lCurly, braced: true, filter: kind == KindFilter})
	p.lex.inWorkflow = old
	f.Extent = span(at, f.Body.Extent)
	return p.mem.functions.put(f)
}

// canNameFunction reports whether a token may be the name of a function.
func canNameFunction(kind Kind) bool {
	switch kind {
	case KindPipe, KindLParen, KindLCurly, KindAtParen, KindAtCurly, KindRCurly, KindRParen, KindEndOfInput, KindSemi,
		KindRedirection, KindRedirectInStd, KindAndAnd, KindOrOr, KindAmpersand, KindVariable, KindSplattedVariable,
		KindHereStringExpandable, KindHereStringLiteral, KindStringLiteral, KindStringExpandable:
		return false
	}
	return true
}

// functionParameters is what stands between the parentheses after a function's name.
type functionParameters struct {
	list   []*Parameter
	closed bool   // there is a closing parenthesis
	rParen Extent // of it
	broken bool   // it is missing
	end    Extent // a broken function ends with it
}

// function-parameters:
//
//	'(' parameter-list? ')'
func (p *parser) functionParameters() (f functionParameters) {
	p.skipNewlines()
	lParen, ok := p.accept(KindLParen)
	if !ok {
		return f
	}
	f.list = p.parameterList()
	p.skipNewlines()
	if f.rParen, f.closed = p.accept(KindRParen); !f.closed {
		f.broken, f.end = true, lParen
		if n := len(f.list); n > 0 {
			f.end = f.list[n-1].Extent
		}
		p.incomplete(errMissingEndParenthesisInFunctionParameterList, after(f.end))
	}
	p.skipNewlines()
	return f
}

// nodes returns those of the nodes that there are, in order.
func nodes(candidates ...Node) []Node {
	return slices.DeleteFunc(candidates, func(n Node) bool {
		switch n := n.(type) {
		case nil:
			return true
		case *StatementBlock:
			return n == nil
		case *TypeConstraint:
			return n == nil
		}
		return false
	})
}

// nodesOf returns the list as nodes.
func nodesOf[T Node](list []T) []Node {
	out := make([]Node, len(list))
	for i, n := range list {
		out[i] = n
	}
	return out
}
