package syntax

import (
	"go/token"
	"io"
	"os"
	"reflect"
	"runtime"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// languageScript returns a long script that uses the whole language.
func languageScript(t testing.TB) string {
	t.Helper()
	raw, err := os.ReadFile("../../testdata/bench/language.ps1")
	if err != nil {
		t.Fatal(err)
	}
	if len(raw) < 100<<10 {
		t.Fatalf("the script has only %d bytes", len(raw))
	}
	return string(raw)
}

// TestLanguageScript checks that what the benchmarks read is sound and leaves out no part of the language.
func TestLanguageScript(t *testing.T) {
	t.Parallel()
	f := parse(t, []byte(languageScript(t)))
	if len(f.Errors) > 0 {
		t.Fatalf("%s at %d", f.Errors[0].ID, f.Offset(f.Errors[0].Pos))
	}
	used := map[reflect.Type]bool{}
	Walk(f.Root, func(n Node) bool {
		used[reflect.TypeOf(n)] = true
		return true
	})
	var missing []string
	for _, n := range zeroNodes {
		if !used[reflect.TypeOf(n)] {
			missing = append(missing, reflect.TypeOf(n).Elem().Name())
		}
	}
	// Configurations are no part of PowerShell alone, attributes on expressions and blocks of workflows are out of use.
	want := []string{"AttributedExpression", "BlockStatement", "ConfigurationDefinition", "DynamicKeywordStatement", "ErrorExpression", "ErrorStatement"}
	if diff := cmp.Diff(want, missing); diff != "" {
		t.Errorf("node types that the script does not use (-want +got):\n%s", diff)
	}
}

// TestParseAllocations keeps the tree cheap: at most one allocation for four tokens.
func TestParseAllocations(t *testing.T) {
	src := languageScript(t)
	tf := token.NewFileSet().AddFile("language.ps1", -1, len(src))
	tokens := len(Parse(tf, src).Tokens)
	if perToken := testing.AllocsPerRun(5, func() { Parse(tf, src) }) / float64(tokens); perToken > 0.25 {
		t.Errorf("%.3f allocations per token, want at most 0.25", perToken)
	}
}

// BenchmarkParse reads a script with a new parser each time.
func BenchmarkParse(b *testing.B) { benchmarkParse(b, Parse) }

// BenchmarkParser reads scripts with one parser, as a scan does.
func BenchmarkParser(b *testing.B) { benchmarkParse(b, new(Parser).Parse) }

func benchmarkParse(b *testing.B, parse func(*token.File, string) *File) {
	src := languageScript(b)
	tf := token.NewFileSet().AddFile("language.ps1", -1, len(src))
	tokens := 0
	b.SetBytes(int64(len(src)))
	b.ReportAllocs()
	before := mallocs()
	for b.Loop() {
		tokens += len(parse(tf, src).Tokens)
	}
	b.ReportMetric(float64(mallocs()-before)/float64(tokens), "allocs/token")
}

func BenchmarkWalk(b *testing.B) {
	src := languageScript(b)
	f := Parse(token.NewFileSet().AddFile("language.ps1", -1, len(src)), src)
	nodes := 0
	b.ReportAllocs()
	for b.Loop() {
		Walk(f.Root, func(Node) bool {
			nodes++
			return true
		})
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(nodes), "ns/node")
}

func BenchmarkDumpTree(b *testing.B) {
	src := languageScript(b)
	f := Parse(token.NewFileSet().AddFile("language.ps1", -1, len(src)), src)
	b.SetBytes(int64(len(src)))
	b.ReportAllocs()
	for b.Loop() {
		if err := DumpTree(io.Discard, f); err != nil {
			b.Fatal(err)
		}
	}
}

// mallocs returns how many allocations the process has made.
func mallocs() uint64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.Mallocs
}
