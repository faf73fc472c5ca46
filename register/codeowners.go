package register

import (
	"strings"
	"unicode"

	"github.com/bmatcuk/doublestar/v4"
)

// CodeOwners is what a CODEOWNERS file says. The nil one names nobody.
type CodeOwners struct{ entries []codeOwner }

// A codeOwner is a line of the file: a pattern and whom it names.
type codeOwner struct {
	glob  string
	owner string
}

// CodeOwnersPaths are where a repository has the file, the first one that is there counts.
func CodeOwnersPaths() []string {
	return []string{".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS"}
}

// ParseCodeOwners reads a CODEOWNERS file of GitHub or GitLab. Lines that are no patterns, such as GitLab's names of sections, set
// nothing but the section's own owners.
func ParseCodeOwners(content string) *CodeOwners {
	c := new(CodeOwners)
	section := ""
	for line := range strings.Lines(content) {
		words := codeOwnerWords(line)
		if len(words) == 0 {
			continue
		}
		if strings.HasPrefix(words[0], "[") || strings.HasPrefix(words[0], "^[") {
			section = sectionOwners(line)
			continue
		}
		owner := strings.Join(words[1:], " ")
		if owner == "" {
			owner = section
		}
		if glob := codeOwnerGlob(words[0]); doublestar.ValidatePattern(glob) {
			c.entries = append(c.entries, codeOwner{glob, owner})
		}
	}
	return c
}

// codeOwnerWords splits a line at white space that is not escaped, up to a comment.
func codeOwnerWords(line string) []string {
	var words []string
	var word strings.Builder
	escaped := false
	end := func() {
		if word.Len() > 0 {
			words = append(words, word.String())
			word.Reset()
		}
	}
	for _, r := range line {
		switch {
		case escaped:
			word.WriteRune(r)
			escaped = false
		case r == '\\':
			escaped = true
		case r == '#' && word.Len() == 0:
			return words
		case unicode.IsSpace(r):
			end()
		default:
			word.WriteRune(r)
		}
	}
	end()
	return words
}

// sectionOwners returns whom a section's line names for patterns that name nobody: "[Mail][2] @messaging".
func sectionOwners(line string) string {
	return strings.TrimSpace(line[strings.LastIndexByte(line, ']')+1:])
}

// codeOwnerGlob returns a pattern of the file as one of doublestar: without a slash but at its end it matches at any depth, and
// what names a folder matches all in it.
func codeOwnerGlob(pattern string) string {
	trimmed := strings.TrimPrefix(pattern, "/")
	if trimmed == pattern && !strings.Contains(strings.TrimSuffix(pattern, "/"), "/") {
		trimmed = "**/" + trimmed
	}
	if strings.HasSuffix(trimmed, "/") {
		return trimmed + "**"
	}
	if strings.HasSuffix(trimmed, "/*") && !strings.HasSuffix(trimmed, "**/*") {
		return trimmed // what is in that folder itself
	}
	return "{" + trimmed + "," + trimmed + "/**}"
}

// Owner returns whom the file names for the path, which is slash-separated and relative to the repository; "": nobody. The last
// line that matches counts.
func (c *CodeOwners) Owner(path string) string {
	if c == nil {
		return ""
	}
	for i := len(c.entries) - 1; i >= 0; i-- {
		if doublestar.MatchUnvalidated(c.entries[i].glob, path) {
			return c.entries[i].owner
		}
	}
	return ""
}
