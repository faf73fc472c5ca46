package rewrite

import (
	"github.com/exolint/exolint/scanner/inventory"
	"github.com/exolint/exolint/scanner/syntax"
)

// An author decides how a sign-in is to be written, and writes it. What a finding advises and what its fix does both come
// from it.
type author struct {
	f   *syntax.File // the text that what is rewritten stands in; nil where that is no command
	inv *inventory.Inventory
	o   Options
}

// A modernSignIn is the command that is to stand in the place of a sign-in.
type modernSignIn struct {
	cmdlet string     // the same one where its arguments change only
	gone   []string   // parameters of the old command that have no place in the new one
	args   []argument // to be put in the place of the first of them

	customer syntax.Node // the expression in args for a partner's customer, where it is taken from the script; nil: none
}

// replaces reports whether another command takes the place of the old one.
func (m *modernSignIn) replaces(e *inventory.SignIn) bool {
	return e.Call == nil || !syntax.EqualFold(m.cmdlet, e.Call.Name)
}

func newAuthor(f *syntax.File, inv *inventory.Inventory, o Options) author {
	if o.Target == "" {
		o.Target = Auto
	}
	return author{f: f, inv: inv, o: o}
}
