// Package ruletest runs rules over scripts that say themselves what is to be found in them.
//
// A comment "# want" lists the findings that begin on its line: each a pattern for the message, perhaps with the rule's id
// before it and the underlined text after it:
//
//	Connect-ExchangeOnline -Credential $c  # want "user name and password" at "-Credential $c"
//	Connect-MsolService `
//	    -Credential $c                     # want -1 EXO1502:"MSOnline"
//
// A number with a sign moves the line. Patterns and texts are Go strings; in a pattern, upper and lower case differ. A severity may
// follow the id: EXO2001:note:"relay". Any finding without its want, and any want without its finding, is an error.
package ruletest

import (
	"context"
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"go/token"

	"github.com/exolint/exolint/report"
	"github.com/exolint/exolint/rules/rule"
	"github.com/exolint/exolint/scanner"
	"github.com/exolint/exolint/scanner/source"
	"github.com/exolint/exolint/scanner/syntax"
)

// Day is the day on which the scripts are judged: retirements are told as of it, so that expectations do not age.
func Day() time.Time { return time.Date(2026, time.November, 23, 0, 0, 0, 0, time.UTC) }

// Scan returns the report on the scripts of fsys.
func Scan(t testing.TB, fsys fs.FS, rules []*rule.Rule) *report.Report {
	t.Helper()
	r, err := scanner.Run(context.Background(), scanner.Options{FS: fsys, Roots: []string{"."}, Rules: rules, Now: Day()})
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range r.Notifications {
		t.Errorf("%s: %s", n.ID, n.Message)
	}
	return r
}

// Run checks what the rules find in the scripts of fsys against the comments in them, in a subtest for each script.
func Run(t *testing.T, fsys fs.FS, rules []*rule.Rule) {
	t.Helper()
	r := Scan(t, fsys, rules)
	for _, f := range r.Files {
		t.Run(f.Path, func(t *testing.T) {
			t.Parallel()
			if f.Source == nil { // it was skipped, or nothing was found
				f.Source = read(t, fsys, f.Path)
			}
			check(t, f, findingsIn(r, f))
		})
	}
}

func read(t *testing.T, fsys fs.FS, name string) *source.File {
	t.Helper()
	raw, err := fs.ReadFile(fsys, name)
	if err != nil {
		t.Fatal(err)
	}
	src, err := source.Decode(name, raw, source.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return src
}

func findingsIn(r *report.Report, f *report.File) []report.Finding {
	var list []report.Finding
	for _, found := range r.Findings {
		if found.Primary.File == f && found.Suppressed == nil {
			list = append(list, found)
		}
	}
	return list
}

// check matches the findings of a script with its wants.
func check(t *testing.T, f *report.File, findings []report.Finding) {
	t.Helper()
	wants, err := readWants(f.Source.Text)
	if err != nil {
		t.Fatal(err)
	}
	for _, found := range findings {
		line := f.Source.Position(found.Primary.Start).Line
		text := f.Source.Text[found.Primary.Start:found.Primary.End]
		i := slices.IndexFunc(wants, func(w want) bool { return w.matches(line, text, found) })
		if i < 0 {
			t.Errorf("line %d: unexpected %s[%s] at %q: %s", line, found.Severity, found.Rule.ID, text, found.Message)
			continue
		}
		wants = slices.Delete(wants, i, i+1)
	}
	for _, w := range wants {
		t.Errorf("line %d: no finding for %s", w.line, w)
	}
}

// A want is an expected finding.
type want struct {
	line     int
	rule     string // "": any
	severity string // "": any
	message  *regexp.Regexp
	at       string // underlined text; "": any
}

func (w want) String() string { return fmt.Sprintf("%s%q at %q", w.rule, w.message, w.at) }

func (w want) matches(line int, text string, f report.Finding) bool {
	return w.line == line && (w.rule == "" || w.rule == f.Rule.ID) && (w.severity == "" || w.severity == f.Severity.String()) &&
		w.message.MatchString(f.Message) && (w.at == "" || w.at == text)
}

// marker begins the list of wants in a comment.
var marker = regexp.MustCompile(`# want(?: ([+-]\d+))? `)

// head is what may stand before a pattern.
var head = regexp.MustCompile(`^(?:(EXO\d{4}):)?(?:(note|warning|error):)?`)

// readWants reads the wants from the comments of a script. Comments are the lexer's, so a here-string cannot be mistaken for one.
func readWants(src string) ([]want, error) {
	file := token.NewFileSet().AddFile("", -1, len(src))
	parsed := syntax.Parse(file, src)
	var wants []want
	for _, tok := range parsed.Tokens {
		if tok.Kind != syntax.KindComment {
			continue
		}
		text := parsed.Slice(tok.Pos, tok.End)
		m := marker.FindStringSubmatchIndex(text)
		if m == nil {
			continue
		}
		line := 1 + strings.Count(src[:parsed.Offset(tok.Pos)], "\n")
		if m[2] >= 0 {
			offset, err := strconv.Atoi(text[m[2]:m[3]])
			if err != nil {
				return nil, fmt.Errorf("line %d: %w", line, err)
			}
			line += offset
		}
		list, err := parseWants(text[m[1]:], line)
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", line, err)
		}
		wants = append(wants, list...)
	}
	return wants, nil
}

// parseWants reads a list of wants for a line.
func parseWants(text string, line int) ([]want, error) {
	var wants []want
	for text = strings.TrimSpace(text); text != ""; text = strings.TrimSpace(text) {
		m := head.FindStringSubmatch(text)
		w := want{line: line, rule: m[1], severity: m[2]}
		pattern, rest, err := quoted(text[len(m[0]):])
		if err != nil {
			return nil, err
		}
		if w.message, err = regexp.Compile(pattern); err != nil {
			return nil, err
		}
		text = strings.TrimSpace(rest)
		if at, ok := strings.CutPrefix(text, "at "); ok {
			if w.at, text, err = quoted(strings.TrimSpace(at)); err != nil {
				return nil, err
			}
		}
		wants = append(wants, w)
	}
	return wants, nil
}

// quoted reads the Go string that text begins with.
func quoted(text string) (value, rest string, err error) {
	q, err := strconv.QuotedPrefix(text)
	if err != nil {
		return "", "", fmt.Errorf("no quoted text at %q", text)
	}
	value, err = strconv.Unquote(q)
	return value, text[len(q):], err
}
