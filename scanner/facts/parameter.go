package facts

import (
	"iter"
	"slices"

	"github.com/exolint/exolint/scanner/project"
	"github.com/exolint/exolint/scanner/syntax"
)

// parameterValue returns what a parameter holds: one of what the calls in sight pass to it, or its default.
func (in *Info) parameterValue(d *definition) Value {
	p := d.param
	values := in.passedTo(p)
	if mayHoldSecret(p.sig.typeName) && every(values, Null) {
		values = nil // it is there for somebody else to pass something
	}
	if len(values) == 0 {
		values = []Value{in.unpassed(d)}
	}
	// A function that passes its own parameter to itself adds nothing to what others pass.
	if others := slices.DeleteFunc(slices.Clone(values), isInLoop); len(others) > 0 {
		values = others
	}
	v := join(values)
	for _, t := range d.types {
		v = in.convert(typeText(t.TypeName), v, p.node)
	}
	return v
}

// passedTo returns what the calls in sight pass to a parameter; none where nobody in sight calls.
func (in *Info) passedTo(p *parameter) []Value {
	switch {
	case p.block != nil:
		return in.passedToBlock(p)
	case p.function == nil || p.function.method:
		return nil
	}
	var values []Value
	for _, s := range in.callers(p.function) {
		if len(values) > maxAlternatives {
			return []Value{unknown(manyValues)}
		}
		if c := in.callOf(s); c != nil {
			values = append(values, in.passedBy(c, p))
		}
	}
	for _, c := range in.foreignCalls(p.function) {
		if len(values) > maxAlternatives {
			return []Value{unknown(manyValues)}
		}
		values = append(values, in.passedBy(c, p))
	}
	return values
}

// passedBy returns what a call passes to a parameter: an argument, what the pipeline brings, or its default.
func (in *Info) passedBy(c *Call, p *parameter) Value {
	name := p.node.Name.Name
	if b, ok := c.Argument(name); ok {
		return b.Value().via(b.Node, "passed as -"+name+" to "+c.Name)
	}
	switch {
	case p.sig.pipeline && c.InputNode != nil:
		return c.Input().via(c.InputNode, "passed to "+c.Name)
	case c.Open():
		return unknown("$" + name)
	case p.node.Default != nil:
		return in.eval(p.node.Default).via(p.node, "default of $"+name)
	case p.sig.isSwitch:
		return truth(false, p.node)
	}
	return Value{Kind: Null}
}

// passedToBlock returns what the commands that run a script block pass to its parameter.
func (in *Info) passedToBlock(p *parameter) []Value {
	sites := []*site{p.block.site}
	if p.block.site == nil {
		sites = in.runsOf(p.block.node)
	}
	var values []Value
	for _, s := range sites {
		if list, ok := in.blockArguments(s); ok && p.index < len(list) {
			values = append(values, list[p.index].via(s.command, "passed as -"+p.node.Name.Name))
		}
	}
	return values
}

// runsOf returns the commands that run a script block which a variable holds: & $block, or Start-Job -ScriptBlock $block.
func (in *Info) runsOf(b *syntax.ScriptBlock) []*site {
	if in.runs == nil {
		in.runs = make(map[*syntax.ScriptBlock][]*site)
		for _, s := range in.sites {
			for v := range runVariables(s.command) {
				for one := range in.eval(v).Each() {
					if one.Kind == Block && len(in.runs[one.Block]) < maxAlternatives {
						in.runs[one.Block] = append(in.runs[one.Block], s)
					}
				}
			}
		}
	}
	return in.runs[b]
}

// runVariables yields the variables among which a command may find a script block that it runs.
func runVariables(c *syntax.Command) iter.Seq[*syntax.VariableExpression] {
	return func(yield func(*syntax.VariableExpression) bool) {
		if len(c.Elements) == 0 {
			return
		}
		if v, ok := c.Elements[0].(*syntax.VariableExpression); ok {
			yield(v)
			return
		}
		switch syntax.Fold(commandWord(c)) {
		case "start-job", "sajb", "start-threadjob", "invoke-command", "icm":
		default:
			return
		}
		for _, e := range c.Elements[1:] {
			if v, ok := e.(*syntax.VariableExpression); ok && !v.Splat && !yield(v) {
				return
			}
		}
	}
}

// unpassed returns what a parameter holds that nobody in sight passes anything to.
func (in *Info) unpassed(d *definition) Value {
	p := d.param
	name := p.node.Name.Name
	if p.node.Default != nil {
		v := in.eval(p.node.Default).via(p.node, "default of $"+name)
		if !isEmpty(v) || !mayHoldSecret(p.sig.typeName) {
			return v
		}
	}
	v := Value{
		Why:    "parameter $" + name,
		Origin: p.node,
		Source: &Source{Kind: SourceParameter, Node: p.node, Name: name},
	}
	if p.function == nil && p.block == nil {
		v.Why = "script parameter $" + name
	}
	switch {
	case isType(p.sig.typeName, credentialTypes...):
		v.Kind = Credential
	case isType(p.sig.typeName, secureStringTypes...):
		v.Kind = Secure
	case isType(p.sig.typeName, stringTypes...):
		v.Kind, v.Fragments = String, []Fragment{{Why: "$" + name}}
	case p.sig.isSwitch:
		v.Source = nil
	}
	return v
}

// isEmpty reports whether v is $null or "", as the default of a parameter that is to be given is written.
func isEmpty(v Value) bool {
	text, known := v.joined()
	return v.Kind == Null || v.Kind == String && known && text == ""
}

// mayHoldSecret reports whether a parameter of that type can be given a credential or a password; "" is no type.
func mayHoldSecret(typeName string) bool {
	return typeName == "" || isType(typeName, credentialTypes...) || isType(typeName, secureStringTypes...) || isType(typeName, stringTypes...)
}

// A session is what the analysis of one script shares with that of the texts it leads to: other scripts, executed strings.
type session struct {
	view     project.View
	infos    map[*syntax.File]*Info
	foreign  int // bytes of other scripts so far
	embedded int // bytes of executed strings so far
	base     int // where the positions of the next executed string begin
}

const (
	// maxForeign is how many other scripts are looked into for one script.
	maxForeign = 24

	// maxForeignSize bounds them by the bytes of their texts: what is known of a script takes some hundred times as many.
	maxForeignSize = 256 << 10

	// embeddedBase is where the positions of executed strings begin: beyond those of any script.
	embeddedBase = 1 << 30
)

// info returns what is known of another script; nil where too many have been looked into.
func (s *session) info(f *syntax.File) *Info {
	if in, ok := s.infos[f]; ok {
		return in
	}
	if f == nil || len(s.infos) > maxForeign || s.foreign+len(f.Src) > maxForeignSize {
		return nil
	}
	s.foreign += len(f.Src)
	in := newInfo(f, s)
	s.infos[f] = in
	in.walk()
	return in
}

// scriptPath returns the path of the script.
func (in *Info) scriptPath() string { return in.File.Tok.Name() }

// foreignFunction returns the function of another script that a name means; nil: none.
func (in *Info) foreignFunction(name string) *project.Function {
	f := in.session.view.Function(in.scriptPath(), name)
	if f == nil || f.Node == nil || f.File == nil {
		return nil
	}
	in.foreign[f.Node] = f
	return f
}

// foreignSignature returns the parameters of a function of another script.
func (in *Info) foreignSignature(n *syntax.FunctionDefinition) *signature {
	if s, ok := in.signatures[n]; ok {
		return s
	}
	declared := n.Parameters
	if n.Body.Param != nil {
		declared = append(declared[:len(declared):len(declared)], n.Body.Param.Parameters...)
	}
	var list []*parameter
	for i, p := range declared {
		list = append(list, &parameter{node: p, index: i, sig: traitsOf(p)})
	}
	name, _ := splitName(n.Name)
	s := sign(name, n.Body, list)
	in.signatures[n] = s
	return s
}

// returnedElsewhere returns what a call of a function of another script outputs.
func (in *Info) returnedElsewhere(m meaning, call *syntax.Command) Value {
	f := in.foreign[m.function]
	if f == nil {
		return Value{}
	}
	other := in.session.info(f.File)
	if other == nil || other == in {
		return Value{}
	}
	own := other.definedAs[f.Node]
	if own == nil {
		return Value{}
	}
	return other.functionOutput(own).via(call, "returned by "+m.name)
}

// elsewhere returns the value of a variable that another script sets which this one loads.
func (in *Info) elsewhere(name string) (Value, bool) {
	f := in.session.view.Variable(in.scriptPath(), name)
	if f == nil {
		return Value{}, false
	}
	other := in.session.info(f)
	if other == nil || other == in {
		return Value{}, false
	}
	d := other.finals[syntax.Fold(name)]
	if d == nil {
		return Value{}, false
	}
	return other.define(d), true
}

// foreignCalls returns the calls of a function of this script in other scripts.
func (in *Info) foreignCalls(f *function) []*Call {
	if in.Outer != nil || f.outer != nil {
		return nil
	}
	if list, ok := in.callersElsewhere[f]; ok {
		return list
	}
	in.callersElsewhere[f] = nil // while they are looked for
	var list []*Call
	for _, c := range in.session.view.Callers(in.scriptPath(), f.name) {
		other := in.session.info(c.File)
		if other == nil || other == in {
			continue
		}
		if s := other.siteAt(c.Node); s != nil {
			if call := other.callOf(s); call != nil && call.Function != nil {
				list = append(list, call)
			}
		}
	}
	in.callersElsewhere[f] = list
	return list
}

// siteAt returns the site of a command.
func (in *Info) siteAt(c *syntax.Command) *site {
	if s := in.siteOf[c]; s != nil {
		return s
	}
	for _, s := range in.sites {
		if s.command.Pos() == c.Pos() && s.command.End() == c.End() {
			return s
		}
	}
	return nil
}
