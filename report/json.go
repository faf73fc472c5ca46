package report

import (
	"encoding/json"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/exolint/exolint/rules/rule"
	"github.com/exolint/exolint/scanner/source"
)

// jsonSchema is the version of the form that [WriteJSON] writes. It grows when something is removed or changes
// its meaning.
const jsonSchema = 1

// The form of the output, field by field in the order in which it is written. docs/output.md describes it.
type (
	jsonReport struct {
		Schema        int                `json:"schema"`
		Tool          jsonTool           `json:"tool"`
		Started       time.Time          `json:"started"`
		TookMS        int64              `json:"tookMs"`
		Summary       jsonSummary        `json:"summary"`
		Rules         []jsonRule         `json:"rules"`
		Findings      []jsonFinding      `json:"findings"`
		Suppressed    []jsonFinding      `json:"suppressed"`
		Known         []jsonFinding      `json:"known"`
		NotScanned    []jsonNotScanned   `json:"notScanned"`
		Notifications []jsonNotification `json:"notifications"`
	}
	jsonTool struct {
		Name    string `json:"name"`
		Version string `json:"version"`
		URL     string `json:"url"`
	}
	jsonSummary struct {
		Findings   int `json:"findings"`
		Errors     int `json:"errors"`
		Warnings   int `json:"warnings"`
		Notes      int `json:"notes"`
		Suppressed int `json:"suppressed"`
		Held       int `json:"heldBack"`
		Files      int `json:"files"`
		NotScanned int `json:"notScanned"`
	}
	jsonRule struct {
		ID    string `json:"id"`
		Name  string `json:"name"`
		Title string `json:"title"`
		URL   string `json:"url"`
	}
	jsonFinding struct {
		Rule        string           `json:"rule"`
		Name        string           `json:"name"`
		Category    string           `json:"category,omitempty"`
		Severity    rule.Severity    `json:"severity"`
		Confidence  rule.Confidence  `json:"confidence"`
		Message     string           `json:"message"`
		Path        string           `json:"path"`
		Start       jsonPosition     `json:"start"`
		End         jsonPosition     `json:"end"`
		Snippet     string           `json:"snippet"`
		Deadline    *jsonDeadline    `json:"deadline,omitempty"`
		Advice      string           `json:"advice,omitempty"`
		Fixes       []jsonFix        `json:"fixes,omitempty"`
		Trail       []jsonStep       `json:"trail,omitempty"`
		Fingerprint string           `json:"fingerprint"`
		Baseline    string           `json:"baseline,omitempty"`
		FirstSeen   string           `json:"firstSeen,omitempty"`
		Overdue     bool             `json:"overdue,omitempty"`
		Suppression *jsonSuppression `json:"suppression,omitempty"`
	}
	jsonPosition struct {
		Line     int `json:"line"`
		Column   int `json:"column"`
		Column16 int `json:"column16"`
		Offset   int `json:"offset"`
	}
	jsonDeadline struct {
		What      string             `json:"what"`
		State     rule.DeadlineState `json:"state"`
		Date      string             `json:"date,omitempty"`
		Stops     string             `json:"stops,omitempty"`
		Note      string             `json:"note,omitempty"`
		Sentence  string             `json:"sentence"`
		Source    string             `json:"source"`
		AsOf      string             `json:"asOf"`
		Certainty string             `json:"certainty,omitempty"`
	}
	jsonFix struct {
		Message  string      `json:"message"`
		Safety   rule.Safety `json:"safety"`
		Withheld bool        `json:"withheld,omitempty"`
		Edits    []jsonEdit  `json:"edits,omitempty"`
	}
	jsonEdit struct {
		Path    string       `json:"path"`
		Start   jsonPosition `json:"start"`
		End     jsonPosition `json:"end"`
		NewText string       `json:"newText"`
	}
	jsonStep struct {
		Path  string       `json:"path"`
		Start jsonPosition `json:"start"`
		End   jsonPosition `json:"end"`
		Note  string       `json:"note"`
	}
	jsonSuppression struct {
		Kind    string        `json:"kind"`
		Reason  string        `json:"reason"`
		Owner   string        `json:"owner,omitempty"`
		Expires string        `json:"expires,omitempty"`
		Path    string        `json:"path,omitempty"`
		Start   *jsonPosition `json:"start,omitempty"`
	}
	jsonNotScanned struct {
		Path   string `json:"path"`
		Reason string `json:"reason"`
	}
	jsonNotification struct {
		ID      string        `json:"id"`
		Level   rule.Severity `json:"level"`
		Message string        `json:"message"`
		Rule    string        `json:"rule,omitempty"`
		Path    string        `json:"path,omitempty"`
		Start   *jsonPosition `json:"start,omitempty"`
		Detail  string        `json:"detail,omitempty"`
	}
)

// WriteJSON writes the whole report as one JSON object, for other programs.
func WriteJSON(w io.Writer, r *Report) error {
	j := jsonWriter{mask: NewMasker(r), started: r.Started}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(j.report(r))
}

type jsonWriter struct {
	mask    *Masker
	started time.Time
}

func (j jsonWriter) report(r *Report) jsonReport {
	c := r.Counts()
	out := jsonReport{
		Schema:  jsonSchema,
		Tool:    jsonTool{Name: r.Tool.Name, Version: r.Tool.Version, URL: r.Tool.URL},
		Started: r.Started.UTC(),
		TookMS:  r.Took.Milliseconds(),
		Summary: jsonSummary{
			Findings: c.Findings(), Errors: c.Errors, Warnings: c.Warnings, Notes: c.Notes,
			Suppressed: c.Suppressed, Held: c.Held, Files: c.Scanned, NotScanned: c.NotScanned,
		},
		Rules:         []jsonRule{},
		Findings:      []jsonFinding{},
		Suppressed:    []jsonFinding{},
		Known:         []jsonFinding{},
		NotScanned:    []jsonNotScanned{},
		Notifications: []jsonNotification{},
	}
	for _, rl := range r.usedRules() {
		out.Rules = append(out.Rules, jsonRule{ID: rl.ID, Name: rl.Name, Title: rl.Title, URL: rl.URL()})
	}
	for i := range r.Findings {
		f := &r.Findings[i]
		list := &out.Findings
		switch {
		case f.Suppressed != nil:
			list = &out.Suppressed
		case !f.Open():
			list = &out.Known
		}
		*list = append(*list, j.finding(f))
	}
	for _, f := range r.Files {
		if f.NotScanned != "" {
			out.NotScanned = append(out.NotScanned, jsonNotScanned{Path: f.Path, Reason: j.mask.TextIn(f, f.NotScanned)})
		}
	}
	for _, n := range r.Notifications {
		out.Notifications = append(out.Notifications, j.notification(n))
	}
	return out
}

// usedRules returns the rules that found something, by ID.
func (r *Report) usedRules() []*rule.Rule {
	var used []*rule.Rule
	seen := make(map[string]bool)
	for i := range r.Findings {
		if rl := r.Findings[i].Rule; !seen[rl.ID] {
			seen[rl.ID] = true
			used = append(used, rl)
		}
	}
	slices.SortFunc(used, func(a, b *rule.Rule) int { return strings.Compare(a.ID, b.ID) })
	return used
}

func (j jsonWriter) finding(f *Finding) jsonFinding {
	start, end := f.Primary.Range()
	out := jsonFinding{
		Rule: f.Rule.ID, Name: f.Rule.Name, Category: f.Category, Severity: f.Severity, Confidence: f.Confidence,
		Message: j.mask.TextIn(f.Primary.File, f.Message), Path: f.Primary.path(), Start: jsonPos(start), End: jsonPos(end),
		Snippet: j.mask.Span(f.Primary), Deadline: j.deadline(f.Deadline), Advice: j.mask.TextIn(f.Primary.File, f.Advice),
		Fingerprint: f.Fingerprint, Baseline: f.Baseline.String(), FirstSeen: f.FirstSeen, Overdue: f.Overdue, Suppression: j.suppression(f),
	}
	for _, fix := range f.Fixes {
		out.Fixes = append(out.Fixes, j.fix(f, fix))
	}
	for _, step := range f.Trail {
		start, end := step.Span.Range()
		out.Trail = append(out.Trail, jsonStep{
			Path: step.Span.path(), Start: jsonPos(start), End: jsonPos(end), Note: j.mask.TextIn(f.Primary.File, step.Note),
		})
	}
	return out
}

func jsonPos(p source.Position) jsonPosition {
	return jsonPosition{Line: p.Line, Column: p.ColRune, Column16: p.Col16, Offset: p.Offset}
}

func (j jsonWriter) deadline(d *rule.Deadline) *jsonDeadline {
	if d == nil {
		return nil
	}
	return &jsonDeadline{
		What: d.What, State: d.State, Date: d.Date, Stops: d.Stops, Note: d.Note,
		Sentence: d.Sentence(j.started), Source: d.Source, AsOf: d.AsOf, Certainty: d.Certainty,
	}
}

func (j jsonWriter) fix(f *Finding, fix Fix) jsonFix {
	out := jsonFix{Message: j.mask.TextIn(f.Primary.File, fix.Message), Safety: fix.Safety}
	if j.mask.HidesIn(fix) {
		out.Withheld = true
		return out
	}
	for _, e := range fix.Edits {
		start, end := e.Span.Range()
		out.Edits = append(out.Edits, jsonEdit{
			Path: e.Span.path(), Start: jsonPos(start), End: jsonPos(end), NewText: e.NewText,
		})
	}
	return out
}

func (j jsonWriter) suppression(f *Finding) *jsonSuppression {
	s := f.Suppressed
	if s == nil {
		return nil
	}
	clean := func(text string) string { return j.mask.TextIn(f.Primary.File, text) }
	return &jsonSuppression{
		Kind: s.Kind.String(), Reason: clean(s.Reason), Owner: clean(s.Owner), Expires: s.Expires,
		Path: s.At.path(), Start: jsonPlace(s.At),
	}
}

func (j jsonWriter) notification(n Notification) jsonNotification {
	out := jsonNotification{
		ID: n.ID, Level: n.Level, Message: j.mask.TextIn(n.At.File, n.Message), Path: n.At.path(), Start: jsonPlace(n.At),
		Detail: j.mask.TextIn(n.At.File, n.Detail),
	}
	if n.Rule != nil {
		out.Rule = n.Rule.ID
	}
	return out
}

// jsonPlace returns where the span begins, or nil if it is in no file that was read.
func jsonPlace(s Span) *jsonPosition {
	if !s.read() {
		return nil
	}
	start, _ := s.Range()
	p := jsonPos(start)
	return &p
}
