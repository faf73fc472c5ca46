package register

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/exolint/exolint/report"
	"github.com/exolint/exolint/sheet"
)

// What the status of a row can begin with. A row that was in the last register and still is has none.
const (
	gone  = "gone since "
	moved = "moved from "
	fresh = "new"
)

// An Earlier is a register as it was read back: the tables that the file holds.
type Earlier struct {
	Automation, SMTP *Table // nil: not in the file
}

// Read reads a register that was written as CSV, which holds one table, or as JSON. Path names the file in errors. What cannot be
// read whole is an error, so that nothing is lost when the file is written again.
func Read(path string, content []byte) (*Earlier, error) {
	read := readCSV
	if bytes.HasPrefix(bytes.TrimLeft(bytes.TrimPrefix(content, []byte("\ufeff")), " \t\r\n"), []byte("{")) {
		read = readJSON
	}
	e, err := read(content)
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w; it is left as it is", path, err)
	}
	for _, t := range []*Table{e.Automation, e.SMTP} {
		if err := t.check(); err != nil {
			return nil, fmt.Errorf("reading %s: %w; it is left as it is", path, err)
		}
	}
	return e, nil
}

// check reports rows without an id, and ids that stand twice.
func (t *Table) check() error {
	if t == nil {
		return nil
	}
	seen := make(map[string]bool)
	for i, r := range t.Rows {
		id := r.Get(ID)
		switch {
		case id == "":
			return fmt.Errorf("row %d has no %q; give a row of your own any id that is not there yet, like X-1", i+1, ID)
		case seen[id]:
			return fmt.Errorf("row %d: %q stands twice under %q; remove one of the rows", i+1, id, ID)
		}
		seen[id] = true
	}
	return nil
}

// readCSV reads one table, and tells by its columns which.
func readCSV(content []byte) (*Earlier, error) {
	reader, err := sheet.NewReader(bytes.NewReader(content))
	if err != nil {
		return nil, err
	}
	e, t := new(Earlier), new(Table)
	switch {
	case !slices.Contains(reader.Header, string(ID)):
		return nil, fmt.Errorf("line 1: no column %q; this is no register", ID)
	case slices.Contains(reader.Header, string(ScriptPath)):
		e.Automation, t.Columns = t, automationColumns()
	case slices.Contains(reader.Header, string(Sender)):
		e.SMTP, t.Columns = t, smtpColumns()
	default:
		return nil, fmt.Errorf("line 1: neither %q nor %q is a column; this is no register", ScriptPath, Sender)
	}
	if err := t.setExtra(reader.Header); err != nil {
		return nil, err
	}
	for {
		cells, err := reader.Next()
		if errors.Is(err, io.EOF) {
			return e, nil
		}
		if err != nil {
			return nil, err
		}
		r := &Row{Cells: make(map[Column]string)}
		for i, text := range cells {
			r.Cells[columnOf(reader.Header[i])] = cellOf(text)
		}
		t.Rows = append(t.Rows, r)
	}
}

// cellOf returns the text of a cell, with lines ended as in the other forms.
func cellOf(cell string) string {
	return strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(report.CSVText(cell))
}

// columnOf returns the column that a cell of the first row names.
func columnOf(cell string) Column { return Column(cellOf(cell)) }

// setExtra notes the columns that are not exolint's. A name that stands twice would lose what is under it.
func (t *Table) setExtra(header []string) error {
	seen := make(map[string]bool)
	for i, name := range header {
		name = string(columnOf(name))
		switch {
		case name == "":
			return fmt.Errorf("line 1: column %d has no name; give it one", i+1)
		case seen[name]:
			return fmt.Errorf("line 1: two columns are named %q; rename one of them", name)
		}
		seen[name] = true
		if !slices.Contains(t.Columns, Column(name)) {
			t.Extra = append(t.Extra, Column(name))
		}
	}
	return nil
}

// readJSON reads both tables.
func readJSON(content []byte) (*Earlier, error) {
	var j jsonRegister
	d := json.NewDecoder(bytes.NewReader(bytes.TrimPrefix(content, []byte("\ufeff"))))
	d.DisallowUnknownFields() // what is not known would be lost
	if err := d.Decode(&j); err != nil {
		return nil, fmt.Errorf("the JSON is broken or not a register: %w", err)
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return nil, errors.New("something follows the register; remove it")
	}
	if j.Schema != jsonSchema {
		return nil, fmt.Errorf("its schema is %d, not %d", j.Schema, jsonSchema)
	}
	return &Earlier{
		Automation: j.Automation.table(automationColumns()),
		SMTP:       j.SMTP.table(smtpColumns()),
	}, nil
}

// Update takes over what people wrote into an earlier register, and the rows of it that were not found again, which it marks. Rows
// are recognised by their ids; a script that was moved, by its name and what it does.
func (g *Register) Update(e *Earlier) {
	g.Automation.update(e.Automation, g.AsOf)
	g.SMTP.update(e.SMTP, g.AsOf)
}

func (t *Table) update(last *Table, day time.Time) {
	if last == nil {
		return
	}
	t.Extra = last.Extra
	rest := make(map[string]*Row, len(last.Rows))
	for _, r := range last.Rows {
		rest[r.Get(ID)] = r
	}
	var unmatched []*Row
	for _, r := range t.Rows {
		old := rest[r.Get(ID)]
		if old == nil {
			unmatched = append(unmatched, r)
			continue
		}
		r.keep(old, t.Extra)
		delete(rest, r.Get(ID))
	}
	var lost []*Row
	for _, r := range last.Rows {
		if rest[r.Get(ID)] != nil {
			lost = append(lost, r)
		}
	}
	lost = follow(unmatched, lost, t.Extra)
	for _, old := range lost {
		if !old.Gone() {
			old.Cells[Status] = gone + day.Format(time.DateOnly)
		}
		t.Rows = append(t.Rows, old)
	}
	t.sort()
}

// follow joins new rows with lost ones that stand for the same in a file of another folder, where there is only one of each. It
// marks the other new rows, and returns the rows that stay lost.
func follow(unmatched, lost []*Row, extra []Column) []*Row {
	candidates := make(map[string][]*Row)
	for _, old := range lost {
		candidates[old.likeness()] = append(candidates[old.likeness()], old)
	}
	counts := make(map[string]int)
	for _, r := range unmatched {
		counts[r.likeness()]++
	}
	found := make(map[*Row]bool)
	for _, r := range unmatched {
		r.Cells[Status] = fresh
		old := candidates[r.likeness()]
		if len(old) != 1 || counts[r.likeness()] != 1 || r.Path == "" {
			continue
		}
		r.keep(old[0], extra)
		r.Cells[Status] = moved + old[0].place()
		found[old[0]] = true
	}
	return slices.DeleteFunc(lost, func(r *Row) bool { return found[r] })
}

// likeness says what a row stands for but for the folder of its script.
func (r *Row) likeness() string {
	return strings.Join([]string{path.Base(r.place()), r.Get(Sender), r.Get(Service), r.Get(Auth), r.Get(Endpoint)}, "\n")
}

// place returns the script of a row, or its workload.
func (r *Row) place() string { return cmp.Or(r.Get(ScriptPath), r.Get(Workload)) }

// keep takes over what people wrote into a row.
func (r *Row) keep(old *Row, extra []Column) {
	for _, c := range append([]Column{Cutover, Notes}, extra...) {
		r.Cells[c] = old.Get(c)
	}
	if owner := old.Get(Owner); owner != "" && owner != r.Get(Owner) {
		r.Cells[Owner], r.Cells[OwnerSource] = owner, "earlier register"
	}
	if r.Get(ExceptionExpiry) == "" {
		r.Cells[ExceptionExpiry] = old.Get(ExceptionExpiry)
	}
	r.Cells[Status] = ""
}
