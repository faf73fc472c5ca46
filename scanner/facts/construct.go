package facts

import (
	"cmp"
	"strings"

	"github.com/exolint/exolint/scanner/syntax"
)

// made returns the object that n makes: New-Object, [type]::new(…), or a cast.
func (in *Info) made(n syntax.Node) Value {
	c := in.construct(n)
	if c == nil {
		return Value{}
	}
	if v, ok := in.simpleObject(c); ok {
		return v
	}
	switch {
	case in.isNamed(c.TypeName, credentialTypes...), in.isNamed(c.TypeName, networkCredentials...):
		return in.credential(c)
	case in.isNamed(c.TypeName, secureStringTypes...):
		return Value{Kind: Secure, TypeName: c.TypeName, Origin: n}
	}
	return Value{Kind: Object, Object: c, TypeName: c.TypeName, Origin: n}
}

// simpleObject returns the value of an object that is a plain one to PowerShell.
func (in *Info) simpleObject(c *Construct) (Value, bool) {
	switch {
	case c.COM:
		return Value{}, false
	case isType(c.TypeName, tableTypes...):
		return table(tableOf(c.Properties), c.Node), true
	case isType(c.TypeName, "Uri", "String") && len(c.Arguments) > 0:
		return c.Arguments[0].Value, true
	}
	return Value{}, false
}

// tableOf returns properties as the entries of a table.
func tableOf(list []Property) *Hash {
	h := &Hash{}
	for _, p := range list {
		h = h.with(Entry{Key: p.Name, KeyNode: p.Node, Expr: p.Expr, Value: p.Value})
	}
	return h
}

// construct returns the making of an object that n is; nil where it is none.
func (in *Info) construct(n syntax.Node) *Construct {
	if c, ok := in.constructs[n]; ok {
		return c
	}
	in.constructs[n] = nil // it does not contain itself
	c := in.newConstruct(n)
	if c != nil {
		c.Node, c.Outer = n, in.Outer
	}
	in.constructs[n] = c
	return c
}

func (in *Info) newConstruct(n syntax.Node) *Construct {
	switch n := n.(type) {
	case *syntax.InvokeMemberExpression:
		name := typeOf(n.Target)
		if name == "" || !syntax.EqualFold(wordOf(n.Member), "new") {
			return nil
		}
		return &Construct{TypeName: name, Arguments: in.positional(n.Arguments)}
	case *syntax.ConvertExpression:
		return in.constructByCast(n)
	case *syntax.Command:
		if s := in.siteOf[n]; s != nil {
			return in.constructByCommand(in.callOf(s))
		}
	}
	return nil
}

// madeType returns the type that a cast or a static method call names; "" where n is neither.
func madeType(n syntax.Node) string {
	switch n := n.(type) {
	case *syntax.InvokeMemberExpression:
		return typeOf(n.Target)
	case *syntax.ConvertExpression:
		return typeText(n.Type.TypeName)
	}
	return ""
}

// constructByCast returns the object that a cast makes of a literal; nil where the type is one of PowerShell's own.
func (in *Info) constructByCast(n *syntax.ConvertExpression) *Construct {
	name := typeText(n.Type.TypeName)
	if isType(name, tableTypes...) || isPlainType(name) {
		return nil
	}
	c := &Construct{TypeName: name}
	v := in.eval(n.Operand)
	switch v.Kind {
	case Table:
		c.Properties = propertiesOf(v.Table)
	case String, Number:
		c.Arguments = []Argument{{Expr: n.Operand, Value: v}}
	case Array:
		c.Arguments = in.listed(n.Operand, v)
	default:
		return nil
	}
	return c
}

// isPlainType reports whether a cast to the type makes no object that anyone asks for.
func isPlainType(name string) bool {
	if strings.HasSuffix(name, "[]") || !strings.Contains(name, ".") {
		switch syntax.Fold(withoutSystem(name)) {
		case "pscredential", "mailaddress", "networkcredential", "smtpclient", "mailmessage":
			return false
		}
		return true
	}
	return isType(name, "String", "Int32", "Int64", "Boolean", "Uri", "Char", "DateTime", "Guid", "Version", "Object", "Security.SecureString")
}

// constructByCommand returns the object that New-Object makes.
func (in *Info) constructByCommand(call *Call) *Construct {
	if call == nil || call.Function != nil || call.Name != "New-Object" {
		return nil
	}
	c := &Construct{}
	if com, ok := call.Argument("ComObject"); ok {
		c.COM = true
		c.TypeName, _ = com.Value().Text()
		return c
	}
	name, ok := call.Argument("TypeName")
	if !ok {
		return nil
	}
	c.TypeName, _ = name.Value().Text()
	c.TypeName = strings.Trim(c.TypeName, "[]")
	if c.TypeName == "" {
		return nil
	}
	if list, ok := call.Argument("ArgumentList"); ok {
		c.Arguments = in.listed(list.Expr, list.Value())
	}
	if set, ok := call.Argument("Property"); ok && set.Value().Kind == Table {
		c.Properties = propertiesOf(set.Value().Table)
	}
	return c
}

// positional returns the arguments of a method or a constructor.
func (in *Info) positional(list []syntax.Expr) []Argument {
	var out []Argument
	for _, e := range list {
		out = append(out, Argument{Expr: e, Value: in.eval(e)})
	}
	return out
}

// listed returns the arguments that a list gives: each with its own expression where the list is written in place.
func (in *Info) listed(n syntax.Node, v Value) []Argument {
	if list := writtenList(n); list != nil {
		return in.positional(list)
	}
	if v.Kind != Array || v.Alternatives != nil {
		return []Argument{{Expr: n, Value: v}}
	}
	var out []Argument
	for _, e := range v.Elements {
		at := n
		if e.Origin != nil {
			at = e.Origin
		}
		out = append(out, Argument{Expr: at, Value: e})
	}
	return out
}

// writtenList returns the elements of a, b or (a, b) or @(a, b); nil where n is none of them.
func writtenList(n syntax.Node) []syntax.Expr {
	for range maxTrail {
		switch e := n.(type) {
		case *syntax.ArrayLiteral:
			return e.Elements
		case *syntax.ParenExpression:
			inner := syntax.ExpressionOf(e.Pipeline)
			if inner == nil {
				return nil
			}
			n = inner
		case *syntax.ArrayExpression:
			if len(e.Body.Statements) != 1 || syntax.ExpressionOf(e.Body.Statements[0]) == nil {
				return nil
			}
			inner := syntax.ExpressionOf(e.Body.Statements[0])
			if _, ok := syntax.Unparen(inner).(*syntax.ArrayLiteral); !ok {
				return nil
			}
			n = inner
		default:
			return nil
		}
	}
	return nil
}

// propertiesOf returns the entries of a table as properties.
func propertiesOf(h *Hash) []Property {
	var list []Property
	for _, e := range h.Entries {
		list = append(list, Property{Name: e.Key, Node: e.KeyNode, Expr: e.Expr, Value: e.Value})
	}
	return list
}

// credential returns the credential that is made of a user name and a password.
func (in *Info) credential(c *Construct) Value {
	v := Value{Kind: Credential, TypeName: c.TypeName, Object: c, Origin: c.Node}
	if len(c.Arguments) < 2 {
		v.Source = &Source{Node: c.Node}
		return v
	}
	user, password := c.Arguments[0].Value, c.Arguments[1].Value
	return password.mapEach(func(p Value) Value {
		out := v
		out.Source = madeFrom(p, c.Node, "made into a credential")
		out.Source.UserName = user
		return out
	})
}

// madeFrom returns the source of a credential or a SecureString that is made from a password.
func madeFrom(password Value, at syntax.Node, note string) *Source {
	out := &Source{Node: at}
	if s := password.source(); s != nil {
		copied := *s
		out = &copied
	}
	out.Password = &password
	out.Trail = addStep(out.Trail, Step{At: at, Note: note})
	return out
}

// source returns where the value comes from as a secret: a known text is a literal; nil where nothing is known.
func (v Value) source() *Source {
	if v.Alternatives != nil {
		for _, a := range v.Alternatives {
			if s := a.source(); s != nil && s.Kind != SourceUnknown {
				return s
			}
		}
		return nil
	}
	if v.Source != nil {
		return v.Source
	}
	if _, ok := v.joined(); ok && v.Kind == String {
		return &Source{Kind: SourceLiteral, Node: v.Origin, Trail: v.Trail}
	}
	return nil
}

// attach gives the objects that the script makes the properties that are set on them and the methods that are called.
func (in *Info) attach() {
	if in.attached {
		return
	}
	in.attached = true
	for _, d := range in.changes {
		if d.base == nil || len(d.path) != 1 || d.path[0].name == "" || in.budget <= 0 {
			continue
		}
		p := Property{Name: d.path[0].name, Node: d.node, Expr: rightOf(d), Value: in.eval(d.expr)}
		for v := range in.define(d.base).Each() {
			if v.Object != nil {
				v.Object.Properties = append(v.Object.Properties, p)
			}
		}
	}
	for _, d := range in.definitions {
		if d.kind == byAssignment {
			for v := range in.define(d).Each() {
				if v.Object != nil && v.Object.Variable == "" {
					v.Object.Variable = d.name
				}
			}
		}
	}
	for _, m := range in.invocations {
		in.methodCall(m)
	}
}

// rightOf returns the expression that a definition assigns.
func rightOf(d *definition) syntax.Node {
	if s, ok := d.expr.(syntax.Stmt); ok {
		return plainExpression(s)
	}
	return d.expr
}

// methodCall notes a method call, and gives it to the object that it is called on.
func (in *Info) methodCall(m *syntax.InvokeMemberExpression) {
	v := &Invocation{Node: m, Name: wordOf(m.Member), Arguments: in.positional(m.Arguments), Outer: in.Outer}
	in.methods = append(in.methods, v)
	if m.Static {
		v.Type = typeOf(m.Target)
		return
	}
	for target := range in.eval(m.Target).Each() {
		if target.Object == nil {
			v.Type = cmp.Or(v.Type, target.TypeName)
			continue
		}
		if v.Target == nil {
			v.Target, v.Type = target.Object, target.Object.TypeName
		}
		target.Object.Invocations = append(target.Object.Invocations, v)
	}
}
