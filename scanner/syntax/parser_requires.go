package syntax

import (
	"slices"
	"strconv"
	"strings"
)

// requirements checks the #requires comments. Each is read as a command of that name.
func (p *parser) requirements() {
	if p.gaveUp {
		return
	}
	var r requirements
	for _, comment := range p.lex.requires {
		if command := p.requirement(comment); command != nil {
			p.checkRequirement(&r, command)
		}
	}
}

// requirement reads the comment without its "#" as a command. It returns nil where there is none.
func (p *parser) requirement(comment Extent) *Command {
	tokens := p.lex.tokens
	p.lex.tokens = nil // those of the comment are none of the script's
	state := p.lex.pushNested(part{lexeme: lexeme{pos: comment.Start + 1, end: comment.Stop}, sub: true})
	p.held = false
	command := p.command()
	p.held = false
	p.lex.popNested(state)
	p.lex.tokens = tokens
	return command
}

// requirements is what the comments read so far require.
type requirements struct {
	shell    bool
	version  []int    // nil: none
	editions []string // in lower case

	// Of the comment that is being read:
	ofSnapin      bool // the version is a snap-in's
	snapin        bool
	snapinVersion bool
}

// checkRequirement reports what is wrong with the comment.
func (p *parser) checkRequirement(r *requirements, command *Command) {
	name, ok := command.Elements[0].(*StringConstantExpression)
	if !ok || !strings.EqualFold(name.Value, "requires") {
		p.errorAt(errScriptRequiresInvalidFormat, command.Extent)
	}
	elements := command.Elements[1:]
	r.snapin, r.snapinVersion = false, false
	r.ofSnapin = slices.ContainsFunc(elements, func(e CommandElement) bool {
		parameter, ok := e.(*CommandParameter)
		return ok && isPrefix(parameter.Name, "pssnapin")
	})
	for len(elements) > 0 {
		parameter, ok := elements[0].(*CommandParameter)
		if !ok {
			p.errorAt(errScriptRequiresInvalidFormat, extentOf(elements[0]))
			elements = elements[1:]
			continue
		}
		elements = elements[1:]
		var argument CommandElement
		if parameter.Argument != nil {
			argument = parameter.Argument
		} else if len(elements) > 0 {
			argument, elements = elements[0], elements[1:]
		}
		p.checkRequiredParameter(r, parameter, argument)
	}
}

// checkRequiredParameter reports what is wrong with a parameter. The argument is nil where there is none.
func (p *parser) checkRequiredParameter(r *requirements, parameter *CommandParameter, argument CommandElement) {
	if isPrefix(parameter.Name, "runasadministrator") {
		if argument != nil {
			p.errorAt(errParameterCannotHaveArgument, parameter.Extent)
		}
		return
	}
	if argument == nil {
		p.errorAt(errParameterRequiresArgument, parameter.Extent)
		return
	}
	value, ok := requiredConstant(argument)
	if !ok {
		p.errorAt(errRequiresArgumentMustBeConstant, extentOf(argument))
		return
	}
	if !value.isText {
		value.text = p.text(extentOf(argument))
	}
	for _, id := range r.add(parameter.Name, value) {
		at := extentOf(argument)
		if id == errParameterAlreadyBound || id == errScriptRequiresInvalidFormat {
			at = parameter.Extent
		}
		p.errorAt(id, at)
	}
}

// add notes the parameter, and returns what is wrong with it.
func (r *requirements) add(parameter string, value requiredValue) []errorID {
	id := errNone
	switch {
	case isPrefix(parameter, "shellid"):
		id = r.addShell(value)
	case isPrefix(parameter, "pssnapin"):
		id = r.addSnapin(value)
	case isPrefix(parameter, "psedition"):
		return r.addEditions(value)
	case isPrefix(parameter, "version"):
		id = r.addVersion(value.text)
	case isPrefix(parameter, "assembly"):
		if !value.isTextOnly() {
			id = errRequiresInvalidStringArgument
		}
	case isPrefix(parameter, "modules"):
		// What names a module depends on what is installed.
	default:
		id = errScriptRequiresInvalidFormat
	}
	if id == errNone {
		return nil
	}
	return []errorID{id}
}

func (r *requirements) addShell(value requiredValue) errorID {
	switch {
	case r.shell:
		return errParameterAlreadyBound
	case !value.isText:
		return errRequiresInvalidStringArgument
	}
	r.shell = true
	return errNone
}

func (r *requirements) addSnapin(value requiredValue) errorID {
	switch {
	case !value.isText:
		return errRequiresInvalidStringArgument
	case r.snapin:
		return errParameterAlreadyBound
	case !isSnapin(value.text):
		return errInvalidPSSnapInName
	}
	r.snapin = true
	return errNone
}

// isSnapin reports whether name can name a snap-in.
func isSnapin(name string) bool {
	for _, c := range []byte(name) {
		letter := 'a' <= c|0x20 && c|0x20 <= 'z'
		if !letter && !('0' <= c && c <= '9') && c != '-' && c != '_' && c != '.' {
			return false
		}
	}
	return name != ""
}

func (r *requirements) addEditions(value requiredValue) (ids []errorID) {
	if r.editions != nil {
		return []errorID{errParameterAlreadyBound}
	}
	for _, v := range value.each() {
		if !v.isText {
			ids = append(ids, errRequiresInvalidStringArgument)
			continue
		}
		edition := strings.ToLower(v.text)
		if edition != "core" && edition != "desktop" {
			ids = append(ids, errRequiresPSEditionInvalid)
		}
		if slices.Contains(r.editions, edition) {
			ids = append(ids, errRequiresPSEditionValueIsAlreadySpecified)
		}
		r.editions = append(r.editions, edition)
	}
	return ids
}

func (r *requirements) addVersion(text string) errorID {
	version := parseVersion(text)
	switch {
	case version == nil:
		return errRequiresVersionInvalid
	case r.ofSnapin && r.snapinVersion, !r.ofSnapin && r.version != nil && !slices.Equal(r.version, version):
		return errParameterAlreadyBound
	case r.ofSnapin:
		r.snapinVersion = true
	default:
		r.version = version
	}
	return errNone
}

// parseVersion returns the numbers of a version, of which one to four are written. It returns nil for what is no version.
func parseVersion(text string) []int {
	const maxNumbers = 4
	parts := strings.Split(text, ".")
	if len(parts) > maxNumbers {
		return nil
	}
	var version []int
	for _, part := range parts {
		n, err := strconv.ParseInt(strings.TrimSpace(part), 10, 32)
		if err != nil || n < 0 {
			return nil
		}
		version = append(version, int(n))
	}
	if len(version) == 1 {
		version = append(version, 0)
	}
	return version
}

// A requiredValue is the value of a constant argument.
type requiredValue struct {
	text   string
	isText bool
	items  []requiredValue
	isList bool
}

// each returns the items of a list; for what is none, itself.
func (v requiredValue) each() []requiredValue {
	if v.isList {
		return v.items
	}
	return []requiredValue{v}
}

// isTextOnly reports whether the value is text, or a list of texts.
func (v requiredValue) isTextOnly() bool {
	return !slices.ContainsFunc(v.each(), func(item requiredValue) bool { return !item.isText })
}

// requiredConstant returns the value of the argument, and reports whether it is a constant. What is computed from constants
// is one; its value does not matter.
func requiredConstant(argument Node) (value requiredValue, ok bool) {
	switch n := argument.(type) {
	case *StringConstantExpression:
		return requiredValue{text: n.Value, isText: true}, true
	case *ArrayLiteral:
		return requiredList(n)
	case *Hashtable:
		return requiredTable(n)
	case *ParenExpression:
		return requiredConstant(n.Pipeline)
	case *SubExpression:
		if len(n.Body.Statements) == 1 && len(n.Body.Traps) == 0 {
			return requiredConstant(n.Body.Statements[0])
		}
	case *Pipeline:
		if e, ok := n.Elements[0].(*CommandExpression); ok && len(n.Elements) == 1 && len(e.Redirections) == 0 {
			return requiredConstant(e.Expression)
		}
	case *UsingExpression:
		return requiredConstant(n.Expression)
	case Expr:
		return requiredValue{}, isFoldable(n)
	}
	return requiredValue{}, false
}

// isFoldable reports whether the value of e is known before the script runs.
func isFoldable(e Expr) bool {
	switch n := e.(type) {
	case *ConstantExpression, *TypeExpression:
		return true
	case *VariableExpression:
		name := strings.ToLower(n.Name)
		return name == "true" || name == "false" || name == "null"
	case *MemberExpression:
		_, ok := n.Target.(*TypeExpression)
		return n.Static && ok
	case *ConvertExpression:
		return areConstant(n.Operand)
	case *UnaryExpression:
		return folds(n.Operator) && areConstant(n.Operand)
	case *BinaryExpression:
		return folds(n.Operator) && areConstant(n.Left, n.Right)
	case *TernaryExpression:
		return areConstant(n.Condition, n.IfTrue, n.IfFalse)
	}
	return false
}

// areConstant reports whether all of the operands are constant.
func areConstant(operands ...Expr) bool {
	return !slices.ContainsFunc(operands, func(e Expr) bool {
		_, ok := requiredConstant(e)
		return !ok
	})
}

// folds reports whether PowerShell computes the operator's value where the operands are constants.
func folds(operator Kind) bool {
	switch operator {
	case KindExclaim, KindNot, KindBnot, KindPlus, KindMinus, KindMultiply, KindDivide, KindRem, KindAnd, KindOr, KindXor,
		KindBand, KindBor, KindBxor, KindShl, KindShr:
		return true
	}
	return false
}

func requiredList(n *ArrayLiteral) (value requiredValue, ok bool) {
	value.isList = true
	for _, e := range n.Elements {
		item, ok := requiredConstant(e)
		if !ok {
			return requiredValue{}, false
		}
		value.items = append(value.items, item)
	}
	return value, true
}

func requiredTable(n *Hashtable) (value requiredValue, ok bool) {
	value.isList = true
	for _, entry := range n.Entries {
		_, keyOK := requiredConstant(entry.Key)
		_, valueOK := requiredConstant(entry.Value)
		if !keyOK || !valueOK {
			return requiredValue{}, false
		}
		value.items = append(value.items, requiredValue{})
	}
	return value, true
}
