package syntax

// Kind is the kind of a token. The names are those of PowerShell's TokenKind.
type Kind uint8

// The token kinds, in PowerShell's order.
const (
	// Unclassified tokens.
	KindUnknown Kind = iota
	KindVariable
	KindSplattedVariable
	KindParameter
	KindNumber
	KindLabel
	KindIdentifier
	KindGeneric
	KindNewLine
	KindLineContinuation
	KindComment
	KindEndOfInput

	// Strings.
	KindStringLiteral
	KindStringExpandable
	KindHereStringLiteral
	KindHereStringExpandable

	// Punctuators.
	KindLParen
	KindRParen
	KindLCurly
	KindRCurly
	KindLBracket
	KindRBracket
	KindAtParen
	KindAtCurly
	KindDollarParen
	KindSemi

	// Operators.
	KindAndAnd
	KindOrOr
	KindAmpersand
	KindPipe
	KindComma
	KindMinusMinus
	KindPlusPlus
	KindDotDot
	KindColonColon
	KindDot
	KindExclaim
	KindMultiply
	KindDivide
	KindRem
	KindPlus
	KindMinus
	KindEquals
	KindPlusEquals
	KindMinusEquals
	KindMultiplyEquals
	KindDivideEquals
	KindRemainderEquals
	KindRedirection
	KindRedirectInStd
	KindFormat
	KindNot
	KindBnot
	KindAnd
	KindOr
	KindXor
	KindBand
	KindBor
	KindBxor
	KindJoin
	KindIeq
	KindIne
	KindIge
	KindIgt
	KindIlt
	KindIle
	KindIlike
	KindInotlike
	KindImatch
	KindInotmatch
	KindIreplace
	KindIcontains
	KindInotcontains
	KindIin
	KindInotin
	KindIsplit
	KindCeq
	KindCne
	KindCge
	KindCgt
	KindClt
	KindCle
	KindClike
	KindCnotlike
	KindCmatch
	KindCnotmatch
	KindCreplace
	KindCcontains
	KindCnotcontains
	KindCin
	KindCnotin
	KindCsplit
	KindIs
	KindIsNot
	KindAs
	KindPostfixPlusPlus
	KindPostfixMinusMinus
	KindShl
	KindShr
	KindColon
	KindQuestionMark
	KindQuestionQuestionEquals
	KindQuestionQuestion
	KindQuestionDot
	KindQuestionLBracket

	// Keywords.
	KindBegin
	KindBreak
	KindCatch
	KindClass
	KindContinue
	KindData
	KindDefine
	KindDo
	KindDynamicparam
	KindElse
	KindElseIf
	KindEnd
	KindExit
	KindFilter
	KindFinally
	KindFor
	KindForeach
	KindFrom
	KindFunction
	KindIf
	KindIn
	KindParam
	KindProcess
	KindReturn
	KindSwitch
	KindThrow
	KindTrap
	KindTry
	KindUntil
	KindUsing
	KindVar
	KindWhile
	KindWorkflow
	KindParallel
	KindSequence
	KindInlineScript
	KindConfiguration
	KindDynamicKeyword
	KindPublic
	KindPrivate
	KindStatic
	KindInterface
	KindEnum
	KindNamespace
	KindModule
	KindType
	KindAssembly
	KindCommand
	KindHidden
	KindBase
	KindDefault
	KindClean

	kindCount
)

// String returns PowerShell's name of the kind, such as "LParen".
func (k Kind) String() string {
	if k >= kindCount {
		return "Unknown"
	}
	return kindTable[k].name
}

// Text returns how the kind is written where that is always the same, such as "(" or "-eq"; else "".
// Keywords and operators are in lower case.
func (k Kind) Text() string {
	if k >= kindCount {
		return ""
	}
	return kindTable[k].text
}

// Flags returns the traits that every token of the kind has.
func (k Kind) Flags() Flags {
	if k >= kindCount {
		return 0
	}
	return kindTable[k].flags
}

// kindTable holds each kind's name, spelling and traits.
var kindTable = [kindCount]struct {
	name, text string
	flags      Flags
}{
	KindUnknown:                {"Unknown", "", 0},
	KindVariable:               {"Variable", "", 0},
	KindSplattedVariable:       {"SplattedVariable", "", 0},
	KindParameter:              {"Parameter", "", 0},
	KindNumber:                 {"Number", "", 0},
	KindLabel:                  {"Label", "", 0},
	KindIdentifier:             {"Identifier", "", 0},
	KindGeneric:                {"Generic", "", 0},
	KindNewLine:                {"NewLine", "", ModeInvariant},
	KindLineContinuation:       {"LineContinuation", "", ModeInvariant},
	KindComment:                {"Comment", "", ModeInvariant},
	KindEndOfInput:             {"EndOfInput", "", ModeInvariant},
	KindStringLiteral:          {"StringLiteral", "", ModeInvariant},
	KindStringExpandable:       {"StringExpandable", "", ModeInvariant},
	KindHereStringLiteral:      {"HereStringLiteral", "", ModeInvariant},
	KindHereStringExpandable:   {"HereStringExpandable", "", ModeInvariant},
	KindLParen:                 {"LParen", "(", ModeInvariant},
	KindRParen:                 {"RParen", ")", ModeInvariant},
	KindLCurly:                 {"LCurly", "{", ModeInvariant},
	KindRCurly:                 {"RCurly", "}", ModeInvariant},
	KindLBracket:               {"LBracket", "[", 0},
	KindRBracket:               {"RBracket", "]", ModeInvariant},
	KindAtParen:                {"AtParen", "@(", ModeInvariant},
	KindAtCurly:                {"AtCurly", "@{", ModeInvariant},
	KindDollarParen:            {"DollarParen", "$(", ModeInvariant},
	KindSemi:                   {"Semi", ";", ModeInvariant},
	KindAndAnd:                 {"AndAnd", "&&", ModeInvariant},
	KindOrOr:                   {"OrOr", "||", ModeInvariant},
	KindAmpersand:              {"Ampersand", "&", SpecialOperator | ModeInvariant},
	KindPipe:                   {"Pipe", "|", SpecialOperator | ModeInvariant},
	KindComma:                  {"Comma", ",", UnaryOperator | ModeInvariant},
	KindMinusMinus:             {"MinusMinus", "--", UnaryOperator | PrefixOrPostfixOperator},
	KindPlusPlus:               {"PlusPlus", "++", UnaryOperator | PrefixOrPostfixOperator},
	KindDotDot:                 {"DotDot", "..", BinaryOperator | precRange},
	KindColonColon:             {"ColonColon", "::", SpecialOperator},
	KindDot:                    {"Dot", ".", SpecialOperator},
	KindExclaim:                {"Exclaim", "!", UnaryOperator},
	KindMultiply:               {"Multiply", "*", BinaryOperator | precMultiply},
	KindDivide:                 {"Divide", "/", BinaryOperator | precMultiply},
	KindRem:                    {"Rem", "%", BinaryOperator | precMultiply},
	KindPlus:                   {"Plus", "+", BinaryOperator | precAdd | UnaryOperator},
	KindMinus:                  {"Minus", "-", BinaryOperator | precAdd | UnaryOperator},
	KindEquals:                 {"Equals", "=", AssignmentOperator},
	KindPlusEquals:             {"PlusEquals", "+=", AssignmentOperator},
	KindMinusEquals:            {"MinusEquals", "-=", AssignmentOperator},
	KindMultiplyEquals:         {"MultiplyEquals", "*=", AssignmentOperator},
	KindDivideEquals:           {"DivideEquals", "/=", AssignmentOperator},
	KindRemainderEquals:        {"RemainderEquals", "%=", AssignmentOperator},
	KindRedirection:            {"Redirection", "redirection", 0},
	KindRedirectInStd:          {"RedirectInStd", "<", ModeInvariant},
	KindFormat:                 {"Format", "-f", BinaryOperator | precFormat},
	KindNot:                    {"Not", "-not", UnaryOperator},
	KindBnot:                   {"Bnot", "-bnot", UnaryOperator},
	KindAnd:                    {"And", "-and", BinaryOperator | precLogical},
	KindOr:                     {"Or", "-or", BinaryOperator | precLogical},
	KindXor:                    {"Xor", "-xor", BinaryOperator | precLogical},
	KindBand:                   {"Band", "-band", BinaryOperator | precBitwise},
	KindBor:                    {"Bor", "-bor", BinaryOperator | precBitwise},
	KindBxor:                   {"Bxor", "-bxor", BinaryOperator | precBitwise},
	KindJoin:                   {"Join", "-join", BinaryOperator | UnaryOperator | precComparison},
	KindIeq:                    {"Ieq", "-eq", BinaryOperator | precComparison},
	KindIne:                    {"Ine", "-ne", BinaryOperator | precComparison},
	KindIge:                    {"Ige", "-ge", BinaryOperator | precComparison},
	KindIgt:                    {"Igt", "-gt", BinaryOperator | precComparison},
	KindIlt:                    {"Ilt", "-lt", BinaryOperator | precComparison},
	KindIle:                    {"Ile", "-le", BinaryOperator | precComparison},
	KindIlike:                  {"Ilike", "-ilike", BinaryOperator | precComparison},
	KindInotlike:               {"Inotlike", "-inotlike", BinaryOperator | precComparison},
	KindImatch:                 {"Imatch", "-imatch", BinaryOperator | precComparison},
	KindInotmatch:              {"Inotmatch", "-inotmatch", BinaryOperator | precComparison},
	KindIreplace:               {"Ireplace", "-ireplace", BinaryOperator | precComparison},
	KindIcontains:              {"Icontains", "-icontains", BinaryOperator | precComparison},
	KindInotcontains:           {"Inotcontains", "-inotcontains", BinaryOperator | precComparison},
	KindIin:                    {"Iin", "-iin", BinaryOperator | precComparison},
	KindInotin:                 {"Inotin", "-inotin", BinaryOperator | precComparison},
	KindIsplit:                 {"Isplit", "-isplit", BinaryOperator | UnaryOperator | precComparison},
	KindCeq:                    {"Ceq", "-ceq", BinaryOperator | precComparison | CaseSensitiveOperator},
	KindCne:                    {"Cne", "-cne", BinaryOperator | precComparison | CaseSensitiveOperator},
	KindCge:                    {"Cge", "-cge", BinaryOperator | precComparison | CaseSensitiveOperator},
	KindCgt:                    {"Cgt", "-cgt", BinaryOperator | precComparison | CaseSensitiveOperator},
	KindClt:                    {"Clt", "-clt", BinaryOperator | precComparison | CaseSensitiveOperator},
	KindCle:                    {"Cle", "-cle", BinaryOperator | precComparison | CaseSensitiveOperator},
	KindClike:                  {"Clike", "-clike", BinaryOperator | precComparison | CaseSensitiveOperator},
	KindCnotlike:               {"Cnotlike", "-cnotlike", BinaryOperator | precComparison | CaseSensitiveOperator},
	KindCmatch:                 {"Cmatch", "-cmatch", BinaryOperator | precComparison | CaseSensitiveOperator},
	KindCnotmatch:              {"Cnotmatch", "-cnotmatch", BinaryOperator | precComparison | CaseSensitiveOperator},
	KindCreplace:               {"Creplace", "-creplace", BinaryOperator | precComparison | CaseSensitiveOperator},
	KindCcontains:              {"Ccontains", "-ccontains", BinaryOperator | precComparison | CaseSensitiveOperator},
	KindCnotcontains:           {"Cnotcontains", "-cnotcontains", BinaryOperator | precComparison | CaseSensitiveOperator},
	KindCin:                    {"Cin", "-cin", BinaryOperator | precComparison | CaseSensitiveOperator},
	KindCnotin:                 {"Cnotin", "-cnotin", BinaryOperator | precComparison | CaseSensitiveOperator},
	KindCsplit:                 {"Csplit", "-csplit", BinaryOperator | UnaryOperator | precComparison | CaseSensitiveOperator},
	KindIs:                     {"Is", "-is", BinaryOperator | precComparison},
	KindIsNot:                  {"IsNot", "-isnot", BinaryOperator | precComparison},
	KindAs:                     {"As", "-as", BinaryOperator | precComparison},
	KindPostfixPlusPlus:        {"PostfixPlusPlus", "++", UnaryOperator | PrefixOrPostfixOperator},
	KindPostfixMinusMinus:      {"PostfixMinusMinus", "--", UnaryOperator | PrefixOrPostfixOperator},
	KindShl:                    {"Shl", "-shl", BinaryOperator | precComparison},
	KindShr:                    {"Shr", "-shr", BinaryOperator | precComparison},
	KindColon:                  {"Colon", ":", SpecialOperator},
	KindQuestionMark:           {"QuestionMark", "?", TernaryOperator},
	KindQuestionQuestionEquals: {"QuestionQuestionEquals", "??=", AssignmentOperator},
	KindQuestionQuestion:       {"QuestionQuestion", "??", BinaryOperator | precCoalesce},
	KindQuestionDot:            {"QuestionDot", "?.", SpecialOperator},
	KindQuestionLBracket:       {"QuestionLBracket", "?[", 0},
	KindBegin:                  {"Begin", "begin", Keyword | BlockName},
	KindBreak:                  {"Break", "break", Keyword | NoAttributes},
	KindCatch:                  {"Catch", "catch", Keyword},
	KindClass:                  {"Class", "class", Keyword},
	KindContinue:               {"Continue", "continue", Keyword | NoAttributes},
	KindData:                   {"Data", "data", Keyword | NoAttributes},
	KindDefine:                 {"Define", "define", Keyword | NoAttributes},
	KindDo:                     {"Do", "do", Keyword | NoAttributes},
	KindDynamicparam:           {"Dynamicparam", "dynamicparam", Keyword | BlockName},
	KindElse:                   {"Else", "else", Keyword},
	KindElseIf:                 {"ElseIf", "elseif", Keyword},
	KindEnd:                    {"End", "end", Keyword | BlockName},
	KindExit:                   {"Exit", "exit", Keyword | NoAttributes},
	KindFilter:                 {"Filter", "filter", Keyword | NoAttributes},
	KindFinally:                {"Finally", "finally", Keyword},
	KindFor:                    {"For", "for", Keyword | NoAttributes},
	KindForeach:                {"Foreach", "foreach", Keyword | NoAttributes},
	KindFrom:                   {"From", "from", Keyword | NoAttributes},
	KindFunction:               {"Function", "function", Keyword | NoAttributes},
	KindIf:                     {"If", "if", Keyword | NoAttributes},
	KindIn:                     {"In", "in", Keyword},
	KindParam:                  {"Param", "param", Keyword},
	KindProcess:                {"Process", "process", Keyword | BlockName},
	KindReturn:                 {"Return", "return", Keyword | NoAttributes},
	KindSwitch:                 {"Switch", "switch", Keyword | NoAttributes},
	KindThrow:                  {"Throw", "throw", Keyword | NoAttributes},
	KindTrap:                   {"Trap", "trap", Keyword | NoAttributes},
	KindTry:                    {"Try", "try", Keyword | NoAttributes},
	KindUntil:                  {"Until", "until", Keyword},
	KindUsing:                  {"Using", "using", Keyword | NoAttributes},
	KindVar:                    {"Var", "var", Keyword | NoAttributes},
	KindWhile:                  {"While", "while", Keyword | NoAttributes},
	KindWorkflow:               {"Workflow", "workflow", Keyword | NoAttributes},
	KindParallel:               {"Parallel", "parallel", Keyword | NoAttributes},
	KindSequence:               {"Sequence", "sequence", Keyword | NoAttributes},
	KindInlineScript:           {"InlineScript", "inlinescript", Keyword | NoAttributes},
	KindConfiguration:          {"Configuration", "configuration", Keyword},
	KindDynamicKeyword:         {"DynamicKeyword", "<dynamic keyword>", Keyword},
	KindPublic:                 {"Public", "public", Keyword},
	KindPrivate:                {"Private", "private", Keyword},
	KindStatic:                 {"Static", "static", Keyword},
	KindInterface:              {"Interface", "interface", Keyword},
	KindEnum:                   {"Enum", "enum", Keyword},
	KindNamespace:              {"Namespace", "namespace", Keyword},
	KindModule:                 {"Module", "module", Keyword},
	KindType:                   {"Type", "type", Keyword},
	KindAssembly:               {"Assembly", "assembly", Keyword},
	KindCommand:                {"Command", "command", Keyword},
	KindHidden:                 {"Hidden", "hidden", Keyword},
	KindBase:                   {"Base", "base", Keyword},
	KindDefault:                {"Default", "default", Keyword},
	KindClean:                  {"Clean", "clean", Keyword | BlockName},
}
