package inventory

import (
	"go/token"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/exolint/exolint/scanner/facts"
	"github.com/exolint/exolint/scanner/syntax"
)

// word is an argument of a program as it is handed over.
type word struct {
	text  string // "" where not known
	node  syntax.Node
	value facts.Value // of a word that is an expression; unknown for a switch
	part  bool        // node is a text of which it is a part, or a part of a text
	tail  facts.Value // what a variable in it holds, with which it ends; unknown where it ends in text
}

// nativeCall adds the mail that a program sends, and the secrets among its arguments.
func (b *builder) nativeCall(call *facts.Call) {
	program, words := b.commandLine(call, programOf(call.Name), b.wordsOf(call))
	if len(words) == 0 {
		return
	}
	b.nativeMail(call, program, words)
	b.nativeSecrets(call, program, words)
	if program == "az" && words[0].text == "login" {
		b.azureLogin(call, words)
	}
}

// commandLine returns the program that is run and its words: what follows cmd /c, else those that are given.
func (b *builder) commandLine(call *facts.Call, program string, words []word) (string, []word) {
	if program != "cmd" {
		return program, words
	}
	for i, w := range words {
		if !equalsAny(w.text, "/c", "/k") {
			continue
		}
		var rest []word
		for _, w := range words[i+1:] {
			rest = append(rest, b.split(call, w)...)
		}
		if len(rest) == 0 {
			return program, nil
		}
		return programOf(rest[0].text), rest[1:]
	}
	return program, nil
}

// split returns the words of a text that is a command line of its own. A word of a constant text stands for the whole text where
// its place within is not known.
func (b *builder) split(call *facts.Call, w word) []word {
	if n, ok := w.value.Origin.(*syntax.ExpandableStringExpression); ok && b.infoOf(call.File).Owns(n) {
		if words := b.splitExpandable(call, n); len(words) > 1 {
			return words
		}
	}
	if !strings.ContainsAny(w.text, " \t") {
		return []word{w}
	}
	source, from := "", 0
	if _, constant := w.node.(*syntax.StringConstantExpression); constant {
		source = call.File.Text(w.node)
	}
	var words []word
	for _, text := range strings.Fields(w.text) {
		text, at := strings.Trim(text, `"'`), w.node
		if i := strings.Index(source[from:], text); i >= 0 && text != "" {
			start := w.node.Pos() + token.Pos(from+i)
			at, from = syntax.Extent{Start: start, Stop: start + token.Pos(len(text))}, from+i+len(text)
		}
		words = append(words, writtenWord(text, at))
	}
	return words
}

// writtenWord returns the word of that text, which stands in n.
func writtenWord(text string, n syntax.Node) word {
	v := facts.Value{Kind: facts.String, Fragments: []facts.Fragment{{Text: text, Known: true}}, Origin: n}
	return word{text: text, node: n, value: v, part: true}
}

// splitExpandable returns the words of an expandable string.
func (b *builder) splitExpandable(call *facts.Call, n *syntax.ExpandableStringExpression) []word {
	source := call.File.Text(n)
	masked := []byte(source) // white space in what is expanded ends no word
	for _, p := range n.Parts {
		for i := p.Pos() - n.Pos(); i < p.End()-n.Pos(); i++ {
			masked[i] = '$'
		}
	}
	var words []word
	for _, m := range blackSpace.FindAllIndex(masked, -1) {
		text := strings.TrimLeft(source[m[0]:m[1]], quotation)
		start := n.Pos() + token.Pos(m[1]-len(text))
		text = strings.TrimRight(text, quotation)
		at := syntax.Extent{Start: start, Stop: start + token.Pos(len(text))}
		words = append(words, b.expanded(call, n, at)...)
	}
	return words
}

// quotation are the signs around a word of a command line that stands in a string, and what escapes them.
const quotation = "\"'`“”„‘’"

var blackSpace = regexp.MustCompile(`\S+`)

// expanded returns the words that the range at of an expandable string stands for: one that is written there, those of the variable
// that is all of it, or one of both.
func (b *builder) expanded(call *facts.Call, n *syntax.ExpandableStringExpression, at syntax.Extent) []word {
	var fragments []facts.Fragment
	var last facts.Value
	from := at.Start
	for _, p := range n.Parts {
		if !contains(at, p) {
			continue
		}
		last = b.infoOf(call.File).ValueOf(p)
		text, known := last.Text()
		if extentOf(p) == at && strings.ContainsAny(text, " \t") {
			return b.split(call, word{text: text, node: n})
		}
		if extentOf(p) == at {
			return []word{{text: text, node: n, value: last}}
		}
		fragments = append(fragments, facts.Fragment{Text: call.File.Text(syntax.Extent{Start: from, Stop: p.Pos()}), Known: true}, facts.Fragment{Text: text, Known: known})
		from = p.End()
	}
	rest := call.File.Text(syntax.Extent{Start: from, Stop: at.Stop})
	v := facts.Value{Kind: facts.String, Fragments: append(fragments, facts.Fragment{Text: rest, Known: true}), Origin: at}
	text, _ := v.Text()
	if rest != "" {
		last = facts.Value{}
	}
	return []word{{text: text, node: at, value: v, part: true, tail: last}}
}

// startProcess adds the secrets among the arguments that Start-Process gives a program.
func (b *builder) startProcess(call *facts.Call) {
	file, arguments := bound(call, "FilePath"), bound(call, "ArgumentList")
	if file == nil || arguments == nil || arguments.Expr == nil {
		return
	}
	name := fileName(file.Value())
	if name == "" {
		return
	}
	list := []facts.Value{arguments.Value()}
	if arguments.Value().Kind == facts.Array {
		list = arguments.Value().Elements
	}
	var words []word
	for _, v := range list {
		text, _ := v.Text()
		node := syntax.Node(arguments.Expr)
		if v.Origin != nil && b.info.Owns(v.Origin) {
			node = v.Origin
		}
		words = append(words, b.split(call, word{text: text, node: node, value: v})...)
	}
	program, words := b.commandLine(call, programOf(name), words)
	if len(words) > 0 {
		b.nativeSecrets(call, program, words)
	}
}

// fileName returns the path that v is, or what is known of its end where that has the whole name of the file; "" for neither.
func fileName(v facts.Value) string {
	if text, ok := v.Text(); ok || v.Kind != facts.String || len(v.Fragments) == 0 {
		return text
	}
	end := v.Fragments[len(v.Fragments)-1].Text
	if i := strings.LastIndexAny(end, `\/`); i >= 0 {
		return end[i+1:]
	}
	return ""
}

// programOf returns the program's file name in lower case, without folder and extension.
func programOf(name string) string {
	base := path.Base(strings.ReplaceAll(fold(name), `\`, "/"))
	for _, ext := range []string{".exe", ".com", ".cmd", ".bat"} {
		base = strings.TrimSuffix(base, ext)
	}
	return base
}

// wordsOf returns the arguments of a program in order.
func (b *builder) wordsOf(call *facts.Call) []word {
	var words []word
	for _, e := range call.Node.Elements[1:] {
		if p, ok := e.(*syntax.CommandParameter); ok {
			words = append(words, word{text: call.File.Text(p), node: p})
			continue
		}
		w := word{node: e}
		if s, ok := e.(*syntax.StringConstantExpression); ok {
			w.text = s.Value
			w.value = facts.Value{Kind: facts.String, Fragments: []facts.Fragment{{Text: s.Value, Known: true}}, Origin: e}
		} else {
			w.value = b.infoOf(call.File).ValueOf(e)
			w.text, _ = w.value.Text()
		}
		words = append(words, w)
	}
	return words
}

// after returns the word that follows the first of the switches, in any letter case; ok is false where there is none.
func after(words []word, switches ...string) (word, bool) {
	for i, w := range words[:max(len(words)-1, 0)] {
		if equalsAny(w.text, switches...) {
			return words[i+1], true
		}
	}
	return word{}, false
}

// mailers are programs that send mail through a server, with the switches for the server and for the password.
var mailers = map[string]struct{ server, password []string }{
	"blat":      {server: []string{"-server"}, password: []string{"-pw"}},
	"swaks":     {server: []string{"--server", "-s"}, password: []string{"--auth-password", "-ap", "--auth", "-a", "--auth-user", "-au"}},
	"sendemail": {server: []string{"-s"}, password: []string{"-xp"}},
	"mailsend":  {server: []string{"-smtp"}, password: []string{"-pass"}},
	"curl":      {server: []string{"--url"}, password: []string{"--user", "-u"}},
}

// nativeMail adds the mail that a program sends.
func (b *builder) nativeMail(call *facts.Call, program string, words []word) {
	m, ok := mailers[program]
	if !ok {
		return
	}
	server, ok := after(words, m.server...)
	if !ok && program == "curl" {
		server, ok = mailAddress(words)
	}
	if !ok || program == "curl" && !strings.HasPrefix(fold(server.text), "smtp") {
		return
	}
	_, authenticated := after(words, m.password...)
	b.addMail(&MailSend{API: NativeMailer, Name: program, Call: call, At: nameOf(call), Server: server.value, Authenticated: authenticated})
}

// mailAddress returns the first word that is an address of a mail server.
func mailAddress(words []word) (word, bool) {
	for _, w := range words {
		if strings.HasPrefix(fold(w.text), "smtp://") || strings.HasPrefix(fold(w.text), "smtps://") {
			return w, true
		}
	}
	return word{}, false
}

// azureLogin adds a sign-in of the Azure CLI.
func (b *builder) azureLogin(call *facts.Call, words []word) {
	s := &SignIn{Service: Azure, Cmdlet: "az login", Method: Interactive, Call: call, At: nameOf(call)}
	has := func(names ...string) (word, bool) {
		for _, w := range words {
			if equalsAny(w.text, names...) {
				return w, true
			}
		}
		return word{}, false
	}
	secret, password := has("-p", "--password")
	_, principal := has("--service-principal")
	_, identity := has("--identity", "-i")
	_, federated := has("--federated-token")
	switch {
	case identity:
		s.Method = ManagedIdentity
	case federated:
		s.Method = Federated
	case principal && password:
		s.Method = ClientSecret
	case principal:
		s.Method = Certificate
	case password:
		s.Method, s.At = CredentialMethod, call.At(secret.node)
		if value, ok := after(words, "-p", "--password"); ok {
			s.At = call.At(span(secret.node, value.node))
		}
	}
	b.addSignIn(s)
}

// isNative reports whether the inventory knows how the program takes passwords or sends mail.
func isNative(program string) bool {
	if _, ok := mailers[program]; ok {
		return true
	}
	switch program {
	case "net", "net1", "cmd", "reg", "rasdial":
		return true
	}
	return slices.ContainsFunc(passwordSwitches, func(p passwordSwitch) bool { return p.program == program })
}
