package rewrite

import (
	"slices"
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
	if e == nil || e.Call == nil {
		c.refuse(NoRewrite)
		return
	}
	if e.Call.Outer != nil {
		c.refuse(ExecutedString)
		return
	}
	s.choose(c, e.Credential, e.Method)
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
	switch {
	case c.Rule == "EXO1006":
		s.mendConnect(c, e)
		return
	case c.Rule == "EXO1005":
		s.refuseBlocked(c, e)
		return
	}
	if e.Service == inventory.SecurityCompliance && c.Because != "" && c.Target == ManagedIdentity {
		c.Target, c.Because = AppOnly, c.Because+", and Connect-IPPSSession has no managed identity sign-in"
	}
	if !s.mayBecome(c, e) {
		return
	}
	switch strings.ToLower(e.Cmdlet) {
	case "connect-exchangeonline", "connect-ippssession":
		s.connect(c, e)
	case "connect-exopssession":
		s.retiredConnect(c, e)
	default:
		s.session(c, e)
	}
}

// mayBecome refuses targets that the sign-in cannot have.
func (s *script) mayBecome(c *Change, e *inventory.SignIn) bool {
	switch {
	case c.Target == Interactive:
		return true
	case e.Service == inventory.SecurityCompliance && c.Target == ManagedIdentity:
		c.refuse(NoManagedIdentity, "Connect-IPPSSession")
		return false
	case s.isDelegated(e):
		c.refuse(Delegated)
		return false
	}
	return !s.refuseBlocked(c, e)
}

// isDelegated reports whether the sign-in is to a customer's tenant.
func (s *script) isDelegated(e *inventory.SignIn) bool {
	if _, ok := e.Call.Argument("DelegatedOrganization"); ok {
		return true
	}
	uri, ok := e.Call.Argument("ConnectionUri")
	return ok && strings.Contains(strings.ToLower(known(uri.Value)), "delegatedorg=")
}

// refuseBlocked refuses where the script calls a cmdlet that app-only sign-in does not allow.
func (s *script) refuseBlocked(c *Change, e *inventory.SignIn) bool {
	blocked := s.inv.Blocked(e.Service)
	if len(blocked) == 0 {
		return false
	}
	var names []string
	for _, call := range blocked {
		if !slices.Contains(names, call.Name) {
			names = append(names, call.Name)
		}
	}
	c.refuse(UnsupportedCmdlet, strings.Join(names, ", "))
	return true
}

// legacyArguments are the parameters that have no place in a modern sign-in.
func legacyArguments(target Target) []string {
	list := []string{"Credential", "InlineCredential", "UseRPSSession", "PSSessionOption"}
	if target != Interactive {
		list = append(list, "UserPrincipalName", "Device", "DisableWAM", "AccountId")
	}
	if target == ManagedIdentity {
		list = append(list, "AppId", "Certificate", "CertificateThumbprint", "CertificateFilePath", "CertificatePassword")
	}
	return list
}

// connect rewrites the arguments of Connect-ExchangeOnline and Connect-IPPSSession.
func (s *script) connect(c *Change, e *inventory.SignIn) {
	args, refusal := s.exchangeArguments(c, e)
	if refusal != nil {
		c.Refusal = refusal
		return
	}
	if c.Rule == "EXO1003" && e.Method != inventory.CredentialMethod {
		args = nil // only -UseRPSSession has to go
	}
	c.Message = messageOf(c.Target)
	if !s.replaceArguments(c, e.Call, legacyFor(c, e), args) {
		return
	}
	s.exchangeNeeds(c, e)
}

// legacyFor returns the parameters that go: all legacy ones, or for a sign-in that is modern but for the session, those of the session.
func legacyFor(c *Change, e *inventory.SignIn) []string {
	if c.Rule == "EXO1003" && e.Method != inventory.CredentialMethod {
		return []string{"UseRPSSession", "PSSessionOption"}
	}
	return legacyArguments(c.Target)
}

func messageOf(t Target) string {
	switch t {
	case AppOnly:
		return appOnlyMessage
	case ManagedIdentity:
		return identityMessage
	default:
		return interactiveMessage
	}
}

// exchangeArguments returns the arguments of the target's sign-in.
func (s *script) exchangeArguments(c *Change, e *inventory.SignIn) ([]argument, *Refusal) {
	switch c.Target {
	case ManagedIdentity:
		args := []argument{{name: "ManagedIdentity"}}
		if id := s.o.Values.ManagedIdentityID; id != "" {
			args = append(args, argument{name: "ManagedIdentityAccountId", value: expression(id)})
		}
		return append(args, argument{name: "Organization", value: s.organization(c)}), nil
	case AppOnly:
		certificate, refusal := s.certificate(c, certificateNames{"CertificateThumbprint", "CertificateFilePath", "Certificate"})
		if refusal != nil {
			return nil, refusal
		}
		return []argument{{name: "AppId", value: s.appID(c)}, certificate, {name: "Organization", value: s.organization(c)}}, nil
	}
	if user := s.userOf(e); user != "" {
		return []argument{{name: "UserPrincipalName", value: user}}, nil
	}
	return nil, nil
}

// userOf returns an expression for the user name of the sign-in's credential; "" where none is known.
func (s *script) userOf(e *inventory.SignIn) string {
	if e.Credential == nil {
		return ""
	}
	v := e.Credential.UserName
	text, ok := v.Text()
	if !ok || !strings.Contains(text, "@") {
		return ""
	}
	if lit, ok := v.Origin.(*syntax.StringConstantExpression); ok && s.own(lit) && lit.Kind != syntax.BareWord {
		return s.f.Text(lit)
	}
	return syntax.Quote(text)
}

// own reports whether n stands in the script itself.
func (s *script) own(n syntax.Node) bool {
	base := s.f.Tok.Base()
	return int(n.Pos()) >= base && int(n.End()) <= base+len(s.f.Src)
}

// exchangeNeeds adds what the sign-in's target needs.
func (s *script) exchangeNeeds(c *Change, e *inventory.SignIn) {
	c.Needs = append(c.Needs, NeedModule)
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

// mendConnect adds what a modern sign-in lacks.
func (s *script) mendConnect(c *Change, e *inventory.SignIn) {
	_, identity := e.Call.Argument("ManagedIdentity")
	org, given := e.Call.Argument("Organization")
	switch {
	case e.Service == inventory.SecurityCompliance && (identity || strings.Contains(strings.ToLower(s.f.Text(c.At)), "managedidentity")):
		c.refuse(NoManagedIdentity, "Connect-IPPSSession")
	case e.Open:
		c.refuse(UnknownSplat, "the call")
	case identity && !given:
		c.Target, c.Because, c.Message = ManagedIdentity, "", organizationMessage
		s.replaceArguments(c, e.Call, nil, []argument{{name: "Organization", value: s.organization(c)}})
	case given && within(c.At, s.extentOf(org)) && org.Splat == nil:
		c.Target, c.Because, c.Message = "", "", organizationMessage
		s.replaceArguments(c, e.Call, []string{"Organization"}, []argument{{name: "Organization", value: s.organization(c)}})
	default:
		c.refuse(NoRewrite)
	}
}

// extentOf returns the argument with its parameter.
func (s *script) extentOf(b facts.Bound) syntax.Node {
	if b.Name == nil || b.Expr == nil {
		return b.Node
	}
	return syntax.Extent{Start: b.Name.Pos(), Stop: max(b.Name.End(), b.Expr.End())}
}

// retiredConnect rewrites Connect-EXOPSSession, the sign-in of the module before Connect-ExchangeOnline.
func (s *script) retiredConnect(c *Change, e *inventory.SignIn) {
	args, refusal := s.exchangeArguments(c, e)
	if refusal != nil {
		c.Refusal = refusal
		return
	}
	if user, ok := e.Call.Argument("UserPrincipalName"); ok && c.Target == Interactive && user.Splat == nil && user.Expr != nil {
		args = []argument{{name: "UserPrincipalName", value: s.asExpressionArgument(user.Expr)}}
	}
	c.Message = messageOf(c.Target)
	if !s.replaceCommand(c, e.Call, "Connect-ExchangeOnline", append(args, s.carried(e.Call, "DelegatedOrganization", "Prefix", "CommandName")...)) {
		return
	}
	c.Edits = append(c.Edits, s.oldModule(e)...)
	s.exchangeNeeds(c, e)
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

// replaceCommand writes another command with args in the place of a call.
func (s *script) replaceCommand(c *Change, call *facts.Call, name string, args []argument) bool {
	if call.Open() {
		c.refuse(UnknownSplat, s.splatNames(call))
		return false
	}
	text := s.command(name)
	sep := edit.Separator(s.f, call.Node)
	for _, a := range texts(append(args, s.common(call)...)) {
		text += sep + a
	}
	for _, r := range call.Node.Redirections {
		text += " " + s.f.Text(r)
	}
	c.Edits = append(c.Edits, edit.Edit{Start: s.f.Offset(call.Node.Pos()), End: s.f.Offset(call.Node.End()), New: text})
	return true
}

// common returns the call's common parameters as they are written.
func (s *script) common(call *facts.Call) []argument {
	return s.carried(call, "ErrorAction", "ErrorVariable", "WarningAction", "WarningVariable", "InformationAction", "Verbose", "Debug")
}

// carried returns the call's arguments for the named parameters, to be written for another command.
func (s *script) carried(call *facts.Call, names ...string) []argument {
	var args []argument
	for _, name := range names {
		b, ok := call.Argument(name)
		if !ok || b.Default != nil {
			continue
		}
		a := argument{name: b.Parameter}
		if b.Expr != nil {
			a.value = s.asExpressionArgument(b.Expr)
			a.colon = b.Switch
		}
		args = append(args, a)
	}
	return args
}

// asExpressionArgument returns the text of n, an argument or the value of a hashtable's entry, as it is written as an argument.
func (s *script) asExpressionArgument(n syntax.Node) string {
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
