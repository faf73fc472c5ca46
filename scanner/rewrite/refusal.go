package rewrite

import "fmt"

// A Reason says why a finding is not rewritten. It never changes.
type Reason string

// The reasons.
const (
	Signed            Reason = "signed"
	RoundTrip         Reason = "round-trip"
	UnsupportedCmdlet Reason = "unsupported-cmdlet"
	NoManagedIdentity Reason = "no-managed-identity"
	Delegated         Reason = "delegated"
	SeveralAccounts   Reason = "several-accounts"
	ThumbprintOnLinux Reason = "thumbprint-on-linux"
	UnknownSplat      Reason = "unknown-splat"
	SharedSplat       Reason = "shared-splat"
	Conditional       Reason = "conditional"
	OtherBranch       Reason = "other-branch"
	ExecutedString    Reason = "executed-string"
	DefaultParameter  Reason = "default-parameter"
	SessionUsed       Reason = "session-used"
	SessionInline     Reason = "session-inline"
	PrefixReserved    Reason = "prefix-reserved"
	RetiredCmdlets    Reason = "retired-cmdlets"
	MailServer        Reason = "mail-server"
	OtherMailServer   Reason = "other-mail-server"
	StillAllowed      Reason = "still-allowed"
	MailArgument      Reason = "mail-argument"
	MailObject        Reason = "mail-object"
	PipelineInput     Reason = "pipeline-input"
	External          Reason = "external-recipients"
	SecretInText      Reason = "secret-in-text"
	TestSecret        Reason = "test-secret"
	Conflict          Reason = "conflict"
	PasswordToken     Reason = "password-token"
	ClientObject      Reason = "client-object"
	PassedToken       Reason = "passed-token"
	OtherMailAPI      Reason = "other-mail-api"
	OtherSecret       Reason = "other-secret"
	AutomaticLogon    Reason = "automatic-logon"
	ParameterDefault  Reason = "parameter-default"
	InTest            Reason = "in-test"
	ResultUsed        Reason = "result-used"
	StillAsked        Reason = "still-asked"
	NoRewrite         Reason = "no-rewrite"
	Verification      Reason = "verification"
)

// A Refusal says why a finding is not rewritten, and what a person must do.
type Refusal struct {
	Reason Reason
	Text   string // one sentence without a period
	Remedy string // what to do, one sentence without a period
}

// refusalText returns the text and the remedy of a reason; %s is what the rewriter names.
func refusalText(r Reason) (text, remedy string) {
	switch r {
	case Signed:
		return "the script is signed", "edit it by hand and sign it again with Set-AuthenticodeSignature"
	case RoundTrip:
		return "the file has bytes that its encoding does not allow, which writing would change", "save it as UTF-8 with a byte-order mark first"
	case UnsupportedCmdlet:
		return "%s does not work with app-only sign-in", "move that step to Microsoft Graph, or sign in interactively (--to interactive)"
	case NoManagedIdentity:
		return "%s has no managed identity sign-in", "use a certificate for it (--to app-only)"
	case Delegated:
		return "the sign-in is to a customer's tenant (delegated administration), which app-only sign-in reaches only with a multi-tenant app",
			"register a multi-tenant app with consent in each customer's tenant and pass -AccessToken, or use --to interactive"
	case SeveralAccounts:
		return "the sign-in stands in a loop that makes another credential in each pass, as for several tenants",
			"sign in by hand to each tenant as it needs, with an app that is registered there, or use --to interactive"
	case ThumbprintOnLinux:
		return "a certificate thumbprint works on Windows only, and this script runs on Linux or macOS", "give a certificate file (--certificate-file)"
	case UnknownSplat:
		return "what %s passes is not known", "write the arguments out, or change the place that fills the table"
	case SharedSplat:
		return "%s is passed to another command too", "give each command a table of its own"
	case Conditional:
		return "the credential is passed on some paths only", "decide which sign-in is meant and remove the other one"
	case OtherBranch:
		return "another branch of the same condition signs in as an application already (line %s)",
			"run the script so that it takes that branch, and remove this one"
	case ExecutedString:
		return "the command stands in a string that is executed", "edit the string by hand"
	case DefaultParameter:
		return "the argument comes from $PSDefaultParameterValues", "remove that default and pass the new arguments where the command is called"
	case SessionUsed:
		return "%s is used in other ways than to import and remove the session", "replace those uses by hand; Connect-ExchangeOnline returns no session"
	case SessionInline:
		return "the session is opened and used in one command", "sign in with Connect-ExchangeOnline once and call the cmdlets directly"
	case PrefixReserved:
		return "the cmdlets are imported with the prefix EXO, which Connect-ExchangeOnline keeps for its own", "choose another prefix and use it where the cmdlets are called"
	case RetiredCmdlets:
		return "the script calls %s, which does not work with another sign-in", "replace the module's cmdlets too"
	case MailServer:
		return "the mail server is not known to be Exchange Online's client submission", "find out where the script sends; see the advice of the finding"
	case OtherMailServer:
		return "the script sends by a relay, by Direct Send or by another provider, which the end of passwords in client submission does not concern",
			"check that the server goes on accepting the mail; nothing has to change for this deadline"
	case StillAllowed:
		return "High Volume Email takes a user name and password until September 2028", "nothing has to change yet"
	case MailArgument:
		return "the argument %s cannot be mapped", "write the message with Send-MgUserMail by hand"
	case MailObject:
		return "not every step in the life of the mail object is certain", "write the message with Send-MgUserMail by hand"
	case PipelineInput:
		return "the command takes input from a pipeline", "put the command into a loop first"
	case External:
		return "not every recipient is known to be inside the organisation, and High Volume Email reaches no others", "use --mail graph"
	case SecretInText:
		return "the secret stands in text from which it cannot be taken alone", "read it from a secret store by hand"
	case TestSecret:
		return "the secret stands in a test", "keep it if it opens nothing real; else read it from a store by hand"
	case Conflict:
		return "another fix changes the same place", "run again after that one is applied"
	case PasswordToken:
		return "what the token is used for is not known, and an application's token has other rights than a user's",
			"register an app with the application permissions that these requests need, ask for the token with its certificate (grant_type=client_credentials and a client assertion, or Connect-MgGraph and Invoke-MgGraphRequest), and remove the user name and password"
	case ClientObject:
		return "the credential is handed to objects of the SharePoint client library (CSOM)",
			"get the ClientContext from PnP PowerShell, which signs in without a password: (Connect-PnPOnline -Url URL -ClientId APP -Tenant TENANT -Thumbprint CERTIFICATE -ReturnConnection).Context, or replace the calls by PnP or SharePoint Online cmdlets"
	case PassedToken:
		return "the script gets the access token for %s itself, as a certain user or application",
			"get one for Microsoft Graph in the same way and pass it as a SecureString: Connect-MgGraph -AccessToken TOKEN"
	case OtherMailAPI:
		return "%s has arguments of its own that have no counterpart", "write the message with Send-MgUserMail by hand, or sign in with OAuth where the program can"
	case OtherSecret:
		return "the secret stands in a header, a file or a key, which a store does not give in that form", "revoke it, issue a new one and read it from a secret store by hand"
	case ParameterDefault:
		return "the secret is the default of a function's parameter", "make the parameter mandatory, and let whoever calls the function read the secret from a store"
	case InTest:
		return "the sign-in stands in a test", "keep it if it signs in nowhere; else change it with what the test is about"
	case AutomaticLogon:
		return "Windows keeps the password of an automatic logon in clear, wherever the script has it from", "let Autologon of Sysinternals keep it as a secret of Windows"
	case ResultUsed:
		return "the script goes on to use what %s returns", "take tenant and account from Get-MgContext after the new sign-in"
	case StillAsked:
		return "a person would still be asked for %s, which nothing needs any more", "take the question out with what checks the answer, and run again"
	case Verification:
		return "the edited script did not pass the check: %s", "edit it by hand"
	default:
		return "there is no certain rewriting of this", "follow the advice of the finding"
	}
}

// Refuse returns the refusal for a reason; what names the culprit in its text, where the reason has a place for it.
func Refuse(r Reason, what ...any) *Refusal {
	text, remedy := refusalText(r)
	if len(what) > 0 {
		text = fmt.Sprintf(text, what...)
	}
	return &Refusal{Reason: r, Text: text, Remedy: remedy}
}

// refuse makes the change a refusal.
func (c *Change) refuse(r Reason, what ...any) {
	c.Edits = nil
	c.Refusal = Refuse(r, what...)
}
