package inventory

import (
	"strings"

	"github.com/exolint/exolint/scanner/facts"
	"github.com/exolint/exolint/scanner/syntax"
)

// session adds the remote session that the call opens, where it is one of Exchange Online or Security & Compliance.
func (b *builder) session(call *facts.Call) {
	uri := firstBound(call, "ConnectionUri", "ComputerName")
	if uri == nil {
		return
	}
	for v := range uri.Value().Each() {
		host, ok := remoteHostOf(hostOf(v))
		if !ok {
			continue
		}
		s := &SignIn{Service: host.service, Cmdlet: call.Name, Method: Basic, Call: call, At: nameOf(call), Retired: true, Open: call.Open(),
			Endpoint: host.host, Environment: host.environment, Import: b.importOf(call)}
		if isTokenAddress(v) {
			s.Method = OAuthInBasic
		}
		if c := bound(call, "Credential"); c != nil {
			s.Argument, s.Credential = c, b.sourceOf(call, c)
		}
		if s.Credential != nil && s.Credential.Kind == facts.SourceAccessToken {
			s.Method = OAuthInBasic
		}
		b.addSignIn(s)
		return
	}
}

// importOf returns the Import-PSSession that takes the session of the call: the one that it stands in, the next one that is
// given its variable, or the only one of the script; nil where there is none.
func (b *builder) importOf(session *facts.Call) *facts.Call {
	name := b.assignedName(session)
	var all, before []*facts.Call
	for call := range b.info.Calls("Import-PSSession", "Export-PSSession") {
		all = append(all, call)
		a := bound(call, "Session")
		if a == nil || a.Expr == nil {
			continue
		}
		v, ok := a.Expr.(*syntax.VariableExpression)
		switch {
		case !contains(a.Expr, session.Node) && !(ok && name != "" && equalsAny(v.Name, name)):
		case call.Node.End() > session.Node.Pos():
			return call
		default:
			before = append(before, call) // in a function that is called later
		}
	}
	if len(before) == 0 {
		before = all
	}
	if len(before) != 1 {
		return nil
	}
	return before[0]
}

// isTokenAddress reports whether the address asks the server to take the password for an access token.
func isTokenAddress(v facts.Value) bool {
	for _, f := range v.Fragments {
		if strings.Contains(strings.ToLower(f.Text), "basicauthtooauthconversion") {
			return true
		}
	}
	return false
}

// objects adds what .NET objects sign in with: CSOM, and Exchange Web Services.
func (b *builder) objects() {
	if !b.mentions("networkcredential", "pscredential", "webcredential", "onlinecredential", "usercredential", "passwordcredential",
		"clientcredential", "smtpclient", "exchangeservice", "directoryentry", "x509certificate") {
		return
	}
	for c := range b.info.Constructs("SharePointOnlineCredentials") {
		s := &SignIn{Service: SharePoint, Cmdlet: "SharePointOnlineCredentials", Method: CredentialMethod, At: c.At(c.Node)}
		b.inv.SignIns = append(b.inv.SignIns, s)
	}
	for c := range b.info.Constructs("WebCredentials") {
		b.webCredentials(c)
	}
	for c := range b.info.Constructs("ExchangeService") {
		b.exchangeService(c)
	}
	b.passwordObjects()
	b.mailObjects()
	b.secretObjects()
}

// webCredentials adds the sign-in to Exchange Web Services that Exchange.WebServices.Data.WebCredentials stands for.
func (b *builder) webCredentials(c *facts.Construct) {
	if len(c.Arguments) == 0 || len(c.Arguments) == 1 && isOwnCredential(b.textOf(c.Arguments[0].Expr, c.Outer)) {
		return // the user who runs the script: no password in sight
	}
	s := &SignIn{Service: EWS, Cmdlet: "WebCredentials", Method: Basic, At: c.At(c.Node)}
	if len(c.Arguments) == 1 {
		s.Credential = b.expressionSource(c.Arguments[0].Value, c.Arguments[0].Expr, c.Outer)
	}
	b.addWebService(s, b.serviceAddresses())
}

// exchangeService adds the sign-in to Exchange Web Services with a NetworkCredential that is given to an ExchangeService.
func (b *builder) exchangeService(c *facts.Construct) {
	p, ok := c.Property("Credentials")
	if !ok || p.Expr == nil || !isNetworkCredential(p.Value, b.textOf(p.Expr, c.Outer)) {
		return
	}
	at := p.Expr
	if made := p.Value.Object; made != nil && b.info.Owns(made.Node) {
		at = made.Node // in a variable's assignment
	}
	s := &SignIn{Service: EWS, Cmdlet: "ExchangeService", Method: Basic, At: c.At(at), Credential: b.expressionSource(p.Value, p.Expr, c.Outer)}
	addresses := b.serviceAddresses()
	if u, ok := c.Property("Url"); ok {
		addresses = append(addresses, u.Value)
	}
	b.addWebService(s, addresses)
}

// isNetworkCredential reports whether the value, or else the text, is a NetworkCredential of a user name and password.
func isNetworkCredential(v facts.Value, text string) bool {
	t := fold(v.TypeName)
	if v.Object != nil {
		t = fold(v.Object.TypeName)
	}
	if strings.HasSuffix(t, "webcredentials") || strings.HasSuffix(t, "oauthcredentials") {
		return false // the former is an entry of its own
	}
	if isOwnCredential(text) {
		return false
	}
	return strings.HasSuffix(t, "networkcredential") || v.Kind == facts.Credential || strings.Contains(fold(text), "getnetworkcredential()")
}

// isOwnCredential reports whether the text is .NET's name for the credential of the user who runs the script.
func isOwnCredential(text string) bool {
	t := fold(text)
	return strings.Contains(t, "defaultnetworkcredentials") || strings.Contains(t, "defaultcredentials")
}

// addWebService adds s unless every known address is a server of the organisation's own.
func (b *builder) addWebService(s *SignIn, addresses []facts.Value) {
	local := false
	for _, v := range addresses {
		for one := range v.Each() {
			host := hostOf(one)
			switch {
			case host == "":
			case isMicrosoftHost(host):
				s.Endpoint = host
			default:
				local = true
			}
		}
	}
	if s.Endpoint == "" && local {
		return
	}
	for _, old := range b.inv.SignIns {
		if old.Service == EWS && extentOf(old.At) == extentOf(s.At) {
			return // one credential for several services
		}
	}
	b.inv.SignIns = append(b.inv.SignIns, s)
}

// serviceAddresses returns the addresses of Exchange Web Services that stand in the script as strings.
func (b *builder) serviceAddresses() []facts.Value {
	var found []facts.Value
	for _, n := range b.nodes.strings {
		if s, ok := n.(*syntax.StringConstantExpression); ok && containsFold(s.Value, "ews/exchange.asmx") {
			found = append(found, facts.Value{Kind: facts.String, Fragments: []facts.Fragment{{Text: s.Value, Known: true}}})
		}
	}
	return found
}

// serviceProxy adds the sign-in of a New-WebServiceProxy, or of a request, to Exchange Web Services.
func (b *builder) serviceProxy(call *facts.Call) {
	uri, credential := bound(call, "Uri"), bound(call, "Credential")
	if uri == nil || credential == nil || bound(call, "Authentication") != nil {
		return // with -Authentication Basic it is a matter of headers
	}
	for v := range uri.Value().Each() {
		text, _ := v.Prefix()
		if host := hostOf(v); isMicrosoftHost(host) && strings.Contains(fold(text), "/ews/") {
			b.addSignIn(&SignIn{Service: EWS, Cmdlet: call.Name, Method: Basic, Call: call, Argument: credential, At: underlined(call, *credential),
				Credential: b.sourceOf(call, credential), Endpoint: host})
			return
		}
	}
}

// expressionSource returns where the secret comes from that an expression holds; nil where nothing is known.
func (b *builder) expressionSource(v facts.Value, expr, outer syntax.Node) *facts.Source {
	if v.Source != nil || expr == nil || outer != nil || !b.info.Owns(expr) {
		return v.Source
	}
	return b.info.SourceOf(expr)
}

// textOf returns the source text of n, which stands in the executed string outer where that is not nil; "" for what is not of
// the script itself.
func (b *builder) textOf(n, outer syntax.Node) string {
	if outer != nil || !b.info.Owns(n) {
		return ""
	}
	return b.info.File.Text(n)
}
