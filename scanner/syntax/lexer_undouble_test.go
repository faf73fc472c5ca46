package syntax

import (
	"strings"
	"testing"
)

func TestUndoubled(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, text string
		level      uint8
		char       rune
		len        int
	}{
		{"letter", `ab`, 3, 'a', 1},
		{"nothing doubled", `""`, 0, '"', 1},
		{"two quotes", `""x`, 1, '"', 2},
		{"backtick and quote", "`\"x", 1, '"', 2},
		{"backtick and letter", "`nx", 1, '`', 1},
		{"single quote", `"x`, 4, '"', 1},
		{"quote at the end", `"`, 4, '"', 1},
		{"four quotes once", `""""`, 1, '"', 2},
		{"four quotes twice", `""""`, 2, '"', 4},
		{"three quotes twice", `"""x`, 2, '"', 3},
		{"backticks one too many", "```\"", 2, '`', 1},
		{"as many backticks as strings", "``\"", 2, '"', 3},
		{"typographic quotes", "“”x", 1, '”', 6},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			if char, n := undoubled(tc.text, tc.level); char != tc.char || n != tc.len {
				t.Errorf("undoubled(%q, %d) = %q, %d; want %q, %d", tc.text, tc.level, char, n, tc.char, tc.len)
			}
		})
	}
}

// TestUndoubledIsLinear reads what would take as many steps as there are ways to pair the characters.
func TestUndoubledIsLinear(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		strings.Repeat("`", 1_000),
		strings.Repeat(`"`, 1_000),
		strings.Repeat("`\"", 500),
		strings.Repeat("``\"", 300),
	} {
		rest, chars := text, 0
		for rest != "" {
			_, n := undoubled(rest, maxUndouble)
			rest = rest[n:]
			chars++
		}
		if chars == 0 || chars > len(text) {
			t.Errorf("%d characters of %q…", chars, text[:9])
		}
	}
}
