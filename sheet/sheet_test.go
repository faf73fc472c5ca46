package sheet

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/unicode"

	"github.com/exolint/exolint/report"
)

// readAll returns the header and the rows of a table.
func readAll(text string) ([][]string, error) {
	r, err := NewReader(strings.NewReader(text))
	if err != nil {
		return nil, err
	}
	rows := [][]string{r.Header}
	for {
		row, err := r.Next()
		if errors.Is(err, io.EOF) {
			return rows, nil
		}
		if err != nil {
			return nil, err
		}
		rows = append(rows, row)
	}
}

func utf16(t *testing.T, text string, order unicode.Endianness, mark unicode.BOMPolicy) string {
	t.Helper()
	out, err := unicode.UTF16(order, mark).NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestRead(t *testing.T) {
	t.Parallel()
	want := [][]string{{"Sender", "Größe"}, {"a@contoso.example", "two\nlines, one cell"}, {"", "x"}}
	comma := "Sender, Größe\r\na@contoso.example,\"two\nlines, one cell\"\r\n,\r\n,x\r\n"
	tests := map[string]string{
		"commas":                         comma,
		"byte-order mark":                "\ufeff" + comma,
		"semicolons":                     "Sender;Größe\na@contoso.example;\"two\nlines, one cell\"\n;x\n",
		"tabs":                           "Sender\tGröße\na@contoso.example\t\"two\nlines, one cell\"\n\tx\n",
		"separator line":                 "sep=;\r\nSender;Größe\r\na@contoso.example;\"two\nlines, one cell\"\r\n;x\r\n",
		"UTF-16 little-endian":           utf16(t, comma, unicode.LittleEndian, unicode.UseBOM),
		"UTF-16 big-endian":              utf16(t, comma, unicode.BigEndian, unicode.UseBOM),
		"UTF-16 without byte-order mark": utf16(t, comma, unicode.LittleEndian, unicode.IgnoreBOM),
		"UTF-16 big-endian without byte-order mark": utf16(t, comma, unicode.BigEndian, unicode.IgnoreBOM),
		"Windows-1252": strings.ReplaceAll(comma, "ö", "\xf6"),
	}
	tests["Windows-1252"] = strings.ReplaceAll(tests["Windows-1252"], "ß", "\xdf")
	for name, text := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, err := readAll(text)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestReadErrors(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, text, want string }{
		{"empty", "", "the file is empty; a first row with the names of the columns is needed"},
		{"row too short", "a,b\n1,2\n3\n", "line 3: 1 cells under 2 columns; save the file anew from the program that it comes from"},
		{"row too long", "a,b\n\n1,2,3\n", "line 3: 3 cells under 2 columns; save the file anew from the program that it comes from"},
		{"open quotation mark", "a,b\n1,\"2\n", "line 2: a quotation mark is missing or too many; save the file anew from the program that it comes from"},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			_, err := readAll(tc.text)
			if err == nil || err.Error() != tc.want {
				t.Errorf("got %v, want %s", err, tc.want)
			}
		})
	}
}

// TestRoundTrip writes cells that spreadsheets take for formulas and reads the same text back.
func TestRoundTrip(t *testing.T) {
	t.Parallel()
	cells := []string{"-Credential $c", "=1+1", "+x", "@params", "'=x", "'quoted'", "\tx", "a,b;c", "two\nlines", `"`, "", "＝1"}
	var b bytes.Buffer
	if err := Write(&b, make([]string, len(cells)), [][]string{cells}); err != nil {
		t.Fatal(err)
	}
	rows, err := readAll(b.String())
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, cell := range rows[1] {
		got = append(got, report.CSVText(cell))
		if cell != "" && strings.ContainsAny(cell[:1], "=+-@\t\r") {
			t.Errorf("%q is a formula", cell)
		}
	}
	if diff := cmp.Diff(cells, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
