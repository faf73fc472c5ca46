package facts

import (
	"strconv"
	"strings"

	"github.com/exolint/exolint/scanner/syntax"
)

// convertExpression evaluates [type]operand.
func (in *Info) convertExpression(n *syntax.ConvertExpression) Value {
	name := typeText(n.Type.TypeName)
	v := in.eval(n.Operand)
	if in.isNamed(name, credentialTypes...) && v.Kind == Array && len(v.Elements) == 2 {
		return in.made(n)
	}
	if v.Kind == Table && !isType(name, tableTypes...) {
		return in.made(n)
	}
	return in.convert(name, v, n)
}

// convert returns v as a variable or an expression of a type holds it. What a type makes of a value is known for the
// types of PowerShell's own; any other leaves it as it is.
func (in *Info) convert(typeName string, v Value, at syntax.Node) Value {
	return v.mapEach(func(v Value) Value { return convertOne(withoutSystem(typeName), v, at) })
}

func convertOne(typeName string, v Value, at syntax.Node) Value {
	switch syntax.Fold(typeName) {
	case "string":
		return toText(v, at)
	case "int", "int32", "int64", "long", "uint32", "uint16", "int16", "byte":
		return toNumber(v)
	case "bool", "boolean", "switch":
		if b, ok := v.truthy(); ok {
			return truth(b, v.Origin)
		}
		return v
	case "char":
		if v.Kind == Number && v.Int > 0 && v.Int < 0x10000 {
			return text(string(rune(v.Int)), at)
		}
	case "void":
		return Value{Kind: Null}
	case "pscredential", "management.automation.pscredential":
		if v.Kind == Unknown && v.Source != nil {
			v.Kind = Credential
		}
	case "securestring", "security.securestring":
		if v.Kind == Unknown && v.Source != nil {
			v.Kind = Secure
		}
	}
	if strings.HasSuffix(typeName, "[]") && v.Kind != Array && v.Kind != Unknown && v.Kind != Null {
		return Value{Kind: Array, Elements: []Value{v}, Origin: v.Origin, Trail: v.Trail}
	}
	return v
}

// toText returns v as a string.
func toText(v Value, at syntax.Node) Value {
	switch v.Kind {
	case String:
		return v
	case Null:
		return text("", v.Origin)
	case Number, Bool, Array:
		out := pieces(v.fragments("an expression"), v.Origin)
		out.Trail = v.Trail
		return out
	}
	why := v.Why
	if why == "" {
		why = "an expression"
	}
	return Value{Kind: String, Fragments: []Fragment{{Why: why}}, Why: v.Why, Source: v.Source, Origin: v.Origin, Trail: v.Trail}
}

// toNumber returns v as an integer where it is one.
func toNumber(v Value) Value {
	s, ok := v.Text()
	if !ok || v.Kind != String {
		return v
	}
	i, err := strconv.ParseInt(strings.TrimSpace(s), 10, 64)
	if err != nil {
		return v
	}
	n := number(i, v.Origin)
	n.Trail = v.Trail
	return n
}
