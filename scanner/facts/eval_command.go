package facts

import (
	"slices"
	"strings"

	"github.com/exolint/exolint/scanner/syntax"
)

// pipeline returns what a pipeline outputs: what its last command makes of what comes before.
func (in *Info) pipeline(p *syntax.Pipeline) Value {
	if len(p.Elements) == 0 {
		return Value{}
	}
	return in.eval(p.Elements[len(p.Elements)-1])
}

// inputNode returns what brings something to a command by the pipeline; nil where the command stands first.
func inputNode(s *site) syntax.Node {
	if s.pipeline == nil || s.index == 0 {
		return nil
	}
	e := s.pipeline.Elements[s.index-1]
	if x, ok := e.(*syntax.CommandExpression); ok {
		return x.Expression
	}
	return e
}

// command returns what a command outputs.
func (in *Info) command(c *syntax.Command) Value {
	s := in.siteOf[c]
	if s == nil {
		return Value{}
	}
	if b, ok := c.Elements[0].(*syntax.ScriptBlockExpression); ok {
		return in.blockOutput(b.Body)
	}
	m := in.resolve(s)
	switch {
	case m.name == "":
		return Value{}
	case m.function != nil:
		return in.returned(m, c)
	}
	output := outputOf(syntax.Fold(m.name))
	if output == nil { // so how its arguments bind does not matter
		return unknown(m.name)
	}
	call := in.callOf(s)
	if call == nil {
		return Value{}
	}
	v := output(in, call, s)
	if v.Kind == Unknown && v.Why == "" && v.Alternatives == nil {
		v.Why = call.Name
	}
	return v
}

// blockOutput returns what a script block outputs.
func (in *Info) blockOutput(b *syntax.ScriptBlock) Value {
	if b == nil || b.EndBlock == nil {
		return Value{}
	}
	return in.outputs(b.EndBlock.Statements)
}

// outputOf returns what computes the output of calls of a cmdlet, for those that bring or change secrets; nil for others.
func outputOf(cmdlet syntax.FoldedName) func(*Info, *Call, *site) Value {
	switch cmdlet {
	case "new-object":
		return func(in *Info, c *Call, _ *site) Value { return in.made(c.Node) }
	case "invoke-command":
		return (*Info).invokedCommand
	case "write-output", "out-string", "select-object", "where-object", "sort-object", "tee-object", "foreach-object", "convertfrom-json", "convertfrom-csv":
		return (*Info).passed
	}
	var output func(*Info, *Call) Value
	switch cmdlet {
	case "convertto-securestring":
		output = (*Info).secureString
	case "get-credential":
		output = (*Info).prompted
	case "read-host":
		output = (*Info).readHost
	case "get-content":
		output = (*Info).content
	case "import-csv":
		output = (*Info).table
	case "join-path":
		output = (*Info).joinPath
	case "get-variable":
		output = (*Info).variableByName
	case "get-command":
		output = (*Info).commandByName
	default:
		if kind, _ := sourceCmdlet(cmdlet); kind == SourceUnknown {
			return nil
		}
		output = (*Info).brought
	}
	return func(in *Info, c *Call, _ *site) Value { return output(in, c) }
}

// invokedCommand returns what the script block outputs that Invoke-Command runs.
func (in *Info) invokedCommand(c *Call, _ *site) Value {
	if b, ok := c.Argument("ScriptBlock"); ok && b.Value().Kind == Block {
		return in.blockOutput(b.Value().Block)
	}
	return Value{}
}

// brought returns the secret that a cmdlet brings from somewhere else.
func (in *Info) brought(c *Call) Value {
	kind, shape := sourceCmdlet(syntax.Fold(c.Name))
	if kind == SourceUnknown {
		return Value{}
	}
	v := Value{Kind: shape, Source: &Source{Kind: kind, Node: c.Node, Name: assetName(c)}, Origin: c.Node, Why: c.Name}
	if plain, ok := c.Argument("AsPlainText"); ok && !isFalse(plain.Value()) || kind == SourceAccessToken || shape == String {
		v.Kind, v.Fragments = String, []Fragment{{Why: c.Name}}
	}
	return v
}

func isFalse(v Value) bool { return v.Kind == Bool && !v.Truth && v.Alternatives == nil }

// sourceCmdlet returns what kind of source a cmdlet is, and what it outputs.
func sourceCmdlet(name syntax.FoldedName) (SourceKind, Kind) {
	switch name {
	case "import-clixml":
		return SourceClixml, Unknown
	case "get-automationpscredential":
		return SourceAutomationAsset, Credential
	case "get-automationvariable", "get-azautomationvariable", "get-automationcertificate", "get-automationconnection":
		return SourceAutomationAsset, Unknown
	case "get-azkeyvaultsecret", "get-azurekeyvaultsecret":
		return SourceKeyVault, Unknown
	case "get-secret", "unlock-secret":
		return SourceSecretManagement, Unknown
	case "get-storedcredential", "get-pnpstoredcredential", "get-credentialmanagercredential", "get-windowscredential":
		return SourceCredentialManager, Credential
	case "get-azaccesstoken", "get-msaltoken", "get-azureaccesstoken", "get-graphtoken", "get-adaltoken", "get-pnpaccesstoken":
		return SourceAccessToken, Unknown
	case "new-guid", "get-random", "new-randompassword", "get-randompassword", "new-password", "get-randomstring":
		return SourceGenerated, String
	}
	return SourceUnknown, Unknown
}

// assetName returns the name of the asset, vault entry or file that a command is asked for.
func assetName(c *Call) string {
	for _, p := range []string{"Name", "SecretName", "Target", "Path", "LiteralPath"} {
		if b, ok := c.Argument(p); ok {
			s, _ := b.Value().Text()
			return s
		}
	}
	if b, ok := c.Positional(0); ok {
		s, _ := b.Value().Text()
		return s
	}
	return ""
}

// secureString returns what ConvertTo-SecureString makes.
func (in *Info) secureString(c *Call) Value {
	v := Value{Kind: Secure, Origin: c.Node}
	given, ok := c.Argument("String")
	if !ok {
		return v
	}
	plain, isPlain := c.Argument("AsPlainText")
	if isPlain && !isFalse(plain.Value()) {
		return given.Value().mapEach(func(p Value) Value {
			out := v
			out.Source = madeFrom(p, c.Node, "made into a SecureString")
			return out
		})
	}
	v.Source = encrypted(given.Value(), c.Node)
	return v
}

// encrypted returns the source of a SecureString that is read from its encrypted form. The encrypted form is no password,
// even where it stands in the script.
func encrypted(given Value, at syntax.Node) *Source {
	s := &Source{Node: at, Name: ""}
	from := given.source()
	if from == nil || from.Kind == SourceLiteral {
		return s
	}
	*s = *from
	s.Password = nil
	if from.Kind == SourceClearFile {
		s.Kind = SourceEncryptedFile
	}
	s.Trail = addStep(s.Trail, Step{At: at, Note: "decrypted"})
	return s
}

// prompted returns what Get-Credential asks for.
func (in *Info) prompted(c *Call) Value {
	s := &Source{Kind: SourcePrompt, Node: c.Node}
	if user, ok := c.Argument("UserName"); ok {
		s.UserName = user.Value()
	}
	if given, ok := c.Argument("Credential"); ok {
		if given.Value().Kind == Credential {
			return given.Value()
		}
		s.UserName = given.Value()
	}
	return Value{Kind: Credential, Source: s, Origin: c.Node}
}

func (in *Info) readHost(c *Call) Value {
	v := Value{Kind: String, Fragments: []Fragment{{Why: "Read-Host"}}, Why: "Read-Host", Origin: c.Node,
		Source: &Source{Kind: SourcePrompt, Node: c.Node}}
	if secure, ok := c.Argument("AsSecureString"); ok && !isFalse(secure.Value()) {
		v.Kind, v.Fragments = Secure, nil
	}
	return v
}

// content returns what Get-Content reads. A path on a drive of its own, such as env:NAME, is no file.
func (in *Info) content(c *Call) Value {
	path, ok := c.Argument("Path")
	if !ok {
		path, ok = c.Argument("LiteralPath")
	}
	if name, known := path.Value().Text(); known && ok {
		if v, isVariable := environment(name, c.Node); isVariable {
			return v
		}
	}
	return fileValue(c.Node, []Value{path.Value()})
}

// table returns the rows that Import-Csv reads.
func (in *Info) table(c *Call) Value {
	v := in.content(c)
	return Value{Source: v.Source, Origin: v.Origin}
}

// passed returns what a command passes on from the pipeline or its arguments.
func (in *Info) passed(c *Call, s *site) Value {
	if n := inputNode(s); n != nil {
		v := in.eval(n)
		if c.Name == "Out-String" {
			return toText(v, n)
		}
		if c.Name == "ForEach-Object" || c.Name == "Select-Object" || c.Name == "Where-Object" || c.Name == "ConvertFrom-Json" || c.Name == "ConvertFrom-Csv" {
			return Value{Source: v.Source, Origin: v.Origin}
		}
		return v
	}
	if b, ok := c.Positional(0); ok && c.Name == "Write-Output" {
		return b.Value()
	}
	return Value{}
}

// joinPath returns the path that Join-Path makes, with the separator of Windows.
func (in *Info) joinPath(c *Call) Value {
	parent, ok := c.Argument("Path")
	if !ok {
		parent, ok = c.Positional(0)
	}
	child, found := c.Argument("ChildPath")
	if !found {
		child, found = c.Positional(1)
		if named, isNamed := c.Argument("Path"); isNamed && named.Name != nil {
			child, found = c.Positional(0)
		}
	}
	if !ok || !found {
		return Value{}
	}
	list := slices.Concat(parent.Value().fragments(in.short(parent.Expr)), []Fragment{{Text: `\`, Known: true}}, child.Value().fragments(in.short(child.Expr)))
	return pieces(list, c.Node)
}

// variableByName returns what Get-Variable -ValueOnly reads.
func (in *Info) variableByName(c *Call) Value {
	name, ok := c.Argument("Name")
	if !ok {
		name, ok = c.Positional(0)
	}
	key, known := name.Value().Text()
	if !ok || !known {
		return Value{}
	}
	if d := in.finals[syntax.Fold(key)]; d != nil && c.Enclosing == nil {
		return in.define(d)
	}
	return unknown("$" + key)
}

// commandByName returns the name of the command that Get-Command looks up, as which its output is called. A pattern names none.
func (in *Info) commandByName(c *Call) Value {
	name, ok := c.Argument("Name")
	if !ok {
		name, ok = c.Positional(0)
	}
	text, known := name.Value().Text()
	if !ok || !known || text == "" || strings.ContainsAny(text, "*?[") {
		return Value{}
	}
	return name.Value()
}

// returned returns what a call of a function outputs.
func (in *Info) returned(m meaning, call *syntax.Command) Value {
	f := in.definedAs[m.function]
	if f == nil {
		return in.returnedElsewhere(m, call)
	}
	return in.functionOutput(f).via(call, "returned by "+m.name)
}

// functionOutput returns what a function outputs: what its return statements and its last statement say.
func (in *Info) functionOutput(f *function) Value {
	if f.outputting || f.node.Body.EndBlock == nil {
		in.lowest = min(in.lowest, 0)
		return Value{}
	}
	f.outputting = true
	defer func() { f.outputting = false }()
	nodes := f.returns
	if list := f.node.Body.EndBlock.Statements; len(list) > 0 {
		if last := list[len(list)-1]; outputsSomething(last) {
			nodes = append(slices.Clip(nodes), last)
		}
	}
	if len(nodes) > maxAlternatives {
		return Value{}
	}
	var values []Value
	for _, n := range nodes {
		values = append(values, in.eval(n))
	}
	return join(values)
}

// outputsSomething reports whether a statement's output is what a function is for.
func outputsSomething(s syntax.Stmt) bool {
	switch s.(type) {
	case *syntax.Pipeline, *syntax.IfStatement, *syntax.SwitchStatement, *syntax.TryStatement:
		return !isSilent(s)
	}
	return false
}
