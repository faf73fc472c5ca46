package syntax

import (
	"errors"
	"testing"
)

func TestSwitchFlagsString(t *testing.T) {
	t.Parallel()
	tests := []struct {
		flags SwitchFlags
		want  string
	}{
		{0, "None"},
		{SwitchFile, "File"},
		{SwitchRegex | SwitchCaseSensitive, "Regex, CaseSensitive"},
		{SwitchFile | SwitchRegex | SwitchWildcard | SwitchExact | SwitchCaseSensitive | SwitchParallel, "File, Regex, Wildcard, Exact, CaseSensitive, Parallel"},
	}
	for _, tc := range tests {
		t.Run(tc.want, func(t *testing.T) {
			t.Parallel()
			if got := tc.flags.String(); got != tc.want {
				t.Errorf("String() = %q", got)
			}
		})
	}
}

func TestFullName(t *testing.T) {
	t.Parallel()
	plain := func(name string) *TypeName { return &TypeName{Name: name} }
	list := &TypeName{Name: "List", Arguments: []*TypeName{{Name: "int", Assembly: "mscorlib"}, plain("string")}}
	tests := []struct {
		want string
		name *TypeName
	}{
		{"int", plain("int")},
		{"Foo,Bar", &TypeName{Name: "Foo", Assembly: "Bar"}},
		{"int[]", &TypeName{Element: plain("int"), Rank: 1}},
		{"int[][,,]", &TypeName{Element: &TypeName{Element: plain("int"), Rank: 1}, Rank: 3}},
		{"Foo[],Bar", &TypeName{Element: &TypeName{Name: "Foo", Assembly: "Bar"}, Rank: 1}},
		{"List[int,mscorlib,string]", list},
		{"List[int,string][]", &TypeName{Element: list, Rank: 1}},
		{"Map[int,List[int[]]],Lib", &TypeName{Name: "Map", Assembly: "Lib", Arguments: []*TypeName{
			plain("int"),
			{Name: "List", Arguments: []*TypeName{{Element: plain("int"), Rank: 1}}},
		}}},
	}
	for _, tc := range tests {
		t.Run(tc.want, func(t *testing.T) {
			t.Parallel()
			if got := tc.name.FullName(); got != tc.want {
				t.Errorf("FullName() = %q", got)
			}
		})
	}
}

func TestQuoted(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, in, want string }{
		{"plain", "it's é 日", `"it's é 日"`},
		{"quote and backslash", `a"b\c`, `"a\"b\\c"`},
		{"controls", "\x00\t\n\x7f\u0085\u009f\u00a0", `"\u0000\u0009\u000a\u007f\u0085\u009f` + "\u00a0" + `"`},
		{"separators", "\u2028\u2029", `"\u2028\u2029"`},
		{"astral", "😀", `"😀"`},
		{"lone high surrogate", "a\xed\xa0\xbdb", `"a\ud83db"`},
		{"lone low surrogate", "\xed\xb8\x80", `"\ude00"`},
		{"surrogates that make a pair", "\xed\xa0\xbd\xed\xb8\x80", `"😀"`},
		{"surrogates in the wrong order", "\xed\xb8\x80\xed\xa0\xbd", `"\ude00\ud83d"`},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			if got := string(appendQuoted(nil, tc.in)); got != tc.want {
				t.Errorf("got %s, want %s", got, tc.want)
			}
		})
	}
}

// A fullDisk refuses each write.
type fullDisk struct{ err error }

func (d fullDisk) Write([]byte) (int, error) { return 0, d.err }

func TestDumpReturnsErrorOfWriter(t *testing.T) {
	t.Parallel()
	f := parse(t, []byte("a"))
	disk := fullDisk{errors.New("no space left")}
	for name, err := range map[string]error{
		"DumpTokens": DumpTokens(disk, f),
		"DumpTree":   DumpTree(disk, f),
		"DumpErrors": DumpErrors(disk, f),
	} {
		if err != disk.err {
			t.Errorf("%s: %v, want %v", name, err, disk.err)
		}
	}
}
