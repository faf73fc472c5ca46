package rule

import (
	"fmt"
	"regexp"
	"strings"
)

// Markdown returns the rule's documentation page: what it finds, why, until when it works, examples, fixes,
// limits and references. A paragraph is one line, as some viewers show a line break where the text has one.
func Markdown(r *Rule) string {
	var p page
	p.line("# %s: %s", r.ID, r.Title)
	p.line("%s", r.facts())
	p.line("%s", unwrap(r.What))
	p.line("## Why")
	p.line("%s", unwrap(r.Why))
	p.deadlines(r)
	p.line("## Examples")
	p.line("Found:")
	p.script(r.Bad)
	p.line("Instead:")
	p.script(r.Good)
	p.categories(r)
	p.fixes(r.Fixes)
	p.list("What it does not report", r.Limits)
	p.list("References", r.links())
	return p.String()
}

// facts returns the rule's grading in one line.
func (m *Meta) facts() string {
	f := []string{"`" + m.Name + "`", "severity " + m.Severity.String(), "confidence " + m.Confidence.String()}
	if m.SecuritySeverity > 0 {
		f = append(f, fmt.Sprintf("security severity %.1f", m.SecuritySeverity))
	}
	f = append(f, "since "+m.Since)
	if m.Off {
		f = append(f, "off by default")
	}
	return strings.Join(f, " · ")
}

func (m *Meta) links() []string {
	var links []string
	for _, u := range m.References {
		links = append(links, "<"+u+">")
	}
	return links
}

// page collects the blocks of a Markdown text, which an empty line separates.
type page struct{ strings.Builder }

func (p *page) line(format string, args ...any) {
	if p.Len() > 0 {
		p.WriteByte('\n')
	}
	fmt.Fprintf(p, format, args...)
	p.WriteByte('\n')
}

func (p *page) script(src string) {
	fence := "```"
	for strings.Contains(src, fence) {
		fence += "`"
	}
	p.line("%spowershell\n%s\n%s", fence, strings.Trim(src, "\r\n"), fence)
}

func (p *page) list(title string, items []string) {
	if len(items) == 0 {
		return
	}
	p.line("## %s", title)
	var b strings.Builder
	for _, item := range items {
		b.WriteString("- " + unwrap(item) + "\n")
	}
	p.line("%s", strings.TrimSuffix(b.String(), "\n"))
}

func (p *page) deadlines(r *Rule) {
	all := r.Deadlines
	for _, c := range r.Categories {
		all = append(all[:len(all):len(all)], c.Deadlines...)
	}
	var rows []string
	seen := make(map[Deadline]bool)
	for _, d := range all {
		if seen[d] {
			continue
		}
		seen[d] = true
		rows = append(rows, row(d.What, joinClauses(d.When(), d.Stops, d.Note), joinClauses("<"+d.Source+">", d.Certainty), d.AsOf))
	}
	p.table("When it stops working", row("What", "When", "Source", "As of"), rows)
}

func (p *page) categories(r *Rule) {
	var rows []string
	for _, c := range r.Categories {
		title := c.Title
		if title == "" {
			title = r.Title
		}
		rows = append(rows, row("`"+c.Name+"`", r.SeverityOf(c.Name).String(), title))
	}
	p.table("Variants", row("Variant", "Severity", "Meaning"), rows)
}

func (p *page) fixes(fixes []Fix) {
	var rows []string
	for _, f := range fixes {
		rows = append(rows, row(f.Message, f.Safety.String(), joinClauses(safetyMeaning(f.Safety), f.Why)))
	}
	p.table("Fixes", row("Fix", "Safety", "Meaning"), rows)
}

func (p *page) table(title, head string, rows []string) {
	if len(rows) == 0 {
		return
	}
	p.line("## %s", title)
	rule := strings.Repeat("| --- ", strings.Count(head, " | ")+1) + "|"
	p.line("%s", strings.Join(append([]string{head, rule}, rows...), "\n"))
}

func row(cells ...string) string {
	for i, c := range cells {
		cells[i] = strings.ReplaceAll(unwrap(c), "|", `\|`)
	}
	return "| " + strings.Join(cells, " | ") + " |"
}

func safetyMeaning(s Safety) string {
	switch s {
	case Safe:
		return "keeps what the script does"
	case Unsafe:
		return "may change what the script does; applied on request"
	default:
		return "shown, never applied"
	}
}

// blockStart matches a line that cannot continue a paragraph: a list item, heading, quotation, table row or
// indented code.
var blockStart = regexp.MustCompile(`^(\s*([-*+]|\d+[.)])\s|#{1,6}\s|>|\||    |\t)`)

// unwrap joins the lines of each paragraph and list item of a Markdown text; fenced code stays as it is.
func unwrap(text string) string {
	var b strings.Builder
	fenced, joinable := false, false
	for line := range strings.SplitSeq(strings.Trim(text, "\n"), "\n") {
		fence := strings.HasPrefix(strings.TrimSpace(line), "```")
		plain := !fence && !fenced && strings.TrimSpace(line) != ""
		continues := plain && joinable && !blockStart.MatchString(line)
		switch {
		case continues:
			b.WriteString(" " + strings.TrimSpace(line))
		case b.Len() > 0:
			b.WriteString("\n" + strings.TrimRight(line, " \r"))
		default:
			b.WriteString(strings.TrimRight(line, " \r"))
		}
		if fence {
			fenced = !fenced
		}
		joinable = plain && !strings.HasPrefix(line, "#") && !strings.HasPrefix(line, "|")
	}
	return b.String()
}
