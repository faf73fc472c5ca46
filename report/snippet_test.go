package report

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestSnippet(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, line, span string
		columns          int
		want             string // the text, and the carets below it
	}{
		{"plain", "Connect -Credential $c", "-Credential $c", 80, "Connect -Credential $c\n        ^^^^^^^^^^^^^^"},
		{"tab before", "\tGo -X", "-X", 80, "    Go -X\n       ^^"},
		{"tab within", "a\tb", "a\tb", 80, "a    b\n^^^^^^"},
		{"wide characters", "日本 -X", "-X", 80, "日本 -X\n     ^^"},
		{"wide characters underlined", "a 日本 b", "日本", 80, "a 日本 b\n  ^^^^"},
		{"combining mark", "e\u0301 -X", "-X", 80, "e\u0301 -X\n  ^^"},
		{"beyond the basic plane", "🙂 -X", "-X", 80, "🙂 -X\n   ^^"},
		{"control character", "\x1b -X", "-X", 80, "␛ -X\n  ^^"},
		{"nothing to underline", "a b", "", 80, "a b\n^"},
		{"middle of a long line", strings.Repeat("a", 50) + "XX" + strings.Repeat("b", 50), "XX", 20, "...aaaaaaXXbbbbbb...\n         ^^"},
		{"start of a long line", "XX" + strings.Repeat("b", 50), "XX", 20, "XXbbbbbbbbbbbb...\n^^"},
		{"end of a long line", strings.Repeat("a", 50) + "XX", "XX", 20, "...aaaaaaaaaaaaXX\n               ^^"},
		{"longer than the room", "a" + strings.Repeat("X", 50) + "b", strings.Repeat("X", 50), 20, "...XXXXXXXXXXXXXX...\n   ^^^^^^^^^^^^^^"},
		{"long line of wide characters", strings.Repeat("日", 20) + "X" + strings.Repeat("本", 20), "X", 16, "...日日X本本...\n       ^"},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			f := newFile(t, "a.ps1", tc.line)
			line := lineSpan(f, 1)
			span := Span{File: f}
			if tc.span != "" {
				span = spanOf(t, f, tc.span)
			}
			s := NewMasker(&Report{}).newSnippet(line, span, tc.columns)
			got := s.text + "\n" + strings.Repeat(" ", s.from) + strings.Repeat("^", s.width)
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			if w := widths().StringWidth(s.text); w > tc.columns {
				t.Errorf("%d columns are shown in a room of %d", w, tc.columns)
			}
		})
	}
}

func TestLineSpan(t *testing.T) {
	t.Parallel()
	f := newFile(t, "a.ps1", "één\r\ntwo\rthree\n\nfive")
	var got []string
	for n := range 7 {
		got = append(got, lineSpan(f, n).text())
	}
	if diff := cmp.Diff([]string{"", "één", "two", "three", "", "five", ""}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
