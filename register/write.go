package register

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/exolint/exolint/report"
	"github.com/exolint/exolint/sheet"
)

// WriteCSV writes the table for a spreadsheet.
func (t *Table) WriteCSV(w io.Writer) error {
	columns := t.All()
	var header []string
	for _, c := range columns {
		header = append(header, string(c))
	}
	var rows [][]string
	for _, r := range t.Rows {
		var cells []string
		for _, c := range columns {
			cells = append(cells, r.Get(c))
		}
		rows = append(rows, cells)
	}
	return sheet.Write(w, header, rows)
}

// jsonSchema is the version of the form that [Register.WriteJSON] writes.
const jsonSchema = 1

// The form of the output. docs/register.md describes it.
type (
	jsonRegister struct {
		Schema     int              `json:"schema"`
		Tool       jsonTool         `json:"tool"`
		AsOf       string           `json:"asOf"`
		Automation jsonTable        `json:"automation"`
		SMTP       jsonTable        `json:"smtp"`
		Unattached []jsonUnattached `json:"unattached"`
	}
	jsonTool struct {
		Name    string `json:"name"`
		Version string `json:"version"`
	}
	jsonTable struct {
		Extra []string            `json:"otherColumns"`
		Rows  []map[string]string `json:"rows"`
	}
	jsonUnattached struct {
		Script  string `json:"script"`
		Actions string `json:"exchangeActions"`
	}
)

// WriteJSON writes the register as one object, for programs. It can be read back with [Read].
func (g *Register) WriteJSON(w io.Writer) error {
	j := jsonRegister{
		Schema: jsonSchema, Tool: jsonTool{g.Tool.Name, g.Tool.Version}, AsOf: g.AsOf.Format(time.DateOnly),
		Automation: jsonOf(g.Automation), SMTP: jsonOf(g.SMTP), Unattached: []jsonUnattached{},
	}
	for _, u := range g.Unattached {
		j.Unattached = append(j.Unattached, jsonUnattached{u.Path, u.Actions})
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(j)
}

func jsonOf(t *Table) jsonTable {
	j := jsonTable{Extra: []string{}, Rows: []map[string]string{}}
	for _, c := range t.Extra {
		j.Extra = append(j.Extra, string(c))
	}
	for _, r := range t.Rows {
		row := make(map[string]string)
		for _, c := range t.Columns {
			row[c.Key()] = r.Get(c)
		}
		for _, c := range t.Extra {
			row[string(c)] = r.Get(c)
		}
		j.Rows = append(j.Rows, row)
	}
	return j
}

// table returns the table with these columns that the JSON is of. Properties that are not known are columns too.
func (j jsonTable) table(columns []Column) *Table {
	t := &Table{Columns: columns}
	names := make(map[string]Column)
	for _, c := range columns {
		names[c.Key()] = c
	}
	for _, name := range j.Extra {
		t.Extra = append(t.Extra, Column(name))
	}
	for _, row := range j.Rows {
		r := &Row{Cells: make(map[Column]string)}
		for key, text := range row {
			c, ok := names[key]
			if !ok {
				c = Column(key)
				t.addExtra(c)
			}
			r.Cells[c] = text
		}
		t.Rows = append(t.Rows, r)
	}
	slices.SortStableFunc(t.Extra[min(len(j.Extra), len(t.Extra)):], func(a, b Column) int { return strings.Compare(string(a), string(b)) })
	return t
}

func (t *Table) addExtra(c Column) {
	if !slices.Contains(t.Extra, c) {
		t.Extra = append(t.Extra, c)
	}
}

// MarkdownOptions say how [Register.WriteMarkdown] writes.
type MarkdownOptions struct {
	// Limit is the greatest number of bytes that are written; 0 for the 1 MiB that GitHub takes of a step's summary.
	Limit int
}

// markdownLimit is what GitHub takes of a step's summary, in bytes.
const markdownLimit = 1 << 20

// footerRoom is the space that is kept for titles and for the line on what was left out, in bytes.
const footerRoom = 512

// A markdownPage is a text that takes lines as long as they fit.
type markdownPage struct {
	strings.Builder
	limit, dropped int
}

func (p *markdownPage) line(text string) {
	if p.dropped > 0 || p.Len()+len(text) > p.limit {
		p.dropped++
		return
	}
	p.WriteString(text)
}

// WriteMarkdown writes the register as a page for a wiki, a pull request or the summary of a job, with the columns that people
// read first. Rows that do not fit are counted.
func (g *Register) WriteMarkdown(w io.Writer, o MarkdownOptions) error {
	b := markdownPage{limit: cmp.Or(o.Limit, markdownLimit) - footerRoom}
	fmt.Fprintf(&b, "# Registers of %s\n", g.AsOf.Format(time.DateOnly))
	for _, t := range g.Tables() {
		fmt.Fprintf(&b, "\n## %s\n\n%s\n", t.Title, t.Figures())
		t.markdown(&b)
	}
	if len(g.Unattached) > 0 {
		fmt.Fprintf(&b, "\n## Scripts that use Exchange cmdlets and sign in elsewhere\n\n")
		for _, u := range g.Unattached {
			b.line(fmt.Sprintf("- %s: %s\n", report.MarkdownText(u.Path), report.MarkdownText(u.Actions)))
		}
	}
	if b.dropped > 0 {
		fmt.Fprintf(&b, "\nThe page would be too long with the rest: %d more rows. The CSV and JSON outputs have all.\n", b.dropped)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// markdown writes the table, unless it is empty.
func (t *Table) markdown(b *markdownPage) {
	if len(t.Rows) == 0 || b.dropped > 0 {
		b.dropped += len(t.Rows)
		return
	}
	columns := slices.DeleteFunc(t.All(), func(c Column) bool {
		return slices.Contains([]Column{OwnerSource, HostEvidence, Cmdlets, DeadlineSource}, c) || !t.uses(c)
	})
	b.WriteString("\n|")
	for _, c := range columns {
		b.WriteString(" " + report.MarkdownText(string(c)) + " |")
	}
	b.WriteString("\n|" + strings.Repeat(" --- |", len(columns)) + "\n")
	for _, r := range t.Rows {
		row := "|"
		for _, c := range columns {
			row += " " + report.MarkdownText(r.Get(c)) + " |"
		}
		b.line(row + "\n")
	}
}

// uses reports whether any row has something under the column.
func (t *Table) uses(c Column) bool {
	return slices.ContainsFunc(t.Rows, func(r *Row) bool { return r.Get(c) != "" })
}

// WriteText writes the register for a terminal: what is most urgent of each row, and the figures.
func (g *Register) WriteText(w io.Writer) error {
	for _, t := range []struct {
		*Table
		columns []Column
	}{
		{g.Automation, []Column{ScriptPath, Service, Auth, State, DeadlineDate, Owner}},
		{g.SMTP, []Column{Sender, Workload, Endpoint, State, DeadlineDate, Owner}},
	} {
		if err := t.text(w, t.columns); err != nil {
			return err
		}
	}
	var err error
	switch n := len(g.Unattached); n {
	case 0:
	case 1:
		_, err = fmt.Fprintln(w, "1 more script uses Exchange cmdlets and signs in elsewhere.")
	default:
		_, err = fmt.Fprintf(w, "%d more scripts use Exchange cmdlets and sign in elsewhere.\n", n)
	}
	return err
}

// maxText is the greatest number of characters that a cell has on a terminal.
const maxText = 44

func (t *Table) text(w io.Writer, columns []Column) error {
	if _, err := fmt.Fprintf(w, "%s, %s\n", t.Title, t.Figures()); err != nil {
		return err
	}
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	line := func(cell func(Column) string) {
		var cells []string
		for _, c := range columns {
			cells = append(cells, short(c, report.Visible(cell(c))))
		}
		fmt.Fprintln(table, strings.TrimRight(strings.Join(cells, "\t"), "\t"))
	}
	if len(t.Rows) > 0 {
		line(func(c Column) string { return strings.ToUpper(string(c)) })
	}
	for _, r := range t.Rows {
		line(r.Get)
	}
	if err := table.Flush(); err != nil {
		return err
	}
	_, err := fmt.Fprintln(w)
	return err
}

// short returns text that fits on a terminal beside others. Of places, it is the end that tells them apart.
func short(c Column, text string) string {
	runes := []rune(text)
	switch {
	case len(runes) <= maxText:
		return text
	case c == ScriptPath || c == Workload:
		return "…" + string(runes[len(runes)-maxText+1:])
	default:
		return string(runes[:maxText-1]) + "…"
	}
}
