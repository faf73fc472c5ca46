package syntax

import "unsafe"

// A slab hands out the nodes of one type from growing chunks, so that a tree of many small nodes costs few allocations.
type slab[T any] struct {
	free []T
	size int // of the last chunk
}

// The number of bytes in a slab's chunks: the first is small because most scripts are, the last bounds what is left unused.
const (
	firstChunkBytes = 256
	maxChunkBytes   = 16 << 10
)

// node returns a zero T.
func (s *slab[T]) node() *T {
	if len(s.free) == 0 {
		s.size = nextChunk[T](s.size)
		s.free = make([]T, s.size)
	}
	n := &s.free[0]
	s.free = s.free[1:]
	return n
}

// put returns a T that holds v.
func (s *slab[T]) put(v T) *T {
	n := s.node()
	*n = v
	return n
}

// nextChunk returns how many elements the chunk after one of size elements has.
func nextChunk[T any](size int) int {
	var zero T
	bytes := max(int(unsafe.Sizeof(zero)), 1)
	if size == 0 {
		return max(1, firstChunkBytes/bytes)
	}
	return max(size, min(2*size, maxChunkBytes/bytes))
}

// A list builds the child slices of nodes. Children are pushed while their parent is being read, and cut off in one piece
// when it ends; the children of nested parents lie above on the same stack. The cut slices share growing chunks.
type list[T any] struct {
	stack []T
	free  []T
	size  int // of the last chunk
}

// mark returns the place at which the children of a new parent begin.
func (l *list[T]) mark() int { return len(l.stack) }

// push appends a child.
func (l *list[T]) push(child T) { l.stack = append(l.stack, child) }

// drop takes the children from mark on off the stack.
func (l *list[T]) drop(mark int) { l.stack = l.stack[:mark] }

// since returns the children from mark on, valid until the next push.
func (l *list[T]) since(mark int) []T { return l.stack[mark:] }

// cut takes the children from mark on off the stack and returns them; nil where there are none.
func (l *list[T]) cut(mark int) []T {
	n := len(l.stack) - mark
	if n == 0 {
		return nil
	}
	children := l.take(n)
	copy(children, l.stack[mark:])
	clear(l.stack[mark:])
	l.stack = l.stack[:mark]
	return children
}

// one returns a slice of a single child.
func (l *list[T]) one(child T) []T {
	children := l.take(1)
	children[0] = child
	return children
}

// take returns a slice of n zero elements that nothing can grow into its neighbor.
func (l *list[T]) take(n int) []T {
	if len(l.free) < n {
		l.size = nextChunk[T](l.size)
		if n >= l.size {
			return make([]T, n)
		}
		l.free = make([]T, l.size)
	}
	children := l.free[:n:n]
	l.free = l.free[n:]
	return children
}

// An arena holds the nodes of one tree and the lists that they are built with. What only broken or rare scripts have is
// allocated singly.
type arena struct {
	// Blocks.
	scriptBlocks    slab[ScriptBlock]
	namedBlocks     slab[NamedBlock]
	statementBlocks slab[StatementBlock]
	paramBlocks     slab[ParamBlock]
	parameters      slab[Parameter]

	// Attributes and types.
	attributes      slab[Attribute]
	namedArguments  slab[NamedAttributeArgument]
	typeConstraints slab[TypeConstraint]
	typeNames       slab[TypeName]

	// Statements.
	functions          slab[FunctionDefinition]
	ifs                slab[IfStatement]
	forEachs           slab[ForEachStatement]
	fors               slab[ForStatement]
	whiles             slab[WhileStatement]
	switches           slab[SwitchStatement]
	tries              slab[TryStatement]
	catches            slab[CatchClause]
	returns            slab[ReturnStatement]
	throws             slab[ThrowStatement]
	assignments        slab[AssignmentStatement]
	pipelines          slab[Pipeline]
	commands           slab[Command]
	commandExpressions slab[CommandExpression]
	commandParameters  slab[CommandParameter]
	fileRedirections   slab[FileRedirection]
	mergeRedirections  slab[MergingRedirection]

	// Members of types.
	properties slab[PropertyMember]
	methods    slab[FunctionMember]

	// Expressions.
	binaries         slab[BinaryExpression]
	unaries          slab[UnaryExpression]
	converts         slab[ConvertExpression]
	members          slab[MemberExpression]
	invocations      slab[InvokeMemberExpression]
	indexes          slab[IndexExpression]
	typeExpressions  slab[TypeExpression]
	variables        slab[VariableExpression]
	constants        slab[ConstantExpression]
	strings          slab[StringConstantExpression]
	expandables      slab[ExpandableStringExpression]
	scriptBlockExprs slab[ScriptBlockExpression]
	arrayLiterals    slab[ArrayLiteral]
	hashtables       slab[Hashtable]
	arrays           slab[ArrayExpression]
	subExpressions   slab[SubExpression]
	parens           slab[ParenExpression]

	// Lists of children.
	stmtList       list[Stmt]
	trapList       list[*TrapStatement]
	exprList       list[Expr]
	elementList    list[CommandElement]
	pipelineList   list[PipelineElement]
	redirectList   list[Redirection]
	attributeList  list[AttributeBase]
	parameterList  list[*Parameter]
	constraintList list[*TypeConstraint]
	typeNameList   list[*TypeName]
	namedArgList   list[*NamedAttributeArgument]
	catchList      list[*CatchClause]
	usingList      list[*UsingStatement]
	memberList     list[Member]
	nodeList       list[Node]
	ifClauses      list[IfClause]
	switchClauses  list[SwitchClause]
	entries        list[HashtableEntry]

	// Operators waiting for their right operand.
	operators list[Kind]
}
