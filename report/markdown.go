package report

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"
)

// MarkdownOptions say how [WriteMarkdown] writes.
type MarkdownOptions struct {
	// Limit is the greatest number of bytes that are written; 0 for the 1 MiB that GitHub takes of a step.
	Limit int
}

// summaryLimit is what GitHub takes of a step's summary, in bytes. It throws away a longer one altogether.
const summaryLimit = 1 << 20

// footerRoom is the space that is kept for the line on what was left out, in bytes.
const footerRoom = 256

// WriteMarkdown writes the report as a page for the summary of a job: the figures, the findings that count, the worst first,
// and what went wrong. What does not fit is counted.
func WriteMarkdown(w io.Writer, r *Report, o MarkdownOptions) error {
	p := &summaryPage{limit: cmp.Or(o.Limit, summaryLimit) - footerRoom}
	m := NewMasker(r)
	c := r.Counts()
	p.add(fmt.Sprintf("## %s\n\n%s\n", MarkdownText(r.Tool.Name), MarkdownText(c.String())))
	findings := slices.Collect(r.Open())
	slices.SortStableFunc(findings, func(a, b *Finding) int { return cmp.Compare(b.Severity, a.Severity) })
	if len(findings) > 0 {
		p.add("\n| Severity | Rule | Where | Finding |\n| --- | --- | --- | --- |\n")
	}
	for _, f := range findings {
		p.add(markdownRow(r, m, f))
	}
	if len(r.Notifications) > 0 {
		p.add("\n### Not checked, or only in part\n\n")
	}
	for _, n := range r.Notifications {
		p.add("- " + markdownNotification(r, m, n) + "\n")
	}
	if p.dropped > 0 {
		fmt.Fprintf(&p.text, "\nThe page would be too long with the rest: %s.\n", plural(p.dropped, "more line"))
	}
	_, err := io.WriteString(w, p.text.String())
	return err
}

// summaryPage is a text that takes pieces as long as they fit.
type summaryPage struct {
	text    strings.Builder
	limit   int
	dropped int
}

func (p *summaryPage) add(piece string) {
	if p.dropped > 0 || p.text.Len()+len(piece) > p.limit {
		p.dropped++
		return
	}
	p.text.WriteString(piece)
}

func markdownRow(r *Report, m *Masker, f *Finding) string {
	cells := []string{
		f.Severity.String(),
		fmt.Sprintf("[%s](%s)<br>%s", f.Rule.ID, f.Rule.URL(), f.Rule.Name),
		markdownPlace(r, f.Primary),
		markdownFinding(m, f, r.Started),
	}
	return "| " + strings.Join(cells, " | ") + " |\n"
}

func markdownFinding(m *Masker, f *Finding, now time.Time) string {
	text := MarkdownText(m.TextIn(f.Primary.File, f.Message))
	if d := f.Deadline; d != nil {
		text += fmt.Sprintf("<br>%s ([source](<%s>), as of %s)", MarkdownText(d.Beyond(f.Message, now)), d.Source, d.AsOf)
	}
	if advice := strings.TrimSpace(f.Advice); advice != "" {
		text += "<br>Instead: " + markdownCode(m.TextIn(f.Primary.File, advice))
	}
	return text
}

func markdownPlace(r *Report, s Span) string {
	path, _ := r.RootPath(s.File)
	return markdownCode(s.at(path))
}

func markdownNotification(r *Report, m *Masker, n Notification) string {
	text := MarkdownText(m.TextIn(n.At.File, n.Message))
	if n.At.File != nil {
		text = markdownPlace(r, n.At) + " " + text
	}
	return text
}

// MarkdownText returns text in which nothing is taken for Markdown, HTML or a link, on one line.
func MarkdownText(text string) string {
	var b strings.Builder
	for _, c := range visible(text) {
		if strings.ContainsRune("\\`*_[]<>#|~&@:$^", c) {
			fmt.Fprintf(&b, "&#%d;", c)
			continue
		}
		b.WriteRune(c)
	}
	return strings.ReplaceAll(b.String(), "www.", "www&#46;")
}

// markdownCode returns text, which may have several lines, as code. HTML's element holds any text, which a span of
// backticks does not.
func markdownCode(text string) string {
	lines := splitLines(text)
	for i, line := range lines {
		lines[i] = MarkdownText(line)
	}
	return "<code>" + strings.Join(lines, "<br>") + "</code>"
}
