package facts

import (
	"maps"
	"slices"

	"github.com/exolint/exolint/scanner/cmdlet"
	"github.com/exolint/exolint/scanner/syntax"
)

// expr walks an expression in the order in which it is evaluated.
func (w *flow) expr(e syntax.Node) {
	if e == nil {
		return
	}
	if w.depth++; w.depth > maxDepth {
		w.depth--
		return
	}
	defer func() { w.depth-- }()
	switch e := e.(type) {
	case *syntax.VariableExpression:
		w.use(e)
	case *syntax.BinaryExpression:
		w.binary(e)
	case *syntax.UnaryExpression:
		w.unary(e)
	case *syntax.MemberExpression, *syntax.IndexExpression, *syntax.InvokeMemberExpression:
		w.members(e)
	case *syntax.ConvertExpression:
		w.expr(e.Operand)
		w.in.makings = append(w.in.makings, e)
	case *syntax.Hashtable:
		w.hashtable(e)
	case *syntax.ScriptBlockExpression:
		w.scriptBlock(e, nil, false)
	case *syntax.TernaryExpression:
		w.expr(e.Condition)
		w.branches(false,
			func() bool { w.expr(e.IfTrue); return true },
			func() bool { w.expr(e.IfFalse); return true })
	case syntax.Stmt:
		w.statement(e)
	default:
		for n := range syntax.Children(e) {
			w.node(n)
		}
	}
}

// use notes which definition a use of a variable sees.
func (w *flow) use(v *syntax.VariableExpression) {
	w.in.refs[v] = reference{w.lookup(v.Name), w.scope}
}

// lookup returns the definition of a variable as it is; nil: there is none.
func (w *flow) lookup(path string) *definition {
	name, in := splitName(path)
	key := syntax.Fold(name)
	switch {
	case in == inScript && w.function != nil:
		if d := w.scope.vars["script:"+key]; d != nil {
			return d
		}
		return &definition{kind: byOuter, name: name, scope: w.scope}
	case in == inDrive || in == inLocal:
		return w.scope.vars[key]
	}
	if d := w.scope.vars[key]; d != nil {
		return d
	}
	if w.function == nil {
		return nil
	}
	if d := w.scope.vars["script:"+key]; d != nil {
		return d
	}
	return &definition{kind: byOuter, name: name, scope: w.scope}
}

// key returns the name under which the scope holds a variable.
func (w *flow) key(path string) syntax.FoldedName {
	name, in := splitName(path)
	if in == inScript && w.function != nil {
		return "script:" + syntax.Fold(name)
	}
	return syntax.Fold(name)
}

// assign makes d the definition of a variable.
func (w *flow) assign(path string, d *definition) {
	name, in := splitName(path)
	d.name = name
	w.scope.set(w.key(path), d)
	if in == inScript && w.function != nil {
		w.in.shared[syntax.Fold(name)] = append(w.in.shared[syntax.Fold(name)], d)
	}
	if w.function == nil && in != inDrive && d.kind != byChange && d.kind != byMethod {
		w.in.scriptSets[syntax.Fold(name)] = append(w.in.scriptSets[syntax.Fold(name)], d)
	}
}

// note keeps a definition for [Info.Assignments].
func (w *flow) note(d *definition) { w.in.definitions = append(w.in.definitions, d) }

func (w *flow) assignment(s *syntax.AssignmentStatement) {
	w.statement(s.Right)
	if list, ok := syntax.Unparen(s.Left).(*syntax.ArrayLiteral); ok {
		for i, e := range list.Elements {
			w.assignTo(s, e, &definition{kind: byElement, node: s, expr: s.Right, index: i})
		}
		return
	}
	w.assignTo(s, s.Left, &definition{kind: byAssignment, node: s, expr: s.Right, op: s.Operator})
}

// assignTo gives the variable that left names, or a part of it, the value of d.
func (w *flow) assignTo(s *syntax.AssignmentStatement, left syntax.Expr, d *definition) {
	v, path, types := target(left)
	if v == nil {
		w.expr(left)
		return
	}
	for _, p := range path {
		if p.expr != nil {
			w.expr(p.expr)
		}
	}
	d.types = types
	d.base = w.lookup(v.Name)
	if len(path) > 0 {
		d.kind, d.path = byChange, path
		w.in.refs[v] = reference{d.base, w.scope}
		w.in.changes = append(w.in.changes, d)
	}
	w.assign(v.Name, d)
	if len(path) == 0 {
		w.in.refs[v] = reference{d, w.scope}
	}
	w.in.lefts[d] = left
	w.note(d)
}

// target takes apart what an assignment assigns to: the variable, the keys or members from it to the part that is
// assigned, and the casts before it. The variable is nil where it is something else.
func target(left syntax.Expr) (v *syntax.VariableExpression, path []step, types []*syntax.TypeConstraint) {
	for {
		switch e := left.(type) {
		case *syntax.VariableExpression:
			slices.Reverse(path)
			return e, path, types
		case *syntax.ConvertExpression:
			types = append(types, e.Type)
			left = e.Operand
		case *syntax.AttributedExpression:
			left = e.Operand
		case *syntax.ParenExpression:
			inner := syntax.ExpressionOf(e.Pipeline)
			if inner == nil {
				return nil, nil, nil
			}
			left = inner
		case *syntax.MemberExpression:
			if e.Static {
				return nil, nil, nil
			}
			path = append(path, step{name: wordOf(e.Member), expr: e.Member})
			left = e.Target
		case *syntax.IndexExpression:
			path = append(path, step{name: wordOf(e.Index), expr: e.Index})
			left = e.Target
		default:
			return nil, nil, nil
		}
	}
}

// wordOf returns the value of a constant string; "" for anything else.
func wordOf(e syntax.Expr) string {
	if s, ok := e.(*syntax.StringConstantExpression); ok {
		return s.Value
	}
	return ""
}

// binary walks an operator chain without recursion on its left side. What is right of -and, -or and ?? may not run.
func (w *flow) binary(e *syntax.BinaryExpression) {
	var rights []*syntax.BinaryExpression
	left := syntax.Expr(e)
	for {
		next, ok := left.(*syntax.BinaryExpression)
		if !ok {
			break
		}
		rights = append(rights, next)
		left = next.Left
	}
	w.expr(left)
	for _, b := range slices.Backward(rights) {
		w.expr(b.Right)
	}
}

// isStep reports whether the operator is ++ or --.
func isStep(op syntax.Kind) bool {
	switch op {
	case syntax.KindPlusPlus, syntax.KindMinusMinus, syntax.KindPostfixPlusPlus, syntax.KindPostfixMinusMinus:
		return true
	}
	return false
}

func (w *flow) unary(e *syntax.UnaryExpression) {
	w.expr(e.Operand)
	if v, ok := syntax.Unparen(e.Operand).(*syntax.VariableExpression); ok && isStep(e.Operator) {
		w.assign(v.Name, &definition{kind: byStep, node: e, base: w.lookup(v.Name), op: e.Operator})
	}
}

// members walks a.b.c(…)[…] without recursion on its left side.
func (w *flow) members(e syntax.Node) {
	var chain []syntax.Node
	for {
		var left syntax.Expr
		switch m := e.(type) {
		case *syntax.MemberExpression:
			left = m.Target
		case *syntax.IndexExpression:
			left = m.Target
		case *syntax.InvokeMemberExpression:
			left = m.Target
		}
		if left == nil {
			break
		}
		chain = append(chain, e)
		e = left
	}
	w.expr(e)
	for _, n := range slices.Backward(chain) {
		w.member(n)
	}
}

// member walks what stands behind the target of n.
func (w *flow) member(n syntax.Node) {
	switch m := n.(type) {
	case *syntax.MemberExpression:
		w.memberName(m.Member)
	case *syntax.IndexExpression:
		w.expr(m.Index)
	case *syntax.InvokeMemberExpression:
		w.memberName(m.Member)
		for _, a := range m.Arguments {
			w.expr(a)
		}
		w.invoke(m)
	}
}

func (w *flow) memberName(e syntax.Expr) {
	if _, constant := e.(*syntax.StringConstantExpression); !constant && e != nil {
		w.expr(e)
	}
}

// invoke notes a method call, and what it changes of a variable.
func (w *flow) invoke(m *syntax.InvokeMemberExpression) {
	w.in.invocations = append(w.in.invocations, m)
	if m.Static {
		w.in.makings = append(w.in.makings, m)
		return
	}
	if v, path, _ := target(m.Target); v != nil && changesTable(m) {
		d := &definition{kind: byMethod, node: m, expr: m, path: path, base: w.lookup(v.Name)}
		w.assign(v.Name, d)
		w.in.lefts[d] = m.Target
		w.note(d)
	}
}

// changesTable reports whether the method may change the entries of a hashtable.
func changesTable(m *syntax.InvokeMemberExpression) bool {
	switch syntax.Fold(wordOf(m.Member)) {
	case "add", "remove", "clear", "set_item", "tryadd":
		return true
	}
	return false
}

func (w *flow) hashtable(e *syntax.Hashtable) {
	w.in.hashtables = append(w.in.hashtables, e)
	for _, entry := range e.Entries {
		w.expr(entry.Key)
		w.statement(entry.Value)
	}
}

// scriptBlock walks a script block. Where it runs in the scope that it stands in, what it sets stays set.
func (w *flow) scriptBlock(e *syntax.ScriptBlockExpression, at *site, inline bool) {
	outer := w.block
	w.block = &block{node: e.Body, expression: true, site: at}
	walk := func() {
		w.item(at, inline)
		w.body(e.Body, nil)
	}
	if inline {
		kept := w.automatic()
		w.loop(e, walk)
		w.restore(kept)
	} else {
		mark := w.scope.mark()
		walk()
		w.scope.rewind(mark)
	}
	w.block = outer
}

// automaticNames are the variables that each script block has of its own.
var automaticNames = [...]syntax.FoldedName{"args", "psboundparameters", "_", "psitem"}

// automatic returns the definitions of the variables that each script block has of its own.
func (w *flow) automatic() (kept [len(automaticNames)]*definition) {
	for i, name := range automaticNames {
		kept[i] = w.scope.vars[name]
	}
	return kept
}

func (w *flow) restore(kept [len(automaticNames)]*definition) {
	for i, name := range automaticNames {
		w.scope.set(name, kept[i])
	}
}

// item defines $_ in the script block of a command that runs it for each thing that the pipeline brings.
func (w *flow) item(at *site, inline bool) {
	if !inline || at == nil || at.pipeline == nil || at.index == 0 {
		return
	}
	from := at.pipeline.Elements[at.index-1]
	d := &definition{kind: byLoop, name: "_", node: from, expr: from}
	w.scope.set("_", d)
	w.scope.set("psitem", d)
}

func (w *flow) pipeline(p *syntax.Pipeline) {
	for i, e := range p.Elements {
		switch e := e.(type) {
		case *syntax.Command:
			w.command(e, p, i)
		case *syntax.CommandExpression:
			w.expr(e.Expression)
			for _, r := range e.Redirections {
				w.node(r)
			}
			w.in.redirected(e)
		}
	}
}

// command walks a command: its arguments first, then what it does to variables.
func (w *flow) command(c *syntax.Command, p *syntax.Pipeline, index int) {
	at := &site{command: c, pipeline: p, index: index, function: w.function, block: w.block}
	name := syntax.Fold(commandWord(c))
	inline := runsInScope(c, name)
	for _, e := range c.Elements {
		switch e := e.(type) {
		case *syntax.ScriptBlockExpression:
			w.scriptBlock(e, at, inline)
		case *syntax.StringConstantExpression:
			// Nothing is in it.
		case *syntax.CommandParameter:
			if block, ok := e.Argument.(*syntax.ScriptBlockExpression); ok {
				w.scriptBlock(block, at, inline)
				continue
			}
			w.node(e)
		default:
			w.expr(e)
		}
	}
	for _, r := range c.Redirections {
		w.node(r)
	}
	at.defaults = w.preference("psdefaultparametervalues")
	at.mail = w.preference("psemailserver")
	if mayExecute(name) && w.in.snapshots < maxSnapshots {
		w.in.snapshots++
		at.vars = maps.Clone(w.scope.vars)
	}
	w.in.sites = append(w.in.sites, at)
	w.in.siteOf[c] = at
	w.setVariable(c, name)
}

// maxSnapshots is how many commands may keep all variables for the string that they execute.
const maxSnapshots = 64

// preference returns the definition of a variable that changes how commands behave; nil where the script never sets it.
func (w *flow) preference(key syntax.FoldedName) *definition {
	if d := w.scope.vars[key]; d != nil || w.function == nil {
		return d
	}
	if w.scope.seen[key] == nil {
		w.scope.seen[key] = &definition{kind: byOuter, name: string(key), scope: w.scope}
	}
	return w.scope.seen[key]
}

// commandWord returns the word that a command begins with, its module left out; "" where it is none.
func commandWord(c *syntax.Command) string {
	if len(c.Elements) == 0 {
		return ""
	}
	if s, ok := c.Elements[0].(*syntax.StringConstantExpression); ok {
		return cmdlet.Bare(s.Value)
	}
	return ""
}

// runsInScope reports whether the script blocks among a command's arguments run in the scope that the command stands in.
func runsInScope(c *syntax.Command, name syntax.FoldedName) bool {
	switch name {
	case "foreach-object", "%", "foreach", "where-object", "?", "where", "measure-command":
		return true
	case "":
		return c.Invocation == syntax.KindDot
	}
	return false
}

// mayExecute reports whether the command may execute a string as code.
func mayExecute(name syntax.FoldedName) bool {
	switch name {
	case "invoke-expression", "iex", "":
		return true
	}
	return false
}

// setVariable notes what Set-Variable, New-Variable and the -OutVariable of any command set.
func (w *flow) setVariable(c *syntax.Command, name syntax.FoldedName) {
	switch name {
	case "set-variable", "sv", "set", "new-variable", "nv":
		w.setVariableByName(c)
	}
	for i, e := range c.Elements {
		p, ok := e.(*syntax.CommandParameter)
		if !ok || !isOutParameter(syntax.Fold(p.Name)) {
			continue
		}
		var to syntax.Expr = p.Argument
		if to == nil && i+1 < len(c.Elements) {
			to, _ = c.Elements[i+1].(syntax.Expr)
		}
		if to != nil && wordOf(to) != "" {
			w.assign(wordOf(to), &definition{kind: byNothing, node: p})
		}
	}
}

func isOutParameter(name syntax.FoldedName) bool {
	switch name {
	case "outvariable", "ov", "errorvariable", "ev", "warningvariable", "wv", "informationvariable", "iv",
		"pipelinevariable", "pv", "sessionvariable":
		return true
	}
	return false
}

// setVariableByName notes what Set-Variable or New-Variable sets.
func (w *flow) setVariableByName(c *syntax.Command) {
	var name string
	var value syntax.Node
	positional := 0
	elements := c.Elements[1:]
	for i := 0; i < len(elements); i++ {
		p, named := elements[i].(*syntax.CommandParameter)
		var e syntax.Expr
		key := ""
		if named {
			key = string(syntax.Fold(p.Name))
			if isVariableSwitch(key) {
				continue
			}
			if e = p.Argument; e == nil && i+1 < len(elements) {
				i++
				e, _ = elements[i].(syntax.Expr)
			}
		} else {
			e, _ = elements[i].(syntax.Expr)
			key = [...]string{"name", "value", ""}[min(positional, 2)]
			positional++
		}
		switch key {
		case "name":
			name = wordOf(e)
		case "value":
			value = e
		}
	}
	if name == "" {
		return
	}
	d := &definition{kind: byAssignment, node: c, expr: value, op: syntax.KindEquals}
	if value == nil {
		d.kind = byNothing
	}
	w.assign(name, d)
	w.note(d)
}

func isVariableSwitch(key string) bool {
	switch key {
	case "force", "passthru", "whatif", "confirm":
		return true
	}
	return false
}
