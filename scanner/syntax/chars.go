package syntax

import "unicode"

// A charClass is a set of the roles that a character can play.
type charClass uint16

const (
	letter          charClass = 1 << iota // begins a name: an ASCII letter or _
	digit                                 // 0–9
	hexDigit                              // 0–9, a–f
	variableStart                         // may follow $
	blank                                 // white space, but for line breaks
	lineBreak                             // \n or \r
	wordEnd                               // ends every word
	assemblyWordEnd                       // ends a word of an assembly's name
	numberEnd                             // ends a number in an expression
	parameterStop                         // ends a parameter
	typeNameChar                          // belongs to a type's name
	expandStop                            // may mean something in an expandable string
	literalStop                           // may mean something in a literal string
	suspect                               // the first byte of what may be white space
)

// What many characters have in common, for the table: letters, a to f, digits, spaces, line breaks and brackets.
const (
	az = letter | variableStart | typeNameChar
	af = az | hexDigit
	nn = digit | hexDigit | variableStart | typeNameChar
	sp = blank | wordEnd | assemblyWordEnd
	nl = lineBreak | wordEnd | assemblyWordEnd | parameterStop
	br = wordEnd | parameterStop
)

// classes holds the classes of the ASCII characters, and what the first byte of a longer character tells.
var classes = [256]charClass{
	0: wordEnd | assemblyWordEnd | parameterStop,

	'\t': sp, '\v': sp, '\f': sp, ' ': sp,
	'\n': nl, '\r': nl,

	'!': numberEnd, '#': numberEnd | typeNameChar, '%': numberEnd, '*': numberEnd, '+': numberEnd | typeNameChar, '-': numberEnd,
	'.': numberEnd | typeNameChar | parameterStop, '/': numberEnd, '<': numberEnd, '>': numberEnd,
	'=': numberEnd | assemblyWordEnd, ']': numberEnd | assemblyWordEnd, '[': parameterStop,
	'"': expandStop, '\'': literalStop,
	'$': variableStart | expandStop, ':': variableStart, '?': variableStart, '^': variableStart,
	'`': typeNameChar | expandStop, '\\': typeNameChar,

	'&': br, '(': br, ')': br, ';': br, '{': br, '|': br, '}': br,
	',': br | assemblyWordEnd,

	'0': nn, '1': nn, '2': nn, '3': nn, '4': nn, '5': nn, '6': nn, '7': nn, '8': nn, '9': nn,

	'A': af, 'B': af, 'C': af, 'D': af, 'E': af, 'F': af, 'G': az, 'H': az, 'I': az, 'J': az, 'K': az, 'L': az, 'M': az, 'N': az,
	'O': az, 'P': az, 'Q': az, 'R': az, 'S': az, 'T': az, 'U': az, 'V': az, 'W': az, 'X': az, 'Y': az, 'Z': az, '_': az,
	'a': af, 'b': af, 'c': af, 'd': af, 'e': af, 'f': af, 'g': az, 'h': az, 'i': az, 'j': az, 'k': az, 'l': az, 'm': az, 'n': az,
	'o': az, 'p': az, 'q': az, 'r': az, 's': az, 't': az, 'u': az, 'v': az, 'w': az, 'x': az, 'y': az, 'z': az,

	0xC2: suspect, 0xE1: suspect, 0xE3: suspect, // of U+0085 and U+00A0; U+1680; U+3000
	0xE2: suspect | expandStop | literalStop, // of the typographic quotes, and of the spaces from U+2000
}

// eof stands for the character after the last one. PowerShell takes it for U+0000, which a text can also contain;
// only the place tells them apart.
const eof rune = 0

// maxUnit is the last character that one unit of UTF-16 can hold. PowerShell looks at units, and sees no letter,
// digit or space in the two halves of any character beyond.
const maxUnit = 0xFFFF

const ascii = 0x80

// Characters that PowerShell takes for their ASCII look-alikes.
const (
	nextLine     = '\u0085'
	noBreakSpace = '\u00a0'

	enDash        = '–'
	emDash        = '—'
	horizontalBar = '―'

	singleLeft     = '‘'
	singleRight    = '’'
	singleLow      = '‚'
	singleReversed = '‛'

	doubleLeft  = '“'
	doubleRight = '”'
	doubleLow   = '„'
)

func isSpace(r rune) bool {
	switch {
	case r < ascii:
		return classes[r]&blank != 0
	case r <= 0x100:
		return r == noBreakSpace || r == nextLine
	}
	return r <= maxUnit && unicode.Is(unicode.Z, r)
}

// isSpaceOrBreak reports whether a backtick before r is nothing but white space itself.
func isSpaceOrBreak(r rune) bool { return isSpace(r) || r == '\n' || r == '\r' }

func isDash(r rune) bool {
	return r == '-' || r == enDash || r == emDash || r == horizontalBar
}

func isSingleQuote(r rune) bool {
	return r == '\'' || r == singleLeft || r == singleRight || r == singleLow || r == singleReversed
}

func isDoubleQuote(r rune) bool {
	return r == '"' || r == doubleLeft || r == doubleRight || r == doubleLow
}

// isLetter reports whether .NET takes r for a letter.
func isLetter(r rune) bool {
	if r < ascii {
		return classes[r]&letter != 0 && r != '_'
	}
	return r <= maxUnit && (unicode.IsLetter(r) || isUnicode16Letter(r))
}

// isUnicode16Letter reports whether r is one of the letters of Unicode 16, which .NET knows; Go's tables are of Unicode 15.
func isUnicode16Letter(r rune) bool {
	return r == 0x1C89 || r == 0x1C8A || 0xA7CB <= r && r <= 0xA7CD || 0xA7DA <= r && r <= 0xA7DC
}

// isAnyDigit reports whether .NET takes r for a decimal digit of any script.
func isAnyDigit(r rune) bool {
	if r < ascii {
		return classes[r]&digit != 0
	}
	return r <= maxUnit && unicode.IsDigit(r)
}

func isLetterOrDigit(r rune) bool {
	if r < ascii {
		return classes[r]&(letter|digit) != 0 && r != '_'
	}
	return isLetter(r) || isAnyDigit(r)
}

func isNameStart(r rune) bool {
	if r < ascii {
		return classes[r]&letter != 0
	}
	return isLetter(r)
}

func isNameChar(r rune) bool {
	if r < ascii {
		return classes[r]&(letter|digit) != 0
	}
	return isLetterOrDigit(r)
}

func isVariableStart(r rune) bool {
	if r < ascii {
		return classes[r]&variableStart != 0
	}
	return isLetterOrDigit(r)
}

// endsWord reports whether r ends a word whatever it is.
func endsWord(r rune) bool {
	if r < ascii {
		return classes[r]&wordEnd != 0
	}
	return isSpace(r)
}

func endsAssemblyWord(r rune) bool {
	if r < ascii {
		return classes[r]&assemblyWordEnd != 0
	}
	return isSpace(r)
}

// endsNumber reports whether r ends a number in an expression.
func endsNumber(r rune, ternary bool) bool {
	if r < ascii {
		return classes[r]&numberEnd != 0 || ternary && (r == '?' || r == ':')
	}
	return isDash(r)
}
