package edit

import (
	"go/token"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/exolint/exolint/scanner/syntax"
)

// parse parses src and returns the first node of type N.
func parse[N syntax.Node](t *testing.T, src string) (*syntax.File, N) {
	t.Helper()
	fset := token.NewFileSet()
	f := syntax.Parse(fset.AddFile("test.ps1", -1, len(src)), src)
	if len(f.Errors) > 0 {
		t.Fatalf("%s", f.Errors[0].ID)
	}
	for n := range syntax.All(f.Root) {
		if n, ok := n.(N); ok {
			return f, n
		}
	}
	t.Fatal("no such node")
	panic("unreachable")
}

// find returns the place of text in src.
func find(src, text string) Span {
	i := strings.Index(src, text)
	return Span{i, i + len(text)}
}

func apply(t *testing.T, src string, edits []Edit) string {
	t.Helper()
	got, err := Apply(src, edits)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func TestArguments(t *testing.T) {
	t.Parallel()
	two := []string{"-A 1", "-B 2"}
	tests := []struct {
		name, src string
		gone      []string
		insert    []string
		want      string
	}{
		{"one line", "Foo -C $c -D", []string{"-C $c"}, two, "Foo -A 1 -B 2 -D"},
		{"one line, removed", "Foo -C $c -D", []string{"-C $c"}, nil, "Foo -D"},
		{"last one removed", "Foo -D -C $c # why", []string{"-C $c"}, nil, "Foo -D # why"},
		{"only one removed", "Foo   -C $c", []string{"-C $c"}, nil, "Foo"},
		{"neighbours removed", "Foo -C $c -X -D", []string{"-C $c", "-X"}, two, "Foo -A 1 -B 2 -D"},
		{"the first given is the place", "Foo -X -D -C $c", []string{"-C $c", "-X"}, two, "Foo -D -A 1 -B 2"},
		{"backticks", "Foo `\n    -C $c `\n    -D", []string{"-C $c"}, two, "Foo `\n    -A 1 `\n    -B 2 `\n    -D"},
		{"backticks, removed", "Foo `\n    -C $c `\n    -D", []string{"-C $c"}, nil, "Foo `\n    -D"},
		{"backticks, last removed", "Foo `\n    -D `\n    -C $c\nBar", []string{"-C $c"}, nil, "Foo `\n    -D\nBar"},
		{"backticks, first on the first line", "Foo -C $c `\n\t-D `\n\t-E", []string{"-C $c"}, two, "Foo -A 1 `\n\t-B 2 `\n\t-D `\n\t-E"},
		{"backticks, first on the first line, removed", "Foo -C $c `\n    -D `\n    -E", []string{"-C $c"}, nil, "Foo -D `\n    -E"},
		{"backticks, first ones removed", "Foo -C $c `\n    -D `\n    -E", []string{"-C $c", "-D"}, nil, "Foo -E"},
		{"backticks, two on a line", "Foo `\n  -C $c -D `\n  -E", []string{"-C $c"}, two, "Foo `\n  -A 1 -B 2 -D `\n  -E"},
		{"backticks that are aligned", "Foo        `\n  -C $c    `\n  -Dee 123", []string{"-C $c"}, two, "Foo        `\n  -A 1 `\n  -B 2    `\n  -Dee 123"},
		{"carriage returns", "Foo `\r\n  -C $c `\r\n  -D\r\n", []string{"-C $c"}, two, "Foo `\r\n  -A 1 `\r\n  -B 2 `\r\n  -D\r\n"},
		{"appended", "Foo -C $c 2>$null", nil, two, "Foo -C $c 2>$null -A 1 -B 2"},
		{"appended to backticks", "Foo `\n  -C $c `\n  -D", nil, two, "Foo `\n  -C $c `\n  -D `\n  -A 1 `\n  -B 2"},
		{"appended to a name", "Foo", nil, two, "Foo -A 1 -B 2"},
		{"colon", "Foo -C:$c -D", []string{"-C:$c"}, two, "Foo -A 1 -B 2 -D"},
		{"in parentheses", "if (Foo -C (Get-C -D)) {}", []string{"-C (Get-C -D)"}, two, "if (Foo -A 1 -B 2) {}"},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			f, cmd := parse[*syntax.Command](t, tc.src)
			var gone []Span
			for _, g := range tc.gone {
				gone = append(gone, find(tc.src, g))
			}
			if diff := cmp.Diff(tc.want, apply(t, tc.src, Arguments(f, cmd, gone, tc.insert))); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestEntries(t *testing.T) {
	t.Parallel()
	two := []Entry{{"App", "1"}, {"Certificate", "2"}}
	tests := []struct {
		name, src string
		gone      []int
		insert    []Entry
		want      string
	}{
		{"one a line", "@{\n    Cred = $c\n    Show = $false\n}", []int{0}, two, "@{\n    App = 1\n    Certificate = 2\n    Show = $false\n}"},
		{"one a line, removed", "@{\n    Cred = $c\n    Show = $false\n}", []int{0}, nil, "@{\n    Show = $false\n}"},
		{"last removed", "@{\n    Show = $false\n    Cred = $c\n}", []int{1}, nil, "@{\n    Show = $false\n}"},
		{"inline", "@{ Cred = $c; Show = $false }", []int{0}, two, "@{ App = 1; Certificate = 2; Show = $false }"},
		{"inline, removed", "@{ Cred = $c; Show = $false }", []int{0}, nil, "@{ Show = $false }"},
		{"inline, last removed", "@{ Show = $false; Cred = $c }", []int{1}, nil, "@{ Show = $false }"},
		{"inline, only one removed", "@{Cred = $c}", []int{0}, nil, "@{}"},
		{"no blanks", "@{Cred=$c;Show=$false}", []int{0}, two, "@{App=1; Certificate=2;Show=$false}"},
		{"quoted keys", "@{\n  'Cred' = $c\n}", []int{0}, two, "@{\n  'App' = 1\n  'Certificate' = 2\n}"},
		{"semicolons at line ends", "@{\n  Cred = $c;\n  Show = $false;\n}", []int{0}, two, "@{\n  App = 1;\n  Certificate = 2;\n  Show = $false;\n}"},
		{"aligned", "@{\n  Cred   = $c\n  Banner = $false\n}", []int{0}, two, "@{\n  App         = 1\n  Certificate = 2\n  Banner      = $false\n}"},
		{"aligned and wide enough", "@{\n  Cred         = $c\n  ShowsABanner = $false\n}", []int{0}, two, "@{\n  App          = 1\n  Certificate  = 2\n  ShowsABanner = $false\n}"},
		{"comment behind", "@{\n  Cred = $c # mine\n  Show = $false\n}", []int{0}, two, "@{\n  App = 1\n  Certificate = 2 # mine\n  Show = $false\n}"},
		{"comment behind, removed", "@{\n  Cred = $c # mine\n  Show = $false\n}", []int{0}, nil, "@{\n  # mine\n  Show = $false\n}"},
		{"two removed", "@{\n  A = 1\n  Cred = $c\n  Rps = $true\n}", []int{1, 2}, two, "@{\n  A = 1\n  App = 1\n  Certificate = 2\n}"},
		{"first on the brace's line", "@{ Cred = $c\n   Show = $false }", []int{0}, nil, "@{\n   Show = $false }"},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			f, table := parse[*syntax.Hashtable](t, tc.src)
			if diff := cmp.Diff(tc.want, apply(t, tc.src, Entries(f, table, tc.gone, tc.insert))); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestRemove(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, src, stmt, want string }{
		{"its line", "a\n  $x = 1\nb\n", "$x = 1", "a\nb\n"},
		{"its lines", "a\n$x = @(\n  1\n)\nb\n", "$x = @(\n  1\n)", "a\nb\n"},
		{"first line", "$x = 1\nb\n", "$x = 1", "b\n"},
		{"last line without a newline", "a\n$x = 1", "$x = 1", "a"},
		{"all there is", "$x = 1", "$x = 1", ""},
		{"carriage returns", "a\r\n$x = 1\r\nb\r\n", "$x = 1", "a\r\nb\r\n"},
		{"semicolon behind", "$x = 1; b\n", "$x = 1", "b\n"},
		{"semicolon before", "a; $x = 1\n", "$x = 1", "a\n"},
		{"between", "a; $x = 1; b\n", "$x = 1", "a; b\n"},
		{"semicolon at the line's end", "a\n$x = 1;\nb\n", "$x = 1", "a\nb\n"},
		{"comment behind", "a\n  $x = 1 # why\nb\n", "$x = 1", "a\n  # why\nb\n"},
		{"comment behind another", "a; $x = 1 # why\n", "$x = 1", "a # why\n"},
		{"comments within", "a\n  $x = @(\n    1 # one\n    # two\n  )\nb\n", "$x = @(\n    1 # one\n    # two\n  )", "a\n  # one\n  # two\nb\n"},
		{"equal comments within", "if (a) {\n  # b\n  b\n} else {\n  # b\n  c\n}\n", "if (a) {\n  # b\n  b\n} else {\n  # b\n  c\n}", "# b\n"},
		{"in braces", "if (a) { $x = 1 }\n", "$x = 1", "if (a) { }\n"},
		{"in braces, last", "if (a) { b; $x = 1 }\n", "$x = 1", "if (a) { b }\n"},
		{"in braces, first", "if (a) { $x = 1; b }\n", "$x = 1", "if (a) { b }\n"},
		{"comment before stays", "# why\n$x = 1\nb\n", "$x = 1", "# why\nb\n"},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			f, _ := parse[*syntax.ScriptBlock](t, tc.src)
			if diff := cmp.Diff(tc.want, apply(t, tc.src, []Edit{Remove(f, find(tc.src, tc.stmt))})); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestTidySeveral(t *testing.T) {
	t.Parallel()
	src := "a ; $x = 1 ; $y = 2\nb\n"
	f, _ := parse[*syntax.ScriptBlock](t, src)
	edits, ok := Merge([]Edit{Remove(f, find(src, "$x = 1"))}, []Edit{Remove(f, find(src, "$y = 2"))})
	if !ok {
		t.Fatal("the removals overlap")
	}
	if diff := cmp.Diff("a\nb\n", apply(t, src, Tidy(src, edits))); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestTidy(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, src, stmt, want string }{
		{"between blank lines", "a\n\n$x = 1\n\nb\n", "$x = 1", "a\n\nb\n"},
		{"at the beginning", "$x = 1\n\nb\n", "$x = 1", "b\n"},
		{"after a line", "a\n$x = 1\n\nb\n", "$x = 1", "a\n\nb\n"},
		{"before a line", "a\n\n$x = 1\nb\n", "$x = 1", "a\n\nb\n"},
		{"carriage returns", "a\r\n\r\n$x = 1\r\n\r\nb\r\n", "$x = 1", "a\r\n\r\nb\r\n"},
		{"blanks on the lines", "a\n \n$x = 1\n\t\nb\n", "$x = 1", "a\n \nb\n"},
		{"last ones of a line", "a; $x = 1\nb\n", "$x = 1", "a\nb\n"},
		{"part of a line", "a\n\n$x = 1; c\n\nb\n", "$x = 1", "a\n\nc\n\nb\n"},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			f, _ := parse[*syntax.ScriptBlock](t, tc.src)
			edits := Tidy(tc.src, []Edit{Remove(f, find(tc.src, tc.stmt))})
			if diff := cmp.Diff(tc.want, apply(t, tc.src, edits)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}
