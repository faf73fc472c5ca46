// Package cmdlet knows what a command name means: the parameters of cmdlets as Microsoft documents them, the aliases that
// PowerShell ships, what the Exchange cmdlets do and which roles they need, and what is being retired.
//
// The tables are embedded text, one row a line with its source, and read when they are first asked for.
package cmdlet

import (
	_ "embed"
	"iter"
	"slices"
	"strings"
	"sync"

	"github.com/exolint/exolint/scanner/syntax"
)

// A Cmdlet is a command with its parameters. It is shared and must not be changed.
type Cmdlet struct {
	Name       string
	Module     string
	Parameters []Parameter // its own, in the order of the table; the common ones are in [Common]
	Sets       []string    // names of the parameter sets; one for all parameters where it has no more than one
	Default    int         // index in Sets of the default set; -1: none
	Source     string      // URL of the documentation
	AsOf       string      // day that the documentation is of, as 2026-08-21
}

// A Parameter is a parameter of a [Cmdlet].
type Parameter struct {
	Name    string
	Aliases []string
	Type    string // .NET's name without System, such as "String[]"; "switch" for a switch
	Places  []Place
	Common  bool // one of those that every cmdlet has
}

// A Place says what a parameter is in one of the parameter sets.
type Place struct {
	Set       int // index in the cmdlet's Sets; [AllSets]: in all of them
	Position  int // from 0; -1: it is given by name only
	Mandatory bool
}

// AllSets stands in [Place] for all parameter sets.
const AllSets = -1

// Switch reports whether the parameter takes no value.
func (p *Parameter) Switch() bool { return p.Type == "switch" }

//go:embed data/cmdlets.tsv
var cmdletRows string

//go:embed data/aliases.tsv
var aliasRows string

// cmdlets holds the rows of the table, each of them read when it is first looked up.
var cmdlets = sync.OnceValue(func() map[syntax.FoldedName]func() *Cmdlet {
	table := make(map[syntax.FoldedName]func() *Cmdlet, 128)
	for row := range rows(cmdletRows) {
		table[syntax.Fold(row[:strings.IndexByte(row, '\t')])] = sync.OnceValue(func() *Cmdlet { return parseCmdlet(row) })
	}
	return table
})

// aliases maps the shipped aliases to their commands.
var aliases = sync.OnceValue(func() map[syntax.FoldedName]alias {
	table := make(map[syntax.FoldedName]alias, 256)
	for row := range rows(aliasRows) {
		f := strings.SplitN(row, "\t", 4)
		table[syntax.Fold(f[0])] = alias{command: f[1], of: f[2]}
	}
	return table
})

// An alias is a row of the table of aliases.
type alias struct {
	command string
	of      string // "": every PowerShell has it; else the edition or the module that has it
}

// Lookup returns the cmdlet of that name in any letter case, with or without its module ("Module\Name"); nil where the
// table has none. It does not resolve aliases.
func Lookup(name string) *Cmdlet {
	if parse, ok := cmdlets()[syntax.Fold(Bare(name))]; ok {
		return parse()
	}
	return nil
}

// Bare returns name without the module before it.
func Bare(name string) string { return name[strings.LastIndexByte(name, '\\')+1:] }

// ByAlias returns the command that an alias stands for which PowerShell or the command's module ships, those that only
// Windows PowerShell 5.1 has included; "" where there is none.
func ByAlias(alias string) string { return aliases()[syntax.Fold(alias)].command }

// IsBuiltIn reports whether every PowerShell has the alias, whatever modules are loaded. PowerShell prefers an alias to a
// function of the same name.
func IsBuiltIn(alias string) bool {
	a, ok := aliases()[syntax.Fold(alias)]
	return ok && a.of == ""
}

// Resolve returns the name of the command that name means: without its module, the alias that it may be resolved, and in
// the table's spelling where a table has it.
func Resolve(name string) string {
	bare := Bare(name)
	if full := ByAlias(bare); full != "" {
		return full
	}
	if c := Lookup(bare); c != nil {
		return c.Name
	}
	if e := LookupExchange(bare); e != nil {
		return e.Name
	}
	return bare
}

// All yields the cmdlets of the table in the order of their names.
func All() iter.Seq[*Cmdlet] {
	return func(yield func(*Cmdlet) bool) {
		for row := range rows(cmdletRows) {
			if !yield(Lookup(row[:strings.IndexByte(row, '\t')])) {
				return
			}
		}
	}
}

// Parameter returns the cmdlet's own parameter of that full name or alias, in any letter case; nil where there is none.
func (c *Cmdlet) Parameter(name string) *Parameter {
	for i := range c.Parameters {
		if c.Parameters[i].named(name) {
			return &c.Parameters[i]
		}
	}
	return nil
}

// named reports whether name is the parameter's name or an alias of it.
func (p *Parameter) named(name string) bool {
	return syntax.EqualFold(p.Name, name) ||
		slices.ContainsFunc(p.Aliases, func(a string) bool { return syntax.EqualFold(a, name) })
}
