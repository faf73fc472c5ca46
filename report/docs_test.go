package report

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

// jsonFields adds the names of the fields of a type of the JSON output, and of the types in it.
func jsonFields(names map[string]bool, t reflect.Type) {
	for t.Kind() == reflect.Slice || t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if t.Kind() != reflect.Struct || t.PkgPath() != reflect.TypeFor[jsonReport]().PkgPath() {
		return
	}
	for f := range t.Fields() {
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		names[name] = true
		jsonFields(names, f.Type)
	}
}

func TestOutputIsDocumented(t *testing.T) {
	t.Parallel()
	page, err := os.ReadFile(filepath.Join("..", "docs", "output.md"))
	if err != nil {
		t.Fatal(err)
	}
	names := make(map[string]bool)
	jsonFields(names, reflect.TypeFor[jsonReport]())
	for _, column := range csvHeader() {
		names[column] = true
	}
	for name := range names {
		if !strings.Contains(string(page), "`"+name+"`") {
			t.Errorf("docs/output.md does not describe the field %s", name)
		}
	}
	if len(names) < 50 {
		t.Errorf("only %d fields were looked for", len(names))
	}
}
