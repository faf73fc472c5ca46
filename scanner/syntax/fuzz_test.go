package syntax

import (
	"errors"
	"testing"
	"time"

	"github.com/exolint/exolint/scanner/source"
)

// FuzzParse checks that any text makes a sound tree, in time that grows with its length only.
func FuzzParse(f *testing.F) {
	for _, s := range scripts(f) {
		f.Add(s.src)
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		if _, err := source.Decode("a.ps1", raw, source.Options{}); errors.Is(err, source.ErrBinary) {
			return
		}
		start := time.Now()
		parse(t, raw)
		parseText(t, string(raw)) // as it is, without decoding
		// A thousand times what it takes, so that a busy machine fails no sound parser.
		if took, limit := time.Since(start), time.Second+time.Duration(len(raw))*100*time.Microsecond; took > limit {
			t.Fatalf("%d bytes took %v", len(raw), took)
		}
	})
}
