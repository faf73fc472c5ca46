package syntax

import (
	"slices"
	"strings"
)

// configuration:
//
//	attribute-list? 'configuration' command-argument '{' script-block '}'
func (p *parser) configuration(attributes []AttributeBase, at Extent) Stmt {
	p.skipNewlines()
	t := p.peek()
	first := t.extent()
	switch t.kind {
	case KindLCurly:
		p.skip()
		p.errorAt(errMissingConfigurationName, after(at))
		p.scriptBlockExpression(first)
		return nil
	case KindEndOfInput, KindComma:
		p.incomplete(errMissingConfigurationName, after(first))
		return nil
	}
	name := p.argument(commandArgument)
	broken := name == nil
	if broken {
		p.errorAt(errParameterRequiresArgument, after(first))
		p.incomplete(errMissingConfigurationName, first)
	} else if !isConfigurationName(name) {
		broken = true
		p.errorAt(errInvalidConfigurationName, extentOf(name))
	}
	p.skipNewlines()
	lCurly, ok := p.accept(KindLCurly)
	if !ok {
		p.incomplete(errMissingCurlyInConfigurationStatement, after(lCurly))
		return &ErrorStatement{Extent: at, Kind: KindConfiguration, HasKind: true}
	}
	old := p.inConfig
	p.inConfig = true
	body := p.scriptBlockExpression(lCurly)
	p.inConfig = old
	if broken {
		return &ErrorStatement{Extent: at, Kind: KindConfiguration, HasKind: true}
	}
	return &ConfigurationDefinition{
		Extent: span(at, body.Extent),
		Name:   name,
		Body:   body,
		Meta:   slices.ContainsFunc(attributes, isMetaAttribute),
	}
}

// isConfigurationName reports whether name can name a configuration. What is not constant shows at run time.
func isConfigurationName(name Expr) bool {
	switch name := name.(type) {
	case *ConstantExpression:
		return false
	case *StringConstantExpression:
		for i, c := range []byte(name.Value) {
			letter := 'a' <= c|0x20 && c|0x20 <= 'z'
			if !letter && (i == 0 || !('0' <= c && c <= '9') && !strings.ContainsRune("_./-", rune(c))) {
				return false
			}
		}
		return name.Value != ""
	}
	return true
}

// isMetaAttribute reports whether the attribute makes a configuration one of the configuration manager itself.
func isMetaAttribute(a AttributeBase) bool {
	attribute, ok := a.(*Attribute)
	if !ok {
		return false
	}
	name := strings.TrimSuffix(strings.ToLower(attribute.TypeName.Name), "attribute")
	return name == "dsclocalconfigurationmanager"
}

// resource:
//
//	word command-argument? '{' hashtable-entry* '}'
//	'node' command-argument? '{' script-block '}'
//	'import-dscresource' command-element*
//
// Which words name a resource depends on what is installed. So any word does, within a configuration, where a block follows.
func (p *parser) resource() Stmt {
	t := p.peek()
	word := t.extent()
	switch {
	case t.kind != KindGeneric && t.kind != KindIdentifier || t.expandable:
		return nil
	case strings.EqualFold(t.text, "Import-DscResource"):
		return p.dynamicCommand()
	case !isResourceName(p.text(word)) || !blockFollows(p.src[word.Stop-p.base:]):
		return nil
	}
	p.skip()
	p.setKind(word, KindDynamicKeyword)
	mark := p.mem.elementList.mark()
	p.mem.elementList.push(p.bareWord(word))
	p.skipNewlines()
	lCurly, ok := p.accept(KindLCurly)
	if !ok {
		if name := p.singleArgument(fileArgument); name != nil {
			p.mem.elementList.push(name)
		}
		p.skipNewlines()
		lCurly, ok = p.accept(KindLCurly)
	}
	if ok {
		p.mem.elementList.push(p.resourceBody(p.text(word), lCurly))
	} else {
		p.errorAt(errUnexpectedToken, lCurly)
	}
	elements := p.mem.elementList.cut(mark)
	return &DynamicKeywordStatement{Extent: Extent{word.Start, elements[len(elements)-1].End()}, Elements: elements}
}

// resourceBody reads what follows the opening brace.
func (p *parser) resourceBody(keyword string, lCurly Extent) Expr {
	if strings.EqualFold(keyword, "Node") {
		return p.scriptBlockExpression(lCurly)
	}
	if !p.enter() {
		return p.tooDeep(lCurly)
	}
	defer p.leave()
	old := p.inConfig
	p.inConfig = !strings.EqualFold(keyword, "Script") // its properties are scripts for another time
	body := p.hashtable(lCurly, true)
	p.inConfig = old
	return body
}

// dynamicCommand reads a keyword that has parameters like a command.
func (p *parser) dynamicCommand() Stmt {
	p.setKind(p.tok.extent(), KindDynamicKeyword)
	command := p.command()
	return &DynamicKeywordStatement{Extent: command.Extent, Elements: command.Elements}
}

// setKind changes the kind of the token at the extent, which was read lately.
func (p *parser) setKind(at Extent, kind Kind) {
	tokens := p.lex.tokens
	for i := len(tokens) - 1; i >= 0 && tokens[i].Pos >= at.Start; i-- {
		if tokens[i].Pos == at.Start && tokens[i].End == at.Stop {
			tokens[i].Kind = kind
			return
		}
	}
}

// isResourceName reports whether the word can name a resource: unlike a cmdlet it has no dash in it.
func isResourceName(word string) bool {
	for _, c := range []byte(word) {
		if letter := 'a' <= c|0x20 && c|0x20 <= 'z'; !letter && !('0' <= c && c <= '9') && c != '_' {
			return false
		}
	}
	return true
}

// blockFollows reports whether an opening brace follows in text, with at most one argument before it.
func blockFollows(text string) bool {
	const farEnough = 4 << 10
	text, newLine := trimBlank(text[:min(len(text), farEnough)])
	if strings.HasPrefix(text, "{") {
		return true
	}
	if newLine {
		return false
	}
	n := argumentLength(text)
	text, _ = trimBlank(text[n:])
	return n > 0 && strings.HasPrefix(text, "{")
}

// trimBlank returns text without the white space and comments that it begins with, and reports whether a line ends in them.
func trimBlank(text string) (rest string, newLine bool) {
	for {
		rest = strings.TrimLeft(text, " \t\r\n\f\v`")
		newLine = newLine || strings.ContainsAny(text[:len(text)-len(rest)], "\r\n")
		switch {
		case strings.HasPrefix(rest, "#"):
			end := strings.IndexAny(rest, "\r\n")
			if end < 0 {
				return "", newLine
			}
			text = rest[end:]
		case strings.HasPrefix(rest, "<#"):
			_, text, _ = strings.Cut(rest, "#>")
		default:
			return rest, newLine
		}
	}
}

// argumentLength returns the length of the argument that text begins with: what brackets and quotes hold together.
func argumentLength(text string) int {
	depth := 0
	for i := 0; i < len(text); i++ {
		switch c := text[i]; c {
		case '(', '[', '{':
			depth++
		case ')', ']', '}':
			if depth == 0 {
				return i
			}
			depth--
		case '\'', '"':
			end := strings.IndexByte(text[i+1:], c)
			if end < 0 {
				return i
			}
			i += 1 + end
		case '`':
			i++
		case ' ', '\t', '\r', '\n', ';', '|', '#':
			if depth == 0 {
				return i
			}
		}
	}
	return len(text)
}
