package facts

import (
	"math"
	"slices"

	"github.com/exolint/exolint/scanner/syntax"
)

// evaluator is the state of computing values.
type evaluator struct {
	memo   map[syntax.Node]Value
	stack  int // definitions that are under way
	lowest int // the lowest of those that a cycle came back to; see [Info.settle]
	places map[*definition]int
	depth  int
	budget int
	again  int // how many values may be computed again because a cycle made them depend on where they were asked from
}

const (
	// maxEvaluation is how deep expressions and definitions are followed.
	maxEvaluation = 200

	// minBudget is how many evaluations a script may cost at least; a long script may cost more.
	minBudget = 50_000

	// minAgain is how many values may at least be computed again in a script.
	minAgain = 4096

	noCycle = math.MaxInt
)

func newEvaluator(size int) evaluator {
	return evaluator{
		memo:   make(map[syntax.Node]Value),
		places: make(map[*definition]int),
		lowest: noCycle,
		budget: minBudget + 4*size,
		again:  minAgain + size/16,
	}
}

// eval returns what n holds. Each node is computed once, unless a cycle made its value depend on where it was asked from.
func (in *Info) eval(n syntax.Node) Value {
	if n == nil {
		return Value{}
	}
	if s, ok := n.(*syntax.StringConstantExpression); ok {
		return literal(s)
	}
	if v, ok := in.memo[n]; ok {
		return v
	}
	if in.depth >= maxEvaluation || in.budget <= 0 {
		in.lowest = min(in.lowest, 0)
		return Value{Why: "too complicated"}
	}
	in.depth++
	in.budget--
	before := in.lowest
	in.lowest = noCycle
	v := in.evalNode(n)
	if in.lowest == noCycle || in.stack == 0 || in.isFinal() {
		if isCostly(n) {
			in.memo[n] = v
		}
		in.lowest = noCycle
	}
	in.lowest = min(in.lowest, before)
	in.depth--
	return v
}

// isCostly reports whether a node takes longer to evaluate than to remember: others hold what one node below them holds, or
// what the definition holds that a variable sees.
func isCostly(n syntax.Node) bool {
	switch n.(type) {
	case *syntax.VariableExpression, *syntax.ParenExpression, *syntax.CommandExpression, *syntax.Pipeline:
		return false
	}
	return true
}

// isFinal reports whether a value that depends on where it was asked from must do, because too many have been computed again.
func (in *Info) isFinal() bool {
	in.again--
	return in.again < 0
}

func (in *Info) evalNode(n syntax.Node) Value {
	switch n := n.(type) {
	case *syntax.ConstantExpression:
		return constant(n)
	case *syntax.ExpandableStringExpression:
		return in.expandable(n)
	case *syntax.VariableExpression:
		return in.variable(n)
	case *syntax.UsingExpression:
		return in.eval(n.Expression)
	case *syntax.ArrayLiteral:
		return in.arrayLiteral(n)
	case *syntax.Hashtable:
		return table(in.hashtable(n), n)
	case *syntax.ConvertExpression:
		return in.convertExpression(n)
	case *syntax.AttributedExpression:
		return in.eval(n.Operand)
	case *syntax.BinaryExpression:
		return in.binary(n)
	case *syntax.UnaryExpression:
		return in.unary(n)
	case *syntax.TernaryExpression:
		return join([]Value{in.eval(n.IfTrue), in.eval(n.IfFalse)})
	case *syntax.IndexExpression:
		return in.index(n)
	case *syntax.MemberExpression:
		return in.member(n)
	case *syntax.InvokeMemberExpression:
		return in.invocation(n)
	case *syntax.TypeExpression:
		return Value{Kind: Type, TypeName: typeText(n.TypeName), Origin: n}
	case *syntax.ScriptBlockExpression:
		return Value{Kind: Block, Block: n.Body, Origin: n}
	case *syntax.CommandParameter:
		return text(in.File.Text(n), n)
	case *syntax.Parameter:
		if r, ok := in.refs[n.Name]; ok {
			return in.define(r.definition)
		}
	}
	return in.evalStatement(n)
}

// evalStatement returns what a statement outputs.
func (in *Info) evalStatement(n syntax.Node) Value {
	switch n := n.(type) {
	case *syntax.ParenExpression:
		return in.eval(n.Pipeline)
	case *syntax.SubExpression:
		return in.outputs(n.Body.Statements)
	case *syntax.ArrayExpression:
		return in.arrayExpression(n)
	case *syntax.Pipeline:
		return in.pipeline(n)
	case *syntax.CommandExpression:
		return in.eval(n.Expression)
	case *syntax.Command:
		return in.command(n)
	case *syntax.AssignmentStatement:
		return in.eval(n.Right)
	case *syntax.StatementBlock:
		return in.outputs(n.Statements)
	case *syntax.IfStatement:
		return in.ifStatement(n)
	case *syntax.SwitchStatement:
		return in.switchStatement(n)
	case *syntax.TryStatement:
		return in.outputs(n.Body.Statements)
	case *syntax.ReturnStatement:
		return in.eval(n.Pipeline)
	}
	return Value{}
}

func constant(n *syntax.ConstantExpression) Value {
	if i, ok := n.Value.Int(); ok {
		return number(i, n)
	}
	if n.Value.Type() == "Boolean" {
		return truth(true, n)
	}
	return Value{Origin: n}
}

func (in *Info) arrayLiteral(n *syntax.ArrayLiteral) Value {
	if len(n.Elements) > maxElements {
		return unknown("a long list")
	}
	list := make([]Value, len(n.Elements))
	for i, e := range n.Elements {
		list[i] = in.eval(e)
	}
	return array(list, n)
}

// arrayExpression returns the list that @(…) is.
func (in *Info) arrayExpression(n *syntax.ArrayExpression) Value {
	var list []Value
	for _, s := range n.Body.Statements {
		if isSilent(s) {
			continue
		}
		more, ok := in.eval(s).elements()
		if !ok {
			return in.openArray(n, s)
		}
		list = append(list, more...)
		if len(list) > maxElements {
			return unknown("a long list")
		}
	}
	return array(list, n)
}

// openArray returns the value of @(s) where what s outputs is not known.
func (in *Info) openArray(n *syntax.ArrayExpression, s syntax.Stmt) Value {
	if len(n.Body.Statements) != 1 {
		return Value{}
	}
	v := in.eval(s)
	v.Kind, v.Alternatives = Unknown, nil
	return v
}

// isSilent reports whether a statement outputs nothing.
func isSilent(s syntax.Stmt) bool {
	switch s := s.(type) {
	case *syntax.AssignmentStatement, *syntax.FunctionDefinition, *syntax.TypeDefinition:
		return true
	case *syntax.Pipeline:
		c, ok := s.Elements[len(s.Elements)-1].(*syntax.Command)
		if !ok {
			return false
		}
		switch syntax.Fold(commandWord(c)) {
		case "out-null", "write-host", "write-verbose", "write-warning", "write-error", "write-debug", "write-information",
			"write-progress", "out-file", "set-content", "add-content", "set-variable", "new-variable", "start-sleep", "import-module":
			return true
		}
	}
	return false
}

// outputs returns what a list of statements outputs, where that is one statement's output.
func (in *Info) outputs(list []syntax.Stmt) Value {
	var out syntax.Stmt
	for _, s := range list {
		switch {
		case isSilent(s):
		case out != nil:
			return Value{}
		default:
			out = s
		}
	}
	if out == nil {
		return Value{Kind: Null}
	}
	return in.eval(out)
}

func (in *Info) ifStatement(n *syntax.IfStatement) Value {
	if len(n.Clauses) > maxAlternatives {
		return Value{}
	}
	var list []Value
	for _, c := range n.Clauses {
		list = append(list, in.eval(c.Body))
	}
	if n.Else == nil {
		return join(append(list, Value{Kind: Null}))
	}
	return join(append(list, in.eval(n.Else)))
}

func (in *Info) switchStatement(n *syntax.SwitchStatement) Value {
	if len(n.Clauses) > maxAlternatives {
		return Value{}
	}
	var list []Value
	for _, c := range n.Clauses {
		list = append(list, in.eval(c.Body))
	}
	if n.Default == nil {
		return join(append(list, Value{Kind: Null}))
	}
	return join(append(list, in.eval(n.Default)))
}

// hashtable returns what is known of a hashtable literal.
func (in *Info) hashtable(n *syntax.Hashtable) *Hash {
	h := &Hash{}
	for _, e := range n.Entries {
		key, ok := in.eval(e.Key).Text()
		if !ok || len(h.Entries) >= maxEntries {
			h.Open = true
			continue
		}
		entry := Entry{Key: key, KeyNode: e.Key, Expr: plainExpression(e.Value), Value: in.eval(e.Value)}
		if i := h.find(key); i >= 0 {
			h.Entries[i] = entry
			continue
		}
		h.Entries = append(h.Entries, entry)
	}
	return h
}

// plainExpression returns the expression that a statement consists of, or the statement.
func plainExpression(s syntax.Stmt) syntax.Node {
	if e := syntax.ExpressionOf(s); e != nil {
		return e
	}
	return s
}

// unary evaluates !, -not, -, +, -join, -split and the like.
func (in *Info) unary(n *syntax.UnaryExpression) Value {
	switch n.Operator {
	case syntax.KindComma:
		return array([]Value{in.eval(n.Operand)}, n)
	case syntax.KindJoin:
		return in.joinStrings(in.eval(n.Operand), "", n)
	case syntax.KindNot, syntax.KindExclaim:
		if b, ok := in.eval(n.Operand).truthy(); ok {
			return truth(!b, n)
		}
	case syntax.KindMinus:
		if v := in.eval(n.Operand); v.Kind == Number && v.Alternatives == nil {
			return number(-v.Int, n)
		}
	case syntax.KindPlus:
		return in.eval(n.Operand)
	}
	return Value{}
}

// truthy returns what PowerShell takes the value for where a condition is wanted; ok is false where that is not known.
func (v Value) truthy() (b, ok bool) {
	switch {
	case v.Alternatives != nil:
		return false, false
	case v.Kind == Null:
		return false, true
	case v.Kind == Bool:
		return v.Truth, true
	case v.Kind == Number:
		return v.Int != 0, true
	case v.Kind == String:
		s, known := v.joined()
		return s != "", known
	case v.Kind == Table, v.Kind == Credential, v.Kind == Secure, v.Kind == Block, v.Kind == Type:
		return true, true
	}
	return false, false
}

// binary evaluates an operator. Chains of + are as long as people write texts, so they are no recursion.
func (in *Info) binary(n *syntax.BinaryExpression) Value {
	if n.Operator == syntax.KindPlus {
		return in.sum(n)
	}
	switch n.Operator {
	case syntax.KindFormat:
		return in.format(in.eval(n.Left), in.eval(n.Right), n)
	case syntax.KindJoin:
		separator, ok := in.eval(n.Right).Text()
		if !ok {
			return pieces([]Fragment{{Why: in.short(n)}}, n)
		}
		return in.joinStrings(in.eval(n.Left), separator, n)
	case syntax.KindIreplace, syntax.KindCreplace:
		return in.replaceOperator(n)
	case syntax.KindIsplit, syntax.KindCsplit:
		return in.splitOperator(n)
	case syntax.KindMultiply:
		return in.multiply(n)
	case syntax.KindMinus:
		a, b := in.eval(n.Left), in.eval(n.Right)
		if a.Kind == Number && b.Kind == Number && a.Alternatives == nil && b.Alternatives == nil {
			return number(a.Int-b.Int, n)
		}
	case syntax.KindAs:
		return in.eval(n.Left)
	case syntax.KindQuestionQuestion:
		return in.coalesce(in.eval(n.Left), in.eval(n.Right))
	case syntax.KindDotDot:
		return in.span(n)
	}
	return Value{}
}

// coalesce returns a ?? b.
func (in *Info) coalesce(a, b Value) Value {
	switch {
	case a.Alternatives == nil && a.Kind == Null:
		return b
	case a.Kind != Unknown && a.Alternatives == nil:
		return a
	}
	return join([]Value{a, b})
}

// span evaluates a..b.
func (in *Info) span(n *syntax.BinaryExpression) Value {
	a, b := in.eval(n.Left), in.eval(n.Right)
	if a.Kind != Number || b.Kind != Number || a.Alternatives != nil || b.Alternatives != nil {
		return Value{}
	}
	if d := b.Int - a.Int; d < 0 || d >= maxElements {
		return Value{}
	}
	var list []Value
	for i := a.Int; i <= b.Int; i++ {
		list = append(list, number(i, n))
	}
	return array(list, n)
}

// sum evaluates a + b + c.
func (in *Info) sum(n *syntax.BinaryExpression) Value {
	var operands []syntax.Expr
	left := syntax.Expr(n)
	for {
		b, ok := left.(*syntax.BinaryExpression)
		if !ok || b.Operator != syntax.KindPlus {
			break
		}
		operands = append(operands, b.Right)
		left = b.Left
	}
	in.budget -= len(operands)
	v := in.eval(left)
	why := in.short(left)
	for i := len(operands) - 1; i >= 0; {
		if v.Kind == String && v.Alternatives == nil {
			v, i = in.appendTexts(v, operands, i, why, n)
		}
		if i >= 0 {
			v = in.plus(v, in.eval(operands[i]), why, in.short(operands[i]), n)
			i--
		}
		why = "an expression"
	}
	v.Origin = n
	return v
}

// appendTexts adds the operands from index i down to a text, as far as each of them is one value, and returns the index
// of the one that is not, or -1.
func (in *Info) appendTexts(v Value, operands []syntax.Expr, i int, why string, origin syntax.Node) (Value, int) {
	list := slices.Clone(v.fragments(why))
	parts := []Value{v}
	size, gaps := 0, 0
	for ; i >= 0; i-- {
		e := in.eval(operands[i])
		if e.Alternatives != nil {
			break
		}
		for _, f := range e.fragments(in.short(operands[i])) {
			list = append(list, f)
			size += len(f.Text)
			if !f.Known {
				gaps++
			}
		}
		if e.Source != nil {
			parts = append(parts, e)
		}
		if size > maxText || gaps > maxFragments {
			return tainted(pieces([]Fragment{{Why: "a long text"}}, origin), parts...), -1
		}
	}
	return tainted(pieces(list, origin), parts...), i
}

// plus returns a + b; aWhy and bWhy say what they are where they are not known.
func (in *Info) plus(a, b Value, aWhy, bWhy string, origin syntax.Node) Value {
	if a.Alternatives != nil || b.Alternatives != nil {
		return in.cross(a, b, func(x, y Value) Value { return in.plus(x, y, aWhy, bWhy, origin) })
	}
	switch a.Kind {
	case String:
		return tainted(pieces(slices.Concat(a.fragments(aWhy), b.fragments(bWhy)), origin), a, b)
	case Number:
		if b.Kind == Number {
			return number(a.Int+b.Int, origin)
		}
	case Array:
		if more, ok := b.elements(); ok {
			return array(slices.Concat(a.Elements, more), origin)
		}
		return Value{Origin: origin}
	case Table:
		return plusTable(a, b, origin)
	case Null:
		return b
	}
	if b.Kind == String && a.Kind == Unknown {
		return tainted(pieces(slices.Concat(a.fragments(aWhy), b.fragments(bWhy)), origin), a, b)
	}
	return Value{Source: a.Source}
}

func plusTable(a, b Value, origin syntax.Node) Value {
	if b.Kind != Table {
		return table(a.Table.opened(), origin)
	}
	h := a.Table
	for _, e := range b.Table.Entries {
		if len(h.Entries) >= maxEntries {
			break
		}
		h = h.with(e)
	}
	return table(&Hash{Entries: h.Entries, Open: h.Open || b.Table.Open}, origin)
}

// cross applies f to each pair of what a and b can be.
func (in *Info) cross(a, b Value, f func(a, b Value) Value) Value {
	var list []Value
	for x := range a.Each() {
		for y := range b.Each() {
			list = append(list, f(x, y))
			if len(list) > 4*maxAlternatives {
				return unknown(manyValues)
			}
		}
	}
	return join(list)
}

// tainted returns v with the source of the first of parts that has one: a text that a secret is a part of is a secret.
func tainted(v Value, parts ...Value) Value {
	for _, p := range parts {
		if p.Source != nil && v.Source == nil {
			v.Source = p.Source
		}
	}
	return v
}

// multiply evaluates a * b.
func (in *Info) multiply(n *syntax.BinaryExpression) Value {
	a, b := in.eval(n.Left), in.eval(n.Right)
	if b.Kind != Number || b.Alternatives != nil || a.Alternatives != nil {
		return Value{}
	}
	switch a.Kind {
	case Number:
		return number(a.Int*b.Int, n)
	case String:
		s, ok := a.joined()
		if ok && b.Int >= 0 && b.Int < maxText && len(s)*int(b.Int) <= maxText {
			return text(repeat(s, int(b.Int)), n)
		}
		return pieces([]Fragment{{Why: in.short(n)}}, n)
	}
	return Value{}
}

// short names n, where it is not known, without any of the script's literals: "$tenant", "$config.Host", "Get-Date".
func (in *Info) short(n syntax.Node) string {
	var members string
	for range maxTrail {
		switch e := n.(type) {
		case *syntax.VariableExpression:
			return "$" + e.Name + members
		case *syntax.MemberExpression:
			members = "." + wordOf(e.Member) + members
			n = e.Target
		case *syntax.SubExpression:
			if len(e.Body.Statements) != 1 {
				return "an expression"
			}
			n = plainExpression(e.Body.Statements[0])
		case *syntax.ParenExpression:
			n = plainExpression(e.Pipeline)
		case *syntax.Pipeline:
			n = e.Elements[len(e.Elements)-1]
		case *syntax.Command:
			return commandWord(e)
		default:
			return "an expression"
		}
	}
	return "an expression"
}
