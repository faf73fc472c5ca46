package register_test

import (
	"bytes"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/exolint/exolint/register"
)

// FuzzUpdate brings a register up to date in which nothing is found any more: whatever could be read is written again, every row with
// every cell that people may have filled.
func FuzzUpdate(f *testing.F) {
	for _, seed := range []string{
		"Script or job,Owner,Row id,x\na.ps1,'=Ann,A-1,\"two\nlines\"\n",
		"Sender;Row id;Notes\na@contoso.example;S-1;'-x\n",
		"\ufeffScript or job\tRow id\r\na\tA-1\r\n\t\r\n",
		`{"schema": 1, "automation": {"otherColumns": ["x"], "rows": [{"scriptOrJob": "a", "rowId": "A-1", "x": "1", "y": "2"}]}}`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, content []byte) {
		e, err := register.Read("r", content)
		if err != nil {
			return
		}
		g := new(register.Register)
		g.AsOf = time.Date(2026, 11, 24, 0, 0, 0, 0, time.UTC)
		g.Automation, g.SMTP = new(register.Table), new(register.Table)
		for _, pair := range []struct{ table, last *register.Table }{{g.Automation, e.Automation}, {g.SMTP, e.SMTP}} {
			if pair.last != nil {
				pair.table.Columns = pair.last.Columns
			}
		}
		g.Update(e)
		var b bytes.Buffer
		write := func() error { return g.WriteJSON(&b) }
		switch {
		case e.SMTP == nil:
			write = func() error { return g.Automation.WriteCSV(&b) }
		case e.Automation == nil:
			write = func() error { return g.SMTP.WriteCSV(&b) }
		}
		if err := write(); err != nil {
			t.Fatal(err)
		}
		again, err := register.Read("again", b.Bytes())
		if err != nil {
			t.Fatalf("what was written cannot be read: %v\n%q", err, b.String())
		}
		if diff := cmp.Diff(byID(e.Automation), byID(again.Automation)); diff != "" {
			t.Errorf("automation (-was +is):\n%s", diff)
		}
		if diff := cmp.Diff(byID(e.SMTP), byID(again.SMTP)); diff != "" {
			t.Errorf("SMTP (-was +is):\n%s", diff)
		}
	})
}

// byID returns what stands in the cells of each row of a table, but for its status; nothing of none.
func byID(t *register.Table) map[string]map[register.Column]string {
	rows := make(map[string]map[register.Column]string)
	if t == nil {
		return rows
	}
	for _, r := range t.Rows {
		cells := make(map[register.Column]string)
		for c, text := range r.Cells {
			if text != "" && c != register.Status {
				cells[c] = text
			}
		}
		rows[r.Get(register.ID)] = cells
	}
	return rows
}
