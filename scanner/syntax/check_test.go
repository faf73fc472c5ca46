package syntax

import (
	"go/token"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/exolint/exolint/scanner/source"
)

// parse decodes raw, parses it and checks the tree.
func parse(t testing.TB, raw []byte) *File {
	t.Helper()
	src, err := source.Decode("a.ps1", raw, source.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return parseText(t, src.Text)
}

// parseText is parse for a text that need not be decoded, nor be UTF-8.
func parseText(t testing.TB, text string) *File {
	t.Helper()
	// The first position of a file other than the first is not 1.
	fset := token.NewFileSet()
	fset.AddFile("before.ps1", -1, 41)
	f := Parse(fset.AddFile("a.ps1", -1, len(text)), text)
	checkTree(t, f)
	return f
}

// checkTree checks what holds for every tree.
func checkTree(t testing.TB, f *File) {
	t.Helper()
	if f.Root == nil {
		t.Fatal("no root")
	}
	checkTokens(t, f)
	checkRanges(t, f)
	checkReached(t, f.Root)
	checkErrors(t, f)
}

// checkTokens checks that tokens stand in order and do not overlap, except those in broken strings, that only white space
// is between them, and that the last one is the end of input.
func checkTokens(t testing.TB, f *File) {
	t.Helper()
	if len(f.Tokens) == 0 {
		t.Fatal("no tokens")
	}
	var end [deepest]token.Pos // of the last token at each depth
	end[0] = token.Pos(f.Tok.Base())
	for i, tok := range f.Tokens {
		checkBounds(t, f, tok.Pos, tok.End, tok.Kind)
		if tok.Depth >= deepest {
			t.Fatalf("token %d, %v: depth %d", i, tok.Kind, tok.Depth)
		}
		if i > 0 && tok.Depth > f.Tokens[i-1].Depth {
			if tok.Depth != f.Tokens[i-1].Depth+1 {
				t.Fatalf("token %d, %v: depth %d follows %d", i, tok.Kind, tok.Depth, f.Tokens[i-1].Depth)
			}
			end[tok.Depth] = f.Tokens[i-1].Pos
		}
		if tok.Pos < end[tok.Depth] && (tok.Depth == 0 || len(f.Errors) == 0) {
			t.Fatalf("token %d, %v at %d: overlaps the one before, which ends at %d", i, tok.Kind, f.Offset(tok.Pos), f.Offset(end[tok.Depth]))
		}
		if tok.Depth == 0 && !isBlank(f.Slice(end[0], tok.Pos)) {
			t.Fatalf("token %d, %v: text %q before it is in no token", i, tok.Kind, f.Slice(end[0], tok.Pos))
		}
		end[tok.Depth] = tok.End
	}
	last := f.Tokens[len(f.Tokens)-1]
	if slices.ContainsFunc(f.Errors, func(e *Error) bool { return endsReading(e, last) }) {
		return
	}
	if last.Kind != KindEndOfInput || f.Offset(last.Pos) != len(f.Src) {
		t.Fatalf("last token is %v at %d, want EndOfInput at %d", last.Kind, f.Offset(last.Pos), len(f.Src))
	}
}

// endsReading reports whether PowerShell may read no further than e: after broken named blocks, or at a brace too many after
// them, which is then the last token.
func endsReading(e *Error, last Token) bool {
	switch e.ID {
	case "MissingNamedBlocks", "MissingNamedStatementBlock":
		return true
	case "UnexpectedToken":
		return last.Kind == KindRCurly && e.Pos == last.Pos
	}
	return false
}

// deepest bounds how deep strings with sub-expressions nest in a test.
const deepest = 1 << 10

// isBlank reports whether s is what PowerShell skips: white space, and a backtick before it.
func isBlank(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return !unicode.IsSpace(r) && r != '`' }) < 0
}

// checkBounds checks that a range lies in the file.
func checkBounds(t testing.TB, f *File, pos, end token.Pos, what any) {
	t.Helper()
	base := token.Pos(f.Tok.Base())
	if pos < base || end < pos || end > base+token.Pos(len(f.Src)) {
		t.Fatalf("%v: range %d to %d is not in the file of %d bytes", what, pos-base, end-base, len(f.Src))
	}
}

// checkRanges checks that the range of each node lies in that of its parent, and that children stand in order.
func checkRanges(t testing.TB, f *File) {
	t.Helper()
	WalkStack(f.Root, func(n Node, stack []Node) bool {
		checkBounds(t, f, n.Pos(), n.End(), reflect.TypeOf(n))
		if len(stack) > 0 {
			checkNested(t, f, stack[len(stack)-1], n)
		}
		var last Node
		for c := range Children(n) {
			if last != nil && c.Pos() < last.Pos() && !sticksOut(f, n, c) {
				t.Fatalf("%T at %d: child %T at %d follows %T at %d", n, f.Offset(n.Pos()), c, f.Offset(c.Pos()), last, f.Offset(last.Pos()))
			}
			last = c
		}
		return true
	})
}

// checkNested checks that child lies in parent.
func checkNested(t testing.TB, f *File, parent, child Node) {
	t.Helper()
	if child.Pos() >= parent.Pos() && child.End() <= parent.End() || sticksOut(f, parent, child) {
		return
	}
	t.Fatalf("%T at %d to %d is not in its parent, %T at %d to %d", child, f.Offset(child.Pos()), f.Offset(child.End()), parent, f.Offset(parent.Pos()), f.Offset(parent.End()))
}

// sticksOut reports whether PowerShell puts child outside of parent: attributes before param( … ), the base( … ) of a
// constructor, and what is not written, such as the statements of @(), which stand at the beginning of the script.
// In broken code, a child may end behind its parent.
func sticksOut(f *File, parent, child Node) bool {
	if _, ok := parent.(*ParamBlock); ok {
		if _, ok := child.(AttributeBase); ok {
			return true
		}
	}
	return callsBase(child) ||
		f.Offset(child.Pos()) == 0 && child.Pos() == child.End() ||
		len(f.Errors) > 0 && child.Pos() >= parent.Pos()
}

// callsBase reports whether n is the base( … ) of a constructor.
func callsBase(n Node) bool {
	e, ok := n.(*CommandExpression)
	if !ok {
		return false
	}
	_, ok = e.Expression.(*BaseCtorInvokeMemberExpression)
	return ok
}

// checkErrors checks that errors are sorted, without repeats and in the file.
func checkErrors(t testing.TB, f *File) {
	t.Helper()
	for i, e := range f.Errors {
		checkBounds(t, f, e.Pos, e.End, e.ID)
		if i == 0 {
			continue
		}
		if p := f.Errors[i-1]; e.Pos < p.Pos || e.Pos == p.Pos && (e.End < p.End || e.End == p.End && e.ID <= p.ID) {
			t.Fatalf("error %s at %d follows %s at %d", e.ID, f.Offset(e.Pos), p.ID, f.Offset(p.Pos))
		}
	}
}

// checkReached checks that Walk reaches each node that a field of another holds, exactly once.
func checkReached(t testing.TB, root Node) {
	t.Helper()
	reached := map[Node]int{}
	Walk(root, func(n Node) bool {
		reached[n]++
		return true
	})
	held := map[Node]int{root: 1}
	for n := range reached {
		for _, c := range heldNodes(n) {
			held[c]++
		}
	}
	for n, count := range held {
		if reached[n] != count {
			t.Fatalf("%T at %d: held %d times, reached %d times", n, n.Pos(), count, reached[n])
		}
	}
	if len(held) != len(reached) {
		t.Fatalf("%d nodes are held, %d reached", len(held), len(reached))
	}
}

// unvisited are the fields whose nodes Walk leaves out.
var unvisited = map[string]bool{"DataStatement.Commands": true, "ForEachStatement.ThrottleLimit": true}

// heldNodes returns the nodes that the fields of n hold.
func heldNodes(n Node) []Node {
	var nodes []Node
	v := reflect.ValueOf(n).Elem()
	for i := range v.NumField() {
		if !unvisited[v.Type().Name()+"."+v.Type().Field(i).Name] {
			nodes = appendHeld(nodes, v.Field(i))
		}
	}
	return nodes
}

var nodeType = reflect.TypeFor[Node]()

// appendHeld appends the nodes in v: a node, a list, or a struct such as a clause that is no node itself.
func appendHeld(nodes []Node, v reflect.Value) []Node {
	switch v.Kind() {
	case reflect.Interface, reflect.Pointer:
		if v.IsNil() || !v.Type().Implements(nodeType) || v.Type() == reflect.TypeFor[*TypeName]() {
			return nodes
		}
		return append(nodes, v.Interface().(Node))
	case reflect.Slice:
		for i := range v.Len() {
			nodes = appendHeld(nodes, v.Index(i))
		}
	case reflect.Struct:
		if v.Type() == reflect.TypeFor[Extent]() || v.Type() == reflect.TypeFor[Constant]() {
			return nodes
		}
		for i := range v.NumField() {
			nodes = appendHeld(nodes, v.Field(i))
		}
	}
	return nodes
}
