package syntax

import "go/token"

// A Node is an element of the syntax tree. The node types bear the names of PowerShell's classes without the suffix Ast.
type Node interface {
	Pos() token.Pos // of the first character
	End() token.Pos // just past the last character
}

// A Stmt is a statement.
type Stmt interface {
	Node
	stmtNode()
}

// An Expr is an expression.
type Expr interface {
	CommandElement
	exprNode()
}

// A CommandElement is an expression, or a [*CommandParameter].
type CommandElement interface {
	Node
	elementNode()
}

// A PipelineElement is a [*Command] or a [*CommandExpression].
type PipelineElement interface {
	Stmt
	pipelineElementNode()
}

// A Redirection is a [*MergingRedirection] or a [*FileRedirection].
type Redirection interface {
	Node
	redirectionNode()
}

// An AttributeBase is an [*Attribute] or a [*TypeConstraint].
type AttributeBase interface {
	Node
	attributeNode()
}

// A Member is a [*PropertyMember] or a [*FunctionMember] of a class or an enum.
type Member interface {
	Node
	memberNode()
}

// Extent is the range of source text that a node covers.
type Extent struct {
	Start token.Pos // of the first character
	Stop  token.Pos // just past the last character
}

// Pos returns the position of the first character.
func (e Extent) Pos() token.Pos { return e.Start }

// End returns the position just past the last character.
func (e Extent) End() token.Pos { return e.Stop }

// Script blocks and what stands directly in them.
type (
	// A ScriptBlock is a script, the body of a function or a script block expression.
	ScriptBlock struct {
		Extent
		Attributes   []AttributeBase   // of a script block expression's own
		Usings       []*UsingStatement // only in the root
		Param        *ParamBlock       // nil: none
		DynamicParam *NamedBlock       // nil: none
		Begin        *NamedBlock       // nil: none
		Process      *NamedBlock       // nil: none
		EndBlock     *NamedBlock       // nil: none; holds the statements where no block is named
		Clean        *NamedBlock       // nil: none
	}

	// A NamedBlock is a begin, process, end, clean or dynamicparam block, or the statements of a script block that names none.
	NamedBlock struct {
		Extent
		Kind       Kind // KindBegin, KindProcess, KindEnd, KindClean or KindDynamicparam
		Unnamed    bool // the keyword is not written
		Statements []Stmt
		Traps      []*TrapStatement
	}

	// A ParamBlock is param( … ) with the attributes before it.
	ParamBlock struct {
		Extent
		Attributes []AttributeBase
		Parameters []*Parameter
	}

	// A Parameter is a declared parameter of a script block, a function or a method.
	Parameter struct {
		Extent
		Attributes []AttributeBase
		Name       *VariableExpression
		Default    Expr // nil: none
	}

	// A StatementBlock is a braced list of statements.
	StatementBlock struct {
		Extent
		Statements []Stmt
		Traps      []*TrapStatement
	}
)

// Attributes and types.
type (
	// An Attribute is [Name(arguments)].
	Attribute struct {
		Extent
		TypeName   *TypeName
		Positional []Expr
		Named      []*NamedAttributeArgument
	}

	// A NamedAttributeArgument is Name = value, or Name alone, which means true.
	NamedAttributeArgument struct {
		Extent
		Name    string
		Value   Expr // where omitted, a ConstantExpression that is true and covers the name
		Omitted bool
	}

	// A TypeConstraint is [TypeName] before a variable, a parameter or a member.
	TypeConstraint struct {
		Extent
		TypeName *TypeName
	}

	// A TypeName is the name of a type, plain, generic or an array's. It is no node of the tree.
	TypeName struct {
		Extent
		Name      string      // as written, without brackets and assembly; "" for an array
		Assembly  string      // "" where none is written
		Arguments []*TypeName // of a generic type; nil: not generic
		Element   *TypeName   // of an array; nil: no array
		Rank      int         // dimensions of an array; 0: no array
	}
)

// Type definitions and using.
type (
	// A UsingStatement is using namespace, module, assembly, type or command.
	UsingStatement struct {
		Extent
		Kind   Kind                      // KindNamespace, KindModule, KindAssembly, KindType or KindCommand
		Name   *StringConstantExpression // nil where Module stands
		Alias  *StringConstantExpression // nil: none
		Module *Hashtable                // a module specification; nil: none
	}

	// A TypeDefinition is a class, an enum or an interface.
	TypeDefinition struct {
		Extent
		Kind       Kind // KindClass, KindEnum or KindInterface
		Name       string
		Attributes []AttributeBase
		BaseTypes  []*TypeConstraint
		Members    []Member
	}

	// A PropertyMember is a property of a class, or a label of an enum.
	PropertyMember struct {
		Extent
		Name       string
		Type       *TypeConstraint // nil: none
		Attributes []AttributeBase
		Value      Expr // nil: none
		Static     bool
		Hidden     bool
	}

	// A FunctionMember is a method or a constructor of a class.
	FunctionMember struct {
		Extent
		Name       string
		ReturnType *TypeConstraint // nil: none
		Attributes []AttributeBase
		Function   *FunctionDefinition // parameters and body
		Static     bool
		Hidden     bool
	}
)

// Statements.
type (
	// A FunctionDefinition is a function, a filter, a workflow, or the body of a method.
	FunctionDefinition struct {
		Extent
		Name       string
		NameExtent Extent       // of the name
		Kind       Kind         // KindFunction, KindFilter or KindWorkflow; for a method KindUnknown
		Parameters []*Parameter // in parentheses after the name; nil: none are written
		Body       *ScriptBlock
	}

	// An IfStatement is if with its elseif and else.
	IfStatement struct {
		Extent
		Clauses []IfClause      // at least one
		Else    *StatementBlock // nil: none
	}

	// An IfClause is a condition with its block. It is no node of the tree.
	IfClause struct {
		Condition Stmt
		Body      *StatementBlock
	}

	// A DataStatement is data NAME -SupportedCommand … { … }.
	DataStatement struct {
		Extent
		Variable string // "" where none is named
		Commands []Expr // allowed commands
		Body     *StatementBlock
	}

	// A ForEachStatement is foreach ($x in …) { … }.
	ForEachStatement struct {
		Extent
		Label         string // without the colon; "" for none
		Parallel      bool   // -parallel
		ThrottleLimit Expr   // nil: none
		Variable      *VariableExpression
		Condition     Stmt
		Body          *StatementBlock
	}

	// A ForStatement is for (…; …; …) { … }.
	ForStatement struct {
		Extent
		Label       string
		Initializer Stmt // nil: none
		Condition   Stmt // nil: none
		Iterator    Stmt // nil: none
		Body        *StatementBlock
	}

	// A WhileStatement is while (…) { … }.
	WhileStatement struct {
		Extent
		Label     string
		Condition Stmt
		Body      *StatementBlock
	}

	// A DoWhileStatement is do { … } while (…).
	DoWhileStatement struct {
		Extent
		Label     string
		Body      *StatementBlock
		Condition Stmt
	}

	// A DoUntilStatement is do { … } until (…).
	DoUntilStatement struct {
		Extent
		Label     string
		Body      *StatementBlock
		Condition Stmt
	}

	// A SwitchStatement is switch.
	SwitchStatement struct {
		Extent
		Label     string
		Flags     SwitchFlags
		Condition Stmt
		Clauses   []SwitchClause
		Default   *StatementBlock // nil: none
	}

	// A SwitchClause is a condition with its block. It is no node of the tree.
	SwitchClause struct {
		Condition Expr
		Body      *StatementBlock
	}

	// A TryStatement is try with its catch and finally.
	TryStatement struct {
		Extent
		Body    *StatementBlock
		Catches []*CatchClause
		Finally *StatementBlock // nil: none
	}

	// A CatchClause is catch with the types that it takes.
	CatchClause struct {
		Extent
		Types []*TypeConstraint // none: all
		Body  *StatementBlock
	}

	// A TrapStatement is trap.
	TrapStatement struct {
		Extent
		Type *TypeConstraint // nil: all
		Body *StatementBlock
	}

	// A BreakStatement is break.
	BreakStatement struct {
		Extent
		Label Expr // nil: none
	}

	// A ContinueStatement is continue.
	ContinueStatement struct {
		Extent
		Label Expr // nil: none
	}

	// A ReturnStatement is return.
	ReturnStatement struct {
		Extent
		Pipeline Stmt // nil: none
	}

	// An ExitStatement is exit.
	ExitStatement struct {
		Extent
		Pipeline Stmt // nil: none
	}

	// A ThrowStatement is throw.
	ThrowStatement struct {
		Extent
		Pipeline Stmt // nil: none
	}

	// A BlockStatement is parallel { … } or sequence { … } of a workflow.
	BlockStatement struct {
		Extent
		Kind Kind // KindParallel or KindSequence
		Body *StatementBlock
	}

	// An AssignmentStatement is left = right, with any assignment operator.
	AssignmentStatement struct {
		Extent
		Left     Expr
		Operator Kind
		Right    Stmt // a *CommandExpression where it is a lone expression
	}

	// A PipelineChain is left && right or left || right.
	PipelineChain struct {
		Extent
		Left       Stmt // a *PipelineChain or a *Pipeline
		Operator   Kind // KindAndAnd or KindOrOr
		Right      *Pipeline
		Background bool // & after it
	}

	// A Pipeline is a | b | c.
	Pipeline struct {
		Extent
		Elements   []PipelineElement // at least one
		Background bool              // & after it
	}

	// A Command is a call with its arguments.
	Command struct {
		Extent
		Elements     []CommandElement // at least one; the first names the command
		Invocation   Kind             // KindAmpersand, KindDot, or KindUnknown for neither
		Redirections []Redirection
	}

	// A CommandExpression is an expression that stands as an element of a pipeline.
	CommandExpression struct {
		Extent
		Expression   Expr
		Redirections []Redirection
	}

	// A CommandParameter is -Name, or -Name:argument.
	CommandParameter struct {
		Extent
		Name     string // without dash and colon
		Argument Expr   // after a colon; nil: none
	}

	// A FileRedirection is 2>FILE or 2>>FILE.
	FileRedirection struct {
		Extent
		From     Stream
		Append   bool
		Location Expr
	}

	// A MergingRedirection is 2>&1.
	MergingRedirection struct {
		Extent
		From, To Stream
	}

	// A ConfigurationDefinition is a DSC configuration.
	ConfigurationDefinition struct {
		Extent
		Name Expr
		Body *ScriptBlockExpression
		Meta bool // a meta configuration
	}

	// A DynamicKeywordStatement is a DSC resource or another dynamic keyword in a configuration.
	DynamicKeywordStatement struct {
		Extent
		Elements []CommandElement // the keyword, the instance's name where there is one, and the body
	}

	// An ErrorStatement is what could be parsed of a broken statement.
	ErrorStatement struct {
		Extent
		Kind     Kind          // of the token it began with; meaningful only where HasKind
		HasKind  bool          // the statement's first token is known
		Label    string        // "" for none
		Flags    []SwitchParam // parameters of a broken switch
		Children []Node        // in PowerShell's order: conditions, bodies, nested nodes
	}

	// A SwitchParam is a parameter of a broken switch statement with its argument. It is no node of the tree.
	SwitchParam struct {
		Name     string
		Token    Extent
		Argument Node // nil: none
	}
)

// Expressions.
type (
	// A TernaryExpression is condition ? a : b.
	TernaryExpression struct {
		Extent
		Condition, IfTrue, IfFalse Expr
	}

	// A BinaryExpression is left operator right.
	BinaryExpression struct {
		Extent
		Left     Expr
		Operator Kind
		Right    Expr
	}

	// A UnaryExpression is operator operand, or operand++ and operand--.
	UnaryExpression struct {
		Extent
		Operator Kind
		Operand  Expr
	}

	// An AttributedExpression is [Attribute()]expression.
	AttributedExpression struct {
		Extent
		Attribute AttributeBase
		Operand   Expr
	}

	// A ConvertExpression is [Type]expression.
	ConvertExpression struct {
		Extent
		Type    *TypeConstraint
		Operand Expr
	}

	// A MemberExpression is target.member or target::member.
	MemberExpression struct {
		Extent
		Target          Expr
		Member          Expr
		Static          bool // ::
		NullConditional bool // ?.
	}

	// An InvokeMemberExpression is target.member(arguments) or target::member(arguments).
	InvokeMemberExpression struct {
		Extent
		Target          Expr
		Member          Expr
		TypeArguments   []*TypeName // of a generic method; nil: none
		Arguments       []Expr
		Static          bool // ::
		NullConditional bool // ?.
	}

	// A BaseCtorInvokeMemberExpression is : base(arguments) of a constructor.
	BaseCtorInvokeMemberExpression struct {
		Extent
		Target    Expr // the implied $this
		Member    Expr // the implied name
		Arguments []Expr
	}

	// An IndexExpression is target[index].
	IndexExpression struct {
		Extent
		Target          Expr
		Index           Expr
		NullConditional bool // ?[
	}

	// A TypeExpression is [Type] as a value.
	TypeExpression struct {
		Extent
		TypeName *TypeName
	}

	// A VariableExpression is $name, ${name} or @name.
	VariableExpression struct {
		Extent
		Name   string // as PowerShell's UserPath: without sigil and braces, with scope or drive, backticks resolved
		Splat  bool   // @name
		Braced bool   // ${name}
	}

	// A ConstantExpression is a number, or the implied true of a named attribute argument.
	ConstantExpression struct {
		Extent
		Value Constant
	}

	// A StringConstantExpression is a string without anything to expand, or a bare word.
	StringConstantExpression struct {
		Extent
		Kind  StringKind
		Value string // without quotes, escapes resolved
	}

	// An ExpandableStringExpression is a string with variables or sub-expressions in it.
	ExpandableStringExpression struct {
		Extent
		Kind  StringKind
		Parts []Expr // what is expanded: *VariableExpression, *SubExpression and the like, in order
	}

	// A ScriptBlockExpression is { … } as a value.
	ScriptBlockExpression struct {
		Extent
		Body *ScriptBlock
	}

	// An ArrayLiteral is a, b, c.
	ArrayLiteral struct {
		Extent
		Elements []Expr
	}

	// A Hashtable is @{ key = value }.
	Hashtable struct {
		Extent
		Entries []HashtableEntry
	}

	// A HashtableEntry is a key with its value. It is no node of the tree.
	HashtableEntry struct {
		Key   Expr
		Value Stmt
	}

	// An ArrayExpression is @( … ).
	ArrayExpression struct {
		Extent
		Body *StatementBlock
	}

	// A SubExpression is $( … ).
	SubExpression struct {
		Extent
		Body *StatementBlock
	}

	// A ParenExpression is ( … ).
	ParenExpression struct {
		Extent
		Pipeline Stmt
	}

	// A UsingExpression is $using:name.
	UsingExpression struct {
		Extent
		Expression Expr
	}

	// An ErrorExpression is what could be parsed of a broken expression.
	ErrorExpression struct {
		Extent
		Children []Node
	}
)

// A StringKind tells how a string is written. The names are those of PowerShell's StringConstantType.
type StringKind uint8

// The ways to write a string.
const (
	SingleQuoted StringKind = iota
	SingleQuotedHereString
	DoubleQuoted
	DoubleQuotedHereString
	BareWord
)

// A Stream is an output stream of a command.
type Stream uint8

// The streams, in PowerShell's numbering.
const (
	StreamAll Stream = iota
	StreamOutput
	StreamError
	StreamWarning
	StreamVerbose
	StreamDebug
	StreamInformation
)

// SwitchFlags are the parameters of a switch statement.
type SwitchFlags uint8

// The parameters of a switch statement, in PowerShell's numbering.
const (
	SwitchFile          SwitchFlags = 1
	SwitchRegex         SwitchFlags = 2
	SwitchWildcard      SwitchFlags = 4
	SwitchExact         SwitchFlags = 8
	SwitchCaseSensitive SwitchFlags = 16
	SwitchParallel      SwitchFlags = 32
)

func (*FunctionDefinition) stmtNode()      {}
func (*IfStatement) stmtNode()             {}
func (*DataStatement) stmtNode()           {}
func (*ForEachStatement) stmtNode()        {}
func (*ForStatement) stmtNode()            {}
func (*WhileStatement) stmtNode()          {}
func (*DoWhileStatement) stmtNode()        {}
func (*DoUntilStatement) stmtNode()        {}
func (*SwitchStatement) stmtNode()         {}
func (*TryStatement) stmtNode()            {}
func (*TrapStatement) stmtNode()           {}
func (*BreakStatement) stmtNode()          {}
func (*ContinueStatement) stmtNode()       {}
func (*ReturnStatement) stmtNode()         {}
func (*ExitStatement) stmtNode()           {}
func (*ThrowStatement) stmtNode()          {}
func (*BlockStatement) stmtNode()          {}
func (*AssignmentStatement) stmtNode()     {}
func (*PipelineChain) stmtNode()           {}
func (*Pipeline) stmtNode()                {}
func (*Command) stmtNode()                 {}
func (*CommandExpression) stmtNode()       {}
func (*ConfigurationDefinition) stmtNode() {}
func (*DynamicKeywordStatement) stmtNode() {}
func (*ErrorStatement) stmtNode()          {}
func (*TypeDefinition) stmtNode()          {}
func (*UsingStatement) stmtNode()          {}

func (*TernaryExpression) exprNode()              {}
func (*BinaryExpression) exprNode()               {}
func (*UnaryExpression) exprNode()                {}
func (*AttributedExpression) exprNode()           {}
func (*ConvertExpression) exprNode()              {}
func (*MemberExpression) exprNode()               {}
func (*InvokeMemberExpression) exprNode()         {}
func (*BaseCtorInvokeMemberExpression) exprNode() {}
func (*IndexExpression) exprNode()                {}
func (*TypeExpression) exprNode()                 {}
func (*VariableExpression) exprNode()             {}
func (*ConstantExpression) exprNode()             {}
func (*StringConstantExpression) exprNode()       {}
func (*ExpandableStringExpression) exprNode()     {}
func (*ScriptBlockExpression) exprNode()          {}
func (*ArrayLiteral) exprNode()                   {}
func (*Hashtable) exprNode()                      {}
func (*ArrayExpression) exprNode()                {}
func (*SubExpression) exprNode()                  {}
func (*ParenExpression) exprNode()                {}
func (*UsingExpression) exprNode()                {}
func (*ErrorExpression) exprNode()                {}

func (*TernaryExpression) elementNode()              {}
func (*BinaryExpression) elementNode()               {}
func (*UnaryExpression) elementNode()                {}
func (*AttributedExpression) elementNode()           {}
func (*ConvertExpression) elementNode()              {}
func (*MemberExpression) elementNode()               {}
func (*InvokeMemberExpression) elementNode()         {}
func (*BaseCtorInvokeMemberExpression) elementNode() {}
func (*IndexExpression) elementNode()                {}
func (*TypeExpression) elementNode()                 {}
func (*VariableExpression) elementNode()             {}
func (*ConstantExpression) elementNode()             {}
func (*StringConstantExpression) elementNode()       {}
func (*ExpandableStringExpression) elementNode()     {}
func (*ScriptBlockExpression) elementNode()          {}
func (*ArrayLiteral) elementNode()                   {}
func (*Hashtable) elementNode()                      {}
func (*ArrayExpression) elementNode()                {}
func (*SubExpression) elementNode()                  {}
func (*ParenExpression) elementNode()                {}
func (*UsingExpression) elementNode()                {}
func (*ErrorExpression) elementNode()                {}
func (*CommandParameter) elementNode()               {}

func (*Command) pipelineElementNode()           {}
func (*CommandExpression) pipelineElementNode() {}

func (*MergingRedirection) redirectionNode() {}
func (*FileRedirection) redirectionNode()    {}

func (*Attribute) attributeNode()      {}
func (*TypeConstraint) attributeNode() {}

func (*PropertyMember) memberNode() {}
func (*FunctionMember) memberNode() {}
