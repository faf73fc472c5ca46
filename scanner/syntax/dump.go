package syntax

import (
	"bufio"
	"cmp"
	"fmt"
	"go/token"
	"io"
	"reflect"
	"slices"
	"strconv"
	"unicode/utf8"
)

// DumpTokens writes the tokens of f: a heading, then "Kind start end" for each, the offsets in bytes of the decoded text.
// " command" follows the name of a command; tokens inside an expandable string are indented by two spaces a level.
// The error is the writer's.
func DumpTokens(w io.Writer, f *File) error {
	d := dumper{w: bufio.NewWriterSize(w, dumpBuffer), base: f.Tok.Base()}
	d.w.WriteString("# tokens\n")
	for _, t := range f.Tokens {
		d.token(t)
	}
	return d.w.Flush()
}

// DumpTree writes the tree of f: a heading, then "depth Type start end attributes" for each node, sorted by start, then by
// descending end, then by depth. The root is depth 0. The error is the writer's.
func DumpTree(w io.Writer, f *File) error {
	d := dumper{w: bufio.NewWriterSize(w, dumpBuffer), base: f.Tok.Base()}
	d.w.WriteString("# tree\n")
	for _, r := range sortedRows(f.Root) {
		d.node(r)
	}
	return d.w.Flush()
}

// DumpErrors writes the errors of f: a heading, then "ID start end" for each. The error is the writer's.
func DumpErrors(w io.Writer, f *File) error {
	d := dumper{w: bufio.NewWriterSize(w, dumpBuffer), base: f.Tok.Base()}
	d.w.WriteString("# errors\n")
	for _, e := range f.Errors {
		d.line = append(d.line[:0], e.ID...)
		d.extent(e.Pos, e.End)
		d.endLine()
	}
	return d.w.Flush()
}

// dumpBuffer is how many bytes are gathered before they are written.
const dumpBuffer = 32 << 10

// A dumper writes lines of the text form. Errors of the writer come out of its Flush.
type dumper struct {
	w    *bufio.Writer
	base int    // the file's first position
	line []byte // the line in the making
}

func (d *dumper) endLine() {
	d.line = append(d.line, '\n')
	d.w.Write(d.line)
}

// extent appends a range as offsets.
func (d *dumper) extent(pos, end token.Pos) {
	d.line = append(d.line, ' ')
	d.line = strconv.AppendInt(d.line, int64(int(pos)-d.base), 10)
	d.line = append(d.line, ' ')
	d.line = strconv.AppendInt(d.line, int64(int(end)-d.base), 10)
}

// word appends a word where it is not empty.
func (d *dumper) word(s string) {
	if s == "" {
		return
	}
	d.line = append(d.line, ' ')
	d.line = append(d.line, s...)
}

// flag appends a word where on is true.
func (d *dumper) flag(on bool, s string) {
	if on {
		d.word(s)
	}
}

// quoted appends a quoted string.
func (d *dumper) quoted(s string) {
	d.line = append(d.line, ' ')
	d.line = appendQuoted(d.line, s)
}

func (d *dumper) token(t Token) {
	d.line = d.line[:0]
	for range t.Depth {
		d.line = append(d.line, "  "...)
	}
	d.line = append(d.line, t.Kind.String()...)
	d.extent(t.Pos, t.End)
	d.flag(t.Flags&CommandName != 0, "command")
	d.endLine()
}

// A row is a node with its depth in the tree.
type row struct {
	node  Node
	depth int
}

// sortedRows returns n and the nodes below it in the order of the text form. Nodes at the same place keep the order of the walk.
func sortedRows(n Node) []row {
	var rows []row
	WalkStack(n, func(n Node, stack []Node) bool {
		rows = append(rows, row{n, len(stack)})
		return true
	})
	if !slices.IsSortedFunc(rows, compareRows) { // as the walk goes by the source, it seldom is not
		slices.SortStableFunc(rows, compareRows)
	}
	return rows
}

func compareRows(a, b row) int {
	return cmp.Or(
		cmp.Compare(a.node.Pos(), b.node.Pos()),
		cmp.Compare(b.node.End(), a.node.End()),
		cmp.Compare(a.depth, b.depth),
	)
}

func (d *dumper) node(r row) {
	d.line = strconv.AppendInt(d.line[:0], int64(r.depth), 10)
	d.word(reflect.TypeOf(r.node).Elem().Name())
	d.extent(r.node.Pos(), r.node.End())
	d.attributes(r.node)
	d.endLine()
}

// attributes appends what a node says beside its type and place; most say nothing.
func (d *dumper) attributes(n Node) {
	switch n := n.(type) {
	case *StringConstantExpression:
		d.word(n.Kind.String())
		d.quoted(n.Value)
	case *ExpandableStringExpression:
		d.word(n.Kind.String())
	case *ConstantExpression:
		if n.Value.Type() == "" {
			d.word("null")
			return
		}
		d.word(n.Value.Type())
		d.word(n.Value.String())
	case *VariableExpression:
		d.flag(n.Splat, "splat")
		d.quoted(n.Name)
	case *CommandParameter:
		d.quoted(n.Name)
	case *Command:
		d.flag(n.Invocation != KindUnknown, n.Invocation.String())
	case *BinaryExpression:
		d.word(n.Operator.String())
	case *UnaryExpression:
		d.word(n.Operator.String())
	case *AssignmentStatement:
		d.word(n.Operator.String())
	case *TypeExpression:
		d.quoted(n.TypeName.FullName())
	case *TypeConstraint:
		d.quoted(n.TypeName.FullName())
	case *Attribute:
		d.quoted(n.TypeName.FullName())
	case *NamedAttributeArgument:
		d.quoted(n.Name)
		d.flag(n.Omitted, "omitted")
	case *MemberExpression:
		d.access(n.Static, n.NullConditional)
	case *InvokeMemberExpression:
		d.access(n.Static, n.NullConditional)
	case *BaseCtorInvokeMemberExpression:
		d.access(false, false)
	case *IndexExpression:
		d.flag(n.NullConditional, "null-conditional")
	case *FunctionDefinition:
		d.quoted(n.Name)
		d.flag(n.Kind == KindFilter, "filter")
		d.flag(n.Kind == KindWorkflow, "workflow")
	case *FunctionMember:
		d.member(n.Name, n.Static, n.Hidden)
	case *PropertyMember:
		d.member(n.Name, n.Static, n.Hidden)
	case *TypeDefinition:
		d.quoted(n.Name)
		d.word(n.Kind.Text())
	case *NamedBlock:
		d.flag(n.Unnamed, "unnamed")
		d.flag(!n.Unnamed, n.Kind.String())
	case *FileRedirection:
		d.word(n.From.String())
		d.flag(n.Append, "append")
	case *MergingRedirection:
		d.word(n.From.String())
		d.word(n.To.String())
	case *SwitchStatement:
		d.word(n.Flags.String())
	case *UsingStatement:
		d.word(n.Kind.String())
	case *PipelineChain:
		d.word(n.Operator.String())
		d.flag(n.Background, "background")
	case *Pipeline:
		d.flag(n.Background, "background")
	case *ErrorStatement:
		d.flag(n.HasKind, n.Kind.String())
	}
}

// access appends how a member is accessed.
func (d *dumper) access(static, nullConditional bool) {
	if static {
		d.word("static")
	} else {
		d.word("instance")
	}
	d.flag(nullConditional, "null-conditional")
}

// member appends what a member of a class says.
func (d *dumper) member(name string, static, hidden bool) {
	d.quoted(name)
	d.flag(static, "static")
	d.flag(hidden, "hidden")
}

// appendQuoted appends s in double quotes. A backslash stands before a backslash and a double quote; control characters,
// line and paragraph separators and lone surrogates are \u and four hex digits.
func appendQuoted(dst []byte, s string) []byte {
	dst = append(dst, '"')
	for i := 0; i < len(s); {
		r, size := decodeRune(s[i:])
		switch {
		case r == '"' || r == '\\':
			dst = append(dst, '\\', byte(r))
		case r < 0x20, r >= 0x7f && r < 0xa0, r == '\u2028', r == '\u2029', isSurrogate(r):
			dst = fmt.Appendf(dst, `\u%04x`, r)
		default:
			dst = utf8.AppendRune(dst, r)
		}
		i += size
	}
	return append(dst, '"')
}

// decodeRune is [utf8.DecodeRuneInString] for text in which an escape such as `u{D83D} may stand for half of a surrogate
// pair, written as UTF-8 would write it: two halves in a row are the character that they make together.
func decodeRune(s string) (r rune, size int) {
	r, ok := surrogate(s)
	if !ok {
		return utf8.DecodeRuneInString(s)
	}
	if low, ok := surrogate(s[3:]); ok && r < 0xdc00 && low >= 0xdc00 {
		return (r-0xd800)<<10 + (low - 0xdc00) + 0x10000, 6
	}
	return r, 3
}

// surrogate returns the half of a surrogate pair with which s begins.
func surrogate(s string) (r rune, ok bool) {
	if len(s) < 3 || s[0] != 0xed || s[1] < 0xa0 || s[1] > 0xbf || s[2] < 0x80 || s[2] > 0xbf {
		return 0, false
	}
	return 0xd000 | rune(s[1]&0x3f)<<6 | rune(s[2]&0x3f), true
}

func isSurrogate(r rune) bool { return r >= 0xd800 && r < 0xe000 }
