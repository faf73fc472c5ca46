package remedy

import (
	"strings"

	"github.com/exolint/exolint/scanner/cmdlet"
	"github.com/exolint/exolint/scanner/facts"
	"github.com/exolint/exolint/scanner/inventory"
	"github.com/exolint/exolint/scanner/syntax"
)

// A recipe is how to sign in to a service.
type recipe struct {
	cmdlet      string
	appOnly     string
	managed     string // "": the service takes no managed identity
	interactive string
	user        string   // the parameter that names the user; "" for none
	needs       []string // parameters that the cmdlet cannot do without, whatever the manner
	drops       []string // parameters of the old sign-in that the new one has no use for
}

// exchangeDrops are the parameters of Connect-ExchangeOnline and Connect-IPPSSession that belong to the old way.
var exchangeDrops = []string{"Credential", "InlineCredential", "UseRPSSession", "PSSessionOption", "ConnectionUri", "AzureADAuthorizationEndpointUri"}

// recipeOf returns the recipe for the service; that of Microsoft Graph where it has none of its own.
func recipeOf(service inventory.Service) recipe {
	switch service {
	case inventory.ExchangeOnline:
		return recipe{cmdlet: "Connect-ExchangeOnline", user: "UserPrincipalName", drops: exchangeDrops,
			appOnly: "-AppId " + appID + " -CertificateThumbprint " + thumbprint + " -Organization " + organization,
			managed: "-ManagedIdentity -Organization " + organization}
	case inventory.SecurityCompliance:
		return recipe{cmdlet: "Connect-IPPSSession", user: "UserPrincipalName", drops: exchangeDrops,
			appOnly: "-AppId " + appID + " -CertificateThumbprint " + thumbprint + " -Organization " + organization}
	case inventory.Azure:
		return recipe{cmdlet: "Connect-AzAccount", drops: []string{"Credential", "EnvironmentName"}, managed: "-Identity",
			appOnly: "-ServicePrincipal -ApplicationId " + appID + " -CertificateThumbprint " + thumbprint + " -Tenant " + tenantID}
	case inventory.Teams, inventory.SkypeOnline:
		return recipe{cmdlet: "Connect-MicrosoftTeams", drops: []string{"Credential", "AccountId"}, managed: "-Identity",
			appOnly: "-ApplicationId " + appID + " -CertificateThumbprint " + thumbprint + " -TenantId " + tenantID}
	case inventory.SharePoint:
		return recipe{cmdlet: "Connect-SPOService", needs: []string{"Url"}, drops: []string{"Credential"}, managed: "-ManagedIdentity",
			appOnly: "-ClientId " + appID + " -CertificateThumbprint " + thumbprint + " -TenantId " + tenantID}
	case inventory.PnP:
		return recipe{cmdlet: "Connect-PnPOnline", needs: []string{"Url"}, drops: []string{"Credentials", "ClientSecret", "CurrentCredentials"}, managed: "-ManagedIdentity",
			appOnly: "-ClientId " + appID + " -Thumbprint " + thumbprint + " -Tenant " + organization, interactive: "-Interactive -ClientId " + appID}
	case inventory.PowerBI:
		return recipe{cmdlet: "Connect-PowerBIServiceAccount", drops: []string{"Credential"},
			appOnly: "-ServicePrincipal -ApplicationId " + appID + " -CertificateThumbprint " + thumbprint + " -Tenant " + tenantID}
	case inventory.PowerPlatform:
		return recipe{cmdlet: "Add-PowerAppsAccount", drops: []string{"Username", "Password"},
			appOnly: "-ApplicationId " + appID + " -CertificateThumbprint " + thumbprint + " -TenantID " + tenantID}
	case inventory.Purview:
		return recipe{cmdlet: "Connect-AipService", drops: []string{"Credential"}, appOnly: "-AccessToken $token -TenantId " + tenantID}
	default:
		return recipe{cmdlet: "Connect-MgGraph", drops: []string{"Credential", "AccountId", "AdGraphAccessToken", "MsGraphAccessToken"}, managed: "-Identity -NoWelcome",
			appOnly:     "-ClientId " + appID + " -CertificateThumbprint " + thumbprint + " -TenantId " + tenantID + " -NoWelcome",
			interactive: "-Scopes '<scope>' -NoWelcome"}
	}
}

// required returns the arguments without which the cmdlet cannot sign in, and that s does not have.
func (r recipe) required(s *inventory.SignIn) string {
	var words []string
	for _, p := range r.needs {
		if s.Call == nil || !has(s.Call, p) {
			words = append(words, "-"+p+" '<url>'")
		}
	}
	return strings.Join(words, " ")
}

// keptArguments returns the arguments of the old sign-in that the new one takes too, as they are written.
func keptArguments(s *inventory.SignIn, r recipe, m Manner) string {
	if s.Call == nil {
		return ""
	}
	if s.Endpoint != "" {
		return sessionArguments(s, m)
	}
	drops := append(r.drops[:len(r.drops):len(r.drops)], strings.Fields(strings.NewReplacer("-", "", appID, "", thumbprint, "").Replace(r.of(m)))...)
	if m != Interactive {
		drops = append(drops, "UserPrincipalName", "DelegatedOrganization")
	}
	var words []string
	for _, a := range s.Call.Arguments {
		if !isAmong(a.Parameter, drops) && takes(r.cmdlet, a.Parameter) {
			words = append(words, argument(s.Call, a))
		}
	}
	return strings.Join(nonEmpty(words), " ")
}

// of returns the recipe's arguments in that manner.
func (r recipe) of(m Manner) string {
	switch m {
	case ManagedIdentity:
		return r.managed
	case Interactive:
		return r.interactive
	default:
		return r.appOnly
	}
}

func isAmong(name string, names []string) bool {
	for _, n := range names {
		if syntax.EqualFold(n, name) {
			return true
		}
	}
	return false
}

// takes reports whether the cmdlet has the parameter, as far as the table knows the cmdlet.
func takes(name, parameter string) bool {
	c := cmdlet.Lookup(name)
	if c == nil {
		return false
	}
	return c.Parameter(parameter) != nil
}

// argument returns a bound argument as it is to be written: -Name, -Name:$false, or -Name and the text of its value.
func argument(call *facts.Call, a facts.Bound) string {
	name := "-" + a.Parameter
	switch {
	case a.Default != nil:
		return "" // it still comes by $PSDefaultParameterValues
	case a.Value.Kind == facts.Bool && a.Switch && a.Value.Truth:
		return name
	case a.Expr == nil:
		return name
	}
	text := textOf(call, a.Expr)
	if text == "" {
		return ""
	}
	if a.Switch || a.Value.Kind == facts.Bool {
		return name + ":" + text
	}
	return name + " " + text
}

// textOf returns the source of n; "" where it is not of the call's file, or goes over several lines.
func textOf(call *facts.Call, n syntax.Node) string {
	base := call.File.Tok.Base()
	if int(n.Pos()) < base || int(n.End()) > base+len(call.File.Src) {
		return ""
	}
	text := call.File.Text(n)
	if strings.ContainsAny(text, "\r\n") {
		return ""
	}
	return text
}

// sessionArguments returns what a remote session hands on: the customer's tenant, and what Import-PSSession was told.
func sessionArguments(s *inventory.SignIn, m Manner) string {
	var words []string
	if customer := s.Customer; customer != "" && m == Interactive {
		words = append(words, "-DelegatedOrganization "+customer)
	}
	if s.Import != nil {
		for _, p := range []string{"Prefix", "CommandName", "FormatTypeName"} {
			if a, ok := s.Import.Argument(p); ok {
				words = append(words, argument(s.Import, a))
			}
		}
	}
	if s.Service == inventory.ExchangeOnline {
		words = append(words, "-ShowBanner:$false")
	}
	return strings.Join(nonEmpty(words), " ")
}
