package syntax

import "strings"

// using-statement:
//
//	'using' 'namespace' word
//	'using' 'module' word
//	'using' 'module' hashtable
//	'using' 'assembly' word
//	'using' using-kind word '=' word
//
// using-kind: one of
//
//	'namespace' 'module' 'type' 'command'
func (p *parser) usingStatement(at Extent) Stmt {
	kind := p.peek().kind
	directive := p.tok.extent()
	switch kind {
	case KindNamespace, KindModule, KindType, KindCommand, KindAssembly:
		p.skip()
	default:
		p.incomplete(errMissingUsingStatementDirective, after(at))
		return &ErrorStatement{Extent: at}
	}
	t := p.peek()
	first := t.extent()
	switch t.kind {
	case KindEndOfInput, KindNewLine, KindComma, KindSemi:
		p.skip()
		p.incomplete(errMissingUsingItemName, after(directive))
		return &ErrorStatement{Extent: span(at, directive)}
	}
	item := p.argument(commandArgument)
	switch item := item.(type) {
	case nil:
		p.errorAt(errInvalidValueForUsingItemName, first)
		p.sync(true, KindSemi, KindNewLine)
		return &ErrorStatement{Extent: span(at, first)}
	case *StringConstantExpression:
		return p.usingNamed(at, kind, item, first)
	case *Hashtable:
		if kind == KindModule {
			p.requireTerminator()
			return p.usingModule(UsingStatement{Extent: span(at, item.Extent), Kind: kind, Module: item})
		}
	}
	p.errorAt(errInvalidValueForUsingItemName, extentOf(item))
	return &ErrorStatement{Extent: span(at, extentOf(item))}
}

// usingNamed reads what follows the name, whose first token stands at first.
func (p *parser) usingNamed(at Extent, kind Kind, name *StringConstantExpression, first Extent) Stmt {
	if kind == KindAssembly {
		p.checkAssembly(name)
	} else if equals, ok := p.accept(KindEquals); ok {
		return p.usingAlias(UsingStatement{Extent: at, Kind: kind, Name: name}, equals)
	}
	if kind == KindType || kind == KindCommand {
		p.incomplete(errMissingEqualsInUsingAlias, after(first))
		return &ErrorStatement{Extent: span(at, name.Extent), Children: []Node{name}}
	}
	p.requireTerminator()
	return &UsingStatement{Extent: span(at, name.Extent), Kind: kind, Name: name}
}

// usingAlias reads what the name before the equals sign stands for.
func (p *parser) usingAlias(s UsingStatement, equals Extent) Stmt {
	t := p.peek()
	first := t.extent()
	switch t.kind {
	case KindEndOfInput, KindNewLine, KindSemi:
		p.incomplete(errMissingNamespaceAlias, after(equals))
		return &ErrorStatement{Extent: span(s.Extent, equals)}
	case KindComma:
		p.skip()
		p.errorAt(errUnexpectedUnaryOperator, first)
		return &ErrorStatement{Extent: span(s.Extent, first)}
	}
	switch alias := p.argument(commandArgument).(type) {
	case *StringConstantExpression:
		s.Alias = alias
	case *Hashtable:
		if s.Kind != KindModule {
			return p.brokenAlias(s, extentOf(alias), alias)
		}
		s.Module = alias
	case nil:
		return p.brokenAlias(s, first)
	default:
		return p.brokenAlias(s, extentOf(alias), alias)
	}
	s.Stop = first.Stop
	p.requireTerminator()
	if s.Module != nil {
		return p.usingModule(s)
	}
	return &s
}

// brokenAlias reports that an alias stands for what it cannot stand for.
func (p *parser) brokenAlias(s UsingStatement, at Extent, alias ...Node) Stmt {
	p.errorAt(errInvalidValueForUsingItemName, at)
	return &ErrorStatement{Extent: span(s.Extent, at), Children: append([]Node{s.Name}, alias...)}
}

// usingModule returns the statement, and reports a specification of a module that PowerShell would have to compute.
func (p *parser) usingModule(s UsingStatement) Stmt {
	if _, ok := requiredConstant(s.Module); !ok {
		p.errorAt(errRequiresArgumentMustBeConstant, s.Extent)
	}
	return &s
}

// checkAssembly reports an assembly that PowerShell loads neither from a disk nor by its name.
func (p *parser) checkAssembly(name *StringConstantExpression) {
	if strings.HasPrefix(name.Value, `\\`) {
		p.errorAt(errCannotLoadAssemblyFromUncPath, name.Extent)
		return
	}
	scheme, _, ok := strings.Cut(name.Value, ":")
	const aDrive = 1
	if ok && len(scheme) > aDrive && isScheme(scheme) && !strings.EqualFold(scheme, "file") {
		p.errorAt(errCannotLoadAssemblyWithUriSchema, name.Extent)
	}
}

// isScheme reports whether s can be the scheme of a web address.
func isScheme(s string) bool {
	for i, c := range []byte(s) {
		letter := 'a' <= c|0x20 && c|0x20 <= 'z'
		if !letter && (i == 0 || !('0' <= c && c <= '9' || c == '+' || c == '-' || c == '.')) {
			return false
		}
	}
	return s != ""
}

// requireTerminator consumes the end of the statement.
func (p *parser) requireTerminator() {
	switch t := p.peek(); t.kind {
	case KindNewLine, KindSemi:
		p.skip()
	case KindEndOfInput:
	default:
		p.incomplete(errMissingStatementTerminator, t.extent())
	}
}
