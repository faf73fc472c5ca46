package sarif

import (
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"

	"github.com/exolint/exolint/scanner/source"
)

func TestLineHashes(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, text string
		want       []string
	}{
		{"empty", "", []string{"c129715d7a2bc9a3:1"}},
		{"blanks and line feeds", " a\nb\n  \t\tc\n d", []string{
			"271789c17abda88f:1", "54703d4cd895b18:1", "180aee12dab6264:1", "a23a3dc5e078b07b:1",
		}},
		{"equal lines", strings.Repeat("Lorem ipsum dolor sit amet.\n", 10), []string{
			"a7f2ff13bc495cf2:1", "a7f2ff13bc495cf2:2", "a7f2ff13bc495cf2:3", "a7f2ff13bc495cf2:4",
			"a7f2ff13bc495cf2:5", "a7f2ff13bc495cf2:6", "a7f2ff1481e87703:1", "a9cf91f7bbf1862b:1",
			"55ec222b86bcae53:1", "cc97dc7b1d7d8f7b:1", "c129715d7a2bc9a3:1",
		}},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(tc.want, lineHashes(utf16.Encode([]rune(tc.text)))); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestLineHashesIgnoreLineEnds(t *testing.T) {
	t.Parallel()
	text := "Connect-It\n  -X 1\n\nDisconnect-It\n"
	want := lineHashes(utf16.Encode([]rune(text)))
	for name, end := range map[string]string{"CR LF": "\r\n", "CR": "\r"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := lineHashes(utf16.Encode([]rune(strings.ReplaceAll(text, "\n", end))))
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestDecodeUTF8(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, raw, want string }{
		{"text", "aé日🙂", "aé日🙂"},
		{"byte-order mark", "\xef\xbb\xbfa", "\ufeffa"},
		{"byte that begins nothing", "a\xe4b", "a\ufffdb"},
		{"two such bytes", "\xff\xfe", "\ufffd\ufffd"},
		{"truncated character", "\xe2\x82a", "\ufffda"},
		{"truncated at the end", "a\xf0\x9f\x99", "a\ufffd"},
		{"overlong", "\xc0\xaf", "\ufffd\ufffd"},
		{"overlong of three", "\xe0\x80\xaf", "\ufffd\ufffd\ufffd"},
		{"surrogate", "\xed\xa0\x80", "\ufffd\ufffd\ufffd"},
		{"beyond Unicode", "\xf4\x90\x80\x80", "\ufffd\ufffd\ufffd\ufffd"},
		{"replacement character", "\ufffd", "\ufffd"},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(tc.want, string(utf16.Decode(decodeUTF8(tc.raw)))); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestHashUnits(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, raw, want string }{
		{"UTF-8", "aé", "aé"},
		{"UTF-8 with mark", "\xef\xbb\xbfaé", "\ufeffaé"},
		{"UTF-16", "\xff\xfea\x00\r\x00\n\x00b\x00", "a\r\nb"},
		{"Windows-1252", "a\xe4 b", "a\ufffd b"},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			f, err := source.Decode("a.ps1", []byte(tc.raw), source.Options{})
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tc.want, string(utf16.Decode(hashUnits(f)))); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}
