package inventory

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/exolint/exolint/scanner/cmdlet"
	"github.com/exolint/exolint/scanner/facts"
	"github.com/exolint/exolint/scanner/syntax"
)

// A SecretKind is what a secret is.
type SecretKind string

// The kinds of secrets.
const (
	Password     SecretKind = "password"
	AppSecret    SecretKind = "app-secret"
	CertPassword SecretKind = "certificate-password"
	Token        SecretKind = "token" // an access token or an API key
	Key          SecretKind = "key"   // that encrypts a SecureString
)

// A Sink is where a secret goes.
type Sink string

// The sinks.
const (
	SecureStringSink Sink = "securestring" // ConvertTo-SecureString -AsPlainText, AppendChar
	CredentialSink   Sink = "credential"   // PSCredential, NetworkCredential
	ArgumentSink     Sink = "argument"     // a cmdlet's, a function's or a method's password parameter
	NativeSink       Sink = "native"       // a program's password switch
	AssignmentSink   Sink = "assignment"   // a password-named variable, key or parameter default
	FileSink         Sink = "file"         // read in clear from a file
	HeaderSink       Sink = "header"       // an Authorization header
)

// A Secret is a secret that stands in the script, or is read in clear from a file.
type Secret struct {
	Kind SecretKind
	Sink Sink
	At   syntax.Node // the literal, or the read; never nil
	Name string      // of what takes it: a variable, a parameter, a program; "" where it has none

	Call     *facts.Call // the command that takes it; nil: none
	Endpoint string      // of a header, the host that it is sent to; a star stands for its first part where that is not known
	Built    bool        // of a header, it is put together from what is not known, so that no secret stands in it
	Entra    bool        // of an application, it is one of Microsoft Entra ID, by its form or by what else stands in the script
	Stored   bool        // the script itself puts it into a vault
	Settings bool        // of a file, it holds other settings too
	Table    bool        // of a file, it holds rows of columns, as CSV has
	Fixture  bool        // it is one of a test or a sample, where passwords are made up as a rule
	Trail    []facts.Step
}

// rank orders what a secret can be taken for: a literal that is followed into a sink is told by the sink.
func (s *Secret) rank() int {
	switch {
	case s.Kind == CertPassword, s.Kind == AppSecret, s.Kind == Token, s.Kind == Key:
		return 5
	case s.Sink == FileSink, s.Sink == HeaderSink:
		return 4
	case s.Sink == SecureStringSink:
		return 3
	case s.Sink != AssignmentSink:
		return 2
	}
	return 1
}

// addSecret adds s unless its literal is known for something more telling.
func (b *builder) addSecret(s Secret) {
	at := extentOf(s.At)
	if old := b.secrets[at]; old != nil && (old.rank() > s.rank() || old.rank() == s.rank() && !s.tellsUseOf(old)) {
		return
	}
	s.Fixture = b.fixture || b.isMadeUp(s.At) || b.isSample(&s)
	b.secrets[at] = &s
}

// tellsUseOf reports whether s tells what takes a secret of which old tells only that it becomes a SecureString.
func (s *Secret) tellsUseOf(old *Secret) bool {
	return s.Kind == old.Kind && isConversion(old.Call) && s.Call != nil && !isConversion(s.Call)
}

func isConversion(call *facts.Call) bool {
	return call != nil && equalsAny(call.Name, "ConvertTo-SecureString")
}

// settleOverlaps makes one secret of those whose literals overlap on a line: the one that tells more, else the shorter. A text
// of several lines may hold several.
func (b *builder) settleOverlaps() {
	if len(b.secrets) < 2 {
		return
	}
	places := slices.SortedFunc(maps.Keys(b.secrets), func(x, y syntax.Extent) int {
		return cmp.Or(cmp.Compare(x.Start, y.Start), cmp.Compare(x.Stop, y.Stop))
	})
	var last *Secret
	for _, at := range places {
		s := b.secrets[at]
		switch {
		case s.Sink == FileSink, s.Sink == HeaderSink, strings.ContainsAny(b.info.File.Text(at), "\r\n"):
		case last == nil || last.At.End() <= at.Start:
			last = s
		case s.rank() > last.rank() || s.rank() == last.rank() && at.Stop <= last.At.End():
			delete(b.secrets, extentOf(last.At))
			last = s
		default:
			delete(b.secrets, at)
		}
	}
}

// take adds the secrets that v, which goes into the sink that s describes, is known to hold. expr is what is written there.
func (b *builder) take(v facts.Value, expr, outer syntax.Node, s Secret) {
	for one := range v.Each() {
		one = b.unwrapped(one)
		if isClearFile(one) && b.info.Owns(one.Source.Node) {
			b.takeFile(one.Source, s)
			continue
		}
		text, ok := writtenText(one)
		if !ok || one.Kind == facts.Bool {
			continue
		}
		s.At = b.literal(one, expr, outer)
		if s.At == nil || placeholder(text, s.Name, b.around(s.At)) || isProtected(text) || isStub(text, s.Kind) {
			continue
		}
		s.Trail = one.Trail
		b.addSecret(s)
	}
}

// writtenText returns the text of v. Where "$$" or "$" before digits is all that is expanded in a string, it is taken for a part of
// a password, as in "Pa$$word" and "word$12": hardly anybody means the last word of the line before, which PowerShell has there, or
// what follows a variable of that name.
func writtenText(v facts.Value) (text string, ok bool) {
	if text, ok = v.Text(); ok {
		return text, true
	}
	n, ok := v.Origin.(*syntax.ExpandableStringExpression)
	if !ok || slices.ContainsFunc(n.Parts, func(p syntax.Expr) bool { return !isSign(p) }) {
		return "", false
	}
	part := 0
	for _, f := range v.Fragments {
		if !f.Known && part < len(n.Parts) {
			f.Text = "$" + n.Parts[part].(*syntax.VariableExpression).Name
			part++
		}
		text += f.Text
	}
	return text, !strings.HasPrefix(text, "$") // where it begins with it, a variable's name was meant
}

// isSign reports whether n is a variable whose dollar sign is taken for one: $$, or one with a number for a name.
func isSign(n syntax.Node) bool {
	v, ok := n.(*syntax.VariableExpression)
	return ok && (v.Name == "$" || v.Name != "" && strings.Trim(v.Name, digits) == "")
}

// unwrapped returns the value of the variable of which v is made, where an expandable string holds nothing but it.
func (b *builder) unwrapped(v facts.Value) facts.Value {
	s, ok := v.Origin.(*syntax.ExpandableStringExpression)
	if !ok || len(s.Parts) != 1 || !b.info.Owns(s) || s.Parts[0].End()-s.Parts[0].Pos() != s.End()-s.Pos()-2 {
		return v
	}
	if inner := b.info.ValueOf(s.Parts[0]); inner.Origin != nil && inner.Alternatives == nil {
		return inner
	}
	return v
}

// literal returns the node of the script that holds the text of v; nil where it stands in another file. A text put together in
// place is underlined with its parentheses.
func (b *builder) literal(v facts.Value, expr, outer syntax.Node) syntax.Node {
	if outer != nil {
		return b.holder(v, outer)
	}
	at := v.Origin
	if at == nil {
		at = expr
	}
	if at == nil || !b.info.Owns(at) {
		return nil
	}
	if _, constant := at.(*syntax.StringConstantExpression); !constant && expr != nil && contains(expr, at) {
		return expr
	}
	return at
}

// holder returns the string of the script that holds the text of v, which the executed text outer was put together from: the only
// one in outer, else the only one in the script. It returns outer itself where there are several, or it is written in place.
func (b *builder) holder(v facts.Value, outer syntax.Node) syntax.Node {
	text, known := v.Text()
	if _, written := outer.(*syntax.StringConstantExpression); written || !known {
		return outer
	}
	var within, all []syntax.Node
	for _, n := range b.nodes.strings {
		source := b.info.File.Text(n)
		if strings.Count(source, text) != 1 {
			continue
		}
		all = append(all, partOf(n, source, text))
		if contains(outer, n) {
			within = append(within, all[len(all)-1])
		}
	}
	for _, list := range [][]syntax.Node{within, all} {
		if len(list) == 1 {
			return list[0]
		}
	}
	return outer
}

// around returns the comments beside n: on its line, and on the line above.
func (b *builder) around(n syntax.Node) string {
	src := b.info.File.Src
	from, to := b.info.File.Offset(n.Pos()), b.info.File.Offset(n.End())
	start := strings.LastIndexAny(src[:from], "\r\n") + 1
	above := strings.TrimSuffix(strings.TrimSuffix(src[:start], "\n"), "\r")
	above = above[strings.LastIndexAny(above, "\r\n")+1:]
	after := src[to:]
	if i := strings.IndexAny(after, "\r\n"); i >= 0 {
		after = after[:i]
	}
	return comments(above) + " " + comments(src[start:from]) + " " + comments(after)
}

// comments returns what follows a number sign in text.
func comments(text string) string {
	_, comment, _ := strings.Cut(text, "#")
	return comment
}

// secureString adds the secret that ConvertTo-SecureString makes a SecureString of, and the key that stands in the script.
func (b *builder) secureString(call *facts.Call) {
	if bound(call, "AsPlainText") != nil {
		v := b.infoOf(call.File).ValueOf(call.Node)
		password := valueOf(bound(call, "String"))
		if v.Source != nil && v.Source.Password != nil {
			password = *v.Source.Password
		}
		if v.Source != nil && v.Source.Kind == facts.SourceClearFile {
			password.Source = v.Source
		}
		var expr syntax.Node
		if a := bound(call, "String"); a != nil {
			expr = a.Expr
		}
		name := b.assignedName(call)
		kind := b.securedKind(name, expr)
		b.take(password, expr, call.Outer, Secret{Kind: kind, Sink: SecureStringSink, Call: call, Name: name})
	}
	if key := firstBound(call, "Key", "SecureKey"); key != nil {
		if at := b.writtenKey(key, call.Outer); at != nil {
			b.addSecret(Secret{Kind: Key, Sink: ArgumentSink, At: at, Call: call, Name: key.Parameter})
		}
	}
}

// securedKind returns what is made a SecureString: by the name of what holds that, else by that of what it is made of.
func (b *builder) securedKind(holder string, source syntax.Node) SecretKind {
	names := []string{holder, holderName(holder)}
	if e, ok := source.(syntax.Expr); ok {
		names = append(names, variableName(e))
	}
	for _, name := range names {
		if kind := secretName(name); kind == AppSecret || kind == CertPassword {
			return kind
		}
	}
	return Password
}

// assignedName returns the name of the variable that the statement around the call assigns to; "" where there is none.
func (b *builder) assignedName(call *facts.Call) string {
	return assignedName(b.infoOf(call.File), call.Node)
}

// assignedName returns the name of the variable that n is all that is assigned to; "" where there is none.
func assignedName(info *facts.Info, n syntax.Node) string {
	for p := info.Parent(n); p != nil; p = info.Parent(p) {
		switch p := p.(type) {
		case *syntax.Pipeline, *syntax.ParenExpression, *syntax.CommandExpression:
		case *syntax.AssignmentStatement:
			return variableName(p.Left)
		default:
			return ""
		}
	}
	return ""
}

// variableName returns the name that is assigned to: a variable's, a property's or a key's; "" for what has none.
func variableName(left syntax.Expr) string {
	switch e := left.(type) {
	case *syntax.VariableExpression:
		return e.Name
	case *syntax.ConvertExpression:
		return variableName(e.Operand)
	case *syntax.AttributedExpression:
		return variableName(e.Operand)
	case *syntax.MemberExpression:
		return constantText(e.Member)
	case *syntax.IndexExpression:
		return constantText(e.Index)
	}
	return ""
}

func constantText(e syntax.Expr) string {
	if s, ok := e.(*syntax.StringConstantExpression); ok {
		return s.Value
	}
	return ""
}

// argumentSecrets adds the secrets among the call's arguments: literals given to parameters that are named like a password,
// and SecureStrings and credentials whose parameter says what they are for.
func (b *builder) argumentSecrets(call *facts.Call) {
	registry := isRegistryPassword(call)
	for _, a := range call.Arguments {
		kind := secretName(a.Parameter)
		switch {
		case registry && equalsAny(a.Parameter, "Value"):
			kind = Password
		case kind != "" && isVault(call):
			kind = cmp.Or(storedKind(call), kind)
		}
		if kind == "" && !equalsAny(a.Parameter, "Credential", "ClientSecretCredential") {
			continue // before its value is computed, which takes long
		}
		switch a.Value().Kind {
		case facts.Secure, facts.Credential:
			b.refine(call, a)
			continue
		}
		if kind == "" || a.Switch || !takesText(call, a.Parameter) || call.Function == nil && equalsAny(a.Parameter, "pass") {
			continue // -pass is short for -PassThru as well
		}
		kind = argumentKind(call, kind)
		if kind != Password && kind != CertPassword && !hasPlausible(a.Value(), kind) || hasLines(a.Value()) {
			continue
		}
		if kind == Password && takesAnonymous(call, a.Value()) || a.Name != nil && a.Expr != nil && isMarkBetween(call, a.Name, a.Expr) {
			continue
		}
		b.take(a.Value(), a.Expr, call.Outer, Secret{Kind: kind, Sink: ArgumentSink, Call: call, Name: a.Parameter, Stored: isVault(call)})
	}
}

// unknownSecrets adds the literals that are given to parameters which the cmdlet does not have, such as one that an older version had.
func (b *builder) unknownSecrets(call *facts.Call) {
	for _, f := range call.Faults {
		p, ok := f.Node.(*syntax.CommandParameter)
		if !ok || f.ID != "NamedParameterNotFound" || p.Argument != nil {
			continue
		}
		kind := secretName(p.Name)
		i := slices.IndexFunc(call.Node.Elements, func(e syntax.CommandElement) bool { return e == syntax.CommandElement(p) })
		if kind == "" || i < 0 || i+1 == len(call.Node.Elements) {
			continue
		}
		value := call.Node.Elements[i+1]
		v := b.infoOf(call.File).ValueOf(value)
		if kind == Password || hasPlausible(v, kind) {
			b.take(v, value, call.Outer, Secret{Kind: kind, Sink: ArgumentSink, Call: call, Name: p.Name})
		}
	}
}

// hasLines reports whether v is a text of several lines, as no password is.
func hasLines(v facts.Value) bool {
	for text := range v.Texts() {
		if strings.ContainsAny(text, "\r\n") {
			return true
		}
	}
	return false
}

func hasPlausible(v facts.Value, kind SecretKind) bool {
	for text := range v.Texts() {
		if plausible(text, kind) {
			return true
		}
	}
	return v.Source != nil
}

// takesText reports whether the parameter can take a text: it is no SecureString's or credential's.
func takesText(call *facts.Call, parameter string) bool {
	if call.Function != nil {
		return functionTakesText(call.Function, parameter)
	}
	c := cmdlet.Lookup(call.Name)
	if c == nil {
		return true
	}
	p := c.Parameter(parameter)
	return p == nil || equalsAny(p.Type, "String", "Object", "String[]") // the table has them as their sources do
}

// functionTakesText reports whether the function's parameter is declared as a text, or without a type.
func functionTakesText(fn *syntax.FunctionDefinition, parameter string) bool {
	for _, p := range parametersOf(fn) {
		if !equalsAny(p.Name.Name, parameter) {
			continue
		}
		for _, attr := range p.Attributes {
			if t, ok := attr.(*syntax.TypeConstraint); ok && !equalsAny(t.TypeName.Name, "string", "object", "psobject", "System.String") {
				return false
			}
		}
	}
	return true
}

// parametersOf returns the declared parameters of fn.
func parametersOf(fn *syntax.FunctionDefinition) []*syntax.Parameter {
	if fn.Body != nil && fn.Body.Param != nil {
		return fn.Body.Param.Parameters
	}
	return fn.Parameters
}

// certificateCmdlets are the cmdlets whose -Password is a certificate's.
var certificateCmdlets = []string{"Import-PfxCertificate", "Export-PfxCertificate", "Get-PfxCertificate", "Get-PfxData", "Import-AzKeyVaultCertificate",
	"Export-ExchangeCertificate", "Import-ExchangeCertificate", "New-AzApplicationGatewaySslCertificate", "New-AzureRmApplicationGatewaySslCertificate",
	"New-AzWebAppSSLBinding", "Add-AzureCertificate", "Import-AzureKeyVaultCertificate"}

// isVault reports whether the call puts a secret into a vault.
func isVault(call *facts.Call) bool {
	return equalsAny(call.Name, "Set-AzKeyVaultSecret", "Set-AzureKeyVaultSecret", "Set-Secret")
}

// markStored marks the secrets that become SecureStrings for a vault.
func (b *builder) markStored() {
	for _, n := range b.stored {
		if n == nil {
			continue // it stands in another script
		}
		if s := b.secrets[extentOf(n)]; s != nil {
			s.Stored = true
		}
	}
}

// storedKind returns what the secret is that the call puts into a vault, by its name there; "" where that does not tell: anything
// in a vault can be called a secret.
func storedKind(call *facts.Call) SecretKind {
	name, _ := valueOf(bound(call, "Name")).Text()
	if kind := secretName(name); kind != Token || !strings.HasSuffix(fold(name), "secret") {
		return kind
	}
	return ""
}

// argumentKind returns what a secret of that kind is where it is an argument of the call.
func argumentKind(call *facts.Call, kind SecretKind) SecretKind {
	switch {
	case kind == Password && equalsAny(call.Name, certificateCmdlets...):
		return CertPassword
	case kind == Token && syntax.ContainsFold(call.Name, "virtualnetworkgatewayconnection"): // a key that people choose
		return Password
	}
	return kind
}

// refine adds the literal of a SecureString or a credential again where the parameter says that it is no user's password.
func (b *builder) refine(call *facts.Call, a facts.Bound) {
	password := passwordOf(b.sourceOf(call, &a))
	if password == nil {
		return
	}
	kind := argumentKind(call, secretName(a.Parameter))
	if isVault(call) {
		kind = storedKind(call)
		b.stored = append(b.stored, b.literal(*password, nil, call.Outer))
	}
	switch {
	case equalsAny(a.Parameter, "ClientSecretCredential"), equalsAny(a.Parameter, "Credential") && bound(call, "ServicePrincipal") != nil:
		kind = AppSecret
	case kind != CertPassword && kind != AppSecret && kind != Token:
		return
	}
	b.take(*password, nil, call.Outer, Secret{Kind: kind, Sink: SecureStringSink, Call: call, Name: a.Parameter})
}

// passwordOf returns the text that a credential or SecureString was made from; nil where it is not known. A credential is made
// from a SecureString, and that from a text.
func passwordOf(source *facts.Source) *facts.Value {
	for range 2 {
		if source == nil || source.Password == nil {
			return nil
		}
		if source.Password.Kind != facts.Secure {
			return source.Password
		}
		source = source.Password.Source
	}
	return nil
}

// isRegistryPassword reports whether the call writes the password of Windows' automatic logon.
func isRegistryPassword(call *facts.Call) bool {
	if !equalsAny(call.Name, "Set-ItemProperty", "New-ItemProperty") {
		return false
	}
	for _, name := range []*facts.Bound{bound(call, "Name"), positional(call, 0), positional(call, 1)} { // the path may stand before it
		if name != nil && isText(name.Value(), "DefaultPassword") {
			return true
		}
	}
	return false
}

// CertificateUse is what a certificate's password is for.
type CertificateUse uint8

// What a certificate's password is for.
const (
	OtherUse CertificateUse = iota // or not known
	SignsIn                        // a sign-in with the certificate
	Exported                       // a file that the certificate is exported to by Export-PfxCertificate
)

// Certificate returns what the password of a certificate is for.
func (s *Secret) Certificate() CertificateUse {
	switch {
	case s.Call == nil:
	case equalsAny(s.Call.Name, "Export-PfxCertificate"):
		return Exported
	case syntax.HasPrefixFold(s.Call.Name, "Connect-"), syntax.HasPrefixFold(s.Call.Name, "Login-"), equalsAny(s.Call.Name, "Add-AzAccount", "Get-MsalToken"):
		return SignsIn
	}
	return OtherUse
}

// Logon reports whether the secret is the password of Windows' automatic logon.
func (s *Secret) Logon() bool {
	return s.Sink == NativeSink && s.Name == "reg" || s.Sink == ArgumentSink && s.Call != nil && isRegistryPassword(s.Call)
}

// DevOps reports whether the secret goes to Azure DevOps, which takes a personal access token where others take a password.
func (s *Secret) DevOps() bool { return isDevOpsHost(s.Endpoint) }
