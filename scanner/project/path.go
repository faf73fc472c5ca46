package project

import (
	"maps"
	"slices"
	"strings"

	"github.com/exolint/exolint/scanner/cmdlet"
	"github.com/exolint/exolint/scanner/syntax"
)

// maxPathDepth is how deep expressions that name files are followed.
const maxPathDepth = 8

// path returns the path that an expression names, relative to the script's folder. Where it begins with what is not
// known, the rest of it is returned and exact is false; ok is false where nothing is known of its end.
func (s *summarizer) path(n syntax.Node, depth int) (name string, exact, ok bool) {
	if depth > maxPathDepth {
		return "", false, false
	}
	switch n := n.(type) {
	case *syntax.StringConstantExpression:
		return n.Value, !isRooted(n.Value), true
	case *syntax.ExpandableStringExpression:
		return s.expandable(n, depth)
	case *syntax.ParenExpression:
		return s.path(n.Pipeline, depth+1)
	case *syntax.SubExpression:
		if len(n.Body.Statements) == 1 {
			return s.path(n.Body.Statements[0], depth+1)
		}
	case *syntax.Pipeline:
		if len(n.Elements) == 1 {
			return s.path(n.Elements[0], depth+1)
		}
	case *syntax.CommandExpression:
		return s.path(n.Expression, depth+1)
	case *syntax.Command:
		return s.computed(n, depth)
	case *syntax.VariableExpression:
		return s.variable(n, depth)
	case *syntax.BinaryExpression:
		if n.Operator == syntax.KindPlus {
			return s.concatenated(n.Left, n.Right, "", depth)
		}
	}
	return "", false, false
}

// isRooted reports whether a path is absolute, and so not one of the run's.
func isRooted(name string) bool {
	return strings.HasPrefix(name, `\\`) || strings.HasPrefix(name, "/") || len(name) > 1 && name[1] == ':'
}

// variable returns the path that a variable holds: the script's own folder, or what the script sets it to once.
func (s *summarizer) variable(v *syntax.VariableExpression, depth int) (name string, exact, ok bool) {
	if syntax.EqualFold(v.Name, "PSScriptRoot") {
		return ".", true, true
	}
	_, plain, scoped := strings.Cut(v.Name, ":")
	if !scoped {
		plain = v.Name
	}
	if set := s.sets[syntax.Fold(plain)]; set != nil {
		return s.path(set, depth+1)
	}
	return "", false, false
}

// computed returns the path that Join-Path or Split-Path makes.
func (s *summarizer) computed(c *syntax.Command, depth int) (name string, exact, ok bool) {
	word, isWord := c.Elements[0].(*syntax.StringConstantExpression)
	if !isWord {
		return "", false, false
	}
	var values []syntax.Node
	for _, e := range c.Elements[1:] {
		if _, named := e.(*syntax.CommandParameter); !named {
			values = append(values, e)
		}
	}
	switch syntax.Fold(cmdlet.Bare(word.Value)) {
	case "join-path":
		if len(values) == 2 {
			return s.concatenated(values[0], values[1], "/", depth)
		}
	case "split-path":
		if strings.Contains(strings.ToLower(s.file.Text(c)), "$myinvocation.") || strings.Contains(strings.ToLower(s.file.Text(c)), "$pscommandpath") {
			return ".", true, true
		}
	case "resolve-path", "convert-path":
		if len(values) == 1 {
			return s.path(values[0], depth+1)
		}
	}
	return "", false, false
}

// concatenated returns the path that begins with left and ends with right.
func (s *summarizer) concatenated(left, right syntax.Node, separator string, depth int) (name string, exact, ok bool) {
	end, _, ok := s.path(right, depth+1)
	if !ok {
		return "", false, false
	}
	begin, exact, known := s.path(left, depth+1)
	if !known {
		return strings.TrimLeft(end, `\/`), false, true
	}
	return begin + separator + end, exact, true
}

// expandable returns the path that a string with variables in it is.
func (s *summarizer) expandable(n *syntax.ExpandableStringExpression, depth int) (name string, exact, ok bool) {
	raw := s.file.Text(n)
	from := s.file.Offset(n.Pos())
	if n.Kind == syntax.DoubleQuoted {
		raw = strings.Trim(raw, "\"“”„")
		from += strings.Index(s.file.Text(n), raw)
	}
	var b strings.Builder
	exact, at := true, 0
	for _, p := range n.Parts {
		start, end := s.file.Offset(p.Pos())-from, s.file.Offset(p.End())-from
		if start < at || end > len(raw) || end < start {
			return "", false, false
		}
		b.WriteString(raw[at:start])
		part, whole, known := s.path(p, depth+1)
		if !known {
			b.Reset()
		}
		exact = exact && whole && known
		b.WriteString(part)
		at = end
	}
	b.WriteString(raw[at:])
	name = b.String()
	if !exact {
		name = strings.TrimLeft(name, `\/`)
	}
	return name, exact && !isRooted(name), name != "" && strings.Contains(name, ".")
}

// sortedNames returns the keys of m in order.
func sortedNames[V any](m map[syntax.FoldedName]V) []syntax.FoldedName {
	return slices.Sorted(maps.Keys(m))
}
