package suppress

import (
	"strings"

	"github.com/exolint/exolint/scanner/syntax"
)

// isSuppressMessage reports whether an attribute's type name is SuppressMessageAttribute, which may be shortened by its
// namespace and its ending.
func isSuppressMessage(typeName string) bool {
	name := strings.ToLower(typeName[strings.LastIndexByte(typeName, '.')+1:])
	return strings.TrimSuffix(name, "attribute") == "suppressmessage"
}

// attributes reads the attributes of the script.
func (r *reader) attributes() {
	syntax.WalkStack(r.file.Root, func(n syntax.Node, stack []syntax.Node) bool {
		if a, ok := n.(*syntax.Attribute); ok && isSuppressMessage(a.TypeName.Name) {
			r.attribute(a, owner(stack))
		}
		return true
	})
}

// owner returns the innermost function, method, class or script block of a stack, or the script itself.
func owner(stack []syntax.Node) syntax.Node {
	for i := len(stack) - 1; i > 0; i-- {
		switch stack[i].(type) {
		case *syntax.FunctionDefinition, *syntax.FunctionMember, *syntax.TypeDefinition, *syntax.ScriptBlockExpression:
			return stack[i]
		}
	}
	return stack[0]
}

// attribute reads one attribute. Those of other tools name other rules and are left alone.
func (r *reader) attribute(a *syntax.Attribute, scope syntax.Node) {
	if len(a.Positional) == 0 {
		return
	}
	name, ours := r.ourRule(a.Positional[0])
	if !ours {
		return
	}
	d := &Directive{
		Start: r.file.Offset(a.Pos()), End: r.file.Offset(a.End()),
		from: r.file.Offset(scope.Pos()), to: r.file.Offset(scope.End()),
	}
	if scope == syntax.Node(r.file.Root) {
		d.from, d.to = 0, len(r.file.Src)
	}
	id, err := r.rule(name)
	if err != nil {
		r.problem(d, "%v", err)
		return
	}
	d.Rules = []string{id}
	for _, arg := range a.Named {
		text, _ := arg.Value.(*syntax.StringConstantExpression)
		switch strings.ToLower(arg.Name) {
		case "justification":
			if text != nil {
				d.Reason = strings.Join(strings.Fields(text.Value), " ")
			}
		case "target", "scope":
			r.problem(d, "suppression of %s has %s, which exolint does not read; put the attribute on the function that it is for", id, arg.Name)
			return
		}
	}
	r.add(d)
}

// ourRule returns the rule that the first argument of an attribute names, and whether it is one of exolint's: it has our
// prefix, the form of our ids, or the name of one of our rules.
func (r *reader) ourRule(arg syntax.Expr) (name string, ours bool) {
	text, ok := arg.(*syntax.StringConstantExpression)
	if !ok {
		return "", false
	}
	const prefix, idPrefix = "exolint:", "exo"
	name = strings.TrimSpace(text.Value)
	if len(name) > len(prefix) && strings.EqualFold(name[:len(prefix)], prefix) {
		return strings.TrimSpace(name[len(prefix):]), true
	}
	if len(name) == len("EXO0000") && strings.EqualFold(name[:len(idPrefix)], idPrefix) && isDigits(name[len(idPrefix):]) {
		return name, true
	}
	for _, rule := range r.rules {
		if strings.EqualFold(rule.Name, name) {
			return name, true
		}
	}
	return name, false
}

func isDigits(s string) bool { return strings.Trim(s, "0123456789") == "" }
