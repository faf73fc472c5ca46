package syntax

import (
	"fmt"
	"go/ast"
	goparser "go/parser"
	"go/token"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// zeroNodes holds a node of each type.
var zeroNodes = []Node{
	&ArrayExpression{}, &ArrayLiteral{}, &AssignmentStatement{}, &Attribute{}, &AttributedExpression{},
	&BaseCtorInvokeMemberExpression{}, &BinaryExpression{}, &BlockStatement{}, &BreakStatement{}, &CatchClause{},
	&Command{}, &CommandExpression{}, &CommandParameter{}, &ConfigurationDefinition{}, &ConstantExpression{},
	&ContinueStatement{}, &ConvertExpression{}, &DataStatement{}, &DoUntilStatement{}, &DoWhileStatement{},
	&DynamicKeywordStatement{}, &ErrorExpression{}, &ErrorStatement{}, &ExitStatement{}, &ExpandableStringExpression{},
	&FileRedirection{}, &ForEachStatement{}, &ForStatement{}, &FunctionDefinition{}, &FunctionMember{}, &Hashtable{},
	&IfStatement{}, &IndexExpression{}, &InvokeMemberExpression{}, &MemberExpression{}, &MergingRedirection{},
	&NamedAttributeArgument{}, &NamedBlock{}, &ParamBlock{}, &Parameter{}, &ParenExpression{}, &Pipeline{},
	&PipelineChain{}, &PropertyMember{}, &ReturnStatement{}, &ScriptBlock{}, &ScriptBlockExpression{},
	&StatementBlock{}, &StringConstantExpression{}, &SubExpression{}, &SwitchStatement{}, &TernaryExpression{},
	&ThrowStatement{}, &TrapStatement{}, &TryStatement{}, &TypeConstraint{}, &TypeDefinition{}, &TypeExpression{},
	&UnaryExpression{}, &UsingExpression{}, &UsingStatement{}, &VariableExpression{}, &WhileStatement{},
}

func TestZeroNodesAreAllNodes(t *testing.T) {
	t.Parallel()
	var got []string
	for _, n := range zeroNodes {
		got = append(got, reflect.TypeOf(n).Elem().Name())
	}
	if diff := cmp.Diff(declaredNodes(t), got); diff != "" {
		t.Errorf("(-nodes.go +zeroNodes):\n%s", diff)
	}
}

// declaredNodes returns the names of the node types, sorted: what embeds Extent, except TypeName.
func declaredNodes(t *testing.T) []string {
	t.Helper()
	file, err := goparser.ParseFile(token.NewFileSet(), "nodes.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	ast.Inspect(file, func(n ast.Node) bool {
		spec, ok := n.(*ast.TypeSpec)
		if !ok {
			return true
		}
		if s, ok := spec.Type.(*ast.StructType); ok && embedsExtent(s) && spec.Name.Name != "TypeName" {
			names = append(names, spec.Name.Name)
		}
		return false
	})
	slices.Sort(names)
	return names
}

func embedsExtent(s *ast.StructType) bool {
	return slices.ContainsFunc(s.Fields.List, func(f *ast.Field) bool {
		id, ok := f.Type.(*ast.Ident)
		return ok && len(f.Names) == 0 && id.Name == "Extent"
	})
}

func TestWalkKnowsEachNode(t *testing.T) {
	t.Parallel()
	for _, n := range zeroNodes {
		var got []Node
		Walk(n, func(n Node) bool {
			got = append(got, n)
			return true
		})
		if !slices.Equal(got, []Node{n}) {
			t.Errorf("%T: visited %v", n, got)
		}
	}
}

func TestWalkPanicsOnForeignNode(t *testing.T) {
	t.Parallel()
	defer func() {
		if r := recover(); r != "syntax: unknown node syntax.Extent" {
			t.Errorf("panic = %v", r)
		}
	}()
	Walk(Extent{}, func(Node) bool { return true })
}

func TestWalkOfNil(t *testing.T) {
	t.Parallel()
	Walk(nil, func(Node) bool {
		t.Error("called")
		return true
	})
	WalkStack(nil, func(Node, []Node) bool {
		t.Error("called")
		return true
	})
	for range All(nil) {
		t.Error("yielded")
	}
}

const walkSource = `if ($a) { b -c 1 } else { "d $e" }`

func TestWalkOrder(t *testing.T) {
	t.Parallel()
	f := parse(t, []byte(walkSource))
	var walked, all, stacked []string
	Walk(f.Root, func(n Node) bool {
		walked = append(walked, describe(f, n))
		return true
	})
	for n := range All(f.Root) {
		all = append(all, describe(f, n))
	}
	WalkStack(f.Root, func(n Node, stack []Node) bool {
		stacked = append(stacked, strings.Repeat(" ", len(stack))+describe(f, n))
		return true
	})
	want := []string{
		"ScriptBlock " + walkSource,
		" NamedBlock " + walkSource,
		"  IfStatement " + walkSource,
		"   Pipeline $a",
		"    CommandExpression $a",
		"     VariableExpression $a",
		"   StatementBlock { b -c 1 }",
		"    Pipeline b -c 1",
		"     Command b -c 1",
		"      StringConstantExpression b",
		"      CommandParameter -c",
		"      ConstantExpression 1",
		`   StatementBlock { "d $e" }`,
		`    Pipeline "d $e"`,
		`     CommandExpression "d $e"`,
		`      ExpandableStringExpression "d $e"`,
		"       VariableExpression $e",
	}
	if diff := cmp.Diff(want, stacked); diff != "" {
		t.Errorf("WalkStack (-want +got):\n%s", diff)
	}
	for i := range want {
		want[i] = strings.TrimLeft(want[i], " ")
	}
	if diff := cmp.Diff(want, walked); diff != "" {
		t.Errorf("Walk (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(want, all); diff != "" {
		t.Errorf("All (-want +got):\n%s", diff)
	}
}

func TestWalkLeavesOutChildren(t *testing.T) {
	t.Parallel()
	f := parse(t, []byte(walkSource))
	var walked, stacked []string
	Walk(f.Root, func(n Node) bool {
		walked = append(walked, describe(f, n))
		_, block := n.(*StatementBlock)
		return !block
	})
	WalkStack(f.Root, func(n Node, _ []Node) bool {
		stacked = append(stacked, describe(f, n))
		_, block := n.(*StatementBlock)
		return !block
	})
	want := []string{
		"ScriptBlock " + walkSource,
		"NamedBlock " + walkSource,
		"IfStatement " + walkSource,
		"Pipeline $a",
		"CommandExpression $a",
		"VariableExpression $a",
		"StatementBlock { b -c 1 }",
		`StatementBlock { "d $e" }`,
	}
	if diff := cmp.Diff(want, walked); diff != "" {
		t.Errorf("Walk (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(want, stacked); diff != "" {
		t.Errorf("WalkStack (-want +got):\n%s", diff)
	}
}

func TestAllStops(t *testing.T) {
	t.Parallel()
	f := parse(t, []byte(walkSource))
	count := 0
	for range All(f.Root) {
		count++
		if count == 3 {
			break
		}
	}
	if count != 3 {
		t.Errorf("visited %d nodes, want 3", count)
	}
}

func TestWalkAllocatesNothingPerNode(t *testing.T) {
	f := parse(t, []byte(strings.Repeat(walkSource+"\n", 50)))
	nodes := 0
	allocs := testing.AllocsPerRun(10, func() {
		nodes = 0
		Walk(f.Root, func(Node) bool {
			nodes++
			return true
		})
	})
	if allocs > 5 || nodes < 500 {
		t.Errorf("%v allocations for %d nodes", allocs, nodes)
	}
}

// TestWalkOfDeepTree walks a tree that recursion would have to follow a million levels down.
func TestWalkOfDeepTree(t *testing.T) {
	t.Parallel()
	const depth = 1_000_000
	var tree Expr = &ConstantExpression{}
	for range depth {
		tree = &BinaryExpression{Left: tree, Right: &ConstantExpression{}}
	}
	count, deepest := 0, 0
	WalkStack(tree, func(_ Node, stack []Node) bool {
		count++
		deepest = max(deepest, len(stack))
		return true
	})
	if count != 2*depth+1 || deepest != depth {
		t.Errorf("%d nodes, deepest at %d; want %d at %d", count, deepest, 2*depth+1, depth)
	}
}

// describe returns the type of n and its text.
func describe(f *File, n Node) string {
	return fmt.Sprintf("%s %s", reflect.TypeOf(n).Elem().Name(), f.Text(n))
}
