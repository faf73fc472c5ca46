package secrets

import (
	"golang.org/x/tools/go/analysis"

	"github.com/exolint/exolint/rules/rule"
	"github.com/exolint/exolint/scanner/inventory"
	"github.com/exolint/exolint/scanner/unit"
)

// PasswordFile finds passwords that are read in clear from a file, and keys that stand beside what they protect.
func PasswordFile() *rule.Rule {
	return rule.New(rule.Meta{
		ID:       "EXO3004",
		Name:     "password-file",
		Title:    "Password read in clear from a file, or its key written in the script",
		Since:    "0.1.0",
		Severity: rule.Warning, Confidence: rule.High, SecuritySeverity: 7.0,
		Tags: []string{"security", "secret", "external/cwe/cwe-256"},
		What: "A file's text that reaches `ConvertTo-SecureString -AsPlainText` or another place where a password is used, as a whole or as a part of JSON, XML or CSV, " +
			"and a key for `ConvertTo-SecureString -Key` that is written in the script.",
		Why: `Whoever can read the file has the password, and whoever can read the script has the key to the file. Without -AsPlainText
and -Key, ConvertFrom-SecureString protects a password for one user on one machine; Export-Clixml does so for a whole
credential. Better, sign in with a certificate or a managed identity.`,
		Bad:  "$sec = Get-Content C:\\scripts\\pw.txt | ConvertTo-SecureString -AsPlainText -Force",
		Good: "$cred = Import-Clixml -Path C:\\scripts\\cred.xml",
		Limits: []string{
			"A file that ConvertTo-SecureString reads without -AsPlainText is protected, and is not reported.",
			"A key that is read from a file of its own is not reported.",
			"A column of a CSV file is reported where it is named like a secret and the script does not fill it.",
			"A certificate without a private key, in a file with the extension cer or crt, is no secret.",
		},
		References: []string{"https://learn.microsoft.com/powershell/module/microsoft.powershell.security/convertfrom-securestring"},
		Categories: []rule.Category{
			{Name: "clear-file", Title: "Password read in clear from a file"},
			{Name: "written-key", Title: "Key of a protected password written in the script"},
		},
		Triggers: anyOf(secureStrings(), passwordNames(), passwordTakers(), appSecrets()),
	}, passwordFile, unit.Input, unit.Facts, unit.Inventory)
}

func passwordFile(pass *analysis.Pass) (any, error) {
	wanted := func(s *inventory.Secret) bool { return s.Sink == inventory.FileSink || s.Kind == inventory.Key }
	matching(pass, wanted, func(s *inventory.Secret) {
		if s.Kind == inventory.Key {
			report(pass, s, "written-key", "the key that protects a password is written in the script, so whoever can read both has the password; "+keep(pass, s))
			return
		}
		f := unit.Finding{
			Diagnostic: analysis.Diagnostic{Pos: s.At.Pos(), End: s.At.End(), Category: "clear-file", Message: readInClear(pass, s)},
			Trail:      unit.Steps(pass, s.Trail),
		}
		if !s.Settings && !s.Table {
			f.Advice = "Import-Clixml -Path '<credential-file>'"
		}
		unit.Report(pass, f)
	})
	return nil, nil
}

// readInClear says what is read in clear, and how to keep it instead. Of a file with other settings, only the secret
// moves; a table's may be those of users whom the script creates.
func readInClear(pass *analysis.Pass, s *inventory.Secret) string {
	what := "a password"
	switch s.Kind {
	case inventory.AppSecret:
		what = "an application's secret"
	case inventory.CertPassword:
		what = "a certificate's password"
	}
	switch {
	case s.Table:
		return what + " is read in clear from a CSV file; let the script make one for a new user, and for any other " + keep(pass, s)
	case s.Settings:
		return what + " is read in clear from a file of settings; take it out of there: protect it with Export-Clixml for the account that runs the script, or " + keep(pass, s)
	}
	return what + " is read in clear from a file; protect it with Export-Clixml for the account that runs the script, or " + keep(pass, s)
}
