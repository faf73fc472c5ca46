package syntax

import "testing"

func TestCharClasses(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		r                        rune
		space, letter, digit, ok bool // ok: begins a variable's name
	}{
		{r: 'a', letter: true, ok: true},
		{r: '_', ok: true},
		{r: '7', digit: true, ok: true},
		{r: '?', ok: true},
		{r: '-'},
		{r: ' ', space: true},
		{r: '\v', space: true},
		{r: '\n'},
		{r: 0},
		{r: nextLine, space: true},
		{r: noBreakSpace, space: true},
		{r: '\u1680', space: true},
		{r: '\u2028', space: true},
		{r: '\u3000', space: true},
		{r: '\u200b'},
		{r: 'é', letter: true, ok: true},
		{r: 'ß', letter: true, ok: true},
		{r: '\u0301'},
		{r: '٣', digit: true, ok: true},
		{r: 'Ⅷ'},
		{r: '\ua7dc', letter: true, ok: true}, // of Unicode 16
		{r: '𝒳'},
		{r: '𐐀'},
	} {
		t.Run(string(tc.r), func(t *testing.T) {
			t.Parallel()
			if got := isSpace(tc.r); got != tc.space {
				t.Errorf("isSpace(%U) = %t", tc.r, got)
			}
			if got := isLetter(tc.r); got != tc.letter {
				t.Errorf("isLetter(%U) = %t", tc.r, got)
			}
			if got := isAnyDigit(tc.r); got != tc.digit {
				t.Errorf("isAnyDigit(%U) = %t", tc.r, got)
			}
			if got := isVariableStart(tc.r); got != tc.ok {
				t.Errorf("isVariableStart(%U) = %t", tc.r, got)
			}
		})
	}
}
