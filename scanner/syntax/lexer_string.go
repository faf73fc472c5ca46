package syntax

// stringLiteral reads the rest of a 'string'.
func (l *lexer) stringLiteral(start int) *lexeme {
	v := value{run: l.pos, mark: len(l.scratch)}
	flags, end := l.literal(&v, start)
	tok := l.newLexeme(KindStringLiteral, start)
	tok.flags |= flags
	tok.text = l.finish(&v, end)
	l.save(tok)
	return tok
}

// literal reads the rest of a 'string' that begins at start, and returns where its closing quote stands,
// which belongs no longer to v.
func (l *lexer) literal(v *value, start int) (flags Flags, end int) {
	for {
		l.skipTo(literalStop)
		i := l.pos
		r, n := l.char(i)
		l.pos += n
		switch {
		case n == 0:
			l.reportIncomplete(errTerminatorExpectedAtEndOfString, start)
			return InError, i
		case isSingleQuote(r):
			again, m := l.char(l.pos)
			if !isSingleQuote(again) {
				return 0, i
			}
			l.pos += m
			l.keepLast(v, i, l.pos, again)
		case n > 1 && l.undouble > 0:
			l.keepLast(v, i, l.pos, r)
		}
	}
}

// skipTo reads up to a character of the class or, where quotes are doubled, any that may be doubled.
func (l *lexer) skipTo(class charClass) {
	if l.undouble > 0 {
		class |= expandStop
	}
	i := l.pos
	for i < l.end && classes[l.src[i]]&class == 0 {
		i++
	}
	l.pos = i
}

// stringExpandable reads the rest of a "string".
func (l *lexer) stringExpandable(start int) *lexeme {
	v := value{run: l.pos, mark: len(l.scratch)}
	firstPart := len(l.parts)
	flags, end := l.expandable(&v, start)
	tok := l.newLexeme(KindStringExpandable, start)
	tok.flags |= flags
	tok.text = l.finish(&v, end)
	l.setParts(tok, firstPart)
	l.save(tok)
	return tok
}

// expandable reads the rest of a "string" that begins at start, as literal does.
func (l *lexer) expandable(v *value, start int) (flags Flags, end int) {
	for {
		l.skipTo(expandStop)
		i := l.pos
		r, n := l.char(i)
		switch {
		case n == 0:
			l.reportIncomplete(errTerminatorExpectedAtEndOfString, start)
			return InError, i
		case isDoubleQuote(r):
			again, m := l.char(i + n)
			if !isDoubleQuote(again) {
				l.pos += n
				return 0, i
			}
			l.pos += n + m
			l.keepLast(v, i, l.pos, again)
		case r == '$' && l.dollar(v, false):
		case r == '`':
			l.escape(v, i)
		default:
			l.pos += n
		}
	}
}

// setParts gives tok the parts from firstPart on.
func (l *lexer) setParts(tok *lexeme, firstPart int) {
	tok.firstPart = int32(firstPart)
	tok.partCount = int32(len(l.parts) - firstPart)
	tok.expandable = tok.partCount > 0
	for i := range l.parts[firstPart:] {
		tok.flags |= l.parts[firstPart+i].flags & InError
	}
}

// dollar reads what is to be expanded at a dollar, and reports whether there is anything. In v it stands as it is written.
func (l *lexer) dollar(v *value, hereString bool) bool {
	start := l.pos
	r, _ := l.char(start + 1)
	switch {
	case r == '(':
		l.pos += len("$(")
		l.parts = append(l.parts, l.subExpression(start, hereString))
	case r == '{' || isVariableStart(r):
		mode := l.mode
		l.mode = expressionMode
		l.pos++
		tok, _ := l.scanVariable(start, true)
		l.mode = mode
		l.parts = append(l.parts, part{lexeme: *tok})
	default:
		return false
	}
	if l.undouble > 0 {
		l.keepUndoubled(v, start, l.pos)
	}
	return true
}

// keepUndoubled leaves out of the source between two offsets what the doubling of quotes added.
func (l *lexer) keepUndoubled(v *value, from, to int) {
	for i := from; i < to; {
		r, n := l.char(i)
		l.keepLast(v, i, i+n, r)
		i += n
	}
}

// subExpression reads a $( … ) up to its closing parenthesis. It is not looked into, so each parenthesis counts.
func (l *lexer) subExpression(start int, hereString bool) part {
	flags := Flags(0)
	for depth := 1; depth > 0; l.pos++ {
		if l.pos >= l.end {
			l.reportIncomplete(errIncompleteDollarSubexpressionReference, start)
			flags = InError
			break
		}
		switch l.src[l.pos] {
		case '(':
			depth++
		case ')':
			depth--
		}
	}
	tok := l.newLexeme(KindStringLiteral, start)
	tok.flags |= flags
	return part{lexeme: *tok, sub: true, undouble: !hereString}
}

// escapes holds what the letters and digits mean behind a backtick.
var escapes = [ascii]byte{
	'a': '\a', 'b': '\b', 'e': '\x1b', 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t', 'v': '\v',
}

// escape reads the backtick at i and what follows it.
func (l *lexer) escape(v *value, i int) {
	l.pos = i + 1
	r, n := l.char(l.pos)
	if r == eof {
		return
	}
	l.pos += n
	switch {
	case r == '0':
		l.replace(v, i, l.pos, 0)
	case r == 'u':
		l.replace(v, i, l.pos, l.unicodeEscape(i))
		v.run = l.pos
	case r < ascii && escapes[r] != 0:
		l.replace(v, i, l.pos, rune(escapes[r]))
	default:
		l.keepLast(v, i, l.pos, r)
	}
}

const (
	maxEscapeDigits = 6
	badEscape       = 0xFFFF // what PowerShell makes of an escape that it cannot read
	lastCodePoint   = 0x10FFFF
)

// unicodeEscape reads the {digits} of the escape that begins at start.
func (l *lexer) unicodeEscape(start int) rune {
	if !l.accept('{') {
		l.report(errInvalidUnicodeEscapeSequence, start, l.pos)
		return badEscape
	}
	code := rune(0)
	for count := 0; ; count++ {
		r, n := l.char(l.pos)
		isHex := r < ascii && classes[r]&hexDigit != 0
		switch {
		case r == '}':
			l.pos += n
			if count == 0 {
				l.report(errInvalidUnicodeEscapeSequence, start, l.pos)
				return badEscape
			}
			if code > lastCodePoint {
				l.report(errInvalidUnicodeEscapeSequenceValue, start+len("`u{"), l.pos-1)
				return badEscape
			}
			return code
		case !isHex && count < maxEscapeDigits:
			l.reportUnit(errInvalidUnicodeEscapeSequence, l.pos)
			return badEscape
		case !isHex:
			l.reportUnit(errMissingUnicodeEscapeSequenceTerminator, l.pos)
			return badEscape
		case count == maxEscapeDigits:
			l.reportUnit(errTooManyDigitsInUnicodeEscapeSequence, l.pos)
			return badEscape
		}
		l.pos += n
		code = code<<4 | rune(hexValue(byte(r)))
	}
}

func hexValue(c byte) byte {
	if c <= '9' {
		return c - '0'
	}
	return lower(c) - 'a' + 10
}

// hereStringLiteral reads the rest of a @'…'@.
func (l *lexer) hereStringLiteral(start int) *lexeme {
	return l.hereString(KindHereStringLiteral, start)
}

// hereStringExpandable reads the rest of a @"…"@.
func (l *lexer) hereStringExpandable(start int) *lexeme {
	return l.hereString(KindHereStringExpandable, start)
}

func (l *lexer) hereString(kind Kind, start int) *lexeme {
	s := hereString{start: start, falseFooter: -1, expands: kind == KindHereStringExpandable, value: value{mark: len(l.scratch)}}
	firstPart := len(l.parts)
	flags, text := InError, ""
	if l.hereHeader(&s) {
		s.value.run = l.pos
		var end int
		flags, end = l.hereBody(&s)
		text = l.finish(&s.value, end)
	}
	tok := l.newLexeme(kind, start)
	tok.flags |= flags
	tok.text = text
	l.setParts(tok, firstPart)
	l.save(tok)
	return tok
}

// A hereString is a here-string that is being read.
type hereString struct {
	value       value
	start       int
	falseFooter int // offset of the first closing quote that does not begin its line, or -1
	expands     bool
}

func (s *hereString) isQuote(r rune) bool {
	if s.expands {
		return isDoubleQuote(r)
	}
	return isSingleQuote(r)
}

// hereHeader reads what follows the opening quote on its line, and reports whether that is nothing.
// If it is not, the text ends with a quote and @ on the same line, or with the line.
func (l *lexer) hereHeader(s *hereString) bool {
	l.skipSpace()
	r, n := l.char(l.pos)
	switch {
	case n == 0:
		l.reportIncomplete(errTerminatorExpectedAtEndOfString, s.start)
		return false
	case r == '\r' || r == '\n':
		l.pos += n
		l.skipLineFeed(r)
		return true
	}
	l.reportUnit(errUnexpectedCharactersAfterHereStringHeader, l.pos)
	quote := '\''
	if s.expands {
		quote = '"'
	}
	for {
		r, n = l.char(l.pos)
		if n == 0 || r == '\r' || r == '\n' {
			return false
		}
		l.pos += n
		if r == quote && l.accept('@') {
			return false
		}
	}
}

// hereBody reads the lines of a here-string up to its closing quote, and returns where the last of them ends.
func (l *lexer) hereBody(s *hereString) (flags Flags, end int) {
	if l.hereFooter(s) {
		return 0, s.value.run
	}
	stops := lineBreak | literalStop
	if s.expands {
		stops |= expandStop
	}
	for {
		l.skipTo(stops)
		i := l.pos
		r, n := l.char(i)
		switch {
		case n == 0:
			l.hereUnterminated(s)
			return InError, i
		case r == '\r' || r == '\n':
			l.pos += n
			l.skipLineFeed(r)
			if l.hereFooter(s) {
				return 0, i
			}
		case s.expands && r == '$' && l.dollar(&s.value, true):
		case s.expands && r == '`':
			l.escape(&s.value, i)
		default:
			l.hereChar(s, r, n)
		}
	}
}

// hereChar reads a character that stands for itself.
func (l *lexer) hereChar(s *hereString, r rune, n int) {
	i := l.pos
	l.pos += n
	if n > 1 && l.undouble > 0 {
		l.keepLast(&s.value, i, l.pos, r)
	}
}

// hereFooter reads the closing quote at the beginning of a line, or the white space there, and what looks like a closing
// quote behind it. It reports whether it read the true one.
func (l *lexer) hereFooter(s *hereString) bool {
	r, n := l.char(l.pos)
	if s.isQuote(r) && l.atSignAt(l.pos+n) {
		l.pos += n + 1
		return true
	}
	for isSpace(r) {
		l.pos += n
		r, n = l.char(l.pos)
	}
	if !s.isQuote(r) || !l.atSignAt(l.pos+n) {
		return false
	}
	if s.falseFooter < 0 {
		s.falseFooter = l.pos
	}
	l.hereChar(s, r, n)
	l.pos++
	return false
}

func (l *lexer) atSignAt(i int) bool { return i < l.end && l.src[i] == '@' }

func (l *lexer) hereUnterminated(s *hereString) {
	if s.falseFooter >= 0 {
		l.reportIncomplete(errWhitespaceBeforeHereStringFooter, s.falseFooter)
		return
	}
	l.reportIncomplete(errTerminatorExpectedAtEndOfString, s.start)
}
