package facts

import (
	"cmp"
	"iter"
	"slices"
	"sync"

	"github.com/exolint/exolint/scanner/project"
	"github.com/exolint/exolint/scanner/syntax"
)

// Info is what is known of one script. It answers lazily and remembers, so it is not safe for concurrent use.
type Info struct {
	File  *syntax.File
	Outer syntax.Node // the string of the script whose text File is; nil: File is the script itself

	evaluator
	session    *session
	parent     *Info                             // that executes this text; nil: none
	parentVars map[syntax.FoldedName]*definition // its variables where it does
	nesting    int                               // of executed strings

	// What the walk notes, in the order in which the script runs.
	refs          map[*syntax.VariableExpression]reference
	functions     []*function
	functionNames map[syntax.FoldedName][]*function
	definedAs     map[*syntax.FunctionDefinition]*function
	sites         []*site
	siteOf        map[*syntax.Command]*site
	runs          map[*syntax.ScriptBlock][]*site // the commands that run a script block which a variable holds; nil: not asked for
	definitions   []*definition
	changes       []*definition
	lefts         map[*definition]syntax.Expr // what the definitions assign to
	makings       []syntax.Node               // casts and static method calls: they may make an object
	invocations   []*syntax.InvokeMemberExpression
	hashtables    []*syntax.Hashtable
	redirections  []redirection
	usings        []*syntax.UsingStatement
	finals        map[syntax.FoldedName]*definition   // the script's variables as it ends
	scriptSets    map[syntax.FoldedName][]*definition // all that the script itself sets its variables to
	shared        map[syntax.FoldedName][]*definition // all that functions set the script's variables to
	snapshots     int

	// What is computed when it is first asked for.
	aliases     map[syntax.FoldedName][]alias
	callings    []calling
	byName      map[syntax.FoldedName][]int
	callerSites map[*function][]*site
	foreign     map[*syntax.FunctionDefinition]*project.Function

	callersElsewhere map[*function][]*Call
	signatures       map[*syntax.FunctionDefinition]*signature
	constructs       map[syntax.Node]*Construct
	attached         bool
	methods          []*Invocation
	sought           bool
	strings          []*Info
	namesScripts     func() bool
	path             []syntax.Node // to the node whose parent was asked for last; see Parent
}

// A reference is a use of a variable with the definition that it sees, nil for none, and the scope that it stands in.
type reference struct {
	definition *definition
	scope      *scope
}

// An Assignment gives a variable a value: $x = …, a parameter's default, $h.Key = …, $h['Key'] = … or $h.Add('Key', …).
type Assignment struct {
	Node  syntax.Node // the statement, the method call, or the parameter
	Left  syntax.Expr // what is assigned to, casts and attributes included; nil where a command sets the variable
	Name  string      // of the variable, without scope: "x"
	Key   string      // of $h.Key = … and the like; "" for the variable itself
	Expr  syntax.Node // what is assigned; nil for a parameter without a default
	Value Value       // what is assigned
	Outer syntax.Node // the executed string that it stands in; nil: none

	Parameter *syntax.Parameter // whose default it is; nil: none
}

// Compute returns what is known of f, seen together with the other scripts of p; alone where p is nil.
func Compute(f *syntax.File, p project.View) *Info {
	if p == nil {
		p = project.None
	}
	s := &session{view: p, infos: make(map[*syntax.File]*Info), base: embeddedBase}
	in := newInfo(f, s)
	s.infos[f] = in
	in.walk()
	return in
}

func newInfo(f *syntax.File, s *session) *Info {
	return &Info{
		File:             f,
		evaluator:        newEvaluator(len(f.Src)),
		session:          s,
		refs:             make(map[*syntax.VariableExpression]reference),
		functionNames:    make(map[syntax.FoldedName][]*function),
		definedAs:        make(map[*syntax.FunctionDefinition]*function),
		siteOf:           make(map[*syntax.Command]*site),
		lefts:            make(map[*definition]syntax.Expr),
		scriptSets:       make(map[syntax.FoldedName][]*definition),
		shared:           make(map[syntax.FoldedName][]*definition),
		foreign:          make(map[*syntax.FunctionDefinition]*project.Function),
		callersElsewhere: make(map[*function][]*Call),
		signatures:       make(map[*syntax.FunctionDefinition]*signature),
		constructs:       make(map[syntax.Node]*Construct),
		namesScripts:     sync.OnceValue(func() bool { return namesScripts(f.Src) }),
	}
}

// walk walks the script.
func (in *Info) walk() {
	w := &flow{in: in, scope: newScope(nil)}
	w.run(in.File.Root)
	slices.SortStableFunc(in.sites, func(a, b *site) int { return cmp.Compare(a.command.Pos(), b.command.Pos()) })
}

func (in *Info) addFunction(f *function) {
	in.functions = append(in.functions, f)
	in.definedAs[f.node] = f
	if !f.method {
		in.functionNames[syntax.Fold(f.name)] = append(in.functionNames[syntax.Fold(f.name)], f)
	}
}

// ValueOf returns what n, an expression or a statement of the script, holds.
func (in *Info) ValueOf(n syntax.Node) Value { return in.eval(n) }

// SourceOf returns where the password, SecureString or credential that n holds comes from; a text that is known comes from
// a literal. Nil where nothing is known.
func (in *Info) SourceOf(n syntax.Node) *Source { return in.eval(n).source() }

// Owns reports whether n stands in the script, not in another script or in a string that is executed.
func (in *Info) Owns(n syntax.Node) bool {
	base := in.File.Tok.Base()
	return n != nil && int(n.Pos()) >= base && int(n.End()) <= base+len(in.File.Src)
}

// Constructs yields the makings of objects of the named types, in source order, those in executed strings included; all
// of them where no name is given. A name matches in any letter case, with and without the namespaces before it:
// "SmtpClient" matches System.Net.Mail.SmtpClient and MailKit.Net.Smtp.SmtpClient, "Net.Mail.SmtpClient" only the first.
func (in *Info) Constructs(types ...string) iter.Seq[*Construct] {
	return func(yield func(*Construct) bool) {
		for _, c := range in.constructsOf(types) {
			if !yield(c) {
				return
			}
		}
		for _, e := range in.embedded() {
			for c := range e.Constructs(types...) {
				if !yield(c) {
					return
				}
			}
		}
	}
}

// constructsOf returns the objects of the named types that the script makes, in source order. Their properties take long to
// find out and are left to be unless there is such an object.
func (in *Info) constructsOf(types []string) []*Construct {
	var list []*Construct
	for _, n := range in.makings {
		if name := madeType(n); name == "" || in.isOneOf(name, types) {
			list = in.appendConstruct(list, n, types)
		}
	}
	in.indexCalls()
	for _, i := range in.byName["new-object"] {
		if s := in.callings[i].site; s != nil && in.callings[i].info == in {
			list = in.appendConstruct(list, s.command, types)
		}
	}
	if len(list) > 0 {
		in.attach()
	}
	slices.SortStableFunc(list, func(a, b *Construct) int { return cmp.Compare(a.Node.Pos(), b.Node.Pos()) })
	return list
}

// isOneOf reports whether a type is one of types, or none is asked for.
func (in *Info) isOneOf(name string, types []string) bool {
	if len(types) == 0 {
		return true
	}
	for _, full := range in.qualified(name) {
		if slices.ContainsFunc(types, func(t string) bool { return matchesType(full, t) }) {
			return true
		}
	}
	return false
}

// appendConstruct appends the object that n makes, if it is of one of the types.
func (in *Info) appendConstruct(list []*Construct, n syntax.Node, types []string) []*Construct {
	if c := in.construct(n); c != nil && in.isOneOf(c.TypeName, types) {
		return append(list, c)
	}
	return list
}

// Invocations yields the calls of the named methods, static ones too, those in executed strings included; all of them
// where no name is given.
func (in *Info) Invocations(methods ...string) iter.Seq[*Invocation] {
	return func(yield func(*Invocation) bool) {
		if in.invokes(methods) {
			in.attach()
		}
		for _, m := range in.methods {
			if isNamed(m.Name, methods) && !yield(m) {
				return
			}
		}
		for _, e := range in.embedded() {
			for m := range e.Invocations(methods...) {
				if !yield(m) {
					return
				}
			}
		}
	}
}

// invokes reports whether the script itself calls one of the methods: it takes long to find out what the calls are made on.
func (in *Info) invokes(methods []string) bool {
	return slices.ContainsFunc(in.invocations, func(m *syntax.InvokeMemberExpression) bool { return isNamed(wordOf(m.Member), methods) })
}

func isNamed(name string, names []string) bool {
	return len(names) == 0 || slices.ContainsFunc(names, func(n string) bool { return syntax.EqualFold(n, name) })
}

// Hashes yields every hashtable literal of the script with what is known of it.
func (in *Info) Hashes() iter.Seq2[*syntax.Hashtable, *Hash] {
	return func(yield func(*syntax.Hashtable, *Hash) bool) {
		for _, n := range in.hashtables {
			v := in.eval(n)
			if v.Table != nil && !yield(n, v.Table) {
				return
			}
		}
	}
}

// Assignments yields what gives variables, their keys and parameters their values, in the order in which the script runs;
// those in executed strings last.
func (in *Info) Assignments() iter.Seq[*Assignment] {
	return func(yield func(*Assignment) bool) {
		for _, d := range in.definitions {
			if !yield(in.assignmentOf(d)) {
				return
			}
		}
		for _, e := range in.embedded() {
			for a := range e.Assignments() {
				if !yield(a) {
					return
				}
			}
		}
	}
}

// assignmentOf returns a definition as an assignment.
func (in *Info) assignmentOf(d *definition) *Assignment {
	a := &Assignment{Node: d.node, Left: in.lefts[d], Name: d.name, Expr: d.expr, Outer: in.Outer}
	if s, ok := d.expr.(syntax.Stmt); ok {
		a.Expr = plainExpression(s)
	}
	if len(d.path) > 0 {
		a.Key, _ = in.keyOf(d.path[len(d.path)-1])
	}
	switch {
	case d.param != nil:
		a.Parameter = d.param.node
		a.Left, a.Expr = d.param.node.Name, nil
		if d.param.node.Default != nil {
			a.Expr = d.param.node.Default
			a.Value = in.eval(a.Expr)
		}
		return a
	case d.kind == byMethod:
		in.methodAssignment(a, d)
		return a
	case d.kind == byElement:
		a.Value = in.define(d)
		return a
	}
	a.Value = in.eval(d.expr)
	return a
}

// methodAssignment fills in what $h.Add('Key', value) sets.
func (in *Info) methodAssignment(a *Assignment, d *definition) {
	a.Expr = nil
	m, ok := d.expr.(*syntax.InvokeMemberExpression)
	if !ok || len(m.Arguments) != 2 {
		return
	}
	a.Key, _ = in.eval(m.Arguments[0]).Text()
	a.Expr = m.Arguments[1]
	a.Value = in.eval(m.Arguments[1])
}

// Functions yields the function definitions of the script, methods of classes included, in source order.
func (in *Info) Functions() iter.Seq[*syntax.FunctionDefinition] {
	return func(yield func(*syntax.FunctionDefinition) bool) {
		for _, f := range in.functions {
			if !yield(f.node) {
				return
			}
		}
	}
}

// Shared reports whether other scripts see the script's variables: they dot-source it, or are parts of its module.
func (in *Info) Shared() bool { return in.session.view.Shared(in.scriptPath()) }

// Callers returns the calls of fn in the script and in other scripts, in that order.
func (in *Info) Callers(fn *syntax.FunctionDefinition) []*Call {
	f := in.definedAs[fn]
	if f == nil {
		return nil
	}
	var list []*Call
	for _, s := range in.callers(f) {
		if c := in.callOf(s); c != nil {
			list = append(list, c)
		}
	}
	return append(list, in.foreignCalls(f)...)
}

// Parent returns the node that n stands in; nil for the root and for a node of another tree.
func (in *Info) Parent(n syntax.Node) syntax.Node {
	if !in.Owns(n) {
		return nil
	}
	i := slices.Index(in.path, n)
	if i < 0 {
		in.path = syntax.PathTo(in.File.Root, n)
		i = len(in.path) - 1
	}
	if i < 1 {
		return nil
	}
	return in.path[i-1]
}

// Embedded yields what is known of the strings of the script that are executed.
func (in *Info) Embedded() iter.Seq[*Info] { return slices.Values(in.embedded()) }
