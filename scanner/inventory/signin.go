package inventory

import (
	"github.com/exolint/exolint/scanner/cmdlet"
	"github.com/exolint/exolint/scanner/facts"
	"github.com/exolint/exolint/scanner/syntax"
)

// A Service is what a sign-in is for.
type Service string

// The services.
const (
	ExchangeOnline     Service = "Exchange Online"
	SecurityCompliance Service = "Security & Compliance"
	Azure              Service = "Azure"
	EntraID            Service = "Microsoft Entra ID"
	Graph              Service = "Microsoft Graph"
	Intune             Service = "Microsoft Intune"
	Teams              Service = "Microsoft Teams"
	SharePoint         Service = "SharePoint Online"
	PnP                Service = "SharePoint Online (PnP)"
	PowerBI            Service = "Power BI"
	PowerPlatform      Service = "Power Platform"
	Purview            Service = "Azure Information Protection"
	SkypeOnline        Service = "Skype for Business Online"
	EWS                Service = "Exchange Web Services"
	IdentityPlatform   Service = "Microsoft identity platform"
)

// A Method is how a sign-in proves who it is.
type Method string

// The methods. UnknownMethod: the arguments are not known well enough to tell.
const (
	UnknownMethod    Method = ""
	CredentialMethod Method = "credential"     // user name and password through the module
	Basic            Method = "basic"          // Basic authentication
	OAuthInBasic     Method = "oauth-in-basic" // a token in place of the password
	PasswordGrant    Method = "password-grant" // ROPC by hand
	Certificate      Method = "certificate"
	ManagedIdentity  Method = "managed-identity"
	Federated        Method = "federated" // a token of another identity provider, as in workload identity
	AccessToken      Method = "access-token"
	ClientSecret     Method = "client-secret"
	Interactive      Method = "interactive"
	Device           Method = "device"
	Delegated        Method = "delegated" // a partner's sign-in to a customer's tenant
	RunAs            Method = "run-as"    // an Azure Automation Run As connection
)

// A SignIn is a place where the script signs in to a service.
type SignIn struct {
	Service Service
	Cmdlet  string // as the table spells it, or the API, such as "New-PSSession" or "WebCredentials"
	Method  Method

	Call *facts.Call // nil where it is no command
	At   syntax.Node // what a person would underline: the argument with the credential, else the command's name; never nil

	Argument     *facts.Bound // the argument that decides the method; nil: none, or it is no command
	Organization *facts.Bound // -Organization, -TenantId and the like; nil: none
	RPS          *facts.Bound // -UseRPSSession, where it is on; nil: none
	Misfit       syntax.Node  // -ManagedIdentity on a cmdlet that does not have it; nil: none

	// Foreign are parameters of other services' sign-ins, which this one does not have, such as -TenantId, in source order.
	Foreign []*syntax.CommandParameter

	Credential *facts.Source      // where the user name and password come from; nil: none, or not known
	Sources    []facts.SourceKind // all kinds of places that they can come from, that of Credential first

	Resource      string // what a token that is asked for with a password is for, in lower case: a host, or an id; "" where not known
	PublicFolders bool   // what is signed in to may be asked for public folders

	Endpoint    string // host that is signed in to, in lower case; "" where the module knows it, or where it is not known
	Environment string // "", or the cloud as Connect-ExchangeOnline names it, such as "O365USGovGCCHigh"

	Import *facts.Call // the Import-PSSession that takes the remote session; nil: none

	Callers []*facts.Call // of the function in which it stands, in source order
	Retired bool          // the module or protocol itself no longer works
	Open    bool          // it may have arguments that are not known
}

// AppOnly reports whether the sign-in is an application's own, without a user.
func (s *SignIn) AppOnly() bool {
	return s.Method == Certificate || s.Method == ManagedIdentity || s.Method == Federated
}

// signInCmdlet is what a sign-in cmdlet's parameters mean.
type signInCmdlet struct {
	service Service
	retired bool
	tenant  string          // the parameter that names the tenant; "" for none
	methods []methodBinding // the first one that is bound decides; none: interactive
}

type methodBinding struct {
	parameter string
	method    Method
}

// The parameters of the cmdlets, legacy ones first: where a script takes one of two ways, the legacy one is what must change.
var (
	exchangeMethods = []methodBinding{
		{"Credential", CredentialMethod}, {"InlineCredential", CredentialMethod}, {"ManagedIdentity", ManagedIdentity},
		{"CertificateThumbprint", Certificate}, {"Certificate", Certificate}, {"CertificateFilePath", Certificate},
		{"AccessToken", AccessToken}, {"Device", Device}, {"DelegatedOrganization", Delegated},
	}
	azureMethods = []methodBinding{
		{"Credential", CredentialMethod}, {"Identity", ManagedIdentity}, {"CertificateThumbprint", Certificate}, {"CertificatePath", Certificate},
		{"FederatedToken", Federated}, {"AccessToken", AccessToken}, {"UseDeviceAuthentication", Device},
	}
	graphMethods = []methodBinding{
		{"ClientSecretCredential", ClientSecret}, {"Identity", ManagedIdentity}, {"CertificateThumbprint", Certificate}, {"Certificate", Certificate},
		{"CertificateSubjectName", Certificate}, {"AccessToken", AccessToken}, {"UseDeviceCode", Device}, {"EnvironmentVariable", UnknownMethod},
	}
	pnpMethods = []methodBinding{
		{"Credentials", CredentialMethod}, {"Credential", CredentialMethod}, {"ClientSecret", ClientSecret}, {"ManagedIdentity", ManagedIdentity},
		{"Thumbprint", Certificate},
		{"CertificatePath", Certificate}, {"CertificateBase64Encoded", Certificate}, {"AzureADWorkloadIdentity", Federated}, {"FederatedIdentity", Federated},
		{"AccessToken", AccessToken}, {"DeviceLogin", Device}, {"EnvironmentVariable", UnknownMethod},
	}
	entraMethods = []methodBinding{
		{"Credential", CredentialMethod}, {"CertificateThumbprint", Certificate}, {"AadAccessToken", AccessToken}, {"MsAccessToken", AccessToken},
		{"AdGraphAccessToken", AccessToken}, {"MsGraphAccessToken", AccessToken},
	}
)

// signInCmdletOf returns what the cmdlet of that name means, where it signs in.
func signInCmdletOf(name string) (signInCmdlet, bool) {
	switch fold(name) {
	case "connect-exchangeonline":
		return signInCmdlet{service: ExchangeOnline, tenant: "Organization", methods: exchangeMethods}, true
	case "connect-ippssession":
		return signInCmdlet{service: SecurityCompliance, tenant: "Organization", methods: exchangeMethods}, true
	case "connect-exopssession", "new-exopssession":
		return signInCmdlet{service: ExchangeOnline, retired: true, methods: entraMethods}, true
	case "connect-azaccount", "add-azaccount", "login-azaccount":
		return signInCmdlet{service: Azure, tenant: "Tenant", methods: azureMethods}, true
	case "connect-azurermaccount", "add-azurermaccount", "login-azurermaccount":
		return signInCmdlet{service: Azure, retired: true, tenant: "TenantId", methods: azureMethods}, true
	case "add-azureaccount":
		return signInCmdlet{service: Azure, retired: true, methods: azureMethods}, true
	case "connect-mggraph", "connect-graph", "connect-entra":
		return signInCmdlet{service: Graph, tenant: "TenantId", methods: graphMethods}, true
	case "connect-msolservice", "connect-azuread":
		return signInCmdlet{service: EntraID, retired: true, tenant: "TenantId", methods: entraMethods}, true
	case "connect-microsoftteams":
		return signInCmdlet{service: Teams, tenant: "TenantId", methods: append([]methodBinding{{"AccessTokens", AccessToken}, {"Certificate", Certificate}}, azureMethods...)}, true
	case "connect-sposervice":
		return signInCmdlet{service: SharePoint, tenant: "TenantId", methods: append([]methodBinding{{"ManagedIdentity", ManagedIdentity}, {"Certificate", Certificate}}, azureMethods...)}, true
	case "connect-pnponline", "connect-sponline":
		return signInCmdlet{service: PnP, tenant: "Tenant", methods: pnpMethods}, true
	case "connect-powerbiserviceaccount", "login-powerbiserviceaccount", "login-powerbi":
		return signInCmdlet{service: PowerBI, tenant: "Tenant", methods: azureMethods}, true
	case "add-powerappsaccount":
		return signInCmdlet{service: PowerPlatform, tenant: "TenantID", methods: []methodBinding{
			{"ClientSecret", ClientSecret}, {"SecureClientSecret", ClientSecret}, {"CertificateThumbprint", Certificate}, {"Password", CredentialMethod}}}, true
	case "connect-aipservice", "connect-aadrmservice":
		return signInCmdlet{service: Purview, tenant: "TenantId", methods: azureMethods}, true
	case "connect-msgraph":
		return signInCmdlet{service: Intune, methods: []methodBinding{{"PSCredential", CredentialMethod}, {"Credential", CredentialMethod}, {"ClientSecret", ClientSecret}}}, true
	case "new-csonlinesession":
		return signInCmdlet{service: SkypeOnline, retired: true, methods: entraMethods}, true
	}
	return signInCmdlet{}, false
}

// signIn adds the sign-in that the call is, and reports whether it is one.
func (b *builder) signIn(call *facts.Call) bool {
	c, ok := signInCmdletOf(call.Name)
	if !ok {
		return false
	}
	s := &SignIn{Service: c.service, Cmdlet: call.Name, Call: call, Retired: c.retired, Open: call.Open(), At: nameOf(call)}
	s.Method, s.Argument = methodOf(call, c.methods)
	s.Organization = bound(call, c.tenant)
	s.RPS = bound(call, "UseRPSSession")
	if p := stray(call, "ManagedIdentity"); p != nil {
		s.Misfit = call.At(p)
	}
	if c.service == ExchangeOnline || c.service == SecurityCompliance {
		s.Foreign = foreign(call)
	}
	if c.retired && c.service == ExchangeOnline && b.isForCompliance(call) {
		s.Service = SecurityCompliance
	}
	if v := bound(call, "ExchangeEnvironmentName"); v != nil {
		s.Environment, _ = v.Value().Text()
	}
	b.readCredential(s)
	if s.Method == CredentialMethod && !c.retired {
		s.At = underlined(call, *s.Argument)
	}
	b.addSignIn(s)
	return true
}

// isForCompliance reports whether a sign-in of the first Exchange Online module is one to Security & Compliance: by its address,
// or as the script calls cmdlets of no other service.
func (b *builder) isForCompliance(call *facts.Call) bool {
	if uri := bound(call, "ConnectionUri"); uri != nil {
		h, ok := remoteHostOf(hostOf(uri.Value()))
		return ok && h.service == SecurityCompliance
	}
	found := false
	for other := range b.info.Calls() {
		if e := cmdlet.LookupExchange(other.Name); e != nil && other.Function == nil && e.Operation != "connect" {
			if e.Online {
				return false
			}
			found = true
		}
	}
	return found
}

// stray returns the parameter of that name among the arguments that do not bind, as the table does not have it; nil where it is
// not among them.
func stray(call *facts.Call, parameter string) *syntax.CommandParameter {
	for _, f := range call.Faults {
		if p, ok := f.Node.(*syntax.CommandParameter); ok && equalsAny(p.Name, parameter) {
			return p
		}
	}
	return nil
}

// foreign returns the parameters among the call's arguments that no version of the Exchange cmdlets has, and other sign-ins do.
func foreign(call *facts.Call) []*syntax.CommandParameter {
	var list []*syntax.CommandParameter
	for _, f := range call.Faults {
		p, ok := f.Node.(*syntax.CommandParameter)
		if ok && equalsAny(p.Name, "TenantId", "Tenant", "ClientId", "ApplicationId", "ClientSecret", "Thumbprint", "CertificatePath", "Identity") {
			list = append(list, p)
		}
	}
	return list
}

// methodOf returns the method that the call's arguments ask for, and the argument that decides it.
func methodOf(call *facts.Call, methods []methodBinding) (Method, *facts.Bound) {
	for _, m := range methods {
		if a := bound(call, m.parameter); a != nil {
			return m.method, a
		}
		if m.method != CredentialMethod && stray(call, m.parameter) != nil {
			return m.method, nil // a version of the module that the table does not know
		}
	}
	if call.Open() {
		return UnknownMethod, nil
	}
	return Interactive, nil
}

// readCredential finds out where the credential comes from, and whether it is a user's at all.
func (b *builder) readCredential(s *SignIn) {
	if s.Method != CredentialMethod {
		return
	}
	b.setCredential(s, s.Argument)
	switch {
	case bound(s.Call, "ServicePrincipal") != nil:
		s.Method = ClientSecret
	case s.Open && s.Service == Azure && s.Argument.Splat == nil:
		s.Method = UnknownMethod // -ServicePrincipal may be among what is splatted
	case s.Service == SharePoint && s.Argument.Value().Kind == facts.String:
		s.Method = Interactive // a user name only, for which the cmdlet asks
	case s.Service == PnP && s.Credential != nil && s.Credential.Kind == facts.SourceLiteral && s.Credential.Password == nil:
		if label, ok := s.Argument.Value().Text(); ok && placeholder(label, "", "") {
			s.Credential, s.Sources = nil, nil
			return
		}
		s.Credential = &facts.Source{Kind: facts.SourceCredentialManager, Node: s.Credential.Node, Trail: s.Credential.Trail} // by its label
		s.Sources[0] = facts.SourceCredentialManager
	}
}

// setCredential finds out where the credential that the argument passes comes from.
func (b *builder) setCredential(s *SignIn, a *facts.Bound) {
	s.Credential = b.sourceOf(s.Call, a)
	s.Sources = kindsOf(a.Value(), s.Credential)
}

// addSignIn adds s with the callers of the function that it stands in.
func (b *builder) addSignIn(s *SignIn) {
	if s.Call != nil && s.Call.Enclosing != nil {
		s.Callers = b.info.Callers(s.Call.Enclosing)
	}
	b.inv.SignIns = append(b.inv.SignIns, s)
}

// runAs adds the Run As connection that Get-AutomationConnection reads.
func (b *builder) runAs(call *facts.Call) {
	name := bound(call, "Name")
	if name == nil {
		return
	}
	for text := range name.Value().Texts() {
		if equalsAny(text, "AzureRunAsConnection", "AzureClassicRunAsConnection") {
			b.addSignIn(&SignIn{Service: Azure, Cmdlet: call.Name, Method: RunAs, Call: call, Retired: true, At: nameOf(call)})
			return
		}
	}
}
