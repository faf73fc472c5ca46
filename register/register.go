// Package register lists what a migration is run from: which scripts sign in how, and which addresses send mail from where, each
// with its owner, what should stand there instead, and by when.
//
// A [Collector] is shown the inventories of a run and makes a [Register] of them, two tables apart because their control planes
// are apart. [Register.Join] adds what the tenant reports, [Register.Update] keeps what people wrote into an earlier one.
package register

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"
	"time"

	"github.com/exolint/exolint/report"
	"github.com/exolint/exolint/rules/rule"
)

// A Column is a column of a table, by the name that stands in its first row.
type Column string

// The columns. Those of people are filled in by hand and kept from one register to the next.
const (
	ScriptPath      Column = "Script or job"
	Host            Column = "Host"
	Owner           Column = "Owner"
	Auth            Column = "Current auth"
	Actions         Column = "Exchange actions"
	Roles           Column = "Required roles"
	Replacement     Column = "Replacement"
	Cutover         Column = "Cutover date" // of people
	Service         Column = "Service"
	State           Column = "State"
	DeadlineDate    Column = "Earliest deadline"
	DeadlineSource  Column = "Deadline source"
	Credential      Column = "Credential source"
	Account         Column = "Account"
	Evidence        Column = "Evidence"
	HostEvidence    Column = "Host evidence"
	OwnerSource     Column = "Owner source"
	Cmdlets         Column = "Exchange cmdlets"
	Findings        Column = "Findings"
	Sender          Column = "Sender"
	Workload        Column = "Workload"
	Endpoint        Column = "Current endpoint"
	Recipients      Column = "Recipients"
	Volume          Column = "Volume"
	Option          Column = "Replacement option"
	ExceptionExpiry Column = "Temporary exception expiry"
	Tenant          Column = "In the tenant"
	LastSeen        Column = "Last seen"
	TLS             Column = "TLS"
	Failures        Column = "Failures"
	Notes           Column = "Notes" // of people
	Status          Column = "Status"
	ID              Column = "Row id"
)

// The states of a row.
const (
	Legacy    = "legacy"    // it signs in with a password, or by what is retired
	Modern    = "modern"    // it does not
	Mixed     = "mixed"     // the script does both for that service
	Undecided = "undecided" // the script does not say
	Elsewhere = "elsewhere" // mail that does not go through Exchange Online
)

// Unknown begins a cell whose content the script does not say.
const Unknown = "not known"

// A Register is the two tables of a run.
type Register struct {
	Automation *Table
	SMTP       *Table
	// Unattached are the scripts that use Exchange cmdlets and sign in nowhere in sight, by path.
	Unattached []Unattached
	// AsOf is the day that the register is made for.
	AsOf time.Time
	Tool report.Tool
}

// An Unattached script uses Exchange cmdlets and signs in nowhere in sight: it is called by one that does, or runs in a session
// that somebody has opened, or on a server of the organisation's own.
type Unattached struct {
	Path    string
	Actions string
}

// A Table is a register's rows under its columns.
type Table struct {
	Title   string
	Columns []Column
	Extra   []Column // columns of an earlier register that are not exolint's, in their order
	Rows    []*Row
}

// A Row is a row of a table.
type Row struct {
	Cells map[Column]string
	// Findings are what the row's deadline and finding ids come from; nil for a row of an earlier register.
	Findings []*report.Finding
	// Deadline is the earliest of the findings' deadlines; nil: none.
	Deadline *rule.Deadline
	// Path is of the script; "" for a row that comes from the tenant's reports alone.
	Path string

	addresses []string // by which it is looked up in the tenant's reports
	undecided string   // why its addresses are not known; "" where they are
}

// automationColumns are the columns of the automation register, those that are read first in front.
func automationColumns() []Column {
	return []Column{ScriptPath, Host, Owner, Auth, Actions, Roles, Replacement, Cutover, Service, State, DeadlineDate, DeadlineSource, Credential, Account,
		Evidence, HostEvidence, OwnerSource, Cmdlets, Findings, Tenant, LastSeen, Failures, Notes, Status, ID}
}

// smtpColumns are the columns of the SMTP register.
func smtpColumns() []Column {
	return []Column{Sender, Owner, Workload, Auth, Endpoint, Recipients, Volume, Option, ExceptionExpiry, State, DeadlineDate, DeadlineSource, Credential,
		Account, Evidence, Host, OwnerSource, Findings, Tenant, LastSeen, TLS, Failures, Notes, Status, ID}
}

// Get returns the cell of the column; "" where it is empty.
func (r *Row) Get(c Column) string { return r.Cells[c] }

// Decided reports whether the script says what the column asks.
func (r *Row) Decided(c Column) bool { return !strings.HasPrefix(r.Cells[c], Unknown) }

// Gone reports whether the row is of an earlier register and was not found again.
func (r *Row) Gone() bool { return strings.HasPrefix(r.Cells[Status], gone) }

// All returns the table's own columns and then the others.
func (t *Table) All() []Column { return slices.Concat(t.Columns, t.Extra) }

// Present yields the rows that stand for something that was found, in order.
func (t *Table) Present() []*Row {
	return slices.DeleteFunc(slices.Clone(t.Rows), (*Row).Gone)
}

// sort puts the rows in the order in which they are shown: by script or sender, then service and place.
func (t *Table) sort() {
	slices.SortStableFunc(t.Rows, func(a, b *Row) int {
		return cmp.Or(
			strings.Compare(a.Get(Sender), b.Get(Sender)),
			strings.Compare(a.Get(ScriptPath), b.Get(ScriptPath)),
			strings.Compare(a.Get(Workload), b.Get(Workload)),
			strings.Compare(a.Get(Service), b.Get(Service)),
			strings.Compare(a.Get(Auth), b.Get(Auth)),
			strings.Compare(a.Get(ID), b.Get(ID)),
		)
	})
}

// identify gives each row its id: a letter and a hash of what the row stands for, so that it stays the same when lines move.
// Rows that stand for the same are told apart by their order.
func (t *Table) identify(letter string, by ...Column) {
	seen := map[string]int{}
	for _, r := range t.Rows {
		parts := []string{r.Path}
		for _, c := range by {
			parts = append(parts, r.Get(c))
		}
		what := strings.Join(parts, "\n")
		if n := seen[what]; n > 0 {
			parts = append(parts, strings.Repeat("+", n))
		}
		seen[what]++
		sum := sha256.Sum256([]byte(strings.Join(parts, "\n")))
		r.Cells[ID] = letter + "-" + hex.EncodeToString(sum[:6])
	}
}

// Tables returns the two tables.
func (g *Register) Tables() []*Table { return []*Table{g.Automation, g.SMTP} }

// Apply puts f's text in the place of every cell's, and gives the rows ids that tell nothing of what stood there.
func (g *Register) Apply(f func(string) string) {
	for _, t := range g.Tables() {
		for _, r := range t.Rows {
			for c, text := range r.Cells {
				r.Cells[c] = f(text)
			}
		}
	}
	g.identify()
}

// identify gives all rows their ids.
func (g *Register) identify() {
	g.Automation.identify("A", Service, Auth)
	g.SMTP.identify("S", Sender, Endpoint, Auth)
}
