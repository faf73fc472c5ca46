package syntax

import "strings"

// A numeral is a number as it is written.
type numeral struct {
	digits     string // with the sign, but without the prefix of a hexadecimal or binary number
	base       uint8  // 2, 10 or 16
	real       bool   // it has a point or an exponent
	suffix     suffix
	multiplier int64
}

// A suffix is the set of the letters that say which type a number is to have.
type suffix uint8

const (
	suffixUnsigned suffix = 1 << iota
	suffixByte
	suffixShort
	suffixLong
	suffixDecimal
	suffixBig
)

// numberToken reads the rest of a number of which first was read, or the word that is none.
func (l *lexer) numberToken(first rune, start int) *lexeme {
	if tok, ok := l.plainInt(start); ok {
		return tok
	}
	n, ok := l.number(first, start)
	if !ok {
		l.pos = start
		return l.generic(start)
	}
	c, ok := n.value()
	if !ok {
		if l.mode != expressionMode {
			l.pos = start
			return l.generic(start)
		}
		l.report(errBadNumericConstant, start, l.pos)
	}
	tok := l.newLexeme(KindNumber, start)
	tok.number = c
	l.save(tok)
	return tok
}

// plainInt reads a number that has only a few decimal digits, as most have.
func (l *lexer) plainInt(start int) (*lexeme, bool) {
	const maxDigits = 9
	n := int64(0)
	i := start
	for i < l.end && classes[l.src[i]]&digit != 0 {
		n = n*10 + int64(l.src[i]-'0')
		i++
	}
	if i == start || i-start > maxDigits || i < l.end && (l.src[i] >= ascii || classes[l.src[i]]&wordEnd == 0) {
		return nil, false
	}
	l.pos = i
	tok := l.newLexeme(KindNumber, start)
	tok.number = constantInt(n)
	l.save(tok)
	return tok, true
}

// number reads the rest of a number that begins at start with first, and reports whether it is one.
func (l *lexer) number(first rune, start int) (numeral, bool) {
	n := numeral{base: 10, multiplier: 1}
	sign := ""
	digits := start
	if first == '-' || first == '+' {
		sign = string(first)
		digits = l.pos
		r, size := l.char(l.pos)
		l.pos += size
		first = r
	}
	ok := true
	switch next := l.peek() | 0x20; {
	case first == '.':
		n.real = true
		ok = l.fraction()
	case first == '0' && next == 'x':
		l.pos++
		digits = l.pos
		n.base = 16
		l.skipDigits(hexDigit)
	case first == '0' && next == 'b':
		l.pos++
		digits = l.pos
		n.base = 2
		for l.accept('0') || l.accept('1') {
		}
		ok = l.pos > digits || sign != ""
	default:
		n.real, ok = l.integer()
	}
	n.digits = signed(sign, l.src[digits:l.pos])

	ok = l.suffixLetters(&n) && ok
	ok = l.multiplierLetters(&n) && ok
	return n, ok && l.endsNumber()
}

// signed returns the number as a machine writes it: with its sign, and with a plain dash in its exponent.
func signed(sign, digits string) string {
	for _, dash := range []string{"–", "—", "―"} {
		digits = strings.Replace(digits, dash, "-", 1)
	}
	return sign + digits
}

func (l *lexer) skipDigits(class charClass) (count int) {
	start := l.pos
	for l.pos < l.end && classes[l.src[l.pos]]&class != 0 {
		l.pos++
	}
	return l.pos - start
}

// integer reads the rest of a decimal number that begins with a digit.
func (l *lexer) integer() (isReal, ok bool) {
	l.skipDigits(digit)
	switch r := l.peek(); {
	case r == '.':
		if l.pos+1 < l.end && l.src[l.pos+1] == '.' {
			return false, true // the operator ..
		}
		l.pos++
		return true, l.fraction()
	case r|0x20 == 'e':
		l.pos++
		return true, l.exponent()
	}
	return false, true
}

// fraction reads what follows the point of a number.
func (l *lexer) fraction() (ok bool) {
	l.skipDigits(digit)
	if l.peek()|0x20 != 'e' {
		return true
	}
	l.pos++
	return l.exponent()
}

// exponent reads what follows the e of a number.
func (l *lexer) exponent() (ok bool) {
	if r, n := l.char(l.pos); r == '+' || isDash(r) {
		l.pos += n
	}
	return l.skipDigits(digit) > 0
}

// suffixLetters reads the letters that tell the type of a number, and reports whether they belong together.
func (l *lexer) suffixLetters(n *numeral) bool {
	n.suffix = suffixOf(l.peek())
	if n.suffix == 0 {
		return true
	}
	l.pos++
	second := suffixOf(l.peek())
	if second == 0 {
		return true
	}
	l.pos++
	n.suffix |= second
	return n.suffix&suffixUnsigned != 0 && second&(suffixByte|suffixShort|suffixLong) != 0
}

func suffixOf(r rune) suffix {
	switch r {
	case 'u', 'U':
		return suffixUnsigned
	case 'y', 'Y':
		return suffixByte
	case 's', 'S':
		return suffixShort
	case 'l', 'L':
		return suffixLong
	case 'd', 'D':
		return suffixDecimal
	case 'n', 'N':
		return suffixBig
	}
	return 0
}

// multiplierLetters reads kb, mb, gb, tb or pb, and reports false for a first letter without the second.
func (l *lexer) multiplierLetters(n *numeral) bool {
	n.multiplier = multiplierOf(l.peek())
	if n.multiplier == 1 {
		return true
	}
	l.pos++
	return l.accept('b') || l.accept('B')
}

func multiplierOf(r rune) int64 {
	switch r {
	case 'k', 'K':
		return 1 << 10
	case 'm', 'M':
		return 1 << 20
	case 'g', 'G':
		return 1 << 30
	case 't', 'T':
		return 1 << 40
	case 'p', 'P':
		return 1 << 50
	}
	return 1
}

// endsNumber reports whether a number can end before the next character.
func (l *lexer) endsNumber() bool {
	r := l.peek()
	return endsWord(r) || l.mode == expressionMode && endsNumber(r, l.forceEndNumberOnTernary)
}
