package syntax

import "go/token"

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
	// text is the value: a variable's UserPath, a parameter's, label's or identifier's name, a string's or bare word's
	// text with its escapes resolved. A substring of the source wherever that is possible. A surrogate that an escape
	// such as `u{D800} leaves without its other half stands as the three bytes that UTF-8 would have for it.
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

// A part is what is to be expanded in an expandable string or word: a variable, ready to use, or a $( … ) still to be read.
type part struct {
	lexeme        // the variable
	sub      bool // a $( … ) from pos to end
	undouble bool // a doubled quote within it counts as one
}

// A lexerState is what pushNested sets aside.
type lexerState struct {
	part        part
	pos, start  int
	end, past   int
	floor       int
	depth       uint16
	undouble    uint8
	first, last lexeme
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
	tokens      []Token
	saving      bool   // tokens are kept
	depth       uint16 // how many expandable strings the place stands in
	first, last lexeme // but for line breaks, comments and the end
	requires    []Extent
	errors      []*Error
}

func newLexer(tf *token.File, src string) *lexer {
	return &lexer{src: src, base: token.Pos(tf.Base()), end: len(src), saving: true}
}

func (l *lexer) next() lexeme                             { return lexeme{kind: KindEndOfInput} }
func (l *lexer) offset() int                              { return l.pos }
func (l *lexer) resync(pos token.Pos)                     { l.pos = int(pos - l.base) }
func (l *lexer) skipNewlines(semis bool)                  {}
func (l *lexer) memberAccessOperator(bool) (lexeme, bool) { return lexeme{}, false }
func (l *lexer) invokeMemberOpenParen() (lexeme, bool)    { return lexeme{}, false }
func (l *lexer) lbracket() (lexeme, bool)                 { return lexeme{}, false }
func (l *lexer) verbatimArgument() (lexeme, bool)         { return lexeme{}, false }
func (l *lexer) assemblyName() string                     { return "" }
func (l *lexer) isPipeContinuation(end token.Pos) bool    { return false }
func (l *lexer) isAtEndOfScript(pos, end token.Pos, checkCommentsAndWhitespace bool) bool {
	return false
}
func (l *lexer) replaceSaved(first, last, with lexeme) {}
func (l *lexer) markCommandName(pos token.Pos)         {}

// nestedParts returns what is to be expanded in tok, in order.
func (l *lexer) nestedParts(tok lexeme) []part { return nil }

// pushNested begins to read p, a $( … ) in a string: until popNested, the text ends with it.
func (l *lexer) pushNested(p part) lexerState { return lexerState{} }

// popNested goes back to where s was before pushNested.
func (l *lexer) popNested(s lexerState) {}

// errorAt records an error from pos to end.
func (l *lexer) errorAt(id errorID, pos, end token.Pos) {}

// incomplete records an error from pos to end, and reports whether more input could mend it: whether nothing follows end.
func (l *lexer) incomplete(id errorID, pos, end token.Pos) bool {
	return l.incompleteAt(id, pos, end, end)
}

// incompleteAt is incomplete for an error that was noticed at detected.
func (l *lexer) incompleteAt(id errorID, pos, end, detected token.Pos) bool { return false }

// afterSignature reports whether pos stands after a comment that begins a signature block.
func (l *lexer) afterSignature(pos token.Pos) bool { return false }
