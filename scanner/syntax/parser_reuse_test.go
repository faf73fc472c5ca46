package syntax

import (
	"go/token"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/exolint/exolint/scanner/source"
)

// TestParserReuse checks that what a parser read before leaves no trace in what it reads next, not even where that is large
// or was given up.
func TestParserReuse(t *testing.T) {
	t.Parallel()
	var texts []string
	for _, s := range scripts(t) {
		src, err := source.Decode("a.ps1", s.src, source.Options{})
		if err != nil {
			t.Fatal(err)
		}
		texts = append(texts, src.Text)
	}
	texts = append(texts, languageScript(t), strings.Repeat("@(", 2*maxDepth), strings.Repeat("a $b 'c'; ", maxKept/8), "")
	var parser Parser
	for range 2 {
		for i, text := range texts {
			tf := token.NewFileSet().AddFile("a.ps1", -1, len(text))
			got := dump(t, parser.Parse(tf, text))
			if want := dump(t, Parse(tf, text)); got != want {
				t.Fatalf("text %d (-alone +after others):\n%s", i, cmp.Diff(want, got))
			}
		}
	}
}

// TestArenaRewind checks that no slab or list of an arena is left out when it is rewound.
func TestArenaRewind(t *testing.T) {
	t.Parallel()
	var p Parser
	src := languageScript(t)
	p.Parse(token.NewFileSet().AddFile("a.ps1", -1, len(src)), src)
	p.p.mem.rewind()
	arena := reflect.ValueOf(&p.p.mem).Elem()
	made := 0
	for i := range arena.NumField() {
		part := arena.Field(i)
		if part.FieldByName("chunks").FieldByName("made").Len() > 0 {
			made++
		}
		if used := part.FieldByName("chunks").FieldByName("used").Int(); used != 0 || part.FieldByName("free").Len() != 0 {
			t.Errorf("%s is not rewound", arena.Type().Field(i).Name)
		}
	}
	if made < arena.NumField()-2 { // no script with configurations; operators are only stacked
		t.Errorf("only %d of %d parts were used", made, arena.NumField())
	}
}
