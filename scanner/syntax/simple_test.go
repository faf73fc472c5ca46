package syntax

import "testing"

func TestUnparen(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct{ src, want string }{
		{"'a'", "'a'"},
		{"(('a'))", "'a'"},
		{"(Get-Date)", "(Get-Date)"},
		{"('a' | Get-Item)", "('a' | Get-Item)"},
		{"($x = 1)", "($x = 1)"},
	} {
		t.Run(tc.src, func(t *testing.T) {
			t.Parallel()
			f := parseText(t, tc.src)
			e := ExpressionOf(f.Root.EndBlock.Statements[0])
			if e == nil {
				t.Fatal("the statement is no expression")
			}
			if got := f.Text(Unparen(e)); got != tc.want {
				t.Errorf("Unparen(%s) = %s, want %s", tc.src, got, tc.want)
			}
		})
	}
}
