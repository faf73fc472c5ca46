package facts

import (
	"iter"

	"github.com/exolint/exolint/scanner/project"
	"github.com/exolint/exolint/scanner/syntax"
)

// Info is what is known of one script. It answers lazily and remembers, so it is not safe for concurrent use.
type Info struct {
	File  *syntax.File
	Outer syntax.Node // the string of the script whose text File is; nil: File is the script itself

	view project.View
}

// An Assignment gives a variable a value: $x = …, a parameter's default, $h.Key = …, or $h['Key'] = ….
type Assignment struct {
	Node  syntax.Node // the statement, or the parameter
	Left  syntax.Expr // what is assigned to, casts and attributes included
	Name  string      // of the variable, without scope: "x"
	Scope string      // as written, such as "script" or "env"; "" for none
	Key   string      // of $h.Key = … and $h['Key'] = …; "" for the variable itself
	Expr  syntax.Node // what is assigned
	Value Value       // what it holds
	Outer syntax.Node // the executed string that it stands in; nil: none

	Parameter *syntax.Parameter // whose default it is; nil: none
}

// Compute returns what is known of f, seen together with the other scripts of p.
func Compute(f *syntax.File, p project.View) *Info {
	return &Info{File: f, view: p}
}

// ValueOf returns what n, an expression or a statement of the script, holds.
func (in *Info) ValueOf(n syntax.Node) Value { return Value{} }

// SourceOf returns where the password, SecureString or credential that n holds comes from; nil where nothing is known.
func (in *Info) SourceOf(n syntax.Node) *Source { return nil }

// Constructs yields the makings of objects of the named types, in source order; all of them where no name is given. A name
// matches in any letter case, with and without the namespaces before it: "SmtpClient" matches System.Net.Mail.SmtpClient and
// MailKit.Net.Smtp.SmtpClient, "Net.Mail.SmtpClient" only the first.
func (in *Info) Constructs(types ...string) iter.Seq[*Construct] {
	return func(func(*Construct) bool) {}
}

// Invocations yields the calls of the named methods, static ones too, in source order; all of them where no name is given.
func (in *Info) Invocations(methods ...string) iter.Seq[*Invocation] {
	return func(func(*Invocation) bool) {}
}

// Hashes yields every hashtable literal with what is known of it, in source order.
func (in *Info) Hashes() iter.Seq2[*syntax.Hashtable, *Hash] {
	return func(func(*syntax.Hashtable, *Hash) bool) {}
}

// Assignments yields the assignments to variables and to their keys, and the defaults of parameters, in source order.
func (in *Info) Assignments() iter.Seq[*Assignment] {
	return func(func(*Assignment) bool) {}
}

// Functions yields the function definitions of the script, in source order.
func (in *Info) Functions() iter.Seq[*syntax.FunctionDefinition] {
	return func(func(*syntax.FunctionDefinition) bool) {}
}

// Callers returns the calls of fn in the script, in source order.
func (in *Info) Callers(fn *syntax.FunctionDefinition) []*Call { return nil }

// Parent returns the node that n stands in; nil for the root and for a node of another tree.
func (in *Info) Parent(n syntax.Node) syntax.Node { return nil }

// Embedded yields what is known of the strings of the script that are executed, in source order.
func (in *Info) Embedded() iter.Seq[*Info] {
	return func(func(*Info) bool) {}
}

// calls yields the calls with the names.
func (in *Info) calls(names []string) iter.Seq[*Call] {
	return func(func(*Call) bool) {}
}
