package rules_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/exolint/exolint/rules"
	"github.com/exolint/exolint/rules/rule"
	"github.com/exolint/exolint/scanner"
)

// TestTriggersHideNothing compares the findings of a scan that skips scripts by the rules' triggers with one that looks at all
// of them, over every script of the test data and over forms of it that mean the same to PowerShell.
func TestTriggersHideNothing(t *testing.T) {
	t.Parallel()
	scripts := allScripts(t)
	forms := map[string]func(string) string{
		"as written":            func(src string) string { return src },
		"in capitals":           strings.ToUpper,
		"backticks in names":    tickNames,
		"strings in two pieces": splitStrings,
		"UTF-16":                toUTF16,
	}
	for name, form := range forms {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			fsys := fstest.MapFS{}
			for path, src := range scripts {
				fsys[path] = &fstest.MapFile{Data: []byte(form(src))}
			}
			want := findings(t, fsys, withoutTriggers(rules.All()))
			if len(want) == 0 {
				t.Fatal("there are no findings")
			}
			if diff := cmp.Diff(want, findings(t, fsys, rules.All())); diff != "" {
				t.Errorf("findings (-without triggers +with):\n%s", diff)
			}
		})
	}
}

// allScripts returns the scripts of the test data by path: files, and parts of archives.
func allScripts(t *testing.T) map[string]string {
	t.Helper()
	scripts := map[string]string{}
	add := func(path string, content []byte) {
		if strings.HasSuffix(path, ".ps1") {
			scripts[path] = string(content)
		}
	}
	err := filepath.WalkDir("../testdata", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || d.Name() == "language.ps1" {
			return err
		}
		content, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		name := strings.TrimPrefix(filepath.ToSlash(path), "../")
		add(name, content)
		if strings.HasSuffix(path, ".txtar") {
			for _, f := range txtar.Parse(content).Files {
				add(name+"/"+f.Name, f.Data)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range rules.All() {
		add("examples/"+r.ID+".ps1", []byte(r.Bad))
	}
	return scripts
}

// withoutTriggers returns rules that may find something in any script.
func withoutTriggers(all []*rule.Rule) []*rule.Rule {
	for _, r := range all {
		r.Triggers = nil
	}
	return all
}

// findings returns the findings in each script, but for those about reading it, which a script that is skipped does not have.
func findings(t *testing.T, fsys fs.FS, all []*rule.Rule) map[string][]string {
	t.Helper()
	r, err := scanner.Run(t.Context(), scanner.Options{FS: fsys, Roots: []string{"."}, Rules: all, NoIgnore: true})
	if err != nil {
		t.Fatal(err)
	}
	found := map[string][]string{}
	for _, f := range r.Findings {
		if !strings.HasPrefix(f.Rule.ID, "EXO0") {
			path := f.Primary.File.Path
			found[path] = append(found[path], f.Rule.ID)
		}
	}
	for path := range found {
		slices.Sort(found[path])
	}
	return found
}

var (
	verbNoun     = regexp.MustCompile(`\b[A-Z][a-z]{2,}-[A-Z][A-Za-z]+`)
	singleQuoted = regexp.MustCompile(`'[A-Za-z.:/-]{6,}'`)
)

// tickNames puts a backtick into each name of a cmdlet, before a letter that it does not turn into another character.
func tickNames(src string) string {
	return verbNoun.ReplaceAllStringFunc(src, func(name string) string {
		at := strings.IndexByte(name, '-') + 1
		return name[:at] + "`" + name[at:]
	})
}

// splitStrings writes each plain string as the sum of two.
func splitStrings(src string) string {
	return singleQuoted.ReplaceAllStringFunc(src, func(s string) string { return "(" + s[:4] + "' + '" + s[4:] + ")" })
}

func toUTF16(src string) string {
	var b strings.Builder
	b.WriteString("\xff\xfe")
	for _, u := range utf16.Encode([]rune(src)) {
		b.WriteByte(byte(u))
		b.WriteByte(byte(u >> 8))
	}
	return b.String()
}
