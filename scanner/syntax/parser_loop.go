package syntax

// foreach-statement:
//
//	'foreach' foreach-parameter* '(' variable 'in' pipeline-chain ')' statement-block
func (p *parser) forEachStatement(at Extent, h heading) Stmt {
	s := p.mem.forEachs.put(ForEachStatement{Label: h.label})
	p.skipNewlines()
	end, broken := p.forEachParameters(s)
	lParen, ok := p.accept(KindLParen)
	if !ok {
		p.incomplete(errMissingOpenParenthesisAfterKeyword, after(at))
		return &ErrorStatement{Extent: span(h.first, at)}
	}
	p.skipNewlines()
	variable := p.peek()
	if variable.kind != KindVariable && variable.kind != KindSplattedVariable {
		p.incomplete(errMissingVariableNameAfterForeach, after(lParen))
		return &ErrorStatement{Extent: span(h.first, lParen)}
	}
	p.skip()
	s.Variable = p.variableOf(variable)
	p.skipNewlines()
	if missing, last := p.forEachBody(s); missing != errNone {
		p.incomplete(missing, after(last))
		end, broken = last, true
	}
	if broken {
		return &ErrorStatement{Extent: span(h.first, end), Children: nodes(s.Variable, s.Condition, s.Body)}
	}
	s.Extent = span(h.first, s.Body.Extent)
	return s
}

// foreach-parameter:
//
//	'-parallel'
//	'-throttlelimit' command-argument
//
// It reports whether there is another one, and where the last of those stands.
func (p *parser) forEachParameters(s *ForEachStatement) (at Extent, broken bool) {
	for p.atKind(KindParameter) {
		t := p.next()
		parameter := t.extent()
		switch {
		case isPrefix(t.text, "parallel"):
			s.Parallel = true
		case isPrefix(t.text, "throttlelimit"):
			p.skipNewlines()
			s.ThrottleLimit = p.singleArgument(commandArgument)
			if s.ThrottleLimit == nil {
				p.incomplete(errMissingThrottleLimit, after(parameter))
			}
		default:
			at, broken = parameter, true
			p.errorAt(errInvalidForeachFlag, parameter)
		}
		p.skipNewlines()
	}
	return at, broken
}

// forEachBody reads a foreach statement from "in" to its end. It returns what is missing, and after what.
func (p *parser) forEachBody(s *ForEachStatement) (missing errorID, at Extent) {
	in, ok := p.accept(KindIn)
	if !ok {
		return errMissingInInForeach, s.Variable.Extent
	}
	p.skipNewlines()
	s.Condition = p.pipelineChain()
	if s.Condition == nil {
		return errMissingForeachExpression, in
	}
	p.skipNewlines()
	rParen, ok := p.accept(KindRParen)
	if !ok {
		return errMissingEndParenthesisAfterForeach, extentOf(s.Condition)
	}
	s.Body = p.block()
	if s.Body == nil {
		return errMissingForeachStatement, rParen
	}
	return errNone, Extent{}
}

// for-statement:
//
//	'for' '(' pipeline-chain? ';' pipeline-chain? ';' pipeline-chain? ')' statement-block
//	'for' '(' pipeline-chain? ';' pipeline-chain? ')' statement-block
//	'for' '(' pipeline-chain? ')' statement-block
func (p *parser) forStatement(at Extent, h heading) Stmt {
	p.skipNewlines()
	end, ok := p.accept(KindLParen)
	if !ok {
		p.incomplete(errMissingOpenParenthesisAfterKeyword, after(at))
		return &ErrorStatement{Extent: span(h.first, at)}
	}
	s := p.mem.fors.put(ForStatement{Label: h.label})
	s.Initializer = p.forClause(&end)
	p.forSeparator(&end)
	s.Condition = p.forClause(&end)
	p.forSeparator(&end)
	s.Iterator = p.forClause(&end)
	p.skipNewlines()
	if rParen, ok := p.accept(KindRParen); !ok {
		p.incomplete(errMissingEndParenthesisAfterStatement, after(end))
	} else if s.Body = p.block(); s.Body == nil {
		end = rParen
		p.incomplete(errMissingLoopStatement, after(end))
	}
	if s.Body == nil {
		return &ErrorStatement{Extent: span(h.first, end), Children: nodes(s.Initializer, s.Condition, s.Iterator)}
	}
	s.Extent = span(h.first, s.Body.Extent)
	return s
}

// forClause reads a part between the parentheses of a for statement, and moves end to it.
func (p *parser) forClause(end *Extent) Stmt {
	p.skipNewlines()
	clause := p.pipelineChain()
	if clause != nil {
		*end = extentOf(clause)
	}
	return clause
}

// forSeparator consumes the semicolon between two parts, and moves end to it.
func (p *parser) forSeparator(end *Extent) {
	if semi, ok := p.accept(KindSemi); ok {
		*end = semi
	}
}

// while-statement:
//
//	'while' '(' pipeline-chain ')' statement-block
func (p *parser) whileStatement(at Extent, h heading) Stmt {
	p.skipNewlines()
	lParen, ok := p.accept(KindLParen)
	if !ok {
		p.incomplete(errMissingOpenParenthesisAfterKeyword, after(at))
		return &ErrorStatement{Extent: span(h.first, at)}
	}
	p.skipNewlines()
	condition := p.pipelineChain()
	known := condition
	if condition == nil {
		p.incomplete(errMissingExpressionAfterKeyword, after(lParen))
		condition = &ErrorStatement{Extent: after(lParen)}
	}
	p.skipNewlines()
	rParen, ok := p.accept(KindRParen)
	if !ok {
		if _, reported := condition.(*ErrorStatement); !reported {
			p.incomplete(errMissingEndParenthesisAfterStatement, after(extentOf(condition)))
		}
		return &ErrorStatement{Extent: span(h.first, extentOf(condition)), Children: nodes(known)}
	}
	p.skipNewlines()
	body := p.block()
	if body == nil {
		p.incomplete(errMissingLoopStatement, after(rParen))
		return &ErrorStatement{Extent: span(h.first, rParen), Children: nodes(known)}
	}
	return p.mem.whiles.put(WhileStatement{Extent: span(h.first, body.Extent), Label: h.label, Condition: condition, Body: body})
}

// do-statement:
//
//	'do' statement-block 'while' '(' pipeline-chain ')'
//	'do' statement-block 'until' '(' pipeline-chain ')'
func (p *parser) doStatement(at Extent, h heading) Stmt {
	body := p.block()
	if body == nil {
		p.incomplete(errMissingLoopStatement, after(at))
		return &ErrorStatement{Extent: span(h.first, at)}
	}
	p.skipNewlines()
	kind := p.peek().kind
	condition, end, ok := p.doCondition(body)
	switch at := span(h.first, end); {
	case !ok:
		return &ErrorStatement{Extent: at, Children: nodes(body, condition)}
	case kind == KindUntil:
		return &DoUntilStatement{Extent: at, Label: h.label, Condition: condition, Body: body}
	default:
		return &DoWhileStatement{Extent: at, Label: h.label, Condition: condition, Body: body}
	}
}

// doCondition reads a do statement from "while" or "until" to its end. It reports whether nothing is missing.
func (p *parser) doCondition(body *StatementBlock) (condition Stmt, end Extent, ok bool) {
	t := p.peek()
	keyword := t.extent()
	if t.kind != KindWhile && t.kind != KindUntil {
		p.incomplete(errMissingWhileOrUntilInDoWhile, after(body.Extent))
		return nil, body.Extent, false
	}
	p.skip()
	p.skipNewlines()
	lParen, ok := p.accept(KindLParen)
	if !ok {
		p.incomplete(errMissingOpenParenthesisAfterKeyword, after(keyword))
		return nil, keyword, false
	}
	p.skipNewlines()
	condition = p.pipelineChain()
	if condition == nil {
		p.incomplete(errMissingExpressionAfterKeyword, after(lParen))
	}
	p.skipNewlines()
	rParen, closed := p.accept(KindRParen)
	switch {
	case condition == nil:
		return nil, lParen, false
	case !closed:
		end = extentOf(condition)
		p.incomplete(errMissingEndParenthesisAfterStatement, after(end))
		return condition, end, false
	}
	return condition, rParen, true
}
