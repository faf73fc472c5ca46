package syntax

import "unicode/utf8"

// An undoubler reads text as a string in several expandable strings sees it: each of them makes one double quote of two,
// and of a backtick and a double quote. A stage for each reads from the one before and keeps what it has looked at ahead,
// so that no character is looked at twice in a stage, whatever runs of quotes and backticks the text has.
type undoubler struct {
	text  string
	pos   int                      // offset of the next unread character in text
	ahead [maxUndouble + 1]spelled // by stage: what is read, but not taken; nothing where its length is 0
}

// maxUndouble is the greatest number of stages.
const maxUndouble = 1<<8 - 1

// spelled is a character and the number of bytes that it takes.
type spelled struct {
	char rune
	len  int
}

// undoubled returns the first character of text as level expandable strings see it, and the number of bytes that it takes.
func undoubled(text string, level uint8) (rune, int) {
	r, n := utf8.DecodeRuneInString(text)
	if next, _ := utf8.DecodeRuneInString(text[n:]); !canDouble(r) || !canDouble(next) {
		return r, n
	}
	u := undoubler{text: text}
	c := u.take(level)
	return c.char, c.len
}

// canDouble reports whether r can be half of a doubled quote.
func canDouble(r rune) bool { return r == '`' || isDoubleQuote(r) }

// take reads a character behind the given stage; 0 is the text itself.
func (u *undoubler) take(stage uint8) spelled {
	c := u.peek(stage)
	u.ahead[stage] = spelled{}
	return c
}

// peek is take, but leaves the character where it is. At the end its length is 0.
func (u *undoubler) peek(stage uint8) spelled {
	if u.ahead[stage].len == 0 {
		u.ahead[stage] = u.read(stage)
	}
	return u.ahead[stage]
}

func (u *undoubler) read(stage uint8) spelled {
	if stage == 0 {
		r, n := utf8.DecodeRuneInString(u.text[u.pos:])
		u.pos += n
		return spelled{r, n}
	}
	c := u.take(stage - 1)
	if !canDouble(c.char) {
		return c
	}
	if next := u.peek(stage - 1); isDoubleQuote(next.char) {
		u.ahead[stage-1] = spelled{}
		return spelled{next.char, c.len + next.len}
	}
	return c
}
