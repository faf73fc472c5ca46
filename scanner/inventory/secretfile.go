package inventory

import (
	"regexp"
	"slices"

	"github.com/exolint/exolint/scanner/cmdlet"
	"github.com/exolint/exolint/scanner/facts"
	"github.com/exolint/exolint/scanner/syntax"
)

// takeFile adds the secret that is read in clear from a file and goes into the sink that s describes. What the script's own
// functions take may be a protected text that they work on.
func (b *builder) takeFile(file *facts.Source, s Secret) {
	switch {
	case s.Kind != Password && s.Sink != SecureStringSink, s.Kind == Token, s.Kind == Key:
		return
	case s.Sink == ArgumentSink && s.Call != nil && s.Call.Function != nil, !b.readsPassword(file.Node), b.readsOther(file.Node):
		return
	case s.Sink == SecureStringSink && (!saysPassword(file.Name) && b.onlyEncrypts() || publicCertificate.MatchString(b.info.File.Text(file.Node))):
		return
	}
	table := b.readsTable(file.Node)
	if table && !b.isPasswordColumn(file.Member) {
		return
	}
	b.addSecret(Secret{Kind: s.Kind, Sink: FileSink, At: file.Node, Name: s.Name, Call: s.Call,
		Settings: !table && b.readsSettings(file.Node), Table: table, Trail: file.Trail})
}

// passwordList matches the name of a variable with many passwords, as those are that are tried one after another.
var passwordList = regexp.MustCompile(`(?i)passwords|passwords?_?(list|array)|wordlist|dictionary`)

// readsOther reports whether a read of a file is of bytes, or of a list of passwords, which is a tool's input.
func (b *builder) readsOther(read syntax.Node) bool {
	c, ok := read.(*syntax.Command)
	if !ok {
		return false
	}
	for i, e := range c.Elements[1:] {
		if p, ok := e.(*syntax.CommandParameter); ok && (equalsAny(p.Name, "AsByteStream") ||
			equalsAny(p.Name, "Encoding") && i+2 < len(c.Elements) && equalsAny(b.info.File.Text(c.Elements[i+2]), "Byte")) {
			return true
		}
	}
	return passwordList.MatchString(assignedName(b.info, read))
}

// onlyEncrypts reports whether a script makes a SecureString of a text only to have it encrypted, as one that encrypts any file does:
// there is nothing in it that takes a password.
func (b *builder) onlyEncrypts() bool {
	src := b.info.File.Src
	takes := func(word string) bool { return syntax.ContainsFold(src, word) }
	return takes("convertfrom-securestring") &&
		!slices.ContainsFunc([]string{"credential", "password", "passwd", "pwd"}, takes)
}

// saysPassword reports whether a word for a password stands in the path of a file.
func saysPassword(path string) bool {
	return slices.ContainsFunc([]string{"pass", "pwd", "pw.", "cred", "secret"}, func(word string) bool { return syntax.ContainsFold(path, word) })
}

// isPasswordColumn reports whether passwords stand in the column of that name in a file: it is called so, and the script itself
// does not fill it.
func (b *builder) isPasswordColumn(name string) bool {
	return secretName(name) != "" && !slices.ContainsFunc(b.nodes.assignments, func(a *syntax.AssignmentStatement) bool {
		m, ok := a.Left.(*syntax.MemberExpression)
		return ok && equalsAny(constantText(m.Member), name)
	})
}

// readsTable reports whether a read of a file is of CSV, or is taken apart as CSV.
func (b *builder) readsTable(read syntax.Node) bool {
	if c, ok := read.(*syntax.Command); ok && equalsAny(cmdlet.Resolve(constantElement(c)), "Import-Csv") {
		return true
	}
	for p := b.info.Parent(read); p != nil; p = b.info.Parent(p) {
		if line, ok := p.(*syntax.Pipeline); ok {
			return slices.ContainsFunc(line.Elements, func(e syntax.PipelineElement) bool {
				c, ok := e.(*syntax.Command)
				return ok && equalsAny(constantElement(c), "ConvertFrom-Csv")
			})
		}
	}
	return false
}

// readsSettings reports whether a read of a file is taken apart into what the file holds: as JSON or XML.
func (b *builder) readsSettings(read syntax.Node) bool {
	for p := b.info.Parent(read); p != nil; p = b.info.Parent(p) {
		switch p := p.(type) {
		case *syntax.ConvertExpression:
			return isXML(p)
		case *syntax.Pipeline:
			for _, e := range p.Elements {
				if c, ok := e.(*syntax.Command); ok && isSettingsParser(constantElement(c)) {
					return true
				}
			}
		case *syntax.ParenExpression, *syntax.CommandExpression:
		case *syntax.AssignmentStatement:
			c, ok := p.Left.(*syntax.ConvertExpression)
			return ok && isXML(c)
		default:
			return false
		}
	}
	return false
}

func isXML(c *syntax.ConvertExpression) bool {
	return c.Type != nil && c.Type.TypeName != nil && equalsAny(c.Type.TypeName.Name, "xml", "System.Xml.XmlDocument")
}

// constantElement returns the name that a command is written with; "" where it is computed.
func constantElement(c *syntax.Command) string {
	s, ok := c.Elements[0].(*syntax.StringConstantExpression)
	if !ok {
		return ""
	}
	return s.Value
}

func isSettingsParser(name string) bool {
	return equalsAny(name, "ConvertFrom-Json", "ConvertFrom-StringData", "ConvertFrom-Yaml", "ConvertFrom-Toml")
}

// publicCertificate matches the name of a file with a certificate that has no private key.
var publicCertificate = regexp.MustCompile(`(?i)\.(cer|crt)\b`)

// aboutSecret matches words that a path or a variable has where a file holds a password.
var aboutSecret = regexp.MustCompile(`(?i)pass|pwd|\bpw|cred|secret|key|kennwort`)

// readsPassword reports whether a read of a file, whose text becomes a password, reads one. Get-Content is taken for it; a
// method may as well read a script that is to be hidden, so that its path or its variable has to say what is read.
func (b *builder) readsPassword(read syntax.Node) bool {
	if _, ok := read.(*syntax.InvokeMemberExpression); !ok {
		return true
	}
	around := b.info.File.Text(read)
	for p := b.info.Parent(read); p != nil; p = b.info.Parent(p) {
		if a, ok := p.(*syntax.AssignmentStatement); ok {
			around += " " + variableName(a.Left)
			break
		}
	}
	return aboutSecret.MatchString(around)
}

// isClearFile reports whether v is read in clear from a file.
func isClearFile(v facts.Value) bool {
	return v.Source != nil && v.Source.Kind == facts.SourceClearFile && v.Source.Node != nil
}
