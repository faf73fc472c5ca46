package inventory

import (
	"strings"
	"unicode"

	"github.com/exolint/exolint/scanner/facts"
	"github.com/exolint/exolint/scanner/syntax"
)

// passwordConstructors are the types whose constructor takes a password, with its place among the arguments.
var passwordConstructors = []struct {
	typeName string
	place    int
}{
	{"NetworkCredential", 1},
	{"PSCredential", 1},
	{"WebCredentials", 1},
	{"UserPasswordCredential", 1},
	{"ActiveDirectory.UserCredential", 1},
	{"DirectoryEntry", 2},
}

// secretObjects adds the secrets that .NET objects are made with.
func (b *builder) secretObjects() {
	for _, t := range passwordConstructors {
		for c := range b.info.Constructs(t.typeName) {
			b.constructSecret(c, t.place)
		}
	}
	for c := range b.info.Constructs("ActiveDirectory.ClientCredential") {
		if len(c.Arguments) == 2 {
			b.take(c.Arguments[1].Value, c.Arguments[1].Expr, c.Outer, Secret{Kind: AppSecret, Sink: CredentialSink, Name: c.TypeName})
		}
	}
	for c := range b.info.Constructs("X509Certificate2", "X509Certificate") {
		if len(c.Arguments) >= 2 {
			b.take(c.Arguments[1].Value, c.Arguments[1].Expr, c.Outer, Secret{Kind: CertPassword, Sink: CredentialSink, Name: c.TypeName})
		}
	}
}

// constructSecret adds the password of a constructor's argument, or of the object's Password property.
func (b *builder) constructSecret(c *facts.Construct, place int) {
	s := Secret{Kind: Password, Sink: CredentialSink, Name: c.TypeName}
	if len(c.Arguments) > place {
		a := c.Arguments[place]
		if a.Value.Kind != facts.Secure && !isAnonymousUser(c.Arguments[place-1].Value, a.Value) {
			b.take(a.Value, a.Expr, c.Outer, s)
		}
	}
	if p, ok := c.Property("Password"); ok {
		b.take(p.Value, p.Expr, c.Outer, s)
	}
}

// methodSecrets adds the passwords that methods take: MailKit's Authenticate, ADSI's SetPassword, SecureString's AppendChar, and
// those of WMI's Win32_ComputerSystem, which take a domain administrator's.
func (b *builder) methodSecrets() {
	if b.mentions("domainorworkgroup") {
		for v := range b.info.Invocations("JoinDomainOrWorkgroup") {
			if len(v.Arguments) > 2 {
				b.take(v.Arguments[1].Value, v.Arguments[1].Expr, v.Outer, Secret{Kind: Password, Sink: ArgumentSink, Name: v.Name})
			}
		}
	}
	if !b.mentions("authenticate", "setpassword", "changepassword", "importpfx", "acquiretokenby", "appendchar") {
		return
	}
	for v := range b.info.Invocations("Authenticate", "SetPassword", "ChangePassword", "ImportPfx", "AcquireTokenByUsernamePassword") {
		place := len(v.Arguments) - 1
		if place < 0 || equalsAny(v.Name, "Authenticate") && len(v.Arguments) != 2 {
			continue // MailKit's takes a user name and a password; others of that name take more
		}
		given := v.Arguments[place:]
		if equalsAny(v.Name, "ChangePassword") {
			given = v.Arguments // the old one and the new one
		}
		for _, a := range given {
			b.take(a.Value, a.Expr, v.Outer, Secret{Kind: Password, Sink: ArgumentSink, Name: v.Name})
		}
	}
	for v := range b.info.Invocations("Invoke") {
		if len(v.Arguments) >= 2 && isText(v.Arguments[0].Value, "SetPassword") {
			b.take(v.Arguments[1].Value, v.Arguments[1].Expr, v.Outer, Secret{Kind: Password, Sink: ArgumentSink, Name: "SetPassword"})
		}
	}
	for v := range b.info.Invocations("AppendChar") {
		b.appendedChars(v)
	}
}

// appendedChars adds the literal whose characters a pipeline or a loop appends to a SecureString.
func (b *builder) appendedChars(v *facts.Invocation) {
	if v.Outer != nil {
		return
	}
	var source syntax.Node
	if len(v.Arguments) == 1 {
		if i, ok := v.Arguments[0].Expr.(*syntax.IndexExpression); ok {
			source = i.Target // one after another, by a counter
		}
	}
	for p := b.info.Parent(v.Node); p != nil && source == nil; p = b.info.Parent(p) {
		switch p := p.(type) {
		case *syntax.ForEachStatement:
			source = p.Condition
		case *syntax.InvokeMemberExpression:
			if equalsAny(constantText(p.Member), "ForEach") {
				source = p.Target
			}
		case *syntax.Pipeline:
			if len(p.Elements) > 1 && !contains(p.Elements[0], v.Node) {
				source = p.Elements[0]
			}
		case *syntax.FunctionDefinition:
			return
		}
	}
	if source == nil {
		return
	}
	for n := range syntax.All(source) {
		switch e := n.(type) {
		case *syntax.StringConstantExpression:
			if e.Kind != syntax.BareWord {
				b.take(b.info.ValueOf(e), e, v.Outer, Secret{Kind: Password, Sink: SecureStringSink, Name: "AppendChar"})
			}
		case *syntax.VariableExpression:
			b.take(b.info.ValueOf(e), e, v.Outer, Secret{Kind: Password, Sink: SecureStringSink, Name: "AppendChar"})
		}
	}
}

// namedSecrets adds literals that are given to variables, properties, keys and parameters named like a secret. Only what has such
// a name is evaluated.
func (b *builder) namedSecrets(info *facts.Info, list *nodes, outer syntax.Node) {
	named := func(name string, value syntax.Node) {
		if value != nil && (secretName(name) != "" || isAuthorization(name)) && !equalsAny(name, "OLDPWD") {
			b.assigned(name, info.ValueOf(value), value, outer)
		}
	}
	for _, a := range list.assignments {
		if left, right, ok := pairs(a); ok {
			for i, l := range left.Elements {
				named(variableName(l), right.Elements[i])
			}
			continue
		}
		named(variableName(a.Left), a.Right)
	}
	for _, p := range list.parameters {
		named(p.Name.Name, p.Default)
	}
	for _, p := range list.properties {
		if p.Value != nil {
			named(p.Name, p.Value)
		}
	}
	for _, h := range list.hashtables {
		for _, e := range h.Entries {
			named(constantText(e.Key), e.Value)
		}
	}
	for _, v := range list.additions {
		named(constantText(v.Arguments[0]), v.Arguments[1])
	}
	for e := range info.Embedded() {
		b.namedSecrets(e, nodesOf(e.File), e.Outer)
	}
}

// pairs returns both sides of an assignment of several values to as many variables.
func pairs(a *syntax.AssignmentStatement) (left, right *syntax.ArrayLiteral, ok bool) {
	left, ok = a.Left.(*syntax.ArrayLiteral)
	if !ok {
		return nil, nil, false
	}
	right, ok = syntax.ExpressionOf(a.Right).(*syntax.ArrayLiteral)
	return left, right, ok && len(left.Elements) == len(right.Elements)
}

// variableSecrets adds literals that a cmdlet or a method gives to variables and properties named like a secret.
func (b *builder) variableSecrets() {
	for call := range b.info.Calls("New-Variable", "Set-Variable") {
		name, value := bound(call, "Name"), bound(call, "Value")
		if name == nil && value == nil {
			name, value = positional(call, 0), positional(call, 1)
		}
		b.setByName(call, name, value)
	}
	for call := range b.info.Calls("Add-Member") {
		name, value := noteProperty(call)
		b.setByName(call, name, value)
	}
	if !b.mentions("setenvironmentvariable") {
		return
	}
	for v := range b.info.Invocations("SetEnvironmentVariable") {
		if len(v.Arguments) < 2 {
			continue
		}
		for text := range v.Arguments[0].Value.Texts() {
			b.assigned(text, v.Arguments[1].Value, v.Arguments[1].Expr, v.Outer)
		}
	}
}

// setByName adds the literal that the call gives to what has that name. Either may be nil.
func (b *builder) setByName(call *facts.Call, name, value *facts.Bound) {
	if name == nil || value == nil || value.Expr == nil {
		return
	}
	for text := range name.Value().Texts() {
		b.assigned(text, value.Value(), value.Expr, call.Outer)
	}
}

// noteProperty returns the name and the value of the property that Add-Member adds; nil where it adds a member that holds no
// value, such as an alias of another property. The names of parameters may be shortened.
func noteProperty(call *facts.Call) (name, value *facts.Bound) {
	if name, value = shortened(call, "NotePropertyName"), shortened(call, "NotePropertyValue"); name != nil {
		return name, value
	}
	var given []*facts.Bound
	for i := range 3 {
		if a := positional(call, i); a != nil {
			given = append(given, a)
		}
	}
	next := func(named *facts.Bound) *facts.Bound {
		if named != nil || len(given) == 0 {
			return named
		}
		first := given[0]
		given = given[1:]
		return first
	}
	kind, name, value := shortened(call, "MemberType", "Type"), shortened(call, "Name"), shortened(call, "Value")
	if kind == nil && name == nil && value == nil && len(given) == 2 {
		return given[0], given[1]
	}
	if kind = next(kind); kind == nil || !isNoteProperty(kind.Value()) {
		return nil, nil
	}
	name = next(name)
	return name, next(value)
}

// isNoteProperty reports whether v names the kind of member that holds a value, of which the beginning is enough.
func isNoteProperty(v facts.Value) bool {
	text, ok := v.Text()
	return ok && text != "" && syntax.HasPrefixFold("NoteProperty", text)
}

// shortened returns what is bound to a parameter of one of the names, or of the beginning of one; nil: nothing.
func shortened(call *facts.Call, names ...string) *facts.Bound {
	for _, a := range call.Arguments {
		for _, n := range names {
			if a.Parameter != "" && a.Name != nil && syntax.HasPrefixFold(n, a.Parameter) || a.Splat != nil && equalsAny(a.Parameter, n) {
				return &a
			}
		}
	}
	return nil
}

// positional returns the argument at a position; nil where there is none.
func positional(call *facts.Call, i int) *facts.Bound {
	if a, ok := call.Positional(i); ok {
		return &a
	}
	return nil
}

// assigned adds the literal that is given to something of that name, where it stands in place: one that comes by a variable is told there.
func (b *builder) assigned(name string, v facts.Value, expr, outer syntax.Node) {
	kind := secretName(name)
	if isAuthorization(name) {
		kind = Token
	}
	if kind == "" || v.Kind != facts.String {
		return
	}
	for one := range v.Each() {
		text, ok := writtenText(one)
		if !ok || one.Origin == nil || !contains(expr, one.Origin) || hasVariable(one.Origin) || equalsAny(text, "Get-Location") { // of which pwd is an alias
			continue
		}
		if kind == Token && b.schemeToken(name, text, one.Origin, outer) || !plausible(text, kind) && !(kind == Token && isNamedKey(name, text)) || isProse(text, kind) {
			continue
		}
		b.take(one, one.Origin, outer, Secret{Kind: kind, Sink: AssignmentSink, Name: name})
	}
}

// isNamedKey reports whether text is a key that only its name tells: a GUID, or one too short to look like a machine's, which is
// given to an "API key" or a "secret key".
func isNamedKey(name, text string) bool {
	if joined := strings.Join(splitName(name), ""); !strings.HasSuffix(joined, "apikey") && !strings.HasSuffix(joined, "secretkey") {
		return false
	}
	if guid.MatchString(text) {
		return !isMadeUpGUID(text)
	}
	return len(text) >= 10 && letters(text) == text && isMixed(text) && strings.ContainsAny(text, digits) && !isWordy(text) && !isSequence(text)
}

// isMadeUpGUID reports whether t is a GUID of few different digits, or of digits in order, as in documentation.
func isMadeUpGUID(t string) bool {
	seen := make(map[rune]bool)
	for _, r := range letters(t) {
		seen[unicode.ToLower(r)] = true
	}
	return len(seen) < 8 || strings.HasPrefix(t, "12345678-") || syntax.ContainsFold(t, "1234-1234") || syntax.HasPrefixFold(t, "abcdef")
}

// isAuthorization reports whether name is that of the HTTP header with a credential.
func isAuthorization(name string) bool { return syntax.EqualFold(name, "Authorization") }

// schemeToken adds the token that follows a scheme's word in text, as in "Bearer ...", and reports whether there is one.
func (b *builder) schemeToken(name, text string, at, outer syntax.Node) bool {
	token, ok := withoutScheme(text)
	if !ok || !isRandom(token) && !(isAuthorization(name) && guid.MatchString(token)) || isStub(token, Token) {
		return false
	}
	s := Secret{Kind: Token, Sink: AssignmentSink, Name: name, At: outer}
	if outer == nil {
		source := b.info.File.Text(at)
		if strings.Count(source, token) != 1 {
			return false
		}
		s.At = partOf(at, source, token)
	}
	b.addSecret(s)
	return true
}

// hasVariable reports whether a variable stands in n: what it holds is told where it is assigned.
func hasVariable(n syntax.Node) bool {
	for m := range syntax.All(n) {
		if _, ok := m.(*syntax.VariableExpression); ok && !isSign(m) {
			return true
		}
	}
	return false
}

// isProse reports whether text says something about a password rather than being one.
func isProse(text string, kind SecretKind) bool {
	words := strings.Fields(text)
	return kind == Password && len(words) > 4
}
