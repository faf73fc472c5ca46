package edit

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// at returns the edit that puts text in the place of the bytes from start to end.
func at(start, end int, text string) Edit { return Edit{Start: start, End: end, New: text} }

func TestApply(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, src string
		edits     []Edit
		want      string
	}{
		{"nothing", "a\n", nil, "a\n"},
		{"replacement", "abc", []Edit{at(1, 2, "X")}, "aXc"},
		{"unsorted", "abc", []Edit{at(2, 3, "Y"), at(0, 1, "X")}, "XbY"},
		{"insertions at one place stay in order", "ab", []Edit{at(1, 1, "X"), at(1, 1, "Y")}, "aXYb"},
		{"newline of the line", "a\r\nb\n", []Edit{at(0, 1, "x\ny")}, "x\r\ny\r\nb\n"},
		{"newline of the line before", "a\r\nb", []Edit{at(3, 4, "x\ny")}, "a\r\nx\r\ny"},
		{"old Mac newline", "a\rb\r", []Edit{at(2, 3, "x\ny")}, "a\rx\ry\r"},
		{"newline of the source stays", "a\r\nb", []Edit{at(0, 1, "x\r\ny\nz")}, "x\r\ny\r\nz\r\nb"},
		{"no newline in sight", "a", []Edit{at(1, 1, "\nb")}, "a\nb"},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			got, err := Apply(tc.src, tc.edits)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			back, err := Apply(got, Inverse(tc.src, Localize(tc.src, tc.edits)))
			if err != nil || back != tc.src {
				t.Errorf("the inverse gives %q, %v; want %q", back, err, tc.src)
			}
		})
	}
}

func TestValidate(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name     string
		edits    []Edit
		conflict bool
		ok       bool
	}{
		{"fitting", []Edit{at(0, 1, "x"), at(1, 3, "y")}, false, true},
		{"behind the end", []Edit{at(3, 5, "")}, false, false},
		{"before the beginning", []Edit{at(-1, 0, "")}, false, false},
		{"backwards", []Edit{at(2, 1, "")}, false, false},
		{"within a character", []Edit{at(2, 2, "x")}, false, false},
		{"no text", []Edit{at(0, 0, "\xff")}, false, false},
		{"overlapping", []Edit{at(0, 3, ""), at(1, 1, "x")}, true, false},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			err := Validate("aäb", tc.edits)
			if (err == nil) != tc.ok || errors.Is(err, ErrConflict) != tc.conflict {
				t.Errorf("error %v", err)
			}
		})
	}
}

func TestMerge(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name string
		x, y []Edit
		want []Edit
		ok   bool
	}{
		{"apart", []Edit{at(4, 5, "b")}, []Edit{at(0, 1, "a")}, []Edit{at(0, 1, "a"), at(4, 5, "b")}, true},
		{"the same", []Edit{at(0, 1, "a")}, []Edit{at(0, 1, "a")}, []Edit{at(0, 1, "a")}, true},
		{"different at one place", []Edit{at(0, 1, "a")}, []Edit{at(0, 1, "b")}, nil, false},
		{"removals that overlap", []Edit{at(0, 4, "")}, []Edit{at(2, 6, "")}, []Edit{at(0, 6, "")}, true},
		{"removals that touch", []Edit{at(0, 4, "")}, []Edit{at(4, 6, "")}, []Edit{at(0, 6, "")}, true},
		{"a replacement in a removal", []Edit{at(0, 4, "")}, []Edit{at(2, 3, "x")}, nil, false},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			got, ok := Merge(tc.x, tc.y)
			if ok != tc.ok {
				t.Fatalf("ok %v, want %v", ok, tc.ok)
			}
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestMap(t *testing.T) {
	t.Parallel()
	edits := []Edit{at(2, 4, "xyz"), at(6, 6, "+")}
	tests := []struct {
		offset, mapped int
		kept           bool
	}{{0, 0, true}, {2, 5, false}, {3, 5, false}, {4, 5, true}, {5, 6, true}, {6, 8, true}, {7, 9, true}}
	for _, tc := range tests {
		if mapped, kept := Map(edits, tc.offset); mapped != tc.mapped || kept != tc.kept {
			t.Errorf("Map(%d) = %d, %v; want %d, %v", tc.offset, mapped, kept, tc.mapped, tc.kept)
		}
	}
}
