package inventory

import (
	"slices"
	"strings"

	"github.com/exolint/exolint/scanner/facts"
	"github.com/exolint/exolint/scanner/syntax"
)

// webCredentials adds the sign-in to Exchange Web Services that Exchange.WebServices.Data.WebCredentials stands for.
func (b *builder) webCredentials(c *facts.Construct) {
	if len(c.Arguments) == 0 || len(c.Arguments) == 1 && isOwnCredential(b.textOf(c.Arguments[0].Expr, c.Outer)) {
		return // the user who runs the script: no password in sight
	}
	s := &SignIn{Service: EWS, Cmdlet: "WebCredentials", Method: Basic, At: c.At(c.Node)}
	if len(c.Arguments) == 1 {
		s.Credential = b.expressionSource(c.Arguments[0].Value, c.Arguments[0].Expr, c.Outer)
		s.Sources = kindsOf(c.Arguments[0].Value, s.Credential)
	}
	addresses := b.serviceAddresses()
	for service := range b.info.Constructs("ExchangeService") {
		addresses = append(addresses, addressesOf(service)...)
	}
	b.addWebService(s, addresses)
}

// exchangeService adds the sign-ins to Exchange Web Services, or to the Autodiscover that goes before it, with each
// NetworkCredential that is given to the service, which is of the type name.
func (b *builder) exchangeService(c *facts.Construct, name string) {
	for _, p := range c.Properties {
		if !equalsAny(p.Name, "Credentials") || p.Expr == nil {
			continue
		}
		text := b.textOf(p.Expr, c.Outer)
		for v := range p.Value.Each() {
			if isNetworkCredential(v, text) {
				b.serviceCredential(c, name, v, p.Expr)
			}
		}
	}
}

// serviceCredential adds the sign-in of a service with the credential v, which expr, or a variable in it, holds.
func (b *builder) serviceCredential(c *facts.Construct, name string, v facts.Value, expr syntax.Node) {
	at := expr
	if made := v.Object; made != nil && b.info.Owns(made.Node) {
		at = made.Node // in a variable's assignment
	}
	s := &SignIn{Service: EWS, Cmdlet: name, Method: Basic, At: c.At(at), Credential: b.expressionSource(v, expr, c.Outer)}
	s.Sources = kindsOf(v, s.Credential)
	b.addWebService(s, append(b.serviceAddresses(), addressesOf(c)...))
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

// A serviceAddress is an address of Exchange Web Services in the script.
type serviceAddress struct {
	value facts.Value
	expr  syntax.Node // what it is written as
	at    syntax.Node // where it stands, or is set
	given bool        // a service is given it
}

// addWebService adds s unless it is for a server of the organisation's own: every address is known to be one, or the script says
// so where it signs in.
func (b *builder) addWebService(s *SignIn, addresses []serviceAddress) {
	if b.isOnPremises(s.At) || isNobody(s.Credential) {
		return
	}
	local, possible := false, false
	for _, a := range addresses {
		if b.isForCertificate(a.at, s.At) || b.isCompared(a.at) {
			continue
		}
		if b.isOpen(a) {
			possible = true
			continue
		}
		for one := range a.value.Each() {
			host := hostOf(one)
			switch {
			case !isServiceHost(host):
				local = local || b.namesMachine(a.expr)
			case !isMicrosoftHost(host):
				local = true
			case b.isOptional(a.at, s.At) && b.maySignInWithToken(s.At):
				possible = true
			default:
				s.Endpoint = host
			}
		}
	}
	if s.Endpoint == "" && local && !possible {
		return
	}
	for _, old := range b.inv.SignIns {
		if old.Service == EWS && extentOf(old.At) == extentOf(s.At) {
			return // one credential for several services
		}
	}
	s.PublicFolders = b.usesPublicFolders()
	b.inv.SignIns = append(b.inv.SignIns, s)
}

// isServiceHost reports whether host can be one: a name that is not put in, as in "https://{0}/", and no word for Autodiscover.
func isServiceHost(host string) bool {
	return host != "" && isHostName(host) && !isNoServer(host) && !equalsAny(host, "auto", "autodetect", "automatic", "autodiscover", "default")
}

// isOpen reports whether a service is given an address of which nothing is known, so that it can be any.
func (b *builder) isOpen(a serviceAddress) bool {
	for one := range a.value.Each() {
		if isServiceHost(hostOf(one)) {
			return false
		}
	}
	return a.given && !b.namesMachine(a.expr)
}

// maySignInWithToken reports whether the script signs in with a token where it does not come to n, as a condition of n says.
func (b *builder) maySignInWithToken(n syntax.Node) bool {
	if syntax.ContainsFold(b.info.File.Src, "oauthcredentials") {
		return true
	}
	for r := range b.branches(n) {
		for c := range syntax.All(r.condition) {
			if v, ok := c.(*syntax.VariableExpression); ok && isTokenName(v.Name) {
				return true
			}
		}
	}
	return false
}

// serviceAddresses returns the addresses of Exchange Web Services that stand in the script as strings.
func (b *builder) serviceAddresses() []serviceAddress {
	var found []serviceAddress
	for _, n := range b.nodes.strings {
		if s, ok := n.(*syntax.StringConstantExpression); ok && syntax.ContainsFold(s.Value, "ews/exchange.asmx") {
			v := facts.Value{Kind: facts.String, Fragments: []facts.Fragment{{Text: s.Value, Known: true}}}
			found = append(found, serviceAddress{value: v, expr: s, at: s})
		}
	}
	return found
}

// addressesOf returns the addresses that an ExchangeService is given, one that is not known where it asks Autodiscover for it.
func addressesOf(c *facts.Construct) []serviceAddress {
	var found []serviceAddress
	for _, v := range c.Invocations {
		if equalsAny(v.Name, "AutodiscoverUrl") && v.Outer == nil {
			found = append(found, serviceAddress{at: v.Node, given: true})
		}
	}
	for _, p := range c.Properties {
		if equalsAny(p.Name, "Url") && c.Outer == nil {
			found = append(found, serviceAddress{value: p.Value, expr: p.Expr, at: p.Node, given: true})
		}
	}
	return found
}

// isOnPremises reports whether n is reached only where the script has found that it works with a server of the organisation's own.
func (b *builder) isOnPremises(n syntax.Node) bool {
	for r := range b.branches(n) {
		if r.says(isOnPremisesName) {
			return true
		}
	}
	return false
}

func isOnPremisesName(name string) bool { return syntax.ContainsFold(letters(name), "onprem") }

// isOptional reports whether the address at n is set only on a condition that says nothing of the place that signs in. A default,
// which is set where there is no address yet, is none.
func (b *builder) isOptional(n, signIn syntax.Node) bool {
	name := b.assignedAt(n)
	for r := range b.branches(n) {
		if !contains(r.block, signIn) && !r.saysMissing(name) {
			return true
		}
	}
	return false
}

// assignedAt returns the name of the variable that the statement around n assigns to; "" for none.
func (b *builder) assignedAt(n syntax.Node) string {
	for p := b.info.Parent(n); p != nil; p = b.info.Parent(p) {
		switch p := p.(type) {
		case *syntax.AssignmentStatement:
			return variableName(p.Left)
		case *syntax.StatementBlock:
			return ""
		}
	}
	return ""
}

// isCompared reports whether n is only compared with something else.
func (b *builder) isCompared(n syntax.Node) bool {
	switch p := b.info.Parent(n).(type) {
	case *syntax.BinaryExpression:
		return isComparison(p.Operator)
	case *syntax.InvokeMemberExpression:
		return equalsAny(constantText(p.Member), "Equals", "StartsWith", "EndsWith", "Contains", "CompareTo", "IndexOf")
	}
	return false
}

// isComparison reports whether an operator compares; some of the same precedence make something new.
func isComparison(operator syntax.Kind) bool {
	switch operator {
	case syntax.KindAs, syntax.KindJoin, syntax.KindIsplit, syntax.KindCsplit, syntax.KindIreplace, syntax.KindCreplace:
		return false
	}
	return operator.Flags().Precedence() == syntax.KindIeq.Flags().Precedence()
}

// isForCertificate reports whether the address at n is set only where the script has a certificate or a token to sign in with,
// or is passed on together with one, which is not where it signs in with a password.
func (b *builder) isForCertificate(n, signIn syntax.Node) bool {
	if c, ok := b.info.Parent(n).(*syntax.Command); ok && !contains(c, signIn) && slices.ContainsFunc(c.Elements, isTokenParameter) {
		return true
	}
	for r := range b.branches(n) {
		if r.says(isTokenName) && !contains(r.block, signIn) {
			return true
		}
	}
	return false
}

func isTokenParameter(e syntax.CommandElement) bool {
	p, ok := e.(*syntax.CommandParameter)
	return ok && isTokenName(p.Name)
}

func isTokenName(name string) bool {
	return syntax.ContainsFold(name, "certificate") || syntax.ContainsFold(name, "token") || syntax.ContainsFold(name, "oauth") || syntax.ContainsFold(name, "modernauth")
}

// namesMachine reports whether an address is put together from the name of the machine that runs the script, as on an Exchange
// server, or can be.
func (b *builder) namesMachine(expr syntax.Node) bool {
	if expr == nil || !b.info.Owns(expr) {
		return false
	}
	for n := range syntax.All(expr) {
		v, ok := n.(*syntax.VariableExpression)
		if !ok {
			continue
		}
		for _, a := range b.nodes.assignments {
			if left, ok := a.Left.(*syntax.VariableExpression); ok && equalsAny(left.Name, v.Name) && isMachineName(a.Right) {
				return true
			}
		}
	}
	return isMachineName(expr)
}

// isMachineName reports whether n asks for the name of the machine that runs the script.
func isMachineName(n syntax.Node) bool {
	for n := range syntax.All(n) {
		switch n := n.(type) {
		case *syntax.VariableExpression:
			if equalsAny(n.Name, "env:COMPUTERNAME") {
				return true
			}
		case *syntax.MemberExpression:
			if n.Static && equalsAny(constantText(n.Member), "MachineName") {
				return true
			}
		case *syntax.InvokeMemberExpression:
			if n.Static && equalsAny(constantText(n.Member), "GetHostName") {
				return true
			}
		}
	}
	return false
}

// usesPublicFolders reports whether the script names the root of the public folders.
func (b *builder) usesPublicFolders() bool {
	return syntax.ContainsFold(b.info.File.Src, "publicfoldersroot")
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
			s := &SignIn{Service: EWS, Cmdlet: call.Name, Method: Basic, Call: call, Argument: credential, At: underlined(call, *credential),
				Endpoint: host, PublicFolders: b.usesPublicFolders()}
			b.setCredential(s, credential)
			b.addSignIn(s)
			return
		}
	}
}
