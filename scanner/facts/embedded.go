package facts

import (
	"encoding/base64"
	"go/token"
	"regexp"
	"strings"
	"unicode/utf16"

	"github.com/exolint/exolint/scanner/syntax"
)

// Limits of the strings that are read as code.
const (
	maxNested       = 3         // strings in strings
	maxEmbedded     = 256       // strings of one script
	maxEmbeddedSize = 512 << 10 // bytes of all of them
)

// embedded returns what is known of the strings that the script executes, in source order of the places that execute them.
func (in *Info) embedded() []*Info {
	if in.sought {
		return in.strings
	}
	in.sought = true
	for _, s := range in.sites {
		in.executedBy(s)
	}
	for _, m := range in.invocations {
		in.executedByMethod(m)
	}
	for _, r := range in.redirections {
		if isScriptPath(in.eval(r.location)) {
			in.execute(in.eval(r.from), r.from, nil)
		}
	}
	return in.strings
}

// executedBy looks for strings that a command executes, or writes to a script.
func (in *Info) executedBy(s *site) {
	name := in.resolve(s).name
	switch base := strings.TrimSuffix(string(syntax.Fold(name)), ".exe"); base {
	case "invoke-expression":
		if b, ok := in.argument(s, "Command"); ok {
			in.execute(b.Value(), b.Expr, s)
		}
	case "powershell", "pwsh":
		in.executedByShell(s)
	case "start-process", "new-scheduledtaskaction":
		in.executedByProcess(s)
	case "set-content", "add-content", "out-file", "new-item":
		if in.namesScripts() {
			in.writtenBy(s)
		}
	}
}

// namesScripts reports whether the name of a script may stand in text. To find out how the arguments of every command that
// writes a file bind takes long, and most scripts write no scripts.
func namesScripts(text string) bool {
	return syntax.ContainsFold(text, "ps1") || syntax.ContainsFold(text, "psm1")
}

// argument returns the argument of a command that is bound to a parameter.
func (in *Info) argument(s *site, names ...string) (Bound, bool) {
	c := in.callOf(s)
	if c == nil {
		return Bound{}, false
	}
	for _, n := range names {
		if b, ok := c.Argument(n); ok {
			return b, true
		}
	}
	return Bound{}, false
}

// executedByShell looks for the command that powershell.exe or pwsh is given.
func (in *Info) executedByShell(s *site) {
	c := in.callOf(s)
	if c == nil {
		return
	}
	for _, b := range c.Arguments {
		name := string(syntax.Fold(b.Parameter))
		switch {
		case b.Expr == nil:
		case name == "" && b.Name == nil && !isScriptPath(b.Value()), name != "" && strings.HasPrefix("command", name):
			in.execute(b.Value(), b.Expr, s)
			return
		case name != "" && (strings.HasPrefix("encodedcommand", name) || name == "ec"):
			if code, ok := decodeCommand(b.Value()); ok {
				in.execute(text(code, b.Expr), b.Expr, s)
			}
			return
		case name == "file" || name == "f":
			return
		}
	}
}

// decodeCommand returns the text of powershell -EncodedCommand.
func decodeCommand(v Value) (string, bool) {
	s, ok := v.Text()
	if !ok {
		return "", false
	}
	raw, err := base64.StdEncoding.DecodeString(s)
	if err != nil || len(raw)%2 != 0 {
		return "", false
	}
	units := make([]uint16, 0, len(raw)/2)
	for i := 0; i < len(raw); i += 2 {
		units = append(units, uint16(raw[i])|uint16(raw[i+1])<<8)
	}
	return string(utf16.Decode(units)), true
}

// shellCommand finds the command in the command line of a shell.
var shellCommand = regexp.MustCompile(`(?is)(?:^|\s)[-/]c(?:o(?:m(?:m(?:a(?:nd?)?)?)?)?)?\s+(.+)$`)

// executedByProcess looks for the command in the command line that a shell is started with.
func (in *Info) executedByProcess(s *site) {
	program, ok := in.argument(s, "FilePath", "Execute")
	if !ok {
		return
	}
	name, _ := program.Value().Text()
	name = strings.TrimSuffix(string(syntax.Fold(name[strings.LastIndexAny(name, `\/`)+1:])), ".exe")
	if name != "powershell" && name != "pwsh" {
		return
	}
	b, ok := in.argument(s, "ArgumentList", "Argument")
	if !ok {
		return
	}
	line := b.Value()
	if line.Kind == Array {
		line = in.joinStrings(line, " ", b.Expr)
	}
	code, ok := plain(line)
	if m := shellCommand.FindStringSubmatch(code); ok && m != nil {
		in.execute(text(unquoteLine(m[1]), line.Origin), b.Expr, s)
	}
}

// unquoteLine returns the command within the quotes of a command line, and within & { … }.
func unquoteLine(s string) string {
	s = strings.TrimSpace(s)
	if len(s) > 1 && (s[0] == '"' && s[len(s)-1] == '"' || s[0] == '\'' && s[len(s)-1] == '\'') {
		s = s[1 : len(s)-1]
	}
	return strings.ReplaceAll(s, `\"`, `"`)
}

// writtenBy looks for text that is written to a script.
func (in *Info) writtenBy(s *site) {
	path, ok := in.argument(s, "Path", "FilePath", "LiteralPath")
	c := in.callOf(s)
	if c == nil {
		return
	}
	if !ok {
		path, ok = c.Positional(0)
	}
	if !ok || !isScriptPath(path.Value()) {
		return
	}
	if b, ok := in.argument(s, "Value", "InputObject"); ok {
		in.execute(b.Value(), b.Expr, s)
	} else if b, ok := c.Positional(1); ok {
		in.execute(b.Value(), b.Expr, s)
	}
}

// isScriptPath reports whether the value is the path of a script.
func isScriptPath(v Value) bool {
	if v.Kind != String || v.Alternatives != nil || len(v.Fragments) == 0 {
		return false
	}
	last := v.Fragments[len(v.Fragments)-1]
	path := syntax.Fold(last.Text)
	return last.Known && (strings.HasSuffix(string(path), ".ps1") || strings.HasSuffix(string(path), ".psm1"))
}

// executedByMethod looks for strings that a method executes, or writes to a script.
func (in *Info) executedByMethod(m *syntax.InvokeMemberExpression) {
	if len(m.Arguments) == 0 {
		return
	}
	switch syntax.Fold(wordOf(m.Member)) {
	case "create":
		if m.Static && isType(typeOf(m.Target), "ScriptBlock", "Management.Automation.ScriptBlock") {
			in.execute(in.eval(m.Arguments[0]), m.Arguments[0], nil)
		}
	case "invokescript", "newscriptblock", "addscript", "invokeexpression":
		in.execute(in.eval(m.Arguments[0]), m.Arguments[0], nil)
	case "writealltext":
		if len(m.Arguments) > 1 && isScriptPath(in.eval(m.Arguments[0])) {
			in.execute(in.eval(m.Arguments[1]), m.Arguments[1], nil)
		}
	}
}

// plain returns the text of a string as code. A piece that is not known becomes a variable.
func plain(v Value) (code string, ok bool) {
	if v.Kind == Array && v.Alternatives == nil {
		return linesOf(v.Elements)
	}
	if v.Kind != String || v.Alternatives != nil {
		return "", false
	}
	var b strings.Builder
	for _, f := range v.Fragments {
		if f.Known {
			b.WriteString(f.Text)
			ok = ok || strings.TrimSpace(f.Text) != ""
		} else {
			b.WriteString("${?}")
		}
	}
	return b.String(), ok
}

// linesOf returns a list of texts as the lines of a script.
func linesOf(list []Value) (code string, ok bool) {
	var b strings.Builder
	for _, v := range list {
		line, known := plain(v)
		if v.Kind == Array || !known {
			continue
		}
		ok = true
		b.WriteString(line)
		b.WriteByte('\n')
	}
	return b.String(), ok
}

// execute reads the text that v is as code; at is where it is executed.
func (in *Info) execute(v Value, at syntax.Node, s *site) {
	for one := range v.Each() {
		code, ok := plain(one)
		if !ok || at == nil || in.nesting >= maxNested || len(in.strings) >= maxEmbedded ||
			in.session.embedded+len(code) > maxEmbeddedSize {
			continue
		}
		in.session.embedded += len(code)
		in.strings = append(in.strings, in.newEmbedded(code, in.literalOf(one, at), s))
	}
}

// literalOf returns the literal that a value was written as, where it stands in this script, else at.
func (in *Info) literalOf(v Value, at syntax.Node) syntax.Node {
	switch v.Origin.(type) {
	case *syntax.StringConstantExpression, *syntax.ExpandableStringExpression:
		if in.Owns(v.Origin) {
			return v.Origin
		}
	}
	return at
}

// newEmbedded returns what is known of a string that is executed. It sees the variables of the place that executes it.
func (in *Info) newEmbedded(code string, outer syntax.Node, s *site) *Info {
	code = strings.ToValidUTF8(code, "\ufffd") // an escape may have made half a character
	fset := token.NewFileSet()
	tf := fset.AddFile(in.scriptPath(), in.session.base, len(code))
	in.session.base += len(code) + 1
	e := newInfo(syntax.Parse(tf, code), in.session)
	e.nesting = in.nesting + 1
	e.Outer = outer
	if in.Outer != nil {
		e.Outer = in.Outer
	}
	e.parent, e.parentVars = in, in.finals
	if s != nil && s.vars != nil {
		e.parentVars = s.vars
	}
	e.walk()
	return e
}

// A redirection is text that is written to a file by >.
type redirection struct {
	from     syntax.Expr
	location syntax.Expr
}

// redirected notes an expression that is written to a file.
func (in *Info) redirected(e *syntax.CommandExpression) {
	for _, r := range e.Redirections {
		if f, ok := r.(*syntax.FileRedirection); ok {
			in.redirections = append(in.redirections, redirection{e.Expression, f.Location})
		}
	}
}

// commandObjects returns the calls that a [powershell] object is given: AddCommand('Name').AddParameter('Name', value).
func (in *Info) commandObjects() []*Call {
	var list []*Call
	byNode := make(map[syntax.Node]*Call)
	byVariable := make(map[syntax.FoldedName]*Call)
	for _, m := range in.invocations {
		var c *Call
		target := syntax.Unparen(m.Target)
		v, _ := target.(*syntax.VariableExpression)
		switch syntax.Fold(wordOf(m.Member)) {
		case "addcommand":
			if c = in.commandObject(m); c != nil {
				list = append(list, c)
			}
		case "addparameter", "addparameters", "addargument":
			c = byNode[target]
			if c == nil && v != nil {
				c = byVariable[syntax.Fold(v.Name)]
			}
			if c != nil {
				in.addToObject(c, m)
			}
		}
		if c == nil {
			continue
		}
		byNode[m] = c
		if root := rootVariable(m); root != nil {
			byVariable[syntax.Fold(root.Name)] = c
		}
	}
	return list
}

// rootVariable returns the variable that a chain of members begins with; nil: none.
func rootVariable(e syntax.Expr) *syntax.VariableExpression {
	for range maxTrail {
		switch x := syntax.Unparen(e).(type) {
		case *syntax.InvokeMemberExpression:
			e = x.Target
		case *syntax.VariableExpression:
			return x
		default:
			return nil
		}
	}
	return nil
}

// commandObject returns the call that AddCommand begins; nil where the name is not known.
func (in *Info) commandObject(m *syntax.InvokeMemberExpression) *Call {
	if len(m.Arguments) == 0 {
		return nil
	}
	name, ok := in.eval(m.Arguments[0]).Text()
	if !ok {
		return nil
	}
	node := &syntax.Command{Extent: syntax.Extent{Start: m.Pos(), Stop: m.End()}, Elements: []syntax.CommandElement{m.Arguments[0]}}
	meaning := in.mean(name, strings.Contains(name, `\`), &site{command: node})
	return &Call{Node: node, File: in.File, Name: meaning.name, Outer: in.Outer, Function: meaning.function}
}

// addToObject adds the arguments that a method of a [powershell] object gives.
func (in *Info) addToObject(c *Call, m *syntax.InvokeMemberExpression) {
	c.Node.Extent.Stop = max(c.Node.End(), m.End())
	args := in.arguments(m.Arguments)
	if len(args) == 0 {
		return
	}
	sig := in.signatureOf(meaning{name: c.Name})
	if syntax.EqualFold(wordOf(m.Member), "AddArgument") {
		c.Arguments = append(c.Arguments, NewBound(m.Arguments[0], args[0]))
		return
	}
	if args[0].Kind == Table {
		for i := range args[0].Table.Entries {
			e := &args[0].Table.Entries[i]
			c.Arguments = append(c.Arguments, Bound{
				Parameter: fullName(sig, e.Key), Node: m.Arguments[0], Expr: e.Expr, value: &e.Value, Entry: e, Maybe: e.Maybe,
			})
		}
		return
	}
	name, ok := args[0].Text()
	if !ok {
		return
	}
	b := Bound{Parameter: fullName(sig, name), Node: m, value: isOn(m), Switch: len(args) == 1}
	if len(args) > 1 {
		b.Expr, b.value = m.Arguments[1], &args[1]
		b.Node = syntax.Extent{Start: m.Arguments[0].Pos(), Stop: m.Arguments[1].End()}
	}
	c.Arguments = append(c.Arguments, b)
}

// fullName returns the full name of a parameter; name where it is not known.
func fullName(sig *signature, name string) string {
	if sig != nil {
		if m := sig.cmdlet.Match(strings.TrimPrefix(name, "-")); m.Parameter != nil {
			return m.Parameter.Name
		}
	}
	return name
}
