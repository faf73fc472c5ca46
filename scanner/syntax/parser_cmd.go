package syntax

// pipeline-chain:
//
//	expression assignment-operator statement
//	pipeline
//	pipeline-chain '&&' pipeline
//	pipeline-chain '||' pipeline
func (p *parser) pipelineChain() Stmt {
	var first Expr
	if !p.atWord() {
		var operator lexeme
		old := p.setMode(expressionMode)
		first = p.expression(false)
		if first != nil {
			// Still in expression mode, lest "=0" is taken for one word.
			if t := p.peek(); t.kind.Flags()&AssignmentOperator != 0 {
				p.skip()
				operator = *t
			}
		}
		p.setMode(old)
		if operator.kind != KindUnknown {
			return p.assignment(first, operator.kind, operator.extent())
		}
	}
	pipeline := p.pipeline(first)
	if pipeline == nil {
		return nil
	}
	return p.restOfChain(pipeline)
}

// atWord reports whether a word stands next that begins with a letter. No expression begins so: it is a command.
func (p *parser) atWord() bool {
	pos := p.here()
	if p.held {
		pos = p.tok.pos
	}
	c := p.byteAt(pos) | 0x20
	return 'a' <= c && c <= 'z'
}

// assignment reads what follows the operator.
func (p *parser) assignment(left Expr, operator Kind, at Extent) Stmt {
	p.skipNewlines()
	var right Stmt
	if p.enter() {
		right = p.statement()
		p.leave()
	} else {
		right = p.rest()
	}
	if right == nil {
		p.incomplete(errExpectedValueExpression, after(at))
		right = &ErrorStatement{Extent: after(at)}
	}
	return p.mem.assignments.put(AssignmentStatement{
		Extent:   Extent{left.Pos(), right.End()},
		Left:     left,
		Operator: operator,
		Right:    withoutPipeline(right),
	})
}

// withoutPipeline returns the expression that is all that the pipeline consists of; otherwise s.
func withoutPipeline(s Stmt) Stmt {
	pipeline, ok := s.(*Pipeline)
	if !ok || pipeline.Background || len(pipeline.Elements) > 1 {
		return s
	}
	if e, ok := pipeline.Elements[0].(*CommandExpression); ok {
		return e
	}
	return s
}

// restOfChain reads what follows the first pipeline of a chain.
func (p *parser) restOfChain(pipeline *Pipeline) Stmt {
	var chain Stmt // of the pipelines before
	var operator lexeme
	for {
		t := p.peek()
		background := t.kind == KindAmpersand
		if background {
			p.skip()
			t = p.peek()
		}
		switch isOperator := t.kind == KindAndAnd || t.kind == KindOrOr; {
		case isOperator && background:
			p.skip()
			p.errorAt(errBackgroundOperatorInPipelineChain, t.extent())
			start := pipeline.Start
			if chain != nil {
				start = chain.Pos()
			}
			return &ErrorStatement{Extent: Extent{start, t.end}}
		case !isOperator && chain == nil:
			pipeline.Background = background
			return pipeline
		case !isOperator:
			link := newChain(chain, operator.kind, pipeline)
			link.Background = background
			return link
		}
		p.skip()
		next := *t
		p.skipNewlines()
		if chain == nil {
			chain = pipeline
		} else {
			chain = newChain(chain, operator.kind, pipeline)
		}
		operator = next
		first := p.peek()
		if first.kind == KindEndOfInput {
			p.incomplete(errEmptyPipelineChainElement, after(operator.extent()))
			return chain
		}
		firstKind, firstExtent := first.kind, first.extent()
		pipeline = p.pipeline(nil)
		if pipeline == nil {
			if firstKind != KindDot && firstKind != KindAmpersand {
				p.errorAt(errEmptyPipelineChainElement, span(operator.extent(), firstExtent))
			}
			return &ErrorStatement{
				Extent:   Extent{chain.Pos(), operator.end},
				Kind:     operator.kind,
				HasKind:  true,
				Children: []Node{chain},
			}
		}
	}
}

// newChain returns left and right, joined by the operator.
func newChain(left Stmt, operator Kind, right *Pipeline) *PipelineChain {
	return &PipelineChain{Extent: Extent{left.Pos(), right.Stop}, Left: left, Operator: operator, Right: right}
}

// pipeline:
//
//	expression redirection*
//	command
//	pipeline '|' command
//
// The expression that it begins with may have been read already.
func (p *parser) pipeline(first Expr) *Pipeline {
	mark := p.mem.pipelineList.mark()
	var pipe Extent // the last one
	for more := true; more; {
		isFirst := p.mem.pipelineList.mark() == mark
		if element := p.pipelineElement(first, isFirst); element != nil {
			p.mem.pipelineList.push(element)
		} else if t := p.peek(); !isFirst || t.kind == KindPipe {
			at := t.extent()
			if pipe.Start.IsValid() {
				at = after(pipe)
			}
			p.incomplete(errEmptyPipeElement, at)
		}
		first = nil
		pipe, more = p.pipe()
	}
	elements := p.mem.pipelineList.cut(mark)
	if elements == nil {
		return nil
	}
	at := Extent{elements[0].Pos(), elements[len(elements)-1].End()}
	return p.mem.pipelines.put(Pipeline{Extent: at, Elements: elements})
}

// pipelineElement reads an element of a pipeline, which begins with the expression unless that is nil.
func (p *parser) pipelineElement(first Expr, isFirst bool) PipelineElement {
	if first == nil && !p.atWord() {
		old := p.setMode(expressionMode)
		first = p.expression(false)
		p.setMode(old)
	}
	if first == nil {
		command := p.command()
		if command == nil {
			return nil
		}
		return command
	}
	if !isFirst {
		p.errorAt(errExpressionsMustBeFirstInPipeline, extentOf(first))
	}
	at := extentOf(first)
	var r redirections
	mark := p.mem.redirectList.mark()
	for isRedirection(p.peek().kind) {
		redirected, ok := p.redirection(&r)
		at.Stop = first.End()
		if ok {
			at.Stop = redirected.Stop
		}
	}
	return p.mem.commandExpressions.put(CommandExpression{
		Extent:       at,
		Expression:   first,
		Redirections: p.mem.redirectList.cut(mark),
	})
}

// pipe consumes what separates two elements of a pipeline. It reports whether another one follows.
func (p *parser) pipe() (at Extent, more bool) {
	t := p.peek()
	if t.kind == KindNewLine && p.lex.isPipeContinuation(t.end) {
		p.skipNewlines()
		t = p.peek()
	}
	at = t.extent()
	switch t.kind {
	case KindSemi, KindNewLine, KindRParen, KindRCurly, KindEndOfInput, KindAndAnd, KindOrOr, KindAmpersand:
		return at, false
	case KindPipe:
		p.skip()
		p.skipNewlines()
		if p.atKind(KindEndOfInput) {
			p.incomplete(errEmptyPipeElement, after(at))
			return at, false
		}
		return at, true
	}
	p.errorAt(errUnexpectedToken, at)
	return at, false
}

// isRedirection reports whether the token redirects a stream.
func isRedirection(kind Kind) bool { return kind == KindRedirection || kind == KindRedirectInStd }

// redirections has a bit for each stream that a command redirects.
type redirections uint8

// redirection:
//
//	merging-redirection-operator
//	file-redirection-operator command-argument
//
// It pushes the redirection on the list of the arena and returns its extent. It reports whether there is such a redirection:
// input cannot be redirected.
func (p *parser) redirection(seen *redirections) (at Extent, ok bool) {
	t := p.next()
	kind, r, at := t.kind, t.redirect, t.extent()
	var node Redirection
	if kind == KindRedirection && r.merge {
		if r.to != StreamOutput || r.from == r.to {
			p.errorAt(errRedirectionNotSupported, at)
		}
		node = p.mem.mergeRedirections.put(MergingRedirection{Extent: at, From: r.from, To: StreamOutput})
	} else {
		operator := at
		location := p.singleArgument(fileArgument)
		if location == nil {
			p.errorAt(errMissingFileSpecification, after(operator))
			location = &ErrorExpression{Extent: operator}
		}
		at.Stop = location.End()
		if kind == KindRedirectInStd {
			p.errorAt(errRedirectionNotSupported, operator)
			return at, false
		}
		node = p.mem.fileRedirections.put(FileRedirection{Extent: at, From: r.from, Append: r.append, Location: location})
	}
	if bit := redirections(1) << r.from; *seen&bit == 0 {
		*seen |= bit
		p.mem.redirectList.push(node)
	} else {
		p.errorAt(errStreamAlreadyRedirected, at)
	}
	return at, true
}

// An argumentKind says what an argument is for.
type argumentKind uint8

const (
	nameArgument      argumentKind = iota // the name of a command
	invokedArgument                       // the name of a command after "&" or "."
	fileArgument                          // the name of a file
	conditionArgument                     // the condition of a switch clause
	commandArgument                       // an argument of a command, which may be a list
)

// namesCommand reports whether the argument is the name of a command.
func (k argumentKind) namesCommand() bool { return k == nameArgument || k == invokedArgument }

// singleArgument reads an argument where a list must not begin with a comma.
func (p *parser) singleArgument(use argumentKind) Expr {
	if kind := p.peek().kind; kind == KindComma || kind == KindEndOfInput {
		return nil
	}
	old := p.setMode(commandMode)
	e := p.argument(use)
	p.setMode(old)
	return e
}

// command-argument:
//
//	word
//	primary-expression
//	command-argument ',' command-argument
func (p *parser) argument(use argumentKind) Expr {
	mark := p.mem.exprList.mark()
	var comma Extent
	for {
		e, verbatim := p.argumentItem(use)
		isList := p.mem.exprList.mark() > mark
		if e == nil && !isList {
			return nil
		}
		if e == nil {
			p.incomplete(errMissingExpression, after(comma))
			items := p.mem.exprList.cut(mark)
			return &ErrorExpression{Extent: Extent{items[0].Pos(), comma.Stop}, Children: nodesOf(items)}
		}
		ends := use != commandArgument || verbatim || !p.atKind(KindComma)
		if ends && !isList {
			return e
		}
		p.mem.exprList.push(e)
		if ends {
			items := p.mem.exprList.cut(mark)
			return p.mem.arrayLiterals.put(ArrayLiteral{Extent: Extent{items[0].Pos(), e.End()}, Elements: items})
		}
		comma = p.tok.extent()
		p.skip()
		p.skipNewlines()
	}
}

// argumentItem reads an argument, or one of a list. It reports whether the word asks for the rest of the line as it is.
func (p *parser) argumentItem(use argumentKind) (e Expr, verbatim bool) {
	t := p.peek()
	switch t.kind {
	case KindPipe, KindRCurly, KindRParen, KindEndOfInput, KindNewLine, KindSemi, KindRedirection, KindRedirectInStd,
		KindAndAnd, KindOrOr, KindAmpersand, KindMinusMinus, KindComma:
		return nil, false
	case KindSplattedVariable, KindVariable, KindNumber, KindHereStringExpandable, KindStringExpandable,
		KindHereStringLiteral, KindStringLiteral, KindLParen, KindDollarParen, KindAtParen, KindAtCurly, KindLCurly:
		return p.primaryExpression(true), false
	}
	p.skip()
	switch {
	case use.namesCommand():
		p.lex.markCommandName(t.pos)
	case t.kind != KindGeneric:
		p.lex.markArgument(t.pos)
	}
	switch {
	case t.kind != KindGeneric:
		return p.bareWord(t.extent()), false
	case t.expandable && use != nameArgument:
		return p.expandableString(*t, BareWord), false
	}
	return p.mem.strings.put(StringConstantExpression{Extent: t.extent(), Kind: BareWord, Value: t.text}), t.text == verbatimWord
}

// verbatimWord is the argument after which the rest of the line is passed on as it is.
const verbatimWord = "--%"

// command:
//
//	command-name command-element*
//	'&' command-argument command-element*
//	'.' command-argument command-element*
func (p *parser) command() *Command {
	old := p.setMode(commandMode)
	t := p.peek()
	r := commandReader{first: t.extent(), end: t.extent(), elements: p.mem.elementList.mark(), redirects: p.mem.redirectList.mark()}
	if t.kind == KindDot || t.kind == KindAmpersand {
		r.invocation = t.kind
		r.use = invokedArgument
		p.skip()
	}
	for p.commandElement(&r) {
		r.use = commandArgument
	}
	p.setMode(old)
	elements, redirects := p.mem.elementList.cut(r.elements), p.mem.redirectList.cut(r.redirects)
	if elements == nil {
		if r.invocation != KindUnknown {
			p.errorAt(errMissingExpression, r.first)
		}
		return nil
	}
	return p.mem.commands.put(Command{
		Extent:       span(r.first, r.end),
		Elements:     elements,
		Invocation:   r.invocation,
		Redirections: redirects,
	})
}

// A commandReader is what was read of a command.
type commandReader struct {
	first, end Extent // of the first and the last token or node
	invocation Kind
	use        argumentKind // of the next element
	dashDash   bool         // "--" was read: what looks like a parameter is an argument

	elements, redirects int // marks in the arena's lists
	redirected          redirections
}

// command-element:
//
//	command-parameter
//	command-argument
//	redirection
//
// It reports whether there is such an element, and another may follow.
func (p *parser) commandElement(r *commandReader) bool {
	t := p.peek()
	switch t.kind {
	case KindPipe, KindRCurly, KindRParen, KindEndOfInput, KindNewLine, KindSemi, KindAndAnd, KindOrOr, KindAmpersand:
		return false
	case KindMinusMinus:
		p.dashDash(r)
	case KindComma:
		p.skip()
		r.end = t.extent()
		p.errorAt(errMissingArgument, t.extent())
		p.skipNewlines()
	case KindParameter:
		p.commandParameter(r)
	case KindRedirection, KindRedirectInStd:
		if r.use.namesCommand() {
			p.skip()
			p.addElement(r, p.bareWord(t.extent()))
		} else {
			r.end, _ = p.redirection(&r.redirected)
		}
	case KindInlineScript:
		if r.use == nameArgument {
			return p.inlineScript(r)
		}
		p.addElement(r, p.argument(r.use))
	default:
		isVerbatim := isString(t.kind) && t.text == verbatimWord
		p.addElement(r, p.argument(r.use))
		return !isVerbatim || !p.verbatimArgument(r)
	}
	return true
}

// addElement pushes the element on the list of the arena.
func (p *parser) addElement(r *commandReader, e CommandElement) {
	r.end = extentOf(e)
	p.mem.elementList.push(e)
}

// dashDash reads "--". The first ends the parameters; further ones are arguments.
func (p *parser) dashDash(r *commandReader) {
	at := p.next().extent()
	if r.dashDash {
		p.addElement(r, p.bareWord(at))
		return
	}
	r.dashDash = true
	p.addElement(r, p.mem.commandParameters.put(CommandParameter{Extent: at, Name: "-"}))
}

// command-parameter:
//
//	parameter-name
//	parameter-name ':' command-argument
func (p *parser) commandParameter(r *commandReader) {
	t := p.next()
	at := t.extent()
	if r.use.namesCommand() || r.dashDash {
		p.lex.markCommandName(at.Start)
		p.addElement(r, p.bareWord(at))
		return
	}
	parameter := p.mem.commandParameters.put(CommandParameter{Extent: at, Name: t.text})
	if t.colon && !p.atKind(KindComma) {
		parameter.Argument = p.argument(commandArgument)
		if parameter.Argument == nil {
			p.errorAt(errParameterRequiresArgument, after(at))
		} else {
			parameter.Stop = parameter.Argument.End()
		}
	}
	p.addElement(r, parameter)
}

// verbatimArgument reads the rest of the line as it is. It reports whether it could.
func (p *parser) verbatimArgument(r *commandReader) bool {
	if p.gaveUp || p.held && p.tok.kind != KindParameter {
		return false
	}
	p.held = false
	t, ok := p.lex.verbatimArgument()
	if ok {
		p.addElement(r, p.mem.strings.put(StringConstantExpression{Extent: t.extent(), Kind: BareWord, Value: t.text}))
	}
	return ok
}

// isString reports whether the token is a string, or a word that can have anything in it.
func isString(kind Kind) bool {
	switch kind {
	case KindGeneric, KindStringLiteral, KindStringExpandable, KindHereStringLiteral, KindHereStringExpandable:
		return true
	}
	return false
}

// inline-script:
//
//	'inlinescript' script-block-expression
//
// It reports whether more elements may follow.
func (p *parser) inlineScript(r *commandReader) bool {
	name := p.next().extent()
	p.lex.markCommandName(name.Start)
	p.addElement(r, p.bareWord(name))
	p.skipNewlines()
	lCurly, ok := p.accept(KindLCurly)
	if !ok {
		p.incomplete(errMissingStatementAfterKeyword, after(name))
		return false
	}
	p.addElement(r, p.scriptBlockExpression(lCurly))
	return true
}
