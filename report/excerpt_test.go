package report

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/exolint/exolint/scanner/source"
)

// fileOf returns a file with the text.
func fileOf(t *testing.T, text string) *File {
	t.Helper()
	src, err := source.Decode("a.ps1", []byte(text), source.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return &File{Path: "a.ps1", Source: src}
}

// TestExcerpt shows what stands between "«" and "»" in a script, with "Kanarie" as its secret.
func TestExcerpt(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, src string
		around    int
		want      []ExcerptLine
	}{
		{"one line", "a\n«b» c\nd\n", 1, []ExcerptLine{{1, "a", "", ""}, {2, "", "b", " c"}, {3, "d", "", ""}}},
		{"first line", "«a»\nb\nc\n", 1, []ExcerptLine{{1, "", "a", ""}, {2, "b", "", ""}}},
		{"last line without end", "a\nb «c»", 1, []ExcerptLine{{1, "a", "", ""}, {2, "b ", "c", ""}}},
		{"over lines", "a «b\nc» d\n", 0, []ExcerptLine{{1, "a ", "b", ""}, {2, "", "c", " d"}}},
		{"to the end of the line", "«a\n»b\n", 0, []ExcerptLine{{1, "", "a", ""}}},
		{"secrets", "x Kanarie\n«y 'Kanarie'»\n", 1, []ExcerptLine{{1, "x " + Mask, "", ""}, {2, "", "y '" + Mask + "'", ""}}},
		{"what steers a terminal", "«a\u202e\u001b»\n", 0, []ExcerptLine{{1, "", "a<U+202E>␛", ""}}},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			start := strings.Index(tc.src, "«")
			src := strings.Replace(tc.src, "«", "", 1)
			end := strings.Index(src, "»")
			f := fileOf(t, strings.Replace(src, "»", "", 1))
			m := NewMasker(&Report{Files: []*File{f}})
			if i := strings.Index(f.Source.Text, "Kanarie"); i >= 0 {
				f.Secrets = []Span{{File: f, Start: i, End: i + len("Kanarie")}}
				m = NewMasker(&Report{Files: []*File{f}})
			}
			if diff := cmp.Diff(tc.want, m.Excerpt(Span{File: f, Start: start, End: end}, tc.around)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestExcerptOfLongLines(t *testing.T) {
	t.Parallel()
	f := fileOf(t, strings.Repeat("a", 1000)+"b"+strings.Repeat("c", 1000)+strings.Repeat("\nd", 100))
	m := NewMasker(&Report{Files: []*File{f}})
	got := m.Excerpt(Span{File: f, Start: 1000, End: 1001}, 0)[0]
	if len(got.Before) != excerptAround+len(cut) || got.Marked != "b" || !strings.HasPrefix(got.Before, cut) || !strings.HasSuffix(got.After, cut) {
		t.Errorf("got %d characters before %q and %d after", len(got.Before), got.Marked, len(got.After))
	}
	if lines := m.Excerpt(Span{File: f, Start: 0, End: len(f.Source.Text)}, 0); len(lines) != maxExcerpt {
		t.Errorf("%d lines are shown", len(lines))
	}
}

func TestDiffLines(t *testing.T) {
	t.Parallel()
	f := fileOf(t, "a\nb\n")
	m := NewMasker(&Report{Files: []*File{f}})
	got := m.Diff(Fix{Edits: []Edit{{Span: Span{File: f, Start: 2, End: 3}, NewText: "c\nd"}}})
	want := []DiffLine{{false, "b"}, {true, "c"}, {true, "d"}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
