package rewrite

import (
	"strings"

	"github.com/exolint/exolint/scanner/cmdlet"
	"github.com/exolint/exolint/scanner/syntax"
)

// An argument is a parameter with its value as they are to be written.
type argument struct {
	name  string // without dash
	value string // an expression; "" for a switch
	colon bool   // the value follows a colon: a switch with a value
}

func (a argument) String() string {
	switch {
	case a.value == "":
		return "-" + a.name
	case a.colon:
		return "-" + a.name + ":" + a.value
	default:
		return "-" + a.name + " " + a.value
	}
}

// texts returns the arguments as they are to be written.
func texts(args []argument) []string {
	list := make([]string, len(args))
	for i, a := range args {
		list[i] = a.String()
	}
	return list
}

// keyVaultPrefix begins a certificate setting that names a certificate in a key vault: key-vault:VAULT/NAME.
const keyVaultPrefix = "key-vault:"

// value returns a setting as an expression, and a placeholder where it has no value, which it notes in c.
func (c *Change) value(setting, value, placeholder string) string {
	if value == "" {
		c.placeholder(setting)
		return syntax.Quote(placeholder)
	}
	return expression(value)
}

func (c *Change) placeholder(setting string) {
	for _, p := range c.Placeholders {
		if p == setting {
			return
		}
	}
	c.Placeholders = append(c.Placeholders, setting)
}

// appID, organization and the like are the settings as expressions.
func (s *author) appID(c *Change) string { return c.value("app-id", s.o.Values.AppID, "<app-id>") }

func (s *author) organization(c *Change) string {
	return c.value("organization", s.o.Values.Organization, "<tenant>.onmicrosoft.com")
}

// A certificateNames is what a cmdlet calls the ways to pass a certificate; "" where it has none.
type certificateNames struct{ thumbprint, file, object string }

// certificate returns the argument that passes the certificate.
func (s *author) certificate(c *Change, names certificateNames) (argument, *Refusal) {
	v := s.o.Values
	vault, inVault := strings.CutPrefix(v.CertificateFile, keyVaultPrefix)
	switch {
	case inVault && names.object != "":
		return argument{name: names.object, value: keyVaultCertificate(vault)}, nil
	case v.CertificateFile != "" && !inVault && names.file != "" && (v.CertificateThumbprint == "" || s.onUnix()):
		return argument{name: names.file, value: expression(v.CertificateFile)}, nil
	case s.onUnix() && names.file != "" && v.CertificateThumbprint == "":
		return argument{name: names.file, value: c.value("certificate-file", "", "<certificate>.pfx")}, nil
	case s.onUnix():
		return argument{}, Refuse(ThumbprintOnLinux)
	}
	return argument{name: names.thumbprint, value: c.value("certificate-thumbprint", v.CertificateThumbprint, "<certificate-thumbprint>")}, nil
}

// keyVaultCertificate returns an expression for the certificate VAULT/NAME.
func keyVaultCertificate(name string) string {
	vault, cert, _ := strings.Cut(name, "/")
	return "([System.Security.Cryptography.X509Certificates.X509Certificate2]::new([Convert]::FromBase64String((Get-AzKeyVaultSecret -VaultName " +
		syntax.Quote(vault) + " -Name " + syntax.Quote(cert) + " -AsPlainText))))"
}

// onUnix reports whether the script says that it runs on Linux or macOS: by its first line.
func (s *author) onUnix() bool {
	return s.f != nil && strings.HasPrefix(s.f.Src, "#!")
}

// expression returns a setting's value as an expression: a variable as it is, anything else as a literal.
func expression(value string) string {
	if strings.HasPrefix(value, "$") {
		return value
	}
	return syntax.Quote(value)
}

// asExpression returns the text of n, an argument of a command, as it must be written where an expression is expected: a
// bare word in quotes.
func (s *author) asExpression(n syntax.Node) string {
	switch n := n.(type) {
	case *syntax.StringConstantExpression:
		if n.Kind == syntax.BareWord {
			return syntax.Quote(n.Value)
		}
	case *syntax.ExpandableStringExpression:
		if n.Kind == syntax.BareWord {
			return `"` + s.f.Text(n) + `"`
		}
	case *syntax.ArrayLiteral:
		list := make([]string, len(n.Elements))
		for i, e := range n.Elements {
			list[i] = s.asExpression(e)
		}
		return strings.Join(list, ", ")
	case *syntax.Pipeline:
		if e, ok := soleExpression(n); ok {
			return s.asExpression(e)
		}
	case *syntax.CommandExpression:
		if len(n.Redirections) == 0 {
			return s.asExpression(n.Expression)
		}
	}
	return s.f.Text(n)
}

// soleExpression returns the expression that a statement consists of.
func soleExpression(n syntax.Node) (syntax.Expr, bool) {
	switch n := n.(type) {
	case *syntax.Pipeline:
		if len(n.Elements) == 1 && !n.Background {
			return soleExpression(n.Elements[0])
		}
	case *syntax.CommandExpression:
		return n.Expression, len(n.Redirections) == 0
	case syntax.Expr:
		return n, true
	}
	return nil, false
}

// command returns the name of a cmdlet as it must be written in the script: with its module where a function of the script
// has the same name, which would call itself.
func (s *author) command(name string) string {
	if s.f == nil {
		return name
	}
	for i, t := range s.f.Tokens[:max(0, len(s.f.Tokens)-1)] {
		if t.Kind != syntax.KindFunction && t.Kind != syntax.KindFilter {
			continue
		}
		next := s.f.Tokens[i+1]
		if _, own := splitScope(s.f.Slice(next.Pos, next.End)); syntax.EqualFold(own, name) {
			return moduleOf(name) + `\` + name
		}
	}
	return name
}

// moduleOf returns the module of a cmdlet that rewritten scripts call.
func moduleOf(name string) string {
	if c := cmdlet.Lookup(name); c != nil {
		return c.Module
	}
	return "ExchangeOnlineManagement"
}
