package inventory

import (
	"slices"
	"strings"

	"github.com/exolint/exolint/scanner/facts"
	"github.com/exolint/exolint/scanner/syntax"
)

// request adds the Basic authentication of an HTTP request to a Microsoft service.
func (b *builder) request(call *facts.Call) {
	uri := bound(call, "Uri")
	if uri == nil {
		return
	}
	for v := range uri.Value().Each() {
		if host := requestHost(v); isMicrosoftHost(host) {
			b.basicRequest(call, host)
			if isMailService(host) && !isWebService(v) {
				b.credentialRequest(call, host)
			}
			return
		}
	}
}

// requestHost returns the host that the address v names, with a star for what is not known before its domain, as in
// "*.visualstudio.com"; "" or "*" where the domain is not known either.
func requestHost(v facts.Value) string {
	if host := hostOf(v); host != "" {
		return host
	}
	begin, _ := v.Prefix()
	_, begin, ok := strings.Cut(begin, "://")
	unknown := slices.IndexFunc(v.Fragments, func(f facts.Fragment) bool { return !f.Known })
	if !ok || unknown < 0 || strings.ContainsAny(begin, "/?#") {
		return ""
	}
	var host string
	for _, f := range v.Fragments[unknown:] {
		if !f.Known {
			host = "*"
			continue
		}
		host += f.Text
		if end := strings.IndexAny(host, "/?#"); end >= 0 {
			host = host[:end]
			break
		}
	}
	return fold(withoutPort(host))
}

// basicRequest adds what makes the request authenticate with Basic: its header, or -Authentication Basic.
func (b *builder) basicRequest(call *facts.Call, host string) {
	s := Secret{Kind: Password, Sink: HeaderSink, Call: call, Endpoint: host, Name: "Authorization"}
	if headers := bound(call, "Headers"); headers != nil && headers.Value().Table != nil {
		if e, ok := headers.Value().Table.Entry("Authorization"); ok && isBasic(e.Value) {
			if at := b.headerNode(e); at != nil {
				_, known := e.Value.Text()
				s.At, s.Built = call.At(at), !known
				b.addSecret(s)
			}
			return
		}
	}
	if a := bound(call, "Authentication"); a != nil && isText(a.Value(), "Basic") && bound(call, "Credential") != nil {
		s.At, s.Built = underlined(call, *a), true
		b.addSecret(s)
	}
}

// isMailService reports whether host is one of Exchange Online's or of what goes with it, or Microsoft Graph.
func isMailService(host string) bool {
	return slices.ContainsFunc([]string{"outlook.office365.com", "outlook.office.com", "reports.office365.com", "outlook.com", "outlook.office365.us", "partner.outlook.cn", "graph.microsoft.com"},
		func(service string) bool { return host == service || strings.HasSuffix(host, "."+service) })
}

// isWebService reports whether the address v is one of Exchange Web Services, which is a sign-in of its own.
func isWebService(v facts.Value) bool {
	text, _ := v.Prefix()
	return strings.Contains(fold(text), "/ews/")
}

// credentialRequest adds the user name and password that the request passes without saying how: they go the way of Basic where
// the service asks for that. A request with a token beside them signs in with it.
func (b *builder) credentialRequest(call *facts.Call, host string) {
	credential := bound(call, "Credential")
	if credential == nil || bound(call, "Authentication") != nil || bound(call, "Token") != nil {
		return
	}
	if headers := bound(call, "Headers"); headers != nil {
		table := headers.Value().Table
		if table == nil || table.Open {
			return
		}
		if _, ok := table.Entry("Authorization"); ok {
			return
		}
	}
	b.addSecret(Secret{Kind: Password, Sink: HeaderSink, Call: call, Endpoint: host, Name: "Credential", At: underlined(call, *credential), Built: true})
}

// isBasic reports whether a header's value begins as Basic authentication's does.
func isBasic(v facts.Value) bool {
	for one := range v.Each() {
		if text, _ := one.Prefix(); syntax.HasPrefixFold(strings.TrimLeft(text, " "), "basic ") {
			return true
		}
	}
	return false
}

// headerNode returns the range that sets a header: the entry of a hashtable, or the statement that adds it; nil where it stands in another file.
func (b *builder) headerNode(e facts.Entry) syntax.Node {
	if e.KeyNode == nil || !b.info.Owns(e.KeyNode) {
		return nil
	}
	for p := b.info.Parent(e.KeyNode); p != nil; p = b.info.Parent(p) {
		switch p.(type) {
		case *syntax.Hashtable:
			return entryNode(e)
		case *syntax.AssignmentStatement, *syntax.InvokeMemberExpression:
			return p
		case syntax.Stmt:
			return entryNode(e)
		}
	}
	return entryNode(e)
}
