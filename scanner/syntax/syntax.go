// Package syntax reads PowerShell 7.6 as PowerShell itself does: the same tokens, the same tree, the same errors.
//
// [Parse] always returns a tree; what is broken in the text stands in it as an [ErrorStatement] or an [ErrorExpression],
// with whatever of it could be read. Positions are those of a [go/token.File], one byte of the decoded text each.
package syntax

import "go/token"

// A File is a parsed script.
type File struct {
	Tok    *token.File  // the file's positions; its size is len(Src)
	Src    string       // the decoded text
	Root   *ScriptBlock // never nil
	Tokens []Token      // all of them, comments and the final EndOfInput too, in order
	Errors []*Error     // sorted by position, then id, without repeats
}

// An Error is a place that PowerShell does not accept.
type Error struct {
	Pos, End   token.Pos
	ID         string // PowerShell's, such as "MissingEndCurlyBrace"
	Incomplete bool   // more input could mend it
}

// Text returns the source text of n.
func (f *File) Text(n Node) string { return f.Slice(n.Pos(), n.End()) }

// Slice returns the source text from pos to end.
func (f *File) Slice(pos, end token.Pos) string { return f.Src[f.Offset(pos):f.Offset(end)] }

// Offset returns the byte offset of pos in Src.
func (f *File) Offset(pos token.Pos) int { return int(pos) - f.Tok.Base() }
