package config

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/token"

	"github.com/exolint/exolint/scanner/spell"
)

// mapping reads a mapping with known keys.
func (r *reader) mapping(n ast.Node, known fields) {
	r.entries(n, func(key *token.Token, value ast.Node) {
		read, ok := known[key.Value]
		if !ok {
			keys := slices.Values(slices.Sorted(maps.Keys(known)))
			r.fail(key, "unknown key %q%s", key.Value, spell.Hint(key.Value, keys))
			return
		}
		read(value)
	})
}

// entries calls f for each entry of a mapping. A value that is missing is an error, as it says nothing.
func (r *reader) entries(n ast.Node, f func(key *token.Token, value ast.Node)) {
	m, ok := r.plain(n).(*ast.MappingNode)
	if !ok {
		r.wrongType(n, "keys with values")
		return
	}
	for _, entry := range m.Values {
		key := entry.Key.GetToken()
		if _, ok := entry.Key.(*ast.StringNode); !ok {
			r.fail(key, "%s is not a plain key", key.Value)
			continue
		}
		if _, empty := entry.Value.(*ast.NullNode); empty {
			r.fail(key, "%q has no value; remove the key or give it one", key.Value)
			continue
		}
		f(key, entry.Value)
	}
}

// list returns the items of a list.
func (r *reader) list(n ast.Node) []ast.Node {
	s, ok := r.plain(n).(*ast.SequenceNode)
	if !ok {
		r.wrongType(n, "a list")
		return nil
	}
	return s.Values
}

// text returns a string, or a number as it is written. It reports false for what is neither, which it has noted.
func (r *reader) text(n ast.Node) (string, bool) {
	switch n := r.plain(n).(type) {
	case *ast.StringNode:
		return n.Value, true
	case *ast.LiteralNode:
		return strings.TrimSuffix(n.Value.Value, "\n"), true
	case *ast.IntegerNode, *ast.FloatNode:
		return n.GetToken().Value, true
	case nil:
		return "", false
	default:
		r.wrongType(n, "text")
		return "", false
	}
}

// formed returns text of a given form. What describes the form in an error.
func (r *reader) formed(n ast.Node, form *regexp.Regexp, what string) string {
	text, ok := r.text(n)
	if ok && !form.MatchString(text) {
		r.fail(n.GetToken(), "%q is not %s", text, what)
	}
	return text
}

// choice returns one of the values.
func choice[T ~string](r *reader, n ast.Node, values ...T) T {
	text, ok := r.text(n)
	if slices.Contains(values, T(text)) {
		return T(text)
	}
	var names []string
	for _, v := range values {
		names = append(names, string(v))
	}
	if ok {
		r.fail(n.GetToken(), "%q is not one of %s%s", text, strings.Join(names, ", "), spell.Hint(text, slices.Values(names)))
	}
	return ""
}

// plain takes n as it stands. References and tags are refused: a pattern that begins with * or ! without quotes reads as
// one, and would silently mean something else. It returns nil for them.
func (r *reader) plain(n ast.Node) ast.Node {
	switch n := n.(type) {
	case *ast.AliasNode:
		r.fail(n.GetToken(), "* begins a reference in YAML; put the value in quotes")
	case *ast.TagNode:
		r.fail(n.GetToken(), "! begins a tag in YAML; put the value in quotes")
	case *ast.AnchorNode:
		r.fail(n.GetToken(), "& begins an anchor in YAML; put the value in quotes")
	default:
		return n
	}
	return nil
}

// wrongType notes that n is not what is wanted, unless that it is a reference or a tag was noted.
func (r *reader) wrongType(n ast.Node, want string) {
	found := ""
	switch n.(type) {
	case *ast.AliasNode, *ast.TagNode, *ast.AnchorNode:
		return
	case *ast.MappingNode, *ast.MappingValueNode:
		found = "keys with values"
	case *ast.SequenceNode:
		found = "a list"
	case *ast.NullNode:
		found = "nothing"
	case *ast.BoolNode:
		found = fmt.Sprintf("the truth value %s; put it in quotes if it is meant as text", n.GetToken().Value)
	default:
		found = fmt.Sprintf("%q", n.GetToken().Value)
	}
	r.fail(n.GetToken(), "expected %s, found %s", want, found)
}

// fail notes something wrong at a token.
func (r *reader) fail(at *token.Token, format string, args ...any) {
	line, column := 1, 1
	if at != nil && at.Position != nil {
		line, column = at.Position.Line, at.Position.Column
	}
	r.errorAt(line, column, fmt.Sprintf(format, args...))
}

func (r *reader) errorAt(line, column int, message string) {
	e := &FileError{Path: r.path, Line: line, Column: column, Message: message}
	if line <= len(r.lines) {
		e.Excerpt = strings.TrimSuffix(r.lines[line-1], "\r")
	}
	r.errs = append(r.errs, e)
}
