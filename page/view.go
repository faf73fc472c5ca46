package page

import (
	"cmp"
	"fmt"
	"html/template"
	"slices"
	"strings"
	"time"

	"github.com/exolint/exolint/register"
	"github.com/exolint/exolint/report"
	"github.com/exolint/exolint/rules/rule"
)

// A view is what the template shows. All its text is as it is shown.
type view struct {
	Policy    string
	Style     template.CSS
	Script    template.JS
	Tool      string
	Date      string
	Headlines []string
	Cards     []card
	Deadlines []deadline
	Tables    []table
	Findings  []finding
	Elsewhere []pair // scripts that use Exchange cmdlets and sign in elsewhere
	Trouble   []string
}

// A card is a figure.
type card struct {
	Value, Label, Tone string
}

// A pair is a name with a text.
type pair struct{ Name, Text string }

// A deadline is a point of the timeline.
type deadline struct {
	Date, State, What, Stops, Note, Source, AsOf string
	Scripts                                      []string
	More                                         int // scripts that are not listed
	Count                                        string

	scripts int       // all of them
	due     time.Time // the last day of the date; zero: it has none
}

// A table is a register.
type table struct {
	ID, Title, Figures string
	Columns            []string
	States             []string
	Rows               []row
}

// A row is a row of a register.
type row struct {
	State string
	Cells []cell
	More  []pair // what has no column
	Links []link // to its findings
}

// A cell is a cell of a register. Sort is what it is sorted by where that is not its text.
type cell struct {
	Text, Sort, Tone string
	Wide             bool // its text is long
}

type link struct{ Href, Text string }

// A finding is one with its code.
type finding struct {
	ID, Severity, Rule, Name, URL, Message, Place, Standing string
	Lines                                                   []report.ExcerptLine
	Deadline, Source                                        string
	Fix                                                     string
	Diff                                                    []report.DiffLine
	Instead                                                 []string
	Notes                                                   []string
}

// A builder makes the view.
type builder struct {
	Content
	mask *report.Masker
	ids  map[*report.Finding]string
}

func newView(c Content) *view {
	b := &builder{Content: c, mask: report.NewMasker(c.Report), ids: make(map[*report.Finding]string)}
	if b.Text == nil {
		b.Text = func(text string) string { return text }
	}
	v := &view{
		Policy: policy(), Style: template.CSS(style), Script: template.JS(script),
		Tool: c.Report.Tool.Name + " " + c.Report.Tool.Version, Date: c.Register.AsOf.Format(time.DateOnly),
	}
	v.Findings = b.findings()
	v.Deadlines = b.deadlines()
	v.Tables = []table{
		b.table("automation", c.Register.Automation, []register.Column{register.ScriptPath, register.Service, register.Auth, register.State, register.DeadlineDate,
			register.Host, register.Owner, register.Replacement, register.Cutover}),
		b.table("smtp", c.Register.SMTP, []register.Column{register.Sender, register.Workload, register.Endpoint, register.State, register.DeadlineDate,
			register.Recipients, register.Volume, register.Owner, register.Option}),
	}
	for _, u := range c.Register.Unattached {
		v.Elsewhere = append(v.Elsewhere, pair{b.shown(nil, u.Path), b.shown(nil, u.Actions)})
	}
	for _, n := range c.Report.Notifications {
		text := b.shown(n.At.File, n.Message)
		if n.At.File != nil {
			text = b.shown(n.At.File, n.At.Place()) + ": " + text
		}
		v.Trouble = append(v.Trouble, text)
	}
	v.Cards, v.Headlines = b.figures(v.Deadlines)
	return v
}

// shown returns text about the file as it may be shown on a line; nil: about no file.
func (b *builder) shown(f *report.File, text string) string {
	return b.Text(report.Visible(b.mask.TextIn(f, text)))
}

// path returns a place or a file's name as it is shown. Names of files are not masked.
func (b *builder) path(text string) string { return b.Text(report.Visible(text)) }

// findings returns all findings but those that are gone, the worst first.
func (b *builder) findings() []finding {
	var all []*report.Finding
	for i := range b.Report.Findings {
		if f := &b.Report.Findings[i]; f.Baseline != report.Absent {
			all = append(all, f)
		}
	}
	slices.SortStableFunc(all, func(x, y *report.Finding) int {
		return rankOf(x) - rankOf(y)
	})
	var list []finding
	for i, f := range all {
		b.ids[f] = fmt.Sprintf("finding-%d", i+1)
		list = append(list, b.finding(f))
	}
	return list
}

// rankOf orders findings: those that count by severity, then the others.
func rankOf(f *report.Finding) int {
	if !f.Open() {
		return 10
	}
	return -int(f.Severity)
}

func (b *builder) finding(f *report.Finding) finding {
	v := finding{
		ID: b.ids[f], Severity: f.Severity.String(), Rule: f.Rule.ID, Name: f.Rule.Name, URL: f.Rule.URL(), Message: b.shown(f.Primary.File, f.Message),
		Place: b.path(f.Primary.Place()), Standing: standing(f),
	}
	for _, line := range b.mask.Excerpt(f.Primary, 2) {
		line.Before, line.Marked, line.After = b.Text(line.Before), b.Text(line.Marked), b.Text(line.After)
		v.Lines = append(v.Lines, line)
	}
	if d := f.Deadline; d != nil {
		v.Deadline, v.Source = b.shown(f.Primary.File, d.Beyond(f.Message, b.Report.Started)), d.Source
	}
	for _, step := range f.Trail {
		v.Notes = append(v.Notes, b.shown(f.Primary.File, step.Note)+" at "+b.path(step.Span.Place()))
	}
	if s := f.Suppressed; s != nil {
		v.Notes = append(v.Notes, b.shown(f.Primary.File, suppression(s)))
	}
	if f.Overdue {
		v.Notes = append(v.Notes, "known since "+f.FirstSeen+", which is longer than is allowed")
	}
	b.remedy(f, &v)
	return v
}

// remedy shows what should stand there instead: what the best fix changes, else the advice.
func (b *builder) remedy(f *report.Finding, v *finding) {
	if len(f.Fixes) > 0 {
		v.Fix = b.shown(f.Primary.File, f.Fixes[0].Message) + " (" + safety(f.Fixes[0].Safety) + ")"
		for _, line := range b.mask.Diff(f.Fixes[0]) {
			line.Text = b.Text(line.Text)
			v.Diff = append(v.Diff, line)
		}
	}
	if len(v.Diff) > 0 || strings.TrimSpace(f.Advice) == "" {
		return
	}
	for line := range strings.SplitSeq(strings.TrimSpace(f.Advice), "\n") {
		v.Instead = append(v.Instead, b.shown(f.Primary.File, strings.TrimRight(line, "\r")))
	}
}

func safety(s rule.Safety) string {
	if s == rule.Display {
		return "by hand"
	}
	return s.String() + " fix"
}

// standing says whether a finding counts.
func standing(f *report.Finding) string {
	switch {
	case f.Suppressed != nil && f.Suppressed.Kind == report.External:
		return "excepted"
	case f.Suppressed != nil:
		return "suppressed"
	case f.Overdue:
		return "overdue"
	case f.Baseline == report.Unchanged:
		return "known"
	default:
		return "open"
	}
}

func suppression(s *report.Suppression) string {
	text := "let pass"
	if s.Expires != "" {
		text += " until " + s.Expires
	}
	if s.Owner != "" {
		text += ", for which " + s.Owner + " answers"
	}
	if s.Reason != "" {
		text += ": " + s.Reason
	}
	return text
}

// maxScripts is the greatest number of scripts that the timeline lists for a deadline.
const maxScripts = 40

// deadlines returns the points of the timeline: what stops, with the scripts that have a finding that counts or is let pass.
func (b *builder) deadlines() []deadline {
	scripts := make(map[rule.Deadline]map[string]bool)
	var order []*rule.Deadline
	for i := range b.Report.Findings {
		f := &b.Report.Findings[i]
		if f.Deadline == nil || f.Baseline == report.Absent || f.Primary.File == nil {
			continue
		}
		if scripts[*f.Deadline] == nil {
			scripts[*f.Deadline] = make(map[string]bool)
			order = append(order, f.Deadline)
		}
		scripts[*f.Deadline][f.Primary.File.Path] = true
	}
	slices.SortFunc(order, register.Sooner)
	var list []deadline
	for _, d := range order {
		list = append(list, b.deadline(d, scripts[*d]))
	}
	return list
}

func (b *builder) deadline(d *rule.Deadline, scripts map[string]bool) deadline {
	v := deadline{Date: d.Date, State: d.State.String(), What: d.What, Stops: d.Stops, Note: d.Note, Source: d.Source, AsOf: d.AsOf, Count: counted(len(scripts), "script")}
	v.scripts = len(scripts)
	v.due, _ = d.Due()
	if v.Date == "" {
		v.Date = "no date"
	}
	for path := range scripts {
		v.Scripts = append(v.Scripts, b.path(path))
	}
	slices.Sort(v.Scripts)
	if n := len(v.Scripts); n > maxScripts {
		v.Scripts, v.More = v.Scripts[:maxScripts], n-maxScripts
	}
	return v
}

// table returns a register with these columns; the others are shown below the first cell.
func (b *builder) table(id string, t *register.Table, columns []register.Column) table {
	v := table{ID: id, Title: t.Title, Figures: t.Figures().String()}
	for _, c := range columns {
		v.Columns = append(v.Columns, string(c))
	}
	seen := make(map[string]bool)
	rows := slices.Clone(t.Rows)
	slices.SortStableFunc(rows, func(x, y *register.Row) int {
		return cmp.Or(cmp.Compare(urgency(x), urgency(y)), strings.Compare(rowSort(x), rowSort(y)))
	})
	for _, r := range rows {
		v.Rows = append(v.Rows, b.row(t, r, columns))
		seen[r.Get(register.State)] = true
	}
	for _, s := range states {
		if seen[s] {
			v.States = append(v.States, s)
		}
	}
	return v
}

// states are the states of rows, the most urgent first.
var states = [...]string{register.Legacy, register.Mixed, register.Undecided, register.Elsewhere, register.Modern}

// urgency orders rows by their state; those that are gone come last.
func urgency(r *register.Row) int {
	if r.Gone() {
		return len(states)
	}
	return slices.Index(states[:], r.Get(register.State))
}

func (b *builder) row(t *register.Table, r *register.Row, columns []register.Column) row {
	v := row{State: r.Get(register.State)}
	for _, c := range columns {
		v.Cells = append(v.Cells, b.cell(r, c))
	}
	for _, c := range t.All() {
		if text := r.Get(c); text != "" && !slices.Contains(columns, c) && c != register.Findings {
			v.More = append(v.More, pair{string(c), b.path(text)})
		}
	}
	for _, f := range r.Findings {
		v.Links = append(v.Links, link{"#" + b.ids[f], f.Rule.ID})
	}
	return v
}

func (b *builder) cell(r *register.Row, c register.Column) cell {
	v := cell{Text: b.path(r.Get(c))}
	switch c {
	case register.Auth, register.Replacement, register.Option, register.Workload, register.Endpoint, register.DeadlineDate:
		v.Wide = true
	}
	switch c {
	case register.State:
		v.Tone = v.Text
	case register.DeadlineDate:
		v.Sort = rowSort(r)
	}
	return v
}

// rowSort returns text by which rows sort as their deadlines come, those without one last.
func rowSort(r *register.Row) string {
	if r.Deadline == nil {
		return "~"
	}
	return sortKey(r.Deadline)
}

// sortKey returns text by which deadlines sort as they come.
func sortKey(d *rule.Deadline) string {
	key := "2"
	switch {
	case d.State == rule.Retired:
		key = "0"
	case d.Date != "":
		key = "1"
	}
	return key + d.Date
}

// counted returns a number with its noun.
func counted(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
