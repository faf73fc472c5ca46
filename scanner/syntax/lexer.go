package syntax

import (
	"go/token"
	"slices"
)

// A scanMode tells the lexer what the parser expects next: many characters mean something else in it.
type scanMode uint8

const (
	commandMode    scanMode = iota // the words of a command
	expressionMode                 // operators and operands
	typeNameMode                   // between the brackets of a type
	signatureMode                  // the header of a class member
)

// A lexeme is a token as the lexer hands it to the parser, with the value that it stands for.
type lexeme struct {
	// text is the value: a variable's UserPath, a parameter's, label's, keyword's or identifier's name, a string's or bare
	// word's text with its escapes resolved. A substring of the source wherever that is possible. A surrogate that an
	// escape such as `u{D800} leaves without its other half stands as the three bytes that UTF-8 would have for it.
	text string

	number   Constant // of a KindNumber
	pos, end token.Pos
	flags    Flags

	firstPart, partCount int32 // see nestedParts

	kind       Kind
	colon      bool       // a KindParameter is followed by a colon
	braced     bool       // a KindVariable is written ${name}
	expandable bool       // a KindGeneric, or a string, has something to expand in it
	redirect   redirected // of a KindRedirection
}

// redirected is what a redirection operator says.
type redirected struct {
	from, to Stream
	append   bool // >>
	merge    bool // n>&m
}

// A lexer turns text into tokens on demand. The parser owns it and sets its mode before each token.
type lexer struct {
	src  string
	base token.Pos // position of src[0]
	pos  int       // offset of the next unread byte
	end  int       // offset where this scan ends: len(src), or the end of a nested "$(…)"
	mode scanMode

	// What the parser knows of the place.
	wantSimpleName          bool // a name is not to be taken for a keyword or a word of a command
	inWorkflow              bool // inlinescript is a keyword
	allowSignedNumbers      bool // a sign before a digit belongs to the number
	forceEndNumberOnTernary bool // "?" and ":" end a number

	// What was read.
	tokens    []Token
	saving    bool     // tokens are kept
	requires  []Extent // the comments that begin with #requires
	errors    []*Error
	signature token.Pos // of the last comment that begins a signature block, or looks as if it did
	tok       lexeme    // the last token
	parts     []part    // see nestedParts
	scratch   []byte    // values that are no substrings of the source, while they are put together
	past      int       // how many times the end was read

	// The nested scan, see pushNested.
	start     int    // offset where this scan began
	floor     int    // tokens before this index are not this scan's
	firstPart int    // nor are parts before this index
	depth     uint16 // how many expandable strings the place stands in
	undouble  uint8  // in how many of them a doubled quote counts as one
	piece     *piece // what PowerShell makes of the text from start to end; nil until it matters
}

// tokenDensity is about how many bytes of a script there are to a token; a long script may be data for the most part.
const (
	tokenDensity = 6
	maxExpected  = 1 << 15 // tokens
)

// reset makes l ready for a text. What it held of the last one is overwritten.
func (l *lexer) reset(tf *token.File, src string) {
	*l = lexer{
		src:     src,
		base:    token.Pos(tf.Base()),
		end:     len(src),
		saving:  true,
		tokens:  slices.Grow(l.tokens[:0], min(len(src)/tokenDensity+8, maxExpected)),
		parts:   l.parts[:0],
		scratch: l.scratch[:0],
	}
}

// char returns the character at offset i and the number of bytes that it takes: none at the end.
func (l *lexer) char(i int) (rune, int) {
	if i >= l.end {
		return eof, 0
	}
	if c := l.src[i]; c < ascii && (l.undouble == 0 || c != '"' && c != '`') {
		return rune(c), 1
	}
	return undoubled(l.src[i:l.end], l.undouble)
}

// peek returns the next character, eof at the end.
func (l *lexer) peek() rune {
	r, _ := l.char(l.pos)
	return r
}

// accept reads the next byte if it is c, which must not be a double quote or a backtick.
func (l *lexer) accept(c byte) bool {
	if l.pos >= l.end || l.src[l.pos] != c {
		return false
	}
	l.pos++
	return true
}

// skipBlanks reads the white space of ASCII, most of all there is.
func (l *lexer) skipBlanks() {
	i := l.pos
	for i < l.end && classes[l.src[i]]&blank != 0 {
		i++
	}
	l.pos = i
}

// skipSpace reads white space.
func (l *lexer) skipSpace() {
	for {
		l.skipBlanks()
		r, n := l.char(l.pos)
		if !isSpace(r) {
			return
		}
		l.pos += n
	}
}

// skipLineFeed reads the second half of a line break that began with \r.
func (l *lexer) skipLineFeed(first rune) {
	if first == '\r' {
		l.accept('\n')
	}
}

// newLexeme makes l.tok a lexeme of the kind from start to what was read last.
func (l *lexer) newLexeme(kind Kind, start int) *lexeme {
	l.tok = lexeme{kind: kind, flags: kindTable[kind].flags, pos: l.base + token.Pos(start), end: l.base + token.Pos(l.pos)}
	return &l.tok
}

// token returns a lexeme that has no value, and keeps it.
func (l *lexer) token(kind Kind, start int) *lexeme {
	tok := l.newLexeme(kind, start)
	l.save(tok)
	return tok
}

// named returns a lexeme whose value is its text, and keeps it.
func (l *lexer) named(kind Kind, start int) *lexeme {
	tok := l.newLexeme(kind, start)
	tok.text = l.src[start:l.pos]
	l.save(tok)
	return tok
}

// keep keeps a token that the parser never sees.
func (l *lexer) keep(kind Kind, start int) {
	if l.saving {
		l.tokens = append(l.tokens, Token{
			Pos: l.base + token.Pos(start), End: l.base + token.Pos(l.pos), Flags: kindTable[kind].flags, Depth: l.depth, Kind: kind,
		})
	}
}

// save keeps tok among the tokens, and after it what it has to expand.
func (l *lexer) save(tok *lexeme) {
	if !l.saving {
		return
	}
	l.tokens = append(l.tokens, Token{Pos: tok.pos, End: tok.end, Flags: tok.flags, Depth: l.depth, Kind: tok.kind})
	for i := range tok.partCount {
		p := &l.parts[tok.firstPart+i]
		l.tokens = append(l.tokens, Token{Pos: p.pos, End: p.end, Flags: p.flags, Depth: l.depth + 1, Kind: p.kind})
	}
}

// next reads a token, and before it white space, comments and continued lines.
func (l *lexer) next() lexeme { return *l.scan() }

// scan is next without a copy: what it returns is valid until the next token is read.
func (l *lexer) scan() *lexeme {
	for {
		l.skipBlanks()
		start := l.pos
		r, n := l.char(start)
		if n == 0 {
			return l.endOfInput()
		}
		l.pos += n
		switch {
		case r >= ascii:
			if isSpace(r) {
				continue
			}
			return l.nextWide(r, start)
		case classes[r]&letter != 0:
			return l.identifier(start)
		case r == '#':
			l.lineComment(start)
		case r == '<' && l.accept('#'):
			l.blockComment(start)
		case r == '`':
			if tok, ok := l.backtick(start); ok {
				return tok
			}
		default:
			return l.nextASCII(byte(r), start)
		}
	}
}

// nextWide reads a token that begins with r, which is not ASCII and no space.
func (l *lexer) nextWide(r rune, start int) *lexeme {
	switch {
	case isSingleQuote(r):
		return l.stringLiteral(start)
	case isDoubleQuote(r):
		return l.stringExpandable(start)
	case isDash(r):
		return l.dash(start)
	case isLetter(r):
		return l.identifier(start)
	}
	return l.generic(start)
}

// nextASCII reads a token that begins with c, which is no letter or space and begins no comment.
func (l *lexer) nextASCII(c byte, start int) *lexeme {
	switch c {
	case '\n', '\r':
		l.skipLineFeed(rune(c))
		return l.token(KindNewLine, start)
	case '(':
		return l.token(KindLParen, start)
	case ')':
		return l.token(KindRParen, start)
	case '{':
		return l.token(KindLCurly, start)
	case '}':
		return l.token(KindRCurly, start)
	case ']':
		return l.token(KindRBracket, start)
	case ';':
		return l.token(KindSemi, start)
	case ',':
		return l.token(KindComma, start)
	case '[':
		return l.operator(KindLBracket, start)
	case '\'':
		return l.stringLiteral(start)
	case '"':
		return l.stringExpandable(start)
	case '$':
		if l.accept('(') {
			return l.token(KindDollarParen, start)
		}
		return l.variable(start)
	case '@':
		return l.at(start)
	case '.':
		return l.dot(start)
	case '-':
		return l.dash(start)
	case '0', '1', '2', '3', '4', '5', '6', '7', '8', '9':
		return l.digit(c, start)
	}
	return l.symbol(c, start)
}

// symbol reads a token that begins with one of the less frequent characters.
func (l *lexer) symbol(c byte, start int) *lexeme {
	switch c {
	case '=':
		return l.operator(KindEquals, start)
	case '+':
		return l.plus(start)
	case '*':
		return l.star(start)
	case '/':
		return l.operatorOrAssignment(KindDivide, KindDivideEquals, start)
	case '%':
		return l.operatorOrAssignment(KindRem, KindRemainderEquals, start)
	case '<':
		return l.token(KindRedirectInStd, start)
	case '>':
		return l.fileRedirection(StreamOutput, start)
	case '&':
		if l.accept('&') {
			return l.token(KindAndAnd, start)
		}
		return l.token(KindAmpersand, start)
	case '|':
		if l.accept('|') {
			return l.token(KindOrOr, start)
		}
		return l.token(KindPipe, start)
	case '!':
		return l.exclaim(start)
	case ':':
		return l.colon(start)
	case '?':
		if l.mode == expressionMode {
			return l.question(start)
		}
	}
	return l.generic(start)
}

// endOfInput returns the token of the end. PowerShell puts it one past the end of the text,
// and one further each time that it is asked for again.
func (l *lexer) endOfInput() *lexeme {
	l.past++
	pos := l.base + token.Pos(l.afterUnits(int(l.position(l.end)-l.base), l.past))
	tok := l.newLexeme(KindEndOfInput, l.pos)
	tok.pos, tok.end = pos, pos
	l.save(tok)
	return tok
}

// backtick reads what follows a backtick, and reports whether that made a token.
func (l *lexer) backtick(start int) (*lexeme, bool) {
	r, n := l.char(l.pos)
	switch {
	case n == 0:
		at := l.afterUnits(l.end, 1)
		l.incomplete(errIncompleteString, l.position(at), l.position(at))
		return nil, false
	case r == '\n' || r == '\r':
		l.pos += n
		l.skipLineFeed(r)
		l.keep(KindLineContinuation, start)
		return nil, false
	case isSpace(r):
		l.pos += n
		l.skipSpace()
		return nil, false
	}
	return l.genericFromEscape(start), true
}

// skipNewlines reads white space, comments, line breaks and, if semis, semicolons.
func (l *lexer) skipNewlines(semis bool) {
	for {
		l.skipBlanks()
		start := l.pos
		r, n := l.char(start)
		switch {
		case r == '\n' || r == '\r':
			l.pos += n
			l.skipLineFeed(r)
			l.keep(KindNewLine, start)
		case r == ';' && semis:
			l.pos += n
			l.keep(KindSemi, start)
		case r == '#':
			l.pos += n
			l.lineComment(start)
		case r == '<' && l.startsBlockComment(start):
			l.pos += 2
			l.blockComment(start)
		case r == '`' && l.skipsLine(start):
		case r >= ascii && isSpace(r):
			l.pos += n
		default:
			return
		}
	}
}

// skipsLine reads a backtick at start if only white space or a line break follows it.
func (l *lexer) skipsLine(start int) bool {
	r, n := l.char(start + 1)
	switch {
	case r == '\n' || r == '\r':
		l.pos = start + 1 + n
		l.skipLineFeed(r)
		l.keep(KindLineContinuation, start)
		return true
	case isSpace(r):
		l.pos = start + 1 + n
		return true
	}
	return false
}

func (l *lexer) startsBlockComment(i int) bool { return i+1 < l.end && l.src[i+1] == '#' }

// offset returns the offset of what is to be read next, for resync.
func (l *lexer) offset() int {
	if l.past > 0 {
		return l.afterUnits(l.end, 1)
	}
	return l.pos
}

// resync goes back to pos and forgets the tokens from there on.
func (l *lexer) resync(pos token.Pos) {
	to := int(pos - l.base)
	l.pos = min(max(to, l.start), l.end)
	l.past = 0
	if to > l.end {
		l.past = 1
	}
	if l.saving {
		l.forget(pos)
	}
	l.forgetRequires(pos)
	l.forgetParts(pos)
}

// forgetParts drops what there is to expand from pos on: it is read again.
func (l *lexer) forgetParts(pos token.Pos) {
	n := len(l.parts)
	for n > l.firstPart && l.parts[n-1].pos >= pos {
		n--
	}
	l.parts = l.parts[:n]
}

// forget drops the tokens of this scan that end after pos, and those of a deeper one that follow them.
func (l *lexer) forget(pos token.Pos) {
	cut := len(l.tokens)
	for i := cut - 1; i >= l.floor; i-- {
		tok := &l.tokens[i]
		if tok.Depth > l.depth {
			continue
		}
		if tok.End <= pos && tok.Kind != KindEndOfInput {
			break
		}
		cut = i
	}
	l.tokens = l.tokens[:cut]
}

// replaceSaved puts with in the place of the tokens from first to last.
func (l *lexer) replaceSaved(first, last, with lexeme) {
	end := -1
	for i := len(l.tokens) - 1; i >= l.floor; i-- {
		tok := &l.tokens[i]
		switch {
		case tok.Depth > l.depth:
		case tok.End == last.end:
			end = i
		case tok.Pos == first.pos:
			if end < 0 {
				return
			}
			for end+1 < len(l.tokens) && l.tokens[end+1].Depth > l.depth {
				end++
			}
			l.tokens[i] = Token{Pos: with.pos, End: with.end, Flags: with.flags, Depth: l.depth, Kind: with.kind}
			l.tokens = append(l.tokens[:i+1], l.tokens[end+1:]...)
			return
		}
	}
}

// saved returns the token of this scan that was kept for pos, or nil.
func (l *lexer) saved(pos token.Pos) *Token {
	for i := len(l.tokens) - 1; i >= l.floor; i-- {
		tok := &l.tokens[i]
		if tok.Pos == pos && tok.Depth == l.depth {
			return tok
		}
		if tok.End < pos {
			return nil
		}
	}
	return nil
}

// markCommandName gives the token at pos the flag CommandName.
func (l *lexer) markCommandName(pos token.Pos) {
	if tok := l.saved(pos); tok != nil {
		tok.Flags |= CommandName
	}
}

// markArgument makes the token at pos a bare word, as which it was used, unless it is an identifier.
func (l *lexer) markArgument(pos token.Pos) {
	if tok := l.saved(pos); tok != nil && tok.Kind != KindIdentifier {
		tok.Kind = KindGeneric
	}
}
