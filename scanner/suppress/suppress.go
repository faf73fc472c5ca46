// Package suppress reads which findings a script's author lets pass.
//
// A comment does so for its line, or for the statement below it where it stands alone on its line; at the top of a file it
// can do so for the whole of it:
//
//	Connect-ExchangeOnline -Credential $c # exolint:ignore EXO1001 -- moved in March
//	# exolint:ignore connect-credential,EXO3001 until 2027-01-31 owner messaging -- moved in March
//	# exolint:ignore-file EXO1001 -- generated
//
// PowerShell's own way, an attribute, does so for the script, function or class that it stands on:
//
//	[Diagnostics.CodeAnalysis.SuppressMessageAttribute('EXO1001', '', Justification = 'moved in March')]
package suppress

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/exolint/exolint/scanner/config"
	"github.com/exolint/exolint/scanner/syntax"
)

// A Directive is a comment or an attribute that lets findings pass. Offsets are bytes of the script's text.
type Directive struct {
	Rules      []string  // ids, at least one
	Reason     string    // "" only for an attribute
	Owner      string    // ""; who answers for it
	Until      time.Time // the last day on which it holds, at midnight UTC; zero: always
	Start, End int       // of the comment or the attribute

	from, to int    // what it is about
	used     []bool // by index of Rules
}

// A Problem is something wrong with a directive.
type Problem struct {
	Start, End int    // of the comment or the attribute
	Message    string // one sentence without a final period
}

// A Set is the directives of a script.
type Set struct {
	directives []*Directive
	problems   []Problem
}

// Read returns the directives of a script. Rules are those that a directive may name.
func Read(f *syntax.File, rules []config.Rule) *Set {
	r := &reader{file: f, rules: rules}
	attributes := false
	first := firstCode(f.Tokens)
	for i, tok := range f.Tokens {
		switch {
		case tok.Kind == syntax.KindComment:
			r.comment(i, i < first)
		case tok.Flags&(syntax.TypeNameToken|syntax.AttributeName) != 0:
			attributes = attributes || isSuppressMessage(f.Slice(tok.Pos, tok.End))
		}
	}
	if attributes {
		r.attributes()
	}
	return &r.set
}

// IsEmpty reports whether the script has no directives, nor what was meant for one.
func (s *Set) IsEmpty() bool { return len(s.directives)+len(s.problems) == 0 }

// firstCode returns the index of the first token that is neither a comment nor a newline.
func firstCode(tokens []syntax.Token) int {
	return slices.IndexFunc(tokens, func(t syntax.Token) bool {
		return t.Kind != syntax.KindComment && t.Kind != syntax.KindNewLine
	})
}

// Match returns the directive that on the given day lets a finding of the rule pass, or nil. The finding spans the text from
// offset start to end. All directives that match count as used, also those that no longer hold; it returns the one that begins
// last, which is the nearest.
func (s *Set) Match(rule string, start, end int, day time.Time) *Directive {
	var nearest *Directive
	for _, d := range s.directives {
		i := slices.Index(d.Rules, rule)
		if i < 0 || !d.covers(start, end) {
			continue
		}
		d.used[i] = true
		if d.expired(day) {
			continue
		}
		if nearest == nil || d.Start > nearest.Start {
			nearest = d
		}
	}
	return nearest
}

func (d *Directive) covers(start, end int) bool {
	if start == end {
		return d.from <= start && start <= d.to
	}
	return start < d.to && end > d.from
}

// Malformed returns the problems with directives that could not be read; those let nothing pass.
func (s *Set) Malformed() []Problem { return slices.Clone(s.problems) }

// expired reports whether the directive no longer holds on the day. It holds on its last day.
func (d *Directive) expired(day time.Time) bool {
	return !d.Until.IsZero() && !day.Before(d.Until.AddDate(0, 0, 1))
}

// Expired returns a problem for each directive that no longer holds on the day.
func (s *Set) Expired(day time.Time) []Problem {
	var problems []Problem
	for _, d := range s.directives {
		if !d.expired(day) {
			continue
		}
		owner := ""
		if d.Owner != "" {
			owner = ", " + d.Owner + " answers for it"
		}
		message := fmt.Sprintf("suppression of %s ended on %s%s; change the script, or give a new day and the reason for it",
			strings.Join(d.Rules, ", "), d.Until.Format(time.DateOnly), owner)
		problems = append(problems, Problem{Start: d.Start, End: d.End, Message: message})
	}
	return problems
}

// Unused returns a problem for each rule that a directive names without need: none of the findings that [Set.Match] was asked
// about matched. Only rules that judged holds for are looked at, and of directives only those that hold on the day.
func (s *Set) Unused(day time.Time, judged func(rule string) bool) []Problem {
	var problems []Problem
	for _, d := range s.directives {
		if d.expired(day) {
			continue // which is told of as it is
		}
		for i, rule := range d.Rules {
			if !d.used[i] && judged(rule) {
				message := fmt.Sprintf("suppression of %s matches no finding; remove it", rule)
				problems = append(problems, Problem{Start: d.Start, End: d.End, Message: message})
			}
		}
	}
	return problems
}
