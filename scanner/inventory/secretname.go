package inventory

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"github.com/exolint/exolint/scanner/syntax"
)

// secretName says what kind of secret a variable, key or parameter of that name holds; "" if none. The name ends in the
// word that says so: $PasswordFile and $PasswordLength hold no password.
func secretName(name string) SecretKind {
	if !mayBeSecret(fold(name)) || strings.ContainsFunc(name, isForeign) || languageTag.MatchString(name) {
		return ""
	}
	words := splitName(name)
	if len(words) == 0 || isQuestion(words[0]) && len(words) > 1 || slices.ContainsFunc(words, isNegation) {
		return ""
	}
	joined := strings.Join(words, "")
	if strings.HasSuffix(joined, "pword") && isPWord(words) || isManagementKey(joined) {
		return Password
	}
	for _, k := range secretSuffixes {
		if !strings.HasSuffix(joined, k.suffix) {
			continue
		}
		if k.whole && (words[len(words)-1] != k.suffix || k.suffix == "pw" && !strings.HasSuffix(fold(strings.TrimRight(name, digits)), "pw")) && !isAcronymPW(name, k.suffix) {
			continue
		}
		if k.kind == Password && isCertificate(joined) {
			return CertPassword
		}
		return k.kind
	}
	return ""
}

// isAcronymPW reports whether a name ends in PW after other capitals, as in $SAPW, where the suffix sought is "pw".
func isAcronymPW(name, suffix string) bool {
	before, ok := strings.CutSuffix(strings.TrimRight(name, digits+"_"), "PW")
	return ok && suffix == "pw" && strings.TrimRightFunc(before, unicode.IsUpper) != before
}

// isManagementKey reports whether a name, in lower case, is that of a key of SNMP, which is a password that people choose.
func isManagementKey(name string) bool {
	return strings.Contains(name, "snmp") && (strings.HasSuffix(name, "privkey") || strings.HasSuffix(name, "authkey"))
}

// isPWord reports whether the words of a name end in "pword" or in "p" and "word", as those of $PWord.
func isPWord(words []string) bool {
	last := words[len(words)-1]
	return last == "pword" || len(words) > 1 && last == "word" && words[len(words)-2] == "p"
}

// holderName returns the name of what holds a SecureString without the words that say so, as it is told by "Client_Secret" in
// $EncryptedClientSecret what is encrypted.
func holderName(name string) string {
	words := slices.DeleteFunc(splitName(name), func(w string) bool {
		switch w {
		case "encrypted", "enc", "secure", "secured", "sec", "ss", "string", "plain", "text":
			return true
		}
		return false
	})
	return strings.Join(words, "_")
}

// mayBeSecret reports whether a name in lower case holds the beginning of a word for a secret.
func mayBeSecret(name string) bool {
	for _, w := range []string{"pa", "pw", "sw", "secret", "token", "key", "kennwort", "mdp", "contrase", "clave", "wachtwoord", "senha", "senord", "hasło", "haslo", "heslo"} {
		if strings.Contains(name, w) {
			return true
		}
	}
	return false
}

// isForeign reports whether r does not stand in the names that people give to secrets, so that it is a sentence or an address.
func isForeign(r rune) bool {
	return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("_-: ", r)
}

// secretSuffixes are the endings of names, the longest first. whole asks for a word of its own, as "bypass" is no "pass".
var secretSuffixes = []struct {
	suffix string
	kind   SecretKind
	whole  bool
}{
	{suffix: "clientsecretvalue", kind: AppSecret},
	{suffix: "clientsecret", kind: AppSecret},
	{suffix: "applicationsecret", kind: AppSecret},
	{suffix: "appsecret", kind: AppSecret},
	{suffix: "principalsecret", kind: AppSecret},
	{suffix: "appkey", kind: Token},
	{suffix: "appclientkey", kind: Token},
	{suffix: "secretvalue", kind: Token},
	{suffix: "secret", kind: Token},
	{suffix: "accesstoken", kind: Token},
	{suffix: "refreshtoken", kind: Token},
	{suffix: "token", kind: Token},
	{suffix: "apikey", kind: Token},
	{suffix: "accesskey", kind: Token},
	{suffix: "accountkey", kind: Token},
	{suffix: "subscriptionkey", kind: Token},
	{suffix: "sharedkey", kind: Token},
	{suffix: "secretkey", kind: Token},
	{suffix: "storagekey", kind: Token},
	{suffix: "workspacekey", kind: Token},
	{suffix: "functionkey", kind: Token},
	{suffix: "authkey", kind: Token},
	{suffix: "password", kind: Password},
	{suffix: "passwordorkey", kind: Password},
	{suffix: "passwort", kind: Password},
	{suffix: "kennwort", kind: Password},
	{suffix: "motdepasse", kind: Password},
	{suffix: "mdp", kind: Password, whole: true},
	{suffix: "contraseña", kind: Password},
	{suffix: "contrasena", kind: Password},
	{suffix: "clave", kind: Password, whole: true},
	{suffix: "wachtwoord", kind: Password},
	{suffix: "senha", kind: Password, whole: true},
	{suffix: "lösenord", kind: Password},
	{suffix: "losenord", kind: Password},
	{suffix: "hasło", kind: Password, whole: true},
	{suffix: "haslo", kind: Password, whole: true},
	{suffix: "heslo", kind: Password, whole: true},
	{suffix: "passwd", kind: Password},
	{suffix: "paswd", kind: Password},
	{suffix: "passwrd", kind: Password},
	{suffix: "pswd", kind: Password},
	{suffix: "passphrase", kind: Password},
	{suffix: "pwd", kind: Password},
	{suffix: "pass", kind: Password, whole: true},
	{suffix: "pw", kind: Password, whole: true},
	{suffix: "smtppass", kind: Password},
	{suffix: "userpass", kind: Password},
	{suffix: "adminpass", kind: Password},
	{suffix: "mailpass", kind: Password},
	{suffix: "dbpass", kind: Password},
	{suffix: "sqlpass", kind: Password},
}

// isQuestion reports whether a name that begins with the word is about a password and holds none.
func isQuestion(word string) bool {
	switch word {
	case "is", "has", "no", "use", "using", "show", "hide", "reset", "change", "force", "require", "requires", "prompt", "ask", "allow",
		"enable", "disable", "generate", "random", "forgot", "encrypted", "enc", "hashed", "hash", "secure", "get", "set", "new" + "random",
		"include", "exclude", "skip", "with", "without", "last", "cancellation", "public", "tokenize", "obfuscated", "null", "continuation":
		return true
	}
	return false
}

// isNegation reports whether a name with the word in it tells something about a password, as a constant does.
func isNegation(word string) bool {
	switch word {
	case "with", "without", "dont", "not", "never", "expire", "expires", "expired", "principals", "csrf", "xsrf", "antiforgery":
		return true
	}
	return false
}

// isCertificate reports whether a password of that name, in lower case, is a certificate's. That of an account which has to do
// with certificates is a user's.
func isCertificate(name string) bool {
	if strings.Contains(name, "account") || strings.Contains(name, "user") || strings.Contains(name, "admin") {
		return false
	}
	return strings.Contains(name, "cert") || strings.Contains(name, "pfx") || strings.Contains(name, "p12")
}

const digits = "0123456789"

// splitName returns the words of a name in lower case: at capitals, underscores and hyphens, without scope and final digits.
func splitName(name string) []string {
	if i := strings.LastIndexByte(name, ':'); i >= 0 {
		name = name[i+1:]
	}
	name = strings.TrimRight(name, digits+"_")
	var words []string
	start := 0
	runes := []rune(name)
	for i, r := range runes {
		switch {
		case !unicode.IsLetter(r) && !unicode.IsDigit(r):
			words = appendWord(words, runes[start:i])
			start = i + 1
		case i > start && unicode.IsUpper(r) && (!unicode.IsUpper(runes[i-1]) || i+1 < len(runes) && unicode.IsLower(runes[i+1])):
			words = appendWord(words, runes[start:i])
			start = i
		}
	}
	return appendWord(words, runes[start:])
}

func appendWord(words []string, w []rune) []string {
	if len(w) == 0 {
		return words
	}
	return append(words, strings.ToLower(string(w)))
}

var (
	// location matches a path, an address, a query, a registry key, markup, a pattern or a selector: values that name something else.
	location = regexp.MustCompile(`(?i)^(select\s|[a-z]:[\\/]|\\\\|\.{1,2}[\\/]|/[a-z]|~[\\/]|https?://|hk(lm|cu):|cert:|env:|<|\{|\(\?|\^|//|#[a-z])|\\[swdb][+*]|` +
		`\.(txt|xml|json|csv|pfx|cer|key|pem|enc|ps1|config)$`)
	prose = regexp.MustCompile(`(?i)\b(enter|please|type|your|the|password|passwords|is|for|not|invalid|secret|token|to)\b`)
	// entraSecret is the form of an Entra client secret: three characters, a digit, Q~ and the rest.
	entraSecret = regexp.MustCompile(`^[A-Za-z0-9_~.-]{3}[78]Q~[A-Za-z0-9_~.-]{31,34}$`)
	jwt         = regexp.MustCompile(`^(Bearer )?eyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}$`)
	guid        = regexp.MustCompile(`(?i)^\{?[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}\}?$`)
	signature   = regexp.MustCompile(`(?:^|[?&])sig=([^&]*)`) // in a shared access signature
	innerGUID   = regexp.MustCompile(`(?i)\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b`)
	// languageTag matches the name of a language as it is spoken in a country, such as "en-PW".
	languageTag = regexp.MustCompile(`^[a-z]{2,3}-[A-Z]{2}$`)
)

// plausible reports whether text, given to something named as a secret of that kind, can be the secret, and is not a path,
// a prompt, a name or a protected string.
func plausible(text string, kind SecretKind) bool {
	t := strings.TrimSpace(text)
	switch {
	case strings.ContainsAny(t, "\r\n"), location.MatchString(t), isProtected(t), isStub(t, kind):
		return false
	case strings.Contains(t, " ") && prose.MatchString(t):
		return false
	case kind == Token && signature.MatchString(t):
		return isQueryKey("sig", signature.FindStringSubmatch(t)[1])
	case kind == Token:
		return isRandom(t)
	case kind == AppSecret:
		return isLongEnough(t) && !strings.Contains(t, " ") && !strings.Contains(t, "$(") && strings.ContainsFunc(t, unicode.IsLetter) && strings.ContainsFunc(t, isNoLetter)
	}
	return len(t) <= 128 && !strings.HasSuffix(t, ":") && !isStatus(t)
}

// isLongEnough reports whether t is as long as an application's secret. A short one without a sign is the beginning of one.
func isLongEnough(t string) bool {
	return len(t) >= 16 || len(t) >= 8 && strings.ContainsFunc(t, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// isStatus reports whether t is a sentence about how things stand, such as "not yet set": some words, the first of which says so.
func isStatus(t string) bool {
	first, rest, several := strings.Cut(strings.ToLower(t), " ")
	if !several || strings.ContainsFunc(rest, func(r rune) bool { return !unicode.IsLetter(r) && r != ' ' }) {
		return false
	}
	switch first {
	case "not", "no", "never", "already", "offline", "online", "unknown", "missing", "same", "see":
		return true
	}
	return false
}

// isStub reports whether t is no secret of that kind by its form: it begins as a service's does and is cut off, it is an
// emulator's or a sample, it is left out in part, it is signs that were typed at random, or it is made of the name of the thing.
func isStub(t string, kind SecretKind) bool {
	for _, f := range tokenForms {
		if len(t) < f.least && strings.HasPrefix(t, f.mark) {
			return true
		}
	}
	if isEmulatorKey(t) || isSampleToken(t) || isPublishable(t) || kind == Token && isSequence(t) || strings.HasPrefix(t, "eyJ") && isElided(t) || isBrokenToken(t) {
		return true
	}
	name := strings.TrimRight(t, digits+"!")
	switch kind {
	case AppSecret, Token:
		return isMash(t) || isRepeated(t) || isWordy(t) && !strings.ContainsAny(t, digits) || somebodysKey.MatchString(t) || syntax.ContainsFold(t, "abc123") || isElided(t) || syntax.HasPrefixFold(t, "xxxx") || name != "" && isNaming(name) || len(t) < 16 && name == ""
	case CertPassword:
		return isCertificate(fold(name)) && isNaming(name)
	}
	return false
}

// isBrokenToken reports whether t has the three parts of a JSON web token, one of which cannot be one, or is the first part alone.
func isBrokenToken(t string) bool {
	if strings.HasPrefix(t, "eyJhbGciOi") && !strings.Contains(t, ".") { // {"alg":
		return true
	}
	return strings.Count(t, ".") == 2 && strings.Contains(t, "eyJ") && !jwt.MatchString(t)
}

// isElided reports whether dots stand in t for a part that was left out.
func isElided(t string) bool { return strings.Contains(t, "...") || strings.Contains(t, "…") }

// somebodysKey matches what is called somebody's key within a text, as in "123YourAPIKey".
var somebodysKey = regexp.MustCompile(`(?i)your[ _-]*(own[ _-]*)?(api|app|access|client|secret|account)?[ _-]*(key|token|secret|password)`)

// isRepeated reports whether t is a text three times or more in a row.
func isRepeated(t string) bool {
	for n := 1; 3*n <= len(t); n++ {
		if len(t)%n == 0 && strings.Repeat(t[:n], len(t)/n) == t {
			return true
		}
	}
	return false
}

// isMash reports whether t is mostly signs, as no machine makes it.
func isMash(t string) bool {
	return 3*len(letters(t)) < len(t)
}

// withoutScheme returns what follows the word that a credential for an HTTP header may begin with, such as "Bearer". ok is false
// where there is none, or it says that a user name and a password follow.
func withoutScheme(t string) (rest string, ok bool) {
	scheme, rest, ok := strings.Cut(t, " ")
	if !ok || len(scheme) > 24 || equalsAny(scheme, "Basic", "Digest", "NTLM", "Negotiate") {
		return "", false
	}
	if strings.ContainsFunc(scheme, func(r rune) bool { return !unicode.IsLetter(r) && r != '_' && r != '-' }) {
		return "", false
	}
	return rest, scheme != ""
}

func isNoLetter(r rune) bool { return !unicode.IsLetter(r) }

// isProtected reports whether t is what ConvertFrom-SecureString writes: with a key, or for one user on one machine.
func isProtected(t string) bool {
	return strings.HasPrefix(t, "76492d1116743f0423413b16050a5345") || strings.HasPrefix(strings.ToLower(t), "01000000d08c9ddf0115d1118c7a00c04fc297eb")
}

// isSequence reports whether digits or letters stand in t in the order in which they are counted or lie on the keyboard, as in a
// made-up key.
func isSequence(t string) bool {
	return syntax.ContainsFold(t, "asdf") || syntax.ContainsFold(t, "qwerty") || syntax.ContainsFold(t, "1234567890") || syntax.ContainsFold(t, "0123456789") || syntax.ContainsFold(t, "abcdefghij")
}

// isRandom reports whether t looks like a key made by a machine, and not like parts of one in an example.
func isRandom(t string) bool {
	if len(t) < 16 || isElided(t) || strings.ContainsAny(t, " \t{}<>()$\\") || guid.MatchString(t) || isWordy(t) {
		return false
	}
	if strings.IndexByte(t, '/') >= 0 && innerGUID.MatchString(t) { // a path to something that has an id
		return isRandom(innerGUID.ReplaceAllString(t, ""))
	}
	digits, lower, upper := 0, 0, 0
	for _, r := range t {
		switch {
		case unicode.IsDigit(r):
			digits++
		case unicode.IsLower(r):
			lower++
		case unicode.IsUpper(r):
			upper++
		}
	}
	return digits >= 2 && lower+upper >= 4
}

// isWordy reports whether most letters of t stand in words that can be spoken, as in base64AuthTokenFromBucket.
func isWordy(t string) bool {
	all, spoken := 0, 0
	for _, w := range splitName(strings.Map(spaceOf, t)) {
		all += len(w)
		if len(w) >= 4 && isSpoken(w) {
			spoken += len(w)
		}
	}
	return 4*spoken >= 3*all
}

// isSpoken reports whether w, in lower case, has the vowels and consonants of a word: not more than three of either in a row.
func isSpoken(w string) bool {
	row, vowels := 0, 0
	last := false
	for i, r := range w {
		vowel := strings.ContainsRune("aeiouy", r)
		if vowel {
			vowels++
		}
		if i == 0 || vowel != last {
			row = 0
		}
		if row++; row > 3 {
			return false
		}
		last = vowel
	}
	return vowels > 0 && vowels < len(w)
}
