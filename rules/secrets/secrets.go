// Package secrets has the rules about secrets that stand in scripts.
package secrets

import (
	"golang.org/x/tools/go/analysis"

	"github.com/exolint/exolint/scanner/facts"
	"github.com/exolint/exolint/scanner/inventory"
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
		Advice:     advice(pass, s),
	}
	if !s.Built {
		f.Secrets = []syntax.Node{s.At}
	}
	unit.Report(pass, f)
}

// advice returns what can stand in place of the literal: what asks for the secret, or reads it from where the job can keep it.
func advice(pass *analysis.Pass, s *inventory.Secret) string {
	inv := unit.InventoryOf(pass)
	if s.Sink == inventory.HeaderSink {
		return ""
	}
	switch inv.Job.Kind {
	case inventory.HumanRun:
		return "Read-Host -AsSecureString"
	case inventory.AzureAutomation:
		return "(Get-AutomationPSCredential -Name '<asset>').Password"
	case inventory.AzureFunctions:
		return "(Get-AzKeyVaultSecret -VaultName '<vault>' -Name '<secret>').SecretValue"
	case inventory.CI:
		return "$env:<SECRET>"
	}
	if inv.Job.At == nil && len(inv.SignIns) > 0 && hasPrompt(inv) {
		return "Read-Host -AsSecureString"
	}
	return "Get-Secret -Vault '<vault>' -Name '<secret>'"
}

func hasPrompt(inv *inventory.Inventory) bool {
	for _, s := range inv.SignIns {
		if s.Credential != nil && s.Credential.Kind == facts.SourcePrompt {
			return true
		}
	}
	return false
}

// keep says where a job of that kind keeps its secrets, for the end of a message.
func keep(pass *analysis.Pass) string {
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
