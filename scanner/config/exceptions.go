package config

import (
	"regexp"
	"strings"
	"time"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/token"
)

// ExceptionsName is the name of the file that holds exceptions.
const ExceptionsName = ".exolint-exceptions.yml"

// An Exception lets findings pass until a day.
type Exception struct {
	Rules       []string // ids; nil: Finding says which
	Finding     string   // the first digits of a finding's fingerprint, in lower case; "": Rules say which
	Paths       Globs    // of scripts, relative to the folder of the file; nil: all
	Owner       string   // who answers for it; never ""
	Reason      string   // never ""
	Ticket      string
	Replacement string    // what is to stand there instead
	Expires     time.Time // the last day on which it holds, at midnight UTC
	Start, End  int       // offsets of its first line in the file
}

// findingForm is what names a finding: enough digits of its fingerprint to tell it apart, with its rule before them or not.
var findingForm = regexp.MustCompile(`^(?i:(EXO\d{4}):)?([0-9a-fA-F]{12,64})$`)

// ParseExceptions reads a file of exceptions. Path names it in errors; rules are those that it may name. The error joins a
// [*FileError] for each thing that is wrong, in order.
func ParseExceptions(path string, content []byte, rules []Rule) ([]Exception, error) {
	r, file, err := open(path, content, rules)
	if err != nil {
		return nil, err
	}
	var all []Exception
	if len(file.Docs) > 1 {
		r.fail(file.Docs[1].GetToken(), "a second YAML document; exceptions are one")
	}
	if len(file.Docs) > 0 && file.Docs[0].Body != nil {
		r.mapping(file.Docs[0].Body, fields{"exceptions": func(n ast.Node) { all = r.exceptions(n) }})
	}
	if err := r.err(); err != nil {
		return nil, err
	}
	return all, nil
}

func (r *reader) exceptions(n ast.Node) []Exception {
	var all []Exception
	for _, item := range r.list(n) {
		e, at, noted := Exception{}, firstToken(item), len(r.errs)
		r.mapping(item, r.exceptionFields(&e))
		if len(r.errs) == noted { // else something may be missing only because it is wrong
			r.demand(at, &e)
		}
		if at != nil && at.Position != nil {
			e.Start, e.End = r.lineOffsets(at.Position.Line)
		}
		all = append(all, e)
	}
	return all
}

// exceptionFields are the keys of an exception.
func (r *reader) exceptionFields(e *Exception) fields {
	return fields{
		"rule":        func(n ast.Node) { e.Rules = r.exceptedRules(n) },
		"finding":     func(n ast.Node) { e.Finding = r.exceptedFinding(n) },
		"path":        func(n ast.Node) { e.Paths = r.exceptedPaths(n) },
		"owner":       func(n ast.Node) { e.Owner, _ = r.text(n) },
		"reason":      func(n ast.Node) { e.Reason, _ = r.text(n) },
		"ticket":      func(n ast.Node) { e.Ticket, _ = r.text(n) },
		"replacement": func(n ast.Node) { e.Replacement, _ = r.text(n) },
		"expires":     func(n ast.Node) { e.Expires = r.day(n) },
	}
}

// demand notes what an exception cannot do without.
func (r *reader) demand(at *token.Token, e *Exception) {
	switch {
	case len(e.Rules) == 0 && e.Finding == "":
		r.fail(at, `an exception needs "rule" or "finding"`)
	case len(e.Rules) > 0 && e.Finding != "":
		r.fail(at, `an exception is for a "rule" or for a "finding", not for both`)
	case len(e.Rules) > 0 && len(e.Paths) == 0:
		r.fail(at, `an exception for a rule needs "path"; for all scripts, turn the rule off in .exolint.yml`)
	}
	for _, field := range []struct{ key, text string }{{"owner", e.Owner}, {"reason", e.Reason}} {
		if strings.TrimSpace(field.text) == "" {
			r.fail(at, "an exception needs %q", field.key)
		}
	}
	if e.Expires.IsZero() {
		r.fail(at, `an exception needs "expires", a day like 2027-01-31`)
	}
}

func (r *reader) exceptedRules(n ast.Node) []string {
	text, ok := r.text(n)
	if !ok {
		return nil
	}
	ids, _, err := Select(r.rules, text)
	if err != nil {
		r.fail(n.GetToken(), "%v", err)
	}
	return ids
}

func (r *reader) exceptedFinding(n ast.Node) string {
	text, ok := r.text(n)
	m := findingForm.FindStringSubmatch(text)
	if ok && m == nil {
		r.fail(n.GetToken(), "%q is not a finding: give at least 12 digits of its fingerprint, as in the JSON output and the registers", text)
	}
	if m == nil {
		return ""
	}
	return strings.ToLower(m[2])
}

// exceptedPaths reads one pattern, or a list of them.
func (r *reader) exceptedPaths(n ast.Node) Globs {
	if _, list := n.(*ast.SequenceNode); list {
		return r.globs(n)
	}
	return r.globs(&ast.SequenceNode{BaseNode: &ast.BaseNode{}, Start: n.GetToken(), Values: []ast.Node{n}})
}

func (r *reader) day(n ast.Node) time.Time {
	text, ok := r.text(n)
	day, err := time.Parse(time.DateOnly, text)
	if ok && err != nil {
		r.fail(n.GetToken(), "%q is not a day like 2027-01-31", text)
	}
	return day
}

// firstToken returns the token that a node begins with.
func firstToken(n ast.Node) *token.Token {
	if m, ok := n.(*ast.MappingNode); ok && len(m.Values) > 0 {
		return m.Values[0].Key.GetToken()
	}
	return n.GetToken()
}

// lineOffsets returns where a line begins and ends in the file.
func (r *reader) lineOffsets(line int) (start, end int) {
	for i, text := range r.lines {
		end = start + len(strings.TrimSuffix(text, "\r"))
		if i+1 == line {
			return start, end
		}
		start += len(text) + len("\n")
	}
	return 0, 0
}
