package inventory

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"github.com/exolint/exolint/scanner/syntax"
)

// placeholder reports whether text only holds the place of a secret: a template's mark, dots or crosses, or the name of
// the thing itself. name is what the text is given to, such as "Password"; around is the text beside it, such as a comment.
func placeholder(text, name, around string) bool {
	t := strings.TrimSpace(text)
	switch {
	case len(t) < 3, isMarked(t), isFilling(t), isCrossedOut(t), isFlag(t), isOpenMark(t), unset.MatchString(t):
		return true
	case isForeignWord(t), typeName.MatchString(t), setupPass.MatchString(t), constantName.MatchString(t), isSurrounded(t):
		return true
	case name != "" && strings.EqualFold(letters(t), letters(name)):
		return true
	case isOrder(t), isMine(t), unreal.MatchString(t), isNoUnixPassword(t, name):
		return true
	case changeMe.MatchString(t) && toReplace.MatchString(around), isToBeReplaced(t, around), orderToReplace.MatchString(t), yours.MatchString(t), isJavaDefault(t):
		return true
	}
	return isNaming(t) || isName(t)
}

var (
	// marked matches what templates put in place of a value.
	marked = regexp.MustCompile(`^(<+[^<>]*>+|\[+[^\[\]]*\]+[A-Za-z]?|[%*]?\{+[^{}]*\}+\*?|\$\{+[^{}]*\}+|\$\([^()]*\)|(\$[A-Za-z_][\w:.]*[-_. ]?)+|__[A-Z0-9_]+|` +
		`%+[^%]+%+|__.+__|@@.+@@|##.+##|#\{.*\}#?|!!.+!!|~~.+~~|\*+[A-Za-z ]+\*+|-+[A-Za-z ]+-+|@Microsoft\.KeyVault\(.*\))$`)
	// innerMark matches such a mark within a value, as in "!<encrypted string>!".
	innerMark = regexp.MustCompile(`<[A-Za-z][A-Za-z_ .-]{2,}>|\{\{[^{}]+\}\}`)
	changeMe  = regexp.MustCompile(`(?i)(change|replace|update)[ _.-]?(me|this|it|before|your|the|with)`)
	// orderToReplace matches what nobody has for a password, as the plain "changeme" is: "CHANGE_ME", "change-this" and "ReplaceMe".
	orderToReplace = regexp.MustCompile(`^(CHANGE|UPDATE)[ _.-]*(ME|THIS|IT|BEFORE|YOUR|THE|WITH)[A-Z _.-]*$|` +
		`(?i)^(change|update)[ _.-](me|this|it|before|your|the|with)([ _.-][a-z]+)*$|(?i)^replace[ _.-]*(me|this|it|before|your|the|with)[a-z _.-]*$`)
	// yours matches what names the secret of somebody, or of something of theirs, as in "YOURVB365PASSWORD" and "key1_value_here".
	yours = regexp.MustCompile(`(?i)^your[a-z0-9 _.-]*(password|passwd|pwd|pass|secret|key|token|here)[!%.#*]*$|^your[a-z]*(password|passphrase|secret)[a-z]*$|[ _-]here$`)
	// asking matches letters that ask for a secret of something that has a name, such as "EnterContosoPasswordHere".
	asking = regexp.MustCompile(`(?i)^(enter|insert|put|paste|type)[ _.-].*[ _.-]here([ _.-]|$)|^(enter|your|insert|put|paste|type|replace|(change|update|set)[ _.+-]*(your|the)).*(here|password|secret|key|token)$`)
	// unreal matches what says of itself that it is no secret, such as "NotTheRealPassword1", "mock-pass-1", "secretbutn0tr3ally" and
	// "DontUseThisInProduction".
	unreal = regexp.MustCompile(`(?i)redacted|^(mock|dummy|fake|sample|example)[ _.-]|(do[ _-]*not|don'?t)[ _-]*(use|store)|not[ _.-]*(an?|the|my|your)?[ _.-]*real[ _.-]*(password|passwd|pass|pwd|secret|key|token)?([^a-z]|$)|` +
		`but[ _.-]*n[o0]t[ _.-]*r[e3][a4]?l+y`)
	// unset matches an order to put something in, or a note that nothing is, such as "set me" and "N/A - existing".
	unset = regexp.MustCompile(`(?i)^((please )?((set|fill|edit|fix)[ _.-]*(me|this|it)([ _.-]*(in|up|out|here))?|fill[ _.-]*(in|out)|set[ _.-]*here)[.!]*|` +
		`(still )?to[ _.-]*be[ _.-]*(set|edited|filled([ _.-]*(in|out))?|defined|determined|provided|changed|replaced|added|entered|updated|done|decided|configured)|` +
		`n/a *[ :,;(–-].*)$`)
	// constantName matches the name of a constant or of a variable of the environment, such as "NETWORK_PASS".
	constantName = regexp.MustCompile(`^[A-Z]+(_[A-Z]+)+$`)
	// typeName matches the full name of a type of .NET, such as "System.Security.SecureString".
	typeName = regexp.MustCompile(`^(System|Microsoft)(\.[A-Z][A-Za-z]+)+$`)
	// setupPass matches the passes of an answer file for Windows Setup:
	// https://learn.microsoft.com/windows-hardware/manufacture/desktop/windows-setup-configuration-passes.
	setupPass = regexp.MustCompile(`(?i)^(windowsPE|offlineServicing|generalize|specialize|auditSystem|auditUser|oobeSystem)$`)
	// published matches the mark before and after the GUID of what System Center Orchestrator puts in when it runs a script.
	published = regexp.MustCompile("(?i)\\\\`?d\\.T\\.~[0-9a-z]{2}/")
	toReplace = regexp.MustCompile(`(?i)\b(replace|change|update|set|enter|fill|insert|edit|provide|modify|put|specify|your)\b`)
)

func isMarked(t string) bool {
	return marked.MatchString(t) || innerMark.MatchString(t) || published.MatchString(t) || strings.Contains(t, "<your") || strings.Contains(t, "<YOUR") || strings.Contains(t, "<Your")
}

// isFilling reports whether t is one character repeated, or dots and crosses, such as "xxxx", "****" and "...".
func isFilling(t string) bool {
	return strings.HasSuffix(t, "****") || strings.Trim(t, "xX") == "" || strings.Trim(t, "*.?-_#•…+=~ ") == "" || strings.Trim(t, t[:1]) == ""
}

// isCrossedOut reports whether t begins with crosses that stand for what was left out. A password may begin with four, and is
// crossed out only where nothing follows that makes a password: signs, and words that name one, as in "xxxxPasswordxxxx".
func isCrossedOut(t string) bool {
	rest := strings.TrimLeft(t, "xX")
	switch crosses := len(t) - len(rest); {
	case crosses < 4:
		return syntax.ContainsFold(t, "xxxxx")
	case crosses > 4:
		return true
	}
	return 2*strings.Count(strings.ToLower(t), "x") > len(t) || !strings.ContainsAny(rest, digits) && isNaming(strings.Trim(rest, "xX"))
}

// isForeignWord reports whether t has letters, but none of those that keyboards for passwords have: it is the word for a password in
// another alphabet. Signs of Chinese, Japanese and Korean stand in no password.
func isForeignWord(t string) bool {
	if strings.ContainsFunc(t, func(r rune) bool {
		return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul)
	}) {
		return true
	}
	return strings.ContainsFunc(t, unicode.IsLetter) && !strings.ContainsFunc(t, func(r rune) bool {
		return r <= unicode.MaxLatin1 && (unicode.IsLetter(r) || unicode.IsDigit(r))
	})
}

// replacing matches the beginning of a sentence that tells to replace what follows.
var replacing = regexp.MustCompile(`(?i)\b(replace|change|update)\b[^.]*$`)

// isToBeReplaced reports whether around, the comments beside t, tell to replace it and name it.
func isToBeReplaced(t, around string) bool {
	before, _, named := strings.Cut(around, t)
	return named && replacing.MatchString(before)
}

// isOpenMark reports whether t is a template's mark that was not closed, such as "<INSERT CLIENTSECRET" and "[PASSWORD", or was left
// out from some place on.
func isOpenMark(t string) bool {
	if strings.HasSuffix(t, "...") || strings.HasSuffix(t, "…") {
		return true
	}
	name := strings.TrimLeft(t, "<[#")
	return len(name) > 2 && len(name) < len(t) && (isNaming(name) || t[0] == '<' && openWords.MatchString(name))
}

// openWords matches words without digits and signs.
var openWords = regexp.MustCompile(`^[A-Za-z]+([ _-][A-Za-z]+)*$`)

// isSurrounded reports whether t is the name of a secret between stars or the like, as in "***REMOVED_DB_PASSWORD***".
func isSurrounded(t string) bool {
	name := strings.Trim(t, "*#~|!-=")
	return len(t)-len(name) >= 4 && t[0] == t[len(t)-1] && (isNaming(name) || isName(name) || constantName.MatchString(name))
}

// isFlag reports whether t is a word that answers yes or no, or nothing, or how a check ended. A sign may stand before it.
func isFlag(t string) bool {
	word := strings.TrimLeftFunc(t, func(r rune) bool { return r > unicode.MaxLatin1 && !unicode.IsLetter(r) || r == ' ' })
	switch strings.ToLower(word) {
	case "true", "false", "yes", "none", "blank", "null", "$true", "$false", "$null", "off", "n/a", "tbd", "todo", "required", "optional",
		"good", "bad", "exists", "found", "saved", "enable", "enabled", "disable", "disabled", "on", "active", "inactive", "allow", "allowed", "deny", "denied", "block", "blocked",
		"supported", "unsupported", "configured", "registered", "available", "unavailable", "missing", "present", "expired", "pending", "never", "always",
		"not required", "not configured", "not registered", "not supported", "not allowed", "not available", "not applicable",
		"string", "securestring", "pscredential", "text", "object", "n.a.", "not set", "unset", "unknown", "default", "anonymous", "green", "red", "yellow", "pass", "passed", "fail", "failed", "ok", "success",
		"empty", "username", "user name", "skip", "skipped", "warn", "warning", "error", "info", "review", "investigate", "manual", "not run", "done", "complete", "completed", "valid", "invalid":
		return true
	}
	return false
}

// namingWords are the words that name a secret, or say that one is to be put in; the former alone make a placeholder.
var namingWords = wordSet(
	"password passwd paswword passphrase pass pwd pw secret key apikey token credential credentials value pswd psw kennwort passwort wachtwoord senha heslo haslo hasło lozinka "+
		"motdepasse passe contrasena contraseña contrasenya clave lösenord losenord random",
	"ihr ihre dein deine tu su sua seu mi minha administrador usuario usuário ftp usuari hier eingeben eintragen einsetzen bitte votre mot de ici entrez saisir sua aqui aquí ingrese introduzca uw jouw invoeren "+
		"your yours some other another different no enter insert paste provide specify here placeholder redacted removed hidden dummy fake bogus sample example goes code not use used unused needed required encrypted you chose chosen choose "+
		"the a an this that of for to be with in from and or some my own its it is user users username name admin administrator account service "+
		"app application client tenant domain azure ad aad entra smtp mail email mailbox sql db database proxy graph api exchange "+
		"office microsoft sharepoint access refresh bearer auth authentication id cert certificate pfx private shared generated "+
		"whatever super updated registered registration strong complex secure plain plaintext clear text string char chars characters new old current very long replace type put add fill o365 m365 "+
		"vault storage registry local root server login logon web hook webhook sas sp principal function global copied copy cloud subscription slack license licence")

// wordSet returns the words of both lists; those of the first, and the words that ask for something, are true.
func wordSet(naming, filling string) map[string]bool {
	set := make(map[string]bool)
	for _, w := range strings.Fields(filling) {
		set[w] = false
	}
	for _, w := range strings.Fields(naming + " your enter insert provide specify placeholder redacted removed hidden dummy fake bogus sample example") {
		set[w] = true
	}
	return set
}

// isMine reports whether t names a password of one's own, as a sentence or a line of a sample does: "mypassword!".
func isMine(t string) bool {
	name := strings.ToLower(strings.TrimRight(t, "!."))
	return len(name) < len(t) && (strings.HasPrefix(name, "my") || strings.HasPrefix(name, "your")) && isNaming(name)
}

// isOrder reports whether t asks for a password of one's own and ends as the rules for passwords want it, as in
// "ChangeYourPassword1!".
func isOrder(t string) bool {
	order := strings.TrimRight(t, digits+"! -_.+")
	return len(order) < len(t) && asking.MatchString(order) && strings.Contains(strings.ToLower(order), "your") && isNaming(order)
}

// isNaming reports whether t is made of words that name a secret or ask for one, such as "YourPasswordHere". A digit or a
// sign makes it a password, however weak.
func isNaming(t string) bool {
	for _, r := range t {
		if !unicode.IsLetter(r) && !strings.ContainsRune(" -_.:='\"()+", r) {
			return false
		}
	}
	if asking.MatchString(t) {
		return true
	}
	words := strings.Fields(strings.ToLower(strings.Map(spaceOf, t)))
	naming := false
	for _, w := range words {
		ok, names := segment(w)
		if !ok {
			return isCapitals(t) && strings.Contains(strings.ToLower(letters(t)), "apikey")
		}
		naming = naming || names
	}
	return naming || isCapitals(t)
}

// isName reports whether t is the name of a secret rather than one: words that are told apart by separators or capitals, such as
// "SCCMPassword" and "Senha do email", of which the first or the last says so, or any where the others say nothing else.
func isName(t string) bool {
	if strings.ContainsFunc(t, func(r rune) bool { return !unicode.IsLetter(r) && !strings.ContainsRune(" _-.", r) }) {
		return false
	}
	if isCapitals(t) && longWord.MatchString(t) {
		return true
	}
	words := splitName(t)
	if len(words) < 2 {
		return false
	}
	for n := range min(len(words), 3) { // "mot de passe" is one word
		if isSecretWord(strings.Join(words[:n+1], "")) || isSecretWord(strings.Join(words[len(words)-n-1:], "")) {
			return true
		}
	}
	return slices.ContainsFunc(words, isSecretWord) && !slices.ContainsFunc(words, isTelling)
}

// longWord matches the long words for a password.
var longWord = regexp.MustCompile(`(?i)password|passwort|kennwort|contraseña|contrasena|passphrase`)

// isSecretWord reports whether w, in lower case, is a word for a secret that people choose. "Key" and "pass" stand for more.
func isSecretWord(w string) bool {
	switch w {
	case "password", "passwords", "passwd", "pwd", "pswd", "psw", "secret", "passphrase", "kennwort", "passwort", "wachtwoord", "senha", "heslo", "haslo", "hasło",
		"lozinka", "motdepasse", "contrasena", "contraseña", "clave", "lösenord", "losenord":
		return true
	}
	return false
}

// isTelling reports whether w, in lower case, says something in the name of a secret, and is no more than what goes with one.
func isTelling(w string) bool {
	switch w {
	case "temp", "tmp", "temporary", "test", "demo", "initial", "default", "adm":
		return false
	}
	_, known := namingWords[w]
	return !known
}

// segment splits w into naming words, as in "yourpasswordhere", and says whether one of them names a secret or asks for one.
func segment(w string) (ok, names bool) {
	if len(w) > 64 {
		return false, false
	}
	type state struct{ ok, names bool }
	at := make([]state, len(w)+1)
	at[0].ok = true
	for i := range w {
		if !at[i].ok {
			continue
		}
		for j := i + 1; j <= len(w); j++ {
			if n, known := namingWords[w[i:j]]; known {
				at[j] = state{true, at[j].names || at[i].names || n}
			}
		}
	}
	return at[len(w)].ok, at[len(w)].names
}

func spaceOf(r rune) rune {
	if unicode.IsLetter(r) {
		return r
	}
	return ' '
}

func isCapitals(t string) bool { return t == strings.ToUpper(t) }

// letters returns the letters and digits of t.
func letters(t string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, t)
}
