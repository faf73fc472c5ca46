// Package project knows what the other scripts of a run define: functions, variables and what they load.
package project

import "github.com/exolint/exolint/scanner/syntax"

// A View is what one script may know of the others. It is safe for concurrent use.
type View interface {
	// Function returns the definition of a function that script path can see in another file, by dot-sourcing, by
	// importing a module, or as its own module's part; nil where there is none or more than one.
	Function(path, name string) *Function

	// Variable returns the other file that sets a variable which script path can see, by dot-sourcing or as its own
	// module's part; nil where there is none or more than one.
	Variable(path, name string) *syntax.File

	// Callers returns the calls in other files of a function that script path defines, ordered by path and place.
	Callers(path, name string) []Caller

	// Shared reports whether other files see the variables of script path: they dot-source it, or are parts of its module.
	Shared(path string) bool
}

// A Function is a function of another script.
type Function struct {
	Path string // of the file that defines it
	Node *syntax.FunctionDefinition
	File *syntax.File
}

// A Caller is a call in another script.
type Caller struct {
	Path string
	Node *syntax.Command
	File *syntax.File
}

// None is the view of a script that is looked at alone.
var None View = none{}

type none struct{}

func (none) Function(string, string) *Function    { return nil }
func (none) Variable(string, string) *syntax.File { return nil }
func (none) Callers(string, string) []Caller      { return nil }
func (none) Shared(string) bool                   { return false }
