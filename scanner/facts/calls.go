package facts

import (
	"cmp"
	"iter"
	"slices"
	"strings"

	"github.com/exolint/exolint/scanner/cmdlet"
	"github.com/exolint/exolint/scanner/syntax"
)

// A meaning is what the name of a command means.
type meaning struct {
	name     string                     // as [Call.Name]; "": not known
	function *syntax.FunctionDefinition // of this script or another; nil: none
	own      *function                  // of this script; nil: none
}

// resolve returns what the name of a command means.
func (in *Info) resolve(s *site) meaning {
	switch s.state {
	case settled:
		return s.meaning
	case underWay:
		in.lowest = min(in.lowest, 0)
		return meaning{}
	}
	s.state = underWay
	before := in.lowest
	in.lowest = noCycle
	name, qualified := in.written(s)
	if name != "" {
		s.meaning = in.mean(name, qualified, s)
	}
	s.state = untouched
	if in.lowest == noCycle || in.stack == 0 {
		s.state = settled
		in.lowest = noCycle
	}
	in.lowest = min(in.lowest, before)
	return s.meaning
}

// written returns the name that a command is written with or computed to, without its module; "" where it is not known.
func (in *Info) written(s *site) (name string, qualified bool) {
	if len(s.command.Elements) == 0 {
		return "", false
	}
	switch e := s.command.Elements[0].(type) {
	case *syntax.StringConstantExpression:
		name = e.Value
	case *syntax.ScriptBlockExpression:
		return "", false
	default:
		for t := range in.eval(e).Texts() {
			name = t
			break
		}
	}
	// To Windows PowerShell 5.1 a backtick before an e is nothing; to later ones it makes an escape character of it.
	name = strings.TrimSpace(strings.ReplaceAll(name, "\x1b", "e"))
	return cmdlet.Bare(name), strings.Contains(name, `\`)
}

// mean returns what a name means: an alias of the script, a function, a shipped alias, a cmdlet, or a program.
func (in *Info) mean(name string, qualified bool, s *site) meaning {
	if qualified {
		return meaning{name: cmdlet.Resolve(name)}
	}
	const aliasesOfAliases = 4
	for range aliasesOfAliases {
		to := in.aliasOf(name, s.command)
		if to == "" {
			break
		}
		if strings.Contains(to, `\`) {
			return meaning{name: cmdlet.Resolve(to)}
		}
		name = to
	}
	if f := in.visible(name, s); f != nil && !cmdlet.IsBuiltIn(name) {
		return meaning{name: f.name, function: f.node, own: f}
	}
	if full := cmdlet.ByAlias(name); full != "" {
		return meaning{name: full}
	}
	if f := in.foreignFunction(name); f != nil {
		plain, _ := splitName(f.Node.Name)
		return meaning{name: plain, function: f.Node}
	}
	return meaning{name: cmdlet.Resolve(name)}
}

// visible returns the function of the script that a command of that name at s calls; nil: none.
//
// A function is known from its definition on, in the scope that it stands in and those within. What runs later, the body
// of another function, sees those that are defined later too.
func (in *Info) visible(name string, s *site) *function {
	var found *function
	for _, f := range in.functionNames[syntax.Fold(name)] {
		if !f.global && !encloses(f.outer, s.function) {
			continue
		}
		later := f.node.Pos() > s.command.Pos()
		if later && (found != nil || s.function == f.outer && !s.inBlock()) {
			continue
		}
		found = f
	}
	return found
}

// inBlock reports whether the command stands in a script block, which may run later than what follows it.
func (s *site) inBlock() bool { return s.block != nil && s.block.site != nil }

// encloses reports whether outer is f or a function that f is defined in; nil encloses all.
func encloses(outer, f *function) bool {
	for ; f != nil; f = f.outer {
		if f == outer {
			return true
		}
	}
	return outer == nil
}

// aliasOf returns the command that the script makes name an alias of; "": none.
func (in *Info) aliasOf(name string, at *syntax.Command) string {
	if in.aliases == nil {
		in.aliases = in.findAliases()
	}
	list := in.aliases[syntax.Fold(name)]
	if len(list) == 0 {
		return ""
	}
	for _, a := range slices.Backward(list) {
		if a.at <= int(at.Pos()) {
			return a.command
		}
	}
	return list[0].command
}

// An alias is what the script defines with Set-Alias or New-Alias, or another name that it gives a cmdlet.
type alias struct {
	command string
	at      int
}

// findAliases returns the aliases that the script defines with constant names, and the names that the cmdlets of modules have
// which it imports with a prefix.
func (in *Info) findAliases() map[syntax.FoldedName][]alias {
	table := make(map[syntax.FoldedName][]alias)
	for _, s := range in.sites {
		word := commandWord(s.command)
		if full := cmdlet.ByAlias(word); full != "" {
			word = full
		}
		switch {
		case syntax.EqualFold(word, "Set-Alias"), syntax.EqualFold(word, "New-Alias"):
			in.addAlias(table, s)
		case syntax.EqualFold(word, "Import-Module"):
			in.addPrefixed(table, s)
		}
	}
	return table
}

// addAlias adds the alias that a Set-Alias defines.
func (in *Info) addAlias(table map[syntax.FoldedName][]alias, s *site) {
	written := writtenArguments("Set-Alias", s.command)
	name, value := wordOf(written["Name"]), wordOf(written["Value"])
	if name != "" && value != "" && !syntax.EqualFold(name, value) {
		key := syntax.Fold(name)
		table[key] = append(table[key], alias{value, int(s.command.Pos())})
	}
}

// addPrefixed adds the names of the cmdlets of a module that an Import-Module imports with a prefix: with MSOnline and the
// prefix P, Connect-PMsolService. Where a cmdlet or a function of the script has such a name, it keeps it.
func (in *Info) addPrefixed(table map[syntax.FoldedName][]alias, s *site) {
	written := writtenArguments("Import-Module", s.command)
	prefix := wordOf(written["Prefix"])
	if prefix == "" {
		return
	}
	modules := writtenList(written["Name"])
	if modules == nil {
		modules = []syntax.Expr{written["Name"]}
	}
	for c := range cmdlet.All() {
		verb, noun, _ := strings.Cut(c.Name, "-")
		key := syntax.Fold(verb + "-" + prefix + noun)
		if cmdlet.Lookup(string(key)) != nil || len(in.functionNames[key]) > 0 {
			continue
		}
		if slices.ContainsFunc(modules, func(m syntax.Expr) bool { return isPartOf(c.Module, wordOf(m)) }) {
			table[key] = append(table[key], alias{c.Module + `\` + c.Name, int(s.command.Pos())})
		}
	}
}

// isPartOf reports whether the module named is the one called module, by its name or its path, has it as a part, as AzureRM has
// AzureRM.Profile, or is another edition of it, as AzureADPreview is of AzureAD.
func isPartOf(module, named string) bool {
	named = named[strings.LastIndexAny(named, `\/`)+1:]
	whole := string(syntax.Fold(module))
	name := strings.TrimSuffix(strings.TrimSuffix(string(syntax.Fold(named)), ".psd1"), ".psm1")
	switch name {
	case whole, whole + "preview":
		return true
	case "sharepointpnppowershellonline":
		return whole == "pnp.powershell"
	}
	return name != "" && strings.HasPrefix(whole, name+".")
}

// writtenArguments returns the expressions that are written for the parameters of the cmdlet, by their full names.
func writtenArguments(command string, c *syntax.Command) map[string]syntax.Expr {
	written := make(map[string]syntax.Expr)
	for _, n := range bind(cmdlet.Lookup(command), false, argumentsOf(c.Elements[1:]), nil).bound {
		if e, ok := n.expr.(syntax.Expr); ok {
			written[n.parameter.Name] = e
		}
	}
	return written
}

// callOf returns the call that a command is; nil where its name is not known.
func (in *Info) callOf(s *site) *Call {
	if s.call != nil {
		return s.call
	}
	if s.binding {
		in.lowest = min(in.lowest, 0)
		return nil
	}
	m := in.resolve(s)
	if m.name == "" {
		return nil
	}
	s.binding = true
	before := in.lowest
	in.lowest = noCycle
	c := &Call{Node: s.command, File: in.File, Name: m.name, Outer: in.Outer, Function: m.function, info: in}
	if s.function != nil {
		c.Enclosing = s.function.node
	}
	in.bindCall(c, s, m)
	s.binding = false
	if in.lowest == noCycle || in.stack == 0 {
		s.call = c
		in.lowest = noCycle
	}
	in.lowest = min(in.lowest, before)
	return c
}

// calls yields the calls of the names, those in executed strings too.
func (in *Info) calls(names []string) iter.Seq[*Call] {
	return func(yield func(*Call) bool) {
		for _, c := range in.called(names) {
			call := c.call
			if call == nil {
				call = c.info.callOf(c.site)
			}
			if call != nil && !yield(call) {
				return
			}
		}
	}
}

// A calling is a call that is in the index by its name; what its arguments are is found out when it is asked for.
type calling struct {
	info *Info
	site *site
	call *Call // of a [powershell] object; else nil
	name syntax.FoldedName
	at   syntax.Node // in the script
}

// called returns the calls of the names in source order.
func (in *Info) called(names []string) []calling {
	in.indexCalls()
	if len(names) == 0 {
		return in.callings
	}
	var list []calling
	for _, n := range names {
		for _, i := range in.byName[syntax.Fold(n)] {
			list = append(list, in.callings[i])
		}
	}
	if len(names) > 1 {
		slices.SortStableFunc(list, func(a, b calling) int { return cmp.Compare(a.at.Pos(), b.at.Pos()) })
	}
	return list
}

// indexCalls resolves the names of all commands.
func (in *Info) indexCalls() {
	if in.byName != nil {
		return
	}
	in.byName = make(map[syntax.FoldedName][]int)
	for _, s := range in.sites {
		if m := in.resolve(s); m.name != "" {
			in.callings = append(in.callings, calling{info: in, site: s, name: syntax.Fold(m.name), at: s.command})
		}
	}
	for _, c := range in.commandObjects() {
		in.callings = append(in.callings, calling{info: in, call: c, name: syntax.Fold(c.Name), at: c.Node})
	}
	for _, e := range in.embedded() {
		for _, c := range e.called(nil) {
			c.at = e.Outer
			in.callings = append(in.callings, c)
		}
	}
	slices.SortStableFunc(in.callings, func(a, b calling) int { return cmp.Compare(a.at.Pos(), b.at.Pos()) })
	for i, c := range in.callings {
		in.byName[c.name] = append(in.byName[c.name], i)
	}
}

// callers returns the commands that call a function of the script.
func (in *Info) callers(f *function) []*site {
	if in.callerSites == nil {
		in.callerSites = make(map[*function][]*site)
		for _, s := range in.sites {
			if m := in.resolve(s); m.own != nil {
				in.callerSites[m.own] = append(in.callerSites[m.own], s)
			}
		}
	}
	return in.callerSites[f]
}
