package rewrite

import (
	"strings"

	"github.com/exolint/exolint/rules/rule"
	"github.com/exolint/exolint/scanner/edit"
	"github.com/exolint/exolint/scanner/facts"
	"github.com/exolint/exolint/scanner/inventory"
	"github.com/exolint/exolint/scanner/syntax"
)

// setting answers the findings about tenant settings. What it suggests is displayed only: it changes what users may do.
func (s *script) setting(c *Change) {
	if !strings.HasPrefix(c.Rule, "EXO4") {
		return
	}
	e := s.settingAt(c.At)
	if e == nil || e.Call == nil {
		c.refuse(NoRewrite)
		return
	}
	if e.Call.Outer != nil {
		c.refuse(ExecutedString)
		return
	}
	b, ok := e.Call.Argument(e.Parameter)
	if !ok || b.Splat != nil || b.Default != nil {
		c.refuse(NoRewrite)
		return
	}
	c.Safety = rule.Display
	switch strings.ToLower(e.Cmdlet) {
	case "set-casmailbox":
		s.setValue(c, e, b, "$null", inheritMessage)
	case "set-transportconfig":
		s.setValue(c, e, b, "$true", offMessage)
		c.Notes = append(c.Notes, "name each mailbox that still needs it: Set-CASMailbox -Identity MAILBOX -SmtpClientAuthenticationDisabled $false")
	default:
		c.Message = blockMessage
		c.Edits = []edit.Edit{edit.Replace(s.f, edit.SpanOf(s.f, e.At), s.parameterText(b)+":$false")}
	}
}

func (s *script) settingAt(n syntax.Node) *inventory.TenantSetting {
	for _, e := range s.inv.Settings {
		if e.At.Pos() == n.Pos() {
			return e
		}
	}
	return nil
}

// setValue writes value for the argument.
func (s *script) setValue(c *Change, e *inventory.TenantSetting, b facts.Bound, value, message string) {
	if b.Expr == nil || !s.own(b.Expr) || !within(b.Expr, e.Call.Node) {
		c.refuse(NoRewrite)
		return
	}
	c.Message = message
	c.Edits = []edit.Edit{edit.Replace(s.f, edit.SpanOf(s.f, b.Expr), value)}
}

// parameterText returns the parameter with its dash, as it is written.
func (s *script) parameterText(b facts.Bound) string {
	if b.Name == nil {
		return "-" + b.Parameter
	}
	text := s.f.Text(b.Name)
	if b.Name.Argument != nil {
		text = s.f.Slice(b.Name.Pos(), b.Name.Argument.Pos())
	}
	return strings.TrimRight(strings.TrimRight(text, " \t"), ":")
}
