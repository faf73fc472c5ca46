package secrets

import (
	"fmt"

	"golang.org/x/tools/go/analysis"

	"github.com/exolint/exolint/rules/rule"
	"github.com/exolint/exolint/scanner/inventory"
	"github.com/exolint/exolint/scanner/rewrite"
	"github.com/exolint/exolint/scanner/unit"
)

// PlaintextCredential finds literals that are passed as a password.
func PlaintextCredential() *rule.Rule {
	return rule.New(rule.Meta{
		ID:       "EXO3002",
		Name:     "plaintext-credential",
		Title:    "Plain-text literal passed as a password",
		Since:    "0.1.0",
		Severity: rule.Error, Confidence: rule.High, SecuritySeverity: 8.1,
		Tags:      []string{"security", "secret", "external/cwe/cwe-798"},
		Sensitive: true,
		What: "A literal that reaches a place where a password is used: a `NetworkCredential`, `PSCredential` or `WebCredentials`, a `-Password` " +
			"parameter of a cmdlet or function, a method such as `SetPassword`, or a program's password switch (`net user`, `schtasks /rp`, " +
			"`cmdkey /pass:`, `psexec -p` and their kind, and of any program one that is named like a password). The finding is at the literal.",
		Why: `A password in a script is readable by everyone who can read the script, its history and its backups, and a program's
arguments are visible to other processes too. Change the password, and read the new one from a vault, an asset or a
prompt, or sign in without one.`,
		Bad:  "$n = New-Object System.Net.NetworkCredential('user', 'correct-horse-7')",
		Good: "$n = (Get-Credential).GetNetworkCredential()",
		Limits: []string{
			"Values from parameters, the environment, a vault or a generator are not reported.",
			"Placeholders such as `<password>`, `{{x}}`, `xxxx` or `YourPasswordHere` are not reported.",
			"The user `anonymous` has no password, whatever is sent for it; nor has `ftp` where that is an address of mail.",
			fixtureLimit,
		},
		References: []string{"https://learn.microsoft.com/powershell/utility-modules/secretmanagement/overview"},
		Fixes:      rewrite.FixesOf("EXO3002"),
		Categories: []rule.Category{{Name: "test-fixture", Title: "Password written in a test", Severity: rule.Note}},
		Triggers:   anyOf(secureStrings(), passwordNames(), passwordTakers()),
	}, plaintextCredential, unit.Input, unit.Facts, unit.Inventory)
}

func plaintextCredential(pass *analysis.Pass) (any, error) {
	wanted := func(s *inventory.Secret) bool {
		if s.Kind != inventory.Password {
			return false
		}
		return s.Sink == inventory.CredentialSink || s.Sink == inventory.ArgumentSink || s.Sink == inventory.NativeSink
	}
	matching(pass, wanted, func(s *inventory.Secret) {
		report(pass, s, variant(s, ""), fmt.Sprintf("a password is written %s and passed to %s; %s", place(s), taker(s), toDo(s, "change it and "+keep(pass, s))))
	})
	return nil, nil
}

// taker names what takes the secret.
func taker(s *inventory.Secret) string {
	switch {
	case s.Sink == inventory.ArgumentSink && s.Call != nil:
		return s.Call.Name + " -" + s.Name
	case s.Name != "":
		return s.Name
	}
	return "a sign-in"
}
