package rewrite

import (
	"go/token"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/exolint/exolint/scanner/facts"
	"github.com/exolint/exolint/scanner/inventory"
	"github.com/exolint/exolint/scanner/project"
	"github.com/exolint/exolint/scanner/syntax"
)

// understand returns what is known of a script.
func understand(src string, o inventory.Options) (*facts.Info, *inventory.Inventory) {
	f := syntax.Parse(token.NewFileSet().AddFile("script.ps1", -1, len(src)), src)
	info := facts.Compute(f, project.None)
	return info, inventory.Of(info, o)
}

func TestSignInAdvice(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, src string
		job       inventory.JobKind
		want      string
	}{
		{
			name: "unattended",
			src:  "Connect-ExchangeOnline -Credential $c -ShowBanner:$false -Prefix Cloud",
			job:  inventory.Unattended,
			want: "Connect-ExchangeOnline -AppId '<app-id>' -CertificateThumbprint '<certificate-thumbprint>' -Organization '<tenant>.onmicrosoft.com' -ShowBanner:$false -Prefix Cloud",
		},
		{
			name: "Azure Automation",
			src:  "Connect-ExchangeOnline -Credential $c",
			job:  inventory.AzureAutomation,
			want: "Connect-ExchangeOnline -ManagedIdentity -Organization '<tenant>.onmicrosoft.com'",
		},
		{
			name: "human with a known name",
			src:  "$p = Read-Host -AsSecureString\n$c = [pscredential]::new('admin@contoso.example', $p)\nConnect-ExchangeOnline -Credential $c -ShowBanner:$false",
			want: "Connect-ExchangeOnline -UserPrincipalName 'admin@contoso.example' -ShowBanner:$false",
		},
		{
			name: "compliance has no managed identity",
			src:  "Connect-IPPSSession -Credential $c",
			job:  inventory.AzureFunctions,
			want: "Connect-IPPSSession -AppId '<app-id>' -CertificateThumbprint '<certificate-thumbprint>' -Organization '<tenant>.onmicrosoft.com'",
		},
		{
			name: "splatted",
			src:  "$p = @{ Credential = $c; ShowBanner = $false; CommandName = 'Get-Mailbox' }\nConnect-ExchangeOnline @p",
			job:  inventory.CI,
			want: "Connect-ExchangeOnline -AppId '<app-id>' -CertificateThumbprint '<certificate-thumbprint>' -Organization '<tenant>.onmicrosoft.com' -ShowBanner:$false -CommandName 'Get-Mailbox'",
		},
		{
			name: "blocked cmdlet",
			src:  "Connect-ExchangeOnline -Credential $c\nAdd-UnifiedGroupLinks -Identity team -LinkType Members -Links user@contoso.example",
			job:  inventory.Unattended,
			want: "Connect-ExchangeOnline",
		},
		{
			name: "remote session of another cloud",
			src:  "$s = New-PSSession -ConfigurationName Microsoft.Exchange -ConnectionUri https://outlook.office365.us/powershell-liveid/ -Credential $c -Authentication Basic\nImport-PSSession $s -Prefix Cloud",
			job:  inventory.Unattended,
			want: "Connect-ExchangeOnline -AppId '<app-id>' -CertificateThumbprint '<certificate-thumbprint>' -Organization '<tenant>.onmicrosoft.com' -ExchangeEnvironmentName O365USGovGCCHigh -Prefix Cloud -ShowBanner:$false",
		},
		{
			name: "partner's session",
			src:  "$s = New-PSSession -ConfigurationName Microsoft.Exchange -ConnectionUri (\"https://ps.outlook.com/powershell-liveid?DelegatedOrg=\" + $customer) -Credential $c -Authentication Basic",
			job:  inventory.HumanRun,
			want: "Connect-ExchangeOnline -DelegatedOrganization $customer -ShowBanner:$false",
		},
		{
			name: "Run As",
			src:  "Add-AzureRmAccount -ServicePrincipal -TenantId $r.TenantId -ApplicationId $r.ApplicationId -CertificateThumbprint $r.CertificateThumbprint",
			job:  inventory.Unattended,
			want: "Connect-AzAccount -ServicePrincipal -ApplicationId $r.ApplicationId -CertificateThumbprint $r.CertificateThumbprint -Tenant $r.TenantId",
		},
		{
			name: "Run As in Azure Automation",
			src:  "Add-AzureRmAccount -ServicePrincipal -TenantId $r.TenantId -ApplicationId $r.ApplicationId -CertificateThumbprint $r.CertificateThumbprint",
			job:  inventory.AzureAutomation,
			want: "Connect-AzAccount -Identity -Tenant $r.TenantId",
		},
		{
			name: "PnP by hand",
			src:  "Connect-PnPOnline -Url $url -Credentials (Get-Credential)",
			want: "Connect-PnPOnline -Interactive -ClientId '<app-id>' -Url $url",
		},
		{
			name: "CSOM",
			src:  "$c = New-Object Microsoft.SharePoint.Client.SharePointOnlineCredentials($u, $p)",
			job:  inventory.Unattended,
			want: "Connect-SPOService -ClientId '<app-id>' -CertificateThumbprint '<certificate-thumbprint>' -TenantId '<tenant>.onmicrosoft.com' -Url '<url>'",
		},
		{
			name: "MSOnline",
			src:  "Connect-MsolService -Credential $c",
			job:  inventory.Unattended,
			want: "Connect-MgGraph -ClientId '<app-id>' -CertificateThumbprint '<certificate-thumbprint>' -TenantId '<tenant>.onmicrosoft.com' -NoWelcome",
		},
		{
			name: "secret in an argument that stays",
			src:  "Connect-SPOService -Url $url -Credential $c -ClientTag (New-Tag -Password 'Ab1-tag')",
			job:  inventory.HumanRun,
			want: "Connect-SPOService -Url $url -ClientTag (New-Tag -Password '<secret>')",
		},
		{
			name: "Azure CLI",
			src:  "az login -u $u -p $p",
			job:  inventory.CI,
			want: "az login --service-principal --username '<app-id>' --certificate '<certificate>.pem' --tenant '<tenant>.onmicrosoft.com'",
		},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			_, inv := understand(tc.src, inventory.Options{Job: tc.job})
			if len(inv.SignIns) == 0 {
				t.Fatal("no sign-in")
			}
			got, _ := SignIn(inv, inv.SignIns[0], Options{})
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestMailAdvice(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, src, want string }{
		{
			name: "cmdlet",
			src: `Send-MailMessage -From app@contoso.example -To ops@contoso.example, dev@contoso.example -Cc $lead -Subject "Report $day" ` +
				`-Body $html -BodyAsHtml -Priority High -SmtpServer smtp.office365.com -Credential $c`,
			want: `Connect-MgGraph -ClientId '<app-id>' -CertificateThumbprint '<certificate-thumbprint>' -TenantId '<tenant>.onmicrosoft.com' -NoWelcome
Send-MgUserMail -UserId 'app@contoso.example' -BodyParameter @{
    message = @{
        subject = "Report $day"
        importance = 'high'
        body = @{ contentType = 'HTML'; content = $html }
        toRecipients = @(
            @{ emailAddress = @{ address = 'ops@contoso.example' } }
            @{ emailAddress = @{ address = 'dev@contoso.example' } }
        )
        ccRecipients = @($lead | ForEach-Object { @{ emailAddress = @{ address = ([mailaddress]$_).Address } } })
    }
    saveToSentItems = $false
}`,
		},
		{
			name: "object",
			src:  "$client = New-Object Net.Mail.SmtpClient('smtp.office365.com')\n$client.Credentials = New-Object Net.NetworkCredential($u, $p)\n$client.Send($from, $to, 'Report', $text)",
			want: `Connect-MgGraph -ClientId '<app-id>' -CertificateThumbprint '<certificate-thumbprint>' -TenantId '<tenant>.onmicrosoft.com' -NoWelcome
Send-MgUserMail -UserId ([mailaddress]$from).Address -BodyParameter @{
    message = @{
        subject = 'Report'
        body = @{ contentType = 'Text'; content = $text }
        toRecipients = @($to | ForEach-Object { @{ emailAddress = @{ address = ([mailaddress]$_).Address } } })
    }
    saveToSentItems = $false
}`,
		},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			info, inv := understand(tc.src, inventory.Options{Job: inventory.Unattended})
			if len(inv.Mail) == 0 {
				t.Fatal("no mail")
			}
			got := Mail(info, inv, inv.Mail[0], Options{})
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			if f := syntax.Parse(token.NewFileSet().AddFile("advice.ps1", -1, len(got)), got); len(f.Errors) > 0 {
				t.Errorf("PowerShell does not accept the advice: %s", f.Errors[0].ID)
			}
		})
	}
}
