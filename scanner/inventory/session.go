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
			s.Argument = c
			b.setCredential(s, c)
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
		if b.isUnused(c) {
			continue
		}
		s := &SignIn{Service: SharePoint, Cmdlet: "SharePointOnlineCredentials", Method: CredentialMethod, At: c.At(c.Node)}
		b.inv.SignIns = append(b.inv.SignIns, s)
	}
	for c := range b.info.Constructs("WebCredentials") {
		b.webCredentials(c)
	}
	for _, name := range []string{"ExchangeService", "AutodiscoverService"} {
		for c := range b.info.Constructs(name) {
			b.exchangeService(c, name)
		}
	}
	b.passwordObjects()
	b.mailObjects()
	b.secretObjects()
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
