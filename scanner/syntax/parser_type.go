package syntax

import (
	"slices"
	"strings"
	"unicode"
)

// attribute-list:
//
//	attribute
//	attribute-list attribute
//
// In an expression, a line break after a type ends the list: what follows is no operand of a cast.
func (p *parser) attributeList(inExpression bool) []AttributeBase {
	mark := p.mem.attributeList.mark()
	for {
		a := p.attribute()
		if a == nil {
			return p.mem.attributeList.cut(mark)
		}
		p.mem.attributeList.push(a)
		if _, isType := a.(*TypeConstraint); !inExpression || !isType {
			p.skipNewlines()
		}
	}
}

// attribute:
//
//	'[' type-name '(' attribute-arguments? ')' ']'
//	'[' type-name ']'
func (p *parser) attribute() AttributeBase {
	lBracket, ok := p.leftBracket()
	if !ok {
		return nil
	}
	p.skipNewlines()
	typeName := p.typeName(true)
	if typeName == nil {
		p.resync(lBracket.Start)
		p.incomplete(errMissingTypename, after(lBracket))
		return nil
	}
	switch t := p.next(); t.kind {
	case KindLParen:
		return p.attributeWithArguments(lBracket, typeName, t.extent())
	case KindRBracket:
		return p.mem.typeConstraints.put(TypeConstraint{Extent: span(lBracket, t.extent()), TypeName: typeName})
	}
	p.back()
	p.errorAt(errEndSquareBracketExpectedAtEndOfAttribute, p.before(p.tok.extent()))
	return p.mem.typeConstraints.put(TypeConstraint{Extent: span(lBracket, typeName.Extent), TypeName: typeName})
}

func (p *parser) attributeWithArguments(lBracket Extent, typeName *TypeName, lParen Extent) *Attribute {
	a := p.mem.attributes.put(Attribute{TypeName: typeName})
	p.skipNewlines()
	last := p.attributeArguments(a, lParen)
	p.skipNewlines()
	rParen, closed := p.accept(KindRParen)
	if closed {
		last = rParen
	} else {
		p.incomplete(errMissingEndParenthesisInExpression, after(last))
	}
	p.skipNewlines()
	if rBracket, ok := p.accept(KindRBracket); ok {
		last = rBracket
	} else if closed {
		p.incomplete(errEndSquareBracketExpectedAtEndOfAttribute, after(rParen))
	}
	a.Extent = span(lBracket, last)
	return a
}

// attribute-arguments:
//
//	attribute-argument
//	attribute-arguments ',' attribute-argument
//
// It returns the extent of the last argument or comma; lParen where there are none.
func (p *parser) attributeArguments(a *Attribute, lParen Extent) (last Extent) {
	if !p.enter() {
		return lParen
	}
	defer p.leave()
	oldMode, oldComma := p.setMode(expressionMode), p.noComma
	p.noComma = true
	args := argumentList{positional: p.mem.exprList.mark(), named: p.mem.namedArgList.mark(), last: lParen}
	for comma, more := lParen, false; ; {
		p.skipNewlines()
		if !p.attributeArgument(&args) && more {
			args.last = after(comma)
			p.incomplete(errMissingExpressionAfterToken, args.last)
			p.mem.exprList.push(&ErrorExpression{Extent: args.last})
		}
		p.skipNewlines()
		if comma, more = p.accept(KindComma); !more {
			break
		}
		args.last = comma
	}
	a.Positional = p.mem.exprList.cut(args.positional)
	a.Named = p.mem.namedArgList.cut(args.named)
	p.noComma = oldComma
	p.setMode(oldMode)
	return args.last
}

// An argumentList is what was read of an attribute's arguments.
type argumentList struct {
	positional, named int                 // marks in the arena's lists
	names             map[string]struct{} // of the named arguments in lower case, where they are many
	last              Extent              // of the last argument's value, or comma
}

// attribute-argument:
//
//	expression
//	simple-name
//	simple-name '=' expression
func (p *parser) attributeArgument(args *argumentList) bool {
	name := p.simpleName()
	if name == nil {
		value := p.expression(false)
		if value == nil {
			return false
		}
		p.mem.exprList.push(value)
		args.last = extentOf(value)
		return true
	}
	arg := NamedAttributeArgument{Name: name.Value}
	if equals, ok := p.accept(KindEquals); ok {
		arg.Value = p.attributeValue(equals)
		args.last = extentOf(arg.Value)
	} else {
		arg.Omitted = true
		arg.Value = p.mem.constants.put(ConstantExpression{Extent: name.Extent, Value: constantTrue()})
	}
	arg.Extent = Extent{name.Start, arg.Value.End()}
	if p.isRepeated(args, arg.Name) {
		p.errorAt(errDuplicateNamedArgument, arg.Extent)
	}
	p.mem.namedArgList.push(p.mem.namedArguments.put(arg))
	return true
}

// attributeValue reads what follows the equals sign of a named argument.
func (p *parser) attributeValue(equals Extent) Expr {
	p.skipNewlines()
	if value := p.expression(false); value != nil {
		return value
	}
	at := after(equals)
	p.incomplete(errMissingExpressionInNamedArgument, at)
	p.sync(true, KindComma, KindRParen, KindRBracket, KindNewLine)
	return &ErrorExpression{Extent: at}
}

// isRepeated reports whether an argument of the name stands among args.
func (p *parser) isRepeated(args *argumentList, name string) bool {
	const few = 8
	named := p.mem.namedArgList.since(args.named)
	if len(named) < few {
		return slices.ContainsFunc(named, func(a *NamedAttributeArgument) bool { return strings.EqualFold(a.Name, name) })
	}
	if args.names == nil {
		args.names = make(map[string]struct{})
		for _, a := range named {
			args.names[strings.ToLower(a.Name)] = struct{}{}
		}
	}
	key := strings.ToLower(name)
	_, ok := args.names[key]
	args.names[key] = struct{}{}
	return ok
}

// type-name:
//
//	identifier
//	identifier ',' assembly-name
//	identifier '[' ','* ']'
//	identifier '[' type-arguments ']'
func (p *parser) typeName(qualified bool) *TypeName {
	old := p.setMode(typeNameMode)
	var name *TypeName
	if t := p.peek(); t.kind == KindIdentifier {
		p.skip()
		name = p.restOfTypeName(t.extent(), typeContext{qualified: qualified})
	}
	p.setMode(old)
	return name
}

// A typeContext says what may follow the name of a type.
type typeContext struct {
	qualified bool // an assembly's name
	bare      bool // it is a type argument without brackets: a comma separates it from the next one
}

// restOfTypeName reads what follows the identifier of a type.
func (p *parser) restOfTypeName(name Extent, c typeContext) *TypeName {
	switch t := p.peek(); {
	case t.kind == KindLBracket:
		p.skip()
		return p.arrayOrGenericType(name, t.extent(), c)
	case t.kind == KindComma && c.qualified && !c.bare:
		p.skip()
		comma := t.extent()
		typeName := p.plainType(name)
		if assembly := p.assemblyName(); strings.TrimFunc(assembly, unicode.IsSpace) != "" {
			typeName.Assembly = assembly
			typeName.Stop = p.here()
		} else {
			p.errorAt(errMissingAssemblyNameSpecification, after(comma))
		}
		return typeName
	}
	return p.plainType(name)
}

// plainType returns the type whose name stands at the extent. A doubled backtick in it is one backtick.
func (p *parser) plainType(name Extent) *TypeName {
	text := p.text(name)
	if strings.Contains(text, "``") {
		text = strings.ReplaceAll(text, "``", "`")
	}
	return p.mem.typeNames.put(TypeName{Extent: name, Name: text})
}

// assemblyName reads the name of an assembly with its properties, after a comma.
func (p *parser) assemblyName() string {
	if p.gaveUp {
		return ""
	}
	return p.lex.assemblyName()
}

// arrayOrGenericType reads what follows the opening bracket after the name of a type.
func (p *parser) arrayOrGenericType(name, lBracket Extent, c typeContext) *TypeName {
	if !p.enter() {
		return p.plainType(name)
	}
	defer p.leave()
	p.skipNewlines()
	switch t := p.next(); t.kind {
	case KindRBracket, KindComma:
		element := p.plainType(name)
		return p.restOfArrayType(element, element, c)
	case KindLBracket, KindIdentifier:
		return p.genericType(name, c)
	case KindEndOfInput:
		p.back()
		p.incomplete(errMissingTypename, after(lBracket))
	default:
		p.errorAt(errUnexpectedToken, t.extent())
		p.sync(true, KindRBracket)
	}
	return p.plainType(name)
}

// generic-type-name:
//
//	identifier '[' type-arguments ']'
//
// The first token of the first argument is consumed.
func (p *parser) genericType(name Extent, c typeContext) *TypeName {
	generic := p.plainType(name)
	generic.Arguments = p.typeArguments()
	if t := p.tok.extent(); p.tok.kind == KindRBracket {
		generic.Stop = t.Stop
	} else {
		p.back()
		p.incomplete(errEndSquareBracketExpectedAtEndOfAttribute, p.before(t))
		generic.Stop = generic.Arguments[len(generic.Arguments)-1].Stop
	}
	switch t := p.peek(); {
	case t.kind == KindLBracket:
		p.skip()
		p.next()
		return p.restOfArrayType(generic, generic, c)
	case t.kind == KindComma && !c.bare:
		p.skip()
		p.qualify(generic, t.extent())
	}
	return generic
}

// qualify reads the assembly's name that follows the comma, for the type.
func (p *parser) qualify(typeName *TypeName, comma Extent) {
	if assembly := p.assemblyName(); assembly != "" {
		typeName.Assembly = assembly
	} else {
		p.errorAt(errMissingAssemblyNameSpecification, after(comma))
	}
}

// type-arguments:
//
//	type-argument
//	type-arguments ',' type-argument
//
// The first token of the first argument is consumed, and so is the token after the last, whatever it is.
func (p *parser) typeArguments() []*TypeName {
	mark := p.mem.typeNameList.mark()
	p.mem.typeNameList.push(p.typeArgument())
	for {
		p.skipNewlines()
		t := p.next()
		if t.kind != KindComma {
			return p.mem.typeNameList.cut(mark)
		}
		comma := t.extent()
		p.skipNewlines()
		if t = p.peek(); t.kind == KindIdentifier || t.kind == KindLBracket {
			p.skip()
			p.mem.typeNameList.push(p.typeArgument())
			continue
		}
		p.incomplete(errMissingTypename, after(comma))
		p.mem.typeNameList.push(p.brokenType(comma))
	}
}

// type-argument: the first token is consumed
//
//	identifier …
//	'[' type-name ']'
func (p *parser) typeArgument() *TypeName {
	first := p.tok.extent()
	if p.tok.kind == KindIdentifier {
		return p.restOfTypeName(first, typeContext{qualified: true, bare: true})
	}
	t := p.next()
	if t.kind != KindIdentifier {
		p.back()
		p.incomplete(errMissingTypename, after(t.extent()))
		return p.brokenType(first)
	}
	name := p.restOfTypeName(t.extent(), typeContext{qualified: true})
	if end, ok := p.accept(KindRBracket); !ok {
		p.incomplete(errEndSquareBracketExpectedAtEndOfType, p.before(end))
	}
	return name
}

// brokenType stands for a type argument that is missing.
func (p *parser) brokenType(at Extent) *TypeName {
	return p.mem.typeNames.put(TypeName{Extent: at, Name: ":ErrorTypeName:"})
}

// maxRank is how many dimensions .NET allows an array.
const maxRank = 32

// restOfArrayType reads what follows the opening bracket of an array's dimensions; the token after the bracket is consumed.
// An assembly's name after the brackets is that of base, the innermost element.
func (p *parser) restOfArrayType(element, base *TypeName, c typeContext) *TypeName {
	for {
		switch t := p.tok.extent(); p.tok.kind {
		case KindComma:
			element = p.multidimensional(element, t)
		case KindRBracket:
			element = p.arrayOf(element, 1, t)
		case KindEndOfInput:
			p.back()
			p.errorAt(errEndSquareBracketExpectedAtEndOfAttribute, p.before(t))
		default:
			p.errorAt(errUnexpectedToken, t)
			p.sync(true, KindRBracket)
		}
		switch t := p.peek(); {
		case t.kind == KindComma && !c.bare:
			p.skip()
			p.qualify(base, t.extent())
			return element
		case t.kind != KindLBracket:
			return element
		}
		p.skip()
		p.next()
	}
}

// multidimensional reads the other commas between the brackets of an array's dimensions, and the closing bracket.
func (p *parser) multidimensional(element *TypeName, firstComma Extent) *TypeName {
	lastComma, rank := firstComma, 2
	for {
		comma, ok := p.accept(KindComma)
		if !ok {
			break
		}
		lastComma = comma
		rank++
	}
	end, closed := p.accept(KindRBracket)
	if rank > maxRank {
		p.errorAt(errArrayHasTooManyDimensions, span(firstComma, lastComma))
		return element
	}
	if !closed {
		p.errorAt(errEndSquareBracketExpectedAtEndOfAttribute, after(lastComma))
	}
	return p.arrayOf(element, rank, end)
}

// arrayOf returns the type of arrays of the element that ends at end.
func (p *parser) arrayOf(element *TypeName, rank int, end Extent) *TypeName {
	return p.mem.typeNames.put(TypeName{Extent: span(element.Extent, end), Element: element, Rank: rank})
}
