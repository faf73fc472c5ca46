package facts

import (
	"slices"

	"github.com/exolint/exolint/scanner/syntax"
)

// flow walks the script in the order in which it runs and notes for each use of a variable which definition it sees. It
// computes no values.
//
// Branches are joined where they meet; a loop's variables join what they were before it and what its body leaves; what a
// function or a script block that runs later sees of the scopes around it is found out when the value is asked for.
type flow struct {
	in       *Info
	scope    *scope
	block    *block
	function *function // nil: the script
	depth    int
	scanned  int // nodes that were looked through for the variables that loops set
}

const (
	// maxDepth is how deep statements and expressions may nest; what is deeper is not looked at.
	maxDepth = 1500

	// maxScanned is how many nodes may be looked through for the variables that loops set.
	maxScanned = 4 << 20
)

// run walks the script.
func (w *flow) run(root *syntax.ScriptBlock) {
	w.block = &block{node: root}
	w.body(root, nil)
	w.in.finals = w.scope.vars
}

// body walks the statements of a script block with its parameters; declared are those in parentheses after a function's name.
func (w *flow) body(b *syntax.ScriptBlock, declared []*syntax.Parameter) {
	if b.Param != nil {
		declared = slices.Concat(declared, b.Param.Parameters)
	}
	w.parameters(declared)
	w.in.usings = append(w.in.usings, b.Usings...)
	for _, n := range []*syntax.NamedBlock{b.DynamicParam, b.Begin, b.Process, b.EndBlock, b.Clean} {
		if n == nil {
			continue
		}
		w.statements(n.Statements)
		for _, t := range n.Traps {
			w.trap(t)
		}
	}
}

// parameters defines the parameters of a block, and the automatic variables that hold its arguments.
func (w *flow) parameters(declared []*syntax.Parameter) {
	for i, p := range declared {
		own := &parameter{node: p, function: w.function, index: i, sig: traitsOf(p)}
		if w.block.expression {
			own.block = w.block
		}
		w.block.parameters = append(w.block.parameters, own)
		if p.Default != nil {
			w.expr(p.Default)
		}
		d := &definition{kind: byParameter, name: p.Name.Name, node: p, expr: p.Default, param: own, types: castsOf(p)}
		key := syntax.Fold(p.Name.Name)
		w.scope.set(key, d)
		if w.function == nil && w.block.site == nil {
			w.in.scriptSets[key] = append(w.in.scriptSets[key], d)
		}
		w.in.refs[p.Name] = reference{d, w.scope}
		w.note(d)
	}
	w.scope.set("args", &definition{kind: byArgs, name: "args", owner: w.block})
	w.block.bound = &definition{kind: byBound, name: "PSBoundParameters", owner: w.block}
	w.scope.set("psboundparameters", w.block.bound)
}

// castsOf returns the type constraints of a parameter.
func castsOf(p *syntax.Parameter) []*syntax.TypeConstraint {
	var list []*syntax.TypeConstraint
	for _, a := range p.Attributes {
		if t, ok := a.(*syntax.TypeConstraint); ok {
			list = append(list, t)
		}
	}
	return list
}

// statements walks a list of statements and reports whether it runs to its end.
func (w *flow) statements(list []syntax.Stmt) bool {
	live := true
	for _, s := range list {
		if !w.statement(s) {
			live = false
		}
	}
	return live
}

// statementBlock walks a braced list.
func (w *flow) statementBlock(b *syntax.StatementBlock) bool {
	if b == nil {
		return true
	}
	live := w.statements(b.Statements)
	for _, t := range b.Traps {
		w.trap(t)
	}
	return live
}

// statement walks a statement and reports whether the next one can run after it.
func (w *flow) statement(s syntax.Stmt) bool {
	if s == nil {
		return true
	}
	if w.depth++; w.depth > maxDepth {
		w.depth--
		return true
	}
	defer func() { w.depth-- }()
	switch s := s.(type) {
	case *syntax.Pipeline:
		w.pipeline(s)
	case *syntax.AssignmentStatement:
		w.assignment(s)
	case *syntax.IfStatement:
		return w.ifStatement(s)
	case *syntax.SwitchStatement:
		return w.switchStatement(s)
	case *syntax.TryStatement:
		return w.tryStatement(s)
	case *syntax.ReturnStatement:
		if s.Pipeline != nil {
			w.statement(s.Pipeline)
			w.returns(s.Pipeline)
		}
		return false
	case *syntax.ThrowStatement:
		w.statement(s.Pipeline)
		return false
	case *syntax.ExitStatement:
		w.statement(s.Pipeline)
		return false
	case *syntax.FunctionDefinition:
		w.functionDefinition(s, false)
	case *syntax.TypeDefinition:
		w.typeDefinition(s)
	default:
		w.otherStatement(s)
	}
	return true
}

// otherStatement walks the statements that always run to their end.
func (w *flow) otherStatement(s syntax.Stmt) {
	switch s := s.(type) {
	case *syntax.ForEachStatement:
		w.forEach(s)
	case *syntax.ForStatement:
		w.statement(s.Initializer)
		w.loop(s, func() {
			w.statement(s.Condition)
			w.statementBlock(s.Body)
			w.statement(s.Iterator)
		})
	case *syntax.WhileStatement:
		w.loop(s, func() {
			w.statement(s.Condition)
			w.statementBlock(s.Body)
		})
	case *syntax.DoWhileStatement:
		w.loop(s, func() {
			w.statementBlock(s.Body)
			w.statement(s.Condition)
		})
	case *syntax.DoUntilStatement:
		w.loop(s, func() {
			w.statementBlock(s.Body)
			w.statement(s.Condition)
		})
	case *syntax.DataStatement:
		w.data(s)
	case *syntax.BlockStatement:
		w.statementBlock(s.Body)
	case *syntax.PipelineChain:
		w.chain(s)
	case *syntax.Command:
		w.command(s, nil, 0)
	case *syntax.CommandExpression:
		w.expr(s.Expression)
	case *syntax.ConfigurationDefinition:
		w.expr(s.Body)
	default:
		for n := range syntax.Children(s) {
			w.node(n)
		}
	}
}

// node walks a child of which the type is not known.
func (w *flow) node(n syntax.Node) {
	switch n := n.(type) {
	case syntax.Stmt:
		w.statement(n)
	case syntax.Expr:
		w.expr(n)
	case *syntax.CommandParameter:
		if n.Argument != nil {
			w.expr(n.Argument)
		}
	case *syntax.StatementBlock:
		w.statementBlock(n)
	case *syntax.FileRedirection:
		w.expr(n.Location)
	}
}

// chain walks a && b || c without recursion on its left side. What is right of an operator may not run.
func (w *flow) chain(c *syntax.PipelineChain) {
	var rights []*syntax.Pipeline
	left := syntax.Stmt(c)
	for {
		next, ok := left.(*syntax.PipelineChain)
		if !ok {
			break
		}
		rights = append(rights, next.Right)
		left = next.Left
	}
	w.statement(left)
	for _, p := range slices.Backward(rights) {
		w.branches(true, func() bool { return w.statement(p) })
	}
}

// branches walks ways of which one is taken, or none where skip is set, and joins them. It reports whether any of them
// runs to its end.
func (w *flow) branches(skip bool, ways ...func() bool) bool {
	var ends []delta
	if skip {
		ends = append(ends, nil)
	}
	for _, way := range ways {
		mark := w.scope.mark()
		live := way()
		set := w.scope.rewind(mark)
		if live {
			ends = append(ends, set)
		}
	}
	w.join(ends)
	return len(ends) > 0
}

// join sets each variable to what the branches leave it as.
func (w *flow) join(ends []delta) {
	for _, name := range namesOf(ends) {
		before := w.current(name)
		var from []*definition
		for _, e := range ends {
			d, ok := e[name]
			if !ok {
				d = before
			}
			if d != nil && !slices.Contains(from, d) {
				from = append(from, d)
			}
		}
		w.scope.set(name, joinOf(from))
	}
}

// joinOf returns a definition that is one of from.
func joinOf(from []*definition) *definition {
	switch len(from) {
	case 0:
		return nil
	case 1:
		return from[0]
	}
	return &definition{kind: byJoin, name: from[0].name, from: from}
}

// current returns the definition of a variable as it is; in a function, that of the scopes around it where there is none.
func (w *flow) current(name syntax.FoldedName) *definition {
	if d := w.scope.vars[name]; d != nil || w.function == nil {
		return d
	}
	return &definition{kind: byOuter, name: string(name), scope: w.scope}
}

func (w *flow) ifStatement(s *syntax.IfStatement) bool {
	var ways []func() bool
	for i, c := range s.Clauses {
		if i == 0 {
			w.statement(c.Condition)
		}
		ways = append(ways, func() bool {
			if i > 0 {
				w.statement(c.Condition)
			}
			return w.statementBlock(c.Body)
		})
	}
	if s.Else != nil {
		ways = append(ways, func() bool { return w.statementBlock(s.Else) })
	}
	if name := testedAlone(s); name != "" {
		return w.replacing(name, ways[0])
	}
	return w.branches(s.Else == nil, ways...)
}

// replacing walks a way that is taken where the variable holds something. Where it is not taken the variable holds nothing, so
// that what the way sets it to is all that it can hold after it.
func (w *flow) replacing(name syntax.FoldedName, way func() bool) bool {
	mark := w.scope.mark()
	live := way()
	set := w.scope.rewind(mark)
	ends := []delta{nil}
	if live {
		ends = append(ends, set)
		if d, ok := set[name]; ok {
			ends[0] = delta{name: d}
		}
	}
	w.join(ends)
	return true
}

// testedAlone returns the variable of if ($v) { … } without else; "" for any other statement.
func testedAlone(s *syntax.IfStatement) syntax.FoldedName {
	if len(s.Clauses) != 1 || s.Else != nil {
		return ""
	}
	p, ok := s.Clauses[0].Condition.(*syntax.Pipeline)
	if !ok || len(p.Elements) != 1 {
		return ""
	}
	e, ok := p.Elements[0].(*syntax.CommandExpression)
	if !ok {
		return ""
	}
	v, ok := e.Expression.(*syntax.VariableExpression)
	if !ok || v.Splat {
		return ""
	}
	name, _ := splitName(v.Name)
	return syntax.Fold(name)
}

func (w *flow) switchStatement(s *syntax.SwitchStatement) bool {
	w.statement(s.Condition)
	var ways []func() bool
	for _, c := range s.Clauses {
		ways = append(ways, func() bool {
			w.expr(c.Condition)
			return w.statementBlock(c.Body)
		})
	}
	if s.Default != nil {
		ways = append(ways, func() bool { return w.statementBlock(s.Default) })
	}
	return w.branches(s.Default == nil, ways...)
}

// tryStatement walks try. A catch sees the variables as they were before the body, or as the body leaves them.
func (w *flow) tryStatement(s *syntax.TryStatement) bool {
	mark := w.scope.mark()
	live := w.statementBlock(s.Body)
	done := w.scope.rewind(mark)
	var ends []delta
	if live {
		ends = append(ends, done)
	}
	for _, c := range s.Catches {
		mark := w.scope.mark()
		w.join([]delta{done, nil})
		ok := w.statementBlock(c.Body)
		set := w.scope.rewind(mark)
		if ok {
			ends = append(ends, set)
		}
	}
	w.join(ends)
	return w.statementBlock(s.Finally) && len(ends) > 0
}

func (w *flow) trap(t *syntax.TrapStatement) {
	w.branches(true, func() bool { return w.statementBlock(t.Body) })
}

func (w *flow) data(s *syntax.DataStatement) {
	w.statementBlock(s.Body)
	if s.Variable == "" {
		return
	}
	d := &definition{kind: byAssignment, name: s.Variable, node: s, expr: s.Body, op: syntax.KindEquals}
	w.assign(s.Variable, d)
	w.note(d)
}

func (w *flow) forEach(s *syntax.ForEachStatement) {
	w.statement(s.Condition)
	w.loop(s, func() {
		d := &definition{kind: byLoop, name: s.Variable.Name, node: s, expr: s.Condition}
		w.assign(s.Variable.Name, d)
		w.in.refs[s.Variable] = reference{d, w.scope}
		w.statementBlock(s.Body)
	})
}

// loop walks a statement that may run any number of times.
func (w *flow) loop(n syntax.Node, body func()) {
	set := w.assignedIn(n)
	joins := make([]*definition, len(set))
	for i, name := range set {
		joins[i] = &definition{kind: byJoin, name: string(name)}
		if before := w.current(name); before != nil {
			joins[i].from = []*definition{before}
			joins[i].name = before.name
		}
		w.scope.set(name, joins[i])
	}
	body()
	for i, name := range set {
		if end := w.scope.vars[name]; end != joins[i] && end != nil {
			joins[i].from = append(joins[i].from, end)
		}
		w.scope.set(name, joins[i])
	}
}

// assignedIn returns the variables that n sets somewhere. Where looking for them would take too long, those are all.
func (w *flow) assignedIn(n syntax.Node) []syntax.FoldedName {
	set := make(map[syntax.FoldedName]bool)
	for c := range syntax.All(n) {
		if w.scanned++; w.scanned > maxScanned {
			for name := range w.scope.vars {
				set[name] = true
			}
			break
		}
		if v := w.assignedBy(c); v != nil {
			set[w.key(v.Name)] = true
		}
	}
	names := make([]syntax.FoldedName, 0, len(set))
	for name := range set {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// assignedBy returns the variable that n itself sets or changes; nil: none.
func (w *flow) assignedBy(n syntax.Node) *syntax.VariableExpression {
	switch n := n.(type) {
	case *syntax.AssignmentStatement:
		v, _, _ := target(n.Left)
		return v
	case *syntax.ForEachStatement:
		return n.Variable
	case *syntax.UnaryExpression:
		if isStep(n.Operator) {
			v, _ := n.Operand.(*syntax.VariableExpression)
			return v
		}
	case *syntax.InvokeMemberExpression:
		if changesTable(n) {
			v, _, _ := target(n.Target)
			return v
		}
	}
	return nil
}

// functionDefinition walks a function's body in a scope of its own.
func (w *flow) functionDefinition(s *syntax.FunctionDefinition, method bool) {
	name, in := splitName(s.Name)
	f := &function{node: s, name: name, global: in == inScript, outer: w.function, method: method}
	w.in.addFunction(f)
	outer := *w
	w.scope, w.function = newScope(f), f
	f.body = &block{node: s.Body, function: f}
	w.block = f.body
	w.body(s.Body, s.Parameters)
	f.finals = w.scope.vars
	w.scope, w.function, w.block = outer.scope, outer.function, outer.block
}

func (w *flow) typeDefinition(s *syntax.TypeDefinition) {
	for _, m := range s.Members {
		switch m := m.(type) {
		case *syntax.FunctionMember:
			w.functionDefinition(m.Function, true)
		case *syntax.PropertyMember:
			if m.Value != nil {
				w.expr(m.Value)
			}
		}
	}
}

// returns notes what a function returns. Script blocks within it return from themselves.
func (w *flow) returns(n syntax.Node) {
	if w.function != nil && w.block == w.function.body {
		w.function.returns = append(w.function.returns, n)
	}
}
