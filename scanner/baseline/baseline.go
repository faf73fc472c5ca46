// Package baseline remembers the findings of a day, so that only later ones fail a run.
//
// A finding is recognised when its line moves, its statement is laid out anew or its file is renamed, and each entry stands for one
// finding: a second one beside a known one is new.
package baseline

import (
	"bytes"
	"cmp"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/exolint/exolint/report"
)

// Name is the name that a baseline has where no other is given.
const Name = ".exolint-baseline.json"

// schema is the version of the file's form.
const schema = 1

// A Baseline is the findings that were known on a day, by file.
type Baseline struct {
	Schema int    `json:"schema"`
	Files  []File `json:"files"`
}

// A File is a script with known findings.
type File struct {
	Path    string  `json:"path"`   // relative to the repository, slash-separated
	Sketch  Sketch  `json:"sketch"` // by which the file is recognised when it is renamed
	Entries []Entry `json:"findings"`
}

// An Entry is a known finding.
type Entry struct {
	Rule        string `json:"rule"`
	Fingerprint string `json:"fingerprint"`
	Context     string `json:"context"`
	Line        int    `json:"line"` // where it stood, for people
	FirstSeen   string `json:"firstSeen"`
}

// A Sketch is hashes of a file's lines, in order.
type Sketch []uint32

// MarshalText writes the hashes as hexadecimal digits.
func (s Sketch) MarshalText() ([]byte, error) {
	var b strings.Builder
	for _, h := range s {
		fmt.Fprintf(&b, "%08x", h)
	}
	return []byte(b.String()), nil
}

// UnmarshalText reads what [Sketch.MarshalText] writes.
func (s *Sketch) UnmarshalText(text []byte) error {
	const digits = 8
	raw := string(text)
	if _, err := hex.DecodeString(raw); err != nil || len(raw)%digits != 0 {
		return fmt.Errorf("%q is no sketch of a file", raw)
	}
	for len(raw) > 0 {
		h, err := strconv.ParseUint(raw[:digits], 16, 32)
		if err != nil {
			return err
		}
		*s = append(*s, uint32(h))
		raw = raw[digits:]
	}
	return nil
}

// Read reads a baseline. Path names it in errors.
func Read(path string, content []byte) (*Baseline, error) {
	var b Baseline
	d := json.NewDecoder(bytes.NewReader(content))
	d.DisallowUnknownFields()
	if err := d.Decode(&b); err != nil {
		line := 1 + bytes.Count(content[:min(int(d.InputOffset()), len(content))], []byte("\n"))
		return nil, fmt.Errorf("reading %s: line %d: %w; restore the file, or write a new baseline", path, line, err)
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("reading %s: something follows the baseline; restore the file", path)
	}
	if b.Schema != schema {
		return nil, fmt.Errorf("reading %s: its schema is %d and not %d; write a new baseline", path, b.Schema, schema)
	}
	for _, f := range b.Files {
		for _, e := range f.Entries {
			if _, err := time.Parse(time.DateOnly, e.FirstSeen); err != nil {
				return nil, fmt.Errorf("reading %s: %s: firstSeen %q is not a day like 2026-11-24", path, f.Path, e.FirstSeen)
			}
		}
	}
	return &b, nil
}

// Write writes the baseline, in an order that makes changes to it readable.
func (b *Baseline) Write(w io.Writer) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	return e.Encode(b)
}

// New returns a baseline of all findings of the report that are neither suppressed nor absent, first seen on the report's day.
func New(r *report.Report) *Baseline { return of(r, report.NewMasker(r), nil) }

// of returns a baseline of the report's findings, of which first tells by their index when they were first seen. The masker keeps
// secrets out of it.
func of(r *report.Report, mask *report.Masker, first map[int]string) *Baseline {
	b := &Baseline{Schema: schema, Files: []File{}}
	index := make(map[string]int)
	for i := range r.Findings {
		f := &r.Findings[i]
		if f.Suppressed != nil || f.Baseline == report.Absent || f.Primary.File == nil {
			continue
		}
		path, _ := r.RootPath(f.Primary.File)
		at, ok := index[path]
		if !ok {
			at = len(b.Files)
			index[path] = at
			b.Files = append(b.Files, File{Path: path, Sketch: report.Sketch(mask, f.Primary.File)})
		}
		start, _ := f.Primary.Range()
		b.Files[at].Entries = append(b.Files[at].Entries, Entry{
			Rule: f.Rule.ID, Fingerprint: f.Fingerprint, Context: f.Context, Line: start.Line,
			FirstSeen: cmp.Or(first[i], r.Started.Format(time.DateOnly)),
		})
	}
	b.sort()
	return b
}

func (b *Baseline) sort() {
	slices.SortFunc(b.Files, func(x, y File) int { return strings.Compare(x.Path, y.Path) })
	for _, f := range b.Files {
		slices.SortStableFunc(f.Entries, func(x, y Entry) int {
			return cmp.Or(cmp.Compare(x.Line, y.Line), strings.Compare(x.Rule, y.Rule), strings.Compare(x.Fingerprint, y.Fingerprint))
		})
	}
}

// Len returns the number of entries.
func (b *Baseline) Len() int {
	n := 0
	for _, f := range b.Files {
		n += len(f.Entries)
	}
	return n
}
