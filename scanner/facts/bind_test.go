package facts

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"
)

// The expectations are PowerShell's answers, so nothing rewrites them.
func TestBindings(t *testing.T) {
	t.Parallel()
	a, err := txtar.ParseFile("testdata/bindings.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for pair := range slices.Chunk(a.Files, 2) {
		script, want := pair[0], pair[1]
		t.Run(strings.TrimSuffix(script.Name, ".ps1"), func(t *testing.T) {
			t.Parallel()
			var got bytes.Buffer
			if err := WriteBindings(&got, compute(string(script.Data))); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want.Data), got.String()); diff != "" {
				t.Errorf("%s\n(-want +got)\n%s", script.Data, diff)
			}
		})
	}
}
