package facts

import (
	"slices"
	"strings"

	"github.com/exolint/exolint/scanner/syntax"
)

// variable returns what a use of a variable sees.
func (in *Info) variable(use *syntax.VariableExpression) Value {
	name, where := splitName(use.Name)
	if where == anywhere {
		if b, ok := automatic(name, use); ok {
			return b
		}
	}
	r, known := in.refs[use]
	if !known {
		return unknown("$" + use.Name)
	}
	d := r.definition
	if d == nil {
		return in.undefined(name, where, use)
	}
	v := in.define(d)
	if r.scope.function != nil || where == inDrive || len(in.shared) == 0 {
		return v
	}
	shared := in.shared[syntax.Fold(name)]
	if len(shared) == 0 {
		return v
	}
	return join(in.defineAll([]Value{v}, shared)) // a function that was called in between may have set it
}

// defineAll appends the values of the definitions.
func (in *Info) defineAll(values []Value, list []*definition) []Value {
	for i, d := range list {
		if i > 2*maxAlternatives {
			return append(values, unknown(manyValues))
		}
		if d.state != underWay {
			values = append(values, in.define(d))
		}
	}
	return values
}

// automatic returns the value of a variable that PowerShell itself sets to a constant.
func automatic(name string, at syntax.Node) (Value, bool) {
	switch syntax.Fold(name) {
	case "true":
		return truth(true, at), true
	case "false":
		return truth(false, at), true
	case "null":
		return Value{Kind: Null, Origin: at}, true
	}
	return Value{}, false
}

// undefined returns the value of a variable that the script does not set before.
func (in *Info) undefined(name string, where reach, at *syntax.VariableExpression) Value {
	if where == inDrive {
		if v, ok := environment(name, at); ok {
			return v
		}
		return unknown("$" + name)
	}
	key := syntax.Fold(name)
	if list := in.shared[key]; len(list) > 0 {
		return join(in.defineAll(nil, list))
	}
	if in.parent != nil {
		if d := in.parentVars[key]; d != nil {
			return in.parent.define(d)
		}
	}
	if v, ok := in.elsewhere(name); ok {
		return v
	}
	return unknown("$" + name)
}

// environment returns the value of $env:NAME where name is that.
func environment(name string, at syntax.Node) (Value, bool) {
	drive, variable, _ := strings.Cut(name, ":")
	if !syntax.EqualFold(drive, "env") {
		return Value{}, false
	}
	return environmentVariable(variable, at), true
}

// environmentVariable returns the value of an environment variable.
func environmentVariable(name string, at syntax.Node) Value {
	why := "environment variable " + name
	return Value{
		Kind:      String,
		Fragments: []Fragment{{Why: why}},
		Why:       why,
		Source:    &Source{Kind: SourceEnvironment, Node: at, Name: name},
		Origin:    at,
	}
}

// define returns the value that a definition gives its variable.
func (in *Info) define(d *definition) Value {
	switch {
	case d == nil:
		return Value{}
	case d.state == settled:
		return d.value
	case d.state == underWay:
		in.lowest = min(in.lowest, in.places[d])
		if d.kind == byJoin && d.value.Kind == Table {
			return d.value // what a loop adds to a table does not grow without end
		}
		return unknown(inLoop)
	case in.depth >= maxEvaluation || in.budget <= 0:
		in.lowest = min(in.lowest, 0)
		return unknown("too complicated")
	}
	in.settlePredecessors(d)
	return in.settle(d)
}

// settle computes the value of a definition. The value stays, unless the computation came back to a definition that is
// still under way above it: then it depends on where it was asked from.
func (in *Info) settle(d *definition) Value {
	if d.state != untouched {
		return d.value
	}
	place := in.stack
	before := in.lowest
	d.state, in.places[d] = underWay, place
	in.stack++
	in.depth++
	in.budget--
	in.lowest = noCycle
	v := in.evalDefinition(d)
	in.depth--
	in.stack--
	delete(in.places, d)
	d.state = untouched
	if in.lowest >= place || in.isFinal() {
		d.state, d.value = settled, v
		in.lowest = noCycle
	}
	in.lowest = min(in.lowest, before)
	return v
}

// settlePredecessors computes the definitions that d changes or joins, the earliest first: a variable may be changed in
// more places than recursion can follow.
func (in *Info) settlePredecessors(d *definition) {
	var chain []*definition
	for p := d.predecessor(); p != nil && p.state == untouched && len(chain) < in.budget; p = p.predecessor() {
		if slices.Contains(chain[max(0, len(chain)-8):], p) {
			break // a loop
		}
		chain = append(chain, p)
	}
	const shallow = 8
	if len(chain) < shallow {
		return
	}
	for _, p := range slices.Backward(chain) {
		in.settle(p)
	}
}

// predecessor returns the definition that d changes, or the first of those that it joins; nil: none.
func (d *definition) predecessor() *definition {
	if d.kind == byJoin && len(d.from) > 0 {
		return d.from[0]
	}
	if d.kind == byChange || d.kind == byMethod || d.kind == byAssignment && d.op != syntax.KindEquals {
		return d.base
	}
	return nil
}

func (in *Info) evalDefinition(d *definition) Value {
	switch d.kind {
	case byAssignment:
		return in.assigned(d)
	case byElement:
		list, ok := in.eval(d.expr).elements()
		if ok && d.index < len(list) {
			return in.arrive(d, list[d.index])
		}
		return Value{}
	case byLoop:
		return in.looped(d)
	case byChange, byMethod:
		return in.changed(d)
	case byJoin:
		return in.joined(d)
	case byParameter:
		return in.parameterValue(d)
	case byOuter:
		return in.outerValue(d)
	case byArgs:
		return in.argumentList(d.owner)
	case byBound:
		return in.boundParameters(d.owner)
	case byStep:
		return in.stepped(d)
	}
	return Value{}
}

// assigned returns the value of an assignment.
func (in *Info) assigned(d *definition) Value {
	v := in.eval(d.expr)
	switch d.op {
	case syntax.KindEquals:
	case syntax.KindPlusEquals:
		if d.base == nil {
			break
		}
		v = in.plus(in.define(d.base), v, "$"+d.name, in.short(d.expr), d.node)
	case syntax.KindQuestionQuestionEquals:
		if d.base != nil {
			v = in.coalesce(in.define(d.base), v)
		}
	default:
		return Value{}
	}
	return in.arrive(d, v)
}

// arrive returns v as the variable holds it: cast as the assignment says, with the assignment as a step on its way.
func (in *Info) arrive(d *definition, v Value) Value {
	for _, t := range slices.Backward(d.types) {
		v = in.convert(typeText(t.TypeName), v, t)
	}
	at := d.node
	if left := in.lefts[d]; left != nil {
		at = left
	}
	return v.via(at, "assigned to $"+d.name)
}

// looped returns the value of a foreach variable, or of $_.
func (in *Info) looped(d *definition) Value {
	all := in.eval(d.expr)
	list, ok := all.elements()
	switch {
	case !ok:
		v := unknown("$" + d.name)
		v.Source, v.Origin = all.Source, all.Origin
		return v
	case len(list) > maxAlternatives:
		v := unknown("$" + d.name)
		v.Source = list[0].source() // the characters of a password, one by one
		return v
	case d.name == "_":
		return join(list)
	}
	return in.arrive(d, join(list))
}

// joined returns the value of a variable where branches meet. What a loop's body leaves may depend on the variable itself.
func (in *Info) joined(d *definition) Value {
	var list []Value
	for i, f := range d.from {
		if i > 4*maxAlternatives {
			return unknown(manyValues)
		}
		if f.state == underWay {
			in.lowest = min(in.lowest, in.places[f])
			continue
		}
		v := in.define(f)
		list = append(list, v)
		d.value = Value{}
		if v.Kind == Table && i < len(d.from)-1 { // which a loop may come back to; see define
			d.value = join(list)
		}
	}
	return join(list)
}

func (in *Info) stepped(d *definition) Value {
	v := in.define(d.base)
	if v.Kind != Number || v.Alternatives != nil {
		return Value{}
	}
	if d.op == syntax.KindPlusPlus || d.op == syntax.KindPostfixPlusPlus {
		return number(v.Int+1, d.node)
	}
	return number(v.Int-1, d.node)
}

// changed returns a variable's value with the entry that the definition sets.
func (in *Info) changed(d *definition) Value {
	base := in.before(d)
	if base.Alternatives != nil || base.Kind != Table {
		return base.mapEach(func(v Value) Value {
			if v.Kind == Table {
				return table(in.changeTable(d, v.Table, d.path), v.Origin)
			}
			return v
		})
	}
	v := table(in.changeTable(d, base.Table, d.path), base.Origin)
	v.Trail = base.Trail
	return v
}

// before returns what the variable held before a change. $PSDefaultParameterValues is a table that every script begins with.
func (in *Info) before(d *definition) Value {
	switch {
	case d.base != nil:
		return in.define(d.base)
	case syntax.EqualFold(d.name, "PSDefaultParameterValues"):
		return table(&Hash{}, d.node)
	}
	return Value{}
}

// changeTable returns the table with what d sets at the end of path.
func (in *Info) changeTable(d *definition, h *Hash, path []step) *Hash {
	if len(path) == 0 {
		return in.changeByMethod(d, h)
	}
	key, ok := in.keyOf(path[0])
	if !ok {
		return h.opened()
	}
	in.budget -= len(h.Entries) / 8
	if len(path) == 1 && d.kind == byChange {
		return h.with(in.changedEntry(d, h, key, path[0]))
	}
	e, found := h.Entry(key)
	if !found || e.Value.Kind != Table || len(path) > maxTrail {
		return h
	}
	e.Value.Table = in.changeTable(d, e.Value.Table, path[1:])
	return h.with(e)
}

// changedEntry returns the entry that $h.Key = … sets.
func (in *Info) changedEntry(d *definition, h *Hash, key string, at step) Entry {
	v := in.eval(d.expr)
	if d.op == syntax.KindPlusEquals {
		if old, ok := h.Entry(key); ok {
			v = in.plus(old.Value, v, key, in.short(d.expr), d.node)
		}
	} else if d.op != syntax.KindEquals {
		v = Value{}
	}
	expr := d.expr
	if s, ok := expr.(syntax.Stmt); ok {
		expr = plainExpression(s)
	}
	return Entry{Key: key, KeyNode: at.expr, Expr: expr, Value: v}
}

// keyOf returns the key that a step names.
func (in *Info) keyOf(s step) (string, bool) {
	if s.name != "" {
		return s.name, true
	}
	return in.eval(s.expr).Text()
}

// changeByMethod returns the table after a call of one of its methods.
func (in *Info) changeByMethod(d *definition, h *Hash) *Hash {
	m, ok := d.expr.(*syntax.InvokeMemberExpression)
	if !ok {
		return h.opened()
	}
	switch syntax.Fold(wordOf(m.Member)) {
	case "clear":
		return &Hash{}
	case "remove":
		if len(m.Arguments) == 1 {
			if key, ok := in.eval(m.Arguments[0]).Text(); ok {
				return h.without(key)
			}
		}
		return h.opened()
	}
	if len(m.Arguments) != 2 {
		return h
	}
	key, ok := in.eval(m.Arguments[0]).Text()
	if !ok {
		return h.opened()
	}
	in.budget -= len(h.Entries) / 8
	return h.with(Entry{Key: key, KeyNode: m.Arguments[0], Expr: m.Arguments[1], Value: in.eval(m.Arguments[1])})
}

// outerValue returns what a function sees of a variable that it does not set itself: that of the function that it is
// defined in, else the script's. In which order the script sets it and calls the function is not known, so it is one of
// all that the script sets it to.
func (in *Info) outerValue(d *definition) Value {
	key := syntax.Fold(d.name)
	for f := d.scope.function.outer; f != nil; f = f.outer {
		if o := f.finals[key]; o != nil {
			return in.define(o)
		}
	}
	values := in.defineAll(nil, in.shared[key])
	final := in.finals[key]
	if final != nil && (final.kind == byChange || final.kind == byMethod) {
		values = append(values, in.define(final))
	} else {
		values = in.defineAll(values, in.scriptSets[key])
	}
	values = slices.DeleteFunc(values, func(v Value) bool { return v.Kind == Null })
	if len(values) > 0 {
		return join(values)
	}
	if in.parent != nil {
		if o := in.parentVars[key]; o != nil {
			return in.parent.define(o)
		}
	}
	if v, ok := in.elsewhere(d.name); ok {
		return v
	}
	return unknown("$" + d.name)
}

// boundParameters returns $PSBoundParameters of a function or script.
func (in *Info) boundParameters(b *block) Value {
	h := &Hash{}
	for _, p := range b.parameters {
		name := p.node.Name
		h.Entries = append(h.Entries, Entry{
			Key: name.Name, KeyNode: name, Expr: name, Value: in.eval(p.node), Maybe: !p.sig.mandatory,
		})
	}
	return table(h, b.node)
}

// argumentList returns $args of a script block, where the command that runs it names its arguments.
func (in *Info) argumentList(b *block) Value {
	if b == nil || b.site == nil {
		return unknown("$args")
	}
	list, ok := in.blockArguments(b.site)
	if !ok {
		return unknown("$args")
	}
	return array(list, b.site.command)
}

// blockArguments returns the values of -ArgumentList, or of what follows & { … }.
func (in *Info) blockArguments(s *site) ([]Value, bool) {
	if commandWord(s.command) == "" {
		return in.followingArguments(s.command)
	}
	for _, e := range in.argumentsNamed(s.command, "ArgumentList", "Args") {
		return in.eval(e).elements()
	}
	return nil, false
}

// followingArguments returns the values that stand behind a script block that is called.
func (in *Info) followingArguments(c *syntax.Command) ([]Value, bool) {
	var list []Value
	for _, e := range c.Elements[1:] {
		if v, ok := e.(*syntax.VariableExpression); ok && v.Splat {
			return nil, false
		}
		if _, named := e.(*syntax.CommandParameter); named {
			return nil, false
		}
		list = append(list, in.eval(e))
	}
	return list, true
}

// argumentsNamed returns the values written behind a parameter of that name or an abbreviation of it of three letters or more.
func (in *Info) argumentsNamed(c *syntax.Command, name, alias string) []syntax.Node {
	var list []syntax.Node
	for i, e := range c.Elements {
		p, ok := e.(*syntax.CommandParameter)
		if !ok || !syntax.EqualFold(p.Name, alias) && (len(p.Name) < len("Arg") || !syntax.HasPrefixFold(name, p.Name)) {
			continue
		}
		if p.Argument != nil {
			list = append(list, p.Argument)
		} else if i+1 < len(c.Elements) {
			list = append(list, c.Elements[i+1])
		}
	}
	return list
}
