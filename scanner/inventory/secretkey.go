package inventory

import (
	"strconv"

	"github.com/exolint/exolint/scanner/facts"
	"github.com/exolint/exolint/scanner/syntax"
)

// leastKey is the length in bytes of the shortest key that ConvertTo-SecureString takes.
const leastKey = 16

// writtenKey returns where an encryption key stands in the script, as numbers or as a text that bytes are made of; nil where it
// comes from somewhere else. outer is the executed text that the call stands in; nil: none.
func (b *builder) writtenKey(key *facts.Bound, outer syntax.Node) syntax.Node {
	at := b.literal(key.Value(), key.Expr, outer)
	if at != nil && isBytes(key.Value()) {
		return at
	}
	if text := b.textOfBytes(at); text != nil || outer != nil {
		return text
	}
	return b.textOfBytes(b.definition(key.Expr))
}

// isBytes reports whether v is a list of numbers, or of their texts, that is long enough for a key.
func isBytes(v facts.Value) bool {
	if v.Kind != facts.Array || len(v.Elements) < leastKey {
		return false
	}
	for _, e := range v.Elements {
		text, _ := e.Text()
		if _, err := strconv.ParseUint(text, 10, 8); err != nil {
			return false
		}
	}
	return true
}

// textOfBytes returns the text in the script that n makes bytes of; nil for anything else, and for nil.
func (b *builder) textOfBytes(n syntax.Node) syntax.Node {
	v, ok := syntax.Unparen(n).(*syntax.InvokeMemberExpression)
	if !ok || len(v.Arguments) != 1 || !equalsAny(constantText(v.Member), "GetBytes", "FromBase64String") {
		return nil
	}
	made := b.info.ValueOf(v.Arguments[0])
	if text, known := made.Text(); !known || placeholder(text, "Key", b.around(v)) {
		return nil
	}
	return b.literal(made, v.Arguments[0], nil)
}

// definition returns the expression that the variable n is assigned, where that is done once in the script; nil for anything else.
func (b *builder) definition(n syntax.Node) syntax.Node {
	v, ok := syntax.Unparen(n).(*syntax.VariableExpression)
	if !ok {
		return nil
	}
	var found syntax.Node
	for _, a := range b.nodes.assignments {
		if !equalsAny(variableName(a.Left), v.Name) {
			continue
		}
		if found != nil || a.Operator != syntax.KindEquals {
			return nil
		}
		found = withoutType(syntax.ExpressionOf(a.Right))
	}
	return found
}

// withoutType returns what is converted to a type in e, as in [byte[]]$list; e itself where nothing is. Nil stays nil.
func withoutType(e syntax.Expr) syntax.Node {
	for {
		c, ok := e.(*syntax.ConvertExpression)
		if !ok {
			break
		}
		e = c.Operand
	}
	if e == nil {
		return nil
	}
	return e
}
