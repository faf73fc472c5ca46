package rewrite

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/exolint/exolint/scanner/config"
	"github.com/exolint/exolint/scanner/edit"
	"github.com/exolint/exolint/scanner/inventory"
)

// values are what sign-ins are written with.
var values = config.Replacement{AppID: "app", Organization: "contoso.onmicrosoft.com", CertificateThumbprint: "F00D"}

// A decision is what becomes of a finding.
type decision struct {
	Target  Target
	Because string
	Reason  Reason // of a refusal
	Text    string // the edited script
}

// decide plans for the finding that the rule has of the first sign-in, or of the first mail.
func decide(t *testing.T, src, rule string, o Options, job inventory.JobKind) decision {
	t.Helper()
	info, inv := understand(src, inventory.Options{Job: job})
	var w Want
	switch {
	case strings.HasPrefix(rule, "EXO1") && len(inv.SignIns) > 0:
		w = Want{Rule: rule, At: inv.SignIns[0].At}
	case strings.HasPrefix(rule, "EXO2") && len(inv.Mail) > 0:
		w = Want{Rule: rule, At: inv.Mail[0].At}
	case strings.HasPrefix(rule, "EXO3") && len(inv.Secrets) > 0:
		w = Want{Rule: rule, At: inv.Secrets[0].At}
	default:
		t.Fatal("nothing to rewrite")
	}
	changes := Plan(info, inv, o, []Want{w})
	text, err := edit.Apply(src, Edits(src, changes))
	if err != nil {
		t.Fatal(err)
	}
	d := decision{Target: changes[0].Target, Because: changes[0].Because}
	if r := changes[0].Refusal; r != nil {
		d.Reason = r.Reason
		if r.Remedy == "" || strings.Contains(r.Text, "%") {
			t.Errorf("refusal %+v is not complete", r)
		}
	} else {
		d.Text = text
	}
	return d
}

func TestDecisions(t *testing.T) {
	t.Parallel()
	const connect = "Connect-ExchangeOnline -Credential $c"
	const appOnly = " -AppId 'app' -CertificateThumbprint 'F00D' -Organization 'contoso.onmicrosoft.com'"
	tests := []struct {
		name, src, rule string
		target          Target
		job             inventory.JobKind
		want            decision
	}{
		{name: "nothing says who runs it", src: connect, rule: "EXO1001",
			want: decision{AppOnly, "nothing says that a person runs the script", "", "Connect-ExchangeOnline" + appOnly}},
		{name: "a person", src: connect, rule: "EXO1001", job: inventory.HumanRun,
			want: decision{Interactive, "a person runs the script (configuration)", "", "Connect-ExchangeOnline"}},
		{name: "a runbook", src: connect, rule: "EXO1001", job: inventory.AzureAutomation,
			want: decision{ManagedIdentity, "the script runs in Azure Automation (configuration)", "", "Connect-ExchangeOnline -ManagedIdentity -Organization 'contoso.onmicrosoft.com'"}},
		{name: "a runbook for compliance", src: "Connect-IPPSSession -Credential $c", rule: "EXO1001", job: inventory.AzureAutomation,
			want: decision{AppOnly, "the script runs in Azure Automation (configuration), and Connect-IPPSSession has no managed identity sign-in", "", "Connect-IPPSSession" + appOnly}},
		{name: "a managed identity for compliance", src: "Connect-IPPSSession -Credential $c", rule: "EXO1001", target: ManagedIdentity,
			want: decision{Target: ManagedIdentity, Reason: NoManagedIdentity}},
		{name: "a prompt", src: "Connect-ExchangeOnline -Credential (Get-Credential)", rule: "EXO1001",
			want: decision{Interactive, "a person runs the script (credential from a prompt)", "", "Connect-ExchangeOnline"}},
		{name: "a cmdlet that needs a user", src: connect + "\nRemove-UnifiedGroup -Identity a", rule: "EXO1001", target: AppOnly,
			want: decision{Target: AppOnly, Reason: UnsupportedCmdlet}},
		{name: "a customer's tenant", src: connect + " -DelegatedOrganization fabrikam.onmicrosoft.com", rule: "EXO1001", target: AppOnly,
			want: decision{Target: AppOnly, Reason: Delegated}},
		{name: "a customer's session whose address is in a variable", src: "$u = 'https://ps.outlook.com/powershell-liveid?DelegatedOrg=' + $d\n$s = New-PSSession -ConnectionUri $u -Credential $c -Authentication Basic",
			rule: "EXO1002", target: Interactive, want: decision{Interactive, "", "", "Connect-ExchangeOnline -DelegatedOrganization $d -ShowBanner:$false"}},
		{name: "a customer's session whose address may be of another one", src: "$u = 'https://ps.outlook.com/powershell-liveid?DelegatedOrg=' + $d\n$d = 'x'\n$s = New-PSSession -ConnectionUri $u -Credential $c -Authentication Basic",
			rule: "EXO1002", target: Interactive, want: decision{Target: Interactive, Reason: Delegated}},
		{name: "a customer's session in a loop that goes on to the next one", src: "$u = 'https://ps.outlook.com/powershell-liveid?DelegatedOrg=' + $d\nwhile ($d) {\n    $s = New-PSSession -ConnectionUri $u -Credential $c -Authentication Basic\n    $d = Get-Next\n}",
			rule: "EXO1002", target: Interactive, want: decision{Target: Interactive, Reason: Delegated}},
		{name: "a function of the cmdlet's name", src: "function Connect-ExchangeOnline {\n    $s = New-PSSession -ConnectionUri https://ps.outlook.com/powershell/ -Credential $c -Authentication Basic\n    Import-PSSession $s\n}",
			rule: "EXO1002", target: Interactive, want: decision{Interactive, "", "", "function Connect-ExchangeOnline {\n    ExchangeOnlineManagement\\Connect-ExchangeOnline -ShowBanner:$false\n}"}},
		{name: "an old session for eDiscovery", src: "$s = New-ExoPSSession\nImport-PSSession $s\nGet-ComplianceSearch", rule: "EXO1003", target: Interactive,
			want: decision{Interactive, "", "", "Connect-IPPSSession -EnableSearchOnlySession\nGet-ComplianceSearch"}},
		{name: "a thumbprint on Linux", src: "#!/usr/bin/pwsh\n" + connect, rule: "EXO1001", target: AppOnly,
			want: decision{Target: AppOnly, Reason: ThumbprintOnLinux}},
		{name: "a signed script", src: connect + "\n# SIG # Begin signature block\n# SIG # End signature block\n", rule: "EXO1001", target: AppOnly,
			want: decision{Target: AppOnly, Reason: Signed}},
		{name: "a default of the parameter", src: "$PSDefaultParameterValues['Connect-ExchangeOnline:Credential'] = $c\nConnect-ExchangeOnline", rule: "EXO1001", target: AppOnly,
			want: decision{Target: AppOnly, Reason: DefaultParameter}},
		{name: "a table that two commands take", src: "$p = @{ Credential = $c }\nConnect-ExchangeOnline @p\nUse-It @p", rule: "EXO1001", target: AppOnly,
			want: decision{Target: AppOnly, Reason: SharedSplat}},
		{name: "remote PowerShell only", src: "Connect-ExchangeOnline -UserPrincipalName $u -UseRPSSession", rule: "EXO1003", target: AppOnly,
			want: decision{Text: "Connect-ExchangeOnline -UserPrincipalName $u"}},
		{name: "a user's app", src: "Connect-PnPOnline -Url $u -ClientId $id -Credentials $c", rule: "EXO1501", target: AppOnly,
			want: decision{AppOnly, "", "", "Connect-PnPOnline -Url $u -ClientId 'app' -Thumbprint 'F00D' -Tenant 'contoso.onmicrosoft.com'"}},
		{name: "a URL by position", src: "Connect-PnPOnline $u -Credentials $c", rule: "EXO1501", target: ManagedIdentity,
			want: decision{ManagedIdentity, "", "", "Connect-PnPOnline -Url $u -ManagedIdentity"}},
		{name: "what belongs to a user", src: "Connect-MicrosoftTeams -Credential $c -UseDeviceAuthentication", rule: "EXO1501", target: AppOnly,
			want: decision{AppOnly, "", "", "Connect-MicrosoftTeams -ApplicationId 'app' -CertificateThumbprint 'F00D' -TenantId 'contoso.onmicrosoft.com'"}},
		{name: "another cloud", src: "Connect-AzureAD -AzureEnvironmentName AzureChinaCloud -TenantId $t -Credential $c", rule: "EXO1502", target: AppOnly,
			want: decision{AppOnly, "", "", "Connect-MgGraph -ClientId 'app' -CertificateThumbprint 'F00D' -TenantId $t -NoWelcome -Environment China"}},
		{name: "a tenant for a user", src: "Connect-AzureAD -TenantId $t -Credential $c", rule: "EXO1502", target: Interactive,
			want: decision{Interactive, "", "", "Connect-MgGraph -Scopes '<scopes>' -NoWelcome -TenantId $t"}},
		{name: "the old module's cmdlets", src: "Connect-MsolService -Credential $c\nGet-MsolUser", rule: "EXO1502", target: AppOnly,
			want: decision{Target: AppOnly, Reason: RetiredCmdlets}},
		{name: "the SharePoint client library", src: "$x.Credentials = New-Object Microsoft.SharePoint.Client.SharePointOnlineCredentials($u, $p)", rule: "EXO1501", want: decision{Reason: ClientObject}},
		{name: "an account for each customer", src: "foreach ($customer in $customers) {\n    $c = New-Object PSCredential($customer.Admin, $password)\n    Connect-ExchangeOnline -Credential $c\n}",
			rule: "EXO1001", target: AppOnly, want: decision{Target: AppOnly, Reason: SeveralAccounts}},
		{name: "a loop that asks until it works", src: "do {\n    $c = Get-Credential\n    Connect-ExchangeOnline -Credential $c\n} until ($?)",
			rule: "EXO1001", target: AppOnly, want: decision{AppOnly, "", "", "do {\n    Connect-ExchangeOnline" + appOnly + "\n} until ($?)"}},
		{name: "a relay", src: "Send-MailMessage -From a@b.example -To c@d.example -SmtpServer relay.corp.local", rule: "EXO2001", want: decision{Reason: OtherMailServer}},
		{name: "mail from a pipeline", src: "'t' | Send-MailMessage -From a@b.example -To c@d.example -SmtpServer smtp.office365.com -Credential $c", rule: "EXO2001", target: AppOnly,
			want: decision{Target: AppOnly, Reason: PipelineInput}},
		{name: "mail in a loop", src: "foreach ($u in $users) {\n    Send-MailMessage -From a@b.example -To $u -SmtpServer smtp.office365.com -Credential $c\n}", rule: "EXO2001", target: Interactive,
			want: decision{Interactive, "", "", `Connect-MgGraph -Scopes 'Mail.Send' -NoWelcome
foreach ($u in $users) {
    Send-MgUserMail -UserId 'a@b.example' -BodyParameter @{
        message = @{
            subject = ''
            body = @{ contentType = 'Text'; content = '' }
            toRecipients = @($u | ForEach-Object { @{ emailAddress = @{ address = ([mailaddress]$_).Address } } })
        }
        saveToSentItems = $false
    }
}`}},
		{name: "the old module is imported", src: "Import-Module AzureAD\nConnect-AzureAD -Credential $c", rule: "EXO1502", target: AppOnly,
			want: decision{Target: AppOnly, Reason: RetiredCmdlets}},
		{name: "a secret in a program's option", src: `cmdkey /add:srv /user:u /pass:Ab1-made`, rule: "EXO3002", want: decision{Reason: SecretInText}},
		{name: "a secret of a pipeline", src: "$password = 'Ab1-made'\nUse-It $password", rule: "EXO3003", job: inventory.CI,
			want: decision{Text: "$password = $env:SCRIPT_PASSWORD\nUse-It $password"}},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			got := decide(t, tc.src, tc.rule, Options{Target: tc.target, Values: values}, tc.job)
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}
