package facts

import (
	"cmp"
	"slices"
	"strings"

	"github.com/exolint/exolint/scanner/cmdlet"
	"github.com/exolint/exolint/scanner/syntax"
)

// bindCall binds the arguments of a command to parameters: those that are written, those that are splatted, what the
// pipeline brings, and the script's own defaults.
func (in *Info) bindCall(c *Call, s *site, m meaning) {
	sig := in.signatureOf(m)
	arguments := withoutTicks(argumentsOf(s.command.Elements[1:]))
	c.Splats = in.splatsOf(s.command)
	if sig == nil {
		c.Arguments = in.bindByName(arguments)
		c.addSplatted(c.splattedByName(nil))
	} else {
		in.bindBySignature(c, sig, arguments)
	}
	slices.SortStableFunc(c.Arguments, func(a, b Bound) int { return cmp.Compare(a.Node.Pos(), b.Node.Pos()) })
	in.bindInput(c, s, sig)
	in.bindDefaults(c, s, sig)
	in.bindMailServer(c, s)
}

// signatureOf returns the parameters of what a name means; nil where they are not known.
func (in *Info) signatureOf(m meaning) *signature {
	switch {
	case m.own != nil:
		return m.own.sign()
	case m.function != nil:
		return in.foreignSignature(m.function)
	}
	if c := cmdlet.Lookup(m.name); c != nil {
		return &signature{cmdlet: c}
	}
	return nil
}

// splatsOf returns the splatted variables of a command.
func (in *Info) splatsOf(c *syntax.Command) []Splat {
	var list []Splat
	for _, e := range c.Elements[1:] {
		if v, ok := e.(*syntax.VariableExpression); ok && v.Splat {
			list = append(list, Splat{Node: v, Value: splatted(in.eval(v))})
		}
	}
	return list
}

// splatted returns a splatted value in which tables that are one of several are one table, whose entries may be missing.
func splatted(v Value) Value {
	if v.Alternatives == nil {
		return v
	}
	var tables []Value
	for _, a := range v.Alternatives {
		if a.Kind == Table {
			tables = append(tables, a)
		}
	}
	if len(tables) == 0 {
		return Value{Why: v.Why}
	}
	h := joinTables(tables)
	for i := range h.Entries {
		h.Entries[i].Maybe = true
	}
	v = table(h, tables[0].Origin)
	return v
}

// bindBySignature binds arguments to known parameters.
func (in *Info) bindBySignature(c *Call, sig *signature, arguments []argument) {
	named := c.splattedByName(sig)
	var taken []*cmdlet.Parameter
	for _, b := range named {
		if p := sig.cmdlet.Parameter(b.Parameter); p != nil {
			taken = append(taken, p)
		}
	}
	b := bind(sig.cmdlet, sig.simple, withArrays(arguments, c.Splats), taken)
	for _, n := range b.bound {
		c.Arguments = append(c.Arguments, in.boundOf(n, c.Splats))
	}
	c.Faults = b.faults
	for i := range c.Faults {
		if c.Faults[i].Node == nil {
			c.Faults[i].Node = c.Node.Elements[0]
		}
	}
	c.addSplatted(named)
}

// boundOf returns the argument that a binding binds.
func (in *Info) boundOf(n binding, splats []Splat) Bound {
	b := Bound{Parameter: n.parameter.Name, Name: n.name, Switch: n.parameter.Switch(), Splat: n.splat}
	switch {
	case n.splat != nil:
		b.Node, b.Expr, b.value = n.splat.Node, n.expr, n.value
	case n.expr != nil:
		b.Node, b.Expr, b.info = n.expr, n.expr, in
	case b.Switch:
		b.Node, b.value = n.name, isOn(n.name)
	default:
		b.Node = n.name
	}
	if n.name != nil && n.expr != nil {
		b.Node = syntax.Extent{Start: n.name.Pos(), Stop: max(n.name.End(), n.expr.End())}
	}
	return b
}

// isOn returns the value of a switch that is written without one.
func isOn(at syntax.Node) *Value {
	v := truth(true, at)
	return &v
}

// withArrays puts the elements of splatted lists between the arguments, each list where it is splatted.
func withArrays(arguments []argument, splats []Splat) []argument {
	for i := range splats {
		s := &splats[i]
		if s.Value.Kind != Array || s.Value.Alternatives != nil {
			continue
		}
		at := slices.IndexFunc(arguments, func(a argument) bool { return a.pos() > int(s.Node.Pos()) })
		if at < 0 {
			at = len(arguments)
		}
		var list []argument
		for j := range s.Value.Elements {
			e := &s.Value.Elements[j]
			list = append(list, argument{expr: cmp.Or(e.Origin, syntax.Node(s.Node)), splat: s, value: e})
		}
		arguments = slices.Insert(arguments, at, list...)
	}
	return arguments
}

// pos returns where an argument stands.
func (a argument) pos() int {
	switch {
	case a.splat != nil:
		return int(a.splat.Node.Pos())
	case a.name != nil:
		return int(a.name.Pos())
	}
	return int(a.expr.Pos())
}

// splattedByName returns what the splatted tables bind. A key is the name of a parameter, or the beginning of one.
func (c *Call) splattedByName(sig *signature) []Bound {
	var list []Bound
	for i := range c.Splats {
		s := &c.Splats[i]
		if s.Value.Kind != Table {
			continue
		}
		for j := range s.Value.Table.Entries {
			e := &s.Value.Table.Entries[j]
			b := Bound{Parameter: e.Key, Node: s.Node, Expr: e.Expr, value: &e.Value, Splat: s, Entry: e, Maybe: e.Maybe}
			if sig != nil {
				if m := sig.cmdlet.Match(e.Key); m.Parameter != nil {
					b.Parameter, b.Switch = m.Parameter.Name, m.Parameter.Switch()
				}
			}
			list = append(list, b)
		}
	}
	return list
}

// addSplatted adds what is splatted, unless it is written at the call.
func (c *Call) addSplatted(list []Bound) {
	for _, b := range list {
		if old, ok := c.Argument(b.Parameter); !ok || old.Name == nil {
			c.Arguments = append(c.Arguments, b)
		}
	}
}

// bindByName binds the arguments of a command of which nothing is known: what follows a parameter is its value.
func (in *Info) bindByName(arguments []argument) []Bound {
	var list []Bound
	for i := 0; i < len(arguments); i++ {
		a := arguments[i]
		if a.name == nil {
			list = append(list, Bound{Node: a.expr, Expr: a.expr, info: in})
			continue
		}
		b := Bound{Parameter: a.word, Node: a.name, Name: a.name}
		if a.expr == nil && i+1 < len(arguments) && arguments[i+1].name == nil {
			i++
			a.expr = arguments[i].expr
		}
		if a.expr == nil {
			b.Switch, b.value = true, isOn(a.name)
		} else {
			b.Expr, b.info = a.expr, in
			b.Node = syntax.Extent{Start: a.name.Pos(), Stop: max(a.name.End(), a.expr.End())}
		}
		list = append(list, b)
	}
	return list
}

// bindInput binds what the pipeline brings.
func (in *Info) bindInput(c *Call, s *site, sig *signature) {
	from := inputNode(s)
	if from == nil {
		return
	}
	c.InputNode = from
	name := inputParameter(c, sig)
	if name == "" {
		return
	}
	if _, bound := c.Argument(name); !bound {
		c.Arguments = append(c.Arguments, Bound{Parameter: name, Node: from, Expr: from, info: in, Pipeline: true})
	}
}

// inputParameter returns the parameter that takes what the pipeline brings; "" where that is not known.
func inputParameter(c *Call, sig *signature) string {
	switch c.Name {
	case "ConvertTo-SecureString":
		return "String"
	case "Invoke-Expression":
		return "Command"
	case "Set-Content", "Add-Content":
		return "Value"
	case "Out-File":
		return "InputObject"
	}
	return ""
}

// bindDefaults binds what $PSDefaultParameterValues sets.
func (in *Info) bindDefaults(c *Call, s *site, sig *signature) {
	if s.defaults == nil || sig != nil && sig.simple || !strings.Contains(c.Name, "-") {
		return
	}
	v := splatted(in.define(s.defaults))
	if v.Kind != Table || isDisabled(v.Table) {
		return
	}
	for i := range v.Table.Entries {
		e := &v.Table.Entries[i]
		pattern, name, ok := strings.Cut(e.Key, ":")
		if !ok || !matchesWildcard(strings.TrimSpace(pattern), c.Name) {
			continue
		}
		if full, ok := c.defaultParameter(sig, strings.TrimSpace(name), pattern); ok {
			c.Arguments = append(c.Arguments, Bound{
				Parameter: full, Node: c.Node.Elements[0], Expr: e.Expr, value: &e.Value, Entry: e, Maybe: e.Maybe, Default: e.KeyNode,
			})
		}
	}
}

// defaultParameter returns the parameter that a default is for; ok is false where the command has none or has a value for it.
func (c *Call) defaultParameter(sig *signature, name, pattern string) (full string, ok bool) {
	if sig == nil {
		_, bound := c.Argument(name)
		return name, !bound && !strings.ContainsAny(pattern, "*?[")
	}
	m := sig.cmdlet.Match(name)
	if m.Parameter == nil {
		return "", false
	}
	_, bound := c.Argument(m.Parameter.Name)
	return m.Parameter.Name, !bound
}

// isDisabled reports whether the defaults are switched off.
func isDisabled(h *Hash) bool {
	e, ok := h.Entry("Disabled")
	return ok && !isFalse(e.Value)
}

// matchesWildcard reports whether name matches a pattern with * and ?, in any letter case. Quotes around it do not count.
func matchesWildcard(pattern, name string) bool {
	p, n := string(syntax.Fold(strings.Trim(pattern, `"'`))), string(syntax.Fold(name))
	star, back := -1, 0
	i, j := 0, 0
	for j < len(n) {
		switch {
		case i < len(p) && (p[i] == '?' || p[i] == n[j]) && p[i] != '*':
			i++
			j++
		case i < len(p) && p[i] == '*':
			star, back = i, j
			i++
		case star >= 0:
			back++
			i, j = star+1, back
		default:
			return false
		}
	}
	return strings.Trim(p[i:], "*") == ""
}

// bindMailServer gives Send-MailMessage the server that $PSEmailServer names.
func (in *Info) bindMailServer(c *Call, s *site) {
	if c.Name != "Send-MailMessage" || s.mail == nil {
		return
	}
	if _, bound := c.Argument("SmtpServer"); bound {
		return
	}
	if v := in.define(s.mail); v.Kind != Unknown {
		c.Arguments = append(c.Arguments, Bound{
			Parameter: "SmtpServer", Node: c.Node.Elements[0], Expr: v.Origin, value: &v, Default: cmp.Or(s.mail.node, v.Origin),
		})
	}
}
