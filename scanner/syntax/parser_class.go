package syntax

import (
	"slices"
	"strings"
)

// class-definition:
//
//	attribute-list? 'class' simple-name '{' class-member* '}'
//	attribute-list? 'class' simple-name ':' base-types '{' class-member* '}'
func (p *parser) classDefinition(attributes []AttributeBase, at Extent) Stmt {
	p.skipNewlines()
	name := p.simpleName()
	if name == nil {
		p.incomplete(errMissingNameAfterKeyword, after(at))
		return &ErrorStatement{Extent: at}
	}
	p.skipNewlines()
	old := p.setMode(signatureMode)
	s := p.classAfterName(attributes, at, name)
	p.setMode(old)
	return s
}

// classAfterName reads what follows the name of the class.
func (p *parser) classAfterName(attributes []AttributeBase, at Extent, name *StringConstantExpression) Stmt {
	bases := p.baseTypes()
	lCurly, ok := p.accept(KindLCurly)
	if !ok {
		last := name.Extent
		if n := len(bases); n > 0 {
			last = bases[n-1].Extent
		}
		p.incomplete(errMissingTypeBody, after(last))
		return &ErrorStatement{Extent: span(at, last), Children: nodesOf(bases)}
	}
	members, broken, end := p.classBody(name.Value, lCurly)
	if len(attributes) > 0 {
		at = extentOf(attributes[0])
	}
	class := &TypeDefinition{
		Extent:     span(at, end),
		Kind:       KindClass,
		Name:       name.Value,
		Attributes: withoutTypes(slices.Clone(attributes)),
		BaseTypes:  bases,
		Members:    members,
	}
	broken = append(broken, misplacedTypes(attributes, class)...)
	if len(broken) > 0 {
		return &ErrorStatement{Extent: class.Extent, Children: broken}
	}
	return class
}

// misplacedTypes returns the types among the attributes of the definition, which cannot stand there, and the definition;
// nil where there are none.
func misplacedTypes(attributes []AttributeBase, definition *TypeDefinition) (out []Node) {
	for _, a := range attributes {
		if isType(a) {
			out = append(out, a)
		}
	}
	if len(out) > 0 {
		out = append(out, definition)
	}
	return out
}

// base-types:
//
//	':' type-name
//	base-types ',' type-name
func (p *parser) baseTypes() []*TypeConstraint {
	separator, ok := p.accept(KindColon)
	if !ok {
		return nil
	}
	p.skipNewlines()
	mark := p.mem.constraintList.mark()
	for more := true; more; {
		name := p.typeName(false)
		if name == nil {
			p.incomplete(errTypeNameExpected, after(separator))
			break
		}
		p.mem.constraintList.push(p.mem.typeConstraints.put(TypeConstraint{Extent: name.Extent, TypeName: name}))
		p.skipNewlines()
		if separator, more = p.accept(KindComma); more {
			p.skipNewlines()
		}
	}
	return p.mem.constraintList.cut(mark)
}

// classBody reads the members up to the closing brace. It returns what could be read of broken members, too, and where the
// class ends.
func (p *parser) classBody(class string, lCurly Extent) (members []Member, broken []Node, end Extent) {
	end = lCurly
	if !p.enter() {
		rest := p.rest()
		return nil, []Node{rest}, rest.Extent
	}
	defer p.leave()
	mark := p.mem.memberList.mark()
	for {
		member, parts := p.classMember(class)
		switch {
		case member != nil:
			p.mem.memberList.push(member)
			end = extentOf(member)
			continue
		case len(parts) > 0:
			broken = append(broken, parts...)
			end = extentOf(parts[len(parts)-1])
			continue
		}
		break
	}
	members = p.mem.memberList.cut(mark)
	if rCurly, ok := p.accept(KindRCurly); ok {
		end = rCurly
	} else {
		p.incompleteAt(errMissingEndCurlyBrace, after(lCurly), rCurly)
	}
	return members, broken, end
}

// memberHead is what stands before the name of a class member.
type memberHead struct {
	start          Extent
	attributes     []AttributeBase
	typ            *TypeConstraint // nil: none
	static, hidden bool
	last           Extent // of the last attribute or modifier
	some           bool   // there is one
}

// parts returns the nodes of the head.
func (h *memberHead) parts() []Node {
	out := nodesOf(h.attributes)
	if h.typ != nil {
		out = append(out, h.typ)
	}
	return out
}

// member-head:
//
//	attribute
//	type
//	'static'
//	'hidden'
//	member-head member-head
func (p *parser) memberHead() (h memberHead) {
	mark := p.mem.attributeList.mark()
	for {
		p.skipNewlines()
		if a := p.attribute(); a != nil {
			h.add(extentOf(a))
			switch t, ok := a.(*TypeConstraint); {
			case !ok:
				p.mem.attributeList.push(a)
			case h.typ == nil:
				h.typ = t
			default:
				p.errorAt(errTooManyTypes, t.Extent)
			}
			continue
		}
		t := p.peek()
		var modifier *bool
		switch t.kind {
		case KindHidden:
			modifier = &h.hidden
		case KindStatic:
			modifier = &h.static
		default:
			if !h.some {
				h.start = t.extent()
			}
			h.attributes = p.mem.attributeList.cut(mark)
			return h
		}
		if *modifier {
			p.errorAt(errDuplicateQualifier, t.extent())
		}
		*modifier = true
		h.add(t.extent())
		p.skip()
	}
}

// add notes that an attribute or modifier stands at the extent.
func (h *memberHead) add(at Extent) {
	if !h.some {
		h.start, h.some = at, true
	}
	h.last = at
}

// class-member:
//
//	member-head? property
//	member-head? method
//
// It returns what could be read of a broken member. Where no member begins, it returns nothing.
func (p *parser) classMember(class string) (member Member, broken []Node) {
	h := p.memberHead()
	t := p.peek()
	switch {
	case t.kind == KindVariable:
		return p.property(h)
	case t.kind == KindIdentifier || t.flags&Keyword != 0:
		return p.method(h, class)
	case h.some:
		p.incomplete(errIncompleteMemberDefinition, after(h.last))
		return nil, h.parts()
	}
	return nil, nil
}

// property:
//
//	variable
//	variable '=' expression
func (p *parser) property(h memberHead) (member Member, broken []Node) {
	t := p.next()
	end := t.extent()
	property := PropertyMember{
		Name:       unqualified(t.text),
		Type:       h.typ,
		Attributes: h.attributes,
		Static:     h.static,
		Hidden:     h.hidden,
	}
	if _, ok := p.accept(KindEquals); ok {
		p.skipNewlines()
		if property.Value = p.expression(false); property.Value != nil {
			end = extentOf(property.Value)
		}
	}
	property.Extent = span(h.start, p.memberEnd(end, true))
	if property.Name != "" {
		return p.mem.properties.put(property), nil
	}
	if broken = h.parts(); property.Value != nil {
		broken = append(broken, property.Value)
	}
	return nil, broken
}

// memberEnd consumes what ends a property or a label of an enum. It returns where that ends: a semicolon belongs to it.
func (p *parser) memberEnd(end Extent, required bool) Extent {
	t := p.peek()
	switch t.kind {
	case KindSemi:
		end = t.extent()
	case KindNewLine, KindRCurly:
	default:
		if required {
			p.incomplete(errMissingPropertyTerminator, after(end))
		}
	}
	p.skipTerminators()
	return end
}

// unqualified returns the name of a variable without its scope or drive.
func unqualified(path string) string {
	if i := strings.IndexByte(path, ':'); i > 0 {
		return path[i+1:]
	}
	return path
}

// method:
//
//	simple-name function-parameters base-call? '{' script-block '}'
func (p *parser) method(h memberHead, class string) (member Member, broken []Node) {
	t := p.next()
	f := p.methodDefinition(t.extent(), strings.EqualFold(p.text(t.extent()), class) && !h.static)
	if f == nil {
		p.sync(false, KindRCurly)
		return nil, h.parts()
	}
	return p.mem.methods.put(FunctionMember{
		Extent:     span(h.start, f.Extent),
		Name:       f.Name,
		ReturnType: h.typ,
		Attributes: h.attributes,
		Function:   f,
		Static:     h.static,
		Hidden:     h.hidden,
	}), nil
}

// methodDefinition reads what follows the name of the method. It returns nil where something is missing.
func (p *parser) methodDefinition(name Extent, isConstructor bool) *FunctionDefinition {
	var parameters functionParameters
	if p.atKind(KindLParen) {
		parameters = p.functionParameters()
	} else {
		p.incomplete(errMissingMethodParameterList, after(name))
	}
	broken := parameters.broken
	var call Stmt
	if isConstructor {
		var ok bool
		call, ok = p.baseCall()
		broken = broken || !ok
	}
	lCurly, ok := p.accept(KindLCurly)
	if !ok && !broken {
		end := name
		if parameters.closed {
			end = parameters.rParen
		}
		p.incomplete(errMissingFunctionBody, after(end))
	}
	if !ok || broken {
		return nil
	}
	old := p.setMode(commandMode)
	body := p.scriptBlock(block{brace: lCurly, braced: true, baseCall: call})
	p.setMode(old)
	return p.mem.functions.put(FunctionDefinition{
		Extent:     span(name, body.Extent),
		Name:       p.text(name),
		NameExtent: name,
		Parameters: parameters.list,
		Body:       body,
	})
}

// base-call:
//
//	':' 'base' '(' arguments? ')'
//
// Where it is not written, it is implied. It reports whether it is complete.
func (p *parser) baseCall() (call Stmt, ok bool) {
	p.skipNewlines()
	old := p.setMode(signatureMode)
	defer p.setMode(old)
	var args []Expr
	base, end := p.nowhere(), p.nowhere()
	if colon, ok := p.accept(KindColon); ok {
		p.skipNewlines()
		if base, ok = p.accept(KindBase); !ok {
			p.incomplete(errMissingBaseCtorCall, after(colon))
			return nil, false
		}
		p.skipNewlines()
		lParen, ok := p.accept(KindLParen)
		if !ok {
			p.incomplete(errMissingMethodParameterList, after(base))
			return nil, false
		}
		args, end = p.arguments(lParen)
		p.skipNewlines()
	}
	invocation := &BaseCtorInvokeMemberExpression{
		Extent:    span(base, end),
		Target:    p.mem.variables.put(VariableExpression{Extent: base, Name: "this"}),
		Member:    p.mem.strings.put(StringConstantExpression{Extent: base, Kind: BareWord, Value: ".ctor"}),
		Arguments: args,
	}
	return &CommandExpression{Extent: invocation.Extent, Expression: invocation}, true
}

// enum-definition:
//
//	attribute-list? 'enum' simple-name '{' enum-member* '}'
//	attribute-list? 'enum' simple-name ':' type-name '{' enum-member* '}'
func (p *parser) enumDefinition(attributes []AttributeBase, at Extent) Stmt {
	p.skipNewlines()
	name := p.simpleName()
	if name == nil {
		p.incomplete(errMissingNameAfterKeyword, after(at))
		return &ErrorStatement{Extent: at}
	}
	old := p.setMode(signatureMode)
	s := p.enumAfterName(attributes, at, name)
	p.setMode(old)
	return s
}

// enumAfterName reads what follows the name of the enum.
func (p *parser) enumAfterName(attributes []AttributeBase, at Extent, name *StringConstantExpression) Stmt {
	enum := &TypeDefinition{Kind: KindEnum, Name: name.Value, BaseTypes: p.underlyingType()}
	p.skipNewlines()
	lCurly, ok := p.accept(KindLCurly)
	if !ok {
		p.incomplete(errMissingTypeBody, after(name.Extent))
		return &ErrorStatement{Extent: span(at, name.Extent)}
	}
	mark := p.mem.memberList.mark()
	for member := p.enumMember(); member != nil; member = p.enumMember() {
		p.mem.memberList.push(member)
	}
	enum.Members = p.mem.memberList.cut(mark)
	end, ok := p.accept(KindRCurly)
	if !ok {
		p.incompleteAt(errMissingEndCurlyBrace, after(lCurly), end)
	}
	if len(attributes) > 0 {
		at = extentOf(attributes[0])
	}
	enum.Extent = span(at, end)
	enum.Attributes = withoutTypes(slices.Clone(attributes))
	if broken := misplacedTypes(attributes, enum); broken != nil {
		return &ErrorStatement{Extent: at, Children: broken}
	}
	return enum
}

// underlyingType reads the type that the values of an enum have.
func (p *parser) underlyingType() []*TypeConstraint {
	colon, ok := p.accept(KindColon)
	if !ok {
		return nil
	}
	p.skipNewlines()
	name := p.typeName(false)
	if name == nil {
		p.incomplete(errTypeNameExpected, after(colon))
		return nil
	}
	if !canUnderlieEnum(name) {
		p.errorAt(errInvalidUnderlyingType, name.Extent)
	}
	return p.mem.constraintList.one(p.mem.typeConstraints.put(TypeConstraint{Extent: name.Extent, TypeName: name}))
}

// canUnderlieEnum reports whether the values of an enum can be of the type.
func canUnderlieEnum(t *TypeName) bool {
	name := strings.ToLower(t.FullName())
	switch strings.TrimPrefix(name, "system.") {
	case "byte", "sbyte", "int16", "uint16", "int32", "uint32", "int64", "uint64":
		return true
	}
	switch name {
	case "short", "ushort", "int", "uint", "long", "ulong":
		return true
	}
	return false
}

// enum-member:
//
//	simple-name
//	simple-name '=' expression
func (p *parser) enumMember() Member {
	p.skipNewlines()
	name := p.simpleName()
	if name == nil {
		return nil
	}
	label := PropertyMember{Name: name.Value, Static: true}
	end := name.Extent
	missing := false
	old := p.setMode(expressionMode)
	if equals, ok := p.accept(KindEquals); ok {
		if label.Value = p.expression(false); label.Value == nil {
			p.errorAt(errExpectedValueExpression, after(equals))
			end, missing = equals, true
		} else {
			end = extentOf(label.Value)
		}
	}
	p.setMode(old)
	label.Extent = span(name.Extent, p.memberEnd(end, !missing))
	return p.mem.properties.put(label)
}
