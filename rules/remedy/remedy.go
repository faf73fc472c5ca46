// Package remedy writes what should stand in place of a legacy sign-in or mail send, ready to paste: with an application's
// certificate, with a managed identity, or with a person at the keyboard, whichever the job can use.
package remedy

import (
	"strings"

	"github.com/exolint/exolint/scanner/facts"
	"github.com/exolint/exolint/scanner/inventory"
	"github.com/exolint/exolint/scanner/syntax"
)

// A Manner is how a job can sign in.
type Manner uint8

// The manners.
const (
	AppOnly         Manner = iota // as an application, with a certificate
	ManagedIdentity               // as the Azure resource that it runs on
	Interactive                   // as the person who runs it
)

// String says in words what is meant, for the end of a message: "app-only sign-in with a certificate".
func (m Manner) String() string {
	switch m {
	case ManagedIdentity:
		return "the managed identity"
	case Interactive:
		return "interactive sign-in"
	default:
		return "app-only sign-in (certificate)"
	}
}

// What a person has to put in.
const (
	appID        = "'<app-id>'"
	thumbprint   = "'<certificate-thumbprint>'"
	organization = "'<tenant>.onmicrosoft.com'"
	tenantID     = "'<tenant-id>'"
)

// MannerOf returns how the job can sign in to the service of s. An application cannot run the cmdlets that need a user, and
// Connect-IPPSSession takes no managed identity.
func MannerOf(inv *inventory.Inventory, s *inventory.SignIn) Manner {
	kind := inv.Job.Kind
	if kind == inventory.UnknownJob && s.Credential != nil && s.Credential.Kind == facts.SourcePrompt {
		kind = inventory.HumanRun
	}
	switch {
	case kind == inventory.HumanRun, len(inv.Blocked(s.Service)) > 0:
		return Interactive
	case kind.IsAzure() && recipeOf(s.Service).managed != nil:
		return ManagedIdentity
	default:
		return AppOnly
	}
}

// SignIn returns the line that should stand in place of s, and the manner in which it signs in.
func SignIn(inv *inventory.Inventory, s *inventory.SignIn) (string, Manner) {
	m := MannerOf(inv, s)
	text := line(s, m)
	if s.Call != nil {
		text = withoutSecrets(inv, s.Call.File, text)
	}
	return text, m
}

// WithOrganization returns the sign-in of s with the place of a tenant's domain as its -Organization, whatever is there; ""
// where the line that is to be changed is not written in one piece.
func WithOrganization(s *inventory.SignIn) string {
	text := textOf(s.Call, s.Call.Node)
	if text == "" || s.Call.Outer != nil {
		return ""
	}
	if s.Organization == nil {
		return text + " -Organization " + organization
	}
	at := s.Organization.Expr
	from, to := at.Pos()-s.Call.Node.Pos(), at.End()-s.Call.Node.Pos()
	if s.Organization.Splat != nil || from < 0 || int(to) > len(text) {
		return ""
	}
	return text[:from] + organization + text[to:]
}

// withoutSecrets returns text without the secrets of the script, which an argument that stays may hold.
func withoutSecrets(inv *inventory.Inventory, f *syntax.File, text string) string {
	for _, secret := range inv.Secrets {
		if literal := sourceOf(f, secret.At); literal != "" {
			text = strings.ReplaceAll(text, literal, "'<secret>'")
		}
	}
	return text
}

// line returns the sign-in in that manner, with the arguments of s that it can keep.
func line(s *inventory.SignIn, m Manner) string {
	if s.Cmdlet == "az login" {
		return azureLogin(m)
	}
	r := recipeOf(s.Service)
	words := []string{r.cmdlet}
	if m == Interactive {
		words = append(words, userName(s, r))
	}
	words = append(words, r.arguments(s, m)...)
	words = append(words, environment(s))
	words = append(words, session(s, m)...)
	return strings.Join(nonEmpty(words), " ")
}

// azureLogin returns the sign-in of the Azure CLI in that manner.
func azureLogin(m Manner) string {
	switch m {
	case ManagedIdentity:
		return "az login --identity"
	case Interactive:
		return "az login"
	default:
		return "az login --service-principal --username " + appID + " --certificate '<certificate-file>' --tenant " + tenantID
	}
}

// userName returns the argument that names the user who signs in, where the script says who it is.
func userName(s *inventory.SignIn, r recipe) string {
	if r.user == "" || s.Credential == nil || s.Call != nil && s.Call.Outer == nil && has(s.Call, r.user) {
		return ""
	}
	if name, ok := s.Credential.UserName.Text(); ok && strings.Contains(name, "@") {
		return "-" + r.user + " " + syntax.Quote(name)
	}
	return ""
}

// environment returns the arguments that name the cloud of a remote session.
func environment(s *inventory.SignIn) string {
	switch {
	case s.Endpoint == "" || s.Environment == "":
		return ""
	case s.Service == inventory.ExchangeOnline:
		return "-ExchangeEnvironmentName " + s.Environment
	case s.Service == inventory.SecurityCompliance:
		return "-ConnectionUri https://" + s.Endpoint + "/powershell-liveid/ -AzureADAuthorizationEndpointUri " + authority(s.Environment)
	}
	return ""
}

// authority returns where the cloud issues tokens for Connect-IPPSSession.
func authority(environment string) string {
	switch environment {
	case "O365USGovGCCHigh", "O365USGovDoD":
		return "https://login.microsoftonline.us/organizations"
	case "O365China":
		return "https://login.chinacloudapi.cn/organizations"
	default:
		return "https://login.microsoftonline.com/organizations"
	}
}

func has(call *facts.Call, parameter string) bool {
	_, ok := call.Argument(parameter)
	return ok
}

func nonEmpty(words []string) []string {
	var kept []string
	for _, w := range words {
		if w != "" {
			kept = append(kept, w)
		}
	}
	return kept
}
