package facts

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"slices"

	"github.com/exolint/exolint/scanner/cmdlet"
	"github.com/exolint/exolint/scanner/syntax"
)

// WriteBindings writes, below a line "# bindings", how the arguments of the script's commands bind, for the cmdlets whose parameters are known, as
// PowerShell's static binder binds them: values are not looked at, so what is splatted is not bound.
//
// Each command is a line "Command start end Name", with " splat" behind it where something is splatted. Below it stand
// "  Parameter start end" for each value, "  Switch switch" for each switch without one, and "  ! ErrorId start end" for
// what does not bind. Positions are byte offsets.
func WriteBindings(w io.Writer, in *Info) error {
	b := bufio.NewWriter(w)
	fmt.Fprintln(b, "# bindings")
	for _, s := range in.sites {
		if c := cmdlet.Lookup(spelled(s.command)); c != nil && in.resolve(s).function == nil {
			in.writeBinding(b, s, c)
		}
	}
	return b.Flush()
}

func (in *Info) writeBinding(w *bufio.Writer, s *site, c *cmdlet.Cmdlet) {
	fmt.Fprintf(w, "Command %s %s", in.extent(s.command), spelled(s.command))
	if slices.ContainsFunc(s.command.Elements, isSplat) {
		fmt.Fprint(w, " splat")
	}
	fmt.Fprintln(w)
	b := bind(c, false, argumentsOf(s.command.Elements[1:]), nil)
	slices.SortStableFunc(b.bound, func(x, y binding) int { return cmp.Compare(x.order(), y.order()) })
	for _, n := range b.bound {
		switch {
		case n.missing:
		case n.expr == nil, isParameter(n.expr):
			fmt.Fprintf(w, "  %s switch\n", n.parameter.Name)
		case !n.parameter.Switch() || !in.isFalseText(n.expr):
			fmt.Fprintf(w, "  %s %s\n", n.parameter.Name, in.extent(n.expr))
		}
	}
	for i := range b.faults {
		if f := &b.faults[i]; f.Node == nil || f.ID == missingArgument {
			f.Node = s.command.Elements[0] // where PowerShell reports it
		}
	}
	slices.SortStableFunc(b.faults, func(x, y Fault) int { return cmp.Compare(x.Node.Pos(), y.Node.Pos()) })
	for _, f := range b.faults {
		fmt.Fprintf(w, "  ! %s %s\n", f.ID, in.extent(f.Node))
	}
}

// spelled returns a command's name as written, without its module; of an alias that PowerShell ships, the cmdlet's.
func spelled(c *syntax.Command) string {
	word := commandWord(c)
	return cmp.Or(cmdlet.ByAlias(word), word)
}

// isParameter reports whether the value of a parameter is written as a parameter that the command does not have.
// PowerShell's binder tells no value for it.
func isParameter(n syntax.Node) bool {
	_, ok := n.(*syntax.CommandParameter)
	return ok
}

func isSplat(e syntax.CommandElement) bool {
	v, ok := e.(*syntax.VariableExpression)
	return ok && v.Splat
}

// isFalseText reports whether n is written as $false: PowerShell's binder leaves out a switch that is turned off so.
func (in *Info) isFalseText(n syntax.Node) bool { return syntax.EqualFold(in.File.Text(n), "$false") }

// order returns where a binding's value stands; switches without a value come last.
func (n binding) order() int {
	if n.expr == nil {
		return int(^uint(0) >> 1)
	}
	return int(n.expr.Pos())
}

// extent returns the byte offsets of a node.
func (in *Info) extent(n syntax.Node) string {
	return fmt.Sprintf("%d %d", in.File.Offset(n.Pos()), in.File.Offset(n.End()))
}
