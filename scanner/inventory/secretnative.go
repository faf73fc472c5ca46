package inventory

import (
	"go/token"
	"regexp"
	"slices"
	"strings"

	"github.com/exolint/exolint/scanner/facts"
	"github.com/exolint/exolint/scanner/syntax"
)

// passwordSwitch is how a program takes a password.
type passwordSwitch struct {
	program string
	next    []string // switches that the password follows, in exactly these letters where fixed
	joined  []string // beginnings of words that end in the password
	fixed   bool
}

// passwordSwitches are the programs that take a password on their command line.
var passwordSwitches = []passwordSwitch{
	{program: "schtasks", next: []string{"/rp", "/p"}},
	{program: "cmdkey", joined: []string{"/pass:", "-pass:"}},
	{program: "psexec", next: []string{"-p", "/p"}},
	{program: "psexec64", next: []string{"-p", "/p"}},
	{program: "paexec", next: []string{"-p", "/p"}},
	{program: "plink", next: []string{"-pw"}},
	{program: "pscp", next: []string{"-pw"}},
	{program: "psftp", next: []string{"-pw"}},
	{program: "putty", next: []string{"-pw"}},
	{program: "racadm", next: []string{"-p"}},
	{program: "smc", next: []string{"-p"}},
	{program: "sshpass", next: []string{"-p"}, joined: []string{"-p"}, fixed: true},
	{program: "mysql", joined: []string{"--password=", "-p"}, fixed: true},
	{program: "mysqldump", joined: []string{"--password=", "-p"}, fixed: true},
	{program: "sqlcmd", next: []string{"-P"}, fixed: true},
	{program: "osql", next: []string{"-P"}, fixed: true},
	{program: "bcp", next: []string{"-P"}, fixed: true},
	{program: "wget", joined: []string{"--password=", "--http-password=", "--ftp-password="}},
	{program: "az", next: []string{"--password", "--admin-password"}},
	{program: "docker", next: []string{"--password"}, joined: []string{"--password="}},
	{program: "ktpass", next: []string{"-pass", "/pass"}},
	{program: "wmic", joined: []string{"/password:"}},
	{program: "winrs", joined: []string{"-p:", "/p:", "-password:", "/password:"}},
	{program: "wevtutil", joined: []string{"/p:", "/password:"}},
	{program: "sc", next: []string{"password="}, joined: []string{"password="}},
	{program: "dsadd", next: []string{"-pwd"}},
	{program: "dsmod", next: []string{"-pwd"}},
	{program: "netdom", joined: []string{"/pd:", "/passwordd:", "/po:", "/passwordo:"}},
	{program: "openssl", joined: []string{"pass:"}},
	{program: "keytool", next: []string{"-storepass", "-keypass"}},
	{program: "signtool", next: []string{"/p"}},
	{program: "certutil", next: []string{"-p"}},
	{program: "7z", joined: []string{"-p"}, fixed: true},
	{program: "7za", joined: []string{"-p"}, fixed: true},
	{program: "rar", joined: []string{"-hp"}, fixed: true},
	{program: "blat", next: []string{"-pw"}},
	{program: "swaks", next: []string{"--auth-password", "-ap"}, joined: []string{"--auth-password="}},
	{program: "sendemail", next: []string{"-xp"}},
}

// nativeSecrets adds the passwords among a program's arguments.
func (b *builder) nativeSecrets(call *facts.Call, program string, words []word) {
	s := Secret{Kind: Password, Sink: NativeSink, Call: call, Name: program}
	switch program {
	case "net", "net1":
		b.netSecret(call, words, s)
		return
	case "curl":
		b.curlSecret(call, words, s)
		return
	case "reg":
		b.registrySecret(call, words, s)
		return
	case "rasdial":
		if len(words) > 2 && !strings.HasPrefix(words[1].text, "/") { // the connection, the user, the password
			b.takeWord(call, words[2], s)
		}
		return
	case "openssl", "signtool", "certutil", "keytool":
		if words[0].text != "enc" { // which encrypts any file
			s.Kind = CertPassword
		}
	case "az", "docker":
		if words[0].text == "login" {
			b.loginSecret(call, words, s)
			return
		}
		b.containerSecrets(call, words, s)
	}
	if !isNative(program) {
		b.namedSwitches(call, words, s)
		return
	}
	for _, p := range passwordSwitches {
		if p.program == program {
			b.switchSecrets(call, p, words, s)
		}
	}
}

// namedSwitches adds the passwords that follow a switch which is named so, of a program that is not known: "/password x",
// "/SQLSVCPASSWORD=x" and "--password=x". What follows a hyphen, PowerShell binds.
func (b *builder) namedSwitches(call *facts.Call, words []word, s Secret) {
	for i, w := range words {
		name, rest, joined := passwordSwitchOf(w.text)
		switch {
		case name == "":
		case joined:
			if rest = strings.TrimLeft(rest, quotation); plausible(rest, Password) {
				b.takeRest(call, w, rest, s)
			}
		case i+1 < len(words) && plausible(words[i+1].text, Password):
			b.takeWord(call, words[i+1], s)
		}
	}
}

// passwordSwitchOf returns the name of a switch for a password, and what is joined to it; "" for any other word. The property of an
// installer, "PASSWORD=x", is one as well.
func passwordSwitchOf(text string) (name, rest string, joined bool) {
	name, rest, joined = strings.Cut(text, "=")
	if colon := strings.IndexByte(name, ':'); colon > 0 {
		name, rest, joined = text[:colon], text[colon+1:], true
	}
	bare := strings.TrimLeft(name, "/-")
	marked := strings.HasPrefix(name, "/") || strings.HasPrefix(name, "--")
	if !marked && !(joined && isCapitals(name)) || secretName(bare) != Password || joined && rest == "" {
		return "", "", false
	}
	return bare, rest, joined
}

func hasWord(words []word, text string) bool {
	for _, w := range words {
		if syntax.EqualFold(w.text, text) {
			return true
		}
	}
	return false
}

func (b *builder) switchSecrets(call *facts.Call, p passwordSwitch, words []word, s Secret) {
	for i, w := range words {
		for _, name := range p.next {
			if i+1 < len(words) && (w.text == name || !p.fixed && syntax.EqualFold(w.text, name)) && !isMarkBetween(call, w.node, words[i+1].node) {
				b.takeWord(call, words[i+1], s)
			}
		}
		for _, prefix := range p.joined {
			if len(w.text) > len(prefix) && (strings.HasPrefix(w.text, prefix) || !p.fixed && syntax.HasPrefixFold(w.text, prefix)) {
				b.takeRest(call, w, w.text[len(prefix):], s)
				break
			}
		}
	}
}

// isMarkBetween reports whether a template's mark stands between two words of the call, as in "-pw <password> host": PowerShell
// reads no word there.
func isMarkBetween(call *facts.Call, first, second syntax.Node) bool {
	return first.End() < second.Pos() &&
		strings.HasPrefix(strings.TrimSpace(call.File.Text(syntax.Extent{Start: first.End(), Stop: second.Pos()})), "<")
}

// storedCommands adds the passwords in command lines that an array holds, in a script that executes text. Which of them it
// executes is not followed where there are many.
func (b *builder) storedCommands() {
	executes := func(c *syntax.Command) bool { return equalsAny(constantElement(c), "Invoke-Expression", "iex") }
	if !slices.ContainsFunc(b.nodes.commands, executes) {
		return
	}
	for _, n := range b.nodes.strings {
		s, ok := n.(*syntax.StringConstantExpression)
		if !ok {
			continue
		}
		words := strings.Fields(s.Value)
		if len(words) < 3 {
			continue
		}
		program := programOf(words[0])
		i := slices.IndexFunc(passwordSwitches, func(p passwordSwitch) bool { return p.program == program })
		if i >= 0 && isElement(b.info.Parent(n)) {
			b.storedSecret(passwordSwitches[i], words[1:], n)
		}
	}
}

// isElement reports whether the parent of an expression is an array.
func isElement(parent syntax.Node) bool {
	_, ok := parent.(*syntax.ArrayLiteral)
	return ok
}

// expanding matches a variable in a command line.
var expanding = regexp.MustCompile(`\$[A-Za-z_{(]|%`)

// storedSecret adds the text n, a command line of those words, where a password follows a switch in it.
func (b *builder) storedSecret(p passwordSwitch, words []string, n syntax.Node) {
	for i, w := range words[:len(words)-1] {
		for _, name := range p.next {
			password := strings.Trim(words[i+1], `"'`)
			if (w == name || !p.fixed && syntax.EqualFold(w, name)) && !expanding.MatchString(password) && !placeholder(password, p.program, b.around(n)) {
				b.addSecret(Secret{Kind: Password, Sink: NativeSink, At: b.within(n, password), Name: p.program})
			}
		}
	}
}

// within returns the range of text in n, a constant; n itself where it stands there in another way, or more than once.
func (b *builder) within(n syntax.Node, text string) syntax.Node {
	source := b.info.File.Text(n)
	if strings.Count(source, text) != 1 {
		return n
	}
	return partOf(n, source, text)
}

// takeWord adds the secret that w is, unless it is a switch or asks for the secret.
func (b *builder) takeWord(call *facts.Call, w word, s Secret) {
	if strings.HasPrefix(w.text, "/") || strings.HasPrefix(w.text, "-") {
		return
	}
	b.take(w.value, w.node, call.Outer, s)
}

// takeRest adds the secret that w ends in.
func (b *builder) takeRest(call *facts.Call, w word, rest string, s Secret) {
	if tail, ok := w.tail.Text(); ok && tail == rest {
		b.take(w.tail, w.node, call.Outer, s)
		return
	}
	if w.part {
		if !placeholder(rest, s.Name, "") && !strings.ContainsAny(rest, "$%") {
			s.At = call.At(endOf(w, rest))
			b.addSecret(s)
		}
		return
	}
	source := call.File.Text(w.node)
	if strings.HasSuffix(source, `"`) || strings.HasSuffix(source, "'") {
		source = source[:len(source)-1]
	}
	trimmed := strings.Trim(rest, `"'`)
	if !strings.HasSuffix(source, trimmed) || strings.ContainsAny(rest, "$%") || placeholder(trimmed, s.Name, "") {
		return // put together from something else
	}
	stop := w.node.Pos() + token.Pos(len(source))
	s.At = call.At(syntax.Extent{Start: stop - token.Pos(len(trimmed)), Stop: stop})
	b.addSecret(s)
}

// endOf returns the range of rest, in which a part of a text ends; that of the whole text where the word's place is lost.
func endOf(w word, rest string) syntax.Node {
	if at, ok := w.node.(syntax.Extent); ok && len(rest) <= int(at.Stop-at.Start) {
		return syntax.Extent{Start: at.Stop - token.Pos(len(rest)), Stop: at.Stop}
	}
	return w.node
}

// loginSecret adds the password or the application's secret of az login and of docker login.
func (b *builder) loginSecret(call *facts.Call, words []word, s Secret) {
	if hasWord(words, "--service-principal") {
		s.Kind = AppSecret
	}
	if w, ok := after(words, "-p", "--password"); ok {
		b.takeWord(call, w, s)
	}
}

// containerSecrets adds the passwords among the environment variables that docker starts a container with.
func (b *builder) containerSecrets(call *facts.Call, words []word, s Secret) {
	for i, w := range words[:len(words)-1] {
		if w.text != "-e" && w.text != "--env" {
			continue
		}
		if name, password, ok := strings.Cut(words[i+1].text, "="); ok && secretName(name) == Password {
			b.takeRest(call, words[i+1], password, s)
		}
	}
}

// netSecret adds the password of net user NAME PASSWORD and of net use DEVICE SHARE PASSWORD.
func (b *builder) netSecret(call *facts.Call, words []word, s Secret) {
	var plain []word
	for _, w := range words {
		if !strings.HasPrefix(w.text, "/") && !strings.HasPrefix(w.text, "-") {
			plain = append(plain, w)
		}
	}
	if len(plain) == 0 {
		return
	}
	switch fold(plain[0].text) {
	case "user":
		if len(plain) > 2 {
			b.takeWord(call, plain[2], s)
		}
	case "use":
		for i, w := range plain[:len(plain)-1] {
			if strings.HasPrefix(w.text, `\\`) {
				b.takeWord(call, plain[i+1], s)
			}
		}
	}
}

// registrySecret adds the password of Windows' automatic logon that reg add writes.
func (b *builder) registrySecret(call *facts.Call, words []word, s Secret) {
	name, _ := after(words, "/v")
	if w, ok := after(words, "/d"); ok && equalsAny(name.text, "DefaultPassword") {
		b.takeWord(call, w, s)
	}
}

// curlSecret adds the user name and password that curl takes as one word.
func (b *builder) curlSecret(call *facts.Call, words []word, s Secret) {
	w, ok := after(words, "-u", "--user")
	if !ok {
		return
	}
	user, password, found := strings.Cut(w.text, ":")
	if found && !isAnonymous(user, password) {
		b.takeRest(call, w, password, s)
	}
}
