package report

import "strings"

// A diff shows what a fix does: lines that begin with "- " or "+ ", ready to be drawn.
type diff []string

// maxDiff is the greatest number of lines of a diff that are shown beside a finding.
const maxDiff = 12

// newDiff returns what the fix changes, with secrets masked; nil if it changes nothing, more than one file, or more
// than can be taken in at a glance.
func newDiff(m *Masker, fix Fix) diff {
	if !fix.inOneFile() {
		return nil
	}
	f := fix.Edits[0].Span.File
	first, _ := fix.Edits[0].Span.Range()
	_, last := fix.Edits[len(fix.Edits)-1].Span.Range()
	if last.Line-first.Line >= maxDiff {
		return nil
	}
	old := Span{File: f, Start: lineSpan(f, first.Line).Start, End: lineSpan(f, last.Line).End}

	var d diff
	before, after := splitLines(m.Span(old)), splitLines(m.edited(old, fix.Edits))
	before, after = trimEqual(before, after)
	for _, line := range before {
		d = append(d, "- "+visible(line))
	}
	for _, line := range after {
		d = append(d, "+ "+visible(line))
	}
	if len(d) > maxDiff {
		return nil
	}
	return d
}

// adds reports whether the diff shows the text as something new.
func (d diff) adds(text string) bool {
	for _, line := range d {
		if strings.HasPrefix(line, "+") && strings.Contains(line, text) {
			return true
		}
	}
	return false
}

// inOneFile reports whether the fix has edits, all of them in one file that was read.
func (fix Fix) inOneFile() bool {
	for _, e := range fix.Edits {
		if !e.Span.read() || e.Span.File != fix.Edits[0].Span.File {
			return false
		}
	}
	return len(fix.Edits) > 0
}

// edited returns the text of s after the edits, which lie in it, with secrets masked.
func (m *Masker) edited(s Span, edits []Edit) string {
	var b strings.Builder
	at := s.Start
	for _, e := range edits {
		b.WriteString(m.Span(Span{File: s.File, Start: at, End: max(e.Span.Start, at)}))
		b.WriteString(m.TextIn(s.File, e.NewText))
		at = max(e.Span.End, at)
	}
	b.WriteString(m.Span(Span{File: s.File, Start: at, End: max(s.End, at)}))
	// A secret may be pieced together from what stays and what is new.
	return m.TextIn(s.File, b.String())
}

// splitLines returns the lines of text; none for empty text.
func splitLines(text string) []string {
	text = strings.ReplaceAll(text, "\r\n", "\n")
	text = strings.ReplaceAll(text, "\r", "\n")
	if text == "" {
		return nil
	}
	return strings.Split(strings.TrimSuffix(text, "\n"), "\n")
}

// trimEqual removes the lines that both begin or end with.
func trimEqual(a, b []string) (restA, restB []string) {
	for len(a) > 0 && len(b) > 0 && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	for len(a) > 0 && len(b) > 0 && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	return a, b
}
