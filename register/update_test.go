package register_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/exolint/exolint/register"
)

// csv returns the automation register as CSV.
func csv(t *testing.T, table *register.Table) string {
	t.Helper()
	var b bytes.Buffer
	if err := table.WriteCSV(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// reread reads a register back.
func reread(t *testing.T, content string) *register.Earlier {
	t.Helper()
	e, err := register.Read("r", []byte(content))
	if err != nil {
		t.Fatal(err)
	}
	return e
}

const old = "Connect-ExchangeOnline -Credential $c\n"

// TestUpdate changes scripts between two registers, of which the first was edited by hand.
func TestUpdate(t *testing.T) {
	t.Parallel()
	edit := func(rows []*register.Row) {
		for _, r := range rows {
			if r.Get(register.ScriptPath) == "a/kept.ps1" || r.Get(register.ScriptPath) == "a/moved.ps1" {
				r.Cells[register.Owner], r.Cells[register.Cutover], r.Cells[register.Notes] = "Ann Example", "2027-01-31", "-asks first,\n\"then\" =acts"
				r.Cells["Cost centre"] = "4711"
			}
		}
	}
	before := map[string]string{"a/kept.ps1": "# Author: Ben\n" + old, "a/moved.ps1": old, "a/gone.ps1": old}
	after := map[string]string{"a/kept.ps1": "# Author: Ben\n# more\n" + old, "b/moved.ps1": old, "a/new.ps1": old}
	want := []string{
		"a/gone.ps1 |  |  |  | gone since 2026-11-24 | ",
		"a/kept.ps1 | Ann Example | 2027-01-31 | -asks first,\n\"then\" =acts |  | 4711",
		"a/new.ps1 |  |  |  | new | ",
		"b/moved.ps1 | Ann Example | 2027-01-31 | -asks first,\n\"then\" =acts | moved from a/moved.ps1 | 4711",
	}
	forms := map[string]func(*register.Register) string{
		"CSV":            func(g *register.Register) string { return csv(t, g.Automation) },
		"JSON":           func(g *register.Register) string { return asJSON(t, g) },
		"CSV of a saved": func(g *register.Register) string { return strings.ReplaceAll(csv(t, g.Automation), "\r\n", "\n") },
	}
	for name, write := range forms {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			first := of(t, before, register.Options{})
			first.Automation.Extra = []register.Column{"Cost centre"}
			edit(first.Automation.Rows)
			second := of(t, after, register.Options{})
			second.Update(reread(t, write(first)))
			columns := []register.Column{register.ScriptPath, register.Owner, register.Cutover, register.Notes, register.Status, "Cost centre"}
			if diff := cmp.Diff(want, cells(second.Automation, columns...)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			third := of(t, after, register.Options{})
			third.Update(reread(t, write(second)))
			again := slices.Clone(want)
			again[2], again[3] = "a/new.ps1 |  |  |  |  | ", strings.Replace(again[3], "moved from a/moved.ps1", "", 1)
			if diff := cmp.Diff(again, cells(third.Automation, columns...)); diff != "" {
				t.Errorf("second update (-want +got):\n%s", diff)
			}
		})
	}
}

func asJSON(t *testing.T, g *register.Register) string {
	t.Helper()
	var b bytes.Buffer
	if err := g.WriteJSON(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestReadBack reads back what was written, cell for cell.
func TestReadBack(t *testing.T) {
	t.Parallel()
	g := of(t, map[string]string{"-a.ps1": old, "=b.ps1": old, "c.ps1": mailFrom("a@contoso.example")}, register.Options{})
	for _, form := range []struct {
		name string
		e    *register.Earlier
	}{{"CSV", reread(t, csv(t, g.Automation))}, {"JSON", reread(t, asJSON(t, g))}} {
		t.Run(form.name, func(t *testing.T) {
			t.Parallel()
			columns := g.Automation.All()
			if diff := cmp.Diff(cells(g.Automation, columns...), cells(form.e.Automation, columns...)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
	if e := reread(t, csv(t, g.SMTP)); e.Automation != nil || len(e.SMTP.Rows) != 1 {
		t.Error("the SMTP register is not told from the other")
	}
}

func TestReadErrors(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, text, want string }{
		{"no register", "a,b\n1,2\n", `reading r: line 1: no column "Row id"; this is no register; it is left as it is`},
		{"other table", "a,Row id\n1,2\n", `reading r: line 1: neither "Script or job" nor "Sender" is a column; this is no register; it is left as it is`},
		{"row without id", "Script or job,Row id\na.ps1,\n", `reading r: row 1 has no "Row id"; give a row of your own any id that is not there yet, like X-1; it is left as it is`},
		{"id twice", "Script or job,Row id\na.ps1,A-1\nb.ps1,A-1\n", `reading r: row 2: "A-1" stands twice under "Row id"; remove one of the rows; it is left as it is`},
		{"column twice", "Script or job,Row id,x,x\na.ps1,A-1,,\n", `reading r: line 1: two columns are named "x"; rename one of them; it is left as it is`},
		{"column without name", "Script or job,,Row id\na.ps1,,A-1\n", `reading r: line 1: column 2 has no name; give it one; it is left as it is`},
		{"row too short", "Script or job,Row id\na.ps1\n", "reading r: line 2: 1 cells under 2 columns; save the file anew from the program that it comes from; it is left as it is"},
		{"broken JSON", `{"schema": 1, "automation":`, "reading r: the JSON is broken or not a register: unexpected EOF; it is left as it is"},
		{"unknown property", `{"schema": 1, "notes": "x"}`, `reading r: the JSON is broken or not a register: json: unknown field "notes"; it is left as it is`},
		{"other schema", `{"schema": 7}`, "reading r: its schema is 7, not 1; it is left as it is"},
		{"two of them", `{"schema": 1} {}`, "reading r: something follows the register; remove it; it is left as it is"},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			_, err := register.Read("r", []byte(tc.text))
			if err == nil || err.Error() != tc.want {
				t.Errorf("got  %v\nwant %s", err, tc.want)
			}
		})
	}
}
