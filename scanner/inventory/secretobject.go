package inventory

import (
	"go/token"
	"regexp"
	"strings"

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
		if a.Value.Kind != facts.Secure {
			b.take(a.Value, a.Expr, c.Outer, s)
		}
	}
	if p, ok := c.Property("Password"); ok {
		b.take(p.Value, p.Expr, c.Outer, s)
	}
}

// methodSecrets adds the passwords that methods take: MailKit's Authenticate, ADSI's SetPassword, SecureString's AppendChar.
func (b *builder) methodSecrets() {
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
		if value != nil && secretName(name) != "" && !equalsAny(name, "OLDPWD") {
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
	for call := range b.info.Calls("New-Variable", "Set-Variable", "Add-Member") {
		name, value := firstBound(call, "Name", "NotePropertyName"), firstBound(call, "Value", "NotePropertyValue")
		if name == nil && value == nil && !equalsAny(call.Name, "Add-Member") {
			name, value = positional(call, 0), positional(call, 1)
		}
		if name == nil || value == nil || value.Expr == nil {
			continue
		}
		for text := range name.Value().Texts() {
			b.assigned(text, value.Value(), value.Expr, call.Outer)
		}
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
	if kind == "" || v.Kind != facts.String {
		return
	}
	for one := range v.Each() {
		text, ok := one.Text()
		if !ok || one.Origin == nil || !contains(expr, one.Origin) || !plausible(text, kind) || isProse(text, kind) || hasVariable(one.Origin) {
			continue
		}
		b.take(one, one.Origin, outer, Secret{Kind: kind, Sink: AssignmentSink, Name: name})
	}
}

// hasVariable reports whether a variable stands in n: what it holds is told where it is assigned.
func hasVariable(n syntax.Node) bool {
	for m := range syntax.All(n) {
		if _, ok := m.(*syntax.VariableExpression); ok {
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

var (
	// formSecret matches a client secret in the text of a form.
	formSecret = regexp.MustCompile(`client_secret=([^&"'\s$]+)(?:[&"']|$)`)
	// connectionPassword matches the password in the text of a connection to a database, connectionServer what else is in such a text.
	connectionPassword = regexp.MustCompile(`(?i)(?:^|[;"'\s])(?:password|pwd)\s*=\s*['"]?([^;"'\s$<>{}]+)(?:[;"']|$)`)
	// writtenPassword matches a password in JSON, and one that is given to a database in SQL.
	writtenPassword = regexp.MustCompile(`(?i)(?:"[a-z_]*passw(?:or)?d"\s*:\s*"([^"$<>{}]+)"|\bwith\s+password\s*=\s*N?'([^'$<>{}]+)')`)
)

// recognizedSecrets adds literals that are secrets by their form, or hold one, whatever they are given to.
func (b *builder) recognizedSecrets() {
	for _, n := range b.nodes.strings {
		text := b.info.File.Text(n)
		if len(text) < 24 {
			continue
		}
		s, constant := n.(*syntax.StringConstantExpression)
		var m []string
		if strings.Contains(text, "client_secret=") {
			m = formSecret.FindStringSubmatch(text)
		}
		switch {
		case m != nil && plausible(m[1], AppSecret) && !placeholder(m[1], "client_secret", b.around(n)):
			b.addSecret(Secret{Kind: AppSecret, Sink: AssignmentSink, At: partOf(n, text, m[1]), Name: "client_secret"})
		case mayBeConnection(text) && setsServer(text):
			b.passwordIn(n, text, "connection string", connectionPassword)
		case mayBeWritten(text):
			b.passwordIn(n, text, "password", writtenPassword)
		case constant && len(s.Value) <= 40 && entraSecret.MatchString(s.Value):
			b.addSecret(Secret{Kind: AppSecret, Sink: AssignmentSink, At: s})
		case constant && strings.Contains(s.Value[:min(len(s.Value), len("Bearer eyJ"))], "eyJ") && jwt.MatchString(s.Value):
			b.addSecret(Secret{Kind: Token, Sink: AssignmentSink, At: s})
		}
	}
}

// passwordIn adds the passwords that the pattern matches in the source text of n.
func (b *builder) passwordIn(n syntax.Node, text, name string, pattern *regexp.Regexp) {
	for _, m := range pattern.FindAllStringSubmatchIndex(text, -1) {
		from, to := m[2], m[3]
		if from < 0 {
			from, to = m[4], m[5]
		}
		password := text[from:to]
		if plausible(password, Password) && !isProse(password, Password) && !placeholder(password, "Password", b.around(n)) {
			at := syntax.Extent{Start: n.Pos() + token.Pos(from), Stop: n.Pos() + token.Pos(to)}
			b.addSecret(Secret{Kind: Password, Sink: AssignmentSink, At: at, Name: name})
		}
	}
}

// mayBeConnection reports whether text may name a server and a password: searching it by patterns takes long.
func mayBeConnection(text string) bool {
	return strings.IndexByte(text, '=') >= 0 && (containsFold(text, "passw") || containsFold(text, "pwd"))
}

// serverKeys are what is set in the text of a connection to a database beside the password, in lower case.
var serverKeys = []string{"data source", "server", "host", "initial catalog", "database", "user id", "uid", "provider", "driver"}

// setsServer reports whether one of the keys of a connection stands before an equals sign, as a word of its own.
func setsServer(text string) bool {
	for i := range len(text) {
		if text[i] != '=' {
			continue
		}
		before := strings.TrimRight(text[:i], asciiSpace)
		for _, key := range serverKeys {
			start := len(before) - len(key)
			if start >= 0 && syntax.EqualFold(before[start:], key) && (start == 0 || strings.IndexByte(";\"'"+asciiSpace, before[start-1]) >= 0) {
				return true
			}
		}
	}
	return false
}

// asciiSpace is the white space that separates the keys of a connection.
const asciiSpace = " \t\r\n\f"

// mayBeWritten reports whether text may set a password in JSON or in SQL.
func mayBeWritten(text string) bool {
	return containsFold(text, `passwd"`) || containsFold(text, `password"`) || containsFold(text, "password") && containsFold(text, "with")
}

// partOf returns the range of a part of n, whose source is text.
func partOf(n syntax.Node, text, part string) syntax.Node {
	start := n.Pos() + token.Pos(strings.LastIndex(text, part))
	return syntax.Extent{Start: start, Stop: start + token.Pos(len(part))}
}
