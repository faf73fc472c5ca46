package rules_test

import (
	"encoding/binary"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"

	"github.com/exolint/exolint/rules"
	"github.com/exolint/exolint/rules/ruletest"
)

// TestEncodings scans every script of testdata/rules in other encodings and with other line ends, and expects the same findings.
func TestEncodings(t *testing.T) {
	t.Parallel()
	scripts := readScripts(t)
	want := places(t, scripts)
	variants := []struct {
		name   string
		change func(string) []byte
	}{
		{"UTF-8 with BOM", func(s string) []byte { return []byte("\ufeff" + s) }},
		{"UTF-16LE", func(s string) []byte { return encode16(s, binary.LittleEndian) }},
		{"UTF-16BE", func(s string) []byte { return encode16(s, binary.BigEndian) }},
		{"CRLF", func(s string) []byte { return []byte(strings.ReplaceAll(s, "\n", "\r\n")) }},
		{"CR", func(s string) []byte { return []byte(strings.ReplaceAll(s, "\n", "\r")) }},
	}
	for _, v := range variants {
		t.Run(v.name, func(t *testing.T) {
			t.Parallel()
			changed := make(fstest.MapFS, len(scripts))
			for name, f := range scripts {
				changed[name] = &fstest.MapFile{Data: v.change(string(f.Data))}
			}
			if diff := cmp.Diff(want, places(t, changed)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// readScripts returns the scripts of testdata/rules, with line feeds.
func readScripts(t *testing.T) fstest.MapFS {
	t.Helper()
	scripts := make(fstest.MapFS)
	root := os.DirFS("../testdata/rules")
	err := fs.WalkDir(root, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(root, path)
		scripts[path] = &fstest.MapFile{Data: []byte(strings.ReplaceAll(string(data), "\r\n", "\n"))}
		return err
	})
	if err != nil || len(scripts) == 0 {
		t.Fatalf("no scripts: %v", err)
	}
	return scripts
}

// places returns what is found where: script, line, rule and underlined text.
func places(t *testing.T, scripts fstest.MapFS) []string {
	t.Helper()
	var list []string
	for _, f := range ruletest.Scan(t, scripts, rules.All()).Findings {
		src := f.Primary.File.Source
		list = append(list, fmt.Sprintf("%s:%d %s %s", f.Primary.File.Path, src.Position(f.Primary.Start).Line, f.Rule.ID, src.Text[f.Primary.Start:f.Primary.End]))
	}
	return list
}

// encode16 returns s in UTF-16 with a byte order mark.
func encode16(s string, order binary.AppendByteOrder) []byte {
	var b []byte
	for _, u := range utf16.Encode([]rune("\ufeff" + s)) {
		b = order.AppendUint16(b, u)
	}
	return b
}
