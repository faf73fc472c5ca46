package project

import (
	"path"
	"slices"
	"strings"

	"github.com/exolint/exolint/scanner/cmdlet"
	"github.com/exolint/exolint/scanner/syntax"
)

// A Summary is what other scripts need to know of a script. It is small: it holds nothing of the tree or the text.
type Summary struct {
	Path      string // as the script's own
	Functions []Definition
	Variables []syntax.FoldedName // that the script sets in its own scope or a wider one
	Loads     []Load
	Calls     []Call // of what is no known cmdlet
	Collects  bool   // it loads files that it finds while it runs, as modules load their parts
}

// A Definition is a function that a script defines in its own scope or a wider one.
type Definition struct {
	Name   syntax.FoldedName // without scope
	Offset int               // of the definition, in bytes
}

// A Call is a command by its name.
type Call struct {
	Name   syntax.FoldedName
	Offset int // of the command, in bytes
}

// A Load is a file that a script dot-sources or imports.
type Load struct {
	Path   string // slash-separated and clean; relative to the run's root as the script's own path is
	Exact  bool   // Path is the whole path; else its end
	Module bool   // its functions are seen, its variables are not
}

// Summarize returns the summary of the script at path, which is slash-separated.
func Summarize(path string, f *syntax.File) *Summary {
	s := &summarizer{
		file: f, out: &Summary{Path: path}, sets: make(map[syntax.FoldedName]syntax.Stmt), calls: make(map[string]syntax.FoldedName),
	}
	syntax.WalkStack(f.Root, s.visit)
	s.out.Variables = sortedNames(s.sets)
	s.out.Calls = slices.Clone(s.out.Calls) // which is kept, without the room that it grew with
	s.resolve()
	return s.out
}

// summarizer collects what a summary holds.
type summarizer struct {
	file  *syntax.File
	out   *Summary
	sets  map[syntax.FoldedName]syntax.Stmt // variables with what they are set to; nil: more than one thing
	calls map[string]syntax.FoldedName      // by a command as written, its name; "" for what is a known cmdlet
	loads []pending
}

// A pending load is an expression that names a file.
type pending struct {
	expr   syntax.Node
	module bool
}

func (s *summarizer) visit(n syntax.Node, stack []syntax.Node) bool {
	switch n := n.(type) {
	case *syntax.FunctionDefinition:
		s.function(n, stack)
	case *syntax.AssignmentStatement:
		s.assignment(n, stack)
	case *syntax.Command:
		s.command(n)
	case *syntax.UsingStatement:
		if n.Kind == syntax.KindModule && n.Name != nil {
			s.loads = append(s.loads, pending{n.Name, true})
		}
	case *syntax.Hashtable:
		if isManifest(s.out.Path) && len(stack) < manifestDepth {
			s.manifest(n)
		}
	}
	return true
}

// manifestDepth is deeper than the table of a module manifest stands.
const manifestDepth = 6

func isManifest(name string) bool { return strings.HasSuffix(strings.ToLower(name), ".psd1") }

func (s *summarizer) function(n *syntax.FunctionDefinition, stack []syntax.Node) {
	scope, name, scoped := strings.Cut(n.Name, ":")
	if !scoped {
		name = n.Name
	}
	wide := scoped && (syntax.EqualFold(scope, "global") || syntax.EqualFold(scope, "script"))
	if within(stack) && !wide {
		return
	}
	if len(stack) > 0 {
		if _, method := stack[len(stack)-1].(*syntax.FunctionMember); method {
			return
		}
	}
	s.out.Functions = append(s.out.Functions, Definition{keep(name), s.file.Offset(n.Pos())})
}

// keep returns a folded name that does not keep the script's text alive.
func keep(name string) syntax.FoldedName {
	return syntax.FoldedName(strings.Clone(string(syntax.Fold(name))))
}

// within reports whether the nodes above hold a function or a script block.
func within(stack []syntax.Node) bool {
	for _, n := range stack {
		switch n.(type) {
		case *syntax.FunctionDefinition, *syntax.ScriptBlockExpression:
			return true
		}
	}
	return false
}

func (s *summarizer) assignment(n *syntax.AssignmentStatement, stack []syntax.Node) {
	left := n.Left
	if c, ok := left.(*syntax.ConvertExpression); ok {
		left = c.Operand
	}
	v, ok := left.(*syntax.VariableExpression)
	if !ok {
		return
	}
	scope, name, scoped := strings.Cut(v.Name, ":")
	if !scoped {
		name = v.Name
	}
	wide := scoped && (syntax.EqualFold(scope, "global") || syntax.EqualFold(scope, "script"))
	if scoped && !wide || within(stack) && !wide {
		return
	}
	key := keep(name)
	if _, again := s.sets[key]; again {
		s.sets[key] = nil
		return
	}
	s.sets[key] = n.Right
}

func (s *summarizer) command(n *syntax.Command) {
	if len(n.Elements) == 0 {
		return
	}
	if n.Invocation == syntax.KindDot {
		if _, block := n.Elements[0].(*syntax.ScriptBlockExpression); !block {
			s.loads = append(s.loads, pending{n.Elements[0], false})
		}
		return
	}
	word, ok := n.Elements[0].(*syntax.StringConstantExpression)
	if !ok {
		return
	}
	name, known := s.calls[word.Value]
	if !known {
		name = nameOf(word.Value)
		s.calls[word.Value] = name
	}
	switch name {
	case "":
	case "import-module", "ipmo":
		s.importModule(n)
	default:
		s.out.Calls = append(s.out.Calls, Call{name, s.file.Offset(n.Pos())})
	}
}

// nameOf returns the name of a command as it is written; "" for a known cmdlet other than Import-Module.
func nameOf(written string) syntax.FoldedName {
	name := cmdlet.Bare(written)
	switch folded := syntax.Fold(name); {
	case folded == "import-module", folded == "ipmo":
		return folded
	case cmdlet.Lookup(name) != nil, cmdlet.ByAlias(name) != "":
		return ""
	}
	return keep(name)
}

// importModule notes the modules that Import-Module names: its first argument without a parameter, or that of -Name.
func (s *summarizer) importModule(n *syntax.Command) {
	for i, e := range n.Elements[1:] {
		p, named := n.Elements[i].(*syntax.CommandParameter)
		if _, parameter := e.(*syntax.CommandParameter); parameter {
			continue
		}
		if named && p.Argument == nil && !isModuleName(p.Name) {
			continue
		}
		if list, ok := e.(*syntax.ArrayLiteral); ok {
			for _, one := range list.Elements {
				s.loads = append(s.loads, pending{one, true})
			}
			return
		}
		s.loads = append(s.loads, pending{e, true})
		return
	}
}

// isModuleName reports whether a parameter of Import-Module is followed by the module, or is a switch before it.
func isModuleName(name string) bool {
	for _, p := range []string{"Name", "Force", "DisableNameChecking", "Global", "PassThru", "NoClobber", "Verbose", "AsCustomObject"} {
		if syntax.HasPrefixFold(p, name) {
			return true
		}
	}
	return false
}

// manifest notes the files that a module manifest names.
func (s *summarizer) manifest(n *syntax.Hashtable) {
	for _, e := range n.Entries {
		key, ok := e.Key.(*syntax.StringConstantExpression)
		if !ok {
			continue
		}
		switch syntax.Fold(key.Value) {
		case "rootmodule", "moduletoprocess", "nestedmodules", "scriptstoprocess":
			for c := range syntax.All(e.Value) {
				if file, ok := c.(*syntax.StringConstantExpression); ok {
					s.loads = append(s.loads, pending{file, true})
				}
			}
		}
	}
}

// resolve turns the expressions that name files into paths.
func (s *summarizer) resolve() {
	for _, p := range s.loads {
		name, exact, ok := s.path(p.expr, 0)
		if !ok {
			s.out.Collects = true
			continue
		}
		name = strings.ReplaceAll(name, `\`, "/")
		if exact && (p.module && !strings.Contains(name, "/") && !strings.Contains(name, ".ps")) {
			exact = false // a module's name, not a path
		}
		if exact {
			name = path.Join(path.Dir(s.out.Path), name)
		}
		s.out.Loads = append(s.out.Loads, Load{Path: strings.Clone(path.Clean(name)), Exact: exact, Module: p.module})
	}
}
