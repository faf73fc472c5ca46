package scanner

import (
	"bytes"
	"slices"
	"unicode/utf8"

	"github.com/exolint/exolint/rules/rule"
)

// holds reports whether what stands around a word that was found is what the trigger asks for. Before ends with the word.
func (p *prefilter) holds(w rule.Word, before, after []byte) bool {
	if w == (rule.Word{Text: w.Text}) {
		return true
	}
	if w.End && len(after) > 0 && isAlphanumeric(after[0]) {
		return false
	}
	n := name{start: p.startOf(w.Text, before), before: before, after: after}
	switch {
	case !w.Quoted && n.isInData():
		return false
	case w.Quoted && !n.isQuoted():
		return false
	case w.Named:
		return !(w.Start && n.isInsideWord(w.Text)) && n.takesValue()
	}
	return !w.Start || !n.followsWord()
}

// startOf returns where the word begins with which text ends, in pieces as it may be.
func (p *prefilter) startOf(word string, text []byte) int {
	letters := p.classesOf(word)
	dash := int(p.class['-'])
	i := len(text)
	for _, class := range slices.Backward(letters) {
		for i > 0 {
			_, size := utf8.DecodeLastRune(text[:i])
			found := int(p.class[text[i-size]])
			switch {
			case size > 1 && isWideDash(text[:i]):
				found = dash
			case size > 1 && isQuoteRune(text[:i]):
				found = classSkip
			case size > 1:
				found = int(p.foreign)
			}
			i -= size
			if found == class {
				break
			}
		}
	}
	return i
}

// wideDash begins the typographic dashes in UTF-8.
const wideDash = "\xe2\x80"

// isWideDash reports whether text ends with a typographic dash.
func isWideDash(text []byte) bool {
	n := len(text)
	return n > len(wideDash) && string(text[n-3:n-1]) == wideDash && text[n-1] >= 0x93 && text[n-1] <= 0x95
}

// isQuoteRune reports whether text ends with a character that the prefilter passes over and that is not ASCII.
func isQuoteRune(text []byte) bool {
	r, _ := utf8.DecodeLastRune(text)
	return isPassedOver(r)
}

// A name is the surroundings of a word that may end a name.
type name struct {
	start         int    // of the word
	before, after []byte // the text up to the word's end, and the rest
}

// longestWord is longer than any word of a script; a longer run of letters and digits is data in Base64.
const longestWord = 200

// isInData reports whether the word stands in data that is written in Base64, where any word can be.
func (n name) isInData() bool {
	length := 0
	for i := n.start; i > 0 && length < longestWord && isBase64(n.before[i-1]); i-- {
		length++
	}
	for i := 0; i < len(n.after) && length < longestWord && isBase64(n.after[i]); i++ {
		length++
	}
	return length == longestWord
}

// followsWord reports whether a letter or digit stands before the word that is none of an escape's, as in "`nputty".
func (n name) followsWord() bool {
	if n.start == 0 || !isAlphanumeric(n.before[n.start-1]) {
		return false
	}
	return n.start == 1 || n.before[n.start-2] != '`'
}

func (n name) isQuoted() bool {
	if n.start == 0 {
		return true
	}
	b := n.before[n.start-1]
	return isSpace(b) || isQuote(b) || b == '\r' || b == '\n'
}

// isInsideWord reports whether the word is the end of another, as "pass" is of "bypass" and not of "userPass".
func (n name) isInsideWord(word string) bool {
	if !n.followsWord() {
		return false
	}
	last, first := n.before[n.start-1], n.before[n.start]
	if !isUpper(first) {
		return true
	}
	return isUpper(last) && !(n.start+1 < len(n.before) && isLower(n.before[n.start+1]))
}

// takesValue reports whether what follows gives the name a value, or declares it as a parameter, or hands it over.
func (n name) takesValue() bool {
	rest := bytes.TrimLeft(n.after, "0123456789_-")
	if len(rest) > 0 && isAlphanumeric(rest[0]) {
		return false
	}
	first := n.first()
	before, text := n.before[:first], n.before[first:]
	if isParameter(before, text) {
		return true
	}
	variable := isVariable(before)
	rest, quoted := skipClosing(rest)
	if variable && quoted || bytes.EqualFold(text, []byte("PublicKeyToken")) {
		return false // it stands in a text, or is a part of an assembly's name
	}
	spaced := len(rest) > 0 && isSpace(rest[0])
	if rest = skipBlank(rest); spaced && startsArgument(rest) {
		return true
	}
	rest = skipComments(rest)
	if len(rest) == 0 {
		return false
	}
	switch rest[0] {
	case ',':
		return variable && !isProtectedType(before) || quoted && !isEmptyText(rest[1:]) || first > 0 && n.before[first-1] == '.'
	case ')':
		return variable && !isProtectedType(before)
	}
	value, assigned := bytes.CutPrefix(bytes.TrimLeft(rest, "+-*/%?"), []byte("="))
	return assigned && !(variable && isWithoutLiteral(value))
}

// isVariable reports whether a name that follows is a variable's: $name, ${name}, $scope:name.
func isVariable(before []byte) bool {
	n := len(before)
	if n == 0 {
		return false
	}
	return before[n-1] == '$' || before[n-1] == '{' || before[n-1] == ':' && n > 1 && before[n-2] != ':'
}

// isProtectedType reports whether a variable that follows is declared as a SecureString or a credential, which no text is given to.
func isProtectedType(before []byte) bool {
	before = bytes.TrimRight(before, "$ \t\r\n")
	name, ok := bytes.CutSuffix(before, []byte("]"))
	if !ok {
		return false
	}
	for _, ending := range []string{"SecureString", "Credential"} {
		if n := len(name) - len(ending); n >= 0 && bytes.EqualFold(name[n:], []byte(ending)) {
			return true
		}
	}
	return false
}

// startsArgument reports whether text begins with a quoted argument, or with -Value: then the name before is an argument too.
func startsArgument(text []byte) bool { return len(text) > 0 && isQuote(text[0]) || startsValue(text) }

// isEmptyText reports whether text begins with quotes around nothing.
func isEmptyText(text []byte) bool {
	text = bytes.TrimLeft(text, " \t")
	return len(text) > 1 && isQuote(text[0]) && text[1] == text[0] && text[0] < 0x80 && !(len(text) > 2 && text[2] == text[0])
}

// first returns where the name begins that the word ends, hyphens included.
func (n name) first() int {
	i := n.start
	for i > 0 && (isAlphanumeric(n.before[i-1]) || n.before[i-1] == '_' || n.before[i-1] == '`' || n.before[i-1] == '-') {
		i--
	}
	return i
}

// isParameter reports whether a name is a parameter's: -Password, --password, /password.
func isParameter(before, name []byte) bool {
	if len(name) > 0 && name[0] == '-' {
		return true
	}
	n := len(before)
	switch {
	case isWideDash(before):
		return true
	case n > 0 && before[n-1] == '/':
		return n == 1 || isSpace(before[n-2]) || isQuote(before[n-2])
	}
	return false
}

// skipClosing returns what follows the quotes and brackets that may close around a name, and whether there were any quotes.
func skipClosing(text []byte) (rest []byte, quoted bool) {
	i := 0
	for ; i < len(text) && (isQuote(text[i]) || text[i] == ']' || text[i] == '}'); i++ {
		quoted = quoted || isQuote(text[i])
	}
	return text[i:], quoted
}

// skipBlank returns what follows blanks and escaped ends of lines.
func skipBlank(text []byte) []byte { return bytes.TrimLeft(text, " \t`") }

// skipComments returns what follows white space and comments.
func skipComments(text []byte) []byte {
	for {
		text = bytes.TrimLeft(text, " \t\r\n`")
		end := 0
		switch {
		case bytes.HasPrefix(text, []byte("<#")):
			end = bytes.Index(text, []byte("#>")) + len("#>")
			if end < len("#>") {
				return nil
			}
		case bytes.HasPrefix(text, []byte("#")):
			end = bytes.IndexAny(text, "\r\n")
		default:
			return text
		}
		if end < 0 {
			return nil
		}
		text = text[end:]
	}
}

// startsValue reports whether text begins with -Value or what it may be shortened to.
func startsValue(text []byte) bool {
	return len(text) > 1 && text[0] == '-' && (text[1] == 'v' || text[1] == 'V') || len(text) > 3 && isWideDash(text[:3])
}

// isWithoutLiteral reports whether what a variable is assigned ends with its line and holds no text: no quotes, and no brackets
// in which more could stand.
func isWithoutLiteral(value []byte) bool {
	if end := bytes.IndexAny(value, "\r\n"); end >= 0 {
		value = value[:end]
	}
	value = bytes.TrimSpace(value)
	if len(value) == 0 {
		return false
	}
	depth := 0
	for _, b := range value {
		switch {
		case isQuote(b), b == '{', b == '@', b == '#':
			return false
		case b == '(':
			depth++
		case b == ')':
			depth--
		}
	}
	last := value[len(value)-1]
	return depth <= 0 && (isAlphanumeric(last) || last == ')' || last == '_' || last == ']' || last == ';')
}

// isQuote reports whether b is a quote, or part of a character that is not ASCII and may be one.
func isQuote(b byte) bool { return b == '\'' || b == '"' || b >= 0x80 }

func isSpace(b byte) bool { return b == ' ' || b == '\t' }

func isUpper(b byte) bool { return 'A' <= b && b <= 'Z' }

func isLower(b byte) bool { return 'a' <= b && b <= 'z' }

func isAlphanumeric(b byte) bool { return '0' <= b && b <= '9' || isUpper(b) || isLower(b) }

// isBase64 reports whether b is one of the characters of Base64.
func isBase64(b byte) bool { return isAlphanumeric(b) || b == '+' || b == '/' }
