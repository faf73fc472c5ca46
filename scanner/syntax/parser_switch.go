package syntax

import (
	"go/token"
	"slices"
)

// switch-statement:
//
//	'switch' switch-parameter* '(' pipeline-chain ')' '{' switch-clause* '}'
//	'switch' switch-parameter* '-file' command-argument '{' switch-clause* '}'
func (p *parser) switchStatement(h heading) Stmt {
	s := switchReader{
		heading: h,
		end:     h.first,
		clauses: p.mem.switchClauses.mark(),
		bodies:  p.mem.nodeList.mark(),
	}
	p.skipNewlines()
	p.switchParameters(&s)
	p.switchCondition(&s)
	rCurly := p.switchBody(&s)
	clauses := p.mem.switchClauses.cut(s.clauses)
	bodies := p.mem.nodeList.cut(s.bodies)
	if !s.broken {
		return p.mem.switches.put(SwitchStatement{
			Extent:    span(h.first, rCurly),
			Label:     h.label,
			Flags:     s.flags,
			Condition: s.condition,
			Clauses:   clauses,
			Default:   s.otherwise,
		})
	}
	e := &ErrorStatement{Extent: span(h.first, s.end), Kind: KindSwitch, HasKind: true, Flags: s.params, Children: bodies}
	if s.parenthesized && s.condition != nil {
		e.Children = slices.Insert(e.Children, 0, Node(s.condition))
	}
	return e
}

// A switchReader is what was read of a switch statement.
type switchReader struct {
	heading
	flags         SwitchFlags
	params        []SwitchParam
	condition     Stmt
	parenthesized bool // the condition is not the name of a file
	otherwise     *StatementBlock
	clauses       int // mark in the arena's list
	bodies        int // mark in the arena's list of nodes, which holds the conditions and bodies of all clauses

	broken    bool   // something is wrong
	truncated bool   // what was wrong last could be mended by more input: no more errors need be reported
	end       Extent // where the statement ends that is broken after this
}

// missingInSwitch reports what is missing at the extent.
func (p *parser) missingInSwitch(s *switchReader, id errorID, at Extent) {
	s.broken = true
	s.truncated = p.incomplete(id, at)
}

// switch-parameter: one of
//
//	'-regex' '-wildcard' '-exact' '-casesensitive' '-parallel' '-file'
func (p *parser) switchParameters(s *switchReader) {
	for p.atKind(KindParameter) {
		t := p.next()
		s.end = t.extent()
		param := SwitchParam{Token: t.extent()}
		switch {
		case isPrefix(t.text, "regex"):
			param.Name = "regex"
			s.flags = s.flags&^SwitchWildcard | SwitchRegex
		case isPrefix(t.text, "wildcard"):
			param.Name = "wildcard"
			s.flags = s.flags&^SwitchRegex | SwitchWildcard
		case isPrefix(t.text, "exact"):
			param.Name = "exact"
			s.flags &^= SwitchRegex | SwitchWildcard
		case isPrefix(t.text, "casesensitive"):
			param.Name = "casesensitive"
			s.flags |= SwitchCaseSensitive
		case isPrefix(t.text, "parallel"):
			param.Name = "parallel"
			s.flags |= SwitchParallel
		case isPrefix(t.text, "file"):
			param.Name = "file"
			s.flags |= SwitchFile
			param.Argument = p.switchFile(s)
		default:
			s.broken = true
			p.errorAt(errInvalidSwitchFlag, t.extent())
			continue
		}
		s.addParam(param)
	}
	if t := p.peek(); t.kind == KindMinus {
		s.addParam(SwitchParam{Name: "--%", Token: t.extent()})
	}
}

// addParam keeps the parameter; the first of a name counts.
func (s *switchReader) addParam(param SwitchParam) {
	if !slices.ContainsFunc(s.params, func(other SwitchParam) bool { return other.Name == param.Name }) {
		s.params = append(s.params, param)
	}
}

// switchFile reads the name of the file whose lines are the condition. It returns nil where it is missing.
func (p *parser) switchFile(s *switchReader) Node {
	p.skipNewlines()
	file := p.singleArgument(fileArgument)
	if file == nil {
		p.missingInSwitch(s, errMissingFilenameOption, after(s.end))
		return nil
	}
	at := extentOf(file)
	s.end = at
	element := p.mem.commandExpressions.put(CommandExpression{Extent: at, Expression: file})
	s.condition = p.mem.pipelines.put(Pipeline{Extent: at, Elements: p.mem.pipelineList.one(element)})
	return s.condition
}

// switchCondition reads the condition in parentheses, if the condition is no file.
func (p *parser) switchCondition(s *switchReader) {
	lParen, ok := p.accept(KindLParen)
	if !ok {
		if s.condition == nil && s.flags&SwitchFile == 0 {
			p.missingInSwitch(s, errPipelineValueRequired, after(s.end))
		}
		return
	}
	s.end = lParen
	if s.flags&SwitchFile != 0 {
		s.broken = true
		p.errorAt(errPipelineValueRequired, lParen)
	}
	s.parenthesized = true
	p.skipNewlines()
	s.condition = p.pipelineChain()
	if s.condition == nil {
		p.missingInSwitch(s, errPipelineValueRequired, after(lParen))
	} else {
		s.end = extentOf(s.condition)
	}
	p.skipNewlines()
	if rParen, ok := p.accept(KindRParen); ok {
		s.end = rParen
	} else if !s.truncated {
		p.missingInSwitch(s, errMissingEndParenthesisInSwitchStatement, after(s.end))
	}
}

// switchBody reads the clauses in braces, and returns the extent of the closing brace.
func (p *parser) switchBody(s *switchReader) (rCurly Extent) {
	p.skipNewlines()
	lCurly, ok := p.accept(KindLCurly)
	if !ok {
		if !s.truncated {
			s.broken = true
			p.incomplete(errMissingCurlyBraceInSwitchStatement, after(s.end))
		}
		return Extent{}
	}
	s.end = lCurly
	if !p.enter() {
		s.broken = true
		p.mem.nodeList.push(p.rest())
		return Extent{}
	}
	defer p.leave()
	p.skipNewlines()
	for mark := token.NoPos; p.progress(&mark) && p.switchClause(s); {
		p.skipTerminators()
		t := p.peek()
		switch t.kind {
		case KindRCurly:
			p.skip()
			return t.extent()
		case KindEndOfInput:
			if !s.truncated {
				s.broken = true
				p.incompleteAt(errMissingEndCurlyBrace, lCurly, t.extent())
			}
			return Extent{}
		}
	}
	s.broken = true
	return Extent{}
}

// switch-clause:
//
//	command-argument statement-block
//	'default' statement-block
//
// It reports whether there may be another one.
func (p *parser) switchClause(s *switchReader) bool {
	t := p.peek()
	isDefault := t.kind == KindDefault
	var condition Expr
	if isDefault {
		p.skip()
		condition = p.bareWord(t.extent())
	} else if condition = p.singleArgument(conditionArgument); condition == nil {
		s.broken = true
		p.incomplete(errMissingSwitchConditionExpression, after(s.end))
		p.accept(KindRCurly)
		return false
	}
	p.mem.nodeList.push(condition)
	s.end = extentOf(condition)
	body := p.block()
	if body == nil {
		p.missingInSwitch(s, errMissingSwitchStatementClause, after(s.end))
		return true
	}
	p.mem.nodeList.push(body)
	s.end = body.Extent
	if !isDefault {
		p.mem.switchClauses.push(SwitchClause{Condition: condition, Body: body})
		return true
	}
	if s.otherwise != nil {
		s.broken = true
		p.errorAt(errMultipleSwitchDefaultClauses, extentOf(condition))
	}
	s.otherwise = body
	return true
}
