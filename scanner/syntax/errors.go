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

// errorTable holds each error's name and what to tell about it.
var errorTable = [errorCount]struct{ name, message string }{
	errArrayHasTooManyDimensions:                             {"ArrayHasTooManyDimensions", "the array type has more dimensions than .NET allows"},
	errBackgroundOperatorInPipelineChain:                     {"BackgroundOperatorInPipelineChain", `"&" for a background job cannot stand inside a chain of "&&" or "||"`},
	errBadNumericConstant:                                    {"BadNumericConstant", "the number is malformed or too large for its suffix"},
	errCannotLoadAssemblyFromUncPath:                         {"CannotLoadAssemblyFromUncPath", "an assembly cannot be loaded from a network path"},
	errCannotLoadAssemblyWithUriSchema:                       {"CannotLoadAssemblyWithUriSchema", "an assembly cannot be loaded from a web address"},
	errClassesNotAllowedInConstrainedLanguage:                {"ClassesNotAllowedInConstrainedLanguage", "classes are not allowed in constrained language mode"},
	errConfigurationBodyEmpty:                                {"ConfigurationBodyEmpty", "the configuration has no body"},
	errConfigurationNotAllowedInConstrainedLanguage:          {"ConfigurationNotAllowedInConstrainedLanguage", "configurations are not allowed in constrained language mode"},
	errConfigurationNotAllowedOnArm:                          {"ConfigurationNotAllowedOnArm", "configurations are not supported on ARM processors"},
	errConfigurationNotAllowedOnWinPE:                        {"ConfigurationNotAllowedOnWinPE", "configurations are not supported on Windows PE"},
	errDuplicateNamedArgument:                                {"DuplicateNamedArgument", "the attribute names the same argument twice"},
	errDuplicateQualifier:                                    {"DuplicateQualifier", "the modifier is repeated"},
	errDuplicateScriptCommandClause:                          {"DuplicateScriptCommandClause", "the block, such as begin or process, is defined twice"},
	errDynamicKeywordPostParseException:                      {"DynamicKeywordPostParseException", "the keyword's own check after reading failed"},
	errDynamicKeywordPreParseException:                       {"DynamicKeywordPreParseException", "the keyword's own check before reading failed"},
	errEmptyPipeElement:                                      {"EmptyPipeElement", "there is no command between or after pipe characters"},
	errEmptyPipelineChainElement:                             {"EmptyPipelineChainElement", `there is no command before or after "&&" or "||"`},
	errEmptyVariableReference:                                {"EmptyVariableReference", `"${}" names no variable`},
	errEndSquareBracketExpectedAtEndOfAttribute:              {"EndSquareBracketExpectedAtEndOfAttribute", `the closing "]" of the attribute or type is missing`},
	errEndSquareBracketExpectedAtEndOfType:                   {"EndSquareBracketExpectedAtEndOfType", `the closing "]" of the type's arguments is missing`},
	errErrorLoadingAssembly:                                  {"ErrorLoadingAssembly", "the assembly could not be loaded"},
	errExpectedExpression:                                    {"ExpectedExpression", `an expression is missing after "("`},
	errExpectedValueExpression:                               {"ExpectedValueExpression", "a value is missing after the operator"},
	errExpressionsMustBeFirstInPipeline:                      {"ExpressionsMustBeFirstInPipeline", `only a command can stand after "|"; an expression can only begin a pipeline`},
	errIfStatementMissingCondition:                           {"IfStatementMissingCondition", "the condition of the if statement is missing"},
	errIncompleteDollarSubexpressionReference:                {"IncompleteDollarSubexpressionReference", `the closing ")" of "$(" is missing`},
	errIncompleteDollarVariableReference:                     {"IncompleteDollarVariableReference", `the closing "}" of "${" is missing`},
	errIncompleteMemberDefinition:                            {"IncompleteMemberDefinition", "the definition of the class member is incomplete"},
	errIncompletePropertyAssignmentBlock:                     {"IncompletePropertyAssignmentBlock", "the block of property assignments is incomplete"},
	errIncompleteString:                                      {"IncompleteString", "nothing follows the backtick at the end of the script"},
	errInvalidBracedVariableReference:                        {"InvalidBracedVariableReference", `"${…}" does not name a variable`},
	errInvalidConfigurationName:                              {"InvalidConfigurationName", "the configuration's name is not valid"},
	errInvalidForeachFlag:                                    {"InvalidForeachFlag", "foreach has no such parameter"},
	errInvalidFunctionParameter:                              {"InvalidFunctionParameter", "this parameter is not allowed here"},
	errInvalidPSSnapInName:                                   {"InvalidPSSnapInName", `the snap-in's name in "#requires" is not valid`},
	errInvalidParameterForDataSectionStatement:               {"InvalidParameterForDataSectionStatement", "a data section has no such parameter"},
	errInvalidSwitchFlag:                                     {"InvalidSwitchFlag", "switch has no such parameter"},
	errInvalidUnderlyingType:                                 {"InvalidUnderlyingType", "this type cannot underlie an enum"},
	errInvalidUnicodeEscapeSequence:                          {"InvalidUnicodeEscapeSequence", "the escape \"`u\" must be written like \"`u{1F600}\""},
	errInvalidUnicodeEscapeSequenceValue:                     {"InvalidUnicodeEscapeSequenceValue", "the code point in \"`u{…}\" is beyond 10FFFF"},
	errInvalidValueForUsingItemName:                          {"InvalidValueForUsingItemName", "the name in the using statement is not valid"},
	errInvalidVariableReference:                              {"InvalidVariableReference", `no variable name follows "$", or its ":" ends it; write "${name}:" to follow a name with a colon`},
	errInvalidVariableReferenceWithDrive:                     {"InvalidVariableReferenceWithDrive", `no name follows the colon of the variable; write "${name}:" to follow a name with a colon`},
	errMissingArgument:                                       {"MissingArgument", "an argument is missing from the list"},
	errMissingArrayIndexExpression:                           {"MissingArrayIndexExpression", `the index between "[" and "]" is missing`},
	errMissingAssemblyNameSpecification:                      {"MissingAssemblyNameSpecification", "the assembly's name is missing"},
	errMissingBaseCtorCall:                                   {"MissingBaseCtorCall", `": base(…)" is missing in the constructor`},
	errMissingBraceInObjectDefinition:                        {"MissingBraceInObjectDefinition", `the closing "}" of the block of properties is missing`},
	errMissingCatchHandlerBlock:                              {"MissingCatchHandlerBlock", `the "{ … }" block of catch is missing`},
	errMissingCatchOrFinally:                                 {"MissingCatchOrFinally", "try has neither catch nor finally"},
	errMissingColonInTernaryExpression:                       {"MissingColonInTernaryExpression", `the ":" of "condition ? a : b" is missing`},
	errMissingConfigurationName:                              {"MissingConfigurationName", "the configuration's name is missing"},
	errMissingCurlyBraceInSwitchStatement:                    {"MissingCurlyBraceInSwitchStatement", `the opening "{" of the switch statement is missing`},
	errMissingCurlyInConfigurationStatement:                  {"MissingCurlyInConfigurationStatement", `the opening "{" of the configuration is missing`},
	errMissingEndCurlyBrace:                                  {"MissingEndCurlyBrace", `the closing "}" is missing`},
	errMissingEndParenthesisAfterForeach:                     {"MissingEndParenthesisAfterForeach", `the closing ")" of foreach is missing`},
	errMissingEndParenthesisAfterStatement:                   {"MissingEndParenthesisAfterStatement", `the closing ")" after the condition is missing`},
	errMissingEndParenthesisInExpression:                     {"MissingEndParenthesisInExpression", `the closing ")" is missing`},
	errMissingEndParenthesisInFunctionParameterList:          {"MissingEndParenthesisInFunctionParameterList", `the closing ")" of the parameter list is missing`},
	errMissingEndParenthesisInMethodCall:                     {"MissingEndParenthesisInMethodCall", `the closing ")" of the method call is missing`},
	errMissingEndParenthesisInSubexpression:                  {"MissingEndParenthesisInSubexpression", `the closing ")" of "$(" or "@(" is missing`},
	errMissingEndParenthesisInSwitchStatement:                {"MissingEndParenthesisInSwitchStatement", `the closing ")" of the switch condition is missing`},
	errMissingEndSquareBracket:                               {"MissingEndSquareBracket", `the closing "]" of the index is missing`},
	errMissingEqualsInHashLiteral:                            {"MissingEqualsInHashLiteral", `the "=" after the key of the hashtable is missing`},
	errMissingEqualsInPropertyAssignmentBlock:                {"MissingEqualsInPropertyAssignmentBlock", `the "=" after the property's name is missing`},
	errMissingEqualsInUsingAlias:                             {"MissingEqualsInUsingAlias", `the "=" of the using alias is missing`},
	errMissingExpression:                                     {"MissingExpression", "an expression is missing after the comma"},
	errMissingExpressionAfterKeyword:                         {"MissingExpressionAfterKeyword", "an expression is missing after the keyword"},
	errMissingExpressionAfterOperator:                        {"MissingExpressionAfterOperator", "an operand is missing after the operator"},
	errMissingExpressionAfterToken:                           {"MissingExpressionAfterToken", "an expression is missing here"},
	errMissingExpressionInNamedArgument:                      {"MissingExpressionInNamedArgument", "the value of the named argument is missing"},
	errMissingFileSpecification:                              {"MissingFileSpecification", "the file to redirect to is missing"},
	errMissingFilenameOption:                                 {"MissingFilenameOption", "the file name after -File is missing"},
	errMissingFinallyStatementBlock:                          {"MissingFinallyStatementBlock", `the "{ … }" block of finally is missing`},
	errMissingForeachExpression:                              {"MissingForeachExpression", "what foreach goes through is missing"},
	errMissingForeachStatement:                               {"MissingForeachStatement", `the "{ … }" block of foreach is missing`},
	errMissingFunctionBody:                                   {"MissingFunctionBody", `the "{ … }" body of the function is missing`},
	errMissingInInForeach:                                    {"MissingInInForeach", `"in" is missing after the variable of foreach`},
	errMissingLoopStatement:                                  {"MissingLoopStatement", `the "{ … }" block of the loop is missing`},
	errMissingMethodParameterList:                            {"MissingMethodParameterList", "the parameter list of the method is missing"},
	errMissingNameAfterKeyword:                               {"MissingNameAfterKeyword", "a name is missing after the keyword"},
	errMissingNamedBlocks:                                    {"MissingNamedBlocks", "only begin, process, end, clean and dynamicparam blocks can stand beside one another here"},
	errMissingNamedStatementBlock:                            {"MissingNamedStatementBlock", `the "{ … }" of the named block is missing`},
	errMissingNamespaceAlias:                                 {"MissingNamespaceAlias", "the namespace after the alias is missing"},
	errMissingOpenParenthesisAfterKeyword:                    {"MissingOpenParenthesisAfterKeyword", `the "(" after the keyword is missing`},
	errMissingOpenParenthesisInIfStatement:                   {"MissingOpenParenthesisInIfStatement", `the "(" after if is missing`},
	errMissingPropertyName:                                   {"MissingPropertyName", `a property or method name is missing after "." or "::"`},
	errMissingPropertyTerminator:                             {"MissingPropertyTerminator", `the property must end with a line break or ";"`},
	errMissingStatementAfterKeyword:                          {"MissingStatementAfterKeyword", "a statement is missing after the keyword"},
	errMissingStatementBlock:                                 {"MissingStatementBlock", `the "{ … }" block after the condition is missing`},
	errMissingStatementBlockAfterElse:                        {"MissingStatementBlockAfterElse", `the "{ … }" block after else is missing`},
	errMissingStatementBlockForDataSection:                   {"MissingStatementBlockForDataSection", `the "{ … }" block of the data section is missing`},
	errMissingStatementInHashLiteral:                         {"MissingStatementInHashLiteral", `the value after "=" in the hashtable is missing`},
	errMissingStatementTerminator:                            {"MissingStatementTerminator", `a line break or ";" is missing between two statements`},
	errMissingSwitchConditionExpression:                      {"MissingSwitchConditionExpression", "what switch tests is missing"},
	errMissingSwitchStatementClause:                          {"MissingSwitchStatementClause", `the "{ … }" block of the switch clause is missing`},
	errMissingTerminatorMultiLineComment:                     {"MissingTerminatorMultiLineComment", `the closing "#>" of the comment is missing`},
	errMissingThrottleLimit:                                  {"MissingThrottleLimit", "the number after -ThrottleLimit is missing"},
	errMissingTrapStatement:                                  {"MissingTrapStatement", `the "{ … }" block of trap is missing`},
	errMissingTryStatementBlock:                              {"MissingTryStatementBlock", `the "{ … }" block of try is missing`},
	errMissingTypeBody:                                       {"MissingTypeBody", `the "{ … }" body of the type is missing`},
	errMissingTypeLiteralToken:                               {"MissingTypeLiteralToken", "a type is missing in the list"},
	errMissingTypename:                                       {"MissingTypename", `a type's name is missing after "["`},
	errMissingUnicodeEscapeSequenceTerminator:                {"MissingUnicodeEscapeSequenceTerminator", "the closing \"}\" of \"`u{\" is missing"},
	errMissingUsingItemName:                                  {"MissingUsingItemName", "the name in the using statement is missing"},
	errMissingUsingStatementDirective:                        {"MissingUsingStatementDirective", "using must be followed by assembly, module, namespace or type"},
	errMissingValueForSupportedCommandInDataSectionStatement: {"MissingValueForSupportedCommandInDataSectionStatement", "the command list after -SupportedCommand is missing"},
	errMissingVariableNameAfterForeach:                       {"MissingVariableNameAfterForeach", "the variable of foreach is missing"},
	errMissingWhileOrUntilInDoWhile:                          {"MissingWhileOrUntilInDoWhile", `"while" or "until" is missing after the do block`},
	errModifiersCannotBeCombined:                             {"ModifiersCannotBeCombined", "these modifiers exclude one another"},
	errMultipleSwitchDefaultClauses:                          {"MultipleSwitchDefaultClauses", "a switch can have only one default clause"},
	errOpenBraceNeedsToBeBackTickedInVariableName:            {"OpenBraceNeedsToBeBackTickedInVariableName", `a "{" within "${…}" must have a backtick before it`},
	errParameterAlreadyBound:                                 {"ParameterAlreadyBound", `"#requires" gives the parameter twice`},
	errParameterCannotHaveArgument:                           {"ParameterCannotHaveArgument", `this parameter of "#requires" takes no argument`},
	errParameterRequiresArgument:                             {"ParameterRequiresArgument", "the parameter needs an argument"},
	errParserError:                                           {"ParserError", "the configuration could not be read"},
	errPipelineValueRequired:                                 {"PipelineValueRequired", "the assignment needs a value on its right"},
	errRedirectionNotSupported:                               {"RedirectionNotSupported", `"<" is reserved; PowerShell cannot redirect input`},
	errRequiredNameOrExpressionMissing:                       {"RequiredNameOrExpressionMissing", "the keyword needs a name or an expression"},
	errRequiresArgumentMustBeConstant:                        {"RequiresArgumentMustBeConstant", `an argument of "#requires" must be a constant`},
	errRequiresInvalidStringArgument:                         {"RequiresInvalidStringArgument", `this argument of "#requires" must be text`},
	errRequiresModuleInvalid:                                 {"RequiresModuleInvalid", `the module in "#requires" is not valid`},
	errRequiresPSEditionInvalid:                              {"RequiresPSEditionInvalid", `the edition in "#requires" must be Core or Desktop`},
	errRequiresPSEditionValueIsAlreadySpecified:              {"RequiresPSEditionValueIsAlreadySpecified", `"#requires" gives the same edition twice`},
	errRequiresVersionInvalid:                                {"RequiresVersionInvalid", `the version in "#requires" is not valid`},
	errReservedKeywordNotAllowed:                             {"ReservedKeywordNotAllowed", "this keyword is reserved for later use"},
	errScriptRequiresInvalidFormat:                           {"ScriptRequiresInvalidFormat", `"#requires" is not written as it must be`},
	errScriptTooComplicated:                                  {"ScriptTooComplicated", "the script is nested too deeply"},
	errStreamAlreadyRedirected:                               {"StreamAlreadyRedirected", "this stream is already redirected in the command"},
	errTerminatorExpectedAtEndOfString:                       {"TerminatorExpectedAtEndOfString", "the closing quote of the string is missing"},
	errTokenAfterEndOfValidScriptText:                        {"TokenAfterEndOfValidScriptText", "nothing may follow the signature block"},
	errTooManyDigitsInUnicodeEscapeSequence:                  {"TooManyDigitsInUnicodeEscapeSequence", "\"`u{…}\" takes at most six hexadecimal digits"},
	errTooManyTypes:                                          {"TooManyTypes", "only one type can stand here"},
	errTypeNameExpected:                                      {"TypeNameExpected", "a type's name is expected here"},
	errTypeNotAllowedBeforeParam:                             {"TypeNotAllowedBeforeParam", "a type cannot stand before param"},
	errTypeNotAllowedBeforeStatement:                         {"TypeNotAllowedBeforeStatement", "a type cannot stand before this statement"},
	errUnexpectedAttribute:                                   {"UnexpectedAttribute", "an attribute cannot stand here"},
	errUnexpectedCharactersAfterHereStringHeader:             {"UnexpectedCharactersAfterHereStringHeader", `after the opening @" or @' of a here-string the line must end`},
	errUnexpectedNameForType:                                 {"UnexpectedNameForType", "this name cannot be a type's"},
	errUnexpectedToken:                                       {"UnexpectedToken", "this does not belong here"},
	errUnexpectedTokenInDynamicKeyword:                       {"UnexpectedTokenInDynamicKeyword", "this does not belong in the statement of a keyword"},
	errUnexpectedUnaryOperator:                               {"UnexpectedUnaryOperator", "this operator cannot stand here"},
	errUnrecognizedToken:                                     {"UnrecognizedToken", `"@" must be followed by "(", "{", a quote or a variable's name`},
	errUnsupportedReservedKeyword:                            {"UnsupportedReservedKeyword", "this keyword is reserved and not supported"},
	errUnsupportedReservedProperty:                           {"UnsupportedReservedProperty", "this property is reserved and not supported"},
	errUsingMustBeAtStartOfScript:                            {"UsingMustBeAtStartOfScript", "using can stand only before all other statements"},
	errWhitespaceBeforeHereStringFooter:                      {"WhitespaceBeforeHereStringFooter", `the closing "@ or '@ of a here-string must stand at the beginning of its line`},
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

// errorNamed returns the error of the name, or errNone.
func errorNamed(name string) errorID {
	for id := errNone + 1; id < errorCount; id++ {
		if errorTable[id].name == name {
			return id
		}
	}
	return errNone
}
