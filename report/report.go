// Package report is the model of a run, what was found and what could not be looked at, and its writers.
//
// The scanner fills a [Report]; [WriteText], [WriteJSON], [WriteCSV], [WriteGitHub] and [WriteMarkdown] show it, and
// package sarif does so for other programs. All of them show the same findings in the same order, and all text
// that comes from a script or a message passes a [Masker], so that no secret leaves the file it stands in.
package report

import (
	"cmp"
	"iter"
	"slices"
	"strings"
	"time"

	"github.com/exolint/exolint/rules/rule"
	"github.com/exolint/exolint/scanner/source"
)

// Report is the outcome of a run.
type Report struct {
	Tool Tool
	// Rules are the rules that ran, by ID.
	Rules []*rule.Rule
	// Root is the absolute, slash-separated path of the repository or folder that paths for other programs are
	// relative to; empty if the paths of the files are so already.
	Root string
	// Files are the files that were looked for, scanned or not, by path.
	Files []*File
	// Findings are all findings, those suppressed or known from a baseline too, in the order of [Report.Sort].
	Findings []Finding
	// Held counts the findings that a filter on severity or confidence has held back.
	Held int
	// Notifications tell of what went wrong in the run itself.
	Notifications []Notification
	// Started is when the run began. Whether a deadline has passed is decided against it.
	Started time.Time
	// Took is how long the run lasted.
	Took time.Duration
}

// Tool says which program made the report.
type Tool struct {
	// Name is "exolint".
	Name string
	// FullName is the name with a few words on what it does.
	FullName string
	// Version is a semantic version without a leading v.
	Version string
	// URL is the https address of the project.
	URL string
}

// File is a file that was scanned or should have been.
type File struct {
	// Path is slash-separated and as shown to the user.
	Path string
	// Abs is the absolute, slash-separated path with links resolved; empty if the file has none (standard input).
	Abs string
	// Source is the file's text; nil if it was not read, or if nothing in the report is about it.
	Source *source.File
	// NotScanned says why the file was not scanned, a clause without a period; empty if it was.
	NotScanned string
	// Secrets are the spans of the secrets in the file that no finding masks.
	Secrets []Span
}

// Span is a piece of a file's text. A span in a file that was not read has no extent.
type Span struct {
	// File is nil only in the zero Span, which is no place at all.
	File *File `cbor:"-"`
	// Start and End are byte offsets in the file's text; Start <= End.
	Start, End int
}

// Finding is something that a rule found.
type Finding struct {
	// Rule is never nil.
	Rule       *rule.Rule `cbor:"-"`
	Severity   rule.Severity
	Confidence rule.Confidence
	// Category is the name of a variant of the rule; it may be empty.
	Category string
	// Message is one sentence without a final period.
	Message string
	// Primary is what the finding underlines.
	Primary Span
	// Trail tells how the thing came about, oldest step first.
	Trail []Related
	// Deadline says when the thing stops working; nil if nothing is known.
	Deadline *rule.Deadline
	// Advice is what should stand there instead, one or more lines of script; it may be empty.
	Advice string
	// Fixes are the fixes that the rule suggests, the best first.
	Fixes []Fix
	// Masks are the spans whose text must never be shown: every secret that the finding is about.
	Masks []Span
	// Fingerprint recognises the finding in a later run, see [SetFingerprints]; empty until that has run.
	Fingerprint string
	// Context is a hash of the statement in which the finding stands, by its words, so that it stays the same when the statement
	// is laid out anew; empty if it stands in none. No secret enters it.
	Context string
	// Suppressed says what keeps the finding from counting; nil if nothing does.
	Suppressed *Suppression
	// Baseline compares the finding with an earlier run.
	Baseline BaselineState
	// FirstSeen is the day, as in ISO 8601, on which the baseline first had it; empty if it has not.
	FirstSeen string
	// Overdue says that it has been in the baseline for longer than is allowed, so that it counts.
	Overdue bool
}

// Related is a place that has to do with a finding.
type Related struct {
	Span Span
	// Note says in a clause, without a final period, what happens there.
	Note string
}

// SetFile says of all places of the finding that they lie in the file.
func (f *Finding) SetFile(file *File) {
	f.Primary.File = file
	for i := range f.Trail {
		f.Trail[i].Span.File = file
	}
	for i := range f.Masks {
		f.Masks[i].File = file
	}
	for _, x := range f.Fixes {
		for i := range x.Edits {
			x.Edits[i].Span.File = file
		}
	}
	if f.Suppressed != nil {
		f.Suppressed.At.File = file
	}
}

// Fix is a change that removes a finding.
type Fix struct {
	// Message is the constant text that the rule declares for the fix.
	Message string
	Safety  rule.Safety
	// Edits are in order and do not overlap; empty for a fix that is only described.
	Edits []Edit
}

// Edit replaces the text of a span.
type Edit struct {
	Span Span
	// NewText is written with line feeds.
	NewText string
}

// Suppression is what keeps a finding from counting.
type Suppression struct {
	Kind SuppressionKind
	// Reason is what the author gave; it may be empty.
	Reason string
	// Owner is who answers for it; it may be empty.
	Owner string
	// Expires is the last day, as in ISO 8601, on which it holds; empty if it always does.
	Expires string
	// At is where the suppression stands; the zero Span if that is not in a scanned file.
	At Span
}

// SuppressionKind says where a suppression stands.
type SuppressionKind uint8

// The kinds of suppression.
const (
	// InSource is a comment or an attribute in the script.
	InSource SuppressionKind = iota
	// External is a configuration or a baseline.
	External
)

// String returns SARIF's name of the kind, "inSource" or "external".
func (k SuppressionKind) String() string {
	if k == External {
		return "external"
	}
	return "inSource"
}

// BaselineState compares a finding with an earlier run.
type BaselineState uint8

// The baseline states.
const (
	// NoBaseline is a finding of a run without a baseline.
	NoBaseline BaselineState = iota
	// New is a finding that the baseline does not have.
	New
	// Unchanged is a finding that the baseline has.
	Unchanged
	// Absent is an entry of the baseline that was not found again.
	Absent
)

// String returns SARIF's name of the state, "new", "unchanged" or "absent"; empty for [NoBaseline].
func (b BaselineState) String() string {
	return [...]string{"", "new", "unchanged", "absent"}[b&3]
}

// Notification tells of something that went wrong in the run itself.
type Notification struct {
	// ID is the kind of event in lower-case words joined by hyphens, "unreadable-file".
	ID string
	// Level is [rule.Error] if something could not be checked because of it.
	Level rule.Severity
	// Message is one sentence without a final period, with the remedy.
	Message string
	// At is where it happened; the zero Span if it has no place.
	At Span
	// Rule is the rule that it happened in; nil if none.
	Rule *rule.Rule
	// Detail is more for whoever repairs it, such as a stack of calls; it may be empty.
	Detail string
}

// Open reports whether the finding counts: it is neither suppressed nor known from a baseline, unless for too long.
func (f *Finding) Open() bool {
	return f.Suppressed == nil && (f.Baseline != Unchanged || f.Overdue) && f.Baseline != Absent
}

// Open yields the findings that count, in order.
func (r *Report) Open() iter.Seq[*Finding] {
	return func(yield func(*Finding) bool) {
		for i := range r.Findings {
			if f := &r.Findings[i]; f.Open() && !yield(f) {
				return
			}
		}
	}
}

// Worst returns the greatest severity of the findings that count, or zero if there are none.
func (r *Report) Worst() rule.Severity {
	worst := rule.Severity(0)
	for f := range r.Open() {
		worst = max(worst, f.Severity)
	}
	return worst
}

// Complete reports whether everything that was asked for could be checked.
func (r *Report) Complete() bool {
	return !slices.ContainsFunc(r.Notifications, func(n Notification) bool { return n.Level == rule.Error })
}

// Sort puts files, findings and notifications in the order in which they are shown: by path, start, end, rule and
// message.
func (r *Report) Sort() {
	slices.SortStableFunc(r.Files, func(a, b *File) int { return strings.Compare(a.Path, b.Path) })
	slices.SortStableFunc(r.Findings, func(a, b Finding) int {
		return cmp.Or(
			a.Primary.compare(b.Primary),
			strings.Compare(a.Rule.ID, b.Rule.ID),
			strings.Compare(a.Message, b.Message),
		)
	})
	slices.SortStableFunc(r.Notifications, func(a, b Notification) int {
		return cmp.Or(
			a.At.compare(b.At),
			strings.Compare(a.ID, b.ID),
			strings.Compare(a.Message, b.Message),
		)
	})
}

// RootPath returns the file's path relative to the report's root, and whether the file lies under it. A file
// elsewhere keeps its absolute path.
func (r *Report) RootPath(f *File) (path string, inside bool) {
	if f.Abs == "" || r.Root == "" && isLocal(f.Path) {
		return f.Path, isLocal(f.Path)
	}
	root := strings.TrimSuffix(r.Root, "/") + "/"
	if r.Root == "" || len(f.Abs) < len(root) || !samePath(f.Abs[:len(root)], root) {
		return f.Abs, false
	}
	return f.Abs[len(root):], true
}

// isLocal reports whether the path is relative and does not lead upward.
func isLocal(path string) bool {
	drive := len(path) > 1 && path[1] == ':'
	return !drive && !strings.HasPrefix(path, "/") && path != ".." && !strings.HasPrefix(path, "../")
}

// samePath compares paths as their file system does: one with a drive letter ignores case.
func samePath(a, b string) bool {
	if len(b) > 1 && b[1] == ':' {
		return strings.EqualFold(a, b)
	}
	return a == b
}

// read reports whether the span is in a file whose text is known.
func (s Span) read() bool { return s.File != nil && s.File.Source != nil }

// Range returns the positions of the span's start and end, both on line 1, column 1 in a file that was not read.
func (s Span) Range() (start, end source.Position) {
	if !s.read() {
		first := source.Position{Line: 1, Col16: 1, ColRune: 1}
		return first, first
	}
	return s.File.Source.Position(s.Start), s.File.Source.Position(s.End)
}

// text returns the text of the span as it stands in the file, secrets included; empty if the file was not read.
// What shows it must mask it.
func (s Span) text() string {
	if !s.read() {
		return ""
	}
	text := s.File.Source.Text
	start := min(max(s.Start, 0), len(text))
	return text[start:min(max(s.End, start), len(text))]
}

// path returns the path of the span's file, or an empty string for no place at all.
func (s Span) path() string {
	if s.File == nil {
		return ""
	}
	return s.File.Path
}

func (s Span) compare(t Span) int {
	return cmp.Or(
		strings.Compare(s.path(), t.path()),
		cmp.Compare(s.Start, t.Start),
		cmp.Compare(s.End, t.End),
	)
}
