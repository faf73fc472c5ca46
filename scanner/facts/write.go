package facts

import (
	"bufio"
	"cmp"
	"fmt"
	"go/token"
	"io"
	"slices"
	"strings"

	"github.com/exolint/exolint/scanner/cmdlet"
	"github.com/exolint/exolint/scanner/syntax"
)

// WriteBindings writes, below a line "# bindings", how the arguments of the script's commands bind, for the cmdlets whose parameters are known, as
// PowerShell's static binder binds them: values are not looked at, so what is splatted is not bound. The body of a DSC resource is
// read as PowerShell reads it where the resource is not installed: its lines are commands.
//
// Each command is a line "Command start end Name", with " splat" behind it where something is splatted. Below it stand
// "  Parameter start end" for each value, "  Switch switch" for each switch without one, and "  ! ErrorId start end" for
// what does not bind. Positions are byte offsets.
func WriteBindings(w io.Writer, in *Info) error {
	b := bufio.NewWriter(w)
	fmt.Fprintln(b, "# bindings")
	for _, c := range in.writtenCommands() {
		in.writeBinding(b, c)
	}
	return b.Flush()
}

// A writtenCommand is a command of which is written how it binds.
type writtenCommand struct {
	at     syntax.Extent
	name   syntax.Node // where it is written
	cmdlet *cmdlet.Cmdlet
	title  string // its name as [spelled]
	splat  bool
	list   []argument
}

// writtenCommands returns the commands whose parameters are known, in source order.
func (in *Info) writtenCommands() []writtenCommand {
	var list []writtenCommand
	for _, s := range in.sites {
		if c := cmdlet.Lookup(spelled(s.command)); c != nil && in.resolve(s).function == nil {
			list = append(list, writtenCommand{
				at: s.command.Extent, name: s.command.Elements[0], cmdlet: c, title: spelled(s.command),
				splat: slices.ContainsFunc(s.command.Elements, isSplat), list: argumentsOf(s.command.Elements[1:]),
			})
		}
	}
	for n := range syntax.All(in.File.Root) {
		if k, ok := n.(*syntax.DynamicKeywordStatement); ok {
			list = append(list, in.resourceCommands(k)...)
		}
	}
	slices.SortStableFunc(list, func(x, y writtenCommand) int { return cmp.Compare(x.at.Start, y.at.Start) })
	return list
}

// resourceCommands returns the lines of a resource's body that begin with a word for a known cmdlet, such as "Type = 'File'".
func (in *Info) resourceCommands(k *syntax.DynamicKeywordStatement) []writtenCommand {
	body, ok := k.Elements[len(k.Elements)-1].(*syntax.Hashtable)
	if !ok {
		return nil
	}
	var list []writtenCommand
	for _, e := range body.Entries {
		word, ok := e.Key.(*syntax.StringConstantExpression)
		value := syntax.ExpressionOf(e.Value)
		if !ok || word.Kind != syntax.BareWord || value == nil {
			continue
		}
		title := cmp.Or(cmdlet.ByAlias(word.Value), word.Value)
		c := cmdlet.Lookup(title)
		if c == nil {
			continue
		}
		start := word.End() + token.Pos(strings.IndexByte(in.File.Slice(word.End(), value.Pos()), '='))
		list = append(list, writtenCommand{
			at: syntax.Extent{Start: word.Pos(), Stop: value.End()}, name: word, cmdlet: c, title: title,
			list: []argument{{expr: syntax.Extent{Start: start, Stop: start + 1}}, {expr: value}},
		})
	}
	return list
}

func (in *Info) writeBinding(w *bufio.Writer, c writtenCommand) {
	fmt.Fprintf(w, "Command %s %s", in.extent(c.at), c.title)
	if c.splat {
		fmt.Fprint(w, " splat")
	}
	fmt.Fprintln(w)
	b := bind(c.cmdlet, false, c.list, nil)
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
			f.Node = c.name // where PowerShell reports it
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
