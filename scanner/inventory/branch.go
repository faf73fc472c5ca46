package inventory

import (
	"iter"

	"github.com/exolint/exolint/scanner/syntax"
)

// A branch is a condition on which a place of the script depends.
type branch struct {
	condition syntax.Expr
	label     bool        // condition is the label of a switch's clause
	holds     bool        // the place is reached where it holds; false: where it does not
	block     syntax.Node // that the place stands in
}

// branches yields the conditions on which n depends within its function, the innermost first.
func (b *builder) branches(n syntax.Node) iter.Seq[branch] {
	return func(yield func(branch) bool) {
		for p := b.info.Parent(n); p != nil; n, p = p, b.info.Parent(p) {
			var list []branch
			switch p := p.(type) {
			case *syntax.FunctionDefinition:
				return
			case *syntax.IfStatement:
				list = clauseBranches(p, n)
			case *syntax.SwitchStatement:
				list = labelBranches(p, n)
			}
			for _, one := range list {
				if !yield(one) {
					return
				}
			}
		}
	}
}

// clauseBranches returns the conditions of s on which its block depends: its own, and those before it, which do not hold.
func clauseBranches(s *syntax.IfStatement, block syntax.Node) []branch {
	var list []branch
	for _, c := range s.Clauses {
		own := syntax.Node(c.Body) == block
		list = append(list, branch{condition: syntax.ExpressionOf(c.Condition), holds: own, block: block})
		if own {
			return list
		}
	}
	if s.Else == nil || syntax.Node(s.Else) != block {
		return nil // in a condition
	}
	return list
}

// labelBranches returns the label of s on which its block depends.
func labelBranches(s *syntax.SwitchStatement, block syntax.Node) []branch {
	for _, c := range s.Clauses {
		if syntax.Node(c.Body) == block {
			return []branch{{condition: c.Condition, label: true, holds: true, block: block}}
		}
	}
	return nil
}

// says reports whether the branch is taken only where what named knows by its name is so: "$OnPremises", "$Place -eq 'OnPremises'".
func (r branch) says(named func(string) bool) bool {
	if r.label {
		return named(constantText(r.condition))
	}
	return says(r.condition, r.holds, named)
}

// saysMissing reports whether the branch is taken only where the variable of that name holds nothing; false for "".
func (r branch) saysMissing(name string) bool {
	return name != "" && !r.label && says(r.condition, !r.holds, func(n string) bool { return equalsAny(n, name) })
}

// says reports whether what named knows by its name is so wherever e holds, or, where holds is false, wherever it does not.
func says(e syntax.Expr, holds bool, named func(string) bool) bool {
	switch e := plainExpression(e).(type) {
	case *syntax.VariableExpression:
		return holds && named(e.Name)
	case *syntax.StringConstantExpression:
		return holds && named(e.Value) // the key that a method is asked for
	case *syntax.MemberExpression:
		return equalsAny(constantText(e.Member), "IsPresent") && says(e.Target, holds, named)
	case *syntax.InvokeMemberExpression:
		if len(e.Arguments) != 1 {
			return false
		}
		switch fold(constantText(e.Member)) {
		case "isnullorempty", "isnullorwhitespace":
			return says(e.Arguments[0], !holds, named)
		case "containskey":
			return says(e.Arguments[0], holds, named)
		}
	case *syntax.UnaryExpression:
		return (e.Operator == syntax.KindNot || e.Operator == syntax.KindExclaim) && says(e.Operand, !holds, named)
	case *syntax.BinaryExpression:
		return saysBinary(e, holds, named)
	}
	return false
}

// saysBinary is says for an operator with two operands.
func saysBinary(e *syntax.BinaryExpression, holds bool, named func(string) bool) bool {
	switch e.Operator {
	case syntax.KindAnd:
		return holds && (says(e.Left, true, named) || says(e.Right, true, named))
	case syntax.KindOr:
		return !holds && (says(e.Left, false, named) || says(e.Right, false, named))
	case syntax.KindIeq, syntax.KindCeq, syntax.KindIlike, syntax.KindClike, syntax.KindImatch, syntax.KindCmatch:
	case syntax.KindIne, syntax.KindCne, syntax.KindInotlike, syntax.KindCnotlike, syntax.KindInotmatch, syntax.KindCnotmatch:
		holds = !holds
	default:
		return false
	}
	for _, pair := range [...][2]syntax.Expr{{e.Left, e.Right}, {e.Right, e.Left}} {
		switch {
		case isNothing(pair[1]):
			return says(pair[0], !holds, named)
		case isVariable(pair[1], "true"):
			return says(pair[0], holds, named)
		}
	}
	return holds && (named(constantText(e.Left)) || named(constantText(e.Right)))
}

// isNothing reports whether e is $null, $false or an empty string.
func isNothing(e syntax.Expr) bool {
	s, ok := plainExpression(e).(*syntax.StringConstantExpression)
	return ok && s.Value == "" || isVariable(e, "null") || isVariable(e, "false")
}

func isVariable(e syntax.Expr, name string) bool {
	v, ok := plainExpression(e).(*syntax.VariableExpression)
	return ok && equalsAny(v.Name, name)
}

// plainExpression returns e without the parentheses around it.
func plainExpression(e syntax.Expr) syntax.Expr {
	if e == nil {
		return nil
	}
	inner, _ := syntax.Unparen(e).(syntax.Expr)
	return inner
}
