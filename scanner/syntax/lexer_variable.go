package syntax

import "strings"

// variable reads a variable of which the $ or @ was read or, if it is none, the word that the sign begins.
func (l *lexer) variable(start int) *lexeme {
	tok, ok := l.scanVariable(start, false)
	if !ok {
		l.pos = start
		return l.generic(start)
	}
	l.save(tok)
	return tok
}

// scanVariable reads a variable of which the $ or @ at start was read. It reports false where that is not a variable, but
// part of a bare word.
func (l *lexer) scanVariable(start int, inString bool) (tok *lexeme, ok bool) {
	r, n := l.char(l.pos)
	if r == '{' {
		l.pos += n
		return l.bracedVariable(start, inString)
	}
	if !isVariableStart(r) {
		return nil, false
	}
	l.pos += n
	if isOneCharacterName(r) {
		if l.mode == commandMode && !endsWord(l.peek()) {
			return nil, false
		}
	} else if next := l.skipVariableName(); l.mode == commandMode && !endsVariable(next) {
		return nil, false
	}

	tok = l.newLexeme(KindVariable, start)
	if l.src[start] == '@' {
		tok.kind = KindSplattedVariable
	}
	tok.text = l.src[start+1 : l.pos]
	if rest, drive := splitPath(tok.text); rest == "" {
		id := errInvalidVariableReference
		if drive {
			id = errInvalidVariableReferenceWithDrive
		}
		l.report(id, start, l.pos)
	}
	return tok, true
}

// isOneCharacterName reports whether r is the whole name of a variable: $$, $? or $^.
func isOneCharacterName(r rune) bool { return r == '$' || r == '?' || r == '^' }

// endsVariable reports whether a variable in a command can stand by itself before r.
func endsVariable(r rune) bool {
	return endsWord(r) || r == '.' || r == '[' || r == '=' || r == ':'
}

// skipVariableName reads the rest of a variable's name and returns the character that follows it,
// which is a colon only before another one.
func (l *lexer) skipVariableName() rune {
	for {
		i := l.pos
		for i < l.end && classes[l.src[i]]&(letter|digit) != 0 {
			i++
		}
		l.pos = i
		r, n := l.char(i)
		switch {
		case r == '?':
		case r == ':':
			if l.pos+1 < l.end && l.src[l.pos+1] == ':' {
				return r
			}
		case r < ascii || !isLetterOrDigit(r):
			return r
		}
		l.pos += n
	}
}

// errorName is the name that PowerShell gives a variable that has none.
const errorName = ":Error:"

// bracedVariable reads the rest of ${…}.
func (l *lexer) bracedVariable(start int, inString bool) (tok *lexeme, ok bool) {
	v := value{run: l.pos, mark: len(l.scratch)}
	end, closed := l.bracedName(&v, inString)
	name := l.finish(&v, end)
	if !closed {
		l.reportIncomplete(errIncompleteDollarVariableReference, start+1)
	}
	if name == "" {
		if closed {
			l.reportUnit(errEmptyVariableReference, end)
		}
		name = errorName
	}
	if l.mode == commandMode {
		if r := l.peek(); !endsWord(r) && r != '.' && r != '[' {
			return nil, false
		}
	}
	if rest, _ := splitPath(name); rest == "" {
		l.report(errInvalidBracedVariableReference, start, l.pos)
	}
	tok = l.newLexeme(KindVariable, start)
	tok.text = name
	tok.braced = true
	return tok, true
}

// bracedName reads up to the closing brace, and returns where it stands; false if it is missing.
func (l *lexer) bracedName(v *value, inString bool) (end int, closed bool) {
	for {
		i := l.pos
		r, n := l.char(i)
		l.pos += n
		switch {
		case n == 0:
			return i, false
		case r == '}':
			return i, true
		case r == '{':
			l.reportUnit(errOpenBraceNeedsToBeBackTickedInVariableName, l.pos)
		case r == '`':
			if _, m := l.char(l.pos); m == 0 {
				l.drop(v, i, l.pos)
				return l.pos, false
			}
			l.bracedEscape(v, i)
		case isDoubleQuote(r) && inString:
			again, m := l.char(l.pos)
			if m == 0 {
				l.drop(v, i, l.pos)
				return l.pos, false
			}
			if isDoubleQuote(again) {
				l.pos += m
				r = again
			}
			l.keepLast(v, i, l.pos, r)
		case n > 1 && l.undouble > 0:
			l.keepLast(v, i, l.pos, r)
		}
	}
}

// bracedEscape reads an escape in a name, where also U+0000 can be escaped.
func (l *lexer) bracedEscape(v *value, i int) {
	if r, n := l.char(l.pos); r == eof {
		l.pos += n
		l.keepLast(v, i, l.pos, r)
		return
	}
	l.escape(v, i)
}

// scopes are the prefixes of a variable's name that name no drive.
var scopes = [...]string{"global:", "local:", "private:", "script:", "variable:"}

// splitPath returns what follows the scope or the drive in a variable's name, and whether there is a drive.
func splitPath(path string) (name string, drive bool) {
	colon := strings.IndexByte(path, ':')
	if colon < 0 {
		return path, false
	}
	name = path[colon+1:]
	return name, colon > 0 && !isScope(path[:colon+1])
}

func isScope(prefix string) bool {
	for _, s := range scopes {
		if EqualFold(s, prefix) {
			return true
		}
	}
	return false
}
