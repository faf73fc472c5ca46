package syntax

import (
	"fmt"
	"go/token"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// testLexer returns a lexer of src in the mode.
func testLexer(src string, mode scanMode) *lexer {
	l := new(lexer)
	l.reset(token.NewFileSet().AddFile("test.ps1", -1, len(src)), src)
	l.mode = mode
	return l
}

// readAll reads the tokens of src in one mode, each as its kind and its text, and after an equals sign its value
// where that is another.
func readAll(l *lexer) []string {
	var got []string
	for {
		tok := l.next()
		if tok.kind == KindEndOfInput {
			return got
		}
		text := l.src[tok.pos-l.base : tok.end-l.base]
		line := fmt.Sprintf("%v %q", tok.kind, text)
		if tok.text != "" && tok.text != text {
			line += fmt.Sprintf(" = %q", tok.text)
		}
		got = append(got, line)
	}
}

// errorLines returns the errors of l, each with its place.
func errorLines(l *lexer) []string {
	var got []string
	for _, e := range l.errors {
		got = append(got, fmt.Sprintf("%s %d %d", e.ID, e.Pos-l.base, e.End-l.base))
	}
	return got
}

func TestLexerModes(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		name, src string
		mode      scanMode
		want      []string
	}{
		{"empty", "", commandMode, nil},
		{"command and parameter", "Get-Item -Path:x -Force", commandMode, []string{
			`Generic "Get-Item"`, `Parameter "-Path:" = "Path"`, `Identifier "x"`, `Parameter "-Force" = "Force"`,
		}},
		{"typographic dash of a parameter", "a –Path", commandMode, []string{`Identifier "a"`, `Parameter "–Path" = "Path"`}},
		{"operator names are parameters in a command", "a -eq -1", commandMode, []string{
			`Identifier "a"`, `Parameter "-eq" = "eq"`, `Generic "-1"`,
		}},
		{"operators", "$a -EQ 1 -cnotin 2 –Split 3", expressionMode, []string{
			`Variable "$a" = "a"`, `Ieq "-EQ"`, `Number "1"`, `Cnotin "-cnotin"`, `Number "2"`, `Isplit "–Split"`, `Number "3"`,
		}},
		{"arithmetic", "1+2--3", expressionMode, []string{
			`Number "1"`, `Plus "+"`, `Number "2"`, `MinusMinus "--"`, `Number "3"`,
		}},
		{"arithmetic signs are words in a command", "1+2 +3 %a", commandMode, []string{`Generic "1+2"`, `Generic "+3"`, `Generic "%a"`}},
		{"alias characters", "? %", commandMode, []string{`Generic "?"`, `Rem "%"`}},
		{"question mark and colon in a variable", "$a?b:c $a ? b", expressionMode, []string{
			`Variable "$a?b:c" = "a?b:c"`, `Variable "$a" = "a"`, `QuestionMark "?"`, `Identifier "b"`,
		}},
		{"null operators", "?? ??= ?", expressionMode, []string{
			`QuestionQuestion "??"`, `QuestionQuestionEquals "??="`, `QuestionMark "?"`,
		}},
		{"range", "1..2", expressionMode, []string{`Number "1"`, `DotDot ".."`, `Number "2"`}},
		{"range is a word in a command", "1..2 ..a", commandMode, []string{`Generic "1..2"`, `Generic "..a"`}},
		{"keywords", "IF iff foreach", commandMode, []string{`If "IF"`, `Identifier "iff"`, `Foreach "foreach"`}},
		{"keywords are names in an expression", "if", expressionMode, []string{`Identifier "if"`}},
		{"inlinescript outside a workflow", "inlinescript", commandMode, []string{`Identifier "inlinescript"`}},
		{"kelvin sign is no k", "brea\u212A", commandMode, []string{"Identifier \"brea\u212a\""}},
		{"type name", "System.Collections.Generic.List`1[int]", typeNameMode, []string{
			"Identifier \"System.Collections.Generic.List`1\"", `LBracket "["`, `Identifier "int"`, `RBracket "]"`,
		}},
		{"label", ":outer :a+b :", commandMode, []string{`Label ":outer" = "outer"`, `Generic ":a+b"`, `Generic ":"`}},
		{"redirections", "> >> 2>&1 *>&1 3>> <", commandMode, []string{
			`Redirection ">"`, `Redirection ">>"`, `Redirection "2>&1"`, `Redirection "*>&1"`, `Redirection "3>>"`, `RedirectInStd "<"`,
		}},
		{"number before redirection in an expression", "2>1", expressionMode, []string{`Number "2"`, `Redirection ">"`, `Number "1"`}},
		{"chains", "&& || & |", commandMode, []string{`AndAnd "&&"`, `OrOr "||"`, `Ampersand "&"`, `Pipe "|"`}},
		{"exclaim", "!$a !1 !1a !a", expressionMode, []string{
			`Exclaim "!"`, `Variable "$a" = "a"`, `Exclaim "!"`, `Number "1"`, `Generic "!1a"`, `Generic "!a"`,
		}},
		{"word with number sign", "a#b #c", commandMode, []string{`Generic "a#b"`}},
		{"word with strings", `a"b"'c''d'e`, commandMode, []string{`Generic "a\"b\"'c''d'e" = "abc'de"`}},
		{"word with variable", "a$b.c", commandMode, []string{`Generic "a$b.c"`}},
		{"variable that ends no word", "$a-b $a.b $a[0", commandMode, []string{
			`Generic "$a-b"`, `Variable "$a" = "a"`, `Generic ".b"`, `Variable "$a" = "a"`, `Generic "[0"`,
		}},
		{"variables", "$a $global:b ${a b} $$ $? @c $x::y $é $_", expressionMode, []string{
			`Variable "$a" = "a"`, `Variable "$global:b" = "global:b"`, `Variable "${a b}" = "a b"`, `Variable "$$" = "$"`,
			`Variable "$?" = "?"`, `SplattedVariable "@c" = "c"`, `Variable "$x" = "x"`, `ColonColon "::"`, `Identifier "y"`,
			`Variable "$é" = "é"`, `Variable "$_" = "_"`,
		}},
		{"lone dollar", "$ $+", expressionMode, []string{`Generic "$"`, `Generic "$+"`}},
		{"braces in a braced variable", "${a`}b}", expressionMode, []string{"Variable \"${a`}b}\" = \"a}b\""}},
		{"typographic quotes", "‘a' “b„", commandMode, []string{`StringLiteral "‘a'" = "a"`, `StringExpandable "“b„" = "b"`}},
		{"mixed doubled quotes", "'a'’b' \"c\"”d\"", commandMode, []string{
			"StringLiteral \"'a'’b'\" = \"a’b\"", "StringExpandable \"\\\"c\\\"”d\\\"\" = \"c”d\"",
		}},
		{"escapes", "\"`n`t`0`a`$x`u{1F600}`q\"", commandMode, []string{
			"StringExpandable \"\\\"`n`t`0`a`$x`u{1F600}`q\\\"\" = \"\\n\\t\\x00\\a$x😀q\"",
		}},
		{"escapes in a word", "a`nb `x", commandMode, []string{"Generic \"a`nb\" = \"a\\nb\"", "Generic \"`x\" = \"x\""}},
		{"here-strings", "@'\na\n b\n'@ @\"\r\n$c\r\n\"@", commandMode, []string{
			`HereStringLiteral "@'\na\n b\n'@" = "a\n b"`, `HereStringExpandable "@\"\r\n$c\r\n\"@" = "$c"`,
		}},
		{"empty here-string", "@'\n'@", commandMode, []string{`HereStringLiteral "@'\n'@"`}},
		{"continued line", "a `\r\n b ` c", commandMode, []string{`Identifier "a"`, `Identifier "b"`, `Identifier "c"`}},
		{"line breaks", "a\r\nb\rc\n", commandMode, []string{
			`Identifier "a"`, `NewLine "\r\n"`, `Identifier "b"`, `NewLine "\r"`, `Identifier "c"`, `NewLine "\n"`,
		}},
		{"white space", "a\u00a0b\u0085c\u3000d\ve", commandMode, []string{
			`Identifier "a"`, `Identifier "b"`, `Identifier "c"`, `Identifier "d"`, `Identifier "e"`,
		}},
		{"next line breaks no line", "#a\u0085b\nc", commandMode, []string{`NewLine "\n"`, `Identifier "c"`}},
		{"zero character ends a word", "a\x00b", commandMode, []string{`Identifier "a"`, `Generic "\x00b"`}},
		{"character of two units is no letter", "$a😀 𝒳", expressionMode, []string{`Variable "$a" = "a"`, `Generic "😀"`, `Generic "𝒳"`}},
		{"punctuation", "( ) { } [ ] @( @{ $( ; ,", expressionMode, []string{
			`LParen "("`, `RParen ")"`, `LCurly "{"`, `RCurly "}"`, `LBracket "["`, `RBracket "]"`, `AtParen "@("`, `AtCurly "@{"`,
			`DollarParen "$("`, `Semi ";"`, `Comma ","`,
		}},
		{"assignments", "= += -= *= /= %=", expressionMode, []string{
			`Equals "="`, `PlusEquals "+="`, `MinusEquals "-="`, `MultiplyEquals "*="`, `DivideEquals "/="`, `RemainderEquals "%="`,
		}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			l := testLexer(tc.src, tc.mode)
			if diff := cmp.Diff(tc.want, readAll(l)); diff != "" {
				t.Errorf("tokens of %q (-want +got):\n%s", tc.src, diff)
			}
			if len(l.errors) > 0 {
				t.Errorf("errors of %q: %v", tc.src, errorLines(l))
			}
		})
	}
}

func TestLexerErrors(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		name, src string
		want      []string
	}{
		{"unterminated literal", "'a", []string{"TerminatorExpectedAtEndOfString 0 2"}},
		{"unterminated string", "\"a", []string{"TerminatorExpectedAtEndOfString 0 2"}},
		{"unterminated comment", "<# a", []string{"MissingTerminatorMultiLineComment 0 4"}},
		{"comment that only seems to end", "<#>", []string{"MissingTerminatorMultiLineComment 0 3"}},
		{"unterminated here-string", "@'\na", []string{"TerminatorExpectedAtEndOfString 0 4"}},
		{"indented end of here-string", "@'\na\n '@", []string{"WhitespaceBeforeHereStringFooter 6 8"}},
		{"text behind the beginning of a here-string", "@'a'@", []string{"UnexpectedCharactersAfterHereStringHeader 2 3"}},
		{"unterminated subexpression", "\"$(a", []string{"IncompleteDollarSubexpressionReference 1 4", "TerminatorExpectedAtEndOfString 0 4"}},
		{"unterminated braced variable", "${a", []string{"IncompleteDollarVariableReference 1 3"}},
		{"empty braced variable", "${}", []string{"EmptyVariableReference 2 3"}},
		{"brace in braced variable", "${a{b}", []string{"OpenBraceNeedsToBeBackTickedInVariableName 4 5"}},
		{"scope without a name", "$global:", []string{"InvalidVariableReference 0 8"}},
		{"drive without a name", "$env:", []string{"InvalidVariableReferenceWithDrive 0 5"}},
		{"braced drive without a name", "${env:}", []string{"InvalidBracedVariableReference 0 7"}},
		{"at sign alone", "@ ", []string{"UnrecognizedToken 0 1"}},
		{"backtick at the end", "`", []string{"IncompleteString 1 1"}},
		{"unicode escape without braces", "\"`u12\"", []string{"InvalidUnicodeEscapeSequence 1 3"}},
		{"unicode escape without digits", "\"`u{}\"", []string{"InvalidUnicodeEscapeSequence 1 5"}},
		{"unicode escape with a wrong digit", "\"`u{1x}\"", []string{"InvalidUnicodeEscapeSequence 5 6"}},
		{"unicode escape with too many digits", "\"`u{1234567}\"", []string{"TooManyDigitsInUnicodeEscapeSequence 10 11"}},
		{"unicode escape without end", "\"`u{123456 \"", []string{"MissingUnicodeEscapeSequenceTerminator 10 11"}},
		{"unicode escape too large", "\"`u{110000}\"", []string{"InvalidUnicodeEscapeSequenceValue 4 10"}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			l := testLexer(tc.src, commandMode)
			readAll(l)
			if diff := cmp.Diff(tc.want, errorLines(l)); diff != "" {
				t.Errorf("errors of %q (-want +got):\n%s", tc.src, diff)
			}
		})
	}
}

func TestLexerBadNumberInExpression(t *testing.T) {
	t.Parallel()
	l := testLexer("999y", expressionMode)
	readAll(l)
	if diff := cmp.Diff([]string{"BadNumericConstant 0 4"}, errorLines(l)); diff != "" {
		t.Errorf("errors (-want +got):\n%s", diff)
	}
}

func TestLexerIncomplete(t *testing.T) {
	t.Parallel()
	for src, want := range map[string]bool{"'a": true, "@'a\n": false, "${": true} {
		t.Run(src, func(t *testing.T) {
			t.Parallel()
			l := testLexer(src, commandMode)
			readAll(l)
			if len(l.errors) == 0 || l.errors[0].Incomplete != want {
				t.Errorf("errors of %q = %v, want incomplete %t", src, errorLines(l), want)
			}
		})
	}
}

// partLines returns the parts of the first token of src, each with its place.
func partLines(l *lexer, tok lexeme) []string {
	var got []string
	for _, p := range l.nestedParts(tok) {
		got = append(got, fmt.Sprintf("%v %s", p.kind, l.src[p.pos-l.base:p.end-l.base]))
	}
	return got
}

func TestLexerParts(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		name, src string
		want      []string
	}{
		{"none", `"a$ $) $"`, nil},
		{"variables", `"$a:b ${c}d$e.f"`, []string{"Variable $a:b", "Variable ${c}", "Variable $e"}},
		{"subexpression", `"a$(b (c) d)e"`, []string{"StringLiteral $(b (c) d)"}},
		{"escaped", "\"`$a $b\"", []string{"Variable $b"}},
		{"word", "a$b/$(c)'$d'", []string{"Variable $b", "StringLiteral $(c)"}},
		{"here-string", "@\"\n$a\n$(b)\n\"@", []string{"Variable $a", "StringLiteral $(b)"}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			l := testLexer(tc.src, commandMode)
			tok := l.next()
			if diff := cmp.Diff(tc.want, partLines(l, tok)); diff != "" {
				t.Errorf("parts of %q (-want +got):\n%s", tc.src, diff)
			}
			if tok.expandable != (len(tc.want) > 0) {
				t.Errorf("expandable = %t with parts %v", tok.expandable, tc.want)
			}
		})
	}
}

// tokenLines returns the tokens that l kept, indented by their depth.
func tokenLines(l *lexer) []string {
	var got []string
	for _, tok := range l.tokens {
		text := l.src[tok.Pos-l.base : tok.End-l.base]
		got = append(got, fmt.Sprintf("%s%v %s", strings.Repeat(" ", int(tok.Depth)), tok.Kind, text))
	}
	return got
}

func TestLexerNested(t *testing.T) {
	t.Parallel()
	l := testLexer(`"a$x$(""b"" c)d$(e)" f`, commandMode)
	str := l.next()
	l.next()
	for _, p := range l.nestedParts(str) {
		if !p.sub {
			continue
		}
		s := l.pushNested(p)
		for l.next().kind != KindRParen {
		}
		l.popNested(s)
	}
	l.next()
	want := []string{
		`StringExpandable "a$x$(""b"" c)d$(e)"`,
		` Variable $x`,
		` DollarParen $(`, ` StringExpandable ""b""`, ` Identifier c`, ` RParen )`,
		` DollarParen $(`, ` Identifier e`, ` RParen )`,
		`Identifier f`,
		`EndOfInput `,
	}
	if diff := cmp.Diff(want, tokenLines(l)); diff != "" {
		t.Errorf("tokens (-want +got):\n%s", diff)
	}
}

func TestLexerNestedValues(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		name, src string
		want      []string
	}{
		{"string", `"$(""a b"")"`, []string{`StringExpandable "\"\"a b\"\"" = "a b"`}},
		{"string with escaped quotes", "\"$(`\"a`\")\"", []string{"StringExpandable \"`\\\"a`\\\"\" = \"a\""}},
		{"literal with quotes", `"$('a""b')"`, []string{`StringLiteral "'a\"\"b'" = "a\"b"`}},
		{"four quotes", `"$(""a""""b"")"`, []string{`StringExpandable "\"\"a\"\"\"\"b\"\"" = "a\"b"`}},
		{"label that is a word", `"$(:a""b)"`, []string{`Generic ":a\"\"b" = ":a\"b"`}},
		{"in a here-string", "@\"\n$(\"a\")\n\"@", []string{`StringExpandable "\"a\"" = "a"`}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			l := testLexer(tc.src, commandMode)
			parts := l.nestedParts(l.next())
			l.pushNested(parts[0])
			got := readAll(l)
			if diff := cmp.Diff(tc.want, got[1:len(got)-1]); diff != "" {
				t.Errorf("tokens of %q (-want +got):\n%s", tc.src, diff)
			}
		})
	}
}

func TestLexerUnreadPartsStayTokens(t *testing.T) {
	t.Parallel()
	l := testLexer("a$x$(b) c", commandMode)
	readAll(l)
	want := []string{"Generic a$x$(b)", " Variable $x", " StringLiteral $(b)", "Identifier c", "EndOfInput "}
	if diff := cmp.Diff(want, tokenLines(l)); diff != "" {
		t.Errorf("tokens (-want +got):\n%s", diff)
	}
}

func TestLexerResync(t *testing.T) {
	t.Parallel()
	l := testLexer("a \"$b\" #requires -version 5\nc", commandMode)
	l.next()
	second := l.next()
	l.next()
	if len(l.requires) != 1 {
		t.Errorf("requires = %v, want one", l.requires)
	}
	l.resync(second.pos)
	if diff := cmp.Diff([]string{"Identifier a"}, tokenLines(l)); diff != "" {
		t.Errorf("tokens after resync (-want +got):\n%s", diff)
	}
	if len(l.requires) != 0 {
		t.Errorf("requires after resync = %v", l.requires)
	}
	want := []string{`StringExpandable "\"$b\"" = "$b"`, `NewLine "\n"`, `Identifier "c"`}
	if diff := cmp.Diff(want, readAll(l)); diff != "" {
		t.Errorf("read again (-want +got):\n%s", diff)
	}
}

func TestLexerTernaryEndsNumber(t *testing.T) {
	t.Parallel()
	l := testLexer("1?2:3", expressionMode)
	l.forceEndNumberOnTernary = true
	want := []string{`Number "1"`, `QuestionMark "?"`, `Number "2"`, `Colon ":"`, `Number "3"`}
	if diff := cmp.Diff(want, readAll(l)); diff != "" {
		t.Errorf("tokens (-want +got):\n%s", diff)
	}
}

func TestLexerSignedNumbers(t *testing.T) {
	t.Parallel()
	l := testLexer("-1 +2 –.5", expressionMode)
	l.allowSignedNumbers = true
	want := []string{`Number "-1"`, `Number "+2"`, `Number "–.5"`}
	if diff := cmp.Diff(want, readAll(l)); diff != "" {
		t.Errorf("tokens (-want +got):\n%s", diff)
	}
}

func TestMemberAccessOperator(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		src      string
		mode     scanMode
		lbracket bool
		want     Kind // KindUnknown: none
	}{
		{".a", expressionMode, false, KindDot},
		{"..", expressionMode, false, KindUnknown},
		{". ", commandMode, false, KindUnknown},
		{". ", expressionMode, false, KindDot},
		{"::a", commandMode, false, KindColonColon},
		{":: ", commandMode, false, KindUnknown},
		{":a", expressionMode, false, KindUnknown},
		{"[0]", expressionMode, true, KindLBracket},
		{"[0]", expressionMode, false, KindUnknown},
		{"?.a", expressionMode, false, KindQuestionDot},
		{"?[0]", expressionMode, true, KindQuestionLBracket},
		{"?[0]", expressionMode, false, KindUnknown},
		{"<# #>.a", expressionMode, false, KindDot},
		{" .a", expressionMode, false, KindUnknown},
		{"<a", expressionMode, false, KindUnknown},
		{"", expressionMode, true, KindUnknown},
	} {
		t.Run(tc.src, func(t *testing.T) {
			t.Parallel()
			l := testLexer(tc.src, tc.mode)
			tok, ok := l.memberAccessOperator(tc.lbracket)
			if tok.kind != tc.want || ok != (tc.want != KindUnknown) {
				t.Errorf("memberAccessOperator of %q = %v, %t, want %v", tc.src, tok.kind, ok, tc.want)
			}
		})
	}
}

func TestVerbatimArgument(t *testing.T) {
	t.Parallel()
	for src, want := range map[string]string{
		" a $b `c": "a $b `c",
		"a | b":    "a ",
		`"a | b"`:  `"a | b"`,
		"a & b":    "a & b",
		"a && b":   "a ",
		"a\nb":     "a",
	} {
		t.Run(src, func(t *testing.T) {
			t.Parallel()
			tok, _ := testLexer(src, commandMode).verbatimArgument()
			if tok.text != want {
				t.Errorf("verbatimArgument of %q = %q, want %q", src, tok.text, want)
			}
		})
	}
}

func TestAssemblyName(t *testing.T) {
	t.Parallel()
	l := testLexer(" System.Core,Version = 4.0.0.0 , Culture=neutral]", typeNameMode)
	if got, want := l.assemblyName(), "System.Core, Version=4.0.0.0, Culture=neutral"; got != want {
		t.Errorf("assemblyName = %q, want %q", got, want)
	}
	if r := l.peek(); r != ']' {
		t.Errorf("%q follows", r)
	}
}

func TestIsPipeContinuation(t *testing.T) {
	t.Parallel()
	for src, want := range map[string]bool{
		"| a":           true,
		"  | a":         true,
		"# c\n| a":      true,
		"<# c #> | a":   true,
		"# c\n\n| a":    false,
		"\n| a":         false,
		"a | b":         false,
		"|":             true,
		"":              false,
		"\u00a0|":       true,
		"# c\r\n# d\r|": true,
	} {
		t.Run(src, func(t *testing.T) {
			t.Parallel()
			l := testLexer("\n"+src, commandMode)
			if got := l.isPipeContinuation(l.next().end); got != want {
				t.Errorf("isPipeContinuation before %q = %t, want %t", src, got, want)
			}
		})
	}
}

func TestReplaceSaved(t *testing.T) {
	t.Parallel()
	l := testLexer("[int] \"$x\" b", typeNameMode)
	first, name, last := l.next(), l.next(), l.next()
	l.next()
	l.replaceSaved(first, last, name)
	want := []string{"Identifier int", `StringExpandable "$x"`, " Variable $x"}
	if diff := cmp.Diff(want, tokenLines(l)); diff != "" {
		t.Errorf("tokens (-want +got):\n%s", diff)
	}
}

func TestLooksLikeSignature(t *testing.T) {
	t.Parallel()
	for line, want := range map[string]bool{
		" SIG # Begin signature block": true,
		" sig # end signature block":   true,
		" SlG # Begin slgnature bl0ck": true,
		" begin the next block":        false,
		" SET TEXT SIGNATURE":          false,
		"":                             false,
	} {
		t.Run(line, func(t *testing.T) {
			t.Parallel()
			if got := looksLikeSignature(line, '\n'); got != want {
				t.Errorf("looksLikeSignature(%q) = %t, want %t", line, got, want)
			}
		})
	}
}

func TestLexerNestedPositions(t *testing.T) {
	t.Parallel()
	// Errors, and the end, stand where they would if each doubled quote were one character.
	l := testLexer("\"$(\"\"a\"\" ${})\" b", commandMode)
	l.pushNested(l.nestedParts(l.next())[0])
	readAll(l)
	if diff := cmp.Diff([]string{"EmptyVariableReference 9 10"}, errorLines(l)); diff != "" {
		t.Errorf("errors (-want +got):\n%s", diff)
	}
	if end := l.tokens[len(l.tokens)-1]; end.Kind != KindEndOfInput || end.Pos-l.base != 12 {
		t.Errorf("the end is %v at %d, want EndOfInput at 12", end.Kind, end.Pos-l.base)
	}
}

func TestPipeContinuationInString(t *testing.T) {
	t.Parallel()
	// PowerShell looks into the $( … ) at the offset that the line break has in the script.
	for src, want := range map[string]bool{
		"\"$(a\n |b)\"":            true,
		"\"$(a\n| b)\"":            false,
		"xxxxxxxxxx \"$(a\n |b)\"": false,
		"\"é$(a\n  |b)\"":          true,
	} {
		t.Run(src, func(t *testing.T) {
			t.Parallel()
			l := testLexer(src, commandMode)
			tok := l.next()
			for !tok.expandable {
				tok = l.next()
			}
			l.pushNested(l.nestedParts(tok)[0])
			for tok.kind != KindNewLine {
				tok = l.next()
			}
			if got := l.isPipeContinuation(tok.end); got != want {
				t.Errorf("isPipeContinuation = %t, want %t", got, want)
			}
		})
	}
}
