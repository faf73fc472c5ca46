package suppress

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/exolint/exolint/scanner/config"
	"github.com/exolint/exolint/scanner/spell"
	"github.com/exolint/exolint/scanner/syntax"
)

// A reader collects the directives of a script.
type reader struct {
	file  *syntax.File
	rules []config.Rule
	set   Set
}

// The two directives.
const (
	ignoreLine = "ignore"
	ignoreFile = "ignore-file"
)

// comment reads the comment that is token i. AtTop says that no code stands before it.
func (r *reader) comment(i int, atTop bool) {
	tok := r.file.Tokens[i]
	verb, rest, ok := directive(r.file.Slice(tok.Pos, tok.End))
	if !ok {
		return
	}
	d := &Directive{Start: r.file.Offset(tok.Pos), End: r.file.Offset(tok.End)}
	switch verb {
	case ignoreLine:
		d.from, d.to = r.scope(i)
	case ignoreFile:
		d.from, d.to = 0, len(r.file.Src)
		if !atTop {
			r.problem(d, "exolint:ignore-file stands after the first statement; move it to the top of the file")
			return
		}
	default:
		r.problem(d, "exolint:%s is no directive%s", verb, spell.Hint(verb, slices.Values([]string{ignoreLine, ignoreFile})))
		return
	}
	if err := r.parse(d, verb, rest); err != nil {
		r.problem(d, "%v", err)
		return
	}
	r.add(d)
}

func (r *reader) add(d *Directive) {
	d.used = make([]bool, len(d.Rules))
	r.set.directives = append(r.set.directives, d)
}

func (r *reader) problem(d *Directive, format string, args ...any) {
	r.set.problems = append(r.set.problems, Problem{Start: d.Start, End: d.End, Message: fmt.Sprintf(format, args...)})
}

// directive splits a comment that begins with "exolint:" into the word after it and the rest.
func directive(comment string) (verb, rest string, ok bool) {
	const prefix = "exolint:"
	text, block := strings.CutPrefix(comment, "<#")
	if block {
		text = strings.TrimSuffix(text, "#>")
	}
	text = strings.TrimSpace(strings.TrimLeft(text, "#"))
	if len(text) < len(prefix) || !strings.EqualFold(text[:len(prefix)], prefix) {
		return "", "", false
	}
	text = text[len(prefix):]
	trimmed := strings.TrimSpace(text)
	end := strings.IndexFunc(trimmed, isSeparator)
	if end < 0 {
		end = len(trimmed)
	}
	verb = strings.ToLower(trimmed[:end])
	// After a space it is a directive only if it reads as one: a comment may speak about exolint.
	spaced := trimmed != text
	return verb, trimmed[end:], !spaced || verb == ignoreLine || verb == ignoreFile
}

func isSeparator(c rune) bool { return c == ',' || c == ' ' || c == '\t' || c == '\r' || c == '\n' }

// parse reads what stands after the word: rules, conditions, and the reason after two dashes.
func (r *reader) parse(d *Directive, verb, text string) error {
	head, reason := cutReason(text)
	words := strings.FieldsFunc(head, isSeparator)
	for len(words) > 0 {
		word := words[0]
		if isCondition(word) && len(words) > 1 {
			if err := d.condition(word, words[1]); err != nil {
				return err
			}
			words = words[2:]
			continue
		}
		id, err := r.rule(word)
		if err != nil {
			return err
		}
		if !slices.Contains(d.Rules, id) {
			d.Rules = append(d.Rules, id)
		}
		words = words[1:]
	}
	switch {
	case len(d.Rules) == 0:
		return fmt.Errorf("exolint:%s names no rule; write exolint:%[1]s RULE -- reason", verb)
	case reason == "":
		return fmt.Errorf("suppression of %s gives no reason; add it after two dashes: -- reason", d.Rules[0])
	}
	d.Reason = reason
	return d.reasonConditions()
}

// cutReason splits text at the dashes before the reason. Editors make one long dash of two.
func cutReason(text string) (head, reason string) {
	head = text
	for _, dashes := range []string{"--", "\u2013", "\u2014"} {
		if h, after, ok := strings.Cut(text, dashes); ok && len(h) < len(head) {
			head, reason = h, after
		}
	}
	return head, strings.Join(strings.Fields(reason), " ")
}

// rule returns the id of the rule that word names.
func (r *reader) rule(word string) (string, error) {
	ids, exact, err := config.Select(r.rules, word)
	if err != nil {
		return "", err
	}
	if !exact {
		return "", fmt.Errorf("%q is a pattern; name each rule", word)
	}
	return ids[0], nil
}

func isCondition(word string) bool {
	return strings.EqualFold(word, "until") || strings.EqualFold(word, "owner")
}

// condition sets the condition of that name.
func (d *Directive) condition(name, value string) error {
	if strings.EqualFold(name, "owner") {
		d.Owner = value
		return nil
	}
	day, err := time.Parse(time.DateOnly, value)
	if err != nil {
		return fmt.Errorf("%q is not a day like 2027-01-31", value)
	}
	d.Until = day
	return nil
}

// reasonConditions reads conditions that are written into the reason, as in "owner=messaging, expires=2027-01-31".
func (d *Directive) reasonConditions() error {
	for _, word := range strings.FieldsFunc(d.Reason, func(c rune) bool { return isSeparator(c) || c == ';' }) {
		name, value, ok := strings.Cut(word, "=")
		switch name = strings.ToLower(name); {
		case !ok:
			continue
		case name == "expires":
			name = "until"
		case !isCondition(name):
			continue
		}
		if err := d.condition(name, value); err != nil {
			return err
		}
	}
	return nil
}

// scope returns the offsets of what the comment that is token i is about: its own line, or, where nothing else stands on
// that line, the line below with the simple statements that begin on it. Further comments may stand between.
func (r *reader) scope(i int) (from, to int) {
	tok := r.file.Tokens[i]
	line := r.file.Tok.Line(tok.Pos)
	before := r.file.Src[r.lineStart(line):r.file.Offset(tok.Pos)]
	if strings.TrimSpace(before) != "" {
		return r.lineStart(line), r.lineStart(line + 1)
	}
	last := r.file.Tok.Line(tok.End)
	for _, next := range r.file.Tokens[i+1:] {
		at := r.file.Tok.Line(next.Pos)
		switch {
		case next.Kind == syntax.KindNewLine:
			continue
		case next.Kind == syntax.KindComment && at <= last+1:
			last = r.file.Tok.Line(next.End)
			continue
		case at <= last:
			return r.lineStart(line), r.lineStart(last + 1)
		case at == last+1 && next.Kind != syntax.KindEndOfInput:
			return r.lineStart(at), r.statementsEnd(at)
		}
		break
	}
	return r.lineStart(line), r.lineStart(line + 1)
}

// lineStart returns the offset at which a line begins, or the length of the text for the line after the last.
func (r *reader) lineStart(line int) int {
	if line > r.file.Tok.LineCount() {
		return len(r.file.Src)
	}
	return r.file.Offset(r.file.Tok.LineStart(line))
}

// statementsEnd returns the end of the last line of what begins on the line: simple statements, commands and parameters,
// but not what holds a block of statements for its own sake, such as a function or a loop.
func (r *reader) statementsEnd(line int) int {
	from, to := r.lineStart(line), r.lineStart(line+1)
	end := to
	syntax.Walk(r.file.Root, func(n syntax.Node) bool {
		start, stop := r.file.Offset(n.Pos()), r.file.Offset(n.End())
		if stop <= from || start >= to {
			return false
		}
		if start >= from && isSimple(n) {
			end = max(end, stop)
		}
		return true
	})
	if end == to {
		return to
	}
	return r.lineStart(r.file.Tok.Line(r.file.Tok.Pos(end)) + 1)
}

func isSimple(n syntax.Node) bool {
	switch n.(type) {
	case *syntax.Pipeline, *syntax.PipelineChain, *syntax.Command, *syntax.CommandExpression, *syntax.AssignmentStatement,
		*syntax.ReturnStatement, *syntax.ThrowStatement, *syntax.ExitStatement,
		*syntax.Parameter, *syntax.PropertyMember, *syntax.Attribute:
		return true
	default:
		return false
	}
}
