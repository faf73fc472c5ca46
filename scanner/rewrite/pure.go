package rewrite

import (
	"strings"

	"github.com/exolint/exolint/scanner/syntax"
)

// isPureCommand reports whether a script loses nothing by not calling the command when nothing uses what it returns.
func isPureCommand(name string) bool {
	switch strings.ToLower(name) {
	case "get-credential", "read-host", "import-clixml", "get-content", "convertto-securestring", "convertfrom-securestring",
		"get-automationpscredential", "get-automationvariable", "get-storedcredential", "get-secret", "get-azkeyvaultsecret",
		"get-azurekeyvaultsecret", "get-pnpstoredcredential", "get-vaultcredential", "get-savedcredential", "new-pssessionoption",
		"join-path", "split-path", "out-string", "select-object", "get-item", "test-path", "convertfrom-json", "get-date",
		"where-object", "foreach-object", "select-string":
		return true
	}
	return false
}

// isPureType reports whether the making of an object of that type has no effect beyond the object.
func isPureType(name string) bool {
	switch strings.ToLower(name[strings.LastIndexByte(name, '.')+1:]) {
	case "pscredential", "networkcredential", "securestring", "uri", "hashtable", "smtpclient", "mailmessage", "mailaddress",
		"attachment", "psobject", "string":
		return true
	}
	return false
}

// pure reports whether a statement or an expression has no effect but its result.
func (s *script) pure(n syntax.Node) bool {
	for m := range syntax.All(n) {
		switch m := m.(type) {
		case *syntax.Command:
			if !s.pureCommand(m) {
				return false
			}
		case *syntax.InvokeMemberExpression:
			if !pureMember(m) {
				return false
			}
		case *syntax.AssignmentStatement, *syntax.FileRedirection, *syntax.ErrorExpression, *syntax.ErrorStatement,
			*syntax.ThrowStatement, *syntax.ExitStatement, *syntax.ReturnStatement, *syntax.FunctionDefinition:
			return false
		case *syntax.UnaryExpression:
			switch m.Operator {
			case syntax.KindPlusPlus, syntax.KindMinusMinus, syntax.KindPostfixPlusPlus, syntax.KindPostfixMinusMinus:
				return false
			}
		}
	}
	return true
}

// pureArguments reports whether the arguments of a method call are pure.
func (s *script) pureArguments(n syntax.Node) bool {
	call, ok := n.(*syntax.InvokeMemberExpression)
	if !ok {
		return false
	}
	for _, a := range call.Arguments {
		if !s.pure(a) {
			return false
		}
	}
	return true
}

func (s *script) pureCommand(cmd *syntax.Command) bool {
	call, ok := s.calls[cmd]
	if !ok || call.Function != nil {
		return false
	}
	if !syntax.EqualFold(call.Name, "New-Object") {
		return isPureCommand(call.Name)
	}
	b, ok := call.Argument("TypeName")
	if !ok {
		return false
	}
	text, ok := b.Value().Text()
	return ok && isPureType(text)
}

// pureMember reports whether a method call only makes or reads something.
func pureMember(m *syntax.InvokeMemberExpression) bool {
	name, ok := m.Member.(*syntax.StringConstantExpression)
	if !ok {
		return false
	}
	switch strings.ToLower(name.Value) {
	case "new":
		t, ok := m.Target.(*syntax.TypeExpression)
		return ok && isPureType(t.TypeName.Name)
	case "tostring", "trim", "trimend", "trimstart", "replace", "split", "substring", "tolower", "toupper", "join", "format",
		"getnetworkcredential", "getstring", "getbytes", "frombase64string", "tobase64string", "readalltext", "readallbytes",
		"ptrtostringauto", "ptrtostringbstr", "securestringtobstr", "getenvironmentvariable", "getfullpath", "combine", "isnullorempty":
		return true
	}
	return false
}
