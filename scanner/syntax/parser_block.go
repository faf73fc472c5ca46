package syntax

import (
	"go/token"
	"slices"
	"strings"
	"unicode/utf16"
)

// script:
//
//	using-statements? script-block-body
func (p *parser) script() *ScriptBlock {
	p.skipNewlines()
	usings := p.usingStatements()
	return p.scriptBlock(block{usings: usings})
}

// A block is what is known of a script block before it is read.
type block struct {
	brace    Extent // the opening brace
	braced   bool   // there is one
	filter   bool   // statements without a block's name are a process block
	usings   []*UsingStatement
	baseCall Stmt // the implied first statement of a constructor; nil: none
}

// script-block:
//
//	using-statements? param-block? statement-terminators? script-block-body
func (p *parser) scriptBlock(b block) *ScriptBlock {
	if !p.enter() {
		rest := p.rest()
		body := &NamedBlock{Extent: rest.Extent, Kind: KindEnd, Unnamed: true, Statements: []Stmt{rest}}
		return &ScriptBlock{Extent: span(b.brace, rest.Extent), EndBlock: body}
	}
	defer p.leave()
	p.skipNewlines()
	param := p.paramBlock()
	p.skipTerminators()
	if p.peek().flags&BlockName != 0 {
		return p.namedBlocks(b, param)
	}
	return p.unnamedBlock(b, param)
}

// using-statements:
//
//	using-statement
//	using-statements using-statement
func (p *parser) usingStatements() []*UsingStatement {
	mark := p.mem.usingList.mark()
	for p.atKind(KindUsing) {
		p.skip()
		if using, ok := p.usingStatement(p.tok.extent()).(*UsingStatement); ok {
			p.mem.usingList.push(using)
		}
		p.skipTerminators()
	}
	return p.mem.usingList.cut(mark)
}

// param-block:
//
//	attribute-list? 'param' '(' parameter-list? ')'
func (p *parser) paramBlock() *ParamBlock {
	start := p.peek().pos
	var attributes []AttributeBase
	if p.byteAt(start) == '[' {
		if _, ok := p.noParam[start]; ok {
			return nil
		}
		p.resync(start)
		attributes = p.attributeList(false)
		p.skipNewlines()
	}
	param, ok := p.accept(KindParam)
	if !ok && len(attributes) == 0 {
		return nil
	}
	if !ok {
		return p.noParamBlock(start, attributes)
	}
	p.skipNewlines()
	lParen, ok := p.accept(KindLParen)
	if !ok {
		return p.noParamBlock(start, attributes) // a command of that name
	}
	parameters := p.parameterList()
	p.skipNewlines()
	end, ok := p.accept(KindRParen)
	if !ok {
		end = p.before(end)
		at := lParen
		if n := len(parameters); n > 0 {
			at = parameters[n-1].Extent
		}
		p.incomplete(errMissingEndParenthesisInFunctionParameterList, after(at))
	}
	for _, a := range attributes {
		if t, ok := a.(*TypeConstraint); ok {
			p.errorAt(errTypeNotAllowedBeforeParam, t.Extent)
		}
	}
	return p.mem.paramBlocks.put(ParamBlock{
		Extent:     span(param, end),
		Attributes: withoutTypes(attributes),
		Parameters: parameters,
	})
}

// noParamBlock goes back to start, where attributes stand but no param block.
func (p *parser) noParamBlock(start token.Pos, attributes []AttributeBase) *ParamBlock {
	if len(attributes) > 0 {
		p.noParam = noted(p.noParam, start)
	}
	p.takeBack(start)
	return nil
}

// noted adds pos to the set, which may be nil.
func noted(set map[token.Pos]struct{}, pos token.Pos) map[token.Pos]struct{} {
	if set == nil {
		set = make(map[token.Pos]struct{})
	}
	set[pos] = struct{}{}
	return set
}

// withoutTypes returns the attributes proper.
func withoutTypes(attributes []AttributeBase) []AttributeBase {
	return slices.DeleteFunc(attributes, func(a AttributeBase) bool {
		_, ok := a.(*TypeConstraint)
		return ok
	})
}

// parameter-list:
//
//	parameter
//	parameter-list ',' parameter
func (p *parser) parameterList() []*Parameter {
	mark := p.mem.parameterList.mark()
	var comma Extent
	for n := 0; ; n++ {
		parameter := p.parameter()
		if parameter == nil {
			if n > 0 {
				p.incomplete(errMissingExpressionAfterToken, after(comma))
			}
			break
		}
		p.mem.parameterList.push(parameter)
		p.skipNewlines()
		var more bool
		if comma, more = p.accept(KindComma); !more {
			break
		}
	}
	return p.mem.parameterList.cut(mark)
}

// parameter:
//
//	attribute-list? variable
//	attribute-list? variable '=' expression
func (p *parser) parameter() *Parameter {
	oldComma := p.noComma
	p.noComma = true
	oldMode := p.setMode(expressionMode)
	parameter := p.parameterInMode()
	p.noComma = oldComma
	p.setMode(oldMode)
	return parameter
}

func (p *parser) parameterInMode() *Parameter {
	p.skipNewlines()
	attributes := p.attributeList(false)
	p.skipNewlines()
	t := p.peek()
	if t.kind != KindVariable && t.kind != KindSplattedVariable {
		return p.brokenParameter(attributes)
	}
	p.skip()
	parameter := p.mem.parameters.put(Parameter{Extent: t.extent(), Attributes: attributes, Name: p.variableOf(t)})
	if len(attributes) > 0 {
		parameter.Start = attributes[0].Pos()
	}
	p.skipNewlines()
	equals, ok := p.accept(KindEquals)
	if !ok {
		return parameter
	}
	p.skipNewlines()
	parameter.Default = p.expression(false)
	if parameter.Default == nil {
		p.incomplete(errMissingExpressionAfterToken, after(equals))
		return parameter
	}
	parameter.Stop = parameter.Default.End()
	return parameter
}

// brokenParameter keeps attributes that no variable follows; what follows them, up to the closing parenthesis, is skipped.
func (p *parser) brokenParameter(attributes []AttributeBase) *Parameter {
	if len(attributes) == 0 {
		return nil
	}
	last := extentOf(attributes[len(attributes)-1])
	p.incomplete(errInvalidFunctionParameter, after(last))
	p.sync(true, KindRParen)
	at := span(extentOf(attributes[0]), last)
	name := p.mem.variables.put(VariableExpression{Extent: at, Name: "__error__"})
	return p.mem.parameters.put(Parameter{Extent: at, Attributes: attributes, Name: name})
}

// script-block-body:
//
//	statement-list?
func (p *parser) unnamedBlock(b block, param *ParamBlock) *ScriptBlock {
	stmts, traps := p.mem.stmtList.mark(), p.mem.trapList.mark()
	if b.baseCall != nil {
		p.mem.stmtList.push(b.baseCall)
	}
	body, some := Extent{}, false
	if param != nil {
		body, some = param.Extent, true
	}
	var whole Extent
	for {
		if at, ok := p.statementList(); ok {
			if !some {
				body, some = at, true
			}
			body.Stop = at.Stop
		}
		var done bool
		if whole, done = p.endOfScriptBlock(b, &body, &some); done {
			break
		}
	}
	if !some {
		body = p.nowhere()
	}
	kind := KindEnd
	if b.filter {
		kind = KindProcess
	}
	named := p.mem.namedBlocks.put(NamedBlock{
		Extent:     body,
		Kind:       kind,
		Unnamed:    true,
		Statements: p.mem.stmtList.cut(stmts),
		Traps:      p.mem.trapList.cut(traps),
	})
	script := p.mem.scriptBlocks.put(ScriptBlock{Extent: whole, Usings: b.usings, Param: param})
	if b.filter {
		script.Process = named
	} else {
		script.EndBlock = named
	}
	return script
}

// endOfScriptBlock consumes what ends a script block: its closing brace, or the end of the script. It returns the extent of
// the script block; done is false where something else stands at the end of the script, which is then skipped. The extent of
// an empty body, for which some is false, becomes the gap between the braces if there is one.
func (p *parser) endOfScriptBlock(b block, body *Extent, some *bool) (whole Extent, done bool) {
	if !b.braced {
		t := p.next()
		done = t.kind == KindEndOfInput
		if !done {
			p.errorAt(errUnexpectedToken, t.extent())
		}
		return p.all(), done
	}
	end, ok := p.accept(KindRCurly)
	if !ok {
		p.incompleteAt(errMissingEndCurlyBrace, b.brace, end)
		if !*some {
			return b.brace, true
		}
		return span(b.brace, *body), true
	}
	if !*some && p.column(b.brace.Stop) != p.column(end.Start) {
		*body, *some = span(after(b.brace), p.before(end)), true
	}
	return span(b.brace, end), true
}

// column returns the number of UTF-16 units between the start of the line and pos. PowerShell takes a script block to be
// empty where both braces stand beside the same column, be it on different lines.
func (p *parser) column(pos token.Pos) int {
	before := p.src[:pos-p.base]
	line := before[strings.LastIndexAny(before, "\r\n")+1:]
	column := 0
	for _, r := range line {
		column += max(1, utf16.RuneLen(r))
	}
	return column
}

// script-block-body:
//
//	named-block
//	script-block-body named-block
//
// named-block: one of the names, then a statement-block
//
//	'dynamicparam' 'begin' 'process' 'end' 'clean'
func (p *parser) namedBlocks(b block, param *ParamBlock) *ScriptBlock {
	script := p.mem.scriptBlocks.put(ScriptBlock{Usings: b.usings, Param: param})
	body := p.peek().extent()
	switch {
	case b.braced:
		body.Start = b.brace.Start
	case param != nil:
		body.Start = param.Start
	}
	for {
		t := p.next()
		if t.flags&BlockName == 0 {
			break
		}
		kind, name := t.kind, t.extent()
		statements, ok := p.statementBlock()
		end := name
		if ok {
			end = statements.Extent
		} else {
			p.incomplete(errMissingNamedStatementBlock, after(name))
		}
		body.Stop = end.Stop
		p.addNamedBlock(script, NamedBlock{
			Extent:     span(name, end),
			Kind:       kind,
			Statements: statements.Statements,
			Traps:      statements.Traps,
		})
		p.skipTerminators()
	}
	t := p.tok.extent()
	if kind := p.tok.kind; kind == KindRCurly || kind == KindEndOfInput {
		p.back()
		some := true
		script.Extent, _ = p.endOfScriptBlock(b, &body, &some)
		return script
	}
	if b.braced {
		p.back()
		script.Extent = body
	} else {
		script.Extent = p.all()
	}
	p.errorAt(errMissingNamedBlocks, t)
	return script
}

// addNamedBlock gives the block to the script block; the first of each kind counts.
func (p *parser) addNamedBlock(script *ScriptBlock, named NamedBlock) {
	var place **NamedBlock
	switch named.Kind {
	case KindBegin:
		place = &script.Begin
	case KindProcess:
		place = &script.Process
	case KindClean:
		place = &script.Clean
	case KindDynamicparam:
		place = &script.DynamicParam
	default:
		place = &script.EndBlock
	}
	if *place != nil {
		p.errorAt(errDuplicateScriptCommandClause, named.Extent)
		return
	}
	*place = p.mem.namedBlocks.put(named)
}

// statement-block:
//
//	'{' statement-list? '}'
func (p *parser) block() *StatementBlock {
	b, ok := p.statementBlock()
	if !ok {
		return nil
	}
	return p.mem.statementBlocks.put(b)
}

// statementBlock is block for those who take the statements for another node. It reports whether there is a block.
func (p *parser) statementBlock() (b StatementBlock, ok bool) {
	p.skipNewlines()
	lCurly, ok := p.accept(KindLCurly)
	if !ok {
		return StatementBlock{}, false
	}
	if !p.enter() {
		rest := p.rest()
		return StatementBlock{Extent: span(lCurly, rest.Extent), Statements: []Stmt{rest}}, true
	}
	defer p.leave()
	stmts, traps := p.mem.stmtList.mark(), p.mem.trapList.mark()
	body, some := p.statementList()
	end, ok := p.accept(KindRCurly)
	if !ok {
		p.incompleteAt(errMissingEndCurlyBrace, lCurly, end)
		end = lCurly
		if some {
			end = body
		}
	}
	return StatementBlock{
		Extent:     span(lCurly, end),
		Statements: p.mem.stmtList.cut(stmts),
		Traps:      p.mem.trapList.cut(traps),
	}, true
}

// statement-list:
//
//	statement
//	statement-list statement
//
// The statements are pushed on the lists of the arena. The extent spans them; some is false where there are none.
func (p *parser) statementList() (at Extent, some bool) {
	p.skipTerminators()
	mark := token.NoPos
	for p.progress(&mark) {
		statement := p.statement()
		if statement == nil {
			break
		}
		if !some {
			at.Start, some = statement.Pos(), true
		}
		at.Stop = statement.End()
		if p.lex.afterSignature(statement.Pos()) {
			p.errorAt(errTokenAfterEndOfValidScriptText, extentOf(statement))
		}
		if trap, ok := statement.(*TrapStatement); ok {
			p.mem.trapList.push(trap)
		} else {
			p.mem.stmtList.push(statement)
		}
		p.skipTerminators()
		if kind := p.peek().kind; kind == KindRParen || kind == KindRCurly {
			break
		}
	}
	if p.unread.IsValid() {
		rest := p.rest()
		p.mem.stmtList.push(rest)
		if !some {
			at.Start, some = rest.Start, true
		}
		at.Stop = rest.Stop
	}
	return at, some
}

// byteAt returns the character at pos; 0 at the end.
func (p *parser) byteAt(pos token.Pos) byte {
	if offset := int(pos - p.base); offset < len(p.src) {
		return p.src[offset]
	}
	return 0
}
