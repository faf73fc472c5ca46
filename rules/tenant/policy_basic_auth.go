package tenant

import (
	"fmt"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/exolint/exolint/rules/rule"
	"github.com/exolint/exolint/scanner/inventory"
	"github.com/exolint/exolint/scanner/rewrite"
	"github.com/exolint/exolint/scanner/unit"
)

// PolicyBasicAuth finds authentication policies that allow Basic authentication.
func PolicyBasicAuth() *rule.Rule {
	return rule.New(rule.Meta{
		ID:       "EXO4003",
		Name:     "policy-basic-auth",
		Title:    "Authentication policy that allows Basic authentication",
		Since:    "0.1.0",
		Severity: rule.Warning, Confidence: rule.High, SecuritySeverity: 5.0,
		Tags: []string{"security", "exchange-online", "tenant-setting"},
		What: "`New-AuthenticationPolicy` or `Set-AuthenticationPolicy` with one of the `-AllowBasicAuth…` switches on, also where `$false` follows " +
			"after a space, and the DSC resource `EXOAuthenticationPolicy` with one of them `$true`.",
		Why: `The switches allow Basic authentication for a protocol. It is left in Exchange Online for SMTP AUTH; for ActiveSync, EWS,
IMAP, MAPI, the offline address book, POP, remote PowerShell and RPC it is off in all tenants, whatever a policy allows.
The switches take a value only after a colon: in "-AllowBasicAuthSmtp $false" the switch is on, and $false is an
argument of its own. To block a protocol, leave its switch out of a new policy, and write "-AllowBasicAuthSmtp:$false"
to change one.`,
		Bad:    "Set-AuthenticationPolicy -Identity legacy -AllowBasicAuthSmtp $false",
		Good:   "Set-AuthenticationPolicy -Identity legacy -AllowBasicAuthSmtp:$false",
		Limits: []string{"A switch whose value is not known is not reported."},
		References: []string{
			"https://learn.microsoft.com/powershell/module/exchangepowershell/set-authenticationpolicy",
			"https://learn.microsoft.com/exchange/clients-and-mobile-in-exchange-online/deprecation-of-basic-authentication-exchange-online",
		},
		Categories: []rule.Category{
			{Name: "allows", Title: "The policy allows Basic authentication"},
			{Name: "turned-off", Title: "The policy allows Basic authentication for a protocol that no longer takes it", Severity: rule.Note},
			{Name: "separate-value", Title: "A space before the value turns the switch on"},
			testFixture("Policy that allows Basic authentication"),
		},
		Fixes:    rewrite.FixesOf("EXO4003"),
		Triggers: []string{"new-authenticationpolicy", "set-authenticationpolicy", "exoauthenticationpolicy"},
	}, policyBasicAuth, unit.Input, unit.Inventory)
}

func policyBasicAuth(pass *analysis.Pass) (any, error) {
	enabling(pass, func(t *inventory.TenantSetting) {
		f := unit.Finding{Advice: "-" + t.Parameter + ":$false"}
		block := "block it with -" + t.Parameter + ":$false"
		name := t.Cmdlet + " -" + t.Parameter
		if t.Call == nil {
			f.Advice = setting(t, "$false")
			block = "set it to $false"
			name = t.Cmdlet + " " + t.Parameter
		}
		f.Diagnostic = analysis.Diagnostic{Pos: t.At.Pos(), End: t.At.End(), Category: "allows"}
		switch protocol := strings.ToLower(t.Parameter); {
		case t.Separate:
			f.Category = "separate-value"
			f.Message = fmt.Sprintf("-%s is a switch, so the space before its value turns it on; write -%[1]s:$false", t.Parameter)
		case protocol == "allowbasicauthsmtp":
			f.Message = fmt.Sprintf("%s allows Basic authentication for SMTP AUTH to those who are given the policy; %s", name, block)
		case isTurnedOff(protocol):
			f.Category = "turned-off"
			f.Message = fmt.Sprintf("%s allows Basic authentication that Exchange Online has turned off for all tenants, so it opens nothing; %s", name, block)
		default:
			f.Message = fmt.Sprintf("with %s the policy allows Basic authentication; %s", name, block)
		}
		f.Category = variant(t, f.Category)
		unit.Report(pass, f)
	}, "New-AuthenticationPolicy", "Set-AuthenticationPolicy", "EXOAuthenticationPolicy")
	return nil, nil
}

// isTurnedOff reports whether the switch, in lower case, is for a protocol for which Exchange Online takes no Basic
// authentication any more, whatever a policy says.
func isTurnedOff(parameter string) bool {
	switch parameter {
	case "allowbasicauthactivesync", "allowbasicauthimap", "allowbasicauthmapi", "allowbasicauthofflineaddressbook", "allowbasicauthpop",
		"allowbasicauthpowershell", "allowbasicauthrpc", "allowbasicauthwebservices":
		return true
	}
	return false
}
