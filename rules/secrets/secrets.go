// Package secrets has the rules about secrets that stand in scripts.
package secrets

import (
	"golang.org/x/tools/go/analysis"

	"github.com/exolint/exolint/scanner/inventory"
	"github.com/exolint/exolint/scanner/rewrite"
	"github.com/exolint/exolint/scanner/syntax"
	"github.com/exolint/exolint/scanner/unit"
)

// matching calls f for each secret that is wanted.
func matching(pass *analysis.Pass, wanted func(*inventory.Secret) bool, f func(*inventory.Secret)) {
	for _, s := range unit.InventoryOf(pass).Secrets {
		if wanted(s) {
			f(s)
		}
	}
}

// fixtureLimit says in the documentation where a secret is a note.
const fixtureLimit = "In a Pester test, below a folder `test`, `tests`, `testdata` or `fixtures` of a relative path, and in a script whose first comment " +
	"says that its secrets are fake, a secret is reported as a note. So is one that is given to something whose name says sample, example, dummy, fake or mock."

// variant returns the category of s: that of tests for a test, else otherwise.
func variant(s *inventory.Secret, otherwise string) string {
	if s.Fixture {
		return "test-fixture"
	}
	return otherwise
}

// report reports s with its text hidden.
func report(pass *analysis.Pass, s *inventory.Secret, category, message string) {
	f := unit.Finding{
		Diagnostic: analysis.Diagnostic{Pos: s.At.Pos(), End: s.At.End(), Category: category, Message: message},
		Trail:      unit.Steps(pass, s.Trail),
		Advice:     rewrite.Secret(unit.FactsOf(pass), unit.InventoryOf(pass), s, unit.Of(pass).Rewrite),
	}
	if !s.Built {
		f.Secrets = []syntax.Node{s.At}
	}
	unit.Report(pass, f)
}

// place says where s is written.
func place(s *inventory.Secret) string {
	if s.Fixture {
		return "in a test or a sample"
	}
	return "in the script"
}

// toDo says what is to be done about s: as remedy has it, where s is not made up.
func toDo(s *inventory.Secret, remedy string) string {
	if s.Fixture {
		return "if it is not made up, " + remedy
	}
	return remedy
}

// keep says where s is to be kept, for the end of a message: where a job of that kind keeps its secrets, and the password of an
// automatic logon where Windows looks for it. What the script puts into a vault, it has from nowhere else.
func keep(pass *analysis.Pass, s *inventory.Secret) string {
	switch {
	case s.Logon():
		return "let Autologon of Sysinternals keep it as a secret of Windows"
	case s.Stored:
		return "ask for it with Read-Host -AsSecureString"
	}
	switch unit.InventoryOf(pass).Job.Kind {
	case inventory.HumanRun:
		return "ask for it with Read-Host -AsSecureString or Get-Credential"
	case inventory.AzureAutomation:
		return "keep it in an asset, or sign in with the managed identity"
	case inventory.AzureFunctions:
		return "keep it in Azure Key Vault, or sign in with the managed identity"
	case inventory.CI:
		return "keep it among the secrets of the pipeline"
	}
	return "keep it in a vault (SecretManagement or Azure Key Vault)"
}
