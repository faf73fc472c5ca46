package remedy

import (
	"slices"

	"github.com/exolint/exolint/scanner/cmdlet"
	"github.com/exolint/exolint/scanner/facts"
	"github.com/exolint/exolint/scanner/inventory"
	"github.com/exolint/exolint/scanner/syntax"
)

// A recipe is how to sign in to a service.
type recipe struct {
	cmdlet      string
	appOnly     []argument
	managed     []argument // nil: the service takes no managed identity
	interactive []argument
	user        string // the parameter that names the user; "" for none
	url         bool   // the cmdlet cannot do without -Url
}

// An argument is a parameter with the source of its value, "" for a switch.
type argument struct{ name, value string }

func (a argument) String() string {
	if a.value == "" {
		return "-" + a.name
	}
	return "-" + a.name + " " + a.value
}

// certificate returns the arguments of an application's sign-in: the parameters for its id, its certificate and its tenant.
func certificate(id, thumb, tenant, tenantValue string) []argument {
	return []argument{{id, appID}, {thumb, thumbprint}, {tenant, tenantValue}}
}

// recipeOf returns the recipe for the service; that of Microsoft Graph where it has none of its own.
func recipeOf(service inventory.Service) recipe {
	principal := argument{name: "ServicePrincipal"}
	switch service {
	case inventory.ExchangeOnline:
		return recipe{cmdlet: "Connect-ExchangeOnline", user: "UserPrincipalName",
			appOnly: certificate("AppId", "CertificateThumbprint", "Organization", organization),
			managed: []argument{{"ManagedIdentity", ""}, {"Organization", organization}}}
	case inventory.SecurityCompliance:
		return recipe{cmdlet: "Connect-IPPSSession", user: "UserPrincipalName",
			appOnly: certificate("AppId", "CertificateThumbprint", "Organization", organization)}
	case inventory.Azure:
		return recipe{cmdlet: "Connect-AzAccount", managed: []argument{{"Identity", ""}},
			appOnly: append([]argument{principal}, certificate("ApplicationId", "CertificateThumbprint", "Tenant", tenantID)...)}
	case inventory.Teams, inventory.SkypeOnline:
		return recipe{cmdlet: "Connect-MicrosoftTeams", managed: []argument{{"Identity", ""}},
			appOnly: certificate("ApplicationId", "CertificateThumbprint", "TenantId", tenantID)}
	case inventory.SharePoint:
		return recipe{cmdlet: "Connect-SPOService", url: true, managed: []argument{{"ManagedIdentity", ""}},
			appOnly: certificate("ClientId", "CertificateThumbprint", "TenantId", tenantID)}
	case inventory.PnP:
		return recipe{cmdlet: "Connect-PnPOnline", url: true, managed: []argument{{"ManagedIdentity", ""}},
			appOnly:     certificate("ClientId", "Thumbprint", "Tenant", organization),
			interactive: []argument{{"Interactive", ""}, {"ClientId", appID}}}
	case inventory.PowerBI:
		return recipe{cmdlet: "Connect-PowerBIServiceAccount",
			appOnly: append([]argument{principal}, certificate("ApplicationId", "CertificateThumbprint", "Tenant", tenantID)...)}
	case inventory.PowerPlatform:
		return recipe{cmdlet: "Add-PowerAppsAccount", appOnly: certificate("ApplicationId", "CertificateThumbprint", "TenantID", tenantID)}
	case inventory.Purview:
		return recipe{cmdlet: "Connect-AipService", appOnly: []argument{{"AccessToken", "$token"}, {"TenantId", tenantID}}}
	default:
		quiet := argument{name: "NoWelcome"}
		return recipe{cmdlet: "Connect-MgGraph", managed: []argument{{"Identity", ""}, quiet},
			appOnly:     append(certificate("ClientId", "CertificateThumbprint", "TenantId", tenantID), quiet),
			interactive: []argument{{"Scopes", "'<scope>'"}, quiet}}
	}
}

// of returns the recipe's arguments in that manner.
func (r recipe) of(m Manner) []argument {
	switch m {
	case ManagedIdentity:
		return r.managed
	case Interactive:
		return r.interactive
	default:
		return r.appOnly
	}
}

// authentication are the parameters by which the cmdlets sign in, and those that remote PowerShell needed. A new sign-in brings
// its own.
var authentication = []string{"Credential", "InlineCredential", "Credentials", "CurrentCredentials", "UseRPSSession", "PSSessionOption", "ConnectionUri",
	"AzureADAuthorizationEndpointUri", "AppId", "ApplicationId", "ClientId", "ClientSecret", "SecureClientSecret", "ClientSecretCredential",
	"Certificate", "CertificateThumbprint", "CertificateFilePath", "CertificatePath", "CertificatePassword", "Thumbprint", "CertificateSubjectName",
	"CertificateBase64Encoded", "ManagedIdentity", "ManagedIdentityAccountId", "Identity", "ServicePrincipal", "AccessToken", "AccessTokens", "Device",
	"UseDeviceAuthentication", "UseDeviceCode", "DeviceLogin", "Interactive", "FederatedToken", "AccountId", "Username", "Password", "EnvironmentVariable",
	"Organization", "Tenant", "TenantId", "Scopes", "NoWelcome"}

// arguments returns the arguments of the new sign-in: the recipe's, with what the old one already says of an application, and
// what else of the old one the new cmdlet takes.
func (r recipe) arguments(s *inventory.SignIn, m Manner) []string {
	var words []string
	for _, a := range r.of(m) {
		if a.value != "" {
			a.value = r.given(s, a)
		}
		words = append(words, a.String())
	}
	if r.url && (s.Call == nil || !has(s.Call, "Url")) {
		words = append(words, "-Url '<url>'")
	}
	return append(words, r.kept(s, m)...)
}

// given returns what the old sign-in passes for the argument, where it passes something that can stay; else the placeholder.
func (r recipe) given(s *inventory.SignIn, a argument) string {
	if s.Call == nil || s.Call.Outer != nil || s.Endpoint != "" {
		return a.value
	}
	for _, b := range s.Call.Arguments {
		if b.Expr == nil || b.Splat != nil || !syntax.EqualFold(r.parameter(b.Parameter), a.name) {
			continue
		}
		if text := textOf(s.Call, b.Expr); text != "" {
			return text
		}
	}
	return a.value
}

// kept returns the other arguments of the old sign-in, as they are written.
func (r recipe) kept(s *inventory.SignIn, m Manner) []string {
	if s.Call == nil || s.Call.Outer != nil || s.Endpoint != "" {
		return nil
	}
	var words []string
	for _, b := range s.Call.Arguments {
		name := r.parameter(b.Parameter)
		if name == "" || isAmong(name, authentication) || m != Interactive && isAmong(name, []string{"UserPrincipalName", "DelegatedOrganization", "DisableWAM"}) {
			continue
		}
		words = append(words, written(s.Call, b, name))
	}
	return words
}

// parameter returns the new cmdlet's name for a parameter of the old one; "" where it has none such.
func (r recipe) parameter(name string) string {
	c := cmdlet.Lookup(r.cmdlet)
	if c == nil {
		return ""
	}
	p := c.Parameter(name)
	if p == nil {
		return ""
	}
	return p.Name
}

func isAmong(name string, names []string) bool {
	return slices.ContainsFunc(names, func(n string) bool { return syntax.EqualFold(n, name) })
}

// written returns a bound argument as it is to be written: -Name, -Name:$false, or -Name and the text of its value; "" where
// the value's text is not at hand.
func written(call *facts.Call, b facts.Bound, name string) string {
	switch {
	case b.Default != nil:
		return "" // it still comes by $PSDefaultParameterValues
	case b.Expr == nil, b.Switch && b.Value.Kind == facts.Bool && b.Value.Truth:
		return "-" + name
	}
	text := textOf(call, b.Expr)
	switch {
	case text == "":
		return ""
	case b.Switch, b.Value.Kind == facts.Bool:
		return "-" + name + ":" + text
	}
	return "-" + name + " " + text
}

// textOf returns the source of n, which belongs to the call; "" where it goes over several lines, or stands in another file.
func textOf(call *facts.Call, n syntax.Node) string { return sourceOf(call.File, n) }

// session returns what a remote session hands on: the customer's tenant, and what Import-PSSession was told.
func session(s *inventory.SignIn, m Manner) []string {
	if s.Endpoint == "" {
		return nil
	}
	var words []string
	if s.Customer != "" && m == Interactive {
		words = append(words, "-DelegatedOrganization "+s.Customer)
	}
	if s.Import != nil {
		for _, p := range []string{"Prefix", "CommandName", "FormatTypeName"} {
			if b, ok := s.Import.Argument(p); ok {
				words = append(words, written(s.Import, b, p))
			}
		}
	}
	if s.Service == inventory.ExchangeOnline {
		words = append(words, "-ShowBanner:$false")
	}
	return words
}
