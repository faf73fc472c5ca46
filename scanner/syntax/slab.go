package syntax

import "unsafe"

// A slab hands out the nodes of one type from growing chunks, so that a tree of many small nodes costs few allocations.
type slab[T any] struct {
	free   []T
	chunks chunks[T]
}

// The number of bytes in a slab's chunks: the first is small because most scripts are, the last bounds what is left unused.
const (
	firstChunkBytes = 256
	maxChunkBytes   = 16 << 10
)

// node returns a zero T.
func (s *slab[T]) node() *T {
	if len(s.free) == 0 {
		s.free = s.chunks.next()
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

// rewind takes all nodes back.
func (s *slab[T]) rewind() {
	s.free = nil
	s.chunks.used = 0
}

// chunks are the memory of a slab or list. What was taken back is handed out again before more is made.
type chunks[T any] struct {
	made [][]T
	used int // how many of them are handed out
}

// size returns the number of elements in the chunk that was handed out last; 0 where there is none.
func (c *chunks[T]) size() int {
	if c.used == 0 {
		return 0
	}
	return len(c.made[c.used-1])
}

// next hands out a chunk of zero elements.
func (c *chunks[T]) next() []T {
	if c.used == len(c.made) {
		c.made = append(c.made, make([]T, nextChunk[T](c.size())))
	} else {
		clear(c.made[c.used])
	}
	c.used++
	return c.made[c.used-1]
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
	stack  []T
	free   []T
	chunks chunks[T]
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
		if n >= nextChunk[T](l.chunks.size()) {
			return make([]T, n)
		}
		l.free = l.chunks.next()
	}
	children := l.free[:n:n]
	l.free = l.free[n:]
	return children
}

// rewind takes all children back.
func (l *list[T]) rewind() {
	l.stack, l.free = l.stack[:0], nil
	l.chunks.used = 0
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

// rewind takes the nodes of the tree back, for those of the next.
func (a *arena) rewind() {
	for _, part := range [...]interface{ rewind() }{
		&a.scriptBlocks, &a.namedBlocks, &a.statementBlocks, &a.paramBlocks, &a.parameters,
		&a.attributes, &a.namedArguments, &a.typeConstraints, &a.typeNames,
		&a.functions, &a.ifs, &a.forEachs, &a.fors, &a.whiles, &a.switches, &a.tries, &a.catches, &a.returns,
		&a.throws, &a.assignments, &a.pipelines, &a.commands, &a.commandExpressions, &a.commandParameters,
		&a.fileRedirections, &a.mergeRedirections,
		&a.properties, &a.methods,
		&a.binaries, &a.unaries, &a.converts, &a.members, &a.invocations, &a.indexes, &a.typeExpressions, &a.variables,
		&a.constants, &a.strings, &a.expandables, &a.scriptBlockExprs, &a.arrayLiterals, &a.hashtables, &a.arrays,
		&a.subExpressions, &a.parens,
		&a.stmtList, &a.trapList, &a.exprList, &a.elementList, &a.pipelineList, &a.redirectList, &a.attributeList,
		&a.parameterList, &a.constraintList, &a.typeNameList, &a.namedArgList, &a.catchList, &a.usingList,
		&a.memberList, &a.nodeList, &a.ifClauses, &a.switchClauses, &a.entries,
		&a.operators,
	} {
		part.rewind()
	}
}
