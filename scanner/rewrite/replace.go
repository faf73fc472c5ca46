package rewrite

import (
	"slices"

	"github.com/exolint/exolint/scanner/edit"
	"github.com/exolint/exolint/scanner/facts"
	"github.com/exolint/exolint/scanner/syntax"
)

// replaceArguments takes the arguments for the parameters in gone out of a call and puts args in the place of the first of
// them: at the call, or in the table that is splatted. What the call passes already is not added. It reports false where it
// refused.
func (s *script) replaceArguments(c *Change, call *facts.Call, gone []string, args []argument) bool {
	if call.Open() {
		c.refuse(UnknownSplat, s.splatNames(call))
		return false
	}
	var bounds []facts.Bound
	for _, name := range gone {
		if b, ok := call.Argument(name); ok {
			bounds = append(bounds, b)
		}
	}
	for _, b := range bounds {
		switch {
		case b.Default != nil:
			c.refuse(DefaultParameter)
			return false
		case b.Maybe || b.Entry != nil && b.Entry.Maybe:
			c.refuse(Conditional)
			return false
		case b.Splat != nil && !s.ownSplat(c, call, b.Splat):
			c.refuse(SharedSplat, "@"+b.Splat.Node.Name)
			return false
		}
	}
	args = slices.DeleteFunc(slices.Clone(args), func(a argument) bool {
		_, there := call.Argument(a.name)
		return there && !slices.ContainsFunc(gone, func(g string) bool { return syntax.EqualFold(g, a.name) })
	})
	edits, refusal := s.argumentEdits(call, bounds, args)
	if refusal != nil {
		c.Refusal = refusal
		return false
	}
	c.Edits = append(c.Edits, edits...)
	return true
}

// argumentEdits returns the edits that take the arguments out and put args in. The first argument says where: at the call
// or in its table.
func (s *script) argumentEdits(call *facts.Call, bounds []facts.Bound, args []argument) ([]edit.Edit, *Refusal) {
	var direct []edit.Span
	var splatted []facts.Bound
	for _, b := range bounds {
		if b.Splat != nil {
			splatted = append(splatted, b)
		} else {
			direct = append(direct, edit.SpanOf(s.f, s.extentOf(b)))
		}
	}
	inTable := len(bounds) > 0 && bounds[0].Splat != nil
	var edits []edit.Edit
	if len(direct) > 0 || !inTable {
		insert := args
		if inTable {
			insert = nil
		}
		edits = append(edits, edit.Arguments(s.f, call.Node, direct, texts(insert))...)
	}
	if len(splatted) > 0 {
		insert := args
		if !inTable {
			insert = nil
		}
		more, ok := s.entryEdits(splatted, insert)
		if !ok {
			return nil, Refuse(UnknownSplat, "@"+splatted[0].Splat.Node.Name)
		}
		edits = append(edits, more...)
	}
	return edits, nil
}

// entryEdits returns the edits that take entries out of the tables they stand in, and put args in the place of the first.
func (s *script) entryEdits(bounds []facts.Bound, args []argument) ([]edit.Edit, bool) {
	var edits []edit.Edit
	literals := map[*syntax.Hashtable][]int{}
	var order []*syntax.Hashtable
	for i, b := range bounds {
		if b.Entry == nil || b.Entry.KeyNode == nil || !s.own(b.Entry.KeyNode) {
			return nil, false
		}
		if table, at := s.entryOf(b.Entry); table != nil {
			if literals[table] == nil {
				order = append(order, table)
			}
			literals[table] = append(literals[table], at)
			continue
		}
		insert := args
		if i > 0 {
			insert = nil
		}
		e, ok := s.statementEntry(b.Entry, insert)
		if !ok {
			return nil, false
		}
		edits = append(edits, e)
	}
	for _, table := range order {
		var insert []edit.Entry
		if holder, _ := s.entryOf(bounds[0].Entry); holder == table {
			insert = entriesOf(args)
		}
		edits = append(edits, edit.Entries(s.f, table, literals[table], insert)...)
	}
	return edits, true
}

func entriesOf(args []argument) []edit.Entry {
	list := make([]edit.Entry, len(args))
	for i, a := range args {
		list[i] = edit.Entry{Key: a.name, Value: a.value}
		if a.value == "" {
			list[i].Value = "$true"
		}
	}
	return list
}

// entryOf returns the hashtable literal that the entry stands in, with its index; nil where it is set by a statement.
func (s *script) entryOf(e *facts.Entry) (*syntax.Hashtable, int) {
	table, ok := s.info.Parent(e.KeyNode).(*syntax.Hashtable)
	if !ok {
		return nil, 0
	}
	return table, slices.IndexFunc(table.Entries, func(h syntax.HashtableEntry) bool { return h.Key == e.KeyNode })
}

// statementEntry returns the edit that writes args in the way that the statement which sets the entry is written:
// $h['Key'] = value, $h.Key = value, or $h.Add('Key', value).
func (s *script) statementEntry(e *facts.Entry, args []argument) (edit.Edit, bool) {
	stmt := s.statementAround(e.KeyNode)
	if stmt == nil || e.Expr == nil || !within(e.Expr, stmt) {
		return edit.Edit{}, false
	}
	if len(args) == 0 {
		return edit.Remove(s.f, edit.SpanOf(s.f, stmt)), true
	}
	text, key := s.f.Text(stmt), edit.SpanOf(s.f, e.KeyNode)
	start := s.f.Offset(stmt.Pos())
	value := edit.SpanOf(s.f, e.Expr)
	sep := "\n" + edit.Indent(s.f.Src, start)
	if edit.Indent(s.f.Src, start) != s.f.Src[edit.Line(s.f.Src, start).Start:start] {
		sep = "; "
	}
	quoted := s.f.Src[key.Start:key.End]
	var out string
	for i, entry := range entriesOf(args) {
		if i > 0 {
			out += sep
		}
		name := entry.Key
		if q := quoted[0]; q == '\'' || q == '"' {
			name = string(q) + name + string(q)
		}
		out += text[:key.Start-start] + name + text[key.End-start:value.Start-start] + entry.Value + text[value.End-start:]
	}
	return edit.Edit{Start: start, End: start + len(text), New: out}, true
}

// statementAround returns the statement of a list of statements that n stands in; nil for none.
func (s *script) statementAround(n syntax.Node) syntax.Node {
	for n != nil && !s.isStatement(n) {
		n = s.info.Parent(n)
	}
	return n
}

// ownSplat reports whether only calls that are rewritten alike take the splatted table.
func (s *script) ownSplat(c *Change, call *facts.Call, sp *facts.Splat) bool {
	o, ok := s.occurrenceOf(sp.Node)
	if !ok {
		return false
	}
	for _, p := range s.same(o) {
		if p.node == sp.Node || p.write != nil {
			continue
		}
		if !p.node.Splat || !s.rewrittenAlike(call, p.node) {
			return false
		}
	}
	return true
}

// rewrittenAlike reports whether the call that v is splatted to has a finding of its own and takes the same arguments.
func (s *script) rewrittenAlike(call *facts.Call, v *syntax.VariableExpression) bool {
	cmd, ok := s.info.Parent(v).(*syntax.Command)
	if !ok {
		return false
	}
	other, ok := s.calls[cmd]
	if !ok || !s.wanted(cmd, "EXO1001") {
		return false
	}
	return isExchangeConnect(call.Name) && isExchangeConnect(other.Name)
}

func isExchangeConnect(name string) bool {
	return syntax.EqualFold(name, "Connect-ExchangeOnline") || syntax.EqualFold(name, "Connect-IPPSSession")
}
