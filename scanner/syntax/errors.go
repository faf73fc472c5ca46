package syntax

import "go/token"

// An errorID names what is wrong, after PowerShell's error ids.
type errorID uint8

// The errors that reading a script can find.
const (
	errNone errorID = iota
	errArrayHasTooManyDimensions
	errBackgroundOperatorInPipelineChain
	errBadNumericConstant
	errCannotLoadAssemblyFromUncPath
	errCannotLoadAssemblyWithUriSchema
	errClassesNotAllowedInConstrainedLanguage
	errConfigurationBodyEmpty
	errConfigurationNotAllowedInConstrainedLanguage
	errConfigurationNotAllowedOnArm
	errConfigurationNotAllowedOnWinPE
	errDuplicateNamedArgument
	errDuplicateQualifier
	errDuplicateScriptCommandClause
	errDynamicKeywordPostParseException
	errDynamicKeywordPreParseException
	errEmptyPipeElement
	errEmptyPipelineChainElement
	errEmptyVariableReference
	errEndSquareBracketExpectedAtEndOfAttribute
	errEndSquareBracketExpectedAtEndOfType
	errErrorLoadingAssembly
	errExpectedExpression
	errExpectedValueExpression
	errExpressionsMustBeFirstInPipeline
	errIfStatementMissingCondition
	errIncompleteDollarSubexpressionReference
	errIncompleteDollarVariableReference
	errIncompleteMemberDefinition
	errIncompletePropertyAssignmentBlock
	errIncompleteString
	errInvalidBracedVariableReference
	errInvalidConfigurationName
	errInvalidForeachFlag
	errInvalidFunctionParameter
	errInvalidPSSnapInName
	errInvalidParameterForDataSectionStatement
	errInvalidSwitchFlag
	errInvalidUnderlyingType
	errInvalidUnicodeEscapeSequence
	errInvalidUnicodeEscapeSequenceValue
	errInvalidValueForUsingItemName
	errInvalidVariableReference
	errInvalidVariableReferenceWithDrive
	errMissingArgument
	errMissingArrayIndexExpression
	errMissingAssemblyNameSpecification
	errMissingBaseCtorCall
	errMissingBraceInObjectDefinition
	errMissingCatchHandlerBlock
	errMissingCatchOrFinally
	errMissingColonInTernaryExpression
	errMissingConfigurationName
	errMissingCurlyBraceInSwitchStatement
	errMissingCurlyInConfigurationStatement
	errMissingEndCurlyBrace
	errMissingEndParenthesisAfterForeach
	errMissingEndParenthesisAfterStatement
	errMissingEndParenthesisInExpression
	errMissingEndParenthesisInFunctionParameterList
	errMissingEndParenthesisInMethodCall
	errMissingEndParenthesisInSubexpression
	errMissingEndParenthesisInSwitchStatement
	errMissingEndSquareBracket
	errMissingEqualsInHashLiteral
	errMissingEqualsInPropertyAssignmentBlock
	errMissingEqualsInUsingAlias
	errMissingExpression
	errMissingExpressionAfterKeyword
	errMissingExpressionAfterOperator
	errMissingExpressionAfterToken
	errMissingExpressionInNamedArgument
	errMissingFileSpecification
	errMissingFilenameOption
	errMissingFinallyStatementBlock
	errMissingForeachExpression
	errMissingForeachStatement
	errMissingFunctionBody
	errMissingInInForeach
	errMissingLoopStatement
	errMissingMethodParameterList
	errMissingNameAfterKeyword
	errMissingNamedBlocks
	errMissingNamedStatementBlock
	errMissingNamespaceAlias
	errMissingOpenParenthesisAfterKeyword
	errMissingOpenParenthesisInIfStatement
	errMissingPropertyName
	errMissingPropertyTerminator
	errMissingStatementAfterKeyword
	errMissingStatementBlock
	errMissingStatementBlockAfterElse
	errMissingStatementBlockForDataSection
	errMissingStatementInHashLiteral
	errMissingStatementTerminator
	errMissingSwitchConditionExpression
	errMissingSwitchStatementClause
	errMissingTerminatorMultiLineComment
	errMissingThrottleLimit
	errMissingTrapStatement
	errMissingTryStatementBlock
	errMissingTypeBody
	errMissingTypeLiteralToken
	errMissingTypename
	errMissingUnicodeEscapeSequenceTerminator
	errMissingUsingItemName
	errMissingUsingStatementDirective
	errMissingValueForSupportedCommandInDataSectionStatement
	errMissingVariableNameAfterForeach
	errMissingWhileOrUntilInDoWhile
	errModifiersCannotBeCombined
	errMultipleSwitchDefaultClauses
	errOpenBraceNeedsToBeBackTickedInVariableName
	errParameterAlreadyBound
	errParameterCannotHaveArgument
	errParameterRequiresArgument
	errParserError
	errPipelineValueRequired
	errRedirectionNotSupported
	errRequiredNameOrExpressionMissing
	errRequiresArgumentMustBeConstant
	errRequiresInvalidStringArgument
	errRequiresModuleInvalid
	errRequiresPSEditionInvalid
	errRequiresPSEditionValueIsAlreadySpecified
	errRequiresVersionInvalid
	errReservedKeywordNotAllowed
	errScriptRequiresInvalidFormat
	errScriptTooComplicated
	errStreamAlreadyRedirected
	errTerminatorExpectedAtEndOfString
	errTokenAfterEndOfValidScriptText
	errTooManyDigitsInUnicodeEscapeSequence
	errTooManyTypes
	errTypeNameExpected
	errTypeNotAllowedBeforeParam
	errTypeNotAllowedBeforeStatement
	errUnexpectedAttribute
	errUnexpectedCharactersAfterHereStringHeader
	errUnexpectedNameForType
	errUnexpectedToken
	errUnexpectedTokenInDynamicKeyword
	errUnexpectedUnaryOperator
	errUnrecognizedToken
	errUnsupportedReservedKeyword
	errUnsupportedReservedProperty
	errUsingMustBeAtStartOfScript
	errWhitespaceBeforeHereStringFooter

	errorCount
)

// String returns PowerShell's name of the error.
func (id errorID) String() string {
	if id >= errorCount {
		return ""
	}
	return errorTable[id].name
}

// errorTable holds each error's name, what to tell about it, and whether it depends on more than the text of the script:
// on installed modules and assemblies, or on a limit of the reader.
var errorTable = [errorCount]struct {
	name, message string
	environment   bool
}{
	errArrayHasTooManyDimensions:                             {"ArrayHasTooManyDimensions", "the array type has more dimensions than .NET allows", false},
	errBackgroundOperatorInPipelineChain:                     {"BackgroundOperatorInPipelineChain", `"&" for a background job cannot stand inside a chain of "&&" or "||"`, false},
	errBadNumericConstant:                                    {"BadNumericConstant", "the number is malformed or too large for its suffix", false},
	errCannotLoadAssemblyFromUncPath:                         {"CannotLoadAssemblyFromUncPath", "an assembly cannot be loaded from a network path", false},
	errCannotLoadAssemblyWithUriSchema:                       {"CannotLoadAssemblyWithUriSchema", "an assembly cannot be loaded from a web address", false},
	errClassesNotAllowedInConstrainedLanguage:                {"ClassesNotAllowedInConstrainedLanguage", "classes are not allowed in constrained language mode", false},
	errConfigurationBodyEmpty:                                {"ConfigurationBodyEmpty", "the configuration has no body", false},
	errConfigurationNotAllowedInConstrainedLanguage:          {"ConfigurationNotAllowedInConstrainedLanguage", "configurations are not allowed in constrained language mode", false},
	errConfigurationNotAllowedOnArm:                          {"ConfigurationNotAllowedOnArm", "configurations are not supported on ARM processors", false},
	errConfigurationNotAllowedOnWinPE:                        {"ConfigurationNotAllowedOnWinPE", "configurations are not supported on Windows PE", false},
	errDuplicateNamedArgument:                                {"DuplicateNamedArgument", "the attribute names the same argument twice", false},
	errDuplicateQualifier:                                    {"DuplicateQualifier", "the modifier is repeated", false},
	errDuplicateScriptCommandClause:                          {"DuplicateScriptCommandClause", "the block, such as begin or process, is defined twice", false},
	errDynamicKeywordPostParseException:                      {"DynamicKeywordPostParseException", "the keyword's own check after reading failed", false},
	errDynamicKeywordPreParseException:                       {"DynamicKeywordPreParseException", "the keyword's own check before reading failed", false},
	errEmptyPipeElement:                                      {"EmptyPipeElement", "there is no command between or after pipe characters", false},
	errEmptyPipelineChainElement:                             {"EmptyPipelineChainElement", `there is no command before or after "&&" or "||"`, false},
	errEmptyVariableReference:                                {"EmptyVariableReference", `"${}" names no variable`, false},
	errEndSquareBracketExpectedAtEndOfAttribute:              {"EndSquareBracketExpectedAtEndOfAttribute", `the closing "]" of the attribute or type is missing`, false},
	errEndSquareBracketExpectedAtEndOfType:                   {"EndSquareBracketExpectedAtEndOfType", `the closing "]" of the type's arguments is missing`, false},
	errErrorLoadingAssembly:                                  {"ErrorLoadingAssembly", "the assembly could not be loaded", true},
	errExpectedExpression:                                    {"ExpectedExpression", `an expression is missing after "("`, false},
	errExpectedValueExpression:                               {"ExpectedValueExpression", "a value is missing after the operator", false},
	errExpressionsMustBeFirstInPipeline:                      {"ExpressionsMustBeFirstInPipeline", `only a command can stand after "|"; an expression can only begin a pipeline`, false},
	errIfStatementMissingCondition:                           {"IfStatementMissingCondition", "the condition of the if statement is missing", false},
	errIncompleteDollarSubexpressionReference:                {"IncompleteDollarSubexpressionReference", `the closing ")" of "$(" is missing`, false},
	errIncompleteDollarVariableReference:                     {"IncompleteDollarVariableReference", `the closing "}" of "${" is missing`, false},
	errIncompleteMemberDefinition:                            {"IncompleteMemberDefinition", "the definition of the class member is incomplete", false},
	errIncompletePropertyAssignmentBlock:                     {"IncompletePropertyAssignmentBlock", "the block of property assignments is incomplete", false},
	errIncompleteString:                                      {"IncompleteString", "nothing follows the backtick at the end of the script", false},
	errInvalidBracedVariableReference:                        {"InvalidBracedVariableReference", `"${…}" does not name a variable`, false},
	errInvalidConfigurationName:                              {"InvalidConfigurationName", "the configuration's name is not valid", false},
	errInvalidForeachFlag:                                    {"InvalidForeachFlag", "foreach has no such parameter", false},
	errInvalidFunctionParameter:                              {"InvalidFunctionParameter", "this parameter is not allowed here", false},
	errInvalidPSSnapInName:                                   {"InvalidPSSnapInName", `the snap-in's name in "#requires" is not valid`, false},
	errInvalidParameterForDataSectionStatement:               {"InvalidParameterForDataSectionStatement", "a data section has no such parameter", false},
	errInvalidSwitchFlag:                                     {"InvalidSwitchFlag", "switch has no such parameter", false},
	errInvalidUnderlyingType:                                 {"InvalidUnderlyingType", "this type cannot underlie an enum", false},
	errInvalidUnicodeEscapeSequence:                          {"InvalidUnicodeEscapeSequence", "the escape \"`u\" must be written like \"`u{1F600}\"", false},
	errInvalidUnicodeEscapeSequenceValue:                     {"InvalidUnicodeEscapeSequenceValue", "the code point in \"`u{…}\" is beyond 10FFFF", false},
	errInvalidValueForUsingItemName:                          {"InvalidValueForUsingItemName", "the name in the using statement is not valid", false},
	errInvalidVariableReference:                              {"InvalidVariableReference", `no variable name follows "$", or its ":" ends it; write "${name}:" to follow a name with a colon`, false},
	errInvalidVariableReferenceWithDrive:                     {"InvalidVariableReferenceWithDrive", `no name follows the colon of the variable; write "${name}:" to follow a name with a colon`, false},
	errMissingArgument:                                       {"MissingArgument", "an argument is missing from the list", false},
	errMissingArrayIndexExpression:                           {"MissingArrayIndexExpression", `the index between "[" and "]" is missing`, false},
	errMissingAssemblyNameSpecification:                      {"MissingAssemblyNameSpecification", "the assembly's name is missing", false},
	errMissingBaseCtorCall:                                   {"MissingBaseCtorCall", `": base(…)" is missing in the constructor`, false},
	errMissingBraceInObjectDefinition:                        {"MissingBraceInObjectDefinition", `the closing "}" of the block of properties is missing`, false},
	errMissingCatchHandlerBlock:                              {"MissingCatchHandlerBlock", `the "{ … }" block of catch is missing`, false},
	errMissingCatchOrFinally:                                 {"MissingCatchOrFinally", "try has neither catch nor finally", false},
	errMissingColonInTernaryExpression:                       {"MissingColonInTernaryExpression", `the ":" of "condition ? a : b" is missing`, false},
	errMissingConfigurationName:                              {"MissingConfigurationName", "the configuration's name is missing", false},
	errMissingCurlyBraceInSwitchStatement:                    {"MissingCurlyBraceInSwitchStatement", `the opening "{" of the switch statement is missing`, false},
	errMissingCurlyInConfigurationStatement:                  {"MissingCurlyInConfigurationStatement", `the opening "{" of the configuration is missing`, false},
	errMissingEndCurlyBrace:                                  {"MissingEndCurlyBrace", `the closing "}" is missing`, false},
	errMissingEndParenthesisAfterForeach:                     {"MissingEndParenthesisAfterForeach", `the closing ")" of foreach is missing`, false},
	errMissingEndParenthesisAfterStatement:                   {"MissingEndParenthesisAfterStatement", `the closing ")" after the condition is missing`, false},
	errMissingEndParenthesisInExpression:                     {"MissingEndParenthesisInExpression", `the closing ")" is missing`, false},
	errMissingEndParenthesisInFunctionParameterList:          {"MissingEndParenthesisInFunctionParameterList", `the closing ")" of the parameter list is missing`, false},
	errMissingEndParenthesisInMethodCall:                     {"MissingEndParenthesisInMethodCall", `the closing ")" of the method call is missing`, false},
	errMissingEndParenthesisInSubexpression:                  {"MissingEndParenthesisInSubexpression", `the closing ")" of "$(" or "@(" is missing`, false},
	errMissingEndParenthesisInSwitchStatement:                {"MissingEndParenthesisInSwitchStatement", `the closing ")" of the switch condition is missing`, false},
	errMissingEndSquareBracket:                               {"MissingEndSquareBracket", `the closing "]" of the index is missing`, false},
	errMissingEqualsInHashLiteral:                            {"MissingEqualsInHashLiteral", `the "=" after the key of the hashtable is missing`, false},
	errMissingEqualsInPropertyAssignmentBlock:                {"MissingEqualsInPropertyAssignmentBlock", `the "=" after the property's name is missing`, false},
	errMissingEqualsInUsingAlias:                             {"MissingEqualsInUsingAlias", `the "=" of the using alias is missing`, false},
	errMissingExpression:                                     {"MissingExpression", "an expression is missing after the comma", false},
	errMissingExpressionAfterKeyword:                         {"MissingExpressionAfterKeyword", "an expression is missing after the keyword", false},
	errMissingExpressionAfterOperator:                        {"MissingExpressionAfterOperator", "an operand is missing after the operator", false},
	errMissingExpressionAfterToken:                           {"MissingExpressionAfterToken", "an expression is missing here", false},
	errMissingExpressionInNamedArgument:                      {"MissingExpressionInNamedArgument", "the value of the named argument is missing", false},
	errMissingFileSpecification:                              {"MissingFileSpecification", "the file to redirect to is missing", false},
	errMissingFilenameOption:                                 {"MissingFilenameOption", "the file name after -File is missing", false},
	errMissingFinallyStatementBlock:                          {"MissingFinallyStatementBlock", `the "{ … }" block of finally is missing`, false},
	errMissingForeachExpression:                              {"MissingForeachExpression", "what foreach goes through is missing", false},
	errMissingForeachStatement:                               {"MissingForeachStatement", `the "{ … }" block of foreach is missing`, false},
	errMissingFunctionBody:                                   {"MissingFunctionBody", `the "{ … }" body of the function is missing`, false},
	errMissingInInForeach:                                    {"MissingInInForeach", `"in" is missing after the variable of foreach`, false},
	errMissingLoopStatement:                                  {"MissingLoopStatement", `the "{ … }" block of the loop is missing`, false},
	errMissingMethodParameterList:                            {"MissingMethodParameterList", "the parameter list of the method is missing", false},
	errMissingNameAfterKeyword:                               {"MissingNameAfterKeyword", "a name is missing after the keyword", false},
	errMissingNamedBlocks:                                    {"MissingNamedBlocks", "only begin, process, end, clean and dynamicparam blocks can stand beside one another here", false},
	errMissingNamedStatementBlock:                            {"MissingNamedStatementBlock", `the "{ … }" of the named block is missing`, false},
	errMissingNamespaceAlias:                                 {"MissingNamespaceAlias", "the namespace after the alias is missing", false},
	errMissingOpenParenthesisAfterKeyword:                    {"MissingOpenParenthesisAfterKeyword", `the "(" after the keyword is missing`, false},
	errMissingOpenParenthesisInIfStatement:                   {"MissingOpenParenthesisInIfStatement", `the "(" after if is missing`, false},
	errMissingPropertyName:                                   {"MissingPropertyName", `a property or method name is missing after "." or "::"`, false},
	errMissingPropertyTerminator:                             {"MissingPropertyTerminator", `the property must end with a line break or ";"`, false},
	errMissingStatementAfterKeyword:                          {"MissingStatementAfterKeyword", "a statement is missing after the keyword", false},
	errMissingStatementBlock:                                 {"MissingStatementBlock", `the "{ … }" block after the condition is missing`, false},
	errMissingStatementBlockAfterElse:                        {"MissingStatementBlockAfterElse", `the "{ … }" block after else is missing`, false},
	errMissingStatementBlockForDataSection:                   {"MissingStatementBlockForDataSection", `the "{ … }" block of the data section is missing`, false},
	errMissingStatementInHashLiteral:                         {"MissingStatementInHashLiteral", `the value after "=" in the hashtable is missing`, false},
	errMissingStatementTerminator:                            {"MissingStatementTerminator", `a line break or ";" is missing between two statements`, false},
	errMissingSwitchConditionExpression:                      {"MissingSwitchConditionExpression", "what switch tests is missing", false},
	errMissingSwitchStatementClause:                          {"MissingSwitchStatementClause", `the "{ … }" block of the switch clause is missing`, false},
	errMissingTerminatorMultiLineComment:                     {"MissingTerminatorMultiLineComment", `the closing "#>" of the comment is missing`, false},
	errMissingThrottleLimit:                                  {"MissingThrottleLimit", "the number after -ThrottleLimit is missing", false},
	errMissingTrapStatement:                                  {"MissingTrapStatement", `the "{ … }" block of trap is missing`, false},
	errMissingTryStatementBlock:                              {"MissingTryStatementBlock", `the "{ … }" block of try is missing`, false},
	errMissingTypeBody:                                       {"MissingTypeBody", `the "{ … }" body of the type is missing`, false},
	errMissingTypeLiteralToken:                               {"MissingTypeLiteralToken", "a type is missing in the list", false},
	errMissingTypename:                                       {"MissingTypename", `a type's name is missing after "["`, false},
	errMissingUnicodeEscapeSequenceTerminator:                {"MissingUnicodeEscapeSequenceTerminator", "the closing \"}\" of \"`u{\" is missing", false},
	errMissingUsingItemName:                                  {"MissingUsingItemName", "the name in the using statement is missing", false},
	errMissingUsingStatementDirective:                        {"MissingUsingStatementDirective", "using must be followed by assembly, module, namespace or type", false},
	errMissingValueForSupportedCommandInDataSectionStatement: {"MissingValueForSupportedCommandInDataSectionStatement", "the command list after -SupportedCommand is missing", false},
	errMissingVariableNameAfterForeach:                       {"MissingVariableNameAfterForeach", "the variable of foreach is missing", false},
	errMissingWhileOrUntilInDoWhile:                          {"MissingWhileOrUntilInDoWhile", `"while" or "until" is missing after the do block`, false},
	errModifiersCannotBeCombined:                             {"ModifiersCannotBeCombined", "these modifiers exclude one another", false},
	errMultipleSwitchDefaultClauses:                          {"MultipleSwitchDefaultClauses", "a switch can have only one default clause", false},
	errOpenBraceNeedsToBeBackTickedInVariableName:            {"OpenBraceNeedsToBeBackTickedInVariableName", `a "{" within "${…}" must have a backtick before it`, false},
	errParameterAlreadyBound:                                 {"ParameterAlreadyBound", `"#requires" gives the parameter twice`, false},
	errParameterCannotHaveArgument:                           {"ParameterCannotHaveArgument", `this parameter of "#requires" takes no argument`, false},
	errParameterRequiresArgument:                             {"ParameterRequiresArgument", "the parameter needs an argument", false},
	errParserError:                                           {"ParserError", "the configuration could not be read", true},
	errPipelineValueRequired:                                 {"PipelineValueRequired", "the assignment needs a value on its right", false},
	errRedirectionNotSupported:                               {"RedirectionNotSupported", `"<" is reserved; PowerShell cannot redirect input`, false},
	errRequiredNameOrExpressionMissing:                       {"RequiredNameOrExpressionMissing", "the keyword needs a name or an expression", false},
	errRequiresArgumentMustBeConstant:                        {"RequiresArgumentMustBeConstant", `an argument of "#requires" must be a constant`, false},
	errRequiresInvalidStringArgument:                         {"RequiresInvalidStringArgument", `this argument of "#requires" must be text`, false},
	errRequiresModuleInvalid:                                 {"RequiresModuleInvalid", `the module in "#requires" is not valid`, true},
	errRequiresPSEditionInvalid:                              {"RequiresPSEditionInvalid", `the edition in "#requires" must be Core or Desktop`, false},
	errRequiresPSEditionValueIsAlreadySpecified:              {"RequiresPSEditionValueIsAlreadySpecified", `"#requires" gives the same edition twice`, false},
	errRequiresVersionInvalid:                                {"RequiresVersionInvalid", `the version in "#requires" is not valid`, false},
	errReservedKeywordNotAllowed:                             {"ReservedKeywordNotAllowed", "this keyword is reserved for later use", false},
	errScriptRequiresInvalidFormat:                           {"ScriptRequiresInvalidFormat", `"#requires" is not written as it must be`, false},
	errScriptTooComplicated:                                  {"ScriptTooComplicated", "the script is nested too deeply", true},
	errStreamAlreadyRedirected:                               {"StreamAlreadyRedirected", "this stream is already redirected in the command", false},
	errTerminatorExpectedAtEndOfString:                       {"TerminatorExpectedAtEndOfString", "the closing quote of the string is missing", false},
	errTokenAfterEndOfValidScriptText:                        {"TokenAfterEndOfValidScriptText", "nothing may follow the signature block", false},
	errTooManyDigitsInUnicodeEscapeSequence:                  {"TooManyDigitsInUnicodeEscapeSequence", "\"`u{…}\" takes at most six hexadecimal digits", false},
	errTooManyTypes:                                          {"TooManyTypes", "only one type can stand here", false},
	errTypeNameExpected:                                      {"TypeNameExpected", "a type's name is expected here", false},
	errTypeNotAllowedBeforeParam:                             {"TypeNotAllowedBeforeParam", "a type cannot stand before param", false},
	errTypeNotAllowedBeforeStatement:                         {"TypeNotAllowedBeforeStatement", "a type cannot stand before this statement", false},
	errUnexpectedAttribute:                                   {"UnexpectedAttribute", "an attribute cannot stand here", false},
	errUnexpectedCharactersAfterHereStringHeader:             {"UnexpectedCharactersAfterHereStringHeader", `after the opening @" or @' of a here-string the line must end`, false},
	errUnexpectedNameForType:                                 {"UnexpectedNameForType", "this name cannot be a type's", false},
	errUnexpectedToken:                                       {"UnexpectedToken", "this does not belong here", false},
	errUnexpectedTokenInDynamicKeyword:                       {"UnexpectedTokenInDynamicKeyword", "this does not belong in the statement of a keyword", false},
	errUnexpectedUnaryOperator:                               {"UnexpectedUnaryOperator", "this operator cannot stand here", false},
	errUnrecognizedToken:                                     {"UnrecognizedToken", `"@" must be followed by "(", "{", a quote or a variable's name`, false},
	errUnsupportedReservedKeyword:                            {"UnsupportedReservedKeyword", "this keyword is reserved and not supported", false},
	errUnsupportedReservedProperty:                           {"UnsupportedReservedProperty", "this property is reserved and not supported", false},
	errUsingMustBeAtStartOfScript:                            {"UsingMustBeAtStartOfScript", "using can stand only before all other statements", false},
	errWhitespaceBeforeHereStringFooter:                      {"WhitespaceBeforeHereStringFooter", `the closing "@ or '@ of a here-string must stand at the beginning of its line`, false},
}

// newError returns the error id for the text from pos to end.
func newError(id errorID, pos, end token.Pos, incomplete bool) *Error {
	return &Error{Pos: pos, End: end, ID: id.String(), Incomplete: incomplete}
}

// Message says in a few words what is wrong. It begins in lower case and has no full stop.
func (e *Error) Message() string {
	if id := errorNamed(e.ID); id != errNone {
		return errorTable[id].message
	}
	return "the script cannot be read here"
}

// dependsOnEnvironment reports whether another machine may accept the same text.
func (e *Error) dependsOnEnvironment() bool { return errorTable[errorNamed(e.ID)].environment }

// errorNamed returns the error of the name, or errNone.
func errorNamed(name string) errorID {
	for id := errNone + 1; id < errorCount; id++ {
		if errorTable[id].name == name {
			return id
		}
	}
	return errNone
}
