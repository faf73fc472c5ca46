package report

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/exolint/exolint/rules/rule"
)

// maxAnnotations is the number of annotations of a level that GitHub keeps for a step; it drops the rest without
// a word.
const maxAnnotations = 10

// WriteGitHub writes the findings that count as workflow commands, which GitHub Actions shows as annotations. The
// worst come first; what GitHub would drop is counted in a last notice.
func WriteGitHub(w io.Writer, r *Report) error {
	findings := slices.Collect(r.Open())
	slices.SortStableFunc(findings, func(a, b *Finding) int { return cmp.Compare(b.Severity, a.Severity) })
	g := githubWriter{out: bufio.NewWriter(w), mask: NewMasker(r), report: r}
	left := map[rule.Severity]int{
		rule.Error: maxAnnotations, rule.Warning: maxAnnotations, rule.Note: maxAnnotations - 1, // one for the rest
	}
	for _, n := range r.Notifications {
		if left[n.Level] > 0 {
			left[n.Level]--
			g.command(n.Level, n.At, "exolint", n.Message)
		}
	}
	dropped := 0
	for _, f := range findings {
		if left[f.Severity] == 0 {
			dropped++
			continue
		}
		left[f.Severity]--
		title := fmt.Sprintf("%s %s", f.Rule.ID, f.Rule.Name)
		g.command(f.Severity, f.Primary, title, f.fullMessage(r.Started))
	}
	if dropped > 0 {
		text := fmt.Sprintf("%s not shown as annotations; the log and the report have all", plural(dropped, "more finding"))
		g.command(rule.Note, Span{}, "exolint", text)
	}
	return g.out.Flush()
}

type githubWriter struct {
	out    *bufio.Writer
	mask   *Masker
	report *Report
}

// fullMessage returns the message with what is known about the finding and what should stand there instead.
func (f *Finding) fullMessage(now time.Time) string {
	text := f.Message
	if f.Deadline != nil {
		text += "\n" + f.Deadline.Beyond(f.Message, now)
	}
	if f.Advice != "" {
		text += "\nInstead: " + f.Advice
	}
	return text
}

// properties returns where and under what title an annotation stands.
func (g githubWriter) properties(s Span, title string) []string {
	title = property("title", title)
	if s.File == nil {
		return []string{title}
	}
	path, _ := g.report.RootPath(s.File)
	if !s.read() {
		return []string{property("file", path), title}
	}
	start, end := s.Range()
	props := []string{property("file", path), fmt.Sprintf("line=%d", start.Line), fmt.Sprintf("endLine=%d", end.Line)}
	if start.Line == end.Line {
		// GitHub takes columns only within one line.
		props = append(props, fmt.Sprintf("col=%d", start.Col16), fmt.Sprintf("endColumn=%d", max(end.Col16, start.Col16)))
	}
	return append(props, title)
}

// command writes an annotation of that title at s, which may be no place.
func (g githubWriter) command(level rule.Severity, s Span, title, message string) {
	name := map[rule.Severity]string{rule.Error: "error", rule.Warning: "warning"}[level]
	name = cmp.Or(name, "notice")
	fmt.Fprintf(g.out, "::%s %s::%s\n", name, strings.Join(g.properties(s, title), ","), commandData(g.mask.TextIn(s.File, message)))
}

// commandData escapes the message of a workflow command.
func commandData(text string) string {
	lines := splitLines(text)
	for i, line := range lines {
		lines[i] = strings.ReplaceAll(visible(line), "%", "%25")
	}
	return strings.Join(lines, "%0A")
}

// property returns a property of a workflow command. The value is escaped and otherwise as it is: a path must be
// the one that the repository has.
func property(name, value string) string {
	escape := strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
	return name + "=" + escape.Replace(value)
}
