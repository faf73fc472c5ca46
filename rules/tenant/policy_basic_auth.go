package tenant

import (
	"fmt"

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
		Why: `The switches allow Basic authentication for a protocol. They take a value only after a colon: in
"-AllowBasicAuthSmtp $false" the switch is on, and $false is an argument of its own. To block a protocol, leave its
switch out of a new policy, and write "-AllowBasicAuthSmtp:$false" to change one.`,
		Bad:        "Set-AuthenticationPolicy -Identity legacy -AllowBasicAuthSmtp $false",
		Good:       "Set-AuthenticationPolicy -Identity legacy -AllowBasicAuthSmtp:$false",
		Limits:     []string{"A switch whose value is not known is not reported."},
		References: []string{"https://learn.microsoft.com/powershell/module/exchangepowershell/set-authenticationpolicy"},
		Categories: []rule.Category{
			{Name: "allows", Title: "The policy allows Basic authentication"},
			{Name: "separate-value", Title: "A space before the value turns the switch on"},
		},
		Fixes:    rewrite.FixesOf("EXO4003"),
		Triggers: []string{"new-authenticationpolicy", "set-authenticationpolicy", "exoauthenticationpolicy"},
	}, policyBasicAuth, unit.Input, unit.Inventory)
}

func policyBasicAuth(pass *analysis.Pass) (any, error) {
	enabling(pass, func(t *inventory.TenantSetting) {
		f := unit.Finding{Advice: "-" + t.Parameter + ":$false"}
		f.Diagnostic = analysis.Diagnostic{Pos: t.At.Pos(), End: t.At.End(), Category: "allows",
			Message: fmt.Sprintf("%s -%s allows Basic authentication for what the policy is given to; block it with -%[2]s:$false", t.Cmdlet, t.Parameter)}
		if t.Call == nil {
			f.Advice = setting(t, "$false")
			f.Message = fmt.Sprintf("%s %s allows Basic authentication for what the policy is given to; set it to $false", t.Cmdlet, t.Parameter)
		}
		if t.Separate {
			f.Category = "separate-value"
			f.Message = fmt.Sprintf("-%s is a switch, so the space before its value turns it on and allows Basic authentication; write -%[1]s:$false", t.Parameter)
		}
		unit.Report(pass, f)
	}, "New-AuthenticationPolicy", "Set-AuthenticationPolicy", "EXOAuthenticationPolicy")
	return nil, nil
}
