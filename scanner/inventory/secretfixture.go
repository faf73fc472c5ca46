package inventory

import (
	"cmp"
	"go/token"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/exolint/exolint/scanner/syntax"
)

// isMadeUp reports whether the secret at n is one of a test, where passwords are made up as a rule: the script is a test or lies
// among the files of tests, n stands in a block of Pester's, or the comment at the script's beginning says that the secrets in
// it are not real.
func (b *builder) isMadeUp(n syntax.Node) bool {
	return isTestFile(b.path()) || b.inPester(n) || saysFake(header(b.info.File.Src))
}

// isSample reports whether s is given to something whose own name says that its values are made up, as in $fakePassword. What a
// variable of that name gets from a command is the command's.
func (b *builder) isSample(s *Secret) bool {
	if saysSample(s.Name) {
		return true
	}
	for _, n := range syntax.Enclosing(b.info.File.Root, extentOf(s.At)) {
		switch n := n.(type) {
		case *syntax.Parameter:
			if n.Default != nil && contains(n.Default, s.At) && saysSample(n.Name.Name) {
				return true
			}
		case *syntax.AssignmentStatement:
			if contains(n.Right, s.At) && saysSample(variableName(n.Left)) && isWrittenOut(n.Right) {
				return true
			}
		}
	}
	return false
}

// isWrittenOut reports whether no command stands in n but those that make a value of a literal.
func isWrittenOut(n syntax.Node) bool {
	for m := range syntax.All(n) {
		c, ok := m.(*syntax.Command)
		if ok && !equalsAny(constantElement(c), "ConvertTo-SecureString", "New-Object", "ConvertFrom-Json") {
			return false
		}
	}
	return true
}

// saysSample reports whether one of the words of a name says that its values are made up.
func saysSample(name string) bool {
	for _, w := range splitName(name) {
		for _, made := range []string{"sample", "example", "dummy", "fake", "mock"} {
			if rest, ok := strings.CutPrefix(w, made); ok && (rest == "" || rest == "s" || rest == "ed" || secretName(rest) != "") {
				return true
			}
		}
	}
	return false
}

// isTestFile reports whether the slash-separated path is a Pester test's, or leads through a folder of tests. The folders of an
// absolute path do not count, as they say where the whole project lies.
func isTestFile(name string) bool {
	name = fold(name)
	if strings.HasSuffix(name, ".tests.ps1") || strings.HasSuffix(name, ".test.ps1") {
		return true
	}
	if strings.HasPrefix(name, "/") || len(name) > 1 && name[1] == ':' {
		return false
	}
	for folder := range strings.SplitSeq(path.Dir(name), "/") {
		switch folder {
		case "test", "tests", "testdata", "fixture", "fixtures":
			return true
		}
	}
	return false
}

// inPester reports whether n stands in a script block that is handed to a command of Pester which holds tests.
func (b *builder) inPester(n syntax.Node) bool {
	if b.pester == nil {
		b.pester = pesterBlocks(b.nodes.commands)
	}
	i, _ := slices.BinarySearchFunc(b.pester, n.End(), func(block *syntax.ScriptBlockExpression, end token.Pos) int { return cmp.Compare(block.End(), end) })
	return i < len(b.pester) && contains(b.pester[i], n)
}

// pesterBlocks returns the script blocks that are handed to commands of Pester which hold tests; not nil.
func pesterBlocks(commands []*syntax.Command) []*syntax.ScriptBlockExpression {
	blocks := []*syntax.ScriptBlockExpression{}
	for _, c := range commands {
		if !equalsAny(constantElement(c), "Describe", "BeforeAll", "BeforeDiscovery") {
			continue
		}
		for _, e := range c.Elements[1:] {
			if block, ok := e.(*syntax.ScriptBlockExpression); ok && (len(blocks) == 0 || !contains(blocks[len(blocks)-1], block)) {
				blocks = append(blocks, block)
			}
		}
	}
	return blocks
}

// longestHeader is the greatest number of bytes at a script's beginning in which comments about all of it are looked for.
const longestHeader = 4096

// header returns the comments that src begins with.
func header(src string) string {
	src = strings.TrimPrefix(src[:min(len(src), longestHeader)], "\ufeff")
	rest := src
	for {
		rest = strings.TrimLeft(rest, " \t\r\n")
		end := "\n"
		switch {
		case strings.HasPrefix(rest, "<#"):
			end = "#>"
		case !strings.HasPrefix(rest, "#"):
			return src[:len(src)-len(rest)]
		}
		_, after, closed := strings.Cut(rest, end)
		if !closed {
			return src
		}
		rest = after
	}
}

// fakeSecrets matches a comment that says of secrets that they are made up.
var fakeSecrets = regexp.MustCompile(`(?i)\b(secrets|credentials|passwords|tokens|keys)\b[^.\r\n]{0,40}\bare\b[^.\r\n]{0,20}\b(fake|dummy|made[ -]up|fictitious|invented|not real)\b`)

// saysFake reports whether a comment says that the secrets in the script are made up.
func saysFake(comment string) bool { return comment != "" && fakeSecrets.MatchString(comment) }
