package facts

import (
	"slices"
	"strings"

	"github.com/exolint/exolint/scanner/syntax"
)

// A definition is a place that gives a variable its value, or joins several such places. Its value is computed when it is
// first asked for.
type definition struct {
	kind  definitionKind
	name  string // of the variable, without its scope
	node  syntax.Node
	expr  syntax.Node              // what is assigned; the method call of a method
	base  *definition              // the variable's value before; nil: not set
	from  []*definition            // of a join
	path  []step                   // of a change: the keys or members from the variable to what is changed
	op    syntax.Kind              // of an assignment
	types []*syntax.TypeConstraint // the casts before the variable, the outermost first
	index int                      // of an element: which one of the right side
	param *parameter               // of a parameter
	owner *block                   // of $args and $PSBoundParameters
	scope *scope                   // that an outer variable is looked for from

	state state
	value Value
}

// A definitionKind says how a definition gives a variable its value.
type definitionKind uint8

const (
	byNothing    definitionKind = iota // its value is not known
	byAssignment                       // $x = …, $x += …
	byElement                          // $a, $x = …
	byLoop                             // foreach ($x in …)
	byChange                           // $x.Key = …, $x['Key'] = …
	byMethod                           // $x.Add(…), $x.Remove(…), $x.Clear()
	byJoin                             // one of several
	byParameter                        // a parameter
	byOuter                            // what a function or a script block sees of the scopes around it
	byArgs                             // $args
	byBound                            // $PSBoundParameters
	byStep                             // $x++, $x--
)

// A step is a key or a member on the way from a variable to a part of its value.
type step struct {
	name string      // known when it is read; "" where expr must be evaluated
	expr syntax.Expr // the key
}

// state is how far the computation of a value has come.
type state uint8

const (
	untouched state = iota
	underWay
	settled
)

// A parameter is a declared parameter with where it stands.
type parameter struct {
	node     *syntax.Parameter
	function *function // nil: of the script or of a script block
	block    *block    // of a script block; nil: of the script or a function
	index    int       // among the parameters
	sig      parameterTraits
}

// A block is the body of the script, of a function or of a script block expression.
type block struct {
	node       *syntax.ScriptBlock
	function   *function // whose body it is; nil: none
	expression bool      // it is that of a script block expression
	site       *site     // the command that it is an argument of; nil: none
	parameters []*parameter
	bound      *definition // $PSBoundParameters as the block begins
}

// A function is a function definition of the script.
type function struct {
	node   *syntax.FunctionDefinition
	name   string    // without scope
	global bool      // it is defined in the global or the script's scope, wherever it stands
	outer  *function // that it is defined in; nil: none
	body   *block
	method bool // of a class: commands do not call it

	finals    map[syntax.FoldedName]*definition // its variables as it ends
	signature *signature                        // computed when it is asked for
	returns   []syntax.Node

	outputting bool // what it outputs is being computed
}

// A site is a command where it stands.
type site struct {
	command  *syntax.Command
	pipeline *syntax.Pipeline                  // nil: it stands alone
	index    int                               // in the pipeline
	function *function                         // that it stands in; nil: none
	block    *block                            // that it stands in
	defaults *definition                       // $PSDefaultParameterValues
	mail     *definition                       // $PSEmailServer
	vars     map[syntax.FoldedName]*definition // all variables, where the command may execute a string; else nil

	state   state   // of the meaning
	meaning meaning // computed when it is asked for
	binding bool    // its arguments are being bound
	call    *Call   // computed when it is asked for
}

// A scope is where variables live: the script or a function.
type scope struct {
	function *function // nil: the script
	vars     map[syntax.FoldedName]*definition
	log      []change // what to take back at the end of a branch
	marks    int      // branches that are open

	seen map[syntax.FoldedName]*definition // what a function sees of the preference variables around it
}

// A change is a variable with the definition that it had before.
type change struct {
	name syntax.FoldedName
	old  *definition
}

func newScope(f *function) *scope {
	return &scope{
		function: f,
		vars:     make(map[syntax.FoldedName]*definition),
		seen:     make(map[syntax.FoldedName]*definition),
	}
}

// set makes d the definition of the variable.
func (s *scope) set(name syntax.FoldedName, d *definition) {
	if s.marks > 0 {
		s.log = append(s.log, change{name, s.vars[name]})
	}
	s.vars[name] = d
}

// mark begins a branch.
func (s *scope) mark() int {
	s.marks++
	return len(s.log)
}

// rewind ends a branch: it takes back what was set since the mark and returns it.
func (s *scope) rewind(mark int) delta {
	set := make(delta)
	for _, c := range slices.Backward(s.log[mark:]) {
		if _, seen := set[c.name]; !seen {
			set[c.name] = s.vars[c.name]
		}
		s.vars[c.name] = c.old
	}
	s.log = s.log[:mark]
	s.marks--
	return set
}

// A delta is what a branch sets.
type delta map[syntax.FoldedName]*definition

// names returns the variables that any of the branches sets, in order.
func namesOf(branches []delta) []syntax.FoldedName {
	var names []syntax.FoldedName
	for _, d := range branches {
		for name := range d {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// A reach says where in the script's scopes a variable's name is looked for.
type reach uint8

const (
	anywhere    reach = iota
	inScript          // $script:x, $global:x
	inLocal           // $local:x, $private:x
	inDrive           // $env:x and other drives
	inOutermost       // $using:x
)

// splitName splits a variable's path into its name and where it is looked for. The name of a drive's item keeps its drive.
func splitName(path string) (name string, in reach) {
	prefix, rest, found := strings.Cut(path, ":")
	if !found {
		return path, anywhere
	}
	switch syntax.Fold(prefix) {
	case "script", "global":
		return rest, inScript
	case "local", "private":
		return rest, inLocal
	case "variable":
		return rest, anywhere
	case "using":
		return rest, inOutermost
	}
	return path, inDrive
}
