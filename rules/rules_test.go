package rules_test

import (
	"flag"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/exolint/exolint/report"
	"github.com/exolint/exolint/rules"
	"github.com/exolint/exolint/rules/rule"
	"github.com/exolint/exolint/rules/ruletest"
)

var update = flag.Bool("update", false, "write the generated pages")

// byDriver are the rules whose findings the driver makes.
var byDriver = []string{"EXO0002", "EXO0003"}

func TestMetadata(t *testing.T) {
	t.Parallel()
	for _, r := range rules.All() {
		if err := r.Validate(); err != nil {
			t.Error(err)
		}
	}
}

// TestRules runs all rules over each rule's scripts, which say what is to be found.
func TestRules(t *testing.T) {
	t.Parallel()
	folders, err := filepath.Glob("../testdata/rules/EXO*")
	if err != nil || len(folders) == 0 {
		t.Fatalf("no scripts: %v", err)
	}
	for _, folder := range folders {
		t.Run(filepath.Base(folder), func(t *testing.T) {
			t.Parallel()
			ruletest.Run(t, os.DirFS(folder), rules.All())
		})
	}
}

// TestExamples runs the examples of the documentation: the bad one has findings of its rule alone, the good one none at all.
func TestExamples(t *testing.T) {
	t.Parallel()
	for _, r := range rules.All() {
		t.Run(r.ID, func(t *testing.T) {
			t.Parallel()
			bad := found(ruletest.Scan(t, script(r.Bad), rules.All()))
			if len(bad) == 0 || slices.ContainsFunc(bad, func(f string) bool { return f != r.ID }) {
				t.Errorf("the bad example gives %v, want %s alone", bad, r.ID)
			}
			if good := found(ruletest.Scan(t, script(r.Good), rules.All())); len(good) > 0 {
				t.Errorf("the good example gives %v", good)
			}
		})
	}
}

func script(src string) fstest.MapFS {
	return fstest.MapFS{"script.ps1": &fstest.MapFile{Data: []byte(src)}}
}

// found returns the ids of the findings.
func found(r *report.Report) []string {
	var ids []string
	for _, f := range r.Findings {
		ids = append(ids, f.Rule.ID)
	}
	return ids
}

// TestCases compares the findings in the scripts of the archive with its lists: LINE RULE[:severity] TEXT, "-" for any.
func TestCases(t *testing.T) {
	t.Parallel()
	archive, err := txtar.ParseFile("../testdata/cases/detect.txtar")
	if err != nil {
		t.Fatal(err)
	}
	lists := make(map[string]string)
	for _, f := range archive.Files {
		if name, ok := strings.CutSuffix(f.Name, ".want"); ok {
			lists[name] = string(f.Data)
		}
	}
	for _, f := range archive.Files {
		name, ok := strings.CutSuffix(f.Name, ".ps1")
		if !ok {
			continue
		}
		list, ok := lists[name]
		if !ok {
			t.Fatalf("%s has no list", name)
		}
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := ruletest.Scan(t, script(string(f.Data)), rules.All())
			if diff := cmp.Diff(matched(list, r), list); diff != "" {
				t.Errorf("findings (-got +want):\n%s", diff)
			}
		})
	}
}

// matched returns the findings in the form of the list, with a dash where the list has one.
func matched(list string, r *report.Report) string {
	wants := strings.Split(strings.TrimSuffix(list, "\n"), "\n")
	var lines []string
	for _, f := range r.Findings {
		if f.Suppressed != nil {
			continue
		}
		src := f.Primary.File.Source
		line := fmt.Sprint(src.Position(f.Primary.Start).Line)
		id, text := f.Rule.ID, src.Text[f.Primary.Start:f.Primary.End]
		for _, w := range wants {
			fields := strings.SplitN(w, " ", 3)
			if len(fields) < 3 {
				continue
			}
			wantID, severity, graded := strings.Cut(fields[1], ":")
			if wantID != id || fields[0] != "-" && fields[0] != line {
				continue
			}
			if graded && severity == f.Severity.String() {
				id = fields[1]
			}
			if fields[0] == "-" {
				line = "-"
			}
			if fields[2] == "-" {
				text = "-"
			}
		}
		lines = append(lines, line+" "+id+" "+text)
	}
	if len(lines) == 0 {
		return ""
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n") + "\n"
}

// TestRegistry compares the list with the rules that the packages beside it export, each in a file named for it.
func TestRegistry(t *testing.T) {
	t.Parallel()
	var listed []string
	names := make(map[string]string)
	for _, r := range rules.All() {
		listed = append(listed, r.ID)
		names[r.ID] = strings.ReplaceAll(r.Name, "-", "_") + ".go"
	}
	if !slices.IsSorted(listed) || len(slices.Compact(slices.Clone(listed))) != len(listed) {
		t.Errorf("the ids are not in order, or one stands twice: %v", listed)
	}
	exported := exportedRules(t)
	for id, file := range exported {
		if names[id] == "" {
			t.Errorf("%s in %s is not in the list", id, file)
		} else if names[id] != file {
			t.Errorf("%s stands in %s, want %s", id, file, names[id])
		}
	}
	if len(exported) != len(listed) {
		t.Errorf("%d rules are exported, %d are listed", len(exported), len(listed))
	}
}

var idLine = regexp.MustCompile(`"EXO\d{4}"`)

// exportedRules returns the files of the exported functions that return a rule, by the rule's id.
func exportedRules(t *testing.T) map[string]string {
	t.Helper()
	files, err := filepath.Glob("*/*.go")
	if err != nil {
		t.Fatal(err)
	}
	found := make(map[string]string)
	for _, path := range files {
		src, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), path, src, 0)
		if err != nil {
			t.Fatal(err)
		}
		if parsed.Name.Name == "rule" || strings.HasSuffix(path, "_test.go") {
			continue
		}
		for _, d := range parsed.Decls {
			if fn, ok := d.(*ast.FuncDecl); ok && fn.Name.IsExported() && returnsRule(fn) {
				found[strings.Trim(idLine.FindString(string(src)), `"`)] = filepath.Base(path)
			}
		}
	}
	return found
}

func returnsRule(fn *ast.FuncDecl) bool {
	if fn.Type.Results == nil || len(fn.Type.Results.List) != 1 {
		return false
	}
	star, ok := fn.Type.Results.List[0].Type.(*ast.StarExpr)
	if !ok {
		return false
	}
	sel, ok := star.X.(*ast.SelectorExpr)
	return ok && sel.Sel.Name == "Rule"
}

// TestFixtures checks that each rule that a script can break has scripts of its own.
func TestFixtures(t *testing.T) {
	t.Parallel()
	for _, r := range rules.All() {
		if slices.Contains(byDriver, r.ID) {
			continue
		}
		scripts, err := filepath.Glob("../testdata/rules/" + r.ID + "/*.ps1")
		if err != nil || len(scripts) == 0 {
			t.Errorf("%s has no scripts in testdata/rules", r.ID)
		}
	}
}

// TestGenerated compares the documentation pages with the metadata, and writes them with -update.
func TestGenerated(t *testing.T) {
	t.Parallel()
	for _, r := range rules.All() {
		compare(t, filepath.Join("../docs/rules", r.ID+".md"), rule.Markdown(r))
	}
	compare(t, "../docs/rules/README.md", "# Rules\n\n"+table(rules.All(), ""))
	compare(t, "../README.md", withTable(t, "../README.md", table(rules.All(), "docs/rules/")))
}

// table returns the list of rules with links to their pages in dir.
func table(list []*rule.Rule, dir string) string {
	var b strings.Builder
	b.WriteString("| Rule | Name | Severity | Finds |\n| --- | --- | --- | --- |\n")
	for _, r := range list {
		fmt.Fprintf(&b, "| [%s](%s) | `%s` | %s | %s |\n", r.ID, dir+r.ID+".md", r.Name, r.Severity, r.Title)
	}
	return b.String()
}

// withTable returns the file with the table between its marks.
func withTable(t *testing.T, path, table string) string {
	t.Helper()
	const begin, end = "<!-- rules: begin -->\n", "<!-- rules: end -->\n"
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, ok := strings.Cut(string(content), begin)
	_, after, found := strings.Cut(rest, end)
	if !ok || !found {
		t.Fatalf("%s has no place for the table of rules", path)
	}
	return before + begin + table + end + after
}

func compare(t *testing.T, path, want string) {
	t.Helper()
	if *update {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, string(got)); diff != "" {
		t.Errorf("%s is stale; run go test ./rules -run TestGenerated -update (-want +got):\n%s", path, diff)
	}
}
