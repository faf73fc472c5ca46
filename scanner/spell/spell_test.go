package spell

import (
	"slices"
	"testing"
)

func TestNearest(t *testing.T) {
	t.Parallel()
	names := []string{"include", "exclude", "EXO1001", "EXO1002", "max-size"}
	tests := []struct{ name, word, want string }{
		{"a letter too few", "includ", "include"},
		{"two letters swapped", "exculde", "exclude"},
		{"another letter case", "exo1002", "EXO1002"},
		{"first of equally near ones", "EXO1003", "EXO1001"},
		{"another separator", "max_size", "max-size"},
		{"nothing like it", "severity", ""},
		{"a short word is not bent into another", "in", ""},
		{"empty", "", ""},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			got, ok := Nearest(tc.word, slices.Values(names))
			if got != tc.want || ok != (tc.want != "") {
				t.Errorf("Nearest(%q) = %q, %v; want %q", tc.word, got, ok, tc.want)
			}
		})
	}
}

func TestHint(t *testing.T) {
	t.Parallel()
	names := []string{"rules"}
	if got, want := Hint("ruls", slices.Values(names)), `; did you mean "rules"?`; got != want {
		t.Errorf("Hint(ruls) = %q, want %q", got, want)
	}
	if got := Hint("banana", slices.Values(names)); got != "" {
		t.Errorf("Hint(banana) = %q, want nothing", got)
	}
}
