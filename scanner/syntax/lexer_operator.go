package syntax

import "go/token"

// operator returns the operator that was read since start or, in a command, the word that it begins.
func (l *lexer) operator(kind Kind, start int) *lexeme {
	if l.mode == commandMode && !endsWord(l.peek()) {
		return l.generic(start)
	}
	return l.token(kind, start)
}

// operatorOrAssignment returns the operator or, if = follows, its assignment.
func (l *lexer) operatorOrAssignment(kind, assignment Kind, start int) *lexeme {
	if l.accept('=') {
		kind = assignment
	}
	return l.operator(kind, start)
}

func (l *lexer) plus(start int) *lexeme {
	if l.accept('+') {
		return l.operator(KindPlusPlus, start)
	}
	if l.signsNumber() {
		return l.numberToken('+', start)
	}
	return l.operatorOrAssignment(KindPlus, KindPlusEquals, start)
}

// signsNumber reports whether the sign that was just read belongs to a number.
func (l *lexer) signsNumber() bool {
	if !l.allowSignedNumbers {
		return false
	}
	r := l.peek()
	return r == '.' || isAnyDigit(r)
}

func (l *lexer) dash(start int) *lexeme {
	r, n := l.char(l.pos)
	switch {
	case isDash(r):
		l.pos += n
		return l.operator(KindMinusMinus, start)
	case isLetter(r) || r == '_' || r == '?':
		return l.parameter(start)
	case l.signsNumber():
		return l.numberToken('-', start)
	}
	return l.operatorOrAssignment(KindMinus, KindMinusEquals, start)
}

// parameter reads a parameter or an operator with a name. The dash was read.
func (l *lexer) parameter(start int) *lexeme {
	name := l.pos
	colon := false
	end := l.parameterEnd(name)
	l.pos = end
	switch r, _ := l.char(end); {
	case r == ':':
		colon = true
		if l.mode == commandMode {
			l.pos++
		}
	case l.mode == commandMode && (isSingleQuote(r) || isDoubleQuote(r)):
		return l.generic(start)
	}

	if l.mode == expressionMode {
		if kind := operatorNamed(l.src[name:end]); kind != KindUnknown {
			return l.token(kind, start)
		}
	}
	if end == name {
		return l.token(KindMinus, start)
	}
	tok := l.newLexeme(KindParameter, start)
	tok.text = l.src[name:end]
	tok.colon = colon
	l.save(tok)
	return tok
}

// parameterEnd returns the offset behind the name of a parameter that begins at offset i. In an expression that is
// ASCII letters only, in a command almost anything.
func (l *lexer) parameterEnd(i int) int {
	for {
		r, n := l.char(i)
		switch {
		case r < ascii && classes[r]&letter != 0 && r != '_':
		case l.mode != commandMode || n == 0 || r == ':':
			return i
		case r < ascii && classes[r]&(parameterStop|blank) != 0:
			return i
		case isSpace(r) || isSingleQuote(r) || isDoubleQuote(r):
			return i
		}
		i += n
	}
}

func (l *lexer) star(start int) *lexeme {
	if !l.accept('>') {
		return l.operatorOrAssignment(KindMultiply, KindMultiplyEquals, start)
	}
	l.pos--
	if to, ok := l.mergesTo(false); ok {
		return l.mergingRedirection(StreamAll, to, start)
	}
	l.pos++
	return l.fileRedirection(StreamAll, start)
}

// digit reads a redirection or a number that begins with the digit c.
func (l *lexer) digit(c byte, start int) *lexeme {
	if c < '1' || c > '6' || l.pos >= l.end || l.src[l.pos] != '>' {
		return l.numberToken(rune(c), start)
	}
	from := Stream(c - '0')
	if to, ok := l.mergesTo(true); ok {
		return l.mergingRedirection(from, to, start)
	}
	if l.mode == expressionMode {
		// A redirection cannot follow an operand with nothing between: 1>2 is a number first.
		tok := l.newLexeme(KindNumber, start)
		tok.number = constantInt(int64(from))
		l.save(tok)
		return tok
	}
	l.pos++
	return l.fileRedirection(from, start)
}

// mergesTo reads ">&1", or with toError also ">&2", and returns the stream.
func (l *lexer) mergesTo(toError bool) (Stream, bool) {
	const length = len(">&1")
	if l.pos+length > l.end || l.src[l.pos:l.pos+2] != ">&" {
		return 0, false
	}
	switch to := l.src[l.pos+2]; {
	case to == '1':
		l.pos += length
		return StreamOutput, true
	case to == '2' && toError:
		l.pos += length
		return StreamError, true
	}
	return 0, false
}

func (l *lexer) mergingRedirection(from, to Stream, start int) *lexeme {
	tok := l.newLexeme(KindRedirection, start)
	tok.redirect = redirected{from: from, to: to, merge: true}
	l.save(tok)
	return tok
}

// fileRedirection returns > or >>, of which the first character was read.
func (l *lexer) fileRedirection(from Stream, start int) *lexeme {
	appends := l.accept('>')
	tok := l.newLexeme(KindRedirection, start)
	tok.redirect = redirected{from: from, append: appends}
	l.save(tok)
	return tok
}

func (l *lexer) dot(start int) *lexeme {
	r := l.peek()
	switch {
	case r == '.':
		l.pos++
		if l.mode == commandMode && !endsWord(l.peek()) {
			return l.generic(start)
		}
		return l.token(KindDotDot, start)
	case '0' <= r && r <= '9':
		return l.numberToken('.', start)
	case l.mode == commandMode && !endsWord(r) && r != '$' && r != '"' && r != '\'':
		return l.generic(start)
	}
	return l.token(KindDot, start)
}

func (l *lexer) exclaim(start int) *lexeme {
	r := l.peek()
	switch l.mode {
	case commandMode:
		if !endsWord(r) {
			return l.generic(start)
		}
	case expressionMode:
		if isNameStart(r) {
			return l.generic(start)
		}
		if (r == '.' || isAnyDigit(r)) && !l.numberFollows('!') {
			return l.generic(start)
		}
	}
	return l.token(KindExclaim, start)
}

// numberFollows reports whether a number follows the character that was just read.
func (l *lexer) numberFollows(first rune) bool {
	pos := l.pos
	_, ok := l.number(first, pos-1)
	l.pos = pos
	return ok
}

func (l *lexer) question(start int) *lexeme {
	if !l.accept('?') {
		return l.token(KindQuestionMark, start)
	}
	if l.accept('=') {
		return l.token(KindQuestionQuestionEquals, start)
	}
	return l.token(KindQuestionQuestion, start)
}

func (l *lexer) colon(start int) *lexeme {
	if l.accept(':') {
		if l.mode == commandMode && !l.wantSimpleName && !endsWord(l.peek()) {
			return l.generic(start)
		}
		return l.token(KindColonColon, start)
	}
	if l.mode == commandMode {
		return l.label(start)
	}
	return l.token(KindColon, start)
}

// label reads what follows a colon at the beginning of a word.
func (l *lexer) label(start int) *lexeme {
	name := l.pos
	r, n := l.char(l.pos)
	if !isNameStart(r) {
		if r == eof {
			return l.genericText(start, ":")
		}
		return l.generic(start)
	}
	for isNameChar(r) {
		l.pos += n
		r, n = l.char(l.pos)
	}
	if l.mode == commandMode && !endsWord(r) {
		// The character stands for itself, even a quote.
		v := value{run: start, mark: len(l.scratch)}
		l.pos += n
		if l.undouble > 0 {
			l.keepLast(&v, l.pos-n, l.pos, r)
		}
		return l.finishGeneric(start, v)
	}
	tok := l.newLexeme(KindLabel, start)
	tok.text = l.src[name:l.pos]
	l.save(tok)
	return tok
}

// at reads what begins with @: an array, a hashtable, a here-string or a splatted variable.
func (l *lexer) at(start int) *lexeme {
	r, n := l.char(l.pos)
	switch {
	case r == '{':
		l.pos++
		return l.token(KindAtCurly, start)
	case r == '(':
		l.pos++
		return l.token(KindAtParen, start)
	case isSingleQuote(r):
		l.pos += n
		return l.hereStringLiteral(start)
	case isDoubleQuote(r):
		l.pos += n
		return l.hereStringExpandable(start)
	case isVariableStart(r):
		return l.variable(start)
	}
	l.reportUnit(errUnrecognizedToken, start)
	return l.token(KindUnknown, start)
}

// memberAccessOperator reads . :: ?. or, with allowLBracket, [ and ?[ if it follows with nothing but block comments before it.
func (l *lexer) memberAccessOperator(allowLBracket bool) (lexeme, bool) {
	for l.pos < l.end && l.src[l.pos] == '<' {
		if !l.startsBlockComment(l.pos) {
			return lexeme{}, false
		}
		start := l.pos
		l.pos += len("<#")
		l.blockComment(start)
	}
	if l.pos >= l.end {
		return lexeme{}, false
	}

	start := l.pos
	second := byte(0)
	if start+1 < l.end {
		second = l.src[start+1]
	}
	switch c := l.src[start]; {
	case c == '.' && second != '.' && !l.spaceInCommand(start+1):
		return *l.punctuator(KindDot, 1), true
	case c == ':' && second == ':' && !l.spaceInCommand(start+2):
		return *l.punctuator(KindColonColon, 2), true
	case c == '[' && allowLBracket:
		return *l.punctuator(KindLBracket, 1), true
	case c == '?' && second == '.':
		return *l.punctuator(KindQuestionDot, 2), true
	case c == '?' && second == '[' && allowLBracket:
		return *l.punctuator(KindQuestionLBracket, 2), true
	}
	return lexeme{}, false
}

// spaceInCommand reports whether a command is read and its word ends at offset i.
func (l *lexer) spaceInCommand(i int) bool {
	if l.mode != commandMode {
		return false
	}
	r, _ := l.char(i)
	return r == eof || isSpaceOrBreak(r)
}

// punctuator reads n bytes as a token of the kind.
func (l *lexer) punctuator(kind Kind, n int) *lexeme {
	start := l.pos
	l.pos += n
	return l.token(kind, start)
}

// invokeMemberOpenParen reads ( or { if it follows at once.
func (l *lexer) invokeMemberOpenParen() (lexeme, bool) {
	switch l.peek() {
	case '(':
		return *l.punctuator(KindLParen, 1), true
	case '{':
		return *l.punctuator(KindLCurly, 1), true
	}
	return lexeme{}, false
}

// lbracket reads [ if it follows, with nothing but white space and comments before it.
func (l *lexer) lbracket() (lexeme, bool) {
	restart := l.pos
	spaceSeen := false
	for {
		start := l.pos
		r, n := l.char(start)
		switch {
		case r == '[':
			return *l.punctuator(KindLBracket, 1), true
		case r == '#':
			spaceSeen = true
			l.pos += n
			l.lineComment(start)
		case r == '<' && l.startsBlockComment(start):
			spaceSeen = false
			l.pos += len("<#")
			l.blockComment(start)
		case isSpace(r):
			spaceSeen = true
			l.pos += n
		default:
			if spaceSeen && (r == '.' || r == ':') {
				// After space this is no member access; whoever looks for one must see that.
				l.resync(l.base + token.Pos(restart))
			}
			return lexeme{}, false
		}
	}
}
