package report

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/exolint/exolint/rules/rule"
)

// TextOptions say how [WriteText] draws.
type TextOptions struct {
	// Color draws with colours.
	Color bool
	// Width is the number of columns of the terminal; 0 for 120.
	Width int
	// ShowSuppressed shows the findings too that are suppressed, marked as such.
	ShowSuppressed bool
}

// defaultWidth is the width of text that does not go to a terminal.
const defaultWidth = 120

// minSnippet is the least number of columns in which a line of a script is shown.
const minSnippet = 20

// maxSteps is the greatest number of steps of a trail that are shown.
const maxSteps = 8

// WriteText writes the report for a person: each finding that counts with its line, what is known about it and what
// to do, then what went wrong, then a summary.
func WriteText(w io.Writer, r *Report, o TextOptions) error {
	t := newTextWriter(w, r, o)
	for i := range r.Findings {
		if f := &r.Findings[i]; f.Open() || f.Suppressed != nil && o.ShowSuppressed {
			t.finding(f)
		}
	}
	t.trouble(r)
	t.summary(r.Counts())
	return t.out.Flush()
}

// WriteTrouble writes only what went wrong, for formats that have no place for it. It writes nothing if all went well.
func WriteTrouble(w io.Writer, r *Report, o TextOptions) error {
	t := newTextWriter(w, r, o)
	t.trouble(r)
	return t.out.Flush()
}

// A textWriter writes text. The first error of the underlying writer stays in out.
type textWriter struct {
	out     *bufio.Writer
	paint   palette
	mask    *Masker
	width   int
	started time.Time
}

func newTextWriter(w io.Writer, r *Report, o TextOptions) *textWriter {
	return &textWriter{
		out:     bufio.NewWriter(w),
		paint:   newPalette(o),
		mask:    NewMasker(r),
		width:   cmp.Or(o.Width, defaultWidth),
		started: r.Started,
	}
}

func (t *textWriter) printf(format string, args ...any) {
	fmt.Fprintf(t.out, format, args...)
}

// clean returns text from the file or about it as it may be shown; nil: about no file.
func (t *textWriter) clean(f *File, text string) string {
	return visible(t.mask.TextIn(f, text))
}

func (t *textWriter) finding(f *Finding) {
	head := fmt.Sprintf("%s[%s]", f.Severity, f.Rule.ID)
	t.printf("%s%s\n", t.paint.severity(f.Severity, head), t.paint.strong(": "+t.clean(f.Primary.File, f.Message)))
	first, last := f.lines()
	gutter := len(strconv.Itoa(last))
	t.place(f.Primary, gutter)
	t.source(f.Primary, first, last, gutter)
	for _, note := range f.notes(t.started) {
		t.remark("note", t.clean(f.Primary.File, note), gutter)
	}
	t.help(f, gutter)
	t.printf("\n")
}

// sentence says that the finding is suppressed, and why.
func (s *Suppression) sentence() string {
	text := "suppressed"
	if s.Kind == External {
		text = "excepted"
	}
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

// lines returns the numbers of the first and last line that the finding underlines.
func (f *Finding) lines() (first, last int) {
	start, end := f.Primary.Range()
	if end.Line > start.Line && end.Col16 == 1 {
		end.Line-- // the line ending is underlined, and nothing of the next line
	}
	return start.Line, end.Line
}

// place writes where the span stands.
func (t *textWriter) place(s Span, gutter int) {
	t.printf("%s%s %s\n", strings.Repeat(" ", gutter), t.paint.frame("-->"), visible(s.at(s.path())))
}

// at returns the place of the span in the file of that path, as editors understand it: path:line:column, or the
// path alone if the file was not read.
func (s Span) at(path string) string {
	if !s.read() {
		return path
	}
	start, _ := s.Range()
	return fmt.Sprintf("%s:%d:%d", path, start.Line, start.ColRune)
}

// source writes the first and the last line of the span, underlined.
func (t *textWriter) source(s Span, first, last, gutter int) {
	if !s.read() {
		return
	}
	bar := strings.Repeat(" ", gutter) + " " + t.paint.frame("|")
	t.printf("%s\n", bar)
	t.underline(s, first, gutter)
	if last > first+1 {
		t.printf("%s\n", t.paint.frame(cut))
	}
	if last > first {
		t.underline(s, last, gutter)
	}
}

func (t *textWriter) underline(s Span, n, gutter int) {
	snip := t.mask.newSnippet(lineSpan(s.File, n), s, max(t.width-gutter-3, minSnippet))
	number := fmt.Sprintf("%*d", gutter, n)
	carets := strings.Repeat(" ", snip.from) + t.paint.mark(strings.Repeat("^", snip.width))
	t.printf("%s %s\n", t.paint.frame(number+" |"), strings.TrimRight(snip.text, " "))
	t.printf("%s %s %s\n", strings.Repeat(" ", gutter), t.paint.frame("|"), carets)
}

// notes returns what is known about the finding beyond its message.
func (f *Finding) notes(now time.Time) []string {
	var notes []string
	for i, step := range f.Trail {
		if i == maxSteps {
			notes = append(notes, fmt.Sprintf("and %d more steps", len(f.Trail)-i))
			break
		}
		notes = append(notes, step.Note+" "+step.Span.relativeTo(f.Primary.File))
	}
	if s := f.Suppressed; s != nil {
		notes = append(notes, s.sentence())
	}
	if f.Overdue {
		notes = append(notes, "known since "+f.FirstSeen+", which is longer than is allowed")
	}
	if d := f.Deadline; d != nil {
		notes = append(notes, fmt.Sprintf("%s (%s)", d.Beyond(f.Message, now), d.Origin()))
	}
	return notes
}

// relativeTo says where the span stands to a reader of the file f.
func (s Span) relativeTo(f *File) string {
	start, _ := s.Range()
	if s.File == f {
		return fmt.Sprintf("at line %d", start.Line)
	}
	return fmt.Sprintf("at %s:%d", s.path(), start.Line)
}

func (t *textWriter) remark(label, text string, gutter int) {
	t.printf("%s %s %s\n", strings.Repeat(" ", gutter), t.paint.frame("="), t.paint.strong(label+":")+" "+text)
}

// help writes what to do: the best fix with its changes, the advice if the fix does not show it, and where to read on.
func (t *textWriter) help(f *Finding, gutter int) {
	explain := "exolint explain " + f.Rule.ID
	var fix Fix
	if len(f.Fixes) > 0 {
		fix = f.Fixes[0]
		t.remark("help", fmt.Sprintf("%s (%s); %s", t.clean(f.Primary.File, fix.Message), safetyText(fix.Safety), explain), gutter)
	}
	diff := newDiff(t.mask, fix)
	for _, line := range diff {
		t.printf("%s %s\n", strings.Repeat(" ", gutter+3), t.paint.change(line))
	}
	if advice := strings.TrimSpace(f.Advice); advice != "" && !diff.adds(t.clean(f.Primary.File, advice)) {
		t.advice(f.Primary.File, advice, gutter)
	}
	if len(f.Fixes) == 0 {
		t.remark("help", explain, gutter)
	}
}

func (t *textWriter) advice(f *File, advice string, gutter int) {
	advice = t.mask.TextIn(f, advice)
	if !strings.Contains(advice, "\n") {
		t.remark("help", "instead: "+t.paint.added(visible(advice)), gutter)
		return
	}
	t.remark("help", "instead:", gutter)
	for line := range strings.SplitSeq(advice, "\n") {
		line = visible(strings.TrimRight(line, "\r"))
		t.printf("%s %s %s\n", strings.Repeat(" ", gutter), t.paint.frame("|"), t.paint.added(line))
	}
}

func safetyText(s rule.Safety) string {
	if s == rule.Display {
		return "by hand"
	}
	return s.String() + " fix"
}

// trouble writes the notifications, and the files not scanned of which no notification tells.
func (t *textWriter) trouble(r *Report) {
	told := make(map[*File]bool)
	for _, n := range r.Notifications {
		told[n.At.File] = true
		t.printf("%s%s\n", t.paint.severity(n.Level, n.Level.String()), t.paint.strong(": "+t.clean(n.At.File, n.Message)))
		if n.At.File != nil {
			t.place(n.At, 1)
		}
		t.printf("\n")
	}
	for _, f := range r.Files {
		if f.NotScanned != "" && !told[f] {
			t.printf("%s%s\n", t.paint.severity(rule.Note, "note"), t.paint.strong(": "+visible(f.Path)+" was not scanned: "+t.clean(f, f.NotScanned)))
		}
	}
}

func (t *textWriter) summary(c Counts) {
	t.printf("%s\n", t.paint.strong(c.String()))
}

// String returns the figures in a line: "2 findings (1 error, 1 warning; 1 with an unsafe fix), 41 files".
func (c Counts) String() string {
	parts := []string{"no findings"}
	if c.Findings() > 0 {
		parts[0] = fmt.Sprintf("%s (%s)", plural(c.Findings(), "finding"), c.kinds())
	}
	if c.Suppressed > 0 {
		parts = append(parts, strconv.Itoa(c.Suppressed)+" suppressed")
	}
	if c.Held > 0 {
		parts = append(parts, strconv.Itoa(c.Held)+" held back")
	}
	parts = append(parts, plural(c.Scanned, "file"))
	if c.NotScanned > 0 {
		parts = append(parts, strconv.Itoa(c.NotScanned)+" not scanned")
	}
	return strings.Join(parts, ", ")
}

func (c Counts) kinds() string {
	var severities, fixes []string
	for _, k := range []struct {
		n    int
		noun string
	}{{c.Errors, "error"}, {c.Warnings, "warning"}, {c.Notes, "note"}} {
		if k.n > 0 {
			severities = append(severities, plural(k.n, k.noun))
		}
	}
	if c.Safe > 0 {
		fixes = append(fixes, strconv.Itoa(c.Safe)+" with a safe fix")
	}
	if c.Unsafe > 0 {
		fixes = append(fixes, strconv.Itoa(c.Unsafe)+" with an unsafe fix")
	}
	text := strings.Join(severities, ", ")
	if len(fixes) > 0 {
		text += "; " + strings.Join(fixes, ", ")
	}
	return text
}

func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return strconv.Itoa(n) + " " + noun + "s"
}
