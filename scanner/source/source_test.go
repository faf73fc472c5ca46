package source

import (
	"bytes"
	"errors"
	"go/token"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

// newlines are the ways to end lines, by name.
var newlines = []struct{ name, text string }{
	{"LF", "\n"},
	{"CRLF", "\r\n"},
	{"CR", "\r"},
}

func TestDecodeAllEncodingsAndNewlines(t *testing.T) {
	t.Parallel()
	encodings := []struct {
		name   string
		text   string // lines separated by LF
		encode func(string) []byte
		want   Encoding
	}{
		{"UTF-8", "$a = 'é'\n# 😀\n", raw("", plain), Encoding{Name: UTF8}},
		{"ASCII", "$a = 1\nb\n", raw("", plain), Encoding{Name: UTF8}},
		{"UTF-8 with mark", "$a = 'é'\n# 😀", raw("\xef\xbb\xbf", plain), Encoding{UTF8, true}},
		{"UTF-16LE with mark", "$a = 'é'\n# 😀\n", raw("\xff\xfe", wide(2, little)), Encoding{UTF16LE, true}},
		{"UTF-16BE with mark", "$a = 'é'\n# 😀\n", raw("\xfe\xff", wide(2, big)), Encoding{UTF16BE, true}},
		{"UTF-32LE with mark", "$a = 'é'\n# 😀\n", raw("\xff\xfe\x00\x00", wide(4, little)), Encoding{UTF32LE, true}},
		{"UTF-32BE with mark", "$a = 'é'\n# 😀\n", raw("\x00\x00\xfe\xff", wide(4, big)), Encoding{UTF32BE, true}},
		{"UTF-16LE without mark", "$a = 'é'\n# 😀\n", raw("", wide(2, little)), Encoding{Name: UTF16LE}},
		{"UTF-16BE without mark", "$a = 'é'\n# 😀\n", raw("", wide(2, big)), Encoding{Name: UTF16BE}},
		{"UTF-16LE without mark in Cyrillic", "# Привет, мир\n", raw("", wide(2, little)), Encoding{Name: UTF16LE}},
		{"Windows-1252", "$a = 'é€“'\n# ½\n", windows1252, Encoding{Name: "windows-1252"}},
	}
	for _, e := range encodings {
		for _, nl := range newlines {
			t.Run(e.name+" "+nl.name, func(t *testing.T) {
				t.Parallel()
				text := strings.ReplaceAll(e.text, "\n", nl.text)
				f := decode(t, e.encode(text), Options{})
				if diff := cmp.Diff(e.want, f.Enc); diff != "" {
					t.Errorf("encoding (-want +got):\n%s", diff)
				}
				if diff := cmp.Diff(text, f.Text); diff != "" {
					t.Errorf("text (-want +got):\n%s", diff)
				}
				if !f.RoundTrips {
					t.Error("does not round-trip")
				}
				if strings.Contains(text, nl.text) && f.Newline() != nl.text {
					t.Errorf("Newline() = %q, want %q", f.Newline(), nl.text)
				}
			})
		}
	}
}

func TestDecodeOddBytes(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name       string
		raw        string
		text       string
		enc        Encoding
		roundTrips bool
	}{
		{"empty", "", "", Encoding{Name: UTF8}, true},
		{"mark only", "\xef\xbb\xbf", "", Encoding{UTF8, true}, true},
		{"mark of UTF-16 only", "\xff\xfe", "", Encoding{UTF16LE, true}, true},
		{"mark twice", "\xef\xbb\xbf\xef\xbb\xbfa", "\ufeffa", Encoding{UTF8, true}, true},
		{"mark in the middle", "a\xef\xbb\xbfb", "a\ufeffb", Encoding{Name: UTF8}, true},
		{"ill-formed UTF-8 after a mark", "\xef\xbb\xbfa\xe2\x82b\xff\xc0\x80\xed\xa0\x80\xf0\x9f\x98z", "a\ufffdb\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffdz", Encoding{UTF8, true}, false},
		{"unfinished UTF-8 at the end after a mark", "\xef\xbb\xbfa\xf0\x9f\x98", "a\ufffd", Encoding{UTF8, true}, false},
		{"replacement character after a mark", "\xef\xbb\xbfa\xef\xbf\xbd", "a\ufffd", Encoding{UTF8, true}, true},
		{"overlong UTF-8", "\xc0\xaf", "À¯", Encoding{Name: "windows-1252"}, true},
		{"surrogate in UTF-8", "\xed\xa0\x80", "í\u00a0€", Encoding{Name: "windows-1252"}, true},
		{"bytes that Windows-1252 leaves undefined", "\x81\x8d\x8f\x90\x9d", "\u0081\u008d\u008f\u0090\u009d", Encoding{Name: "windows-1252"}, true},
		{"odd length of UTF-16", "\xff\xfea\x00b", "a\ufffd", Encoding{UTF16LE, true}, false},
		{"lone high surrogate", "\xff\xfe\x00\xd8a\x00", "\ufffda", Encoding{UTF16LE, true}, false},
		{"lone low surrogate", "\xff\xfe\x00\xdca\x00", "\ufffda", Encoding{UTF16LE, true}, false},
		{"high surrogate at the end", "\xfe\xff\x00a\xd8\x00", "a\ufffd", Encoding{UTF16BE, true}, false},
		{"surrogate, too large and cut off in UTF-32", "\xff\xfe\x00\x00a\x00\x00\x00\x00\xd8\x00\x00\x00\x00\x11\x00b\x00\x00", "a\ufffd\ufffd\ufffd", Encoding{UTF32LE, true}, false},
		{"one zero byte", "a\x00b", "a\x00b", Encoding{Name: UTF8}, true},
		{"zero byte first", "\x00abc", "\x00abc", Encoding{Name: UTF8}, true},
		{"zero byte last", "abc\x00", "abc\x00", Encoding{Name: UTF8}, true},
		{"zero bytes at odd offsets only", "Write-Host a\x00b\x00cdef 'some text'", "Write-Host a\x00b\x00cdef 'some text'", Encoding{Name: UTF8}, true},
		{"a few control characters", "\x01\x02\x03\x7f", "\x01\x02\x03\x7f", Encoding{Name: UTF8}, true},
		{"Ctrl+Z at the end", "a\r\n\x1a", "a\r\n\x1a", Encoding{Name: UTF8}, true},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			f := decode(t, []byte(tc.raw), Options{})
			if diff := cmp.Diff(tc.text, f.Text); diff != "" {
				t.Errorf("text (-want +got):\n%s", diff)
			}
			if f.Enc != tc.enc {
				t.Errorf("encoding = %v, want %v", f.Enc, tc.enc)
			}
			if f.RoundTrips != tc.roundTrips {
				t.Errorf("RoundTrips = %v, want %v", f.RoundTrips, tc.roundTrips)
			}
		})
	}
}

func TestDecodeRefuses(t *testing.T) {
	t.Parallel()
	program := strings.Repeat("MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff\x00\x00", 64)
	tests := []struct {
		name    string
		raw     string
		options Options
		want    error
		message string
	}{
		{"program", program, Options{}, ErrBinary, "a.ps1: file is binary, not a script"},
		{"compressed", noise(4096), Options{}, ErrBinary, "a.ps1: file is binary, not a script"},
		{"zero bytes only", strings.Repeat("\x00", 512), Options{}, ErrBinary, "a.ps1: file is binary, not a script"},
		{"too large", "0123456789", Options{MaxSize: 9}, ErrTooLarge, "a.ps1: file is too large (10 bytes; the limit is 9)"},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			_, err := Decode("a.ps1", []byte(tc.raw), tc.options)
			if !errors.Is(err, tc.want) {
				t.Fatalf("Decode: %v, want %v", err, tc.want)
			}
			if err.Error() != tc.message {
				t.Errorf("message = %q, want %q", err, tc.message)
			}
		})
	}
	if _, err := Decode("a.ps1", []byte("0123456789"), Options{MaxSize: 10}); err != nil {
		t.Errorf("at the limit: %v", err)
	}
}

func TestCodePage(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, page, raw, text string }{
		{"windows-1251", "windows-1251", "\xcf\xf0\xe8", "При"},
		{"1251", "windows-1251", "\xcf\xf0\xe8", "При"},
		{"CP866", "IBM866", "\x8f\xe0\xa8", "При"},
		{"IBM850", "IBM850", "\x81", "ü"},
		{"koi8-r", "KOI8-R", "\xf0\xd2\xc9", "При"},
		{"ISO_8859-2", "ISO-8859-2", "\xb1", "ą"},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			p, err := ParseCodePage(tc.name)
			if err != nil {
				t.Fatal(err)
			}
			f := decode(t, []byte(tc.raw), Options{CodePage: p})
			if f.Text != tc.text || f.Enc.Name != tc.page || !f.RoundTrips {
				t.Errorf("got %q in %s (round-trips: %v), want %q in %s", f.Text, f.Enc.Name, f.RoundTrips, tc.text, tc.page)
			}
		})
	}
}

func TestCodePageThatIsUnknown(t *testing.T) {
	t.Parallel()
	_, err := ParseCodePage("utf-7")
	if err == nil || !strings.Contains(err.Error(), `unknown code page "utf-7"`) || !strings.Contains(err.Error(), "windows-1252") {
		t.Errorf("ParseCodePage: %v", err)
	}
}

func TestUndefinedByteOfCodePageIsReadOnly(t *testing.T) {
	t.Parallel()
	p, err := ParseCodePage("windows-1253")
	if err != nil {
		t.Fatal(err)
	}
	f := decode(t, []byte("a\xaa"), Options{CodePage: p})
	if f.Text != "a\ufffd" || f.RoundTrips {
		t.Errorf("got %q, round-trips: %v", f.Text, f.RoundTrips)
	}
}

func TestEncodeChangedText(t *testing.T) {
	t.Parallel()
	f := decode(t, []byte("caf\xe9"), Options{})
	got, err := f.Encode("thé €")
	if err != nil || string(got) != "th\xe9 \x80" {
		t.Errorf("Encode = %q, %v", got, err)
	}
	_, err = f.Encode("a日")
	want := "a.ps1: offset 1: U+65E5 cannot be written in windows-1252; save the file as UTF-8 first"
	if err == nil || err.Error() != want {
		t.Errorf("Encode: %v, want %s", err, want)
	}
}

func TestPosition(t *testing.T) {
	t.Parallel()
	text := "ab\r\ncé😀d\r\n\re\n"
	f := decode(t, []byte(text), Options{})
	tests := []struct {
		name string
		at   int
		want Position
	}{
		{"start", 0, Position{0, 1, 1, 1}},
		{"before the start", -5, Position{0, 1, 1, 1}},
		{"carriage return of a pair", 2, Position{2, 1, 3, 3}},
		{"line feed of a pair", 3, Position{3, 1, 4, 4}},
		{"second line", 4, Position{4, 2, 1, 1}},
		{"after a letter of two bytes", strings.Index(text, "😀"), Position{7, 2, 3, 3}},
		{"within a character", strings.Index(text, "😀") + 2, Position{7, 2, 3, 3}},
		{"after a surrogate pair", strings.Index(text, "d"), Position{11, 2, 5, 4}},
		{"lone carriage return", 14, Position{14, 3, 1, 1}},
		{"after a lone carriage return", 15, Position{15, 4, 1, 1}},
		{"end", len(text), Position{len(text), 5, 1, 1}},
		{"after the end", len(text) + 9, Position{len(text), 5, 1, 1}},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(tc.want, f.Position(tc.at)); diff != "" {
				t.Errorf("Position(%d) (-want +got):\n%s", tc.at, diff)
			}
		})
	}
}

func TestPositionOnLongLines(t *testing.T) {
	t.Parallel()
	for _, unit := range []string{"x", "é", "日", "😀", "aé日😀"} {
		text := "first\n" + strings.Repeat(unit, 1000)
		f := decode(t, []byte(text), Options{})
		col16, colRune := 1, 1
		for i, r := range text[6:] {
			if got, want := f.Position(6+i), (Position{6 + i, 2, col16, colRune}); got != want {
				t.Fatalf("%q: Position(%d) = %v, want %v", unit, 6+i, got, want)
			}
			colRune++
			col16++
			if r > 0xffff {
				col16++
			}
		}
	}
}

func TestLines(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, text string
		want       []string
		newline    string
		mixed      bool
	}{
		{"empty", "", []string{""}, "\n", false},
		{"no newline", "a", []string{"a"}, "\n", false},
		{"final newline", "a\n", []string{"a", ""}, "\n", false},
		{"CRLF", "a\r\nb\r\n", []string{"a", "b", ""}, "\r\n", false},
		{"CR", "a\rb", []string{"a", "b"}, "\r", false},
		{"CR before CRLF", "a\r\r\nb", []string{"a", "", "b"}, "\r\n", true},
		{"LF before CR", "a\n\rb", []string{"a", "", "b"}, "\n", true},
		{"mostly CRLF", "a\r\nb\r\nc\nd", []string{"a", "b", "c", "d"}, "\r\n", true},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			f := decode(t, []byte(tc.text), Options{})
			var got []string
			for n := range f.Lines() {
				got = append(got, f.Line(n+1))
			}
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("lines (-want +got):\n%s", diff)
			}
			if f.Newline() != tc.newline {
				t.Errorf("Newline() = %q, want %q", f.Newline(), tc.newline)
			}
			if f.MixedNewlines() != tc.mixed {
				t.Errorf("MixedNewlines() = %v, want %v", f.MixedNewlines(), tc.mixed)
			}
			if f.Line(0) != "" || f.Line(f.Lines()+1) != "" {
				t.Error("a line outside the file has text")
			}
		})
	}
}

func TestAdd(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"", "a", "a\n", "a\r\nb\rc\nd", "\n\n"} {
		f := decode(t, []byte(text), Options{})
		fset := token.NewFileSet()
		tf := f.Add(fset)
		if tf.Size() != len(text) || tf.Name() != "a.ps1" {
			t.Errorf("%q: size %d, name %s", text, tf.Size(), tf.Name())
		}
		for i := range len(text) {
			if got, want := tf.Line(tf.Pos(i)), f.Position(i).Line; got != want {
				t.Errorf("%q: line of offset %d = %d, want %d", text, i, got, want)
			}
		}
	}
}

func FuzzDecode(f *testing.F) {
	f.Add([]byte("$a = 'é'\r\n"))
	f.Add([]byte("\xef\xbb\xbf$a\n"))
	f.Add([]byte("\xff\xfe$\x00a\x00"))
	f.Add([]byte("a\x00b\x00\r\x00\n\x00"))
	f.Fuzz(func(t *testing.T, data []byte) {
		file, err := Decode("a.ps1", data, Options{})
		if err != nil {
			if !errors.Is(err, ErrBinary) {
				t.Fatal(err)
			}
			return
		}
		checkFile(t, file, data)
	})
}

// checkFile checks what holds for every file.
func checkFile(t *testing.T, f *File, data []byte) {
	t.Helper()
	if !utf8.ValidString(f.Text) {
		t.Fatal("text is not valid UTF-8")
	}
	back, err := f.Encode(f.Text)
	if same := err == nil && bytes.Equal(back, data); same != f.RoundTrips {
		t.Fatalf("RoundTrips = %v, but Encode gives %q (%v) for %q", f.RoundTrips, back, err, data)
	}
	var joined int
	for n := range f.Lines() {
		joined += len(f.Line(n + 1))
	}
	for _, e := range f.lines.endings {
		joined += e.count * len(e.text)
	}
	if joined != len(f.Text) {
		t.Fatalf("lines and their endings are %d bytes, want %d", joined, len(f.Text))
	}
	last := Position{Line: 1}
	for i := range f.Text {
		p := f.Position(i)
		if p.Line < last.Line || p.Line == last.Line && (p.ColRune != last.ColRune+1 || p.Col16 <= last.Col16) {
			t.Fatalf("position %v follows %v", p, last)
		}
		last = p
	}
}

// decode decodes raw as a.ps1.
func decode(t *testing.T, raw []byte, o Options) *File {
	t.Helper()
	f, err := Decode("a.ps1", raw, o)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// raw returns an encoder that puts mark before what encode returns.
func raw(mark string, encode func(string) []byte) func(string) []byte {
	return func(text string) []byte { return append([]byte(mark), encode(text)...) }
}

func plain(text string) []byte { return []byte(text) }

// A byteOrder puts the bytes of a unit, the lowest first, in order.
type byteOrder func([]byte) []byte

func little(unit []byte) []byte { return unit }

func big(unit []byte) []byte {
	for i, j := 0, len(unit)-1; i < j; i, j = i+1, j-1 {
		unit[i], unit[j] = unit[j], unit[i]
	}
	return unit
}

// wide returns an encoder with units of size bytes: UTF-16 or UTF-32.
func wide(size int, order byteOrder) func(string) []byte {
	return func(text string) []byte {
		var out []byte
		put := func(v rune) {
			unit := []byte{byte(v), byte(v >> 8), byte(v >> 16), 0}[:size]
			out = append(out, order(unit)...)
		}
		for _, r := range text {
			if size == 2 && r > 0xffff {
				put(0xd800 + (r-0x10000)>>10)
				r = 0xdc00 + (r-0x10000)&0x3ff
			}
			put(r)
		}
		return out
	}
}

// windows1252 encodes the few characters that the tests use.
func windows1252(text string) []byte {
	odd := map[rune]byte{'€': 0x80, '“': 0x93}
	var out []byte
	for _, r := range text {
		if b, ok := odd[r]; ok {
			r = rune(b)
		}
		out = append(out, byte(r))
	}
	return out
}

// noise returns n bytes that look random and are always the same.
func noise(n int) string {
	out, x := make([]byte, n), uint32(1)
	for i := range out {
		x = x*1664525 + 1013904223
		out[i] = byte(x >> 24)
	}
	return string(out)
}
