// Package facts says what the expressions of a script hold, what its commands are and how their arguments bind, and where
// its credentials come from.
//
// What cannot be proven is [Unknown]. Facts are computed from the tree alone, within a budget; nothing is executed.
package facts

import (
	"iter"

	"github.com/exolint/exolint/scanner/syntax"
)

// A Call is a command of the script whose name is known.
type Call struct {
	Node *syntax.Command
	File *syntax.File // the text that Node stands in: the script, or a string of it that is executed

	// Name is the cmdlet's or function's name with aliases and module prefix resolved, in the table's spelling where the
	// table has it, such as "Connect-ExchangeOnline"; else as written.
	Name string

	// Outer is the string that holds the executed code, where Node stands in such a string; else nil. Its positions are
	// the script's, Node's are not.
	Outer syntax.Node

	// Function is the function definition in sight that the name means; nil for a cmdlet or a program.
	Function *syntax.FunctionDefinition

	Arguments []Bound                    // in the order in which they are written; splatted ones at their splat
	Splats    []Splat                    // in order
	Faults    []Fault                    // arguments that do not bind
	Enclosing *syntax.FunctionDefinition // the function that the call stands in; nil: none

	InputNode syntax.Node // what the pipeline brings, the expression or command before; nil: the call stands first in its pipeline

	info *Info // of File
}

// Input returns what the pipeline brings.
func (c *Call) Input() Value {
	if c.InputNode == nil {
		return Value{}
	}
	return c.info.eval(c.InputNode)
}

// A Bound is an argument that is bound to a parameter.
type Bound struct {
	Parameter string                   // full name in the table's spelling; as written where the command is not in the table
	Node      syntax.Node              // what a person would underline: "-Credential $c", or the value where it is positional, or the splat
	Name      *syntax.CommandParameter // the parameter as written; nil: positional, splatted or a default
	Expr      syntax.Node              // the value; nil for a switch without one
	Splat     *Splat                   // it came by this splat; nil: written at the call
	Entry     *Entry                   // of the splat; nil: none
	Default   syntax.Node              // the assignment to $PSDefaultParameterValues that it came by; nil: none
	Switch    bool                     // the parameter is a switch
	Pipeline  bool                     // the pipeline brings the value; Node and Expr stand before the command
	Maybe     bool                     // bound on some paths only

	value *Value // nil: what Expr holds in info
	info  *Info
}

// NewBound returns an argument without a parameter: an expression with its value.
func NewBound(expr syntax.Node, v Value) Bound { return Bound{Node: expr, Expr: expr, value: &v} }

// Value returns what is bound; a switch without a value is true. It takes until it is asked for to find out.
func (b Bound) Value() Value {
	switch {
	case b.value != nil:
		return *b.value
	case b.info != nil:
		return b.info.eval(b.Expr)
	}
	return Value{}
}

// A Splat is a splatted variable among a call's arguments.
type Splat struct {
	Node  *syntax.VariableExpression
	Value Value // a Table, an Array, or Unknown
}

// A Fault is an argument that does not bind, with PowerShell's error id.
type Fault struct {
	ID   string // such as "NamedParameterNotFound"
	Node syntax.Node
}

// Argument returns what is bound to the parameter, in any letter case; the last one where several are.
func (c *Call) Argument(parameter string) (Bound, bool) {
	for i := len(c.Arguments) - 1; i >= 0; i-- {
		if syntax.EqualFold(c.Arguments[i].Parameter, parameter) {
			return c.Arguments[i], true
		}
	}
	return Bound{}, false
}

// Positional returns the i-th argument, from 0, that is written without a parameter's name.
func (c *Call) Positional(i int) (Bound, bool) {
	for _, b := range c.Arguments {
		if b.Name != nil || b.Splat != nil || b.Default != nil || b.Pipeline {
			continue
		}
		if i == 0 {
			return b, true
		}
		i--
	}
	return Bound{}, false
}

// At returns the node of the script to underline for n, a node that belongs to the call: n itself, or the executed string.
func (c *Call) At(n syntax.Node) syntax.Node {
	if c.Outer != nil {
		return c.Outer
	}
	return n
}

// Open reports whether the call may have arguments that are not known: a splat of an unknown or open table.
func (c *Call) Open() bool {
	for _, s := range c.Splats {
		if s.Value.Kind == Unknown || s.Value.Table != nil && s.Value.Table.Open {
			return true
		}
	}
	return false
}

// Calls yields the calls of the named cmdlets, functions and programs, in any letter case, in source order, those in
// executed strings included; all calls where no name is given.
func (in *Info) Calls(names ...string) iter.Seq[*Call] { return in.calls(names) }
