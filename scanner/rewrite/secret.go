package rewrite

import (
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/exolint/exolint/scanner/config"
	"github.com/exolint/exolint/scanner/edit"
	"github.com/exolint/exolint/scanner/facts"
	"github.com/exolint/exolint/scanner/inventory"
	"github.com/exolint/exolint/scanner/syntax"
)

// secret answers the findings about secrets. One that the edits before take out has no edits of its own.
func (s *script) secret(c *Change) {
	if !strings.HasPrefix(c.Rule, "EXO3") {
		return
	}
	e := s.secretAt(c.At)
	switch {
	case e == nil:
		c.refuse(NoRewrite)
	case s.own(e.At) && s.removed(e.At):
		c.Message = withUserMessage
	case e.Call != nil && e.Call.Outer != nil || !s.own(e.At):
		c.refuse(ExecutedString)
	case e.Fixture, strings.HasSuffix(strings.ToLower(s.f.Tok.Name()), ".tests.ps1"):
		c.refuse(TestSecret)
	case e.Logon():
		c.refuse(AutomaticLogon)
	case s.isFunctionDefault(e.At):
		c.refuse(ParameterDefault)
	case e.Sink == inventory.HeaderSink || e.Sink == inventory.FileSink || e.Kind == inventory.Key || e.Kind == inventory.Token:
		c.refuse(OtherSecret)
	default:
		s.storeSecret(c, e)
	}
}

// isFunctionDefault reports whether n is in the default of a function's parameter, which is worked out at each call that gives none.
func (s *script) isFunctionDefault(n syntax.Node) bool {
	function, parameter := false, false
	for _, m := range syntax.Enclosing(s.f.Root, syntax.Extent{Start: n.Pos(), Stop: n.End()}) {
		switch m := m.(type) {
		case *syntax.FunctionDefinition:
			function, parameter = true, false
		case *syntax.Parameter:
			parameter = m.Default != nil && within(n, m.Default)
		}
	}
	return function && parameter
}

func (s *script) secretAt(n syntax.Node) *inventory.Secret {
	for _, e := range s.inv.Secrets {
		if e.At.Pos() == n.Pos() && e.At.End() == n.End() {
			return e
		}
	}
	return nil
}

// storeSecret reads the secret from a store in the place of the literal.
func (s *script) storeSecret(c *Change, e *inventory.Secret) {
	lit, ok := e.At.(*syntax.StringConstantExpression)
	if !ok {
		if x, isExpandable := e.At.(*syntax.ExpandableStringExpression); !isExpandable || len(x.Parts) > 0 {
			c.refuse(SecretInText)
			return
		}
	}
	inCommand := ok && e.Sink == inventory.NativeSink && (lit.Kind == syntax.BareWord || s.partOfText(lit) || isCommandText(lit.Value))
	if inCommand || s.constantPlace(e.At) {
		c.refuse(SecretInText)
		return
	}
	c.Message = storeMessage
	store := s.store(c, e)
	place, text := s.stored(e, store, store.name(s, e))
	c.Edits = []edit.Edit{edit.Replace(s.f, edit.SpanOf(s.f, place), text)}
}

// stored returns what reads the secret from the store, and the node in whose place it stands: the literal, or what makes a
// SecureString of it.
func (s *script) stored(e *inventory.Secret, store storeTexts, name string) (place syntax.Node, text string) {
	if cmd := s.secureStringOf(e); cmd != nil {
		return cmd, store.secure(name)
	}
	if p := s.piped(e.At); p != nil {
		return p, store.secure(name)
	}
	text = store.plain(name)
	if e.Stored && e.Sink == inventory.ArgumentSink { // what a vault takes
		text = store.secure(name)
	}
	at, part := e.At.(syntax.Extent)
	switch {
	case part:
		return s.storedPart(at, text)
	case strings.HasPrefix(text, "$"):
	case !s.isWholeValue(e.At):
		text = "(" + text + ")"
	}
	return e.At, text
}

// storedPart returns what puts a value into the text that the range at is a part of, and the node in whose place it stands; "" where
// nothing can.
func (s *script) storedPart(at syntax.Extent, value string) (place syntax.Node, text string) {
	path := syntax.Enclosing(s.f.Root, at)
	holder := path[len(path)-1]
	expanding := "$(" + value + ")"
	if strings.HasPrefix(value, "$") {
		expanding = value
	}
	kind := syntax.DoubleQuoted
	switch h := holder.(type) {
	case *syntax.StringConstantExpression:
		kind = h.Kind
	case *syntax.CommandParameter: // of a program, with its value
		kind = syntax.BareWord
	}
	switch kind {
	case syntax.SingleQuoted:
		return at, "' + (" + value + ") + '"
	case syntax.SingleQuotedHereString:
		return at, ""
	case syntax.BareWord:
		return holder, `"` + s.f.Slice(holder.Pos(), at.Start) + expanding + s.f.Slice(at.Stop, holder.End()) + `"`
	}
	return at, expanding
}

// Secret returns what should stand in the place of a written secret, or of what makes a SecureString of it, with a place for the
// secret's name; "" where nothing can.
func Secret(info *facts.Info, inv *inventory.Inventory, e *inventory.Secret, o Options) string {
	if e.Sink == inventory.HeaderSink || e.Kind == inventory.Key || e.Logon() {
		return ""
	}
	s := &script{author: newAuthor(info.File, inv, o), info: info}
	_, text := s.stored(e, s.store(new(Change), e), "<secret>")
	return text
}

// isCommandText reports whether an argument of a program is more than a password: several words, or an option with its value.
func isCommandText(value string) bool {
	return strings.ContainsAny(value, " \t") || strings.HasPrefix(value, "/") || strings.HasPrefix(value, "-")
}

// constantPlace reports whether only constants may stand at n: in an attribute, or as the label of a switch.
func (s *script) constantPlace(n syntax.Node) bool {
	for n = s.info.Parent(n); n != nil; n = s.info.Parent(n) {
		switch n.(type) {
		case *syntax.Attribute, *syntax.DataStatement, *syntax.ExpandableStringExpression, *syntax.TypeDefinition:
			return true
		case *syntax.StatementBlock, *syntax.NamedBlock:
			return false
		}
	}
	return false
}

// partOfText reports whether n is an operand of something that makes a longer text.
func (s *script) partOfText(n syntax.Node) bool {
	_, ok := s.info.Parent(n).(*syntax.BinaryExpression)
	return ok
}

// secureStringOf returns the ConvertTo-SecureString whose own argument the secret is; nil where it comes by a variable.
func (s *script) secureStringOf(e *inventory.Secret) *syntax.Command {
	cmd, ok := s.info.Parent(e.At).(*syntax.Command)
	if !ok {
		return nil
	}
	call := s.conversion(cmd)
	if call == nil {
		return nil
	}
	if b, ok := call.Argument("String"); !ok || b.Expr == nil || b.Expr.Pos() != e.At.Pos() {
		return nil
	}
	return cmd
}

// piped returns the pipeline that does nothing but to make a SecureString of the literal at n; nil where there is none.
func (s *script) piped(n syntax.Node) *syntax.Pipeline {
	c, ok := s.info.Parent(n).(*syntax.CommandExpression)
	if !ok {
		return nil
	}
	p, ok := s.info.Parent(c).(*syntax.Pipeline)
	if !ok || len(p.Elements) != 2 || p.Elements[0] != syntax.PipelineElement(c) {
		return nil
	}
	if cmd, ok := p.Elements[1].(*syntax.Command); !ok || s.conversion(cmd) == nil {
		return nil
	}
	return p
}

// conversion returns the call of ConvertTo-SecureString that cmd is, with its arguments in sight; nil: it is none.
func (s *script) conversion(cmd *syntax.Command) *facts.Call {
	for call := range s.info.Calls("ConvertTo-SecureString") {
		if call.Node == cmd && call.Outer == nil && len(call.Splats) == 0 {
			return call
		}
	}
	return nil
}

// isWholeValue reports whether n is all that is assigned, so that a command may stand there without parentheses.
func (s *script) isWholeValue(n syntax.Node) bool {
	c, ok := s.info.Parent(n).(*syntax.CommandExpression)
	if !ok {
		return false
	}
	switch p := s.info.Parent(c).(type) {
	case *syntax.AssignmentStatement, *syntax.Hashtable:
		return true
	case *syntax.Pipeline:
		if len(p.Elements) > 1 {
			return false
		}
		switch s.info.Parent(p).(type) {
		case *syntax.AssignmentStatement, *syntax.Hashtable:
			return true
		}
	}
	return false
}

// storedName returns the name under which the secret is looked up: the script's with that of what holds the secret in it,
// in letters, digits and hyphens. Another secret of the script has another name.
func (s *script) storedName(e *inventory.Secret) string {
	script := path.Base(strings.ReplaceAll(s.f.Tok.Name(), `\`, "/"))
	script = strings.TrimSuffix(script, path.Ext(script))
	words := strings.FieldsFunc(script+"-"+s.secretName(e), func(r rune) bool {
		return !('a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9')
	})
	base, value := strings.Join(words, "-"), s.f.Text(e.At)
	name := base
	for n := 2; ; n++ {
		key := strings.ToLower(name)
		if there, taken := s.secrets[key]; !taken || there == value {
			s.secrets[key] = value
			return name
		}
		name = base + "-" + strconv.Itoa(n)
	}
}

// secretName returns what holds the secret in the script.
func (s *script) secretName(e *inventory.Secret) string {
	if c, ok := s.info.Parent(e.At).(*syntax.CommandExpression); ok {
		if a, ok := s.info.Parent(c).(*syntax.AssignmentStatement); ok {
			if v, ok := a.Left.(*syntax.VariableExpression); ok {
				_, name := splitScope(v.Name)
				return name
			}
		}
	}
	name := strings.TrimLeft(e.Name, "$-/")
	if name == "" || strings.ContainsAny(name, ".:[") {
		return string(e.Kind)
	}
	return name
}

// A storeTexts writes what reads a secret, by its name.
type storeTexts struct {
	name   func(s *script, e *inventory.Secret) string
	secure func(name string) string // a SecureString
	plain  func(name string) string // a string
}

// environment is the store of a pipeline, which hands secrets to scripts as variables.
const environment config.SecretStore = "environment"

// secretStore returns the store that the configuration names; without one, the store that fits how the script is run.
func (s *author) secretStore() config.SecretStore {
	if store := s.o.Values.Secrets; store != "" {
		return store
	}
	switch s.inv.Job.Kind {
	case inventory.HumanRun:
		return config.Prompt
	case inventory.AzureAutomation:
		return config.AutomationAsset
	case inventory.AzureFunctions:
		return config.KeyVault
	case inventory.CI:
		return environment
	}
	if s.inv.Job.At == nil && s.asksForCredential() {
		return config.Prompt
	}
	return config.SecretManagement
}

// asksForCredential reports whether the script asks a person for the credential of a sign-in.
func (s *author) asksForCredential() bool {
	return slices.ContainsFunc(s.inv.SignIns, func(e *inventory.SignIn) bool {
		return e.Credential != nil && e.Credential.Kind == facts.SourcePrompt
	})
}

// store returns what reads the secret from the store.
func (s *author) store(c *Change, e *inventory.Secret) storeTexts {
	kind := s.secretStore()
	if e.Stored && (kind == config.KeyVault || kind == config.SecretManagement) { // it is not there before the script puts it there
		kind = config.Prompt
	}
	switch kind {
	case config.Prompt:
		return storeTexts{
			name:   (*script).secretName,
			secure: func(name string) string { return "Read-Host -Prompt " + syntax.Quote(name) + " -AsSecureString" },
			plain: func(name string) string {
				return "[System.Net.NetworkCredential]::new('', (Read-Host -Prompt " + syntax.Quote(name) + " -AsSecureString)).Password"
			},
		}
	case config.KeyVault:
		c.Needs = append(c.Needs, NeedKeyVault)
		command := "Get-AzKeyVaultSecret -VaultName " + c.value("key-vault", s.o.Values.KeyVault, "<key-vault>") + " -Name "
		return storeTexts{
			name:   (*script).storedName,
			secure: func(name string) string { return "(" + command + syntax.Quote(name) + ").SecretValue" },
			plain:  func(name string) string { return command + syntax.Quote(name) + " -AsPlainText" },
		}
	case config.AutomationAsset:
		c.Needs = append(c.Needs, NeedAsset)
		return storeTexts{
			name: (*script).storedName,
			secure: func(name string) string {
				return "(Get-AutomationPSCredential -Name " + syntax.Quote(name) + ").Password"
			},
			plain: func(name string) string {
				return "(Get-AutomationPSCredential -Name " + syntax.Quote(name) + ").GetNetworkCredential().Password"
			},
		}
	case environment:
		c.Needs = append(c.Needs, NeedVariable)
		return storeTexts{
			name: (*script).variableName,
			secure: func(name string) string {
				return "ConvertTo-SecureString -String " + variable(name) + " -AsPlainText -Force"
			},
			plain: variable,
		}
	}
	c.Needs = append(c.Needs, NeedVault)
	return storeTexts{
		name:   (*script).storedName,
		secure: func(name string) string { return "Get-Secret -Name " + syntax.Quote(name) },
		plain:  func(name string) string { return "Get-Secret -Name " + syntax.Quote(name) + " -AsPlainText" },
	}
}

// variable returns the environment variable of that name, which may be the place of one.
func variable(name string) string {
	if strings.HasPrefix(name, "<") {
		return "${env:" + name + "}"
	}
	return "$env:" + name
}

// variableName returns the name of the environment variable that holds the secret.
func (s *script) variableName(e *inventory.Secret) string {
	return strings.ToUpper(strings.ReplaceAll(s.storedName(e), "-", "_"))
}
