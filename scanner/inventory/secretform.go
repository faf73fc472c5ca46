package inventory

import (
	"go/token"
	"regexp"
	"strings"
	"unicode"

	"github.com/exolint/exolint/scanner/syntax"
)

var (
	// formSecret matches a client secret in the text of a form.
	formSecret = regexp.MustCompile(`client_secret=([^&"'\s$]+)(?:[&"']|$)`)
	// connectionPassword matches the password in the text of a connection to a database.
	connectionPassword = regexp.MustCompile(`(?i)(?:^|[;"'\s])(?:password|pwd)\s*=\s*['"]?([^;"'\s$<>{}]+)(?:[;"']|$)`)
	// writtenPassword matches a password in JSON, in an attribute of XML, and one that is given to a database in SQL.
	writtenPassword = regexp.MustCompile(`(?i)(?:"[a-z_]*passw(?:or)?d"\s*:\s*"((?:[^"$<>{}]|\$[^A-Za-z_{("<>}])+\$?)"|\s[a-z]*pass(?:word|phrase)="((?:[^"$<>{}]|\$[^A-Za-z_{("<>}])+\$?)"|\b(?:with|by)\s+password\s*=\s*N?'((?:[^'$<>{}]|\$\$)+)')`)
	// writtenKey matches an application's secret, a key or a token in JSON, with its name.
	writtenKey = regexp.MustCompile(`(?i)"([a-z_-]*(?:client_?secret|app_?secret|api_?key|api_?token|access_?key|access_?token|refresh_?token|secret_?key))"\s*:\s*"([^"$<>{}\s\\]{16,})"`)
	// accountKey matches the key in the text of a connection to a service of Azure.
	accountKey = regexp.MustCompile(`\b(AccountKey|SharedAccessKey)=([A-Za-z0-9+/]{40,}={0,2})`)
	// addressPassword matches a scheme, the password and what the host begins with in an address.
	addressPassword = regexp.MustCompile("(?i)\\b([a-z][a-z0-9+.-]*)://[^\\s/:@\"'`$<>{}()]+:([^\\s/\"'`$<>{}()]+)@([a-z0-9.-]+)")
	// queryKey matches a signature or a key in the query of an address.
	queryKey = regexp.MustCompile(`(?i)[?&;](sig|code|(?:(?:api|auth|access)[_-]?)?token|api[_-]?key|subscription-key)=([A-Za-z0-9_.~%+/=-]{20,})`)
)

// tokenForms are the forms of the tokens and keys of services, with what they begin with and the least length of a whole one.
var tokenForms = []struct {
	mark  string
	least int
	form  *regexp.Regexp
}{
	{"ghp_", 40, regexp.MustCompile(`\bghp_[A-Za-z0-9]{36}\b`)},
	{"gho_", 40, regexp.MustCompile(`\bgho_[A-Za-z0-9]{36}\b`)},
	{"ghu_", 40, regexp.MustCompile(`\bghu_[A-Za-z0-9]{36}\b`)},
	{"ghs_", 40, regexp.MustCompile(`\bghs_[A-Za-z0-9]{36}\b`)},
	{"github_pat_", 93, regexp.MustCompile(`\bgithub_pat_[A-Za-z0-9]{22}_[A-Za-z0-9]{59}\b`)},
	{"glpat-", 26, regexp.MustCompile(`\bglpat-[A-Za-z0-9_-]{20}\b`)},
	{"xoxb-", 36, regexp.MustCompile(`\bxoxb-[0-9]{10,13}-[A-Za-z0-9-]{20,}\b`)},
	{"xoxp-", 36, regexp.MustCompile(`\bxoxp-[0-9]{10,13}-[A-Za-z0-9-]{20,}\b`)},
	{"AIza", 39, regexp.MustCompile(`\bAIza[A-Za-z0-9_-]{35}\b`)},
	{"GOCSPX-", 35, regexp.MustCompile(`\bGOCSPX-[A-Za-z0-9_-]{28}\b`)},
	{"SG.", 69, regexp.MustCompile(`\bSG\.[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{43}\b`)},
	{"sk_live_", 32, regexp.MustCompile(`\bsk_live_[A-Za-z0-9]{24,}\b`)},
}

// The least lengths of texts in which something is recognized.
const (
	leastRecognized = 24
	leastTokenForm  = 26
)

// recognizedSecrets adds literals that are secrets by their form, or hold one, whatever they are given to. It is the last to add
// secrets.
func (b *builder) recognizedSecrets() {
	b.storedCommands()
	for _, n := range b.nodes.strings {
		text := b.info.File.Text(n)
		if len(text) < leastRecognized {
			continue
		}
		b.recognizedIn(n, text)
		switch {
		case strings.Contains(text, "client_secret=") && b.clientSecretIn(n, text):
		case mayBeConnection(text) && setsServer(text):
			b.passwordIn(n, text, "connection string", connectionPassword)
		case mayBeWritten(text):
			b.passwordIn(n, text, "password", writtenPassword)
		default:
			b.recognizedWhole(n)
		}
	}
	for _, c := range b.nodes.commands {
		for _, e := range c.Elements[1:] {
			if s, ok := e.(*syntax.StringConstantExpression); ok && s.Kind == syntax.BareWord && len(s.Value) >= leastRecognized {
				b.recognizedIn(s, b.info.File.Text(s))
			}
		}
	}
	b.excuseAnonymous()
	b.settleOverlaps()
}

// clientSecretIn adds the client secret in the text of a form, the source of n, and reports whether there was one.
func (b *builder) clientSecretIn(n syntax.Node, text string) bool {
	m := formSecret.FindStringSubmatch(text)
	if m == nil || !plausible(m[1], AppSecret) || isStub(m[1], AppSecret) || placeholder(m[1], "client_secret", b.around(n)) {
		return false
	}
	b.addSecret(Secret{Kind: AppSecret, Sink: AssignmentSink, At: partOf(n, text, m[1]), Name: "client_secret"})
	return true
}

// recognizedWhole adds a string that is an Entra client secret or a JSON web token as a whole.
func (b *builder) recognizedWhole(n syntax.Node) {
	s, ok := n.(*syntax.StringConstantExpression)
	switch {
	case !ok:
	case len(s.Value) <= 40 && entraSecret.MatchString(s.Value):
		b.addSecret(Secret{Kind: AppSecret, Sink: AssignmentSink, At: s})
	case strings.Contains(s.Value[:min(len(s.Value), len("Bearer eyJ"))], "eyJ") && jwt.MatchString(s.Value) && !isSampleToken(s.Value):
		b.addSecret(Secret{Kind: Token, Sink: AssignmentSink, At: s})
	}
}

// isEntra reports whether an application's secret is one of Microsoft Entra ID: it has that form, or the script signs in there, names
// it, or calls Microsoft Graph.
func (b *builder) isEntra(s *Secret) bool {
	if v, ok := s.At.(*syntax.StringConstantExpression); ok && entraSecret.MatchString(v.Value) {
		return true
	}
	return len(b.inv.SignIns) > 0 || b.mentions("microsoftonline", "login.windows.net", "graph.microsoft", "azuread", "msgraph")
}

// recognizedIn adds the keys and passwords that stand in text, the source of n, as parts of it.
func (b *builder) recognizedIn(n syntax.Node, text string) {
	if len(text) >= leastTokenForm {
		b.tokensIn(n, text)
		b.hooksIn(n, text)
	}
	if strings.IndexByte(text, '=') >= 0 {
		b.keysIn(n, text)
	}
	if syntax.ContainsFold(text, `secret"`) || syntax.ContainsFold(text, `key"`) || syntax.ContainsFold(text, `token"`) {
		b.writtenKeysIn(n, text)
	}
	if i := strings.Index(text, "://"); i > 0 && strings.IndexByte(text[i:], '@') > 0 {
		b.addressPasswordIn(n, text)
	}
}

// tokensIn adds the tokens of a known form.
func (b *builder) tokensIn(n syntax.Node, text string) {
	for _, t := range tokenForms {
		if !strings.Contains(text, t.mark) {
			continue
		}
		for _, m := range t.form.FindAllStringIndex(text, -1) {
			if !isBrowserKey(text[:m[0]]) && !isCrossedOut(text[m[0]:m[1]]) {
				b.addPart(n, text, m[0], m[1], Secret{Kind: Token})
			}
		}
	}
}

var (
	// botToken matches the token of a Telegram bot: the bot's number, and 35 characters; in an address "bot" stands before it.
	botToken = regexp.MustCompile(`(?:^|[^0-9A-Za-z]|bot)([0-9]{8,10}:([A-Za-z0-9_-]{35}))(?:[^A-Za-z0-9_-]|$)`)
	// slackHook matches the address of an incoming webhook of Slack, which whoever knows it can send to.
	slackHook = regexp.MustCompile(`((?:https://)?\bhooks\.slack\.com/services/T[A-Z0-9]{7,}/B[A-Z0-9]{7,}/([A-Za-z0-9]{20,}))`)
	// teamsHook matches that of one of Microsoft Teams.
	teamsHook = regexp.MustCompile(`((?:https://)?\b(?:[a-z0-9-]+\.webhook\.office\.com/webhookb2|outlook\.office(?:365)?\.com/webhook)` +
		`/[0-9A-Fa-f@-]{36,}/IncomingWebhook/([0-9A-Za-z]{20,})(?:/[0-9A-Za-z-]+)?)`)
)

// hooksIn adds what lets a script send to a chat: tokens of Telegram's bots, and addresses of Slack's and of Teams' webhooks.
func (b *builder) hooksIn(n syntax.Node, text string) {
	var found [][]int
	if b.mentions("telegram") && strings.IndexByte(text, ':') >= 0 {
		found = botToken.FindAllStringSubmatchIndex(text, -1)
	}
	if strings.Contains(text, "hooks.slack.com/services/T") {
		found = append(found, slackHook.FindAllStringSubmatchIndex(text, -1)...)
	}
	for _, m := range found {
		if secret := text[m[4]:m[5]]; isRandom(secret) && isMixed(secret) {
			b.addPart(n, text, m[2], m[3], Secret{Kind: Token})
		}
	}
	if !strings.Contains(text, "/IncomingWebhook/") {
		return
	}
	for _, m := range teamsHook.FindAllStringSubmatchIndex(text, -1) {
		if isRandom(text[m[4]:m[5]]) {
			b.addPart(n, text, m[2], m[3], Secret{Kind: Token})
		}
	}
}

// keysIn adds the keys in the text of a connection to a service of Azure, and those in the query of an address.
func (b *builder) keysIn(n syntax.Node, text string) {
	if strings.Contains(text, "Key=") {
		for _, m := range accountKey.FindAllStringSubmatchIndex(text, -1) {
			if isRandom(text[m[4]:m[5]]) && !isEmulatorKey(text[m[4]:m[5]]) && !strings.Contains(text, "devstoreaccount1") { // the emulator's account
				b.addPart(n, text, m[4], m[5], Secret{Kind: Token, Name: text[m[2]:m[3]]})
			}
		}
	}
	if strings.IndexByte(text, '?') < 0 && strings.IndexByte(text, '&') < 0 {
		return
	}
	for _, m := range queryKey.FindAllStringSubmatchIndex(text, -1) {
		if name, key := text[m[2]:m[3]], text[m[4]:m[5]]; isQueryKey(fold(name), key) {
			b.addPart(n, text, m[4], m[5], Secret{Kind: Token, Name: name})
		}
	}
}

// writtenKeysIn adds the applications' secrets, keys and tokens in JSON.
func (b *builder) writtenKeysIn(n syntax.Node, text string) {
	for _, m := range writtenKey.FindAllStringSubmatchIndex(text, -1) {
		name, secret := text[m[2]:m[3]], text[m[4]:m[5]]
		if kind := secretName(name); kind != "" && plausible(secret, kind) && !placeholder(secret, name, b.around(n)) {
			b.addPart(n, text, m[4], m[5], Secret{Kind: kind, Name: name})
		}
	}
}

// isQueryKey reports whether what is given to name, in lower case, in a query is a key. A signature and the key of an Azure
// function are long; short codes mean other things, and words are a token's name.
func isQueryKey(name, key string) bool {
	switch {
	case strings.HasPrefix(key, "eyJ") && strings.Count(key, ".") < 2: // a JSON web token has three parts
		return false
	case (name == "sig" || name == "code") && len(key) < 40:
		return false
	case strings.HasSuffix(name, "token") && name != "access_token" && (len(key) < 32 || !isHex(key) && !isMixed(decoded(key)) || isStub(key, Token)):
		return false
	}
	return isRandom(key)
}

// isMixed reports whether t has capital and small letters, as what is encoded in base64 has.
func isMixed(t string) bool {
	return strings.ContainsFunc(t, unicode.IsLower) && strings.ContainsFunc(t, unicode.IsUpper)
}

// isHex reports whether t is made of hexadecimal digits.
func isHex(t string) bool { return strings.Trim(t, "0123456789abcdefABCDEF") == "" }

// addressPasswordIn adds the passwords in addresses.
func (b *builder) addressPasswordIn(n syntax.Node, text string) {
	for _, m := range addressPassword.FindAllStringSubmatchIndex(text, -1) {
		scheme, password, host := fold(text[m[2]:m[3]]), text[m[4]:m[5]], fold(text[m[6]:m[7]])
		if !takesAddressPassword(scheme, host) {
			continue
		}
		if user := text[m[3]+len("://") : m[4]-len(":")]; isAnonymous(user, password) {
			continue
		}
		if plausible(password, Password) && !placeholder(password, "password", b.around(n)) {
			b.addPart(n, text, m[4], m[5], Secret{Kind: Password, Name: "address"})
		}
	}
}

// addressSchemes are the schemes of addresses that passwords are written into, and gitHosts where that is done with a scheme of
// the web. Other addresses of the web are not searched: most scripts have some.
var (
	addressSchemes = []string{"ftp", "ftps", "sftp", "ssh", "scp", "smb", "ldap", "ldaps", "smtp", "smtps", "imap", "imaps", "mysql", "mariadb", "mssql", "sqlserver",
		"postgres", "postgresql", "mongodb", "mongodb+srv", "redis", "rediss", "amqp", "amqps", "mqtt", "mqtts", "socks5"}
	gitHosts = []string{"github.com", "gitlab.com", "bitbucket.org", "api.bitbucket.org", "dev.azure.com"}
)

func takesAddressPassword(scheme, host string) bool {
	if scheme == "https" || scheme == "http" {
		return equalsAny(host, gitHosts...)
	}
	return equalsAny(scheme, addressSchemes...)
}

// addPart adds the secret that stands from one offset to another in text, the source of n.
func (b *builder) addPart(n syntax.Node, text string, from, to int, s Secret) {
	s.At, s.Sink = syntax.Extent{Start: n.Pos() + token.Pos(from), Stop: n.Pos() + token.Pos(to)}, AssignmentSink
	if v, ok := n.(*syntax.StringConstantExpression); ok && v.Value == text[from:to] {
		s.At = n
	}
	b.addSecret(s)
}

// passwordIn adds the passwords that the pattern matches in the source text of n.
func (b *builder) passwordIn(n syntax.Node, text, name string, pattern *regexp.Regexp) {
	for _, m := range pattern.FindAllStringSubmatchIndex(text, -1) {
		group := 2
		for m[group] < 0 { // of the ways to write it, one matched
			group += 2
		}
		from, to := m[group], m[group+1]
		password := text[from:to]
		if plausible(password, Password) && !strings.HasSuffix(password, "()") && !isProse(password, Password) && !placeholder(password, "Password", b.around(n)) {
			at := syntax.Extent{Start: n.Pos() + token.Pos(from), Stop: n.Pos() + token.Pos(to)}
			b.addSecret(Secret{Kind: Password, Sink: AssignmentSink, At: at, Name: name})
		}
	}
}

// mayBeConnection reports whether text may name a server and a password: searching it by patterns takes long.
func mayBeConnection(text string) bool {
	return strings.IndexByte(text, '=') >= 0 && (syntax.ContainsFold(text, "passw") || syntax.ContainsFold(text, "pwd"))
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

// mayBeWritten reports whether text may set a password in JSON, XML or SQL.
func mayBeWritten(text string) bool {
	return syntax.ContainsFold(text, `password="`) || syntax.ContainsFold(text, `passphrase="`) || syntax.ContainsFold(text, `passwd"`) || syntax.ContainsFold(text, `password"`) || syntax.ContainsFold(text, "password") && (syntax.ContainsFold(text, "with") || syntax.ContainsFold(text, "by"))
}

// partOf returns the range of a part of n, whose source is text.
func partOf(n syntax.Node, text, part string) syntax.Node {
	start := n.Pos() + token.Pos(strings.LastIndex(text, part))
	return syntax.Extent{Start: start, Stop: start + token.Pos(len(part))}
}
