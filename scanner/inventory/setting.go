package inventory

import (
	"strings"

	"github.com/exolint/exolint/scanner/facts"
	"github.com/exolint/exolint/scanner/syntax"
)

// A TenantSetting is a place where the script changes how the tenant accepts sign-ins.
type TenantSetting struct {
	Cmdlet    string // "Set-CASMailbox", "Set-TransportConfig", "New-AuthenticationPolicy", "Set-AuthenticationPolicy", or a DSC resource
	Parameter string
	Call      *facts.Call // nil: a DSC resource
	At        syntax.Node // what a person would underline; never nil
	Enables   bool        // it turns legacy authentication on
	Separate  bool        // a switch followed by a separate $false, which PowerShell reads as the switch being on
	Fixture   bool        // the script is a Pester test, which configures nothing that lasts
}

// settingCall adds the tenant settings that the call changes, and reports whether the cmdlet changes such settings.
func (b *builder) settingCall(call *facts.Call) bool {
	switch fold(call.Name) {
	case "set-casmailbox", "set-transportconfig":
		if a, ok := call.Argument("SmtpClientAuthenticationDisabled"); ok {
			b.addSetting(&TenantSetting{Cmdlet: call.Name, Parameter: a.Parameter, Call: call, At: underlined(call, a), Enables: canBeFalse(a.Value())})
		}
	case "new-authenticationpolicy", "set-authenticationpolicy":
		for _, a := range call.Arguments {
			if strings.HasPrefix(fold(a.Parameter), "allowbasicauth") {
				b.policySwitch(call, a)
			}
		}
	default:
		return false
	}
	return true
}

// canBeFalse reports whether v is $false, or may be by one of the ways that are known.
func canBeFalse(v facts.Value) bool {
	for one := range v.Each() {
		if one.Kind == facts.Bool && !one.Truth || one.Kind == facts.Number && one.Int == 0 {
			return true
		}
	}
	return false
}

// policySwitch adds a switch of an authentication policy. A switch takes its value after a colon only: in
// -AllowBasicAuthSmtp $false it is on, and $false is another argument.
func (b *builder) policySwitch(call *facts.Call, a facts.Bound) {
	t := &TenantSetting{Cmdlet: call.Name, Parameter: a.Parameter, Call: call, At: underlined(call, a)}
	t.Enables = a.Value().Kind == facts.Bool && a.Value().Alternatives == nil && a.Value().Truth
	if value := separateValue(call, a.Name); value != nil {
		t.Enables, t.Separate = true, true
		t.At = call.At(span(a.Name, value))
	}
	b.addSetting(t)
}

// addSetting adds t with what the script says of it.
func (b *builder) addSetting(t *TenantSetting) {
	t.Fixture = b.fixture
	b.inv.Settings = append(b.inv.Settings, t)
}

// separateValue returns the $true or $false that follows a switch as an argument of its own; nil: there is none.
func separateValue(call *facts.Call, name *syntax.CommandParameter) syntax.Node {
	if name == nil || name.Argument != nil {
		return nil
	}
	for i, e := range call.Node.Elements[:len(call.Node.Elements)-1] {
		if e != syntax.CommandElement(name) {
			continue
		}
		if v, ok := call.Node.Elements[i+1].(*syntax.VariableExpression); ok && equalsAny(v.Name, "true", "false") {
			return v
		}
	}
	return nil
}

// resourceSettings adds the settings of DSC resources of Microsoft365DSC.
func (b *builder) resourceSettings() {
	for _, r := range b.nodes.resources {
		if len(r.Elements) == 0 {
			continue
		}
		keyword, ok := r.Elements[0].(*syntax.StringConstantExpression)
		if !ok {
			continue
		}
		if body, ok := r.Elements[len(r.Elements)-1].(*syntax.Hashtable); ok {
			b.resourceSetting(keyword.Value, body)
		}
	}
}

// resourceSetting adds the settings of one resource.
func (b *builder) resourceSetting(resource string, body *syntax.Hashtable) {
	for _, e := range body.Entries {
		name := constantText(e.Key)
		t := &TenantSetting{Cmdlet: resource, Parameter: name, At: span(e.Key, e.Value)}
		switch fold(resource) {
		case "exotransportconfig", "exocasmailboxsettings":
			if !equalsAny(name, "SmtpClientAuthenticationDisabled") {
				continue
			}
			t.Enables = canBeFalse(b.info.ValueOf(e.Value))
		case "exoauthenticationpolicy":
			if !strings.HasPrefix(fold(name), "allowbasicauth") {
				continue
			}
			v := b.info.ValueOf(e.Value)
			t.Enables = v.Kind == facts.Bool && v.Alternatives == nil && v.Truth
		default:
			continue
		}
		b.addSetting(t)
	}
}
