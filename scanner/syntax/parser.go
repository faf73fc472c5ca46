package syntax

import (
	"cmp"
	"go/token"
	"slices"
	"strings"
	"unicode/utf8"
)

// maxDepth is how many constructs may stand in one another. What is nested deeper is not read.
const maxDepth = 1000

// Where the grammar needs more than a token of look-ahead, and for what is expanded in strings, text is read again. In a
// script this is about as much as the script is long. A text that makes it more than these limits allow is not read to its end.
const (
	maxReread  = 64      // times the length of the text
	freeReread = 1 << 20 // bytes beyond that
)

// Parse reads src, whose positions are those of tf. It always returns a tree: what is broken in the text stands in it as an
// [ErrorStatement] or an [ErrorExpression]. The size of tf must be len(src). In the result, bytes of src that are not UTF-8
// are replaced by control characters, one for each.
func Parse(tf *token.File, src string) *File { return new(Parser).Parse(tf, src) }

// A Parser parses one script after the other and puts each tree where the last one was, which saves the time that it takes to
// find memory for it. Its zero value is ready. It is not safe for use by several goroutines at once.
type Parser struct{ p parser }

// maxKept is the length in bytes of the longest text after which a Parser keeps the memory of its tree.
const maxKept = 256 << 10

// Parse is as [Parse]. The result, tree and tokens, is valid until the next call.
func (r *Parser) Parse(tf *token.File, src string) *File {
	p := &r.p
	p.reset(tf, validText(src))
	root := p.script()
	p.requirements()
	if p.attributed {
		p.checkAttributed(root)
	}
	return &File{Tok: tf, Src: p.src, Root: root, Tokens: p.lex.tokens, Errors: sortedErrors(p.lex.errors)}
}

// reset makes p ready for a text.
func (p *parser) reset(tf *token.File, src string) {
	if len(p.src) > maxKept {
		*p = parser{}
	}
	p.mem.rewind()
	*p = parser{lex: p.lex, base: token.Pos(tf.Base()), src: src, mem: p.mem}
	p.lex.reset(tf, src)
	p.tok = &p.last
}

// validText returns src with a SUB in place of each byte that is not UTF-8. The length stays, and so do all positions.
func validText(src string) string {
	if utf8.ValidString(src) {
		return src
	}
	text := []byte(src)
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRune(text[i:])
		if r == utf8.RuneError && n == 1 {
			text[i] = '\x1a'
		}
		i += n
	}
	return string(text)
}

// A parser reads one script by recursive descent, the way PowerShell does, mistakes included: after a mistake it goes on
// where PowerShell goes on, and keeps what PowerShell keeps.
//
// Its methods bear the names of the grammar's nonterminals. Unless they say otherwise, those that return a node return nil
// and leave the next token alone where no such node begins.
type parser struct {
	lex  lexer
	base token.Pos // position of src[0]
	src  string

	// The token in hand: read by peek and not yet consumed, or consumed last. Valid until the lexer reads on.
	tok  *lexeme
	held bool   // tok is not yet consumed
	last lexeme // tok once there is no reading on

	// Context.
	noComma  bool // a comma separates arguments or parameters, and builds no array
	inConfig bool // a bare word before a block is the name of a DSC resource
	depth    int  // how many constructs the place stands in
	reread   int  // how many bytes were read again

	// A limit was exceeded: nothing follows but the end of the script.
	gaveUp bool
	stop   token.Pos // where the text begins that is not parsed
	unread token.Pos // the same; NoPos once that text stands in the tree

	attributed bool // an attribute stands before an expression

	// noParam and noAttribute hold where a list of attributes was read in vain: before no param block, and before no statement
	// that takes them. Without them, attributes nested in the arguments of attributes would be read again and again.
	noParam, noAttribute map[token.Pos]struct{}

	mem arena
}

// peek returns the next token without consuming it. The result is valid until the lexer reads on.
func (p *parser) peek() *lexeme {
	if !p.held {
		p.read()
	}
	return p.tok
}

// read puts the next token in hand.
func (p *parser) read() {
	if p.gaveUp {
		p.last = lexeme{kind: KindEndOfInput, pos: p.endPos(), end: p.endPos()}
		p.tok = &p.last
	} else {
		p.tok = p.lex.scan()
	}
	p.held = true
}

// next consumes the next token and returns it. The result is valid until the lexer reads on.
func (p *parser) next() *lexeme {
	t := p.peek()
	p.held = false
	return t
}

// skip consumes the token in hand.
func (p *parser) skip() { p.held = false }

// back puts the token that was consumed last in hand again.
func (p *parser) back() { p.held = true }

// accept consumes the next token if it is of the kind. It returns the token's extent in either case.
func (p *parser) accept(kind Kind) (Extent, bool) {
	t := p.peek()
	ok := t.kind == kind
	if ok {
		p.skip()
	}
	return t.extent(), ok
}

// atKind reports whether the next token is of the kind.
func (p *parser) atKind(kind Kind) bool { return p.peek().kind == kind }

// setMode tells the lexer what comes next, and returns what it expected before. A token in hand that would read
// differently is read again.
func (p *parser) setMode(mode scanMode) scanMode {
	old := p.lex.mode
	if mode == old {
		return old
	}
	if p.held && p.tok.kind.Flags()&ModeInvariant == 0 && (mode != expressionMode || !isVariableKind(p.tok.kind)) {
		p.resync(p.tok.pos)
	}
	p.lex.mode = mode
	return old
}

// isVariableKind reports whether the token is a variable. What is one in a command is one in an expression; what is one in an
// expression may begin a word in a command.
func isVariableKind(kind Kind) bool { return kind == KindVariable || kind == KindSplattedVariable }

// resync goes back to pos. Tokens read since are forgotten.
func (p *parser) resync(pos token.Pos) {
	if p.gaveUp || !p.mayReread(int(p.here()-pos)) {
		return
	}
	p.held = false
	p.lex.resync(pos)
}

// mayReread notes that n bytes are read again, and reports whether they may be.
func (p *parser) mayReread(n int) bool {
	p.reread += n
	if p.reread > maxReread*len(p.src)+freeReread {
		p.giveUp()
		return false
	}
	return true
}

// here returns the position of the lexer, which is past a token in hand.
func (p *parser) here() token.Pos { return p.base + token.Pos(p.lex.offset()) }

// skipNewlines consumes line breaks.
func (p *parser) skipNewlines() {
	if !p.held || p.tok.kind == KindNewLine {
		p.skipLines(false)
	}
}

// skipTerminators consumes line breaks and semicolons.
func (p *parser) skipTerminators() {
	if !p.held || p.tok.kind == KindNewLine || p.tok.kind == KindSemi {
		p.skipLines(true)
	}
}

func (p *parser) skipLines(semis bool) {
	p.held = false
	if !p.gaveUp {
		p.lex.skipNewlines(semis)
	}
}

// memberOperator consumes the operator of a member or element access, which must follow at once. It returns the operator's
// kind, or KindUnknown where there is none.
func (p *parser) memberOperator(allowLBracket bool) (Kind, Extent) {
	if p.held || p.gaveUp {
		return KindUnknown, Extent{}
	}
	switch p.byteAt(p.here()) {
	case '.', ':', '[', '?', '<':
		if t, ok := p.lex.memberAccessOperator(allowLBracket); ok {
			return t.kind, t.extent()
		}
	}
	return KindUnknown, Extent{}
}

// leftBracket consumes a "[" that may begin an attribute.
func (p *parser) leftBracket() (Extent, bool) {
	if p.gaveUp {
		return Extent{}, false
	}
	if p.held {
		if p.tok.kind != KindLBracket {
			return Extent{}, false
		}
		p.skip()
		return p.tok.extent(), true
	}
	t, ok := p.lex.lbracket()
	return t.extent(), ok
}

// sync skips tokens after an error, up to one of the kinds at the level of brackets where the error is. That token is
// consumed or not, as the caller wants it.
func (p *parser) sync(consume bool, kinds ...Kind) {
	var depth [3]int
	for i, closer := range closers {
		if slices.Contains(kinds, closer) {
			depth[i] = 1
		}
	}
	for {
		kind := p.next().kind
		if kind == KindEndOfInput {
			p.back()
			return
		}
		for i, closer := range closers {
			switch kind {
			case openers[i]:
				depth[i]++
			case closer:
				depth[i]--
				if depth[i] == 0 && slices.Contains(kinds, closer) {
					p.held = !consume
					return
				}
			}
		}
		if depth == [3]int{} && slices.Contains(kinds, kind) {
			return
		}
	}
}

// The brackets that sync counts. "@(", "$(" and "@{" are not among them, though their ends are.
var (
	openers = [3]Kind{KindLParen, KindLCurly, KindLBracket}
	closers = [3]Kind{KindRParen, KindRCurly, KindRBracket}
)

// progress reports whether anything was consumed since mark, and moves mark to the next token. A loop that reads a list ends
// where nothing was: whatever a broken script makes of its elements, it comes to an end.
func (p *parser) progress(mark *token.Pos) bool {
	pos := p.here()
	if p.held {
		pos = p.tok.pos
	}
	moved := pos > *mark
	*mark = pos
	return moved && !p.gaveUp
}

// enter notes that a nested construct begins, and reports whether it may be read. If so, leave must follow.
func (p *parser) enter() bool {
	if p.depth == maxDepth {
		p.giveUp()
		return false
	}
	p.depth++
	return true
}

// leave notes that a nested construct ends.
func (p *parser) leave() { p.depth-- }

// giveUp stops parsing: the constructs begun so far end here.
func (p *parser) giveUp() {
	if p.gaveUp {
		return
	}
	t := p.peek()
	p.errorAt(errScriptTooComplicated, t.extent())
	p.stop, p.unread = t.pos, t.pos
	p.gaveUp = true
	p.drain()
	p.read()
}

// drain reads the tokens up to the end of the text, or of the $( … ) in a string, for those who want all tokens.
func (p *parser) drain() {
	p.lex.mode = commandMode
	for p.lex.next().kind != KindEndOfInput {
	}
}

// rest returns what is not parsed, after giveUp.
func (p *parser) rest() *ErrorStatement {
	start := p.unread
	if !start.IsValid() {
		start = p.endPos()
	}
	p.unread = token.NoPos
	return &ErrorStatement{Extent: Extent{start, p.endPos()}}
}

// takeBack notes that what was read last will be read in another way, and will not stand in the tree as it is.
func (p *parser) takeBack(pos token.Pos) {
	p.resync(pos)
	p.unread = p.stop
}

// errorAt records an error.
func (p *parser) errorAt(id errorID, at Extent) {
	if !p.gaveUp {
		p.lex.errorAt(id, at.Start, at.Stop)
	}
}

// incomplete records an error that more input could mend where nothing follows it, and reports whether that is so.
func (p *parser) incomplete(id errorID, at Extent) bool {
	return !p.gaveUp && p.lex.incomplete(id, at.Start, at.Stop)
}

// incompleteAt is incomplete for an error that was noticed at the end of detected.
func (p *parser) incompleteAt(id errorID, at, detected Extent) bool {
	return !p.gaveUp && p.lex.incompleteAt(id, at.Start, at.Stop, detected.Stop)
}

// checkAttributed reports attributes before what is no variable.
func (p *parser) checkAttributed(root *ScriptBlock) {
	for n := range All(root) {
		if a, ok := n.(*AttributedExpression); ok && !isVariable(a.Operand) {
			p.errorAt(errUnexpectedAttribute, extentOf(a.Attribute))
		}
	}
}

// isVariable reports whether e is a variable, with or without attributes and types before it.
func isVariable(e Expr) bool {
	for {
		switch inner := e.(type) {
		case *VariableExpression:
			return true
		case *AttributedExpression:
			e = inner.Operand
		case *ConvertExpression:
			e = inner.Operand
		default:
			return false
		}
	}
}

// sortedErrors returns errors by position, then id, without repeats.
func sortedErrors(errors []*Error) []*Error {
	slices.SortFunc(errors, func(a, b *Error) int {
		return cmp.Or(cmp.Compare(a.Pos, b.Pos), cmp.Compare(a.End, b.End), strings.Compare(a.ID, b.ID))
	})
	return slices.CompactFunc(errors, func(a, b *Error) bool { return a.Pos == b.Pos && a.End == b.End && a.ID == b.ID })
}

// extent returns where the token stands.
func (t *lexeme) extent() Extent { return Extent{t.pos, t.end} }

// extentOf returns where n stands.
func extentOf(n Node) Extent { return Extent{n.Pos(), n.End()} }

// span returns the extent from the start of first to the end of last.
func span(first, last Extent) Extent { return Extent{first.Start, last.Stop} }

// after returns the empty extent at the end of e.
func after(e Extent) Extent { return Extent{e.Stop, e.Stop} }

// before returns the empty extent one character before the start of e. PowerShell puts the end of input one past the end of
// the text, so before that is the end of the text.
func (p *parser) before(e Extent) Extent {
	offset := int(e.Start - p.base)
	if offset == len(p.src) && p.lex.end+p.lex.past > len(p.src) {
		return Extent{e.Start, e.Start}
	}
	_, size := utf8.DecodeLastRuneInString(p.src[:offset])
	pos := e.Start - token.Pos(size)
	return Extent{pos, pos}
}

// nowhere returns the extent of what is implied and stands nowhere in the text.
func (p *parser) nowhere() Extent { return Extent{p.base, p.base} }

// all returns the extent of the script.
func (p *parser) all() Extent { return Extent{p.base, p.endPos()} }

// endPos returns the position of the end of the script.
func (p *parser) endPos() token.Pos { return p.base + token.Pos(len(p.src)) }

// text returns the source text at e.
func (p *parser) text(e Extent) string { return p.src[e.Start-p.base : e.Stop-p.base] }

// isPrefix reports whether name is how the parameter is written, in full or shortened.
func isPrefix(name, parameter string) bool {
	return len(name) <= len(parameter) && strings.EqualFold(name, parameter[:len(name)])
}
