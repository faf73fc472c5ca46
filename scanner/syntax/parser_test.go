package syntax

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

// TestParseErrors compares the errors with those that PowerShell reports.
func TestParseErrors(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, src string
		want      string // id, offset and end of each error
	}{
		{"array with too many dimensions", "[int[,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,]]$x", "ArrayHasTooManyDimensions 5 38"},
		{"array without closing bracket", "[int[,$x", "EndSquareBracketExpectedAtEndOfAttribute 5 5; EndSquareBracketExpectedAtEndOfAttribute 6 6"},
		{"array of broken rank", "[int[]a]]$x", "EndSquareBracketExpectedAtEndOfAttribute 5 5; UnexpectedToken 6 11"},
		{"background job in a chain", "a & && b", "BackgroundOperatorInPipelineChain 4 6"},
		{"nothing after &&", "a && | b", "EmptyPipeElement 5 6"},
		{"end after &&", "a &&", "EmptyPipelineChainElement 4 4"},
		{"call operator after a chain operator", "a || &", "MissingExpression 5 6"},
		{"assembly on a network path", `using assembly \\server\share\a.dll`, "CannotLoadAssemblyFromUncPath 15 35"},
		{"assembly on the web", "using assembly http://example.com/a.dll", "CannotLoadAssemblyWithUriSchema 15 39"},
		{"configuration without name", "configuration", "MissingConfigurationName 13 13"},
		{"named argument twice", "param([Parameter(Mandatory, Mandatory)]$x)", "DuplicateNamedArgument 28 37"},
		{"named argument twice among many", "param([A(a, b, c, d, e, f, g, h, i, A)]$x)", "DuplicateNamedArgument 36 37"},
		{"modifier twice", "class A { static static $x }", "DuplicateQualifier 17 23"},
		{"hidden twice", "class A { hidden hidden m() {} }", "DuplicateQualifier 17 23"},
		{"begin twice", "begin {} begin {}", "DuplicateScriptCommandClause 9 17"},
		{"pipe first", "| a", "EmptyPipeElement 0 1"},
		{"pipe twice", "a | | b", "EmptyPipeElement 3 3"},
		{"pipe at the end", "a |", "EmptyPipeElement 3 3"},
		{"attribute without bracket", "param([Parameter(Mandatory)$x)", "EndSquareBracketExpectedAtEndOfAttribute 27 27"},
		{"type without bracket", "param([int $x)", "EndSquareBracketExpectedAtEndOfAttribute 10 10"},
		{"type arguments without bracket", "[List[int $x", "EndSquareBracketExpectedAtEndOfAttribute 9 9"},
		{"type argument missing", "[Dict[int, ]]$x", "MissingTypename 10 10"},
		{"type argument broken", "[List[[1]]]$x", "EndSquareBracketExpectedAtEndOfAttribute 6 6; UnexpectedToken 8 9; MissingTypename 13 13"},
		{"type argument's bracket missing", "[List[[int, mscorlib]$x", "EndSquareBracketExpectedAtEndOfAttribute 20 20"},
		{"type name with a broken bracket", "[a[1]]$x", "UnexpectedToken 3 8; EndSquareBracketExpectedAtEndOfAttribute 8 8"},
		{"type name at the end", "[a[", "EndSquareBracketExpectedAtEndOfAttribute 3 3; MissingTypename 3 3"},
		{"generic method without bracket", "$x.M[int, string", "EndSquareBracketExpectedAtEndOfType 16 16"},
		{"generic method that is an index", "$x.M[int] + 1", "MissingArrayIndexExpression 5 5; UnexpectedToken 5 9"},
		{"generic method", "$x.M[int](1)", ""},
		{"assembly missing", "[a,]$x", "MissingAssemblyNameSpecification 3 3"},
		{"assembly of a generic type missing", "[a[b],]$x", "MissingAssemblyNameSpecification 6 6"},
		{"assembly of an array missing", "[a[],]$x", "MissingAssemblyNameSpecification 5 5"},
		{"parentheses empty", "()", "ExpectedExpression 1 1"},
		{"value missing", "$x =", "ExpectedValueExpression 4 4"},
		{"value missing after an operator", "1 +", "ExpectedValueExpression 3 3"},
		{"value missing after +=", "$x += ", "ExpectedValueExpression 5 5"},
		{"expression in a pipeline", "1 | 2", "ExpressionsMustBeFirstInPipeline 4 5"},
		{"if without condition", "if () {}", "IfStatementMissingCondition 4 4"},
		{"if without parenthesis", "if {}", "MissingOpenParenthesisInIfStatement 2 2"},
		{"if without closing parenthesis", "if ($x {}", "MissingEndParenthesisAfterStatement 7 8; UnexpectedToken 7 8"},
		{"if without block", "if ($x) 1", "MissingStatementBlock 6 7"},
		{"else without block", "if ($x) {} else 1", "MissingStatementBlockAfterElse 15 15"},
		{"elseif without block", "if ($x) {} elseif ($y)", "MissingStatementBlock 21 22"},
		{"class member incomplete", "class A { [int] }", "IncompleteMemberDefinition 15 15"},
		{"class member incomplete after a modifier", "class A { [Parameter()] static }", "IncompleteMemberDefinition 30 30"},
		{"member without name", "class A { [Parameter()][int]$private: = 1 }", "InvalidVariableReference 28 37"},
		{"foreach with an unknown parameter", "foreach -foo ($x in $y) {}", "InvalidForeachFlag 8 12"},
		{"foreach without limit", "foreach -throttlelimit", "MissingOpenParenthesisAfterKeyword 7 7; MissingThrottleLimit 22 22"},
		{"foreach without parenthesis", "foreach $x", "MissingOpenParenthesisAfterKeyword 7 7"},
		{"foreach without variable", "foreach (1 in 2) {}", "MissingVariableNameAfterForeach 9 9; UnexpectedToken 11 13; UnexpectedToken 15 16"},
		{"foreach without in", "foreach ($x of $y) {}", "MissingInInForeach 11 11; UnexpectedToken 17 18"},
		{"foreach without collection", "foreach ($x in ) {}", "MissingForeachExpression 14 14; UnexpectedToken 15 16"},
		{"foreach without closing parenthesis", "foreach ($x in $y {}", "MissingEndParenthesisAfterForeach 17 17; UnexpectedToken 18 19"},
		{"foreach without block", "foreach ($x in $y) 1", "MissingForeachStatement 18 18"},
		{"parameter without variable", "function f([int]) {}", "InvalidFunctionParameter 16 16; MissingEndParenthesisInFunctionParameterList 16 16; UnexpectedToken 19 20"},
		{"parameter list not closed", "function f($a", "MissingEndParenthesisInFunctionParameterList 13 13"},
		{"parameter without default", "function f($a = ) {}", "MissingExpressionAfterToken 15 15"},
		{"parameter missing after a comma", "function f($a, ) {}", "MissingExpressionAfterToken 14 14"},
		{"data with an unknown parameter", "data a -foo b {}", "InvalidParameterForDataSectionStatement 7 11"},
		{"data without commands", "data a -supported", "MissingValueForSupportedCommandInDataSectionStatement 17 17"},
		{"data without block", "data a", "MissingStatementBlockForDataSection 6 6"},
		{"data with commands without block", "data a -supported b, c", "MissingStatementBlockForDataSection 22 22"},
		{"switch with an unknown parameter", "switch -foo ($x) {1 {}}", "InvalidSwitchFlag 7 11"},
		{"switch without condition", "switch {}", "PipelineValueRequired 6 6; MissingSwitchConditionExpression 8 8"},
		{"switch with an empty condition", "switch () {1 {}}", "PipelineValueRequired 8 8"},
		{"switch on a file and a value", "switch -file a ($x) {1 {}}", "PipelineValueRequired 15 16"},
		{"switch without file", "switch -file", "MissingFilenameOption 12 12"},
		{"switch not closed", "switch ($x {1 {}}", "MissingEndParenthesisInSwitchStatement 10 10; UnexpectedToken 11 12"},
		{"switch without braces", "switch ($x) 1", "MissingCurlyBraceInSwitchStatement 11 11"},
		{"switch without clauses", "switch ($x) {}", "MissingSwitchConditionExpression 13 13"},
		{"switch clause without block", "switch ($x) {1}", "MissingSwitchStatementClause 14 14"},
		{"switch with two defaults", "switch ($x) {default {} default {}}", "MultipleSwitchDefaultClauses 24 31"},
		{"switch that ends", "switch ($x) {1 {}", "MissingEndCurlyBrace 12 13"},
		{"switch with a minus", "switch - ($x) {1 {}}", "MissingCurlyBraceInSwitchStatement 6 6; PipelineValueRequired 6 6; UnexpectedToken 14 15; UnexpectedToken 17 18"},
		{"enum of text", "enum A : string { a }", "InvalidUnderlyingType 9 15"},
		{"enum of bytes", "enum A : System.Byte { a }", ""},
		{"enum of nothing", "enum A : { a }", "TypeNameExpected 8 8"},
		{"enum without name", "enum {}", "MissingNameAfterKeyword 4 4"},
		{"enum without body", "enum A", "MissingTypeBody 6 6"},
		{"enum without value", "enum A { a = }", "ExpectedValueExpression 12 12"},
		{"enum that ends", "enum A { a", "MissingEndCurlyBrace 8 8; MissingPropertyTerminator 10 10"},
		{"enum with labels on a line", "enum A { a b }", "MissingPropertyTerminator 10 10"},
		{"enum after a type", "[int]enum A { a }", "TypeNotAllowedBeforeStatement 0 5"},
		{"class after a type", "[int]class A { }", "TypeNotAllowedBeforeStatement 0 5"},
		{"class without name", "class", "MissingNameAfterKeyword 5 5"},
		{"class without body", "class A", "MissingTypeBody 7 7"},
		{"class without base", "class A : { }", "TypeNameExpected 9 9"},
		{"class without second base", "class A : B, { }", "TypeNameExpected 12 12"},
		{"class that ends", "class A { $x", "MissingEndCurlyBrace 9 9; MissingPropertyTerminator 12 12"},
		{"class property without end", "class A { $x $y }", "MissingPropertyTerminator 12 12"},
		{"class with two types", "class A { [int][string]$x }", "TooManyTypes 15 23"},
		{"method without parameters", "class A { m {} }", "MissingMethodParameterList 11 11"},
		{"method without body", "class A { m() }", "MissingFunctionBody 13 13"},
		{"method with a broken parameter", "class A { [int] m([int]) {} $x }", "InvalidFunctionParameter 23 23; MissingEndParenthesisInFunctionParameterList 23 23; UnexpectedToken 31 32"},
		{"constructor without base", "class A : B { A() : foo() {} }", "MissingBaseCtorCall 19 19"},
		{"base without arguments", "class A : B { A() : base {} }", "MissingMethodParameterList 24 24; UnexpectedToken 28 29"},
		{"base call not closed", "class A : B { A() : base(1 {} }", "MissingEndParenthesisInMethodCall 26 26"},
		{"using nothing", "using", "MissingUsingStatementDirective 5 5"},
		{"using namespace nothing", "using namespace", "MissingUsingItemName 15 15"},
		{"using a comma", "using module ,a", "MissingUsingItemName 12 12"},
		{"using an expression", "using module $x", "InvalidValueForUsingItemName 13 15"},
		{"using a pipe", "using module |", "InvalidValueForUsingItemName 13 14"},
		{"using type without equals", "using type a", "MissingEqualsInUsingAlias 12 12"},
		{"using type without alias", "using type a =", "MissingNamespaceAlias 14 14"},
		{"using type of a comma", "using type a = ,", "UnexpectedUnaryOperator 15 16"},
		{"using type of an expression", "using type a = (1)", "InvalidValueForUsingItemName 15 18"},
		{"using type of nothing", "using type a = |", "EmptyPipeElement 15 16; InvalidValueForUsingItemName 15 16; EmptyPipeElement 16 16"},
		{"using two names", "using namespace a b", "MissingStatementTerminator 18 19"},
		{"using in the middle", "1; using namespace a", "UsingMustBeAtStartOfScript 3 20"},
		{"using a computed module", "using module @{ ModuleName = $x }", "RequiresArgumentMustBeConstant 0 33"},
		{"argument missing", "foo ,a", "MissingArgument 4 5"},
		{"argument missing after a comma", "foo a,", "MissingExpression 6 6"},
		{"argument missing for a parameter", "foo -a: | b", "ParameterRequiresArgument 7 7"},
		{"argument missing for a parameter with a comma", "foo -a:,b", "MissingArgument 7 8"},
		{"index missing", "$x[]", "MissingArrayIndexExpression 3 3"},
		{"index not closed", "$x[1", "MissingEndSquareBracket 4 4"},
		{"index of nothing at the end", "$x[", "MissingArrayIndexExpression 3 3"},
		{"property missing", "$x.", "MissingPropertyName 3 3"},
		{"static property missing", "[int]::", "MissingPropertyName 7 7"},
		{"arguments not closed", "$x.m(1", "MissingEndParenthesisInMethodCall 6 6"},
		{"argument missing in a call", "$x.m(1,)", "MissingExpressionAfterToken 7 7"},
		{"argument missing at the end of a call", "$x.m(1,", "MissingExpressionAfterToken 7 7"},
		{"closing parenthesis missing", "(1", "MissingEndParenthesisInExpression 2 2"},
		{"closing parenthesis missing in @(", "@(1", "MissingEndParenthesisInSubexpression 3 3"},
		{"closing brace missing in a hashtable", "@{a = 1", "MissingEndCurlyBrace 2 2"},
		{"equals missing in a hashtable", "@{a 1}", "MissingEqualsInHashLiteral 3 3"},
		{"value missing in a hashtable", "@{a = }", "MissingStatementInHashLiteral 5 5"},
		{"closing brace missing", "{ 1", "MissingEndCurlyBrace 0 1"},
		{"catch without block", "try {} catch", "MissingCatchHandlerBlock 12 12"},
		{"catch with types without block", "try {} catch [a], [b]", "MissingCatchHandlerBlock 21 21"},
		{"catch without second type", "try {} catch [a], {}", "MissingTypeLiteralToken 17 17"},
		{"catch with an attribute", "try {} catch [a()] {}", "MissingCatchHandlerBlock 12 12; UnexpectedAttribute 13 18"},
		{"try alone", "try {}", "MissingCatchOrFinally 6 6"},
		{"try without block", "try", "MissingTryStatementBlock 3 3"},
		{"finally without block", "try {} finally", "MissingFinallyStatementBlock 14 14"},
		{"trap without block", "trap", "MissingTrapStatement 4 4"},
		{"trap of a type without block", "trap [a]", "MissingTrapStatement 8 8"},
		{"trap before an attribute", "trap [a()]$x", "MissingTrapStatement 4 4"},
		{"ternary without colon", "$x ? 1", "MissingColonInTernaryExpression 6 6"},
		{"ternary without values", "$x ? : 2", "ExpectedValueExpression 4 4"},
		{"ternary without second value", "$x ? 1 :", "ExpectedValueExpression 8 8"},
		{"while without condition", "while () {}", "MissingExpressionAfterKeyword 7 7"},
		{"while without parenthesis", "while", "MissingOpenParenthesisAfterKeyword 5 5"},
		{"while not closed", "while ($x", "MissingEndParenthesisAfterStatement 9 9"},
		{"while without block", "while ($x)", "MissingLoopStatement 10 10"},
		{"for without parenthesis", "for", "MissingOpenParenthesisAfterKeyword 3 3"},
		{"for not closed", "for ($x; $y; $z", "MissingEndParenthesisAfterStatement 15 15"},
		{"for without block", "for (;;)", "MissingLoopStatement 8 8"},
		{"do without block", "do", "MissingLoopStatement 2 2"},
		{"do without while", "do {}", "MissingWhileOrUntilInDoWhile 5 5"},
		{"do without parenthesis", "do {} while", "MissingOpenParenthesisAfterKeyword 11 11"},
		{"do without condition", "do {} until ()", "MissingExpressionAfterKeyword 13 13"},
		{"do not closed", "do {} while ($x", "MissingEndParenthesisAfterStatement 15 15"},
		{"function without name", "function {}", "MissingNameAfterKeyword 8 8"},
		{"function without body", "function f", "MissingFunctionBody 10 10"},
		{"function without body after parameters", "function f($x)", "MissingFunctionBody 14 14"},
		{"workflow block without body", "workflow f { parallel }", "MissingStatementAfterKeyword 21 21"},
		{"inline script without body", "workflow f { inlinescript }", "MissingStatementAfterKeyword 25 25"},
		{"inline script", "workflow f { inlinescript { 1 } }", ""},
		{"named block without body", "begin", "MissingNamedStatementBlock 5 5"},
		{"statement after named blocks", "begin {} 1", "MissingNamedBlocks 9 10"},
		{"statement after named blocks in braces", "{ begin {} 1 }", "MissingNamedBlocks 11 12; UnexpectedToken 11 12; UnexpectedToken 13 14"},
		{"types before param", "[int]param($x)", "TypeNotAllowedBeforeParam 0 5"},
		{"attribute before a statement", "[a()]if (1) {}", "UnexpectedAttribute 0 5"},
		{"type before a statement", "[int]else", "TypeNotAllowedBeforeStatement 0 5"},
		{"type before if", "[int]if", "UnexpectedToken 5 7; MissingOpenParenthesisInIfStatement 7 7"},
		{"attribute before nothing", "[a()]", "UnexpectedAttribute 0 5"},
		{"attribute before a call", "[a()]$x.y", "UnexpectedAttribute 0 5"},
		{"attribute before a number", "[a()][int]1", "UnexpectedAttribute 0 5"},
		{"attribute argument missing", "param([a(1,)]$x)", "MissingExpressionAfterToken 11 11"},
		{"attribute value missing", "param([a(b=)]$x)", "MissingEndParenthesisInExpression 11 11; MissingExpressionInNamedArgument 11 11"},
		{"attribute not closed", "param([a(1]$x)", "MissingEndParenthesisInExpression 10 10"},
		{"reserved word", "define", "ReservedKeywordNotAllowed 0 6"},
		{"label before a command", ":a b", ""},
		{"redirection of input", "a < b", "RedirectionNotSupported 2 3"},
		{"redirection of input of an expression", "1 < b", "RedirectionNotSupported 2 3"},
		{"redirection without file", "a >", "MissingFileSpecification 3 3"},
		{"redirection to itself", "a 1>&1", "RedirectionNotSupported 2 6"},
		{"redirection to the error stream", "a 1>&2", "RedirectionNotSupported 2 6"},
		{"redirection twice", "a > b > c", "StreamAlreadyRedirected 6 9"},
		{"redirection as a name", "& > b", ""},
		{"parameter in an expression", "1 -foo", "UnexpectedToken 2 6"},
		{"operator without operand", "-not", "MissingExpressionAfterOperator 4 4"},
		{"comma without operand", "$x = 1,", "MissingExpressionAfterToken 7 7"},
		{"stray else after an error", "(; else", "ExpectedExpression 1 1; MissingEndParenthesisInExpression 1 1"},
		{"stray closing brace", "1 }", "UnexpectedToken 2 3"},
		{"stray closing parenthesis", "1 )", "UnexpectedToken 2 3"},
		{"two dashes twice", "a -- -b --", ""},
		{"parameter as a name", "-a", ""},
		{"call without command", "&", "MissingExpression 0 1"},
		{"dot without command", ". ", "MissingExpression 0 1"},
		{"stop parsing", "a --% b | c", ""},
		{"stop parsing in quotes", "a '--%' b", ""},
		{"requires without value", "#requires -version", "ParameterRequiresArgument 10 18"},
		{"requires a bad version", "#requires -version a.b", "RequiresVersionInvalid 19 22"},
		{"requires a long version", "#requires -version 1.2.3.4.5", "RequiresVersionInvalid 19 28"},
		{"requires two versions", "#requires -version 5.1 -version 7", "ParameterAlreadyBound 23 31"},
		{"requires one version twice", "#requires -version 7 -version 7.0", ""},
		{"requires a snap-in", "#requires -pssnapin a -version 1.0 -version 2.0", "ParameterAlreadyBound 35 43"},
		{"requires a bad snap-in", "#requires -pssnapin 'a b'", "InvalidPSSnapInName 20 25"},
		{"requires a snap-in twice", "#requires -pssnapin a -pssnapin b", "ParameterAlreadyBound 22 31"},
		{"requires a number as snap-in", "#requires -pssnapin 1", "RequiresInvalidStringArgument 20 21"},
		{"requires a shell twice", "#requires -shellid a -shellid b", "ParameterAlreadyBound 21 29"},
		{"requires a number as shell", "#requires -shellid 1", "RequiresInvalidStringArgument 19 20"},
		{"requires a bad edition", "#requires -psedition foo", "RequiresPSEditionInvalid 21 24"},
		{"requires an edition twice", "#requires -psedition core,Core", "RequiresPSEditionValueIsAlreadySpecified 21 30"},
		{"requires editions twice", "#requires -psedition core -psedition desktop", "ParameterAlreadyBound 26 36"},
		{"requires a number as edition", "#requires -psedition 1", "RequiresInvalidStringArgument 21 22"},
		{"requires a number as assembly", "#requires -assembly 1", "RequiresInvalidStringArgument 20 21"},
		{"requires assemblies", "#requires -assembly a,b", ""},
		{"requires a table", "#requires -modules @{ModuleName='a'; ModuleVersion=$true}", ""},
		{"requires a computed table", "#requires -modules @{ModuleName=(foo)}", "RequiresArgumentMustBeConstant 19 38"},
		{"requires in parentheses", "#requires -version ('5')", ""},
		{"requires a sub-expression", "#requires -version $(5)", "RequiresVersionInvalid 19 23"},
		{"requires administrators with a value", "#requires -runasadministrator a", "ParameterCannotHaveArgument 10 29"},
		{"requires an unknown parameter", "#requires -foo a", "ScriptRequiresInvalidFormat 10 14"},
		{"requires a word", "#requires a", "ScriptRequiresInvalidFormat 10 11"},
		{"requires with garbage", "#requiresx -version 1", "ScriptRequiresInvalidFormat 1 21"},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(tc.want, strings.Join(parseErrors(t, tc.src), "; ")); diff != "" {
				t.Errorf("%s (-PowerShell +exolint):\n%s", tc.src, diff)
			}
		})
	}
}

// parseErrors returns id, offset and end of each error in src.
func parseErrors(t testing.TB, src string) (all []string) {
	t.Helper()
	f := parse(t, []byte(src))
	for _, e := range f.Errors {
		all = append(all, fmt.Sprint(e.ID, " ", f.Offset(e.Pos), " ", f.Offset(e.End)))
	}
	return all
}

// TestConfiguration checks that whatever a resource is called, its block is read as one. PowerShell itself knows only the
// resources that are installed.
func TestConfiguration(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, src string
		want      []string // type and first word of the statements and tables in the configuration
	}{
		{"resource", "File A { Ensure = 'Present' }", []string{"DynamicKeywordStatement File", "Hashtable"}},
		{"resource without name", "Settings { RefreshMode = 'Push' }", []string{"DynamicKeywordStatement Settings", "Hashtable"}},
		{"brace on the next line", "File 'A'\n# why\n{\n}", []string{"DynamicKeywordStatement File", "Hashtable"}},
		{"computed name", "File ('a' + $x) { }", []string{"DynamicKeywordStatement File", "Hashtable"}},
		{
			"nodes", "Node $AllNodes.Where{$_.Role -eq 'x'}.NodeName { File A { } }",
			[]string{"DynamicKeywordStatement Node", "DynamicKeywordStatement File", "Hashtable"},
		},
		{
			"nested", "A b { C = MSFT_C { d = 1 }; E = @(MSFT_E { f = 2 }) }",
			[]string{
				"DynamicKeywordStatement A", "Hashtable", "DynamicKeywordStatement MSFT_C", "Hashtable",
				"DynamicKeywordStatement MSFT_E", "Hashtable",
			},
		},
		{"import", "Import-DscResource -ModuleName A", []string{"DynamicKeywordStatement Import-DscResource"}},
		{"condition", "if ($x) { File A { } }", []string{"IfStatement if", "DynamicKeywordStatement File", "Hashtable"}},
		{"loop", "foreach ($x in 1) { A b { } }", []string{"ForEachStatement foreach", "DynamicKeywordStatement A", "Hashtable"}},
		{
			"scripts for another time", "Script A { GetScript = { File b { } } }",
			[]string{"DynamicKeywordStatement Script", "Hashtable", "Command File"},
		},
		{"command", "Write-Verbose { 1 }", []string{"Command Write-Verbose"}},
		{"command without block", "File A", []string{"Command File"}},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			f := parse(t, []byte("configuration X {\n"+tc.src+"\n}"))
			for _, e := range f.Errors {
				t.Errorf("%s at %d", e.ID, f.Offset(e.Pos))
			}
			if diff := cmp.Diff(tc.want, configured(f)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// configured returns the type and the first word of the statements and tables in the configuration that f is.
func configured(f *File) (all []string) {
	for n := range All(f.Root) {
		name := strings.TrimPrefix(fmt.Sprintf("%T", n), "*syntax.")
		switch n.(type) {
		case *Hashtable:
			all = append(all, name)
		case *DynamicKeywordStatement, *Command, *IfStatement, *ForEachStatement:
			all = append(all, name+" "+strings.Fields(f.Text(n))[0])
		}
	}
	return all
}

func TestConfigurationDefinition(t *testing.T) {
	t.Parallel()
	f := parse(t, []byte("[DscLocalConfigurationManager()]\nconfiguration 'X' { param($a) }"))
	c, ok := f.Root.EndBlock.Statements[0].(*ConfigurationDefinition)
	if !ok {
		t.Fatalf("no configuration, but %T", f.Root.EndBlock.Statements[0])
	}
	if !c.Meta || f.Text(c.Name) != "'X'" || c.Body.Body.Param == nil {
		t.Errorf("meta %v, name %s, parameters %v", c.Meta, f.Text(c.Name), c.Body.Body.Param)
	}
}

// TestParseLimits checks that a script beyond the limits is given up, and that its end stands in the tree.
func TestParseLimits(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, src string }{
		{"parentheses", strings.Repeat("(", 2*maxDepth)},
		{"blocks", strings.Repeat("if (1) {", 2*maxDepth)},
		{"script blocks", strings.Repeat("{", 2*maxDepth)},
		{"tables", strings.Repeat("@{a=", 2*maxDepth)},
		{"casts", strings.Repeat("[int]-", 2*maxDepth)},
		{"types", strings.Repeat("[a[", 2*maxDepth)},
		{"attributes", strings.Repeat("[a(", 2*maxDepth)},
		{"operators", strings.Repeat("-not ", 2*maxDepth)},
		{"ternaries", strings.Repeat("$a ? ", 2*maxDepth)},
		{"assignments", strings.Repeat("$a=", 2*maxDepth)},
		{"strings", strings.Repeat(`"$(`, 2*maxDepth)},
		{"calls", strings.Repeat("$a.b(", 2*maxDepth)},
		{"indexes", strings.Repeat("$a[", 2*maxDepth)},
		{"classes", strings.Repeat("class A { [int] m() { ", 2*maxDepth)},
		{"switches", strings.Repeat("switch (1) { 1 { ", 2*maxDepth)},
		{"configurations", strings.Repeat("configuration A { b { c = ", 2*maxDepth)},
		{"words read again", strings.Repeat(`"$a`, 20*maxDepth)},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			f := parse(t, []byte(tc.src))
			if !slices.ContainsFunc(f.Errors, func(e *Error) bool { return e.ID == "ScriptTooComplicated" }) {
				t.Fatal("no error ScriptTooComplicated")
			}
			for n := range All(f.Root) {
				if _, ok := n.(*ErrorStatement); ok && f.Offset(n.End()) == len(f.Src) {
					return
				}
			}
			t.Error("no error statement reaches the end")
		})
	}
}

// TestParseInvalidText parses texts that no decoder makes.
func TestParseInvalidText(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"\"`\xc7", "`\xc7", "$x\xff = 'a\xe2\x82'", "\xed\xa0\x80", "@'\n\xc3\n'@", "[\xf0]", "-\xe2\x80"} {
		t.Run(strconv.QuoteToASCII(text), func(t *testing.T) {
			t.Parallel()
			f := parseText(t, text)
			if len(f.Src) != len(text) || !utf8.ValidString(f.Src) {
				t.Errorf("the text became %q", f.Src)
			}
		})
	}
}
