package facts

import (
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/exolint/exolint/scanner/syntax"
)

// literal returns the value of a constant string. What a CI system fills in before the script runs is no literal.
func literal(s *syntax.StringConstantExpression) Value {
	v := text(s.Value, s)
	if name, ok := ciSecret(s.Value); ok {
		v.Fragments = []Fragment{{Why: "a secret of the CI system"}}
		v.Source = &Source{Kind: SourceCISecret, Node: s, Name: name}
	}
	return v
}

// ciSecret returns the name of the secret that text is the placeholder of: ${{ secrets.NAME }}.
func ciSecret(text string) (name string, ok bool) {
	text, open := strings.CutPrefix(strings.TrimSpace(text), "${{")
	text, closed := strings.CutSuffix(text, "}}")
	if !open || !closed || strings.Contains(text, "{{") {
		return "", false
	}
	return strings.TrimPrefix(strings.TrimSpace(text), "secrets."), true
}

// expandable returns the value of a string with something to expand in it.
func (in *Info) expandable(n *syntax.ExpandableStringExpression) Value {
	var list []Fragment
	var parts []Value
	raw, at := in.inner(n)
	end := at + len(raw)
	src := in.File.Src
	for i, p := range n.Parts {
		if i >= maxFragments {
			return pieces([]Fragment{{Why: "a long text"}}, n)
		}
		from, to := in.File.Offset(p.Pos()), in.File.Offset(p.End())
		if from < at || to > end || to < from {
			return pieces([]Fragment{{Why: "a text"}}, n)
		}
		list = append(list, Fragment{Text: unescape(src[at:from], n.Kind), Known: true})
		v := in.eval(p)
		list = append(list, v.fragments(in.whyOf(v, p))...)
		parts = append(parts, v)
		at = to
	}
	list = append(list, Fragment{Text: unescape(src[at:end], n.Kind), Known: true})
	v := tainted(pieces(withoutEmpty(list), n), parts...)
	if name, ok := ciSecret(raw); ok {
		v.Source = &Source{Kind: SourceCISecret, Node: n, Name: name}
	}
	return v
}

// whyOf names an unknown value.
func (in *Info) whyOf(v Value, n syntax.Node) string {
	if v.Why != "" && strings.HasPrefix(v.Why, "environment variable ") {
		return v.Why
	}
	return in.short(n)
}

// withoutEmpty leaves out the pieces that are known to be nothing.
func withoutEmpty(list []Fragment) []Fragment {
	out := list[:0]
	for _, f := range list {
		if !f.Known || f.Text != "" {
			out = append(out, f)
		}
	}
	return out
}

// inner returns the source text between the quotes of an expandable string, and its offset.
func (in *Info) inner(n *syntax.ExpandableStringExpression) (raw string, at int) {
	raw, at = in.File.Text(n), in.File.Offset(n.Pos())
	switch n.Kind {
	case syntax.DoubleQuoted:
		_, open := utf8.DecodeRuneInString(raw)
		_, end := utf8.DecodeLastRuneInString(raw)
		if open+end > len(raw) {
			return "", at
		}
		return raw[open : len(raw)-end], at + open
	case syntax.DoubleQuotedHereString:
		open := strings.IndexAny(raw, "\r\n")
		end := strings.LastIndexAny(raw, "\r\n")
		if open < 0 {
			return "", at
		}
		open += newlineAt(raw, open)
		if end > 0 && raw[end] == '\n' && raw[end-1] == '\r' {
			end--
		}
		if end < open {
			return "", at + open
		}
		return raw[open:end], at + open
	}
	return raw, at
}

// newlineAt returns the length of the line break at s[i].
func newlineAt(s string, i int) int {
	if strings.HasPrefix(s[i:], "\r\n") {
		return 2
	}
	return 1
}

// unescape resolves the escapes of a piece of an expandable string, and its doubled quotes.
func unescape(s string, kind syntax.StringKind) string {
	quoted := kind == syntax.DoubleQuoted
	if !strings.Contains(s, "`") && (!quoted || !strings.ContainsAny(s, "\"“”„")) {
		return s
	}
	var b strings.Builder
	for s != "" {
		r, size := utf8.DecodeRuneInString(s)
		s = s[size:]
		switch {
		case r == '`' && s != "":
			s = writeEscape(&b, s)
		case quoted && strings.ContainsRune("\"“”„", r):
			b.WriteRune(r)
			if next, size := utf8.DecodeRuneInString(s); strings.ContainsRune("\"“”„", next) {
				s = s[size:]
			}
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// writeEscape writes what stands for the characters behind a backtick, and returns what follows them.
func writeEscape(b *strings.Builder, s string) string {
	r, size := utf8.DecodeRuneInString(s)
	const names, values = "0abefnrtv", "\x00\a\b\x1b\f\n\r\t\v"
	switch i := strings.IndexRune(names, r); {
	case i >= 0 && size == 1:
		b.WriteByte(values[i])
	case r == 'u' && strings.HasPrefix(s, "u{"):
		digits, rest, ok := strings.Cut(s[len("u{"):], "}")
		code, err := strconv.ParseUint(digits, 16, 32)
		if ok && err == nil {
			b.WriteRune(rune(code))
			return rest
		}
		b.WriteByte('u')
	case r == '\r' && strings.HasPrefix(s, "\r\n"):
		b.WriteString("\r\n")
		return s[2:]
	default:
		b.WriteRune(r)
	}
	return s[size:]
}

// formatItem is a placeholder of a format string.
var formatItem = regexp.MustCompile(`\{\{|\}\}|\{(\d{1,3})(,-?\d+)?(:[^{}]*)?\}`)

// format evaluates -f and [string]::Format.
func (in *Info) format(pattern, arguments Value, origin syntax.Node) Value {
	if pattern.Alternatives != nil {
		return in.cross(pattern, Value{}, func(p, _ Value) Value { return in.format(p, arguments, origin) })
	}
	values, known := arguments.elements()
	template, ok := pattern.joined()
	if !ok || pattern.Kind != String {
		return tainted(pieces([]Fragment{{Why: "a text"}}, origin), values...)
	}
	if !known {
		values = []Value{arguments}
	}
	var list []Fragment
	at := 0
	for _, m := range formatItem.FindAllStringSubmatchIndex(template, maxFragments) {
		list = append(list, Fragment{Text: template[at:m[0]], Known: true})
		list = append(list, formatted(template, m, values)...)
		at = m[1]
	}
	list = append(list, Fragment{Text: template[at:], Known: true})
	return tainted(pieces(withoutEmpty(list), origin), values...)
}

// formatted returns what stands for one placeholder.
func formatted(template string, m []int, values []Value) []Fragment {
	if m[2] < 0 {
		return []Fragment{{Text: template[m[0] : m[0]+1], Known: true}}
	}
	index, err := strconv.Atoi(template[m[2]:m[3]])
	if err != nil || index >= len(values) {
		return []Fragment{{Why: "an expression"}}
	}
	v := values[index]
	if m[4] >= 0 || m[6] >= 0 && v.Kind != String {
		return []Fragment{{Why: "an expression"}}
	}
	why := v.Why
	if why == "" {
		why = "an expression"
	}
	return v.fragments(why)
}

// joinStrings evaluates -join and [string]::Join.
func (in *Info) joinStrings(v Value, separator string, origin syntax.Node) Value {
	list, ok := v.elements()
	if !ok {
		return tainted(pieces([]Fragment{{Why: "a list"}}, origin), v)
	}
	return tainted(pieces(arrayFragments(list, separator, "an expression"), origin), list...)
}

// replaceOperator evaluates text -replace pattern, replacement.
func (in *Info) replaceOperator(n *syntax.BinaryExpression) Value {
	subject := in.eval(n.Left)
	operands, ok := in.eval(n.Right).elements()
	if !ok || len(operands) == 0 || len(operands) > 2 {
		return tainted(pieces([]Fragment{{Why: in.short(n.Left)}}, n), subject)
	}
	pattern, ok := operands[0].Text()
	replacement := ""
	if ok && len(operands) == 2 {
		replacement, ok = operands[1].Text()
	}
	if !ok {
		return tainted(pieces([]Fragment{{Why: in.short(n.Left)}}, n), subject)
	}
	return subject.mapEach(func(v Value) Value {
		s, known := v.Text()
		re := compile(pattern, n.Operator == syntax.KindIreplace)
		if !known || re == nil {
			return tainted(pieces([]Fragment{{Why: in.short(n.Left)}}, n), v)
		}
		return tainted(text(re.ReplaceAllString(s, goReplacement(replacement)), n), v)
	})
}

// compile returns a .NET regular expression in Go's; nil where Go has no such thing.
func compile(pattern string, ignoreCase bool) *regexp.Regexp {
	const long = 256
	if len(pattern) > long {
		return nil
	}
	if ignoreCase {
		pattern = "(?i)" + pattern
	}
	re, err := regexp.Compile(pattern)
	if err != nil {
		return nil
	}
	return re
}

// netGroup is a reference to a group in a .NET replacement.
var netGroup = regexp.MustCompile(`\$\$|\$(\d+|&)|\$\{(\w+)\}|\$`)

// goReplacement returns a .NET replacement in Go's notation.
func goReplacement(s string) string {
	return netGroup.ReplaceAllStringFunc(s, func(m string) string {
		switch {
		case m == "$", m == "$$":
			return "$$"
		case m == "$&":
			return "${0}"
		case strings.HasPrefix(m, "${"):
			return m
		}
		return "${" + m[1:] + "}"
	})
}

// splitOperator evaluates text -split pattern.
func (in *Info) splitOperator(n *syntax.BinaryExpression) Value {
	s, ok := in.eval(n.Left).Text()
	pattern, known := in.eval(n.Right).Text()
	if !ok || !known || len(s) > maxText {
		return Value{Source: in.eval(n.Left).Source}
	}
	re := compile(pattern, n.Operator == syntax.KindIsplit)
	if re == nil {
		return Value{}
	}
	var list []Value
	for _, part := range re.Split(s, maxElements) {
		list = append(list, text(part, n))
	}
	return array(list, n)
}

func repeat(s string, n int) string { return strings.Repeat(s, n) }

// stringMethod evaluates a method of a string whose text is known. ok is false for a method that is not known here.
func stringMethod(s, method string, args []Value, origin syntax.Node) (v Value, ok bool) {
	first, known := "", len(args) == 0
	if len(args) > 0 {
		first, known = args[0].Text()
	}
	if !known {
		return Value{}, false
	}
	switch syntax.Fold(method) {
	case "trim":
		return text(trim(s, first, strings.TrimSpace, strings.Trim), origin), true
	case "trimstart":
		return text(trim(s, first, trimLeft, strings.TrimLeft), origin), true
	case "trimend":
		return text(trim(s, first, trimRight, strings.TrimRight), origin), true
	case "tolower", "tolowerinvariant":
		return text(strings.ToLower(s), origin), true
	case "toupper", "toupperinvariant":
		return text(strings.ToUpper(s), origin), true
	case "tostring":
		return text(s, origin), true
	case "replace":
		return replaceMethod(s, args, origin)
	case "substring":
		return substring(s, args, origin)
	case "split":
		return splitMethod(s, args, origin)
	case "tochararray":
		return characters(s, origin), true
	}
	return Value{}, false
}

func trim(s, set string, space func(string) string, chars func(s, set string) string) string {
	if set == "" {
		return space(s)
	}
	return chars(s, set)
}

func trimLeft(s string) string  { return strings.TrimLeft(s, " \t\r\n\v\f") }
func trimRight(s string) string { return strings.TrimRight(s, " \t\r\n\v\f") }

func replaceMethod(s string, args []Value, origin syntax.Node) (Value, bool) {
	if len(args) != 2 {
		return Value{}, false
	}
	from, ok := args[0].Text()
	to, known := args[1].Text()
	if !ok || !known || from == "" || len(s)*(1+len(to)) > 64*maxText {
		return Value{}, false
	}
	return text(strings.ReplaceAll(s, from, to), origin), true
}

func substring(s string, args []Value, origin syntax.Node) (Value, bool) {
	r := []rune(s)
	from, to := int64(0), int64(len(r))
	for i, a := range args {
		if a.Kind != Number || a.Alternatives != nil {
			return Value{}, false
		}
		if i == 0 {
			from = a.Int
		} else {
			to = from + a.Int
		}
	}
	if from < 0 || to < from || to > int64(len(r)) {
		return Value{}, false
	}
	return text(string(r[from:to]), origin), true
}

func splitMethod(s string, args []Value, origin syntax.Node) (Value, bool) {
	separator, ok := "", len(args) == 1
	if ok {
		separator, ok = args[0].Text()
	}
	if !ok || utf8.RuneCountInString(separator) != 1 {
		return Value{}, false
	}
	var list []Value
	for _, part := range strings.SplitN(s, separator, maxElements+1) {
		list = append(list, text(part, origin))
	}
	return array(list, origin), true
}

func characters(s string, origin syntax.Node) Value {
	var list []Value
	for _, r := range s {
		if len(list) > maxElements {
			break
		}
		list = append(list, text(string(r), origin))
	}
	return array(list, origin)
}
