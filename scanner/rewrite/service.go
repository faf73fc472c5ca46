package rewrite

import (
	"slices"
	"strings"

	"github.com/exolint/exolint/scanner/cmdlet"
	"github.com/exolint/exolint/scanner/edit"
	"github.com/exolint/exolint/scanner/facts"
	"github.com/exolint/exolint/scanner/inventory"
	"github.com/exolint/exolint/scanner/syntax"
)

// A connector says how a service's cmdlet signs in without a user name and password. Empty names: it cannot.
type connector struct {
	cmdlet      string // what to call
	legacy      []string
	application string // -ApplicationId
	tenant      string
	certificate certificateNames
	service     bool   // the application's sign-in needs -ServicePrincipal
	identity    string // -Identity
	identityID  string // -AccountId, of a user-assigned identity
	interactive []argument
	graph       bool // Connect-MgGraph, which greets unless told not to
	token       bool // an application signs in with an access token only
}

// connectorOf returns how the cmdlet signs in; false where it is not one that a script can be changed to.
func connectorOf(name string) (connector, bool) {
	users := []string{"Credential", "AccountId", "UserPrincipalName"}
	switch strings.ToLower(name) {
	case "connect-azaccount", "login-azaccount", "add-azaccount":
		return connector{cmdlet: "Connect-AzAccount", legacy: users, application: "ApplicationId", tenant: "Tenant", service: true, identity: "Identity",
			identityID: "AccountId", certificate: certificateNames{"CertificateThumbprint", "CertificatePath", ""}}, true
	case "connect-microsoftteams":
		return connector{cmdlet: "Connect-MicrosoftTeams", legacy: users, application: "ApplicationId", tenant: "TenantId", identity: "Identity",
			certificate: certificateNames{"CertificateThumbprint", "", "Certificate"}}, true
	case "connect-sposervice":
		return connector{cmdlet: "Connect-SPOService", legacy: users, application: "ClientId", tenant: "TenantId", identity: "ManagedIdentity",
			identityID:  "ManagedIdentityClientId",
			certificate: certificateNames{"CertificateThumbprint", "CertificatePath", "Certificate"}}, true
	case "connect-pnponline", "connect-sponline":
		return connector{cmdlet: "Connect-PnPOnline", legacy: []string{"Credentials", "Credential", "CurrentCredentials", "Interactive"}, application: "ClientId", tenant: "Tenant",
			identity: "ManagedIdentity", identityID: "UserAssignedManagedIdentityClientId",
			certificate: certificateNames{"Thumbprint", "CertificatePath", ""}, interactive: []argument{{name: "Interactive"}}}, true
	case "connect-powerbiserviceaccount", "login-powerbiserviceaccount", "login-powerbi":
		return connector{cmdlet: "Connect-PowerBIServiceAccount", legacy: users, application: "ApplicationId", tenant: "Tenant", service: true,
			certificate: certificateNames{"CertificateThumbprint", "", ""}}, true
	case "add-powerappsaccount":
		return connector{cmdlet: "Add-PowerAppsAccount", legacy: []string{"Username", "Password"}, application: "ApplicationId", tenant: "TenantID",
			certificate: certificateNames{"CertificateThumbprint", "", ""}}, true
	case "connect-msolservice", "connect-azuread", "connect-entra":
		return connector{cmdlet: "Connect-MgGraph", legacy: append(users, "CurrentCredential", "AdGraphAccessToken", "MsAccessToken"),
			application: "ClientId", tenant: "TenantId", identity: "Identity", identityID: "ClientId",
			certificate: certificateNames{"CertificateThumbprint", "", "Certificate"}, graph: true}, true
	case "connect-azurermaccount", "login-azurermaccount", "add-azurermaccount", "add-azureaccount":
		return connectorOf("Connect-AzAccount")
	}
	return connector{}, false
}

// standardConnector returns how one signs in to a service, where the old sign-in is no cmdlet that says it.
func standardConnector(e *inventory.SignIn) connector {
	name := "Connect-MsolService" // what its connector calls is Microsoft Graph
	switch {
	case e.Cmdlet == clientObject:
		name = "Connect-PnPOnline" // which gives a ClientContext
	case e.Service == inventory.Azure, isAzureResource(e.Resource):
		name = "Connect-AzAccount"
	case e.Service == inventory.Teams, e.Service == inventory.SkypeOnline:
		name = "Connect-MicrosoftTeams"
	case e.Service == inventory.SharePoint:
		name = "Connect-SPOService"
	case e.Service == inventory.PnP:
		name = "Connect-PnPOnline"
	case e.Service == inventory.PowerBI:
		name = "Connect-PowerBIServiceAccount"
	case e.Service == inventory.PowerPlatform:
		name = "Add-PowerAppsAccount"
	case e.Service == inventory.Purview:
		return connector{cmdlet: "Connect-AipService", legacy: []string{"Credential"}, token: true, tenant: "TenantId"}
	}
	k, _ := connectorOf(name)
	return k
}

// clientObject is what signs in for the SharePoint client library (CSOM).
const clientObject = "SharePointOnlineCredentials"

// isKnownResource reports whether there is a cmdlet that signs in to what a token is for.
func isKnownResource(resource string) bool {
	return isGraphResource(resource) || isAzureResource(resource)
}

// isGraphResource reports whether a token is for Microsoft Graph, or for Azure AD Graph, which that replaces: by host or by id.
func isGraphResource(resource string) bool {
	switch resource {
	case "graph.microsoft.com", "graph.microsoft.us", "dod-graph.microsoft.us", "microsoftgraph.chinacloudapi.cn", "graph.windows.net",
		"00000003-0000-0000-c000-000000000000", "00000002-0000-0000-c000-000000000000":
		return true
	}
	return false
}

// isAzureResource reports whether a token is for Azure Resource Manager.
func isAzureResource(resource string) bool {
	switch resource {
	case "management.azure.com", "management.core.windows.net", "management.usgovcloudapi.net", "management.chinacloudapi.cn":
		return true
	}
	return false
}

// modernService is modern for the services beside Exchange Online.
func (s *author) modernService(c *Change, e *inventory.SignIn) (*modernSignIn, *Refusal) {
	k, ok := connectorOf(e.Cmdlet)
	if !ok {
		k = standardConnector(e)
	}
	if c.Target == ManagedIdentity && k.identity == "" && c.Because != "" {
		c.Target, c.Because = AppOnly, c.Because+", and "+k.cmdlet+" has no managed identity sign-in"
	}
	args, refusal := s.serviceArguments(c, e, k)
	if refusal != nil {
		return nil, refusal
	}
	m := &modernSignIn{cmdlet: k.cmdlet, gone: k.legacy, args: args}
	switch {
	case c.Target == AppOnly && e.Method == inventory.CredentialMethod:
		m.gone = append(slices.Clone(m.gone), k.application) // users sign in to another app than the one with the certificate
	case c.Target == ManagedIdentity: // which is another identity than an app, and lives in one tenant
		m.gone = append(slices.Clone(m.gone), k.application, k.tenant, "ApplicationId", "TenantId")
	}
	if e.Call != nil && e.Call.Outer == nil {
		if sameCmdlet(k.cmdlet, e.Call.Name) {
			m.cmdlet = e.Call.Name // by its old name
		}
		m.gone = slices.Concat(m.gone, misfits(k.cmdlet, e.Call, args, m.gone))
	}
	if m.replaces(e) {
		m.args = append(s.carry(m, e.Call), cloudOf(k, e.Call)...)
	}
	return m, nil
}

// sameCmdlet reports whether name is a name of the cmdlet.
func sameCmdlet(command, name string) bool {
	k, ok := connectorOf(name)
	return ok && k.cmdlet == command && cmdlet.Resolve(name) == cmdlet.Resolve(command)
}

// misfits returns the parameters that the call passes and that no parameter set has together with those of args: they belong
// to the old sign-in.
func misfits(command string, call *facts.Call, args []argument, gone []string) []string {
	c := cmdlet.Lookup(command)
	if c == nil {
		return nil
	}
	sets := setsWith(c, args)
	if sets == nil {
		return nil
	}
	var list []string
	for _, b := range call.Arguments {
		p := c.Parameter(b.Parameter)
		if p == nil || slices.ContainsFunc(gone, func(g string) bool { return syntax.EqualFold(g, b.Parameter) }) {
			continue
		}
		if !slices.ContainsFunc(sets, func(set int) bool { return placeIn(p, set) != nil }) {
			list = append(list, b.Parameter)
		}
	}
	return list
}

// setsWith returns the parameter sets of the cmdlet that have all of the arguments; nil where none has.
func setsWith(c *cmdlet.Cmdlet, args []argument) []int {
	var sets []int
	for set := range c.Sets {
		has := func(a argument) bool {
			p := c.Parameter(a.name)
			return p != nil && placeIn(p, set) != nil
		}
		if !slices.ContainsFunc(args, func(a argument) bool { return !has(a) }) {
			sets = append(sets, set)
		}
	}
	return sets
}

// placeIn returns what the parameter is in the set; nil where it is not in it.
func placeIn(p *cmdlet.Parameter, set int) *cmdlet.Place {
	for i := range p.Places {
		if s := p.Places[i].Set; s == set || s == cmdlet.AllSets {
			return &p.Places[i]
		}
	}
	return nil
}

// graphClouds are Microsoft Graph's names for clouds, by those of MSOnline and AzureAD.
var graphClouds = map[string]string{"azurecloud": "Global", "azureusgovernment": "USGov", "azureusgovernmentcloud": "USGov",
	"usgovernment": "USGov", "usgovernmentcloud": "USGov", "azurechinacloud": "China"}

// cloudOf returns the argument for the cloud that the old sign-in to Microsoft Entra ID names.
func cloudOf(k connector, call *facts.Call) []argument {
	if !k.graph || call == nil {
		return nil
	}
	for _, name := range [...]string{"AzureEnvironment", "AzureEnvironmentName"} {
		b, ok := call.Argument(name)
		if text, known := b.Value().Text(); ok && known && graphClouds[strings.ToLower(text)] != "" {
			return []argument{{name: "Environment", value: graphClouds[strings.ToLower(text)]}}
		}
	}
	return nil
}

// service rewrites the sign-in to a service beside Exchange Online.
func (s *script) service(c *Change, e *inventory.SignIn) {
	if _, ok := connectorOf(e.Cmdlet); !ok || e.Service == inventory.SkypeOnline || e.Method == inventory.RunAs {
		c.refuse(NoRewrite)
		return
	}
	if e.Retired && e.Method == inventory.AccessToken {
		c.refuse(PassedToken, e.Cmdlet)
		return
	}
	m, refusal := s.modern(c, e)
	if refusal == nil {
		refusal = s.branchRefusal(c, e)
	}
	if refusal != nil {
		c.Refusal = refusal
		return
	}
	if m.replaces(e) && m.cmdlet == "Connect-MgGraph" && s.usesResult(e.Call) {
		c.refuse(ResultUsed, e.Cmdlet)
		return
	}
	c.Message = messageOf(c.Target)
	switch c.Target {
	case AppOnly:
		c.Needs = append(c.Needs, NeedApp, NeedCertificate, NeedServiceRole)
	case ManagedIdentity:
		c.Needs = append(c.Needs, NeedIdentity, NeedServiceRole)
	}
	if left := s.retiredCalls(e); left != "" {
		c.refuse(RetiredCmdlets, left)
		return
	}
	if c.Target == ManagedIdentity && s.o.Values.ManagedIdentityID != "" && m.cmdlet == "Connect-MicrosoftTeams" {
		c.Notes = append(c.Notes, "Connect-MicrosoftTeams takes the system-assigned managed identity only")
	}
	if c.Target == Interactive && m.cmdlet == "Connect-MgGraph" && !s.needsScopes(e) {
		c.Notes = append(c.Notes, "Connect-MgGraph asks for no permissions but those that were granted before; name with -Scopes what the script needs")
	}
	if s.replaceSignIn(c, e, m) && !m.replaces(e) {
		s.nameArguments(c, e.Call, m)
	}
}

// usesResult reports whether the script reads what the call returns: from a variable, or a member of it.
func (s *script) usesResult(call *facts.Call) bool {
	if _, member := s.info.Parent(s.outermost(call.Node)).(*syntax.MemberExpression); member {
		return true
	}
	a, v := s.assignmentOf(call.Node)
	if a == nil || syntax.EqualFold(v.Name, "null") {
		return false
	}
	o, ok := s.occurrenceOf(v)
	return !ok || slices.ContainsFunc(s.same(o), func(p occurrence) bool { return p.write == nil })
}

// nameArguments names the arguments that stay and that the new sign-in does not take by their position.
func (s *script) nameArguments(c *Change, call *facts.Call, m *modernSignIn) {
	known := cmdlet.Lookup(m.cmdlet)
	if known == nil {
		return
	}
	sets := setsWith(known, m.args)
	for _, b := range call.Arguments {
		p := known.Parameter(b.Parameter)
		if p == nil || b.Name != nil || b.Expr == nil || b.Splat != nil || b.Default != nil || b.Pipeline || slices.Contains(m.gone, p.Name) {
			continue
		}
		byPosition := func(set int) bool {
			place := placeIn(p, set)
			return place != nil && place.Position >= 0
		}
		if len(sets) > 0 && !slices.ContainsFunc(sets, byPosition) {
			at := s.f.Offset(b.Expr.Pos())
			c.Edits = append(c.Edits, edit.Edit{Start: at, End: at, New: "-" + p.Name + " "})
		}
	}
}

// serviceArguments returns the arguments of the target's sign-in.
func (s *author) serviceArguments(c *Change, e *inventory.SignIn, k connector) ([]argument, *Refusal) {
	args, refusal := s.targetArguments(c, e, k)
	if refusal != nil {
		return nil, refusal
	}
	if k.graph {
		args = append(args, argument{name: "NoWelcome"})
	}
	if (e.Call == nil || e.Call.Outer != nil) && (k.cmdlet == "Connect-SPOService" || k.cmdlet == "Connect-PnPOnline") {
		args = append(args, argument{name: "Url", value: "'<url>'"})
	}
	return args, nil
}

// targetArguments returns the arguments that say who signs in.
func (s *author) targetArguments(c *Change, e *inventory.SignIn, k connector) ([]argument, *Refusal) {
	switch {
	case k.graph && e.Method == inventory.AccessToken:
		c.Target, c.Because = AccessToken, ""
		return []argument{{name: "AccessToken", value: "(ConvertTo-SecureString '<access-token>' -AsPlainText -Force)"}}, nil
	case c.Target == ManagedIdentity && k.identity == "":
		return nil, Refuse(NoManagedIdentity, k.cmdlet)
	case c.Target == ManagedIdentity:
		args := []argument{{name: k.identity}}
		if id := s.o.Values.ManagedIdentityID; id != "" && k.identityID != "" {
			if k.cmdlet == "Connect-SPOService" {
				args = append(args, argument{name: "ManagedIdentityType", value: "UserAssigned"})
			}
			args = append(args, argument{name: k.identityID, value: expression(id)})
		}
		return args, nil
	case c.Target == Interactive && k.cmdlet == "Connect-PnPOnline":
		return append(slices.Clone(k.interactive), argument{name: k.application, value: s.appID(c)}), nil // it has no app of its own
	case c.Target == Interactive && k.graph && s.needsScopes(e):
		return []argument{{name: "Scopes", value: "'<scopes>'"}}, nil
	case c.Target == Interactive:
		return slices.Clone(k.interactive), nil
	case k.token:
		c.Target = AccessToken
		return []argument{{name: "AccessToken", value: "'<access-token>'"}, {name: k.tenant, value: s.organization(c)}}, nil
	}
	certificate, refusal := s.certificate(c, k.certificate)
	if refusal != nil {
		return nil, refusal
	}
	args := []argument{{name: k.application, value: s.appID(c)}, certificate, {name: k.tenant, value: s.organization(c)}}
	if k.service {
		args = slices.Insert(args, 0, argument{name: "ServicePrincipal"})
	}
	return args, nil
}

// needsScopes reports whether the script does something after the sign-in to Microsoft Graph that permissions are to be named
// for: it calls cmdlets of the retired module, or it is for them that it signs in. They are also named where the tenant is, as
// two parameter sets take -TenantId, and -Scopes says that a user signs in.
func (s *author) needsScopes(e *inventory.SignIn) bool {
	if e.Call != nil {
		if _, named := e.Call.Argument("TenantId"); named {
			return true
		}
	}
	return s.f == nil || !e.Retired || slices.ContainsFunc(s.f.Tokens, func(t syntax.Token) bool {
		return t.Kind != syntax.KindComment && hasNoun(s.f.Slice(t.Pos, t.End), []string{"msol", "azuread"})
	})
}

// retiredCalls names a cmdlet of the retired module that the script calls beside the sign-in; "" for none.
func (s *script) retiredCalls(e *inventory.SignIn) string {
	prefixes := []string{"msol", "azuread", "azurerm"}
	switch {
	case syntax.EqualFold(e.Cmdlet, "Connect-SPOnline"):
		prefixes = []string{"spo"} // cmdlets of its module are called so; PnP.PowerShell has none such
	case !e.Retired:
		return ""
	}
	for call := range s.info.Calls() {
		switch {
		case call.Node == e.Call.Node || call.Function != nil:
		case hasNoun(call.Name, prefixes):
			return call.Name
		case syntax.EqualFold(call.Name, "Import-Module"):
			if module := retiredModule(call); e.Retired && module != "" {
				return "Import-Module " + module
			}
		}
	}
	return ""
}

// retiredModule returns the retired module that the call imports, perhaps for other scripts; "" for none.
func retiredModule(call *facts.Call) string {
	b, _ := call.Argument("Name")
	for text := range b.Value().Texts() {
		file := text[strings.LastIndexAny(text, `\/`)+1:]
		switch name := strings.TrimSuffix(strings.ToLower(file), ".psd1"); {
		case name == "msonline", name == "azuread", name == "azureadpreview", strings.HasPrefix(name, "azurerm"):
			return text
		}
	}
	return ""
}

// hasNoun reports whether the name is that of a cmdlet, no sign-in, whose noun begins with one of the prefixes.
func hasNoun(name string, prefixes []string) bool {
	verb, noun, ok := strings.Cut(strings.ToLower(name), "-")
	return ok && verb != "connect" && verb != "disconnect" && slices.ContainsFunc(prefixes, func(p string) bool { return strings.HasPrefix(noun, p) })
}
