package secrets

import (
	"fmt"

	"golang.org/x/tools/go/analysis"

	"github.com/exolint/exolint/rules/rule"
	"github.com/exolint/exolint/scanner/inventory"
	"github.com/exolint/exolint/scanner/rewrite"
	"github.com/exolint/exolint/scanner/unit"
)

// PlaintextSecureString finds literals that become a SecureString.
func PlaintextSecureString() *rule.Rule {
	return rule.New(rule.Meta{
		ID:       "EXO3001",
		Name:     "plaintext-securestring",
		Title:    "SecureString made from a plain-text literal",
		Since:    "0.1.0",
		Severity: rule.Error, Confidence: rule.High, SecuritySeverity: 8.1,
		Tags:      []string{"security", "secret", "external/cwe/cwe-798"},
		Sensitive: true,
		What: "A literal that reaches `ConvertTo-SecureString -AsPlainText`, in place, by the pipeline, put together from pieces or by a " +
			"variable, or that is appended to a SecureString character by character. The finding is at the literal.",
		Why: `A password in a script is readable by everyone who can read the script, its history and its backups. -AsPlainText does
not protect it. Change the password, and read the new one from a vault, an asset or a prompt, or sign in without one.`,
		Bad:  "$p = ConvertTo-SecureString 'correct-horse-7' -AsPlainText -Force",
		Good: "$p = Read-Host -AsSecureString",
		Limits: []string{
			"Values from parameters, the environment, a vault or a generator are not reported.",
			"Placeholders such as `<password>`, `{{x}}`, `xxxx` or `YourPasswordHere` are not reported.",
			fixtureLimit,
			"A certificate's password and an application's secret are reported by EXO3006.",
		},
		References: []string{"https://learn.microsoft.com/powershell/module/microsoft.powershell.security/convertto-securestring"},
		Fixes:      rewrite.FixesOf("EXO3001"),
		Categories: []rule.Category{{Name: "test-fixture", Title: "Password written in a test", Severity: rule.Note}},
		Triggers:   secureStrings(),
	}, plaintextSecureString, unit.Input, unit.Facts, unit.Inventory)
}

func plaintextSecureString(pass *analysis.Pass) (any, error) {
	wanted := func(s *inventory.Secret) bool {
		return s.Kind == inventory.Password && s.Sink == inventory.SecureStringSink
	}
	matching(pass, wanted, func(s *inventory.Secret) {
		report(pass, s, variant(s, ""), fmt.Sprintf("a password is written %s and made a SecureString, which does not protect it there; %s",
			place(s), toDo(s, "change it and "+keep(pass, s))))
	})
	return nil, nil
}
