package syntax

import "go/token"

// Flags are the traits of a token: those of its kind, and those of the place where it stands.
type Flags uint32

// The traits, after PowerShell's TokenFlags. The lowest four bits hold the precedence of a binary operator.
const (
	precLogical    Flags = 0x1
	precBitwise    Flags = 0x2
	precComparison Flags = 0x5
	precCoalesce   Flags = 0x7
	precAdd        Flags = 0x9
	precMultiply   Flags = 0xa
	precFormat     Flags = 0xc
	precRange      Flags = 0xd
	precMask       Flags = 0xf

	Keyword                 Flags = 0x00000010
	BlockName               Flags = 0x00000020 // begin, process, end, clean, dynamicparam
	BinaryOperator          Flags = 0x00000100
	UnaryOperator           Flags = 0x00000200
	CaseSensitiveOperator   Flags = 0x00000400
	TernaryOperator         Flags = 0x00000800
	SpecialOperator         Flags = 0x00001000
	AssignmentOperator      Flags = 0x00002000
	ModeInvariant           Flags = 0x00008000 // scanned alike in expression and in command mode
	InError                 Flags = 0x00010000 // for example, a string without its terminator
	PrefixOrPostfixOperator Flags = 0x00040000
	CommandName             Flags = 0x00080000 // names the command of a pipeline
	MemberName              Flags = 0x00100000
	TypeNameToken           Flags = 0x00200000
	AttributeName           Flags = 0x00400000
	NoAttributes            Flags = 0x01000000 // begins a statement that takes no attributes
)

// Precedence returns the precedence of a binary operator: higher binds tighter; 0 for what is none.
func (f Flags) Precedence() int { return int(f & precMask) }

// A Token is a piece of source text with its kind.
type Token struct {
	Pos, End token.Pos
	Flags    Flags
	Depth    uint16 // 0, or how many expandable strings the token stands in
	Kind     Kind
}
