package facts

import (
	"encoding/base64"
	"encoding/binary"
	"slices"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/exolint/exolint/scanner/syntax"
)

// index evaluates target[index].
func (in *Info) index(n *syntax.IndexExpression) Value {
	target, key := in.eval(n.Target), in.eval(n.Index)
	return target.mapEach(func(v Value) Value { return indexOf(v, key, n) })
}

func indexOf(v, key Value, at syntax.Node) Value {
	switch {
	case key.Alternatives != nil:
		return Value{Source: v.Source}
	case v.Kind == Table:
		if k, ok := key.Text(); ok {
			return entryOf(v.Table, k)
		}
		return Value{}
	case key.Kind != Number:
		return Value{Source: v.Source}
	case v.Kind == Array:
		if i := position(key.Int, len(v.Elements)); i >= 0 {
			return v.Elements[i]
		}
	case v.Kind == String:
		if s, ok := v.joined(); ok {
			r := []rune(s)
			if i := position(key.Int, len(r)); i >= 0 {
				return text(string(r[i]), at)
			}
		}
	}
	return Value{Why: v.Why, Source: v.Source}
}

// position returns the index that i means in a list of n elements, the last one being -1; -1: none.
func position(i int64, n int) int {
	if i < 0 {
		i += int64(n)
	}
	if i < 0 || i >= int64(n) {
		return -1
	}
	return int(i)
}

// entryOf returns what a table holds under a key.
func entryOf(h *Hash, key string) Value {
	e, ok := h.Entry(key)
	switch {
	case ok && e.Maybe:
		return join([]Value{e.Value, {Kind: Null}})
	case ok:
		return e.Value
	case h.Open:
		return Value{}
	}
	return Value{Kind: Null}
}

// member evaluates target.member and [type]::member.
func (in *Info) member(n *syntax.MemberExpression) Value {
	name := wordOf(n.Member)
	if n.Static {
		return in.staticMember(typeOf(n.Target), name, n)
	}
	if name == "" {
		name, _ = in.eval(n.Member).Text()
	}
	target := in.eval(n.Target)
	v := target.mapEach(func(v Value) Value { return in.memberOf(v, name, n) })
	if v.Kind == Unknown && v.Why == "" && v.Alternatives == nil {
		v.Why = in.short(n)
	}
	return v
}

// memberOf returns the property of a value.
func (in *Info) memberOf(v Value, name string, at syntax.Node) Value {
	switch v.Kind {
	case Table:
		if _, ok := v.Table.Entry(name); !ok && isTableMember(name) {
			return Value{}
		}
		return entryOf(v.Table, name)
	case Credential:
		return credentialMember(v, name, at)
	case Array, String:
		return measured(v, name, at)
	case Object, Secure:
		return Value{}
	}
	return Value{Source: v.Source.member(name), Origin: v.Origin, Trail: v.Trail}
}

// member returns s for a property of what a file holds. Other sources, and nil, stay as they are.
func (s *Source) member(name string) *Source {
	if s == nil || s.Kind != SourceClearFile {
		return s
	}
	of := *s
	of.Member = name
	return &of
}

// isTableMember reports whether every hashtable has a property of that name.
func isTableMember(name string) bool {
	switch syntax.Fold(name) {
	case "count", "keys", "values", "syncroot", "isreadonly", "isfixedsize":
		return true
	}
	return false
}

// credentialMember returns the property of a PSCredential or a NetworkCredential.
func credentialMember(v Value, name string, at syntax.Node) Value {
	if v.Source == nil {
		return Value{}
	}
	switch syntax.Fold(name) {
	case "username":
		return v.Source.UserName
	case "password", "securepassword":
		plain := isType(v.TypeName, networkCredentials...) && syntax.EqualFold(name, "Password")
		return passwordOf(v, plain, at)
	}
	return Value{}
}

// passwordOf returns the password of a credential, in clear or as a SecureString.
func passwordOf(v Value, plain bool, at syntax.Node) Value {
	source := *v.Source
	source.UserName = Value{}
	if p := source.Password; p != nil {
		if plain && p.Kind == Secure && p.Source != nil && p.Source.Password != nil {
			p = p.Source.Password
		}
		out := *p
		if out.Source == nil {
			out.Source = &source
		}
		if plain == (out.Kind != Secure) {
			return out
		}
	}
	if plain {
		return Value{Kind: String, Fragments: []Fragment{{Why: "a password"}}, Source: &source, Origin: at}
	}
	return Value{Kind: Secure, Source: &source, Origin: at}
}

// measured returns Length or Count of a string or a list.
func measured(v Value, name string, at syntax.Node) Value {
	switch syntax.Fold(name) {
	case "length", "count":
		if v.Kind == Array {
			return number(int64(len(v.Elements)), at)
		}
		if s, ok := v.joined(); ok {
			return number(int64(len([]rune(s))), at)
		}
	case "guid":
		return v
	}
	return Value{Source: v.Source}
}

// staticMember evaluates [type]::name.
func (in *Info) staticMember(typeName, name string, at syntax.Node) Value {
	switch {
	case isType(typeName, stringTypes...) && syntax.EqualFold(name, "Empty"):
		return text("", at)
	case in.isNamed(typeName, credentialTypes...) && syntax.EqualFold(name, "Empty"):
		return Value{Kind: Null, Origin: at}
	case isType(typeName, "Environment") && syntax.EqualFold(name, "NewLine"):
		return text("\n", at)
	}
	return unknown("[" + typeName + "]::" + name)
}

// invocation evaluates a method call.
func (in *Info) invocation(n *syntax.InvokeMemberExpression) Value {
	name := wordOf(n.Member)
	if n.Static {
		return in.staticInvocation(n, typeOf(n.Target), name)
	}
	target := in.eval(n.Target)
	if target.Kind == Type && target.Alternatives == nil {
		return in.staticInvocation(n, target.TypeName, name)
	}
	if v, ok := in.decoded(n, name); ok {
		return v
	}
	args := in.arguments(n.Arguments)
	v := target.mapEach(func(v Value) Value { return in.invoked(v, name, args, n) })
	if v.Kind == Unknown && v.Source == nil && v.Alternatives == nil {
		v.Source = conversionSource(name, args)
	}
	return v
}

// decoded returns the text that an encoding makes of a base64 text: [Text.Encoding]::UTF8.GetString([Convert]::FromBase64String('…')).
func (in *Info) decoded(n *syntax.InvokeMemberExpression, name string) (v Value, ok bool) {
	encoding, isMember := n.Target.(*syntax.MemberExpression)
	if !syntax.EqualFold(name, "GetString") || !isMember || len(n.Arguments) != 1 {
		return Value{}, false
	}
	from, isCall := n.Arguments[0].(*syntax.InvokeMemberExpression)
	if !isCall || !syntax.EqualFold(wordOf(from.Member), "FromBase64String") || len(from.Arguments) != 1 {
		return Value{}, false
	}
	written, known := in.eval(from.Arguments[0]).Text()
	const longest = 1 << 12
	if !known || len(written) > longest {
		return Value{}, false
	}
	raw, err := base64.StdEncoding.DecodeString(written)
	if err != nil {
		return Value{}, false
	}
	if syntax.EqualFold(wordOf(encoding.Member), "Unicode") {
		units := make([]uint16, len(raw)/2)
		for i := range units {
			units[i] = binary.LittleEndian.Uint16(raw[2*i:])
		}
		raw = []byte(string(utf16.Decode(units)))
	}
	return text(string(raw), n), utf8.Valid(raw)
}

// conversionSource returns the source of a secret that a method converts: GetBytes(x), GetString(x).
func conversionSource(name string, args []Value) *Source {
	switch syntax.Fold(name) {
	case "getbytes", "getstring":
		if len(args) == 1 {
			return args[0].Source
		}
	}
	return nil
}

// arguments evaluates the arguments of a method.
func (in *Info) arguments(list []syntax.Expr) []Value {
	if len(list) > maxElements {
		return nil
	}
	out := make([]Value, len(list))
	for i, e := range list {
		out[i] = in.eval(e)
	}
	return out
}

// invoked returns the result of a method of v.
func (in *Info) invoked(v Value, name string, args []Value, at *syntax.InvokeMemberExpression) Value {
	key := syntax.Fold(name)
	switch v.Kind {
	case String:
		return in.invokedOnString(v, name, args, at)
	case Number:
		if s, ok := v.Text(); ok && key == "tostring" && len(args) == 0 {
			return text(s, at)
		}
	case Table:
		return invokedOnTable(v, key, args)
	case Credential:
		if key == "getnetworkcredential" {
			v.TypeName = "System.Net.NetworkCredential"
			v.Object = nil
			return v
		}
	case Block:
		if key == "invoke" || key == "invokereturnasis" {
			return in.blockOutput(v.Block)
		}
		return v
	}
	if key == "prompt" || key == "promptforcredential" {
		return Value{Kind: Credential, Source: &Source{Kind: SourcePrompt, Node: at}, Origin: at}
	}
	return Value{Source: v.Source, Origin: v.Origin, Trail: v.Trail}
}

func (in *Info) invokedOnString(v Value, name string, args []Value, at syntax.Node) Value {
	if syntax.EqualFold(name, "ToCharArray") && v.Origin != nil {
		at = v.Origin // the characters stand where the text does
	}
	if s, ok := v.joined(); ok {
		if out, ok := stringMethod(s, name, args, at); ok {
			return tainted(out, v)
		}
	}
	if !givesText(name) {
		return Value{Source: v.Source}
	}
	return Value{Kind: String, Fragments: []Fragment{{Why: "a text"}}, Why: v.Why, Source: v.Source, Origin: at}
}

// givesText reports whether the method of a string returns a string.
func givesText(name string) bool {
	switch syntax.Fold(name) {
	case "trim", "trimstart", "trimend", "tolower", "toupper", "replace", "substring", "tostring", "insert", "remove",
		"padleft", "padright", "tolowerinvariant", "toupperinvariant":
		return true
	}
	return false
}

func invokedOnTable(v Value, key syntax.FoldedName, args []Value) Value {
	switch key {
	case "clone":
		return v
	case "get_item":
		if len(args) == 1 {
			if k, ok := args[0].Text(); ok {
				return entryOf(v.Table, k)
			}
		}
	}
	return Value{}
}

// staticInvocation evaluates [type]::method(…).
func (in *Info) staticInvocation(n *syntax.InvokeMemberExpression, typeName, name string) Value {
	key := syntax.Fold(name)
	if key == "new" {
		return in.made(n)
	}
	args := in.arguments(n.Arguments)
	switch {
	case isType(typeName, stringTypes...):
		return in.stringStatic(key, args, n)
	case isType(typeName, "Environment") && key == "getenvironmentvariable" && len(args) > 0:
		if variable, ok := args[0].Text(); ok {
			return environmentVariable(variable, n)
		}
		return environmentVariable("", n)
	case isType(typeName, "IO.File") && (key == "readalltext" || key == "readalllines"):
		return fileValue(n, args)
	case isType(typeName, "Guid") && key == "newguid",
		isType(typeName, "IO.Path") && key == "getrandomfilename",
		isType(typeName, "Web.Security.Membership") && key == "generatepassword":
		return generated(n)
	case isType(typeName, "Convert", "Runtime.InteropServices.Marshal", "Web.HttpUtility", "Uri", "Net.WebUtility"):
		return in.converted(key, args, n)
	case isType(typeName, "ScriptBlock", "Management.Automation.ScriptBlock"):
		return Value{Kind: Block, Origin: n}
	case isType(typeName, "IO.Path") && key == "combine":
		return in.joinStrings(array(args, n), `\`, n)
	case isType(typeName, "IO.Path"):
		return in.converted(key, args, n)
	}
	return unknown("[" + typeName + "]::" + name)
}

// stringStatic evaluates [string]::Concat, Join and Format.
func (in *Info) stringStatic(key syntax.FoldedName, args []Value, at syntax.Node) Value {
	switch {
	case key == "concat":
		return in.joinStrings(array(flat(args), at), "", at)
	case key == "join" && len(args) > 1:
		if separator, ok := args[0].Text(); ok {
			return in.joinStrings(array(flat(args[1:]), at), separator, at)
		}
		return pieces([]Fragment{{Why: "a list"}}, at)
	case key == "format" && len(args) > 0:
		return in.format(args[0], array(flat(args[1:]), at), at)
	}
	return Value{}
}

// flat returns the values with the elements of a single list in its place.
func flat(values []Value) []Value {
	if len(values) == 1 && values[0].Kind == Array && values[0].Alternatives == nil {
		return values[0].Elements
	}
	return values
}

// converted returns the result of a conversion of a text: not known, but as secret as the text is.
func (in *Info) converted(key syntax.FoldedName, args []Value, at syntax.Node) Value {
	if len(args) == 0 {
		return Value{}
	}
	v := tainted(Value{Origin: at}, args...)
	if !slices.Contains([]syntax.FoldedName{"securestringtobstr", "securestringtoglobalallocunicode", "frombase64string"}, key) {
		v.Kind, v.Fragments = String, []Fragment{{Why: "a text"}}
	}
	return v
}

// fileValue returns what is read from a file in clear.
func fileValue(at syntax.Node, args []Value) Value {
	source := &Source{Kind: SourceClearFile, Node: at}
	if len(args) > 0 {
		source.Name, _ = args[0].Text()
	}
	return Value{Kind: String, Fragments: []Fragment{{Why: "the content of a file"}}, Why: "the content of a file", Source: source, Origin: at}
}

// generated returns what is made at random while the script runs.
func generated(at syntax.Node) Value {
	return Value{
		Kind: String, Fragments: []Fragment{{Why: "a random text"}}, Why: "a random text",
		Source: &Source{Kind: SourceGenerated, Node: at}, Origin: at,
	}
}
