package inventory

import (
	"go/token"
	"path"
	"regexp"
	"strings"

	"github.com/exolint/exolint/scanner/facts"
	"github.com/exolint/exolint/scanner/syntax"
)

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

// IsAzure reports whether the job runs where Azure gives it a managed identity.
func (k JobKind) IsAzure() bool { return k == AzureAutomation || k == AzureFunctions }

// A Job is how a script is run, with what says so.
type Job struct {
	Kind     JobKind
	Evidence string      // such as "Get-AutomationPSCredential"; "" where unknown
	At       syntax.Node // nil: the file's name or the configuration says so
}

// job infers how the script is run. The host's own marks come first: a runbook may well hold a Read-Host in a branch for tests.
func (b *builder) job(o Options) Job {
	if o.Job != UnknownJob {
		return Job{Kind: o.Job, Evidence: "configuration"}
	}
	for _, find := range []func() (Job, bool){b.functionsJob, b.automationJob, b.pipelineJob, b.credentialJob, b.humanJob, b.scheduledJob} {
		if j, ok := find(); ok {
			return j
		}
	}
	return Job{}
}

// functionsJob recognises Azure Functions: run.ps1 with the binding of its trigger as a parameter.
func (b *builder) functionsJob() (Job, bool) {
	if fold(path.Base(b.path())) == "run.ps1" && b.info.File.Root.Param != nil {
		for _, p := range b.info.File.Root.Param.Parameters {
			if equalsAny(p.Name.Name, "Timer", "Request", "TriggerMetadata", "QueueItem", "InputBlob", "eventGridEvent", "mySbMsg") {
				return Job{Kind: AzureFunctions, Evidence: "param($" + p.Name.Name + ")", At: p}, true
			}
		}
	}
	for call := range b.info.Calls("Push-OutputBinding", "Get-OutputBinding") {
		return Job{Kind: AzureFunctions, Evidence: call.Name, At: nameOf(call)}, true
	}
	if i := syntax.IndexFold(b.info.File.Src, siteRoot); i >= 0 {
		start := token.Pos(b.info.File.Tok.Base() + i)
		return Job{Kind: AzureFunctions, Evidence: siteRoot, At: syntax.Extent{Start: start, Stop: start + token.Pos(len(siteRoot))}}, true
	}
	return Job{}, false
}

// siteRoot is where the files of an app lie that runs in Azure App Service, as Azure Functions do.
const siteRoot = `d:\home\site\wwwroot`

// automationJob recognises Azure Automation by its assets and variables.
func (b *builder) automationJob() (Job, bool) {
	for call := range b.info.Calls("Get-AutomationPSCredential", "Get-AutomationVariable", "Get-AutomationConnection", "Get-AutomationCertificate") {
		return Job{Kind: AzureAutomation, Evidence: call.Name, At: nameOf(call)}, true
	}
	for _, v := range b.nodes.drives {
		if equalsAny(v.Name, "PSPrivateMetadata", "env:AUTOMATION_ASSET_ACCOUNTID", "env:AUTOMATION_ASSET_SANDBOX_ID") {
			return Job{Kind: AzureAutomation, Evidence: "$" + v.Name, At: v}, true
		}
	}
	for _, folder := range strings.Split(fold(path.Dir(b.path())), "/") {
		if folder == "runbooks" || folder == "runbook" {
			return Job{Kind: AzureAutomation, Evidence: "folder " + folder}, true
		}
	}
	return Job{}, false
}

// pipelineVariable matches the environment variables that CI systems set.
var pipelineVariable = regexp.MustCompile(`(?i)^env:(GITHUB_(ACTIONS|WORKSPACE|TOKEN|REF|SHA|OUTPUT|ENV)|TF_BUILD|SYSTEM_ACCESSTOKEN|BUILD_(BUILDID|SOURCESDIRECTORY|REPOSITORY_\w+)|` +
	`AGENT_\w+|GITLAB_CI|CI_\w+|CI|JENKINS_(URL|HOME)|APPVEYOR\w*|TEAMCITY_VERSION|BITBUCKET_\w+)$`)

// pipelineJob recognises a CI system by its variables and folders.
func (b *builder) pipelineJob() (Job, bool) {
	for _, v := range b.nodes.drives {
		if pipelineVariable.MatchString(v.Name) {
			return Job{Kind: CI, Evidence: "$" + v.Name, At: v}, true
		}
	}
	for _, folder := range strings.Split(fold(path.Dir(b.path())), "/") {
		switch folder {
		case ".github", ".azuredevops", ".azure-pipelines", "azure-pipelines", ".gitlab", ".ci":
			return Job{Kind: CI, Evidence: "folder " + folder}, true
		}
	}
	return Job{}, false
}

// humanJob recognises a script that asks somebody.
func (b *builder) humanJob() (Job, bool) {
	for call := range b.info.Calls("Read-Host", "Get-Credential", "Out-GridView", "Pause", "Show-Command") {
		return Job{Kind: HumanRun, Evidence: call.Name, At: nameOf(call)}, true
	}
	for _, s := range b.inv.SignIns {
		if s.Call == nil {
			continue
		}
		if a := bound(s.Call, "Interactive"); a != nil {
			return Job{Kind: HumanRun, Evidence: "-Interactive", At: underlined(s.Call, *a)}, true
		}
	}
	if !b.mentions("promptfor", "readline", "readkey", "showdialog") {
		return Job{}, false
	}
	for v := range b.info.Invocations("PromptForCredential", "PromptForChoice", "ReadLine", "ReadKey", "ShowDialog") {
		if !syntax.EqualFold(v.Name, "ReadLine") || isConsole(v) {
			return Job{Kind: HumanRun, Evidence: v.Name, At: v.At(v.Node)}, true
		}
	}
	return Job{}, false
}

// isConsole reports whether the method is one of the console or of the host's window. Readers of files have a ReadLine too.
func isConsole(v *facts.Invocation) bool {
	window, ok := v.Node.Target.(*syntax.MemberExpression)
	if !ok {
		return equalsAny(v.Type, "Console", "System.Console")
	}
	host, ok := window.Target.(*syntax.VariableExpression)
	return ok && equalsAny(host.Name, "Host") && equalsAny(constantText(window.Member), "UI")
}

// credentialJob tells by where the credentials of sign-ins come from: somebody is asked, or they lie ready for a job that nobody watches.
func (b *builder) credentialJob() (Job, bool) {
	var stored *facts.Source
	for _, s := range b.inv.SignIns {
		if s.Credential == nil {
			continue
		}
		switch s.Credential.Kind {
		case facts.SourcePrompt:
			return Job{Kind: HumanRun, Evidence: "credential from a prompt", At: b.own(s.Credential.Node)}, true
		case facts.SourceLiteral, facts.SourceClixml, facts.SourceEncryptedFile, facts.SourceClearFile, facts.SourceKeyVault,
			facts.SourceSecretManagement, facts.SourceCredentialManager, facts.SourceEnvironment:
			stored = s.Credential
		}
	}
	if stored == nil || b.asksForCredential() {
		return Job{}, false
	}
	return Job{Kind: Unattended, Evidence: "credential from " + Provenance(stored.Kind), At: b.own(stored.Node)}, true
}

// asksForCredential reports whether the script asks somebody for a user name and password and stores neither: whoever runs it
// with none in store is asked each time, while one that stores them is asked once and runs unattended from then on.
func (b *builder) asksForCredential() bool {
	asks := false
	for call := range b.info.Calls("Get-Credential", "Read-Host") {
		if syntax.EqualFold(call.Name, "Get-Credential") || bound(call, "AsSecureString") != nil {
			asks = true
		}
	}
	if !asks {
		return false
	}
	for range b.info.Calls("Export-Clixml", "ConvertFrom-SecureString", "New-StoredCredential", "Set-Secret", "Add-PnPStoredCredential",
		"Set-AzKeyVaultSecret", "Set-PnPStoredCredential") {
		return false
	}
	return true
}

// own returns n where it stands in the script, else nil.
func (b *builder) own(n syntax.Node) syntax.Node {
	if n == nil || !b.info.Owns(n) {
		return nil
	}
	return n
}

// scheduledJob recognises a script that says how it is scheduled.
func (b *builder) scheduledJob() (Job, bool) {
	if !b.mentions("schedul", "schtasks") {
		return Job{}, false
	}
	for _, t := range b.info.File.Tokens {
		if t.Kind == syntax.KindComment && scheduled.MatchString(b.info.File.Slice(t.Pos, t.End)) {
			return Job{Kind: Unattended, Evidence: "comment about a scheduled task", At: syntax.Extent{Start: t.Pos, Stop: t.End}}, true
		}
	}
	return Job{}, false
}

var scheduled = regexp.MustCompile(`(?i)\b(scheduled task|task scheduler|run on a schedule|schtasks)\b`)

// path returns the script's path with slashes.
func (b *builder) path() string { return strings.ReplaceAll(b.info.File.Tok.Name(), `\`, "/") }
