package rewrite

import (
	"slices"
	"strings"

	"github.com/exolint/exolint/scanner/cmdlet"
	"github.com/exolint/exolint/scanner/facts"
	"github.com/exolint/exolint/scanner/inventory"
	"github.com/exolint/exolint/scanner/syntax"
)

// modern returns the sign-in that is to stand in the place of e, for the target of c, which it chooses.
func (s *author) modern(c *Change, e *inventory.SignIn) (*modernSignIn, *Refusal) {
	s.choose(c, e.Credential, e.Method, e.Service)
	if isRestOnly(e) {
		return &modernSignIn{cmdlet: e.Cmdlet, gone: []string{"UseRPSSession", "PSSessionOption"}}, nil
	}
	switch e.Service {
	case inventory.ExchangeOnline, inventory.SecurityCompliance:
		return s.modernExchange(c, e)
	}
	return s.modernService(c, e)
}

// isRestOnly reports whether the sign-in needs no change but to leave remote PowerShell.
func isRestOnly(e *inventory.SignIn) bool {
	return e.RPS != nil && e.Method != inventory.CredentialMethod && e.Method != inventory.UnknownMethod
}

// modernExchange is modern for Exchange Online and Security & Compliance.
func (s *author) modernExchange(c *Change, e *inventory.SignIn) (*modernSignIn, *Refusal) {
	compliance := e.Service == inventory.SecurityCompliance
	if compliance && c.Because != "" && c.Target == ManagedIdentity {
		c.Target, c.Because = AppOnly, c.Because+", and Connect-IPPSSession has no managed identity sign-in"
	}
	switch {
	case c.Target == Interactive:
	case compliance && c.Target == ManagedIdentity:
		return nil, Refuse(NoManagedIdentity, "Connect-IPPSSession")
	case s.blocked(e) != nil:
		return nil, s.blocked(e)
	case isDelegated(e):
		return nil, Refuse(Delegated)
	case s.hasSeveralAccounts(e):
		return nil, Refuse(SeveralAccounts)
	}
	args, refusal := s.exchangeArguments(c, e)
	if refusal != nil {
		return nil, refusal
	}
	m := &modernSignIn{cmdlet: exchangeCmdlet(e), gone: legacyArguments(c.Target), args: s.withSearch(e, args)}
	if isSession(e) {
		customer, refusal := s.customerOf(e)
		if refusal != nil {
			return nil, refusal
		}
		m.customer = customer.at
		if c.Target == Interactive && e.Endpoint == "" { // New-EXOPSSession, which takes the user's name
			m.args = append(m.args, s.carried(e.Call, "UserPrincipalName")...)
		}
		return s.modernSession(m, e, customer.text), nil
	}
	if m.replaces(e) {
		m.gone = append(m.gone, "ConnectionUri", "AzureADAuthorizationEndpointUri")
		m.args = s.carry(m, e.Call)
	}
	return m, nil
}

// exchangeCmdlet returns the cmdlet that signs in to the service of e.
func exchangeCmdlet(e *inventory.SignIn) string {
	if e.Service == inventory.SecurityCompliance {
		return "Connect-IPPSSession"
	}
	return "Connect-ExchangeOnline"
}

// isSession reports whether the sign-in opens a remote session, which it returns.
func isSession(e *inventory.SignIn) bool {
	return e.Endpoint != "" || syntax.EqualFold(e.Cmdlet, "New-EXOPSSession")
}

// reservedPrefix stands for another prefix than EXO, which Connect-ExchangeOnline keeps for cmdlets of its own:
// https://learn.microsoft.com/powershell/module/exchange/connect-exchangeonline#-prefix.
const reservedPrefix = "'<prefix>'"

// withSearch returns args with what a sign-in to Security & Compliance needs for the eDiscovery cmdlets that the script calls.
func (s *author) withSearch(e *inventory.SignIn, args []argument) []argument {
	if e.Service != inventory.SecurityCompliance || !slices.ContainsFunc(s.inv.Exchange, isSearch) {
		return args
	}
	return append(args, argument{name: searchSwitch})
}

// searchSwitch lets eDiscovery cmdlets in.
const searchSwitch = "EnableSearchOnlySession"

// isSearch reports whether the call is one of an eDiscovery cmdlet.
func isSearch(call *facts.Call) bool {
	e := cmdlet.LookupExchange(call.Name)
	return e.Compliance && (e.Category == "policy-and-compliance-ediscovery" || e.Category == "policy-and-compliance-content-search")
}

// modernSession adds what a remote session says of the cloud and of the cmdlets, and the customer, "" for none.
func (s *author) modernSession(m *modernSignIn, e *inventory.SignIn, customer string) *modernSignIn {
	if customer != "" {
		m.args = append(m.args, argument{name: "DelegatedOrganization", value: customer})
	}
	if e.Service == inventory.SecurityCompliance {
		m.args = append(m.args, complianceCloud(e.Environment)...)
	} else if e.Environment != "" {
		m.args = append(m.args, argument{name: "ExchangeEnvironmentName", value: e.Environment})
	}
	if e.Import != nil && e.Import.Outer == nil {
		m.args = append(m.args, s.carried(e.Import, "Prefix", "CommandName", "FormatTypeName")...)
		for i, a := range m.args {
			if a.name == "Prefix" && syntax.EqualFold(strings.Trim(a.value, `"'`), "EXO") {
				m.args[i].value = reservedPrefix
			}
		}
	}
	if e.Service == inventory.ExchangeOnline {
		m.args = append(m.args, argument{name: "ShowBanner", value: "$false", colon: true})
	}
	m.args = append(m.args, s.common(e.Call)...)
	return m
}

// mended returns a modern sign-in with what it lacks; false where nothing is known to help.
func (s *author) mended(c *Change, e *inventory.SignIn) (*modernSignIn, bool) {
	if e.Misfit != nil || e.Method == inventory.ManagedIdentity && e.Service == inventory.SecurityCompliance {
		return nil, false
	}
	if len(e.Foreign) > 0 || e.Organization == nil && !e.AppOnly() {
		return nil, false
	}
	m := &modernSignIn{cmdlet: e.Cmdlet, args: []argument{{name: "Organization", value: s.organization(c)}}}
	if e.Organization != nil {
		m.gone = []string{"Organization"}
	}
	return m, true
}

// hasSeveralAccounts reports whether the sign-in stands in a loop in which its credential is made anew in each pass. One that is
// asked for again is not: a loop that tries until the sign-in works is for one account.
func (s *author) hasSeveralAccounts(e *inventory.SignIn) bool {
	if e.Credential == nil || e.Credential.Kind == facts.SourcePrompt || e.Call == nil || s.f == nil {
		return false
	}
	for n := range syntax.All(s.f.Root) {
		if isLoop(n) && within(e.Call.Node, n) && slices.ContainsFunc(e.Credential.Trail, func(step facts.Step) bool { return within(step.At, n) }) {
			return true
		}
	}
	return false
}

func isLoop(n syntax.Node) bool {
	switch n.(type) {
	case *syntax.ForEachStatement, *syntax.ForStatement, *syntax.WhileStatement, *syntax.DoWhileStatement, *syntax.DoUntilStatement:
		return true
	}
	return false
}

// blocked returns the refusal for a script that calls cmdlets which app-only sign-in does not allow; nil where it calls none.
func (s *author) blocked(e *inventory.SignIn) *Refusal {
	var names []string
	for _, call := range s.inv.Blocked(e.Service) {
		if !slices.Contains(names, call.Name) {
			names = append(names, call.Name)
		}
	}
	if len(names) == 0 {
		return nil
	}
	return Refuse(UnsupportedCmdlet, strings.Join(names, ", "))
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
func (s *author) exchangeArguments(c *Change, e *inventory.SignIn) ([]argument, *Refusal) {
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
func (s *author) userOf(e *inventory.SignIn) string {
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
func (s *author) own(n syntax.Node) bool {
	base := s.f.Tok.Base()
	return int(n.Pos()) >= base && int(n.End()) <= base+len(s.f.Src)
}

// carry returns the arguments of m with those of the call that another cmdlet goes on to take: what the call says of an
// argument of m, and what else it passes that the new cmdlet knows.
func (s *author) carry(m *modernSignIn, call *facts.Call) []argument {
	if call == nil {
		return m.args
	}
	args := slices.Clone(m.args)
	for _, b := range call.Arguments {
		if b.Default != nil || slices.ContainsFunc(m.gone, func(g string) bool { return syntax.EqualFold(g, b.Parameter) }) {
			continue
		}
		name := parameterOf(m.cmdlet, b.Parameter)
		if b.Parameter == "" && b.Splat == nil && syntax.EqualFold(call.Name, "Connect-SPOnline") {
			name = "Url" // the only one that this cmdlet takes by its position; it is in no table of parameters
		}
		a, ok := s.written(call, b, name)
		if name == "" || !ok {
			continue
		}
		if i := slices.IndexFunc(args, func(a argument) bool { return a.name == name }); i >= 0 {
			args[i] = a
		} else {
			args = append(args, a)
		}
	}
	return args
}

// parameterOf returns a cmdlet's name for the parameter of another one that is called name; "" where it has none such.
func parameterOf(command, name string) string {
	c := cmdlet.Lookup(command)
	if c == nil {
		return ""
	}
	if p := c.Parameter(name); p != nil {
		return p.Name
	}
	for _, p := range cmdlet.Common() {
		if syntax.EqualFold(p.Name, name) {
			return p.Name
		}
	}
	return ""
}

// complianceCloud returns the addresses of Security & Compliance in a sovereign cloud.
func complianceCloud(environment string) []argument {
	connection, authority := "", ""
	switch environment {
	case "O365USGovGCCHigh":
		connection, authority = "https://ps.compliance.protection.office365.us/powershell-liveid/", "https://login.microsoftonline.us/organizations"
	case "O365USGovDoD":
		connection, authority = "https://l5.ps.compliance.protection.office365.us/powershell-liveid/", "https://login.microsoftonline.us/organizations"
	case "O365China":
		connection, authority = "https://ps.compliance.protection.partner.outlook.cn/powershell-liveid", "https://login.chinacloudapi.cn/organizations"
	default:
		return nil
	}
	return []argument{{name: "ConnectionUri", value: connection}, {name: "AzureADAuthorizationEndpointUri", value: authority}}
}
