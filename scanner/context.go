package scanner

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"go/token"
	"slices"
	"strings"

	"github.com/exolint/exolint/report"
	"github.com/exolint/exolint/scanner/syntax"
)

// context returns a hash of the words of the statement that a finding stands in, with its rule. Letter case, white space, line ends,
// comments and the contents of strings do not enter it, and no secret does.
func (c *collector) context(f *report.Finding) string {
	script := c.resolver.syntax
	start, end := statement(script, f.Primary.Start, f.Primary.End)
	var b strings.Builder
	b.WriteString(f.Rule.ID)
	first, _ := slices.BinarySearchFunc(script.Tokens, start, func(t syntax.Token, start int) int { return cmp.Compare(script.Offset(t.Pos), start) })
	for i := first; i < len(script.Tokens); i++ {
		tok := &script.Tokens[i]
		from, to := script.Offset(tok.Pos), script.Offset(tok.End)
		if from > end {
			break
		}
		if to > end || from == to {
			continue
		}
		if word := c.word(f, tok, from, to); word != "" {
			b.WriteString("\n" + word)
		}
	}
	sum := sha256.Sum256([]byte(b.String()))
	return hex.EncodeToString(sum[:16])
}

// word returns a token as it enters the hash; "" for one that does not.
func (c *collector) word(f *report.Finding, tok *syntax.Token, from, to int) string {
	hides := func(s report.Span) bool { return s.Start < to && from < s.End }
	switch {
	case tok.Kind == syntax.KindComment, tok.Kind == syntax.KindNewLine, tok.Kind == syntax.KindLineContinuation:
		return ""
	case tok.Kind >= syntax.KindStringLiteral && tok.Kind <= syntax.KindHereStringExpandable:
		return "''"
	case slices.ContainsFunc(f.Masks, hides), c.isSecret(from, to):
		return report.Mask
	default:
		return strings.ToLower(c.resolver.syntax.Slice(tok.Pos, tok.End))
	}
}

// isSecret reports whether the text from one offset to another touches a secret of the script.
func (c *collector) isSecret(from, to int) bool {
	if c.hidden == nil {
		c.hidden = merged(c.result.file.Secrets)
	}
	i, _ := slices.BinarySearchFunc(c.hidden, from+1, func(s report.Span, from int) int { return cmp.Compare(s.End, from) })
	return i < len(c.hidden) && c.hidden[i].Start < to
}

// merged returns the spans in order, those that overlap as one.
func merged(spans []report.Span) []report.Span {
	sorted := slices.SortedFunc(slices.Values(spans), func(a, b report.Span) int { return cmp.Compare(a.Start, b.Start) })
	all := []report.Span{}
	for _, s := range sorted {
		if n := len(all); n > 0 && s.Start <= all[n-1].End {
			all[n-1].End = max(all[n-1].End, s.End)
			continue
		}
		all = append(all, s)
	}
	return all
}

// statement returns where the statement begins and ends that the text from start to end stands in: the largest simple one, or
// parameter, within the smallest block. Text that stands in none is by itself.
func statement(script *syntax.File, start, end int) (from, to int) {
	base := token.Pos(script.Tok.Base())
	from, to = start, end
	found := false
	for _, n := range syntax.Enclosing(script.Root, syntax.Extent{Start: base + token.Pos(start), Stop: base + token.Pos(end)}) {
		switch n.(type) {
		case *syntax.ScriptBlock, *syntax.StatementBlock, *syntax.NamedBlock:
			from, to, found = start, end, false
		case *syntax.Pipeline, *syntax.PipelineChain, *syntax.AssignmentStatement, *syntax.ReturnStatement, *syntax.ThrowStatement,
			*syntax.ExitStatement, *syntax.Parameter, *syntax.PropertyMember, *syntax.Attribute:
			if !found {
				from, to, found = script.Offset(n.Pos()), script.Offset(n.End()), true
			}
		}
	}
	return from, to
}
