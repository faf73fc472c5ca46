package secrets

import (
	"fmt"

	"golang.org/x/tools/go/analysis"

	"github.com/exolint/exolint/rules/rule"
	"github.com/exolint/exolint/scanner/inventory"
	"github.com/exolint/exolint/scanner/rewrite"
	"github.com/exolint/exolint/scanner/unit"
)

// PasswordLiteral finds literals that are given to something that is named like a password.
func PasswordLiteral() *rule.Rule {
	return rule.New(rule.Meta{
		ID:       "EXO3003",
		Name:     "password-literal",
		Title:    "Literal assigned to something named like a password",
		Since:    "0.1.0",
		Severity: rule.Warning, Confidence: rule.Medium, SecuritySeverity: 7.0,
		Tags:      []string{"security", "secret", "external/cwe/cwe-798"},
		Sensitive: true,
		What: "A literal that is assigned to a variable or property, stands under a key, or is a parameter's default, where the name ends in the word for a password, " +
			"in English and some other languages, and a password in the text of a connection to a database, of an address, of SQL, of JSON or of XML.",
		Why: `A password in a script is readable by everyone who can read the script, its history and its backups. Change the
password, and read the new one from a vault, an asset or a prompt.`,
		Bad:  "$smtpPassword = 'correct-horse-7'",
		Good: "$smtpPassword = Read-Host -AsSecureString",
		Limits: []string{
			"Names in which the word is not the last, such as `$PasswordFile` or `$PasswordLength`, hold no password.",
			"Paths, addresses, prompts, protected strings, empty strings and placeholders are not reported.",
			"Words for a state, such as `Enabled`, `Skipped` or `not set`, are not reported, nor are words of another alphabet than the Latin one.",
			"In addresses of the web, a password is looked for only where the host is one of Git's.",
			fixtureLimit,
			"A literal that reaches a sign-in or a SecureString is reported by EXO3001, EXO3002 or EXO3006 instead.",
		},
		References: []string{"https://learn.microsoft.com/powershell/utility-modules/secretmanagement/overview"},
		Fixes:      rewrite.FixesOf("EXO3003"),
		Categories: []rule.Category{{Name: "test-fixture", Title: "Password written in a test", Severity: rule.Note}},
		Triggers:   anyOf(passwordNames(), addresses()),
	}, passwordLiteral, unit.Input, unit.Facts, unit.Inventory)
}

func passwordLiteral(pass *analysis.Pass) (any, error) {
	wanted := func(s *inventory.Secret) bool {
		return s.Kind == inventory.Password && s.Sink == inventory.AssignmentSink
	}
	matching(pass, wanted, func(s *inventory.Secret) {
		report(pass, s, variant(s, ""), fmt.Sprintf("a password is written %s as %q; %s", place(s), s.Name, toDo(s, "change it and "+keep(pass, s))))
	})
	return nil, nil
}
