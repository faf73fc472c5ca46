package rewrite

import "github.com/exolint/exolint/rules/rule"

// What edits do. A message identifies a kind of fix in its rule.
const (
	appOnlyMessage      = "Sign in as an application with a certificate"
	identityMessage     = "Sign in with the managed identity"
	interactiveMessage  = "Sign in interactively"
	restMessage         = "Leave remote PowerShell"
	organizationMessage = "Name the organization by its .onmicrosoft.com domain"
	graphMessage        = "Send by Microsoft Graph"
	otherServerMessage  = "Send by a server that goes on taking a password"
	storeMessage        = "Read the secret from a store"
	withUserMessage     = "Remove the secret with what uses it"
	inheritMessage      = "Let the mailbox follow the organisation"
	offMessage          = "Keep SMTP AUTH off for the organisation"
	blockMessage        = "Block Basic authentication"
)

// FixesOf returns the fixes that a rule's findings may get, for its metadata; nil where there are none.
func FixesOf(id string) []rule.Fix {
	const identity = "it signs in with another identity, which needs permissions of its own"
	switch id {
	case "EXO1001", "EXO1002", "EXO1501", "EXO1502":
		return signInFixes(identity)
	case "EXO1003":
		return append(signInFixes(identity), rule.Fix{Message: restMessage, Safety: rule.Unsafe, Why: "cmdlets may return other objects by REST"})
	case "EXO1006":
		return []rule.Fix{{Message: organizationMessage, Safety: rule.Unsafe, Why: "the name comes from the configuration"}}
	case "EXO2001", "EXO2002":
		return []rule.Fix{
			{Message: graphMessage, Safety: rule.Unsafe, Why: identity},
			{Message: otherServerMessage, Safety: rule.Unsafe, Why: "the server needs an account of its own"},
		}
	case "EXO3001", "EXO3002", "EXO3003", "EXO3006":
		return []rule.Fix{
			{Message: storeMessage, Safety: rule.Unsafe, Why: "the store must hold the secret first"},
			{Message: withUserMessage, Safety: rule.Unsafe, Why: "it goes with another fix"},
		}
	case "EXO4001":
		return []rule.Fix{{Message: inheritMessage, Safety: rule.Display, Why: "it changes who may send"}}
	case "EXO4002":
		return []rule.Fix{{Message: offMessage, Safety: rule.Display, Why: "it changes who may send"}}
	case "EXO4003":
		return []rule.Fix{{Message: blockMessage, Safety: rule.Display, Why: "it changes who may sign in"}}
	}
	return nil
}

// signInFixes are the fixes of rules about sign-ins. why says what is to be known of another identity.
func signInFixes(why string) []rule.Fix {
	return []rule.Fix{
		{Message: appOnlyMessage, Safety: rule.Unsafe, Why: why},
		{Message: identityMessage, Safety: rule.Unsafe, Why: why},
		{Message: interactiveMessage, Safety: rule.Unsafe, Why: "it waits for a person"},
	}
}
