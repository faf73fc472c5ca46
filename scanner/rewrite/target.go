package rewrite

import (
	"github.com/exolint/exolint/scanner/facts"
	"github.com/exolint/exolint/scanner/inventory"
)

// String says in words what is meant, for the end of a message: "app-only sign-in (certificate)".
func (t Target) String() string {
	switch t {
	case ManagedIdentity:
		return "the managed identity"
	case Interactive:
		return "interactive sign-in"
	case AppOnly:
		return "app-only sign-in (certificate)"
	case AccessToken:
		return "an access token"
	case PartnerToken:
		return "an access token of a multi-tenant application that each customer has consented to"
	default:
		return string(t)
	}
}

// choose sets the target of a change: the one that was asked for, or one by how the script is run. Where that is not known,
// a sign-in that asks a person goes on asking; method and service are "" for mail.
func (s *author) choose(c *Change, credential *facts.Source, method inventory.Method, service inventory.Service) {
	if s.o.Target != Auto {
		c.Target = s.o.Target
		return
	}
	job := s.inv.Job
	if job.Kind == inventory.HumanRun && job.Evidence != "configuration" && madeOfParameters(credential) {
		c.Target, c.Because = AppOnly, "whoever runs the script passes the password to it"
		return
	}
	switch job.Kind {
	case inventory.HumanRun:
		c.Target, c.Because = Interactive, "a person runs the script"
	case inventory.AzureAutomation:
		c.Target, c.Because = ManagedIdentity, "the script runs in Azure Automation"
	case inventory.AzureFunctions:
		c.Target, c.Because = ManagedIdentity, "the script runs in Azure Functions"
	case inventory.CI:
		c.Target, c.Because = AppOnly, "a pipeline runs the script"
	case inventory.Unattended:
		c.Target, c.Because = AppOnly, "the script runs unattended"
	default:
		if credential != nil && credential.Kind == facts.SourcePrompt {
			c.Target, c.Because = Interactive, "a person is asked for the credential"
			return
		}
		if method == inventory.Interactive {
			c.Target, c.Because = Interactive, "a person signs in"
			return
		}
		if method == inventory.CredentialMethod && isUnknown(credential) && s.asksElsewhere(service) {
			c.Target, c.Because = Interactive, "another sign-in of the script asks a person"
			return
		}
		c.Target, c.Because = AppOnly, "nothing says that a person runs the script"
		return
	}
	if job.Evidence != "" {
		c.Because += " (" + job.Evidence + ")"
	}
}

// madeOfParameters reports whether the credential is made of a password that comes from outside the script: a schedule
// passes one, while a person would be asked for a credential.
func madeOfParameters(credential *facts.Source) bool {
	return credential != nil && credential.Password != nil &&
		(credential.Kind == facts.SourceParameter || credential.Kind == facts.SourceUnknown)
}

// isUnknown reports whether nothing is known of where the credential comes from.
func isUnknown(credential *facts.Source) bool {
	return credential == nil || credential.Kind == facts.SourceUnknown && credential.Password == nil
}

// asksElsewhere reports whether the script asks a person to sign in to other services, and to this one nobody: where it does, the
// one with a credential is for when there is no person.
func (s *author) asksElsewhere(service inventory.Service) bool {
	asks := false
	for _, e := range s.inv.SignIns {
		if e.Method == inventory.Interactive {
			if e.Service == service {
				return false
			}
			asks = true
		}
	}
	return asks
}
