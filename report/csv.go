package report

import (
	"encoding/csv"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"
)

// csvHeader names the columns of [WriteCSV].
func csvHeader() []string {
	return []string{
		"severity", "rule", "name", "category", "confidence", "path", "line", "column",
		"stops", "stops_state", "stops_source", "stops_as_of", "fix", "fix_safety", "fingerprint", "message", "advice",
	}
}

// maxCell is the number of characters that spreadsheet programs keep in a cell.
const maxCell = 32767

// byteOrderMark makes spreadsheet programs read a file as UTF-8.
const byteOrderMark = "\ufeff"

// WriteCSV writes the findings that count as a table for a spreadsheet: UTF-8 with byte-order mark, comma-separated,
// lines ended by CR LF. A cell that a spreadsheet would take for a formula begins with an apostrophe.
func WriteCSV(w io.Writer, r *Report) error {
	if _, err := io.WriteString(w, byteOrderMark); err != nil {
		return err
	}
	out := csv.NewWriter(w)
	out.UseCRLF = true
	m := NewMasker(r)
	if err := out.Write(csvHeader()); err != nil {
		return err
	}
	for f := range r.Open() {
		if err := out.Write(csvRow(m, f)); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

func csvRow(m *Masker, f *Finding) []string {
	start, _ := f.Primary.Range()
	stops := make([]string, 4)
	if d := f.Deadline; d != nil {
		stops = []string{d.Date, d.State.String(), d.Source, d.AsOf}
	}
	fix := make([]string, 2)
	if len(f.Fixes) > 0 {
		fix = []string{m.TextIn(f.Primary.File, f.Fixes[0].Message), f.Fixes[0].Safety.String()}
	}
	row := []string{
		f.Severity.String(), f.Rule.ID, f.Rule.Name, f.Category, f.Confidence.String(),
		f.Primary.path(), strconv.Itoa(start.Line), strconv.Itoa(start.ColRune),
	}
	row = append(row, stops...)
	row = append(row, fix...)
	row = append(row, f.Fingerprint, m.TextIn(f.Primary.File, f.Message))
	for i, text := range row {
		row[i] = CSVCell(visible(text))
	}
	return append(row, CSVCell(csvLines(m.TextIn(f.Primary.File, f.Advice))))
}

// csvLines returns text of several lines as a cell can hold it. None of the lines is a command to GitHub Actions,
// should the table end up in a log.
func csvLines(text string) string {
	lines := splitLines(text)
	for i, line := range lines {
		lines[i] = visible(line)
		if strings.HasPrefix(strings.TrimSpace(line), "::") {
			lines[i] = "'" + lines[i]
		}
	}
	return strings.Join(lines, "\n")
}

// formulaStarts are the characters that make a spreadsheet take a cell for a formula, the wide ones of East Asia too.
const formulaStarts = "=+-@\t\r\n＝＋－＠"

// CSVCell returns text as a spreadsheet takes it for text rather than for a formula, and no longer than it can hold.
func CSVCell(text string) string {
	if startsFormula(strings.TrimLeft(text, "'")) {
		text = "'" + text
	}
	if utf8.RuneCountInString(text) > maxCell {
		text = string([]rune(text)[:maxCell])
	}
	return text
}

// CSVText returns the text of which [CSVCell] made the cell.
func CSVText(cell string) string {
	if rest, ok := strings.CutPrefix(cell, "'"); ok && startsFormula(strings.TrimLeft(rest, "'")) {
		return rest
	}
	return cell
}

func startsFormula(text string) bool {
	first, _ := utf8.DecodeRuneInString(text)
	return text != "" && strings.ContainsRune(formulaStarts, first)
}
