package facts

import (
	"math"
	"slices"
	"strings"

	"github.com/exolint/exolint/scanner/cmdlet"
	"github.com/exolint/exolint/scanner/syntax"
)

// An argument is what stands behind a command's name: a parameter with or without a value, or a value alone.
type argument struct {
	name  *syntax.CommandParameter // nil: a value alone
	word  string                   // the name to look for
	expr  syntax.Node              // the value; nil for a parameter without one
	splat *Splat                   // an array that it is an element of; nil: none
	value *Value                   // of an array's element; else nil
}

// A binding is a parameter with the argument that PowerShell binds to it.
type binding struct {
	parameter *cmdlet.Parameter
	argument
	missing bool // the parameter takes a value and has none
}

// A binder binds arguments as PowerShell's StaticParameterBinder does: it looks at names and positions, neither at types
// nor at what is mandatory.
type binder struct {
	cmdlet *cmdlet.Cmdlet
	simple bool // a function without CmdletBinding: what does not bind goes to $args

	sets   uint32              // the parameter sets that are still possible
	taken  []*cmdlet.Parameter // parameters that splats have bound
	bound  []binding           // in the order of binding
	rest   []argument          // values that are still to be bound by position
	faults []Fault             // in the order in which they were found
}

// missingArgument is the id of the fault of a parameter that takes a value and has none.
const missingArgument = "MissingArgument"

// everySet is the state of a command whose arguments have said nothing of the parameter set.
const everySet uint32 = math.MaxUint32

// bind binds the arguments to the parameters of c. taken are those that splatted tables bind.
func bind(c *cmdlet.Cmdlet, simple bool, arguments []argument, taken []*cmdlet.Parameter) *binder {
	b := &binder{cmdlet: c, simple: simple, sets: everySet, taken: taken}
	for _, p := range taken {
		b.narrow(setsOf(p))
	}
	b.named(b.pair(arguments))
	b.positional()
	b.settle()
	return b
}

// pair gives each parameter the value that follows it, as PowerShell's ParseParameterArguments does.
func (b *binder) pair(arguments []argument) []binding {
	var out []binding
	for i := 0; i < len(arguments); i++ {
		a := arguments[i]
		if a.name == nil {
			b.rest = append(b.rest, a)
			continue
		}
		match := b.match(a)
		next := i+1 < len(arguments)
		switch {
		case match.Parameter == nil:
			b.fault(match, a)
			// The value of a parameter that is not known is not bound by position.
			if a.expr == nil && next && arguments[i+1].name == nil && !b.simple {
				i++
			}
			continue
		case a.expr != nil, match.Parameter.Switch():
		case next && arguments[i+1].name == nil:
			i++
			a.expr, a.splat, a.value = arguments[i].expr, arguments[i].splat, arguments[i].value
		case next && b.isValue(arguments[i+1]):
			i++
			a.expr = arguments[i].name
		}
		out = append(out, binding{
			parameter: match.Parameter,
			argument:  a,
			missing:   a.expr == nil && !match.Parameter.Switch(),
		})
	}
	return out
}

// isValue reports whether what looks like a parameter is the value of the one before: no parameter has that name.
func (b *binder) isValue(a argument) bool {
	match := b.match(a)
	return match.Parameter == nil && !match.Ambiguous
}

func (b *binder) match(a argument) cmdlet.Match {
	if b.simple {
		return b.cmdlet.MatchOwn(a.word)
	}
	return b.cmdlet.Match(a.word)
}

// fault records a parameter that has no or more than one meaning. A simple function takes any.
func (b *binder) fault(match cmdlet.Match, a argument) {
	switch {
	case match.Ambiguous:
		b.faults = append(b.faults, Fault{ID: "AmbiguousParameter", Node: a.name})
	case !b.simple:
		b.faults = append(b.faults, Fault{ID: "NamedParameterNotFound", Node: a.name})
	}
}

// named binds the named arguments.
func (b *binder) named(list []binding) {
	for _, n := range list {
		if b.has(n.parameter) {
			b.faults = append(b.faults, Fault{ID: "ParameterAlreadyBound", Node: n.name})
			continue
		}
		b.narrow(setsOf(n.parameter))
		b.bound = append(b.bound, n)
		if n.missing {
			b.faults = append(b.faults, Fault{ID: missingArgument, Node: n.name})
		}
	}
}

// has reports whether the parameter is bound already.
func (b *binder) has(p *cmdlet.Parameter) bool {
	return slices.ContainsFunc(b.bound, func(n binding) bool { return n.parameter == p })
}

// narrow leaves only the parameter sets that are in sets, where sets is not zero.
func (b *binder) narrow(sets uint32) {
	if sets != 0 {
		b.sets &= sets
	}
}

// positional binds the values that stand alone, position by position.
func (b *binder) positional() {
	places := b.open()
	for _, position := range positions(places) {
		if len(b.rest) == 0 {
			return
		}
		at := placesAt(places, position, b.sets)
		if len(at) == 0 {
			continue
		}
		value := b.rest[0]
		b.rest = b.rest[1:]
		if d := b.defaultSet(); d&b.sets != 0 && b.takeIn(at, d, value) {
			continue
		}
		b.takeIn(at, b.sets, value)
	}
}

// defaultSet returns the flag of the default parameter set; 0 where there is none.
func (b *binder) defaultSet() uint32 {
	if b.cmdlet.Default < 0 {
		return 0
	}
	return 1 << b.cmdlet.Default
}

// A place is a position of a parameter that is not bound, in one of its sets.
type place struct {
	parameter *cmdlet.Parameter
	position  int
	set       uint32 // 0: in all sets
}

// open returns the positions of the parameters that are not bound.
func (b *binder) open() []place {
	var list []place
	for i := range b.cmdlet.Parameters {
		p := &b.cmdlet.Parameters[i]
		if b.has(p) || slices.Contains(b.taken, p) {
			continue
		}
		for _, at := range p.Places {
			if at.Position >= 0 {
				list = append(list, place{p, at.Position, flagOf(at)})
			}
		}
	}
	return list
}

// positions returns the positions of the places in order.
func positions(places []place) []int {
	var list []int
	for _, p := range places {
		list = append(list, p.position)
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// placesAt returns the places at a position that are in one of the sets.
func placesAt(places []place, position int, sets uint32) []place {
	var list []place
	for _, p := range places {
		if p.position == position && p.in(sets) {
			list = append(list, p)
		}
	}
	return list
}

func (p place) in(sets uint32) bool { return p.set == 0 || p.set&sets != 0 }

// takeIn binds the value to the parameters of the places that are in one of the sets. Where the set is not decided, that
// can be several.
func (b *binder) takeIn(places []place, sets uint32, value argument) bool {
	var possible uint32
	found := false
	for _, p := range places {
		if !p.in(sets) {
			continue
		}
		found = true
		possible |= setsOf(p.parameter)
		if !b.has(p.parameter) {
			b.bound = append(b.bound, binding{parameter: p.parameter, argument: value})
		}
	}
	if found {
		b.narrow(possible)
	}
	return found
}

// settle records what is left over.
func (b *binder) settle() {
	if b.ambiguous() {
		b.faults = append(b.faults, Fault{ID: "AmbiguousParameterSet"})
	}
	if b.simple {
		return
	}
	for _, a := range b.rest {
		b.faults = append(b.faults, Fault{ID: "PositionalParameterNotFound", Node: a.expr})
	}
}

// ambiguous reports whether the arguments leave no parameter set, or several without the default one.
func (b *binder) ambiguous() bool {
	if b.sets == everySet || b.defaultSet()&b.sets != 0 {
		return false
	}
	return !single(b.sets) && !single(b.withoutMandatory())
}

// single reports whether exactly one set is in sets.
func single(sets uint32) bool { return sets != 0 && sets&(sets-1) == 0 }

// withoutMandatory returns the possible sets that have no mandatory parameter left to bind.
func (b *binder) withoutMandatory() uint32 {
	sets := b.sets & (1<<len(b.cmdlet.Sets) - 1)
	for i := range b.cmdlet.Parameters {
		p := &b.cmdlet.Parameters[i]
		if b.has(p) || slices.Contains(b.taken, p) {
			continue
		}
		for _, at := range p.Places {
			if at.Mandatory {
				sets &^= flagOf(at)
			}
		}
	}
	return sets
}

// setsOf returns the flags of the sets that a parameter is in; 0: in all of them.
func setsOf(p *cmdlet.Parameter) uint32 {
	var sets uint32
	for _, at := range p.Places {
		sets |= flagOf(at)
	}
	return sets
}

// flagOf returns the flag of a place's set; 0 for all sets.
func flagOf(at cmdlet.Place) uint32 {
	if at.Set == cmdlet.AllSets {
		return 0
	}
	return 1 << at.Set
}

// argumentsOf returns the arguments of a command, splatted variables left out. A lone dash is none to PowerShell's binder.
func argumentsOf(elements []syntax.CommandElement) []argument {
	list := make([]argument, 0, len(elements))
	for _, e := range elements {
		switch e := e.(type) {
		case *syntax.CommandParameter:
			a := argument{name: e, word: e.Name}
			if e.Argument != nil {
				a.expr = e.Argument
			}
			list = append(list, a)
		case *syntax.VariableExpression:
			if !e.Splat {
				list = append(list, argument{expr: e})
			}
		case *syntax.StringConstantExpression:
			if strings.TrimSpace(e.Value) != "-" {
				list = append(list, argument{expr: e})
			}
		default:
			list = append(list, argument{expr: e})
		}
	}
	return list
}

// withoutTicks takes the backticks out of the names of parameters: Windows PowerShell 5.1 reads them so.
func withoutTicks(list []argument) []argument {
	for i := range list {
		list[i].word = strings.ReplaceAll(list[i].word, "`", "")
	}
	return list
}
