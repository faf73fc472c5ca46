package facts

import (
	"math"
	"slices"

	"github.com/exolint/exolint/scanner/cmdlet"
	"github.com/exolint/exolint/scanner/syntax"
)

// parameterTraits are what a declared parameter's attributes say of it.
type parameterTraits struct {
	aliases   []string
	mandatory bool
	pipeline  bool     // it takes its value from the pipeline
	position  int      // -1: none is written
	sets      []string // parameter sets that are named
	rest      bool     // it takes all values that remain
	attribute bool     // it has a Parameter attribute
	isSwitch  bool
	typeName  string // "" where none is written
}

// traitsOf reads the attributes of a parameter.
func traitsOf(p *syntax.Parameter) parameterTraits {
	t := parameterTraits{position: -1}
	for _, a := range p.Attributes {
		switch a := a.(type) {
		case *syntax.TypeConstraint:
			if t.typeName == "" {
				t.typeName = typeText(a.TypeName)
				t.isSwitch = isType(t.typeName, "switch", "Management.Automation.SwitchParameter")
			}
		case *syntax.Attribute:
			t.read(a)
		}
	}
	return t
}

// read reads one attribute.
func (t *parameterTraits) read(a *syntax.Attribute) {
	switch name := typeText(a.TypeName); {
	case isType(name, "Alias", "Management.Automation.Alias"):
		for _, e := range a.Positional {
			if s, ok := e.(*syntax.StringConstantExpression); ok {
				t.aliases = append(t.aliases, s.Value)
			}
		}
	case isType(name, "Parameter", "Management.Automation.Parameter"):
		t.attribute = true
		for _, n := range a.Named {
			t.readNamed(n)
		}
	}
}

// readNamed reads an argument of the Parameter attribute.
func (t *parameterTraits) readNamed(n *syntax.NamedAttributeArgument) {
	switch syntax.Fold(n.Name) {
	case "mandatory":
		t.mandatory = t.mandatory || isTrue(n)
	case "valuefrompipeline":
		t.pipeline = t.pipeline || isTrue(n)
	case "valuefromremainingarguments":
		t.rest = t.rest || isTrue(n)
	case "parametersetname":
		if s, ok := n.Value.(*syntax.StringConstantExpression); ok {
			t.sets = append(t.sets, s.Value)
		}
	case "position":
		if c, ok := n.Value.(*syntax.ConstantExpression); ok {
			if i, ok := c.Value.Int(); ok && i >= 0 && i < math.MaxInt16 {
				t.position = int(i)
			}
		}
	}
}

// isTrue reports whether a named attribute argument is not false: it is true where it has no value.
func isTrue(n *syntax.NamedAttributeArgument) bool {
	if n.Omitted {
		return true
	}
	switch v := n.Value.(type) {
	case *syntax.VariableExpression:
		return syntax.EqualFold(v.Name, "true")
	case *syntax.ConstantExpression:
		i, ok := v.Value.Int()
		return ok && i != 0
	}
	return false
}

// A signature is how commands call a function.
type signature struct {
	cmdlet *cmdlet.Cmdlet
	simple bool // without CmdletBinding: what does not bind goes to $args
}

// sign returns the signature of a function or a script block with these parameters.
func sign(name string, body *syntax.ScriptBlock, parameters []*parameter) *signature {
	s := &signature{cmdlet: &cmdlet.Cmdlet{Name: name, Default: -1}, simple: true}
	automatic := true
	defaultSet := ""
	if body.Param != nil {
		for _, a := range body.Param.Attributes {
			if b, ok := a.(*syntax.Attribute); ok && isType(typeText(b.TypeName), "CmdletBinding", "Management.Automation.CmdletBinding") {
				s.simple = false
				defaultSet, automatic = readBinding(b)
			}
		}
	}
	for _, p := range parameters {
		s.simple = s.simple && !p.sig.attribute
		automatic = automatic && p.sig.position < 0 && len(p.sig.sets) == 0
	}
	position := 0
	for _, p := range parameters {
		at := p.sig.position
		if automatic && !p.sig.isSwitch {
			at = position
			position++
		}
		s.add(p, at)
	}
	s.setDefault(defaultSet)
	return s
}

// readBinding reads the CmdletBinding attribute.
func readBinding(a *syntax.Attribute) (defaultSet string, positional bool) {
	positional = true
	for _, n := range a.Named {
		switch syntax.Fold(n.Name) {
		case "defaultparametersetname":
			if s, ok := n.Value.(*syntax.StringConstantExpression); ok {
				defaultSet = s.Value
			}
		case "positionalbinding":
			positional = isTrue(n)
		}
	}
	return defaultSet, positional
}

// add adds a parameter at a position, -1 for none.
func (s *signature) add(p *parameter, position int) {
	own := cmdlet.Parameter{Name: p.node.Name.Name, Aliases: p.sig.aliases, Type: p.sig.typeName}
	if p.sig.isSwitch {
		own.Type = "switch"
	}
	for _, set := range p.sig.sets {
		if i := s.set(set); i >= 0 {
			own.Places = append(own.Places, cmdlet.Place{Set: i, Position: position, Mandatory: p.sig.mandatory})
		}
	}
	if own.Places == nil {
		own.Places = []cmdlet.Place{{Set: cmdlet.AllSets, Position: position, Mandatory: p.sig.mandatory}}
	}
	s.cmdlet.Parameters = append(s.cmdlet.Parameters, own)
}

// set returns the index of the parameter set of that name, made where it is new; -1 where there are too many.
func (s *signature) set(name string) int {
	i := slices.IndexFunc(s.cmdlet.Sets, func(old string) bool { return syntax.EqualFold(old, name) })
	if i < 0 && len(s.cmdlet.Sets) < 32 {
		i = len(s.cmdlet.Sets)
		s.cmdlet.Sets = append(s.cmdlet.Sets, name)
	}
	return i
}

func (s *signature) setDefault(name string) {
	if name != "" {
		s.cmdlet.Default = slices.IndexFunc(s.cmdlet.Sets, func(old string) bool { return syntax.EqualFold(old, name) })
	}
}

// sign returns the function's signature.
func (f *function) sign() *signature {
	if f.signature == nil {
		f.signature = sign(f.name, f.node.Body, f.body.parameters)
	}
	return f.signature
}
