package scanner

import (
	"crypto/sha256"
	"encoding/hex"
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
	for i := range script.Tokens {
		tok := &script.Tokens[i]
		from, to := script.Offset(tok.Pos), script.Offset(tok.End)
		if from < start || to > end || from == to {
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
	case slices.ContainsFunc(f.Masks, hides), slices.ContainsFunc(c.result.file.Secrets, hides):
		return report.Mask
	default:
		return strings.ToLower(c.resolver.syntax.Slice(tok.Pos, tok.End))
	}
}

// statement returns where the statement begins and ends that the text from start to end stands in: the largest simple one, or
// parameter, within the smallest block. Text that stands in none is by itself.
func statement(script *syntax.File, start, end int) (from, to int) {
	from, to = start, end
	found := false
	syntax.Walk(script.Root, func(n syntax.Node) bool {
		first, last := script.Offset(n.Pos()), script.Offset(n.End())
		if first > start || last < end {
			return false
		}
		switch n.(type) {
		case *syntax.ScriptBlock, *syntax.StatementBlock, *syntax.NamedBlock:
			from, to, found = start, end, false
		case *syntax.Pipeline, *syntax.PipelineChain, *syntax.AssignmentStatement, *syntax.ReturnStatement, *syntax.ThrowStatement,
			*syntax.ExitStatement, *syntax.Parameter, *syntax.PropertyMember, *syntax.Attribute:
			if !found {
				from, to, found = first, last, true
			}
		}
		return true
	})
	return from, to
}
