package rewrite

import (
	"slices"
	"strconv"
	"strings"

	"github.com/exolint/exolint/scanner/edit"
	"github.com/exolint/exolint/scanner/facts"
	"github.com/exolint/exolint/scanner/inventory"
	"github.com/exolint/exolint/scanner/syntax"
)

// signIn answers the findings about sign-ins.
func (s *script) signIn(c *Change) {
	if !strings.HasPrefix(c.Rule, "EXO1") {
		return
	}
	e := s.signInAt(c.At)
	if s.inv.Test {
		c.refuse(InTest)
		return
	}
	switch {
	case e == nil:
		c.refuse(NoRewrite)
		return
	case e.Method == inventory.PasswordGrant:
		c.refuse(PasswordToken)
		return
	case e.Cmdlet == clientObject:
		c.refuse(ClientObject)
		return
	case e.Call == nil:
		c.refuse(NoRewrite)
		return
	}
	if e.Call.Outer != nil {
		c.refuse(ExecutedString)
		return
	}
	switch {
	case e.Service == inventory.ExchangeOnline || e.Service == inventory.SecurityCompliance:
		s.exchange(c, e)
	default:
		s.service(c, e)
	}
}

// signInAt returns the sign-in that a finding at n is about; nil where there is none.
func (s *script) signInAt(n syntax.Node) *inventory.SignIn {
	var around *inventory.SignIn
	for _, e := range s.inv.SignIns {
		if e.At.Pos() == n.Pos() && e.At.End() == n.End() {
			return e
		}
		if e.Call != nil && e.Call.Outer == nil && within(n, e.Call.Node) {
			around = e
		}
		if around == nil && within(n, e.At) {
			around = e
		}
	}
	return around
}

// exchange rewrites a sign-in to Exchange Online or Security & Compliance.
func (s *script) exchange(c *Change, e *inventory.SignIn) {
	switch c.Rule {
	case "EXO1006":
		s.mendConnect(c, e)
		return
	case "EXO1005":
		c.Refusal = s.blocked(e)
		return
	}
	m, refusal := s.modern(c, e)
	if refusal == nil {
		refusal = s.branchRefusal(c, e)
	}
	if refusal != nil {
		c.Refusal = refusal
		return
	}
	switch strings.ToLower(e.Cmdlet) {
	case "connect-exchangeonline", "connect-ippssession", "connect-exopssession":
		s.connect(c, e, m)
	default:
		s.session(c, e, m)
	}
}

// branchRefusal returns the refusal for a sign-in beside which another branch of the same condition signs in to the service as an
// application already: whoever runs the script chooses between them. It is nil where there is none.
func (s *script) branchRefusal(c *Change, e *inventory.SignIn) *Refusal {
	if c.Target != AppOnly && c.Target != ManagedIdentity || e.Method != inventory.CredentialMethod {
		return nil
	}
	for n := s.info.Parent(e.Call.Node); n != nil; n = s.info.Parent(n) {
		cond, ok := n.(*syntax.IfStatement)
		if !ok {
			continue
		}
		for _, other := range s.inv.SignIns {
			if s.isOtherBranch(cond, e, other) {
				return Refuse(OtherBranch, strconv.Itoa(s.f.Tok.Line(other.Call.Node.Pos())))
			}
		}
	}
	return nil
}

// isOtherBranch reports whether other signs in to the service of e as an application, in another branch of the condition.
func (s *script) isOtherBranch(cond *syntax.IfStatement, e, other *inventory.SignIn) bool {
	if other.Service != e.Service || other.Method != inventory.Certificate && other.Method != inventory.ManagedIdentity || !within(other.Call.Node, cond) {
		return false
	}
	return !slices.ContainsFunc(cond.Clauses, func(clause syntax.IfClause) bool {
		return within(e.Call.Node, clause.Body) && within(other.Call.Node, clause.Body)
	}) && (cond.Else == nil || !within(e.Call.Node, cond.Else) || !within(other.Call.Node, cond.Else))
}

// connect writes the new sign-in in the place of a command that signs in at once.
func (s *script) connect(c *Change, e *inventory.SignIn, m *modernSignIn) {
	c.Message = messageOf(c.Target)
	if isRestOnly(e) {
		c.Message, c.Target, c.Because = restMessage, "", ""
	}
	if !s.replaceSignIn(c, e, m) {
		return
	}
	c.Edits = append(c.Edits, s.oldModule(e)...)
	s.exchangeNeeds(c, e)
}

// replaceSignIn writes the new sign-in in the place of the old one. It reports false where it refused.
func (s *script) replaceSignIn(c *Change, e *inventory.SignIn, m *modernSignIn) bool {
	if m.replaces(e) {
		return s.replaceCommand(c, e, m)
	}
	return s.replaceArguments(c, e.Call, m.gone, m.args)
}

// mendConnect adds what a modern sign-in lacks.
func (s *script) mendConnect(c *Change, e *inventory.SignIn) {
	if e.Service == inventory.SecurityCompliance && strings.Contains(strings.ToLower(s.f.Text(c.At)), "managedidentity") {
		c.refuse(NoManagedIdentity, e.Cmdlet)
		return
	}
	m, ok := s.mended(c, e)
	switch {
	case e.Open:
		c.refuse(UnknownSplat, "the call")
	case !ok || e.Organization != nil && (e.Organization.Splat != nil || !within(c.At, s.extentOf(*e.Organization))):
		c.refuse(NoRewrite)
	default:
		c.Target, c.Because, c.Message = "", "", organizationMessage
		s.replaceArguments(c, e.Call, m.gone, m.args)
	}
}

// exchangeNeeds adds what the sign-in's target needs.
func (s *script) exchangeNeeds(c *Change, e *inventory.SignIn) {
	c.Needs = append(c.Needs, NeedModule)
	if len(s.withSearch(e, nil)) > 0 {
		c.Notes = append(c.Notes, "-EnableSearchOnlySession needs ExchangeOnlineManagement 3.9.0 or later")
	}
	role := NeedExchangeRole
	if e.Service == inventory.SecurityCompliance {
		role = NeedComplianceRole
	}
	switch c.Target {
	case AppOnly:
		c.Needs = append(c.Needs, NeedApp, NeedCertificate, NeedManageAsApp, role)
	case ManagedIdentity:
		c.Needs = append(c.Needs, NeedIdentity, NeedManageAsApp, role)
	case Interactive:
		if k := s.inv.Job.Kind; k != inventory.HumanRun && k != inventory.UnknownJob {
			c.Notes = append(c.Notes, "interactive sign-in waits for a person, and this script seems to run without one")
		}
	}
}

// extentOf returns the argument with its parameter.
func (s *script) extentOf(b facts.Bound) syntax.Node {
	if b.Name == nil || b.Expr == nil {
		return b.Node
	}
	return syntax.Extent{Start: b.Name.Pos(), Stop: max(b.Name.End(), b.Expr.End())}
}

// oldModule returns the edits that take out what loads the module before Connect-ExchangeOnline, for its sign-ins.
func (s *script) oldModule(e *inventory.SignIn) []edit.Edit {
	if !strings.Contains(strings.ToLower(e.Cmdlet), "-exopssession") {
		return nil
	}
	var edits []edit.Edit
	for _, call := range s.calls {
		load := syntax.EqualFold(call.Name, "Import-Module") || call.Node.Invocation == syntax.KindDot
		text := strings.ToLower(s.f.Text(call.Node))
		if !load || !strings.Contains(text, "exopowershellmodule") && !strings.Contains(text, "createexopssession") {
			continue
		}
		if p := s.pipelineOf(call.Node); p != nil && s.isStatement(p) {
			edits = append(edits, edit.Remove(s.f, edit.SpanOf(s.f, p)))
		}
	}
	merged, ok := edit.Merge(edits, nil)
	if !ok {
		return nil
	}
	return merged
}

// replaceCommand writes another command in the place of a sign-in.
func (s *script) replaceCommand(c *Change, e *inventory.SignIn, m *modernSignIn) bool {
	call := e.Call
	if call.Open() {
		c.refuse(UnknownSplat, s.splatNames(call))
		return false
	}
	if i := slices.IndexFunc(call.Arguments, func(b facts.Bound) bool { return b.Default != nil && slices.Contains(m.gone, b.Parameter) }); i >= 0 {
		c.refuse(DefaultParameter)
		return false
	}
	text, sep := s.command(m.cmdlet), edit.Separator(s.f, call.Node)
	for _, a := range m.args {
		text += sep + a.String()
	}
	for _, r := range call.Node.Redirections {
		text += " " + s.f.Text(r)
	}
	c.Edits = append(c.Edits, edit.Edit{Start: s.f.Offset(call.Node.Pos()), End: s.f.Offset(call.Node.End()), New: text})
	return true
}

// common returns the call's common parameters as they are written.
func (s *author) common(call *facts.Call) []argument {
	return s.carried(call, "ErrorAction", "ErrorVariable", "WarningAction", "WarningVariable", "InformationAction", "Verbose", "Debug")
}

// carried returns the call's arguments for the named parameters, to be written for another command.
func (s *author) carried(call *facts.Call, names ...string) []argument {
	var args []argument
	for _, name := range names {
		b, ok := call.Argument(name)
		if !ok || b.Default != nil {
			continue
		}
		if a, ok := s.written(call, b, b.Parameter); ok {
			args = append(args, a)
		}
	}
	return args
}

// written returns an argument of the call as it is to be written for the parameter name; false where its text is not at hand.
func (s *author) written(call *facts.Call, b facts.Bound, name string) (argument, bool) {
	a := argument{name: name}
	switch {
	case b.Expr == nil, b.Splat != nil && b.Switch && b.Value().Kind == facts.Bool && b.Value().Truth:
		return a, true
	case call.File != s.f || !s.own(b.Expr):
		return a, false
	}
	a.value = s.asExpressionArgument(b.Expr)
	a.colon = b.Switch
	return a, true
}

// asExpressionArgument returns the text of n, an argument or the value of a hashtable's entry, as it is written as an argument.
func (s *author) asExpressionArgument(n syntax.Node) string {
	if e, ok := soleExpression(n); ok {
		switch e := e.(type) {
		case *syntax.BinaryExpression, *syntax.UnaryExpression, *syntax.TernaryExpression, *syntax.ConvertExpression:
			return "(" + s.f.Text(e) + ")"
		}
		return s.f.Text(e)
	}
	return "(" + s.f.Text(n) + ")"
}

func (s *script) splatNames(call *facts.Call) string {
	var names []string
	for _, sp := range call.Splats {
		names = append(names, "@"+sp.Node.Name)
	}
	return strings.Join(names, ", ")
}
