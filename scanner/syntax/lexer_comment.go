package syntax

import (
	"go/token"
	"unicode"
	"unicode/utf8"
)

// lineComment reads the rest of a comment that begins with #.
func (l *lexer) lineComment(start int) {
	text := l.pos
	l.pos = lineEnd(l.src[:l.end], text)
	l.keep(KindComment, start)
	line := l.src[text:l.pos]
	switch {
	case looksLikeSignature(line, l.peek()):
		l.signature = l.base + token.Pos(start)
	case l.depth == 0 && HasPrefixFold(line, "requires"):
		l.requires = append(l.requires, Extent{Start: l.base + token.Pos(start), Stop: l.base + token.Pos(l.pos)})
	}
}

// blockComment reads the rest of a comment that begins with <#.
func (l *lexer) blockComment(start int) {
	text := l.src[:l.end]
	l.pos = blockCommentEnd(text, l.pos)
	if l.pos-start < len("<##>") || text[l.pos-2:l.pos] != "#>" {
		l.reportIncomplete(errMissingTerminatorMultiLineComment, start)
	}
	l.keep(KindComment, start)
}

// forgetRequires drops the #requires comments that end after pos.
func (l *lexer) forgetRequires(pos token.Pos) {
	n := len(l.requires)
	for n > 0 && l.requires[n-1].Stop > pos {
		n--
	}
	l.requires = l.requires[:n]
}

// afterSignature reports whether pos stands after a comment that begins a signature block.
func (l *lexer) afterSignature(pos token.Pos) bool {
	return l.signature.IsValid() && l.signature < pos
}

const (
	// signatureLine is the first line of a signature block, without its # and its spaces.
	signatureLine = "sig#beginsignatureblock\n"
	// likeness is how many edits may at most lie between it and a comment that looks like it.
	likeness = 9
	// longestLike and shortestLike are the lengths of such a comment.
	longestLike  = len(signatureLine) + likeness + 1
	shortestLike = len(signatureLine) - likeness - 1
)

// looksLikeSignature reports whether the comment line, without its #, is the first line of a signature block, or could
// pass for it at a glance. PowerShell accepts nothing after either. It takes in the character that ends the line.
func looksLikeSignature(line string, terminator rune) bool {
	if len(line) < shortestLike-1 {
		return false
	}
	var buf [longestLike]rune
	letters, ok := withoutSpaces(buf[:0], line)
	if !ok || len(letters)+1 < shortestLike {
		return false
	}
	letters = append(letters, terminator)
	return !differsWidely(letters) && editDistance(letters, signatureLine) <= likeness
}

// withoutSpaces appends the characters of line in lower case to b, but for white space; false if there are too many.
func withoutSpaces(b []rune, line string) ([]rune, bool) {
	for i := 0; i < len(line); {
		r := rune(line[i])
		n := 1
		if r >= ascii {
			r, n = utf8.DecodeRuneInString(line[i:])
		}
		i += n
		if isSpace(r) {
			continue
		}
		if len(b)+unitLen(r) >= longestLike {
			return b, false
		}
		b = append(b, unicode.ToLower(r))
		if unitLen(r) > 1 {
			b = append(b, r)
		}
	}
	return b, true
}

// differsWidely reports whether too many characters of text do not occur in the signature's line, in whatever order.
// It spares most comments the costly comparison.
func differsWidely(text []rune) bool {
	var count [ascii]int8
	for i := range len(signatureLine) {
		count[signatureLine[i]]++
	}
	shared := 0
	for _, r := range text {
		if r < ascii && count[r] > 0 {
			count[r]--
			shared++
		}
	}
	return max(len(text), len(signatureLine))-shared > likeness
}

// editDistance returns how many characters must be inserted, removed or replaced to make text of line.
func editDistance(text []rune, line string) int {
	row := make([]int, len(line)+1)
	for j := range row {
		row[j] = j
	}
	for i, r := range text {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(line) {
			above := row[j+1]
			if r == rune(line[j]) {
				row[j+1] = diagonal
			} else {
				row[j+1] = 1 + min(above, row[j], diagonal)
			}
			diagonal = above
		}
	}
	return row[len(line)]
}
