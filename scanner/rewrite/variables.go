package rewrite

import (
	"strings"

	"github.com/exolint/exolint/scanner/syntax"
)

// An occurrence is a place where a variable stands.
type occurrence struct {
	node  *syntax.VariableExpression
	name  syntax.FoldedName          // without scope
	home  *syntax.FunctionDefinition // the function whose variable it is; nil: the script's
	free  bool                       // no assignment in sight makes it one or the other
	write syntax.Node                // the statement or parameter that gives it a value, or puts something in it; nil: it is read
}

// scopePrefixes are the prefixes of variable names that say where a variable lives.
var scopePrefixes = [...]string{"script:", "global:", "local:", "private:", "using:", "variable:"}

// occurrences lists the script's variables in source order.
func (s *script) occurrences() []occurrence {
	declared := map[*syntax.FunctionDefinition]map[syntax.FoldedName]bool{}
	var list []occurrence
	syntax.WalkStack(s.f.Root, func(n syntax.Node, stack []syntax.Node) bool {
		v, ok := n.(*syntax.VariableExpression)
		if !ok {
			return true
		}
		scope, name := splitScope(v.Name)
		if strings.Contains(name, ":") {
			return true // of a drive, such as $env:PATH
		}
		o := occurrence{node: v, name: syntax.Fold(name), write: writer(v, stack)}
		if scope != "script" && scope != "global" {
			o.home = enclosingFunction(stack)
		}
		if o.write != nil {
			if declared[o.home] == nil {
				declared[o.home] = map[syntax.FoldedName]bool{}
			}
			declared[o.home][o.name] = true
		}
		list = append(list, o)
		return true
	})
	for i := range list {
		s.settle(&list[i], declared)
	}
	return list
}

// settle finds the function, from the inside out, that gives the variable its value.
func (s *script) settle(o *occurrence, declared map[*syntax.FunctionDefinition]map[syntax.FoldedName]bool) {
	for o.home != nil && !declared[o.home][o.name] {
		o.home = s.functionAround(o.home)
	}
	o.free = !declared[o.home][o.name]
}

func (s *script) functionAround(n syntax.Node) *syntax.FunctionDefinition {
	for n = s.info.Parent(n); n != nil; n = s.info.Parent(n) {
		if f, ok := n.(*syntax.FunctionDefinition); ok {
			return f
		}
	}
	return nil
}

func enclosingFunction(stack []syntax.Node) *syntax.FunctionDefinition {
	for i := len(stack) - 1; i >= 0; i-- {
		if f, ok := stack[i].(*syntax.FunctionDefinition); ok {
			return f
		}
	}
	return nil
}

// splitScope splits the scope off a variable's name, in lower case.
func splitScope(name string) (scope, rest string) {
	for _, p := range scopePrefixes {
		if syntax.HasPrefixFold(name, p) {
			return p[:len(p)-1], name[len(p):]
		}
	}
	return "", name
}

// writer returns the statement or the parameter that gives v a value; nil where v is read. stack holds the nodes above v.
func writer(v *syntax.VariableExpression, stack []syntax.Node) syntax.Node {
	var child syntax.Node = v
	for i := len(stack) - 1; i >= 0; i-- {
		switch n := stack[i].(type) {
		case *syntax.ConvertExpression, *syntax.AttributedExpression, *syntax.ArrayLiteral, *syntax.ParenExpression,
			*syntax.Pipeline, *syntax.CommandExpression:
		case *syntax.AssignmentStatement:
			if n.Left == child {
				return n
			}
			return nil
		case *syntax.Parameter:
			if n.Name == v {
				return n
			}
			return nil
		case *syntax.ForEachStatement:
			if n.Variable == v {
				return n
			}
			return nil
		case *syntax.MemberExpression, *syntax.IndexExpression:
			return memberWriter(child, stack[:i+1])
		case *syntax.InvokeMemberExpression:
			return addWriter(child, stack[:i+1])
		default:
			return nil
		}
		child = stack[i]
	}
	return nil
}

// memberWriter returns the statement $v.Key = … or $v['Key'] = …, whose last node of stack is $v.Key or $v['Key'].
func memberWriter(target syntax.Node, stack []syntax.Node) syntax.Node {
	n := stack[len(stack)-1]
	switch n := n.(type) {
	case *syntax.MemberExpression:
		if n.Target != target {
			return nil
		}
	case *syntax.IndexExpression:
		if n.Target != target {
			return nil
		}
	}
	if len(stack) < 2 {
		return nil
	}
	if a, ok := stack[len(stack)-2].(*syntax.AssignmentStatement); ok && a.Left == n {
		return a
	}
	return nil
}

// addWriter returns the statement $v.Add('Key', …).
func addWriter(target syntax.Node, stack []syntax.Node) syntax.Node {
	call, ok := stack[len(stack)-1].(*syntax.InvokeMemberExpression)
	if !ok || call.Target != target || len(stack) < 3 {
		return nil
	}
	name, ok := call.Member.(*syntax.StringConstantExpression)
	if !ok || !syntax.EqualFold(name.Value, "Add") {
		return nil
	}
	if p, ok := stack[len(stack)-3].(*syntax.Pipeline); ok && len(p.Elements) == 1 {
		return p
	}
	return nil
}

// same returns the occurrences of the variable that o is an occurrence of, o itself included.
func (s *script) same(o occurrence) []occurrence {
	var list []occurrence
	for _, p := range s.vars {
		if p.name == o.name && (p.home == o.home || p.free) {
			list = append(list, p)
		}
	}
	return list
}

// occurrenceOf returns the occurrence at v.
func (s *script) occurrenceOf(v *syntax.VariableExpression) (occurrence, bool) {
	for _, o := range s.vars {
		if o.node == v {
			return o, true
		}
	}
	return occurrence{}, false
}
