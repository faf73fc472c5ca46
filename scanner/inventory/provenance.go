package inventory

import "github.com/exolint/exolint/scanner/facts"

// Provenance says in a few words where a secret comes from, such as "Import-Clixml"; "" where it is not known.
func Provenance(kind facts.SourceKind) string {
	switch kind {
	case facts.SourceLiteral:
		return "the script itself"
	case facts.SourceParameter:
		return "a parameter"
	case facts.SourcePrompt:
		return "a prompt"
	case facts.SourceClixml:
		return "Import-Clixml"
	case facts.SourceEncryptedFile:
		return "an encrypted file"
	case facts.SourceClearFile:
		return "a file in clear"
	case facts.SourceAutomationAsset:
		return "an Azure Automation asset"
	case facts.SourceKeyVault:
		return "Azure Key Vault"
	case facts.SourceSecretManagement:
		return "a SecretManagement vault"
	case facts.SourceCredentialManager:
		return "Windows Credential Manager"
	case facts.SourceEnvironment:
		return "the environment"
	case facts.SourceCISecret:
		return "a secret of the CI system"
	case facts.SourceGenerated:
		return "a generator"
	case facts.SourceAccessToken:
		return "an access token"
	}
	return ""
}
