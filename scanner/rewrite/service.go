package rewrite

import (
	"strings"

	"github.com/exolint/exolint/scanner/facts"
	"github.com/exolint/exolint/scanner/inventory"
)

// A connector says how a service's cmdlet signs in without a user name and password. Empty names: it cannot.
type connector struct {
	cmdlet      string // what to call; "": the same cmdlet
	legacy      []string
	application string // -ApplicationId
	tenant      string
	certificate certificateNames
	service     bool   // the application's sign-in needs -ServicePrincipal
	identity    string // -Identity
	identityID  string // -AccountId, of a user-assigned identity
	interactive []argument
	graph       bool // Connect-MgGraph, which greets unless told not to
}

// connectorOf returns how the cmdlet signs in.
func connectorOf(cmdlet string) (connector, bool) {
	users := []string{"Credential", "AccountId", "UserPrincipalName"}
	switch strings.ToLower(cmdlet) {
	case "connect-azaccount", "login-azaccount", "add-azaccount":
		return connector{legacy: users, application: "ApplicationId", tenant: "Tenant", service: true, identity: "Identity", identityID: "AccountId",
			certificate: certificateNames{"CertificateThumbprint", "CertificatePath", ""}}, true
	case "connect-microsoftteams":
		return connector{legacy: users, application: "ApplicationId", tenant: "TenantId", identity: "Identity", identityID: "AccountId",
			certificate: certificateNames{"CertificateThumbprint", "", "Certificate"}}, true
	case "connect-sposervice":
		return connector{legacy: users, application: "ClientId", tenant: "TenantId", identity: "ManagedIdentity", identityID: "ManagedIdentityClientId",
			certificate: certificateNames{"CertificateThumbprint", "CertificatePath", "Certificate"}}, true
	case "connect-pnponline", "connect-sponline":
		return connector{cmdlet: "Connect-PnPOnline", legacy: []string{"Credentials", "Credential", "Interactive"}, application: "ClientId", tenant: "Tenant", identity: "ManagedIdentity",
			identityID:  "UserAssignedManagedIdentityClientId",
			certificate: certificateNames{"Thumbprint", "CertificatePath", ""}, interactive: []argument{{name: "Interactive"}}}, true
	case "connect-powerbiserviceaccount", "login-powerbiserviceaccount", "login-powerbi":
		return connector{legacy: users, application: "ApplicationId", tenant: "Tenant", service: true,
			certificate: certificateNames{"CertificateThumbprint", "", ""}}, true
	case "add-powerappsaccount":
		return connector{legacy: []string{"Username", "Password"}, application: "ApplicationId", tenant: "TenantID",
			certificate: certificateNames{"CertificateThumbprint", "", ""}}, true
	case "connect-msolservice", "connect-azuread", "connect-entra":
		return connector{cmdlet: "Connect-MgGraph", legacy: append(users, "AzureEnvironment", "AzureEnvironmentName"), application: "ClientId", tenant: "TenantId",
			identity: "Identity", identityID: "ClientId", certificate: certificateNames{"CertificateThumbprint", "", "Certificate"}, graph: true,
			interactive: []argument{{name: "Scopes", value: "'User.Read.All'"}}}, true
	case "connect-azurermaccount", "login-azurermaccount", "add-azurermaccount", "add-azureaccount":
		c, _ := connectorOf("Connect-AzAccount")
		c.cmdlet = "Connect-AzAccount"
		c.legacy = append(c.legacy, "EnvironmentName")
		return c, true
	}
	return connector{}, false
}

// service rewrites the sign-in to a service beside Exchange Online.
func (s *script) service(c *Change, e *inventory.SignIn) {
	if e.Service == inventory.SkypeOnline {
		c.refuse(NoRewrite)
		return
	}
	k, ok := connectorOf(e.Cmdlet)
	if !ok || e.Method == inventory.RunAs {
		c.refuse(NoRewrite)
		return
	}
	if c.Target == ManagedIdentity && k.identity == "" && c.Because != "" {
		c.Target, c.Because = AppOnly, c.Because+", and "+e.Cmdlet+" has no managed identity sign-in"
	}
	args, refusal := s.serviceArguments(c, e, k)
	if refusal != nil {
		c.Refusal = refusal
		return
	}
	c.Message = messageOf(c.Target)
	switch c.Target {
	case AppOnly:
		c.Needs = append(c.Needs, NeedApp, NeedCertificate, NeedServiceRole)
	case ManagedIdentity:
		c.Needs = append(c.Needs, NeedIdentity, NeedServiceRole)
	}
	if !e.Retired {
		s.replaceArguments(c, e.Call, k.legacy, args)
		return
	}
	if left := s.retiredCalls(e); left != "" {
		c.refuse(RetiredCmdlets, left)
		return
	}
	s.replaceCommand(c, e.Call, k.cmdlet, args)
}

// serviceArguments returns the arguments of the target's sign-in.
func (s *script) serviceArguments(c *Change, e *inventory.SignIn, k connector) ([]argument, *Refusal) {
	var args []argument
	switch c.Target {
	case ManagedIdentity:
		if k.identity == "" {
			return nil, Refuse(NoManagedIdentity, e.Cmdlet)
		}
		args = append(args, argument{name: k.identity})
		if id := s.o.Values.ManagedIdentityID; id != "" {
			if e.Service == inventory.SharePoint {
				args = append(args, argument{name: "ManagedIdentityType", value: "UserAssigned"})
			}
			args = append(args, argument{name: k.identityID, value: expression(id)})
		}
	case AppOnly:
		certificate, refusal := s.certificate(c, k.certificate)
		if refusal != nil {
			return nil, refusal
		}
		if k.service {
			args = append(args, argument{name: "ServicePrincipal"})
		}
		args = append(args, argument{name: k.application, value: s.appID(c)}, certificate)
		if !passesAny(e.Call, k.tenant, "Tenant", "TenantId") {
			args = append(args, argument{name: k.tenant, value: s.organization(c)})
		}
	default:
		args = append(args, k.interactive...)
		if e.Service == inventory.PnP {
			args = append(args, argument{name: k.application, value: s.appID(c)}) // PnP PowerShell has no app of its own
		}
	}
	if k.graph {
		args = append(args, argument{name: "NoWelcome"})
	}
	return args, nil
}

// passesAny reports whether the call passes one of the parameters.
func passesAny(call *facts.Call, names ...string) bool {
	for _, n := range names {
		if _, ok := call.Argument(n); ok {
			return true
		}
	}
	return false
}

// retiredCalls names a cmdlet of the retired module that the script calls beside the sign-in; "" for none.
func (s *script) retiredCalls(e *inventory.SignIn) string {
	for call := range s.info.Calls() {
		if call.Node != e.Call.Node && call.Function == nil && isRetiredNoun(call.Name) {
			return call.Name
		}
	}
	return ""
}

// isRetiredNoun reports whether the name is that of a cmdlet of MSOnline, AzureAD or AzureRM.
func isRetiredNoun(name string) bool {
	_, noun, ok := strings.Cut(strings.ToLower(name), "-")
	if !ok {
		return false
	}
	for _, prefix := range [...]string{"msol", "azuread", "azurerm"} {
		if strings.HasPrefix(noun, prefix) {
			return true
		}
	}
	return false
}
