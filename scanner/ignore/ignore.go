// Package ignore decides, as git does, which paths the .gitignore files of a tree leave out.
//
// A [List] holds the patterns of one file and knows the list of the folder above. A walk adds a list for each folder
// that has such a file and asks the innermost list about what stands in the folder. A path under an ignored folder is
// not asked about: a walk does not go there, and git does not let a pattern bring such a path back.
package ignore

import (
	"path"
	"strings"

	"github.com/bmatcuk/doublestar/v4"
)

// A List is the patterns of one ignore file, on top of those of the folders above it. The nil list ignores nothing.
type List struct {
	parent   *List
	dir      string // the folder of the file, slash-separated; "" for the top
	patterns []pattern
}

// With returns the patterns of an ignore file with the given content that stands in dir, on top of those of l.
// Dir is slash-separated and relative to the same top as the paths that the list is asked about; "" or "." is the top.
func (l *List) With(dir string, content []byte) *List {
	return &List{parent: l, dir: strings.TrimPrefix(path.Clean(dir), "."), patterns: parse(string(content))}
}

// IgnoresFile reports whether the file is left out. The path is slash-separated and relative to the top.
func (l *List) IgnoresFile(path string) bool { return l.ignores(path, false) }

// IgnoresDir reports whether the folder, and so all that it holds, is left out. The path is slash-separated and relative
// to the top.
func (l *List) IgnoresDir(path string) bool { return l.ignores(path, true) }

// ignores asks the innermost file first; in it, the last pattern that matches decides.
func (l *List) ignores(name string, dir bool) bool {
	for ; l != nil; l = l.parent {
		rel, ok := l.relative(name)
		if !ok {
			continue
		}
		for i := len(l.patterns) - 1; i >= 0; i-- {
			if p := &l.patterns[i]; p.matches(rel, dir) {
				return !p.negated
			}
		}
	}
	return false
}

// relative returns name as seen from the folder of l.
func (l *List) relative(name string) (string, bool) {
	if l.dir == "" {
		return name, true
	}
	rel, ok := strings.CutPrefix(name, l.dir)
	if !ok {
		return "", false
	}
	return strings.CutPrefix(rel, "/")
}

// A pattern is one line of an ignore file. Text and globs hold one rune for each byte, because git matches bytes.
type pattern struct {
	prefix   string // what stands before the first wildcard
	glob     string // the rest, in doublestar's syntax; "" where the line has no wildcard
	negated  bool   // !
	dirOnly  bool   // a slash at the end
	anchored bool   // matches the whole path, not just its last element
}

func (p *pattern) matches(name string, dir bool) bool {
	if p.dirOnly && !dir {
		return false
	}
	if !p.anchored {
		name = path.Base(name)
	}
	rest, ok := strings.CutPrefix(widen(name), p.prefix)
	if !ok || p.glob == "" {
		return ok && rest == ""
	}
	return doublestar.MatchUnvalidated(p.glob, rest)
}

// parse returns the patterns of an ignore file. Lines that can match nothing are left out.
func parse(content string) []pattern {
	var patterns []pattern
	content = strings.TrimPrefix(content, "\ufeff")
	for line := range strings.SplitSeq(content, "\n") {
		line = trimSpaces(strings.TrimSuffix(line, "\r"))
		if line == "" || line[0] == '#' {
			continue
		}
		if p, ok := parseLine(line); ok {
			patterns = append(patterns, p)
		}
	}
	return patterns
}

func parseLine(line string) (p pattern, ok bool) {
	line, p.negated = strings.CutPrefix(line, "!")
	line, p.dirOnly = strings.CutSuffix(line, "/")
	p.anchored = strings.Contains(line, "/")
	line = strings.TrimPrefix(line, "/")
	if line == "" {
		return p, false
	}
	line = widen(line)
	wild := strings.IndexAny(line, `*?[\`)
	if wild < 0 {
		p.prefix = line
		return p, true
	}
	// Git compares the part before the first wildcard by itself and matches the rest alone. That makes the asterisks of
	// "a**/b" stand at the start of a pattern, where they span folders.
	p.prefix = line[:wild]
	p.glob, ok = translate(line[wild:])
	return p, ok
}

// trimSpaces removes the spaces at the end of a line, up to one that a backslash keeps.
func trimSpaces(line string) string {
	kept := 0
	for i := 0; i < len(line); i++ {
		switch line[i] {
		case ' ':
			continue
		case '\\':
			i++
		}
		kept = i + 1
	}
	return line[:min(kept, len(line))]
}

// widen turns each byte into a rune of its own where s is not ASCII.
func widen(s string) string {
	if strings.IndexFunc(s, func(r rune) bool { return r >= 0x80 }) < 0 {
		return s
	}
	runes := make([]rune, len(s))
	for i := range len(s) {
		runes[i] = rune(s[i])
	}
	return string(runes)
}
