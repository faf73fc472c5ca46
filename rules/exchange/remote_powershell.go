package exchange

import (
	"fmt"

	"golang.org/x/tools/go/analysis"

	"github.com/exolint/exolint/rules/due"
	"github.com/exolint/exolint/rules/rule"
	"github.com/exolint/exolint/scanner/inventory"
	"github.com/exolint/exolint/scanner/rewrite"
	"github.com/exolint/exolint/scanner/unit"
)

// RemotePowerShell finds remote sessions on endpoints of Exchange Online and Security & Compliance.
func RemotePowerShell() *rule.Rule {
	return rule.New(rule.Meta{
		ID:       "EXO1002",
		Name:     "remote-powershell",
		Title:    "Remote PowerShell session to Exchange Online, which no longer exists",
		Since:    "0.1.0",
		Severity: rule.Error, Confidence: rule.High, SecuritySeverity: 7.5,
		Tags: []string{"security", "exchange-online", "legacy-authentication", "retired", "external/cwe/cwe-309"},
		What: "`New-PSSession`, `Enter-PSSession`, `Connect-PSSession` or `Invoke-Command` with a connection address on a host of Exchange " +
			"Online or of Security & Compliance, in any cloud, however the address is put together.",
		Why: `Remote PowerShell in Exchange Online was turned off for all tenants, whatever the authentication. A script that opens
such a session fails at that line. The ExchangeOnlineManagement module connects by REST instead; its cmdlets have the
same names, so Import-PSSession and Remove-PSSession go as well.

With BasicAuthToOAuthConversion in the address a token took the place of the password. That is not Basic
authentication, but the endpoint is gone all the same.`,
		Bad: "$s = New-PSSession -ConfigurationName Microsoft.Exchange -ConnectionUri https://outlook.office365.com/powershell-liveid/ " +
			"-Credential $c -Authentication Basic -AllowRedirection\nImport-PSSession $s",
		Good: "Connect-ExchangeOnline -AppId $appId -CertificateThumbprint $thumbprint -Organization 'contoso.onmicrosoft.com' -ShowBanner:$false",
		Limits: []string{
			"A session on a server of the organisation's own is not reported, with Basic authentication neither.",
			"A connection address whose host is not known is not reported.",
			"Import-PSSession is not reported; the session that it imports is.",
		},
		References: []string{"https://learn.microsoft.com/powershell/exchange/connect-to-exchange-online-powershell"},
		Deadlines:  due.Deadlines("remote-powershell"),
		Categories: []rule.Category{
			{Name: "basic", Title: "Remote PowerShell session with a user name and password"},
			{Name: "oauth-token", Title: "Remote PowerShell session with a token in place of the password"},
		},
		Fixes:    rewrite.FixesOf("EXO1002"),
		Triggers: remoteTriggers(),
	}, remotePowerShell, unit.Input, unit.Inventory)
}

func remotePowerShell(pass *analysis.Pass) (any, error) {
	inv := unit.InventoryOf(pass)
	for _, s := range inv.SignIns {
		if s.Method != inventory.Basic && s.Method != inventory.OAuthInBasic || s.Endpoint == "" || s.Service == inventory.EWS {
			continue
		}
		category, with, whatever := "basic", "with user name and password"+from(s), ""
		switch {
		case s.Method == inventory.OAuthInBasic:
			category, with, whatever = "oauth-token", "with a token in place of the password", ", with any authentication"
		case s.Argument == nil:
			with = "to " + string(s.Service)
		}
		advice, manner := rewrite.SignIn(inv, s, unit.Of(pass).Rewrite)
		unit.Report(pass, unit.Finding{
			Diagnostic: analysis.Diagnostic{Pos: s.At.Pos(), End: s.At.End(), Category: category, Related: callers(pass, s),
				Message: fmt.Sprintf("%s opens a session on %s %s; %s%s; %s", s.Cmdlet, s.Endpoint, with,
					due.Sentence(pass, "remote-powershell", "remote PowerShell there"), whatever, use(inv, s, cmdletOf(advice), manner))},
			Deadline: "remote-powershell",
			Advice:   advice,
			Trail:    trail(pass, s),
		})
	}
	return nil, nil
}

// remoteTriggers are the commands that open a session, each with a part of the names of the hosts.
func remoteTriggers() []string {
	var list []string
	for _, command := range []string{"pssession", "invoke-command", "|icm|", "|nsn|", "|etsn|", "|cnsn|"} {
		for _, host := range []string{"outlook", "office365", "apps.mil", "compliance.dod"} {
			list = append(list, command+" & "+host)
		}
	}
	return list
}
