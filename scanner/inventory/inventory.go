// Package inventory turns a script's facts into what a migration is about: sign-ins, mail sends, tenant settings and secrets.
//
// Rules judge these entries, the register lists them, fixes rewrite them; nobody else looks for them again.
package inventory

import (
	"github.com/exolint/exolint/scanner/facts"
	"github.com/exolint/exolint/scanner/syntax"
)

// An Inventory is what one script signs in to, sends, sets and holds, each list in source order.
type Inventory struct {
	SignIns  []*SignIn
	Mail     []*MailSend
	Settings []*TenantSetting
	Secrets  []*Secret
	Exchange []*facts.Call // calls of Exchange Online and Security & Compliance cmdlets other than sign-ins
	Job      Job
}

// Options are what the configuration says of a script.
type Options struct {
	Job JobKind // "": infer it
}

// A Service is what a sign-in is for.
type Service string

// The services.
const (
	ExchangeOnline     Service = "Exchange Online"
	SecurityCompliance Service = "Security & Compliance"
	Azure              Service = "Azure"
	EntraID            Service = "Microsoft Entra ID"
	Graph              Service = "Microsoft Graph"
	Teams              Service = "Microsoft Teams"
	SharePoint         Service = "SharePoint Online"
	PnP                Service = "PnP PowerShell"
	PowerBI            Service = "Power BI"
	PowerPlatform      Service = "Power Platform"
	SkypeOnline        Service = "Skype for Business Online"
	EWS                Service = "Exchange Web Services"
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
	AccessToken      Method = "access-token"
	ClientSecret     Method = "client-secret"
	Interactive      Method = "interactive"
	Device           Method = "device"
	Delegated        Method = "delegated"
)

// A SignIn is a place where the script signs in to a service.
type SignIn struct {
	Service     Service
	Cmdlet      string // as the table spells it, or the API, such as "New-PSSession"
	Method      Method
	Call        *facts.Call   // nil where it is no command
	At          syntax.Node   // what a person would underline
	Credential  *facts.Source // nil: none, or not known
	Endpoint    string        // host of a remote session, in lower case; "" where there is none
	Environment string        // "", or a sovereign cloud such as "O365USGovGCCHigh"
	Tenant      facts.Value   // -Organization or the like
	Callers     []syntax.Node // where a wrapper around it is called
	Retired     bool          // the module or protocol itself no longer works
}

// An Endpoint is the class of mail server that a script sends to.
type Endpoint string

// The classes of mail servers.
const (
	UnknownEndpoint  Endpoint = ""
	ClientSubmission Endpoint = "client-submission" // smtp.office365.com, smtp-legacy.office365.com and sovereign ones
	DirectSend       Endpoint = "direct-send"       // *.mail.protection.outlook.com
	HVE              Endpoint = "hve"
	ACS              Endpoint = "acs"
	OtherServer      Endpoint = "other" // a literal host that is not Microsoft's
	GraphMail        Endpoint = "graph"
)

// A MailSend is a place where the script sends mail.
type MailSend struct {
	API           string      // "Send-MailMessage", "SmtpClient", "MailKit", …
	Call          *facts.Call // nil where it is no command
	At            syntax.Node
	Server        facts.Value
	Port          facts.Value
	Class         Endpoint
	Credential    *facts.Source // nil where none is passed
	Authenticated bool          // it passes a user name and password
	OAuth         bool          // it passes a token instead
	From          facts.Value
	Recipients    []facts.Value
}

// A TenantSetting is a place where the script changes how the tenant accepts sign-ins.
type TenantSetting struct {
	Cmdlet    string // "Set-CASMailbox", "Set-TransportConfig", "New-AuthenticationPolicy", "Set-AuthenticationPolicy"
	Parameter string
	Call      *facts.Call
	At        syntax.Node
	Enables   bool // it turns legacy authentication on
	Separate  bool // a switch followed by a separate $false, which PowerShell reads as the switch being on
}

// A SecretKind is what a secret is.
type SecretKind string

// The kinds of secrets.
const (
	Password     SecretKind = "password"
	AppSecret    SecretKind = "app-secret"
	CertPassword SecretKind = "certificate-password"
	Token        SecretKind = "token"
	Key          SecretKind = "key"
)

// A Sink is where a secret goes.
type Sink string

// The sinks.
const (
	SecureStringSink Sink = "securestring" // ConvertTo-SecureString -AsPlainText, AppendChar
	CredentialSink   Sink = "credential"   // PSCredential, NetworkCredential
	ArgumentSink     Sink = "argument"     // a cmdlet's or a function's password parameter
	NativeSink       Sink = "native"       // a program's password switch
	AssignmentSink   Sink = "assignment"   // a password-named variable, key or parameter default
	FileSink         Sink = "file"         // read in clear from a file
	HeaderSink       Sink = "header"       // an Authorization header
)

// A Secret is a secret that stands in the script, or is read in clear from a file.
type Secret struct {
	Kind   SecretKind
	Sink   Sink
	At     syntax.Node   // the literal, or the read
	Call   *facts.Call   // the command that takes it; nil: none
	Source *facts.Source // never nil
	Trail  []facts.Step  // from the literal to the sink
}

// A JobKind is how a script is run.
type JobKind string

// The kinds of jobs.
const (
	UnknownJob      JobKind = ""
	HumanRun        JobKind = "human"
	Unattended      JobKind = "unattended" // outside Azure
	AzureAutomation JobKind = "azure-automation"
	AzureFunctions  JobKind = "azure-functions"
	CI              JobKind = "ci"
)

// A Job is how a script is run, with what says so.
type Job struct {
	Kind     JobKind
	Evidence string      // such as "Get-AutomationPSCredential"; "" where unknown
	At       syntax.Node // nil: the file's name or the configuration says so
}
