package syntax

// ExpressionOf returns the expression that a statement consists of; nil where it is more or something else.
func ExpressionOf(s Stmt) Expr {
	if p, ok := s.(*Pipeline); ok && len(p.Elements) == 1 {
		s = p.Elements[0]
	}
	if c, ok := s.(*CommandExpression); ok {
		return c.Expression
	}
	return nil
}

// Unparen returns n without the parentheses around it; n itself where there are none, or where a statement stands in them.
func Unparen(n Node) Node {
	for {
		p, ok := n.(*ParenExpression)
		if !ok {
			return n
		}
		inner := ExpressionOf(p.Pipeline)
		if inner == nil {
			return n
		}
		n = inner
	}
}
