package facts

import (
	"strings"

	"github.com/exolint/exolint/scanner/syntax"
)

// typeText returns the name of a type as written, without its brackets, assembly and type arguments; "" for none. An
// array's ends with [].
func typeText(t *syntax.TypeName) string {
	switch {
	case t == nil:
		return ""
	case t.Element != nil:
		return typeText(t.Element) + "[]"
	}
	return t.Name
}

// isType reports whether name is one of the types, in any letter case, with or without System before it.
func isType(name string, types ...string) bool {
	name = withoutSystem(name)
	for _, t := range types {
		if syntax.EqualFold(name, t) {
			return true
		}
	}
	return false
}

// withoutSystem returns name without "System." before it.
func withoutSystem(name string) string {
	if len(name) > len("System.") && syntax.EqualFold(name[:len("System.")], "System.") {
		return name[len("System."):]
	}
	return name
}

// matchesType reports whether the type of that name is the one that want names, whose leading namespaces may be left out.
func matchesType(name, want string) bool {
	name, want = withoutSystem(name), withoutSystem(want)
	if len(name) == len(want) {
		return syntax.EqualFold(name, want)
	}
	at := len(name) - len(want)
	return at > 0 && name[at-1] == '.' && syntax.EqualFold(name[at:], want)
}

// Names of types that PowerShell knows by more than one name.
var (
	credentialTypes    = []string{"PSCredential", "Management.Automation.PSCredential"}
	networkCredentials = []string{"Net.NetworkCredential"}
	secureStringTypes  = []string{"SecureString", "Security.SecureString"}
	stringTypes        = []string{"String"}
	tableTypes         = []string{"Hashtable", "Collections.Hashtable", "Ordered", "PSCustomObject", "PSObject",
		"Management.Automation.PSCustomObject", "Management.Automation.PSObject", "Collections.Specialized.OrderedDictionary"}
)

// typeOf returns the type of a type constraint or a type expression; "" where n is neither.
func typeOf(n syntax.Node) string {
	switch n := n.(type) {
	case *syntax.TypeExpression:
		return typeText(n.TypeName)
	case *syntax.TypeConstraint:
		return typeText(n.TypeName)
	}
	return ""
}

// qualified returns the names that a type can have under the script's using namespace statements: as written, and with
// each of the namespaces before it.
func (in *Info) qualified(name string) []string {
	names := []string{name}
	for _, u := range in.usings {
		if u.Kind == syntax.KindNamespace && u.Name != nil && !strings.Contains(name, ".") {
			names = append(names, u.Name.Value+"."+name)
		}
	}
	return names
}

// isNamed reports whether the type is one of types, the script's using namespace statements considered.
func (in *Info) isNamed(name string, types ...string) bool {
	for _, n := range in.qualified(name) {
		if isType(n, types...) {
			return true
		}
	}
	return false
}
