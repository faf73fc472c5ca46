package inventory_test

import (
	"fmt"
	"go/token"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/exolint/exolint/scanner/facts"
	"github.com/exolint/exolint/scanner/inventory"
	"github.com/exolint/exolint/scanner/project"
	"github.com/exolint/exolint/scanner/syntax"
)

func inventoryOf(path, src string, o inventory.Options) *inventory.Inventory {
	f := syntax.Parse(token.NewFileSet().AddFile(path, -1, len(src)), src)
	return inventory.Of(facts.Compute(f, project.None), o)
}

func TestSignIns(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, src string
		want      []string
	}{
		{"certificate", "Connect-ExchangeOnline -AppId $i -CertificateThumbprint $t -Organization contoso.onmicrosoft.com", []string{"Exchange Online certificate"}},
		{"managed identity", "Connect-ExchangeOnline -ManagedIdentity -Organization $o", []string{"Exchange Online managed-identity"}},
		{"interactive", "Connect-IPPSSession -UserPrincipalName $u", []string{"Security & Compliance interactive"}},
		{"device", "Connect-ExchangeOnline -Device", []string{"Exchange Online device"}},
		{"token", "Connect-ExchangeOnline -AccessToken $t -Organization $o", []string{"Exchange Online access-token"}},
		{"partner", "Connect-ExchangeOnline -UserPrincipalName $u -DelegatedOrganization $o", []string{"Exchange Online delegated"}},
		{"credential", "Connect-ExchangeOnline -Credential $c", []string{"Exchange Online credential"}},
		{"nothing known of what is splatted", "Connect-ExchangeOnline @p", []string{"Exchange Online "}},
		{"app secret", "Connect-AzAccount -ServicePrincipal -Credential $c -Tenant $t", []string{"Azure client-secret"}},
		{"Graph app secret", "Connect-MgGraph -ClientSecretCredential $c", []string{"Microsoft Graph client-secret"}},
		{"Teams identity", "Connect-MicrosoftTeams -Identity", []string{"Microsoft Teams managed-identity"}},
		{"PnP device", "Connect-PnPOnline -Url $u -DeviceLogin -ClientId $c", []string{"SharePoint Online (PnP) device"}},
		{"workload identity", "Connect-PnPOnline -Url $u -AzureADWorkloadIdentity", []string{"SharePoint Online (PnP) federated"}},
		{"Azure CLI", "az login --identity", []string{"Azure managed-identity"}},
		{"remote session", "New-PSSession -ConnectionUri https://ps.outlook.com/powershell/ -Credential $c -Authentication Basic", []string{"Exchange Online basic retired"}},
		{"two ways", "if ($x) { Connect-ExchangeOnline -Device } else { Connect-MsolService }", []string{"Exchange Online device", "Microsoft Entra ID interactive retired"}},
		{"own function of that name", "function Connect-ExchangeOnline { }\nConnect-ExchangeOnline -Credential $c", nil},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			var got []string
			for _, s := range inventoryOf("script.ps1", tc.src, inventory.Options{}).SignIns {
				line := fmt.Sprintf("%s %s", s.Service, s.Method)
				if s.Retired {
					line += " retired"
				}
				got = append(got, line)
			}
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestCallers(t *testing.T) {
	t.Parallel()
	inv := inventoryOf("script.ps1", "function Connect-Tenant { param([pscredential]$Credential) Connect-ExchangeOnline -Credential $Credential }\n"+
		"Connect-Tenant -Credential $a\nConnect-Tenant -Credential $b", inventory.Options{})
	if len(inv.SignIns) != 1 || len(inv.SignIns[0].Callers) != 2 {
		t.Errorf("got %d sign-ins, want one with two callers", len(inv.SignIns))
	}
}

func TestJob(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, path, src string
		configured      inventory.JobKind
		want            inventory.JobKind
		evidence        string
	}{
		{name: "Automation asset", src: "$c = Get-AutomationPSCredential -Name x", want: inventory.AzureAutomation, evidence: "Get-AutomationPSCredential"},
		{name: "Automation variable", src: "if ($PSPrivateMetadata.JobId) { }", want: inventory.AzureAutomation, evidence: "$PSPrivateMetadata"},
		{name: "runbook folder", path: "ops/runbooks/a.ps1", src: "Get-Date", want: inventory.AzureAutomation, evidence: "folder runbooks"},
		{name: "Functions", path: "report/run.ps1", src: "param($Timer)\nGet-Date", want: inventory.AzureFunctions, evidence: "param($Timer)"},
		{name: "run.ps1 without a trigger", path: "report/run.ps1", src: "param($Name)\nGet-Date"},
		{name: "Functions binding", src: "Push-OutputBinding -Name Response -Value 1", want: inventory.AzureFunctions, evidence: "Push-OutputBinding"},
		{name: "CI variable", src: "$token = $env:SYSTEM_ACCESSTOKEN", want: inventory.CI, evidence: "$env:SYSTEM_ACCESSTOKEN"},
		{name: "CI folder", path: ".github/scripts/a.ps1", src: "Get-Date", want: inventory.CI, evidence: "folder .github"},
		{name: "prompt", src: "$x = Read-Host", want: inventory.HumanRun, evidence: "Read-Host"},
		{name: "grid", src: "Get-Process | Out-GridView", want: inventory.HumanRun, evidence: "Out-GridView"},
		{name: "prompted credential", src: "Connect-ExchangeOnline -Credential (Get-Credential)", want: inventory.HumanRun, evidence: "credential from a prompt"},
		{name: "stored credential", src: "Read-Host 'go on?'\nConnect-ExchangeOnline -Credential (Import-Clixml c.xml)", want: inventory.Unattended, evidence: "credential from Import-Clixml"},
		{name: "scheduled", src: "# Runs as a scheduled task every night\nGet-Date", want: inventory.Unattended, evidence: "comment about a scheduled task"},
		{name: "configured", src: "$x = Read-Host", configured: inventory.CI, want: inventory.CI, evidence: "configuration"},
		{name: "app service", src: `$key = Get-Content 'D:\home\site\wwwroot\pass.key'`, want: inventory.AzureFunctions, evidence: `d:\home\site\wwwroot`},
		{name: "reader of a file", src: "$line = $reader.ReadLine()"},
		{name: "line of the console", src: "$line = [Console]::ReadLine()", want: inventory.HumanRun, evidence: "ReadLine"},
		{name: "line of the host", src: "$line = $Host.UI.ReadLine()", want: inventory.HumanRun, evidence: "ReadLine"},
		{name: "reader of a file in executed text", src: "Invoke-Expression '$line = $reader.ReadLine()'"},
		{name: "line of the console in executed text", src: "Invoke-Expression '$line = [System.Console]::ReadLine()'", want: inventory.HumanRun, evidence: "ReadLine"},
		{name: "stored or asked", src: "$c = Get-StoredCredential x\nif (-not $c) { $c = Get-Credential }\nConnect-ExchangeOnline -Credential $c", want: inventory.HumanRun, evidence: "Get-Credential"},
		{name: "nothing", src: "Get-Date"},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			path := tc.path
			if path == "" {
				path = "script.ps1"
			}
			job := inventoryOf(path, tc.src+"\nConnect-MsolService", inventory.Options{Job: tc.configured}).Job
			if job.Kind != tc.want || job.Evidence != tc.evidence {
				t.Errorf("got %q by %q, want %q by %q", job.Kind, job.Evidence, tc.want, tc.evidence)
			}
		})
	}
}

func TestExchange(t *testing.T) {
	t.Parallel()
	inv := inventoryOf("script.ps1", "Connect-ExchangeOnline -ManagedIdentity -Organization $o\nGet-Mailbox\nAdd-UnifiedGroupLinks -Identity t\nGet-ChildItem\nNew-ComplianceSearch -Name x", inventory.Options{})
	var names []string
	for _, c := range inv.Exchange {
		names = append(names, c.Name)
	}
	if diff := cmp.Diff([]string{"Get-Mailbox", "Add-UnifiedGroupLinks", "New-ComplianceSearch"}, names); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if b := inv.Blocked(inventory.ExchangeOnline); len(b) != 1 || b[0].Name != "Add-UnifiedGroupLinks" {
		t.Errorf("got %d blocked in Exchange Online, want Add-UnifiedGroupLinks", len(b))
	}
	if b := inv.Blocked(inventory.SecurityCompliance); len(b) != 1 || b[0].Name != "New-ComplianceSearch" {
		t.Errorf("got %d blocked in Security & Compliance, want New-ComplianceSearch", len(b))
	}
}
