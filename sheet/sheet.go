// Package sheet reads and writes tables as spreadsheet programs do: files of values separated by commas, semicolons or tabs.
package sheet

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"

	"github.com/exolint/exolint/report"
)

// byteOrderMark makes spreadsheet programs read a file as UTF-8.
const byteOrderMark = "\ufeff"

// Write writes a table that spreadsheet programs open right: UTF-8 with byte-order mark, comma-separated, lines ended by CR LF.
// Cells that a spreadsheet would take for a formula begin with an apostrophe.
func Write(w io.Writer, header []string, rows [][]string) error {
	if _, err := io.WriteString(w, byteOrderMark); err != nil {
		return err
	}
	out := csv.NewWriter(w)
	out.UseCRLF = true
	for _, row := range append([][]string{header}, rows...) {
		safe := make([]string, len(row))
		for i, cell := range row {
			safe[i] = report.CSVCell(cell)
		}
		if err := out.Write(safe); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// A Reader reads the rows of a table whose first row names the columns.
type Reader struct {
	Header []string // without white space around the names
	rows   *csv.Reader
	line   int // on which the last row begins
}

// NewReader returns a reader of the table that r holds in UTF-8, UTF-16 or Windows-1252, with what separates its cells found out
// from its first row. It is an error if there is no first row.
func NewReader(r io.Reader) (*Reader, error) {
	text, err := Text(r)
	if err != nil {
		return nil, err
	}
	separator, text := separator(text)
	rows := csv.NewReader(strings.NewReader(text))
	rows.Comma = separator
	rows.FieldsPerRecord = -1 // rows are judged by [Reader.Next], with their line
	header, err := rows.Read()
	if errors.Is(err, io.EOF) {
		return nil, errors.New("the file is empty; a first row with the names of the columns is needed")
	}
	if err != nil {
		return nil, place(err)
	}
	for i, name := range header {
		header[i] = strings.TrimSpace(name)
	}
	return &Reader{Header: header, rows: rows}, nil
}

// Next returns the cells of the next row, as many as there are columns; [io.EOF] after the last. Rows without any text are
// left out. A row with too few or too many cells is an error.
func (r *Reader) Next() ([]string, error) {
	for {
		row, err := r.rows.Read()
		if err != nil {
			return nil, place(err)
		}
		r.line, _ = r.rows.FieldPos(0)
		if strings.Join(row, "") == "" {
			continue
		}
		if len(row) != len(r.Header) {
			return nil, fmt.Errorf("line %d: %d cells under %d columns; save the file anew from the program that it comes from", r.line, len(row), len(r.Header))
		}
		return row, nil
	}
}

// Line returns the number, from 1, of the line on which the last row begins.
func (r *Reader) Line() int { return r.line }

// place returns an error of encoding/csv in plain words, with its line.
func place(err error) error {
	parse, ok := errors.AsType[*csv.ParseError](err)
	if !ok {
		return err
	}
	return fmt.Errorf("line %d: a quotation mark is missing or too many; save the file anew from the program that it comes from", parse.StartLine)
}

// Text returns all of r as UTF-8 without byte-order mark. Bytes that are no Unicode are read as Windows-1252.
func Text(r io.Reader) (string, error) {
	raw, err := io.ReadAll(r)
	if err != nil {
		return "", err
	}
	marked := bytes.HasPrefix(raw, []byte(byteOrderMark))
	if utf8.Valid(raw) && (marked || bytes.IndexByte(raw, 0) < 0) {
		return strings.TrimPrefix(string(raw), byteOrderMark), nil
	}
	var decoder transform.Transformer = charmap.Windows1252.NewDecoder()
	switch {
	case bytes.HasPrefix(raw, []byte("\xff\xfe")), bytes.HasPrefix(raw, []byte("\xfe\xff")):
		decoder = unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewDecoder()
	case len(raw) > 1 && raw[1] == 0:
		decoder = unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM).NewDecoder()
	case len(raw) > 1 && raw[0] == 0:
		decoder = unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM).NewDecoder()
	}
	text, _, err := transform.Bytes(decoder, raw)
	if err != nil {
		return "", fmt.Errorf("the text can be read neither as UTF-8 nor as UTF-16: %w", err)
	}
	return string(text), nil
}

// separator returns what separates the cells of a table, and the table without the line "sep=;" that Excel puts first.
func separator(text string) (rune, string) {
	if first, rest, ok := strings.Cut(text, "\n"); ok {
		if mark, ok := strings.CutPrefix(strings.ToLower(strings.TrimSpace(first)), "sep="); ok && utf8.RuneCountInString(mark) == 1 {
			r, _ := utf8.DecodeRuneInString(mark)
			return r, rest
		}
	}
	counts := map[rune]int{}
	quoted := false
	for _, r := range text {
		switch {
		case r == '"':
			quoted = !quoted
		case quoted:
		case r == '\n':
			return most(counts), text
		case r == ',', r == ';', r == '\t':
			counts[r]++
		}
	}
	return most(counts), text
}

// most returns the character that stands most often; a comma where none stands.
func most(counts map[rune]int) rune {
	best := ','
	for _, r := range ",;\t" {
		if counts[r] > counts[best] {
			best = r
		}
	}
	return best
}
