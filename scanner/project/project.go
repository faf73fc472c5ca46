// Package project knows what the other scripts of a run define: functions, aliases and what they load.
package project

import "github.com/exolint/exolint/scanner/syntax"

// A View is what one script may know of the others.
type View interface {
	// Function returns the definition of a function that script path can see in another file, by dot-sourcing, by
	// importing a module, or as its own module's part; nil where there is none or more than one.
	Function(path, name string) *Function
}

// A Function is a function of another script.
type Function struct {
	Path string // of the file that defines it
	Node *syntax.FunctionDefinition
	File *syntax.File
}

// None is the view of a script that is looked at alone.
var None View = none{}

type none struct{}

func (none) Function(string, string) *Function { return nil }
