package syntax

import (
	"go/token"
	"slices"
	"strings"
	"unicode/utf8"
)

// A part is what is to be expanded in an expandable string or word: a variable, ready to use, or a $( … ) still to be read.
type part struct {
	lexeme        // the variable, or the place of the $( … )
	sub      bool // a $( … )
	undouble bool // a doubled quote in the $( … ) counts as one
}

// A lexerState is what pushNested sets aside.
type lexerState struct {
	part               part
	pos, start         int
	end, past          int
	floor, firstNested int
	firstPart          int
	depth              uint16
	undouble           uint8
	piece              *piece
}

// A piece is a $( … ) that is being read, as PowerShell sees it: cut out of its string, with its doubled quotes made single.
type piece struct {
	text    string
	before  int  // how many units of UTF-16 stand before it in the script
	isASCII bool // then units are bytes

	// How many units the doubled quotes have too many, from the beginning of the piece to an offset in the script.
	counted, surplus int
}

// nestedParts returns what is to be expanded in tok, in order. The slice is not to be written to.
func (l *lexer) nestedParts(tok lexeme) []part {
	return l.parts[tok.firstPart : tok.firstPart+tok.partCount]
}

// pushNested begins to read p, a $( … ) in a string: until popNested, the text ends with it.
func (l *lexer) pushNested(p part) lexerState {
	s := lexerState{
		part: p, pos: l.pos, start: l.start, end: l.end, past: l.past,
		floor: l.floor, firstNested: len(l.tokens), firstPart: l.firstPart, depth: l.depth, undouble: l.undouble,
		piece: l.piece,
	}
	l.piece = nil
	l.start = int(p.pos - l.base)
	l.end = int(p.end - l.base)
	l.pos = l.start
	l.past = 0
	l.floor = len(l.tokens)
	l.firstPart = len(l.parts)
	l.depth++
	if p.undouble {
		l.undouble++
	}
	return s
}

// popNested goes back to where pushNested was called. The tokens read since then take the place of the token of the
// $( … ); they are dropped if there is none.
func (l *lexer) popNested(s lexerState) {
	l.pos, l.start, l.end, l.past = s.pos, s.start, s.end, s.past
	l.floor, l.firstPart, l.depth, l.undouble = s.floor, s.firstPart, s.depth, s.undouble
	l.piece = s.piece

	place := l.placeOf(s)
	if place < 0 {
		l.tokens = l.tokens[:s.firstNested]
		return
	}
	// Between the place and the nested tokens stands what was read after the string: seldom more than a token or two.
	rotate(l.tokens[place+1:], s.firstNested-place-1)
	l.tokens = slices.Delete(l.tokens, place, place+1)
}

// placeOf returns the index of the token that stands for the $( … ) of s, or -1.
func (l *lexer) placeOf(s lexerState) int {
	for i := s.firstNested - 1; i >= l.floor; i-- {
		tok := &l.tokens[i]
		if tok.Depth == l.depth+1 && tok.Pos == s.part.pos && tok.Kind == KindStringLiteral {
			return i
		}
		if tok.Depth <= l.depth && tok.End <= s.part.pos {
			return -1
		}
	}
	return -1
}

// rotate moves the first n tokens to the end.
func rotate(tokens []Token, n int) {
	slices.Reverse(tokens[:n])
	slices.Reverse(tokens[n:])
	slices.Reverse(tokens)
}

// isAtEndOfScript reports whether nothing follows end or, if comments, nothing but comments and white space on its line.
func (l *lexer) isAtEndOfScript(_, end token.Pos, checkCommentsAndWhitespace bool) bool {
	text, i, ok := l.textAfter(end)
	return !ok || checkCommentsAndWhitespace && isBlankOrComment(text, i)
}

// isPipeContinuation reports whether a line break that ends at end does not end the pipeline,
// because a line that begins with | follows, with nothing but comments between.
func (l *lexer) isPipeContinuation(end token.Pos) bool {
	text, i, ok := l.textAfter(end)
	return ok && continuesPipe(text, i)
}

// textAfter returns the text that is being read and the offset of pos in it; false if pos is not before its end.
// PowerShell cuts a $( … ) out of its string, and then takes positions in the script for positions in that piece.
func (l *lexer) textAfter(pos token.Pos) (text string, offset int, ok bool) {
	at := int(pos - l.base)
	if l.depth == 0 {
		return l.src, at, at < len(l.src)
	}
	if at/utf8.UTFMax >= l.end-l.start {
		return "", 0, false // there are at least that many units before it
	}
	p := l.currentPiece()
	offset = p.before
	if at = min(at, len(l.src)); p.isASCII {
		offset += at - l.start
	} else {
		offset = byteOffset(p.text, offset+units(l.src[l.start:at]))
	}
	return p.text, offset, offset < len(p.text)
}

// currentPiece returns the piece that is being read.
func (l *lexer) currentPiece() *piece {
	if l.piece == nil {
		l.piece = &piece{
			text:    l.nestedText(),
			before:  units(l.src[:l.start]),
			isASCII: units(l.src[l.start:l.end]) == l.end-l.start,
			counted: l.start,
		}
	}
	return l.piece
}

// nestedText returns the $( … ) that is being read, with its doubled quotes made single.
func (l *lexer) nestedText() string {
	if l.undouble == 0 {
		return l.src[l.start:l.end]
	}
	var b strings.Builder
	for i := l.start; i < l.end; {
		r, n := l.char(i)
		b.WriteRune(r)
		i += n
	}
	return b.String()
}

// isBlankOrComment reports whether text has only white space and comments from i on, and no line break beyond a comment's.
func isBlankOrComment(text string, i int) bool {
	for i < len(text) {
		switch {
		case text[i] == '#':
			i = lineEnd(text, i)
		case strings.HasPrefix(text[i:], "<#"):
			i = blockCommentEnd(text, i+2)
		default:
			r, n := utf8.DecodeRuneInString(text[i:])
			if !isSpace(r) {
				return false
			}
			i += n
		}
	}
	return true
}

// continuesPipe reports whether the first thing in text from i on, at the beginning of a line, is |.
// Comments may come before it, empty lines may not.
func continuesPipe(text string, i int) bool {
	emptyLine := true
	for i < len(text)-1 {
		c := text[i]
		switch {
		case c == ' ' || c == '\t':
			i++
		case c == '\n' || c == '\r':
			if emptyLine {
				return false
			}
			emptyLine = true
			if c == '\r' && text[i+1] == '\n' {
				i++
			}
			i++
		case c == '#':
			emptyLine = false
			i = lineEnd(text, i)
		case c == '<' && text[i+1] == '#':
			emptyLine = false
			i = blockCommentEnd(text, i+2)
		default:
			r, n := utf8.DecodeRuneInString(text[i:])
			if !isSpace(r) {
				return c == '|'
			}
			i += n
		}
	}
	return text[len(text)-1] == '|'
}

// lineEnd returns the offset of the next line break in text from i on, or its end.
func lineEnd(text string, i int) int {
	for i < len(text) && classes[text[i]]&lineBreak == 0 {
		i++
	}
	return i
}

// blockCommentEnd returns the offset behind the next #> in text from i on, or its end.
func blockCommentEnd(text string, i int) int {
	if n := strings.Index(text[min(i, len(text)):], "#>"); n >= 0 {
		return i + n + len("#>")
	}
	return len(text)
}

// units returns how many units of UTF-16 text has.
func units(text string) int {
	n := 0
	for _, r := range text {
		n += unitLen(r)
	}
	return n
}

func unitLen(r rune) int {
	if r > maxUnit {
		return 2
	}
	return 1
}

// byteOffset returns the offset in bytes of the n-th unit of UTF-16 of text, or its length.
func byteOffset(text string, n int) int {
	for i, r := range text {
		if n <= 0 {
			return i
		}
		n -= unitLen(r)
	}
	return len(text)
}

// afterUnits returns the offset n units of UTF-16 after offset i. Both halves of a character have the same offset.
func (l *lexer) afterUnits(i, n int) int {
	for n > 0 && i < len(l.src) {
		r, size := utf8.DecodeRuneInString(l.src[i:])
		if unitLen(r) > n {
			return i
		}
		n -= unitLen(r)
		i += size
	}
	return i
}

// position returns where PowerShell sees an error of the lexer at offset i. Within a string it does not count the quotes
// that the string's doubling left out.
func (l *lexer) position(i int) token.Pos {
	if l.undouble > 0 {
		i = l.withoutDoubling(i)
	}
	return l.base + token.Pos(i)
}

func (l *lexer) withoutDoubling(i int) int {
	for left := l.surplus(i); left > 0 && i > 0; {
		r, n := utf8.DecodeLastRuneInString(l.src[:i])
		left -= unitLen(r)
		i -= n
	}
	return i
}

// surplus returns how many units the doubled quotes before offset i have too many.
func (l *lexer) surplus(i int) int {
	p := l.currentPiece()
	if i < p.counted {
		p.counted, p.surplus = l.start, 0
	}
	for p.counted < i {
		r, n := l.char(p.counted)
		if n == 0 {
			break
		}
		p.surplus += units(l.src[p.counted:p.counted+n]) - unitLen(r)
		p.counted += n
	}
	return p.surplus
}

// errorAt records an error from pos to end.
func (l *lexer) errorAt(id errorID, pos, end token.Pos) {
	l.errors = append(l.errors, newError(id, pos, end, false))
}

// incomplete records an error from pos to end, and reports whether more input could mend it: whether nothing follows end.
func (l *lexer) incomplete(id errorID, pos, end token.Pos) bool {
	return l.incompleteAt(id, pos, end, end)
}

// incompleteAt is incomplete for an error that was noticed at detected.
func (l *lexer) incompleteAt(id errorID, pos, end, detected token.Pos) bool {
	mendable := l.isAtEndOfScript(pos, detected, true)
	l.errors = append(l.errors, newError(id, pos, end, mendable))
	return mendable
}

// report records an error from one offset to another.
func (l *lexer) report(id errorID, from, to int) { l.errorAt(id, l.position(from), l.position(to)) }

// reportUnit records an error at the character at offset i.
func (l *lexer) reportUnit(id errorID, i int) {
	from := l.position(i)
	l.errorAt(id, from, l.base+token.Pos(l.afterUnits(int(from-l.base), 1)))
}

// reportIncomplete records an error from an offset to what was read last.
func (l *lexer) reportIncomplete(id errorID, from int) {
	l.incomplete(id, l.position(from), l.position(l.pos))
}
