package inventory

import (
	"cmp"
	"strings"

	"github.com/exolint/exolint/scanner/facts"
	"github.com/exolint/exolint/scanner/syntax"
)

// passwordGrants adds the places where the script itself asks the Microsoft identity platform for a token with a user name and
// a password (resource owner password credentials), by HTTP or by a library.
func (b *builder) passwordGrants() {
	for _, table := range b.nodes.hashtables {
		hash := b.grantTable(table)
		if hash == nil {
			continue
		}
		if e, ok := hash.Entry("grant_type"); ok && isText(e.Value, "password") && b.isForMicrosoft(table, hash) {
			b.addGrant("grant_type=password", entryNode(e), resourceOfTable(hash))
		}
	}
	b.grantEntries()
	for _, n := range b.grantStrings() {
		if !syntax.ContainsFold(b.info.File.Text(n), "grant") {
			continue
		}
		if text, ok := b.formText(n); ok && strings.Contains(text, "grant_type=password") && b.isFormForMicrosoft(n, text) {
			b.addGrant("grant_type=password", n, resourceOfForm(text))
		}
	}
	if !b.mentions("acquiretokenby") {
		return
	}
	for v := range b.info.Invocations("AcquireTokenByUsernamePassword") {
		resource := ""
		if len(v.Arguments) > 0 {
			resource = resourceOf(v.Arguments[0].Value)
		}
		b.addGrant("AcquireTokenByUsernamePassword", v.At(v.Node), resource)
	}
}

// grantEntries adds the grants that a form is given after it was made: by Add, as an element or as a property.
func (b *builder) grantEntries() {
	if !b.mentions("grant_type") {
		return
	}
	entry := func(name string, value, at syntax.Node) {
		if equalsAny(name, "grant_type") && isText(b.info.ValueOf(value), "password") && b.isSentToMicrosoft(at) {
			b.addGrant("grant_type=password", at, "")
		}
	}
	for _, v := range b.nodes.additions {
		entry(constantText(v.Arguments[0]), v.Arguments[1], v)
	}
	for _, a := range b.nodes.assignments {
		if _, variable := a.Left.(*syntax.VariableExpression); !variable {
			entry(variableName(a.Left), a.Right, a)
		}
	}
}

// grantStrings returns the strings of a script that mentions a grant.
func (b *builder) grantStrings() []syntax.Expr {
	if !b.mentions("grant") {
		return nil
	}
	return b.nodes.strings
}

// grantTable returns what is known of a hashtable that has a key grant_type; nil for another one.
func (b *builder) grantTable(table *syntax.Hashtable) *facts.Hash {
	for _, e := range table.Entries {
		if equalsAny(constantText(e.Key), "grant_type") {
			return b.info.ValueOf(table).Table
		}
	}
	return nil
}

// addGrant adds a request for a token. Where the request does not say what for, the addresses in the script may.
func (b *builder) addGrant(api string, at syntax.Node, resource string) {
	if resource == "" {
		resource = b.resourceOfAddresses()
	}
	b.inv.SignIns = append(b.inv.SignIns, &SignIn{Service: IdentityPlatform, Cmdlet: api, Method: PasswordGrant, At: at, Resource: resource})
}

// passwordObjects adds the makings of ADAL's user credentials that hold a password.
func (b *builder) passwordObjects() {
	for c := range b.info.Constructs("UserPasswordCredential") {
		if !b.isUnused(c) {
			b.addGrant("UserPasswordCredential", c.At(c.Node), "")
		}
	}
	for c := range b.info.Constructs("ActiveDirectory.UserCredential") {
		if len(c.Arguments) >= 2 && !b.isUnused(c) {
			b.addGrant("UserCredential", c.At(c.Node), "")
		}
	}
}

// isUnused reports whether the object is kept in a variable that nothing reads.
func (b *builder) isUnused(c *facts.Construct) bool {
	if c.Outer != nil || b.info.Shared() {
		return false
	}
	n := c.Node
	for {
		p := b.info.Parent(n)
		switch p := p.(type) {
		case *syntax.Pipeline, *syntax.CommandExpression, *syntax.ParenExpression:
			n = p
			continue
		case *syntax.AssignmentStatement:
			left, ok := p.Left.(*syntax.VariableExpression)
			return ok && !strings.Contains(left.Name, ":") && !b.reads(left.Name)
		}
		return false
	}
}

// reads reports whether the script reads the variable, in any scope.
func (b *builder) reads(name string) bool {
	written := make(map[syntax.Node]bool)
	for _, a := range b.nodes.assignments {
		if a.Operator == syntax.KindEquals {
			written[a.Left] = true
		}
	}
	for n := range syntax.All(b.info.File.Root) {
		if v, ok := n.(*syntax.VariableExpression); ok && !written[v] && equalsAny(v.Name[strings.LastIndexByte(v.Name, ':')+1:], name) {
			return true
		}
	}
	return false
}

// msalToken adds a Get-MsalToken that passes a user's credential.
func (b *builder) msalToken(call *facts.Call) {
	a := bound(call, "UserCredential")
	if a == nil {
		return
	}
	s := &SignIn{Service: IdentityPlatform, Cmdlet: call.Name, Method: PasswordGrant, Call: call, Argument: a, At: underlined(call, *a), Open: call.Open()}
	s.Resource = cmp.Or(resourceOf(valueOf(bound(call, "Scopes"))), b.resourceOfAddresses())
	b.setCredential(s, a)
	b.addSignIn(s)
}

// isText reports whether v is known to be the text, in any letter case, or can be.
func isText(v facts.Value, text string) bool {
	for t := range v.Texts() {
		if syntax.EqualFold(t, text) {
			return true
		}
	}
	return false
}

// entryNode returns the range of a hashtable's entry: "key = value".
func entryNode(e facts.Entry) syntax.Node {
	if e.Expr == nil {
		return e.KeyNode
	}
	return span(e.KeyNode, e.Expr)
}

// isForMicrosoft reports whether the form is sent to the Microsoft identity platform: by its resource or scope, or by the
// address of the request that it is the body of.
func (b *builder) isForMicrosoft(table *syntax.Hashtable, hash *facts.Hash) bool {
	for _, key := range []string{"resource", "scope"} {
		if e, ok := hash.Entry(key); ok && isMicrosoftScope(e.Value) {
			return true
		}
	}
	return b.isSentToMicrosoft(table)
}

// isMicrosoftScope reports whether a scope or resource is one of Microsoft's: an address, or what OpenID defines for all.
func isMicrosoftScope(v facts.Value) bool {
	for one := range v.Each() {
		text, _ := one.Prefix()
		for _, part := range strings.Fields(text) {
			known := facts.Value{Kind: facts.String, Fragments: []facts.Fragment{{Text: part, Known: true}}}
			if strings.Contains(part, "://") && isMicrosoftHost(hostOf(known)) {
				return true
			}
		}
	}
	return false
}

// isSentToMicrosoft reports whether n, the body of a request for a token, goes to the Microsoft identity platform: by the address
// of the request that is given it, else by the addresses beside it.
func (b *builder) isSentToMicrosoft(n syntax.Node) bool {
	for call := range b.info.Calls("Invoke-RestMethod", "Invoke-WebRequest") {
		uri, body := bound(call, "Uri"), bound(call, "Body")
		if uri == nil || body == nil || !holds(body, n) {
			continue
		}
		for v := range uri.Value().Each() {
			if host := hostOf(v); host != "" {
				return isIdentityHost(host)
			}
		}
	}
	return b.isBesideMicrosoft(n)
}

// isBesideMicrosoft reports whether the function around n holds an address of the Microsoft identity platform, and none of
// another token endpoint.
func (b *builder) isBesideMicrosoft(n syntax.Node) bool {
	scope := syntax.Node(b.info.File.Root)
	for p := b.info.Parent(n); p != nil; p = b.info.Parent(p) {
		if fn, ok := p.(*syntax.FunctionDefinition); ok {
			scope = fn
			break
		}
	}
	found := false
	for _, m := range b.nodes.strings {
		text, ok := b.formText(m)
		if !ok || !contains(scope, m) || !strings.Contains(text, "://") || !strings.Contains(text, "/token") && !strings.Contains(text, "/authorize") {
			continue
		}
		if !isIdentityHost(hostInText(text)) {
			return false
		}
		found = true
	}
	return found
}

// hostInText returns the host of the address that text is, within quotes or without; see [hostOf].
func hostInText(text string) string {
	return hostOf(facts.Value{Kind: facts.String, Fragments: []facts.Fragment{{Text: strings.Trim(text, `"'`), Known: true}}})
}

// holds reports whether n is what was bound, or what its value was written with.
func holds(a *facts.Bound, n syntax.Node) bool {
	if a.Expr != nil && contains(a.Expr, n) {
		return true
	}
	for v := range a.Value().Each() {
		if v.Origin != nil && contains(v.Origin, n) {
			return true
		}
	}
	return false
}

// contains reports whether inner lies within outer.
func contains(outer, inner syntax.Node) bool {
	return outer.Pos() <= inner.Pos() && inner.End() <= outer.End()
}

// formText returns the text of a string, in lower case and with its percent signs resolved; the variables of an expandable
// one stand in it as written.
func (b *builder) formText(n syntax.Node) (string, bool) {
	switch s := n.(type) {
	case *syntax.StringConstantExpression:
		return strings.ToLower(decoded(s.Value)), true
	case *syntax.ExpandableStringExpression:
		return strings.ToLower(decoded(b.info.File.Text(s))), true
	}
	return "", false
}

// isFormForMicrosoft reports whether the form in the string n goes to the Microsoft identity platform: it may be the query of an
// address that is asked.
func (b *builder) isFormForMicrosoft(n syntax.Node, text string) bool {
	if address, _, ok := strings.Cut(text, "?"); ok && strings.Contains(address, "://") {
		return isIdentityHost(hostInText(address))
	}
	for _, pair := range strings.Split(text, "&") {
		key, value, _ := strings.Cut(strings.Trim(pair, `"' `), "=")
		if key != "resource" && key != "scope" {
			continue
		}
		for _, d := range microsoftDomains {
			if strings.Contains(value, d) {
				return true
			}
		}
	}
	return b.isSentToMicrosoft(n)
}
