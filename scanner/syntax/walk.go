package syntax

import (
	"cmp"
	"fmt"
	"iter"
	"slices"
)

// Walk calls f for n and, as long as f returns true, for the nodes below it: a parent before its children, children in source order.
// Where f returns false, the node's children are left out. A nil n is no node, so f is not called.
//
// Nodes nest as by PowerShell's Parent. Two kinds of child are left out, as PowerShell's own visitors do: the allowed
// commands of a [DataStatement] and the throttle limit of a [ForEachStatement].
func Walk(n Node, f func(Node) bool) {
	var buf [stackSize]Node
	stack := appendNode(buf[:0], n)
	for len(stack) > 0 {
		n := pop(&stack)
		if f(n) {
			stack = pushChildren(stack, n)
		}
	}
}

// All returns the nodes that [Walk] visits, n first.
func All(n Node) iter.Seq[Node] {
	return func(yield func(Node) bool) {
		var buf [stackSize]Node
		stack := appendNode(buf[:0], n)
		for len(stack) > 0 {
			n := pop(&stack)
			if !yield(n) {
				return
			}
			stack = pushChildren(stack, n)
		}
	}
}

// Children returns the nodes directly below n, in source order.
func Children(n Node) iter.Seq[Node] {
	return func(yield func(Node) bool) {
		var buf [stackSize]Node
		for _, c := range appendChildren(buf[:0], n) {
			if !yield(c) {
				return
			}
		}
	}
}

// WalkStack is [Walk] for readers that need to know where a node stands: stack holds the nodes above n, the outermost
// first, and is valid only during the call.
func WalkStack(n Node, f func(n Node, stack []Node) bool) {
	var buf [stackSize]Node
	todo := appendNode(buf[:0], n)
	above := make([]Node, 0, stackSize)
	for len(todo) > 0 {
		n := pop(&todo)
		if n == nil { // the children of the last node above are done
			pop(&above)
			continue
		}
		if f(n, above) {
			above = append(above, n)
			todo = pushChildren(append(todo, nil), n)
		}
	}
}

// stackSize is the initial capacity of a walk's stack: most scripts need no more.
const stackSize = 64

// pop removes the last node of stack and returns it.
func pop(stack *[]Node) Node {
	last := len(*stack) - 1
	n := (*stack)[last]
	*stack = (*stack)[:last]
	return n
}

// pushChildren appends the children of n, the first one last. An explicit stack, not recursion, bears trees of any depth:
// a chain of a million operators is a tree as deep.
func pushChildren(stack []Node, n Node) []Node {
	mark := len(stack)
	stack = appendChildren(stack, n)
	slices.Reverse(stack[mark:])
	return stack
}

// appendNode appends n unless it is nil.
func appendNode(dst []Node, n Node) []Node {
	if n == nil {
		return dst
	}
	return append(dst, n)
}

// appendPtr appends p unless it is nil. A nil pointer in a [Node] would not be a nil Node.
func appendPtr[T any, P interface {
	*T
	Node
}](dst []Node, p P) []Node {
	if p == nil {
		return dst
	}
	return append(dst, p)
}

// appendAll appends the nodes of list.
func appendAll[T Node](dst []Node, list []T) []Node {
	for _, n := range list {
		dst = append(dst, n)
	}
	return dst
}

// appendChildren appends the nodes directly below n, in source order.
func appendChildren(dst []Node, n Node) []Node {
	switch n := n.(type) {
	// Script blocks and what stands directly in them, attributes, members.
	case *ScriptBlock:
		return appendScriptBlock(dst, n)
	case *NamedBlock:
		return appendBlock(dst, n.Statements, n.Traps)
	case *ParamBlock:
		return appendAll(appendAll(dst, n.Attributes), n.Parameters)
	case *Parameter:
		dst = appendPtr(appendAll(dst, n.Attributes), n.Name)
		return appendNode(dst, n.Default)
	case *StatementBlock:
		return appendBlock(dst, n.Statements, n.Traps)
	case *Attribute:
		return appendAttribute(dst, n)
	case *NamedAttributeArgument:
		return appendNode(dst, n.Value)
	case *TypeConstraint:
		return dst
	case *PropertyMember:
		dst = appendMerged(dst, n.Attributes, n.Type)
		return appendNode(dst, n.Value)
	case *FunctionMember:
		return appendPtr(appendMerged(dst, n.Attributes, n.ReturnType), n.Function)
	case *CatchClause:
		return appendPtr(appendAll(dst, n.Types), n.Body)
	case *CommandParameter:
		return appendNode(dst, n.Argument)
	case *FileRedirection:
		return appendNode(dst, n.Location)
	case *MergingRedirection:
		return dst

	// Statements.
	case *Pipeline:
		return appendAll(dst, n.Elements)
	case *Command:
		return appendWithRedirections(dst, n.Elements, n.Redirections)
	case *CommandExpression:
		return appendAll(appendNode(dst, n.Expression), n.Redirections)
	case *AssignmentStatement:
		return appendNode(appendNode(dst, n.Left), n.Right)
	case *IfStatement:
		for _, c := range n.Clauses {
			dst = appendPtr(appendNode(dst, c.Condition), c.Body)
		}
		return appendPtr(dst, n.Else)
	case *FunctionDefinition:
		return appendPtr(appendAll(dst, n.Parameters), n.Body)
	case *PipelineChain:
		return appendPtr(appendNode(dst, n.Left), n.Right)
	case *ForEachStatement:
		dst = appendNode(appendPtr(dst, n.Variable), n.Condition)
		return appendPtr(dst, n.Body)
	case *ForStatement:
		dst = appendNode(appendNode(dst, n.Initializer), n.Condition)
		return appendPtr(appendNode(dst, n.Iterator), n.Body)
	case *WhileStatement:
		return appendPtr(appendNode(dst, n.Condition), n.Body)
	case *DoWhileStatement:
		return appendNode(appendPtr(dst, n.Body), n.Condition)
	case *DoUntilStatement:
		return appendNode(appendPtr(dst, n.Body), n.Condition)
	case *SwitchStatement:
		return appendSwitch(dst, n)
	case *TryStatement:
		return appendPtr(appendAll(appendPtr(dst, n.Body), n.Catches), n.Finally)
	case *TrapStatement:
		return appendPtr(appendPtr(dst, n.Type), n.Body)
	case *BreakStatement:
		return appendNode(dst, n.Label)
	case *ContinueStatement:
		return appendNode(dst, n.Label)
	case *ReturnStatement:
		return appendNode(dst, n.Pipeline)
	case *ExitStatement:
		return appendNode(dst, n.Pipeline)
	case *ThrowStatement:
		return appendNode(dst, n.Pipeline)
	case *DataStatement:
		return appendPtr(dst, n.Body)
	case *BlockStatement:
		return appendPtr(dst, n.Body)
	case *UsingStatement:
		return appendPtr(appendPtr(appendPtr(dst, n.Name), n.Alias), n.Module)
	case *TypeDefinition:
		return appendAll(appendAll(appendAll(dst, n.Attributes), n.BaseTypes), n.Members)
	case *ConfigurationDefinition:
		return appendPtr(appendNode(dst, n.Name), n.Body)
	case *DynamicKeywordStatement:
		return appendAll(dst, n.Elements)
	case *ErrorStatement:
		return appendErrorStatement(dst, n)

	// Expressions.
	case *VariableExpression, *StringConstantExpression, *ConstantExpression, *TypeExpression:
		return dst
	case *MemberExpression:
		return appendNode(appendNode(dst, n.Target), n.Member)
	case *InvokeMemberExpression:
		return appendAll(appendNode(appendNode(dst, n.Target), n.Member), n.Arguments)
	case *BaseCtorInvokeMemberExpression:
		return appendAll(appendNode(appendNode(dst, n.Target), n.Member), n.Arguments)
	case *BinaryExpression:
		return appendNode(appendNode(dst, n.Left), n.Right)
	case *UnaryExpression:
		return appendNode(dst, n.Operand)
	case *ExpandableStringExpression:
		return appendAll(dst, n.Parts)
	case *ParenExpression:
		return appendNode(dst, n.Pipeline)
	case *SubExpression:
		return appendPtr(dst, n.Body)
	case *ArrayExpression:
		return appendPtr(dst, n.Body)
	case *ArrayLiteral:
		return appendAll(dst, n.Elements)
	case *Hashtable:
		for _, e := range n.Entries {
			dst = appendNode(appendNode(dst, e.Key), e.Value)
		}
		return dst
	case *ScriptBlockExpression:
		return appendPtr(dst, n.Body)
	case *IndexExpression:
		return appendNode(appendNode(dst, n.Target), n.Index)
	case *ConvertExpression:
		return appendNode(appendPtr(dst, n.Type), n.Operand)
	case *AttributedExpression:
		return appendNode(appendNode(dst, n.Attribute), n.Operand)
	case *TernaryExpression:
		return appendNode(appendNode(appendNode(dst, n.Condition), n.IfTrue), n.IfFalse)
	case *UsingExpression:
		return appendNode(dst, n.Expression)
	case *ErrorExpression:
		return appendAll(dst, n.Children)

	default:
		panic(fmt.Sprintf("syntax: unknown node %T", n))
	}
}

// appendScriptBlock puts the named blocks in the order in which they are written.
func appendScriptBlock(dst []Node, n *ScriptBlock) []Node {
	dst = appendAll(appendAll(dst, n.Usings), n.Attributes)
	dst = appendPtr(dst, n.Param)
	mark := len(dst)
	for _, b := range [...]*NamedBlock{n.DynamicParam, n.Begin, n.Process, n.EndBlock, n.Clean} {
		dst = appendPtr(dst, b)
	}
	sortByPos(dst[mark:])
	return dst
}

// appendBlock merges the traps of a block with its other statements.
func appendBlock(dst []Node, statements []Stmt, traps []*TrapStatement) []Node {
	mark := len(dst)
	dst = appendAll(appendAll(dst, traps), statements)
	if len(traps) > 0 {
		sortByPos(dst[mark:])
	}
	return dst
}

// appendAttribute merges the positional arguments with the named ones.
func appendAttribute(dst []Node, n *Attribute) []Node {
	mark := len(dst)
	dst = appendAll(appendAll(dst, n.Positional), n.Named)
	if len(n.Positional) > 0 && len(n.Named) > 0 {
		sortByPos(dst[mark:])
	}
	return dst
}

// appendMerged puts the type of a member among its attributes.
func appendMerged(dst []Node, attributes []AttributeBase, typ *TypeConstraint) []Node {
	mark := len(dst)
	dst = appendPtr(appendAll(dst, attributes), typ)
	if typ != nil && len(attributes) > 0 {
		sortByPos(dst[mark:])
	}
	return dst
}

// appendWithRedirections merges the redirections of a command with its other elements.
func appendWithRedirections(dst []Node, elements []CommandElement, redirections []Redirection) []Node {
	mark := len(dst)
	dst = appendAll(appendAll(dst, elements), redirections)
	if len(redirections) > 0 {
		sortByPos(dst[mark:])
	}
	return dst
}

// appendSwitch puts the default clause where it is written.
func appendSwitch(dst []Node, n *SwitchStatement) []Node {
	dst = appendNode(dst, n.Condition)
	pending := n.Default
	for _, c := range n.Clauses {
		if pending != nil && c.Condition != nil && pending.Start < c.Condition.Pos() {
			dst, pending = append(dst, pending), nil
		}
		dst = appendPtr(appendNode(dst, c.Condition), c.Body)
	}
	return appendPtr(dst, pending)
}

// appendErrorStatement puts the arguments of a broken switch statement's parameters among its other children.
func appendErrorStatement(dst []Node, n *ErrorStatement) []Node {
	mark := len(dst)
	dst = appendAll(dst, n.Children)
	for _, p := range n.Flags {
		dst = appendNode(dst, p.Argument)
	}
	sortByPos(dst[mark:])
	return dst
}

// sortByPos sorts nodes as they stand in the source; those that begin at the same place stay as they are.
func sortByPos(nodes []Node) {
	slices.SortStableFunc(nodes, func(a, b Node) int { return int(a.Pos() - b.Pos()) })
}

// PathTo returns the nodes from root down to n, both included; nil where n does not stand below root.
func PathTo(root, n Node) []Node {
	if _, ok := n.(Extent); ok {
		return nil // a range is in no tree
	}
	if path := straightTo(root, n); path != nil {
		return path
	}
	if path := pathTo(root, n, func(m Node) bool { return m.Pos() <= n.Pos() && n.End() <= m.End() }); path != nil {
		return path
	}
	return pathTo(root, n, func(Node) bool { return true }) // it may stand in what is implied, which has no place of its own
}

// Enclosing returns the nodes from root down that hold a range: each is the first child of the one before that does.
func Enclosing(root Node, at Extent) []Node {
	var path []Node
	for m := root; m != nil; m = holderIn(m, at) {
		path = append(path, m)
	}
	return path
}

// straightTo is PathTo by the places of nodes alone: it goes down to the first child that n may stand in, and never back. It is
// nil where that does not lead to n.
func straightTo(root, n Node) []Node {
	path := []Node{root}
	for m := root; m != n; path = append(path, m) {
		if m = holderIn(m, n); m == nil {
			return nil
		}
	}
	return path
}

// holderIn returns the first child of m in the place of which n stands; nil for none. In a long list it is not looked for one by one.
func holderIn(m, n Node) Node {
	holds := func(c Node) bool { return c.Pos() <= n.Pos() && n.End() <= c.End() }
	var found Node
	switch m := m.(type) {
	case *NamedBlock:
		found = holderAmong(m.Statements, n)
	case *StatementBlock:
		found = holderAmong(m.Statements, n)
	case *ArrayLiteral:
		found = holderAmong(m.Elements, n)
	}
	if found != nil {
		return found
	}
	for c := range Children(m) {
		if holds(c) {
			return c
		}
	}
	return nil
}

// holderAmong returns the one of the nodes, which stand one after another, in the place of which n stands; nil for none.
func holderAmong[N Node](list []N, n Node) Node {
	i, _ := slices.BinarySearchFunc(list, n, func(c N, n Node) int { return cmp.Compare(c.End(), n.End()) })
	if i < len(list) && list[i].Pos() <= n.Pos() {
		return list[i]
	}
	return nil
}

// pathTo is PathTo where n stands in no other nodes than those that may hold it.
func pathTo(root, n Node, mayHold func(Node) bool) []Node {
	var path []Node
	WalkStack(root, func(m Node, stack []Node) bool {
		if m == n && path == nil {
			path = append(slices.Clone(stack), n)
		}
		return path == nil && mayHold(m)
	})
	return path
}
