package syntax

import (
	"strings"
	"unicode/utf8"
)

// identifier reads a keyword, a simple name, a type's name or a word that begins with a letter, as the mode will have it.
func (l *lexer) identifier(start int) *lexeme {
	r := l.skipName()
	switch l.mode {
	case typeNameMode:
		return l.typeName(start)
	case expressionMode:
		return l.named(KindIdentifier, start)
	}
	if l.wantSimpleName {
		return l.named(KindIdentifier, start)
	}
	if l.mode == commandMode && !endsWord(r) {
		return l.generic(start)
	}
	kind := keywordNamed(l.src[start:l.pos])
	if kind == KindUnknown || kind == KindInlineScript && !l.inWorkflow {
		kind = KindIdentifier
	}
	return l.named(kind, start)
}

// skipName reads the rest of a name and returns the character that follows it.
func (l *lexer) skipName() rune {
	for {
		i := l.pos
		for i < l.end && classes[l.src[i]]&(letter|digit) != 0 {
			i++
		}
		l.pos = i
		r, n := l.char(i)
		if r < ascii || !isLetterOrDigit(r) {
			return r
		}
		l.pos += n
	}
}

// typeName reads the rest of a type's name, with its namespace.
func (l *lexer) typeName(start int) *lexeme {
	for {
		r, n := l.char(l.pos)
		if r < ascii {
			if classes[r]&typeNameChar == 0 {
				break
			}
		} else if !isLetterOrDigit(r) {
			break
		}
		l.pos += n
	}
	return l.typeNameToken(start)
}

func (l *lexer) typeNameToken(start int) *lexeme {
	tok := l.newLexeme(KindIdentifier, start)
	tok.flags |= TypeNameToken
	tok.text = l.src[start:l.pos]
	l.save(tok)
	return tok
}

// assemblyName reads the name of an assembly, with its properties, and returns it in its usual form.
//
// assembly-name-spec:
//
//	word (',' word ('=' word)?)*
func (l *lexer) assemblyName() string {
	var b strings.Builder
	b.WriteString(l.assemblyWord())
	for l.peek() == ',' {
		b.WriteString(", ")
		l.punctuator(KindComma, 1)
		b.WriteString(l.assemblyWord())
		if l.peek() == '=' {
			b.WriteByte('=')
			l.punctuator(KindEquals, 1)
			b.WriteString(l.assemblyWord())
		}
	}
	return b.String()
}

func (l *lexer) assemblyWord() string {
	l.skipSpace()
	start := l.pos
	for {
		r, n := l.char(l.pos)
		if n == 0 || endsAssemblyWord(r) {
			break
		}
		l.pos += n
	}
	tok := l.typeNameToken(start)
	l.skipSpace()
	return tok.text
}

// generic reads the rest of a word of which everything from start was read and stands for itself.
func (l *lexer) generic(start int) *lexeme {
	return l.finishGeneric(start, value{run: start, mark: len(l.scratch)})
}

// genericFromEscape reads a word that begins with a backtick at start.
func (l *lexer) genericFromEscape(start int) *lexeme {
	v := value{run: start, mark: len(l.scratch)}
	r, n := l.char(l.pos)
	if r == eof {
		// Elsewhere in a word a backtick before U+0000 stands for itself, but not at its beginning.
		l.drop(&v, start, l.pos)
		l.pos += n
	} else {
		l.escape(&v, start)
	}
	return l.finishGeneric(start, v)
}

func (l *lexer) finishGeneric(start int, v value) *lexeme {
	firstPart := len(l.parts)
	for {
		i := l.pos
		for i < l.end && classes[l.src[i]]&(wordEnd|expandStop|literalStop|suspect) == 0 {
			i++
		}
		l.pos = i
		r, n := l.char(i)
		if n == 0 || endsWord(r) {
			break
		}
		l.genericChar(&v, r, n)
	}
	tok := l.newLexeme(KindGeneric, start)
	tok.text = l.finish(&v, l.pos)
	l.setParts(tok, firstPart)
	l.save(tok)
	return tok
}

// genericChar reads a character of a word, or a string within it.
func (l *lexer) genericChar(v *value, r rune, n int) {
	i := l.pos
	switch {
	case r == '`':
		l.escape(v, i)
	case isSingleQuote(r):
		l.drop(v, i, i+n)
		l.pos += n
		_, end := l.literal(v, i)
		l.drop(v, end, l.pos)
	case isDoubleQuote(r):
		l.drop(v, i, i+n)
		l.pos += n
		_, end := l.expandable(v, i)
		l.drop(v, end, l.pos)
	case r == '$' && l.dollar(v, false):
	default:
		l.pos += n
	}
}

// genericText keeps a word of which text is the value.
func (l *lexer) genericText(start int, text string) *lexeme {
	tok := l.newLexeme(KindGeneric, start)
	tok.text = text
	l.save(tok)
	return tok
}

// verbatimArgument reads what follows --%: the rest of the line, up to a pipe or && that is not in double quotes.
func (l *lexer) verbatimArgument() (lexeme, bool) {
	l.skipSpace()
	start := l.pos
	quoted := false
	for {
		r, n := l.char(l.pos)
		switch {
		case n == 0 || r == '\r' || r == '\n':
			return *l.genericText(start, l.src[start:l.pos]), true
		case isDoubleQuote(r):
			quoted = !quoted
		case !quoted && (r == '|' || r == '&' && l.pos+1 < l.end && l.src[l.pos+1] == '&'):
			return *l.genericText(start, l.src[start:l.pos]), true
		}
		l.pos += n
	}
}

// A value collects the text that a string or a word stands for: runs of the source, and what replaces the rest.
type value struct {
	run  int // offset of the source that was read but not yet collected
	mark int // the length of the lexer's scratch before the value
}

// drop leaves out the source between two offsets.
func (l *lexer) drop(v *value, from, to int) {
	l.scratch = append(l.scratch, l.src[v.run:from]...)
	v.run = to
}

// replace puts r in the place of the source between two offsets.
func (l *lexer) replace(v *value, from, to int, r rune) {
	l.drop(v, from, to)
	l.scratch = appendUnits(l.scratch, r)
}

// keepLast leaves out the source between two offsets but for r, the character that stands last in it.
func (l *lexer) keepLast(v *value, from, to int, r rune) {
	l.drop(v, from, to-utf8.RuneLen(r))
}

// finish returns the collected text, with the source up to end.
func (l *lexer) finish(v *value, end int) string {
	if len(l.scratch) == v.mark {
		return l.src[v.run:end]
	}
	text := string(append(l.scratch[v.mark:], l.src[v.run:end]...))
	l.scratch = l.scratch[:v.mark]
	return text
}

const (
	highSurrogate = 0xD800
	lowSurrogate  = 0xDC00
	lastSurrogate = 0xDFFF
)

// appendUnits appends r to b. Half of a surrogate pair is kept as three bytes until its other half comes.
func appendUnits(b []byte, r rune) []byte {
	if r < highSurrogate || r > lastSurrogate {
		return utf8.AppendRune(b, r)
	}
	if n := len(b); r >= lowSurrogate && n >= 3 && b[n-3] == 0xED && b[n-2]&0xF0 == 0xA0 {
		high := rune(b[n-2]&0x0F)<<6 | rune(b[n-1]&0x3F)
		return utf8.AppendRune(b[:n-3], maxUnit+1+high<<10+(r-lowSurrogate))
	}
	return append(b, 0xE0|byte(r>>12), 0x80|byte(r>>6)&0x3F, 0x80|byte(r)&0x3F)
}
