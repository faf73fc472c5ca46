package rewrite

import (
	"strings"

	"github.com/exolint/exolint/scanner/inventory"
	"github.com/exolint/exolint/scanner/syntax"
)

// A customer is the tenant that a partner's session is for: an expression, and where it stands.
type customer struct {
	text string      // "": there is none
	at   syntax.Node // nil: it is a constant
}

// customerMark begins the customer's domain in the address of a session.
const customerMark = "delegatedorg="

// isDelegated reports whether the sign-in is to a customer's tenant.
func isDelegated(e *inventory.SignIn) bool {
	if e.Call == nil {
		return false
	}
	if _, ok := e.Call.Argument("DelegatedOrganization"); ok {
		return true
	}
	return hasCustomer(e)
}

// hasCustomer reports whether the address of a session names a customer.
func hasCustomer(e *inventory.SignIn) bool {
	uri, ok := e.Call.Argument("ConnectionUri")
	return ok && strings.Contains(strings.ToLower(known(uri.Value())), customerMark)
}

// customerOf returns the customer that the address of the session names: where it is written, or where the variable is set that
// holds the address.
func (s *author) customerOf(e *inventory.SignIn) (customer, *Refusal) {
	if !hasCustomer(e) {
		return customer{}, nil
	}
	b, _ := e.Call.Argument("ConnectionUri")
	v := b.Value()
	if text, ok := v.Text(); ok {
		_, name := cutFold(text, customerMark)
		name, _, _ = strings.Cut(name, "&")
		return customer{text: syntax.Quote(name)}, nil
	}
	if n, ok := s.customerIn(b.Expr); ok {
		return customer{s.customerText(n), n}, nil
	}
	if v.Origin != nil && s.own(v.Origin) && s.sameFunction(v.Origin, e.Call.Node) {
		if n, ok := s.customerIn(v.Origin); ok {
			return customer{s.customerText(n), n}, nil
		}
	}
	return customer{}, Refuse(Delegated)
}

// customerIn returns the expression for the customer in n, which puts an address together.
func (s *author) customerIn(n syntax.Node) (syntax.Node, bool) {
	if n == nil || !s.own(n) {
		return nil, false
	}
	expr, ok := soleExpression(n)
	if !ok {
		return nil, false
	}
	switch n := syntax.Unparen(expr).(type) {
	case *syntax.BinaryExpression:
		switch {
		case n.Operator == syntax.KindFormat:
			return s.formattedCustomer(n)
		case n.Operator != syntax.KindPlus:
			return nil, false
		case strings.HasPrefix(strings.TrimLeft(s.f.Text(n.Right), `"'`), "&"):
			return s.customerIn(n.Left)
		}
		return n.Right, s.endsWithMark(n.Left)
	case *syntax.ExpandableStringExpression:
		for _, part := range n.Parts {
			before := s.f.Slice(n.Pos(), part.Pos())
			after := s.f.Slice(part.End(), n.End())
			if strings.HasSuffix(strings.ToLower(before), customerMark) && strings.IndexAny(after, "\"”&") == 0 {
				return part, true
			}
		}
	}
	return nil, false
}

// endsWithMark reports whether the customer's domain follows n: a text that ends so, or a variable that may.
func (s *author) endsWithMark(n syntax.Expr) bool {
	if _, ok := n.(*syntax.VariableExpression); ok {
		return true
	}
	return strings.HasSuffix(strings.ToLower(strings.TrimRight(s.f.Text(n), `"')`)), customerMark)
}

// formattedCustomer is customerIn for "…DelegatedOrg={0}" -f $customer.
func (s *author) formattedCustomer(n *syntax.BinaryExpression) (syntax.Node, bool) {
	_, after := cutFold(s.f.Text(n.Left), customerMark)
	operands := []syntax.Expr{n.Right}
	if list, ok := syntax.Unparen(n.Right).(*syntax.ArrayLiteral); ok {
		operands = list.Elements
	}
	for i, operand := range operands {
		if len(after) > 2 && after[0] == '{' && after[1] == byte('0'+i) && after[2] == '}' {
			return operand, true
		}
	}
	return nil, false
}

// customerText returns the text of n as it is written as an argument.
func (s *author) customerText(n syntax.Node) string {
	if sub, ok := n.(*syntax.SubExpression); ok {
		if inner, ok := soleStatement(sub.Body); ok {
			return s.asExpressionArgument(inner)
		}
	}
	return s.asExpressionArgument(n)
}

// sameFunction reports whether two places of the script stand in the same function, or both in none.
func (s *author) sameFunction(a, b syntax.Node) bool {
	for n := range syntax.All(s.f.Root) {
		if fn, ok := n.(*syntax.FunctionDefinition); ok && within(a, fn) != within(b, fn) {
			return false
		}
	}
	return true
}

// customerSignIn returns what a partner's job signs in to its customers with, where no target can: the person, or an access
// token of an application that they all know.
func (s *author) customerSignIn(c *Change, e *inventory.SignIn) *modernSignIn {
	m := &modernSignIn{cmdlet: exchangeCmdlet(e), gone: legacyArguments(c.Target)}
	if c.Target == Interactive {
		m.args, _ = s.exchangeArguments(c, e)
	} else {
		c.Target = PartnerToken
		m.args = []argument{{name: "AccessToken", value: "'<access-token>'"}}
	}
	if !isSession(e) {
		return m
	}
	of, refusal := s.customerOf(e)
	if refusal != nil {
		of.text = "'<customer>.onmicrosoft.com'"
	}
	return s.modernSession(m, e, of.text)
}

// cutFold is strings.Cut with a separator in lower-case ASCII that is found in any letter case.
func cutFold(text, sep string) (before, after string) {
	i := syntax.IndexFold(text, sep)
	if i < 0 {
		return text, ""
	}
	return text[:i], text[i+len(sep):]
}
