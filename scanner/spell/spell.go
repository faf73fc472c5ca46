// Package spell guesses what a mistyped name was meant to be.
package spell

import (
	"iter"
	"strings"

	"github.com/agnivade/levenshtein"
)

// Nearest returns the candidate that is most like word, in any letter case, and whether one is like it at all: a third of
// its characters may differ. Of equally near candidates it returns the first.
func Nearest(word string, candidates iter.Seq[string]) (string, bool) {
	folded := strings.ToLower(word)
	nearest, best := "", len([]rune(word))/3+1
	for c := range candidates {
		if d := levenshtein.ComputeDistance(folded, strings.ToLower(c)); d < best {
			nearest, best = c, d
		}
	}
	return nearest, nearest != ""
}

// Hint returns `; did you mean "…"?` with the nearest candidate, or "" where none is like word.
func Hint(word string, candidates iter.Seq[string]) string {
	nearest, ok := Nearest(word, candidates)
	if !ok {
		return ""
	}
	return `; did you mean "` + nearest + `"?`
}
