package inventory

import "github.com/exolint/exolint/scanner/syntax"

// nodes are the nodes of a script that the inventory looks at by kind, each list in source order. One walk finds them all.
type nodes struct {
	commands    []*syntax.Command
	assignments []*syntax.AssignmentStatement
	properties  []*syntax.PropertyMember
	parameters  []*syntax.Parameter // those with a default
	hashtables  []*syntax.Hashtable
	resources   []*syntax.DynamicKeywordStatement // of DSC configurations
	additions   []*syntax.InvokeMemberExpression  // calls with two arguments of Add, and of what writes XML
	strings     []syntax.Expr                     // *StringConstantExpression but for bare words, and *ExpandableStringExpression
	drives      []*syntax.VariableExpression      // $env:NAME and the like, and $PSPrivateMetadata
}

// nodesOf walks a script.
func nodesOf(f *syntax.File) *nodes {
	var list nodes
	for n := range syntax.All(f.Root) {
		switch n := n.(type) {
		case *syntax.Command:
			list.commands = append(list.commands, n)
		case *syntax.AssignmentStatement:
			list.assignments = append(list.assignments, n)
		case *syntax.PropertyMember:
			list.properties = append(list.properties, n)
		case *syntax.Parameter:
			if n.Default != nil {
				list.parameters = append(list.parameters, n)
			}
		case *syntax.DynamicKeywordStatement:
			list.resources = append(list.resources, n)
		case *syntax.Hashtable:
			list.hashtables = append(list.hashtables, n)
		case *syntax.InvokeMemberExpression:
			if len(n.Arguments) == 2 && equalsAny(constantText(n.Member), "Add", "WriteElementString", "WriteAttributeString", "SetAttribute") {
				list.additions = append(list.additions, n)
			}
		case *syntax.StringConstantExpression:
			if n.Kind != syntax.BareWord {
				list.strings = append(list.strings, n)
			}
		case *syntax.ExpandableStringExpression:
			list.strings = append(list.strings, n)
		case *syntax.VariableExpression:
			if isHostVariable(n.Name) {
				list.drives = append(list.drives, n)
			}
		}
	}
	return &list
}

// isHostVariable reports whether the variable may say on what host the script runs.
func isHostVariable(name string) bool {
	return len(name) > 4 && (syntax.HasPrefixFold(name, "env:") || syntax.EqualFold(name, "PSPrivateMetadata"))
}
