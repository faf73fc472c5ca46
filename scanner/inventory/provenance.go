package inventory

import (
	"slices"
	"strings"

	"github.com/exolint/exolint/scanner/facts"
)

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

// Origins names all kinds of places that a secret can come from, such as "a parameter or a prompt"; "" where none is known.
func Origins(kinds []facts.SourceKind) string {
	var names []string
	for _, k := range kinds {
		if name := Provenance(k); name != "" && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + " or " + names[last]
}

// kindsOf returns the kinds of places that a secret with the value v can come from, each once; first is the source that counts,
// which v itself need not tell.
func kindsOf(v facts.Value, first *facts.Source) []facts.SourceKind {
	if first == nil {
		return nil
	}
	kinds := []facts.SourceKind{kindOf(facts.Value{Source: first})}
	for one := range v.Each() {
		if k := kindOf(one); k != facts.SourceUnknown && !slices.Contains(kinds, k) {
			kinds = append(kinds, k)
		}
	}
	return kinds
}

// kindOf returns the kind of place that one value comes from as a secret. What holds the place of a secret comes from nowhere.
func kindOf(v facts.Value) facts.SourceKind {
	kind := facts.SourceLiteral
	if v.Source != nil {
		kind = v.Source.Kind
		if kind != facts.SourceLiteral || v.Source.Password == nil {
			return kind
		}
		v = *v.Source.Password
	}
	if text, ok := v.Text(); !ok || v.Kind != facts.String || placeholder(text, "", "") {
		return facts.SourceUnknown
	}
	return kind
}
