package rewrite

import (
	"strings"

	"github.com/exolint/exolint/scanner/facts"
)

// known returns what is known of a text, without the pieces that are not.
func known(v facts.Value) string {
	var b strings.Builder
	for _, f := range v.Fragments {
		b.WriteString(f.Text)
	}
	for _, a := range v.Alternatives {
		b.WriteString(known(a))
	}
	return b.String()
}
