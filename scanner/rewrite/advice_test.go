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
			name: "module with a prefix",
			src:  "Import-Module ExchangeOnlineManagement -Prefix Cloud\nConnect-CloudExchangeOnline -Credential $c",
			job:  inventory.Unattended,
			want: "Connect-CloudExchangeOnline -AppId '<app-id>' -CertificateThumbprint '<certificate-thumbprint>' -Organization '<tenant>.onmicrosoft.com'",
		},
		{
			name: "retired module with a prefix",
			src:  "Import-Module MSOnline -Prefix Old\nConnect-OldMsolService -Credential $c",
			job:  inventory.Unattended,
			want: "Connect-MgGraph -ClientId '<app-id>' -CertificateThumbprint '<certificate-thumbprint>' -TenantId '<tenant>.onmicrosoft.com' -NoWelcome",
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
			want: "Connect-AzAccount -Identity",
		},
		{
			name: "PnP by hand",
			src:  "Connect-PnPOnline -Url $url -Credentials (Get-Credential)",
			want: "Connect-PnPOnline -Interactive -ClientId '<app-id>' -Url $url",
		},
		{
			name: "CSOM",
			src:  "$c.Credentials = New-Object Microsoft.SharePoint.Client.SharePointOnlineCredentials($u, $p)",
			job:  inventory.Unattended,
			want: "Connect-PnPOnline -ClientId '<app-id>' -Thumbprint '<certificate-thumbprint>' -Tenant '<tenant>.onmicrosoft.com' -Url '<url>'\nGet-PnPContext",
		},
		{
			name: "a token only",
			src:  "Connect-AipService -Credential $c",
			job:  inventory.Unattended,
			want: "Connect-AipService -AccessToken '<access-token>' -TenantId '<tenant>.onmicrosoft.com'",
		},
		{
			name: "partner's job whose address is in a variable",
			src: "foreach ($customer in $customers) {\n$u = 'https://ps.outlook.com/powershell-liveid?DelegatedOrg=' + $customer.Domain\n" +
				"$s = New-PSSession -ConfigurationName Microsoft.Exchange -ConnectionUri $u -Credential $c -Authentication Basic\n}",
			job:  inventory.AzureFunctions,
			want: "Connect-ExchangeOnline -AccessToken '<access-token>' -DelegatedOrganization $customer.Domain -ShowBanner:$false",
		},
		{
			name: "partner's address with more after the customer",
			src:  `New-PSSession -ConfigurationName Microsoft.Exchange -ConnectionUri "https://ps.outlook.com/powershell-liveid?DelegatedOrg=$($customer)&BasicAuthToOAuthConversion=true" -Credential $c -Authentication Basic`,
			job:  inventory.HumanRun,
			want: "Connect-ExchangeOnline -DelegatedOrganization $customer -ShowBanner:$false",
		},
		{
			name: "partner's address with a customer after a sum",
			src:  `New-PSSession -ConfigurationName Microsoft.Exchange -ConnectionUri ("https://ps.outlook.com/powershell-liveid?DelegatedOrg=" + $customer + '&x=1') -Credential $c -Authentication Basic`,
			job:  inventory.HumanRun,
			want: "Connect-ExchangeOnline -DelegatedOrganization $customer -ShowBanner:$false",
		},
		{
			name: "partner's address by format",
			src:  `New-PSSession -ConfigurationName Microsoft.Exchange -ConnectionUri ('https://ps.outlook.com/powershell-liveid?DelegatedOrg={1}&v={0}' -f 1, $customer) -Credential $c -Authentication Basic`,
			job:  inventory.HumanRun,
			want: "Connect-ExchangeOnline -DelegatedOrganization $customer -ShowBanner:$false",
		},
		{
			name: "partner's address that a function is given",
			src: "function Enter-Customer { param($Uri)\nNew-PSSession -ConfigurationName Microsoft.Exchange -ConnectionUri $Uri -Credential $c -Authentication Basic }\n" +
				"Enter-Customer -Uri ('https://ps.outlook.com/powershell-liveid?DelegatedOrg=' + $customer)",
			job:  inventory.HumanRun,
			want: "Connect-ExchangeOnline -DelegatedOrganization '<customer>.onmicrosoft.com' -ShowBanner:$false",
		},
		{
			name: "partner's module sign-in",
			src:  "Connect-ExchangeOnline -Credential $c -DelegatedOrganization $customer",
			job:  inventory.Unattended,
			want: "Connect-ExchangeOnline -AccessToken '<access-token>' -DelegatedOrganization $customer",
		},
		{
			name: "session of one command",
			src:  "$m = Invoke-Command -ConnectionUri https://ps.outlook.com/powershell/ -ConfigurationName Microsoft.Exchange -Credential $c -Authentication Basic -ScriptBlock { Get-Mailbox $using:name }",
			job:  inventory.HumanRun,
			want: "Connect-ExchangeOnline -ShowBanner:$false\n$m = & { Get-Mailbox $name }",
		},
		{
			name: "session of a block in a variable",
			src:  "Invoke-Command -ConnectionUri https://ps.outlook.com/powershell/ -ConfigurationName Microsoft.Exchange -Credential $c -Authentication Basic -ScriptBlock $block -ArgumentList $a, 'b c'",
			job:  inventory.HumanRun,
			want: "Connect-ExchangeOnline -ShowBanner:$false\n& $block $a 'b c'",
		},
		{
			name: "session of many commands",
			src:  "Invoke-Command -ConnectionUri https://ps.outlook.com/powershell/ -ConfigurationName Microsoft.Exchange -Credential $c -Authentication Basic -ScriptBlock {\n Get-Mailbox\n Get-User\n}",
			job:  inventory.HumanRun,
			want: "Connect-ExchangeOnline -ShowBanner:$false\n# then the commands of the script block, without Invoke-Command",
		},
		{
			name: "function of the cmdlet's name",
			src: "function Connect-ExchangeOnline { param($Credential)\n$s = New-PSSession -ConfigurationName Microsoft.Exchange -ConnectionUri https://ps.outlook.com/powershell/ " +
				"-Credential $Credential -Authentication Basic\nImport-PSSession $s }",
			job:  inventory.HumanRun,
			want: `ExchangeOnlineManagement\Connect-ExchangeOnline -ShowBanner:$false`,
		},
		{
			name: "old session for eDiscovery",
			src:  "$s = New-ExoPSSession\nImport-PSSession $s\nNew-ComplianceSearch -Name a",
			want: "Connect-IPPSSession -EnableSearchOnlySession",
		},
		{
			name: "compliance with eDiscovery",
			src:  "Connect-IPPSSession -Credential $c\nGet-ComplianceSearch",
			job:  inventory.Unattended,
			want: "Connect-IPPSSession -AppId '<app-id>' -CertificateThumbprint '<certificate-thumbprint>' -Organization '<tenant>.onmicrosoft.com' -EnableSearchOnlySession",
		},
		{
			name: "token for Microsoft Graph",
			src:  "Get-MsalToken -ClientId $id -UserCredential $c -Scopes 'https://graph.microsoft.com/.default'",
			job:  inventory.HumanRun,
			want: "Connect-MgGraph -Scopes 'https://graph.microsoft.com/.default' -NoWelcome -ClientId $id",
		},
		{
			name: "token for Azure",
			src:  "$body = @{ grant_type = 'password'; resource = 'https://management.azure.com/'; username = $u; password = $p }",
			job:  inventory.AzureAutomation,
			want: "Connect-AzAccount -Identity",
		},
		{
			name: "token for what is not known",
			src:  "Get-MsalToken -ClientId $id -UserCredential $c -Scopes 'api://11111111-2222-3333-4444-555555555555/.default'",
			want: "",
		},
		{
			name: "old session with a user's name",
			src:  "$s = New-ExoPSSession -UserPrincipalName $box.Text\nImport-PSSession $s",
			job:  inventory.HumanRun,
			want: "Connect-ExchangeOnline -UserPrincipalName $box.Text -ShowBanner:$false",
		},
		{
			name: "an app in a runbook",
			src:  "Connect-AzureAD -TenantId $r.TenantId -ApplicationId $r.ApplicationId -CertificateThumbprint $r.CertificateThumbprint",
			job:  inventory.AzureAutomation,
			want: "Connect-MgGraph -Identity -NoWelcome",
		},
		{
			name: "rights management, by a person",
			src:  "Connect-AadrmService -Credential (Get-Credential)",
			job:  inventory.HumanRun,
			want: "Connect-AipService",
		},
		{
			name: "old name of PnP, with its URL by position",
			src:  "Connect-SPOnline $url -Credentials $c",
			job:  inventory.AzureAutomation,
			want: "Connect-PnPOnline -ManagedIdentity -Url $url",
		},
		{
			name: "token for a retired module",
			src:  "Connect-AzureAD -AadAccessToken $t -AccountId $u",
			want: "Connect-MgGraph -AccessToken (ConvertTo-SecureString '<access-token>' -AsPlainText -Force) -NoWelcome",
		},
		{
			name: "public folders",
			src: "$s = New-Object Microsoft.Exchange.WebServices.Data.ExchangeService\n$s.Credentials = New-Object Net.NetworkCredential($u, $p)\n" +
				"$f = [Microsoft.Exchange.WebServices.Data.WellKnownFolderName]::PublicFoldersRoot",
			want: "",
		},
		{
			name: "old module with its cmdlets",
			src:  "Connect-MsolService\nGet-MsolUser",
			want: "Connect-MgGraph -Scopes '<scopes>' -NoWelcome",
		},
		{
			name: "old module alone",
			src:  "Connect-MsolService",
			want: "Connect-MgGraph -NoWelcome",
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
			name: "sender in a table",
			src:  "Send-EmailMessage -From @{ Name = 'Reports'; Email = 'app@contoso.example' } -To ops@contoso.example, @{ Name = 'Dev'; Email = $dev } -Server smtp.office365.com -Credential $c -Subject s -Text t",
			want: `Connect-MgGraph -ClientId '<app-id>' -CertificateThumbprint '<certificate-thumbprint>' -TenantId '<tenant>.onmicrosoft.com' -NoWelcome
Send-MgUserMail -UserId 'app@contoso.example' -BodyParameter @{
    message = @{
        subject = 's'
        body = @{ contentType = 'Text'; content = 't' }
        toRecipients = @(
            @{ emailAddress = @{ address = 'ops@contoso.example' } }
            @{ emailAddress = @{ address = ([mailaddress]$dev).Address } }
        )
    }
    saveToSentItems = $false
}`,
		},
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
		{
			name: "table that is changed after the call",
			src: "$mail = @{ To = 'ops@contoso.example'; From = 'app@contoso.example'; SmtpServer = $server; Credential = $c; Subject = 'One'; Body = $text }\n" +
				"Send-MailMessage @mail\n$mail['Subject'] = 'Two'\n$mail.Remove('Body')",
			want: `Connect-MgGraph -ClientId '<app-id>' -CertificateThumbprint '<certificate-thumbprint>' -TenantId '<tenant>.onmicrosoft.com' -NoWelcome
Send-MgUserMail -UserId 'app@contoso.example' -BodyParameter @{
    message = @{
        subject = 'One'
        body = @{ contentType = 'Text'; content = $text }
        toRecipients = @(
            @{ emailAddress = @{ address = 'ops@contoso.example' } }
        )
    }
    saveToSentItems = $false
}`,
		},
		{
			name: "table that is changed in a loop",
			src: "$mail = @{ To = 'ops@contoso.example'; From = 'app@contoso.example'; SmtpServer = $server; Credential = $c; Subject = 'One'; Body = $text }\n" +
				"foreach ($x in $list) { Send-MailMessage @mail; $mail['Subject'] = 'Two'; $mail['Body'] = $x }",
			want: `Connect-MgGraph -ClientId '<app-id>' -CertificateThumbprint '<certificate-thumbprint>' -TenantId '<tenant>.onmicrosoft.com' -NoWelcome
Send-MgUserMail -UserId 'app@contoso.example' -BodyParameter @{
    message = @{
        subject = '<subject>'
        body = @{ contentType = 'Text'; content = '<body>' }
        toRecipients = @(
            @{ emailAddress = @{ address = 'ops@contoso.example' } }
        )
    }
    saveToSentItems = $false
}`,
		},
		{
			name: "table that is not known",
			src:  "Send-MailMessage @mail -From '' -Credential $c",
			want: `Connect-MgGraph -ClientId '<app-id>' -CertificateThumbprint '<certificate-thumbprint>' -TenantId '<tenant>.onmicrosoft.com' -NoWelcome
Send-MgUserMail -UserId '<sender>' -BodyParameter @{
    message = @{
        subject = '<subject>'
        body = @{ contentType = 'Text'; content = '<body>' }
        toRecipients = @(
            @{ emailAddress = @{ address = '<recipient>' } }
        )
    }
    saveToSentItems = $false
}`,
		},
		{
			name: "object in a function",
			src: `function Send-Report($From, $To, $Cc, $Subject, $Body) {
    try {
        $client = New-Object Net.Mail.SmtpClient($server)
        if ($login) { $client.Credentials = $login }
        $message = New-Object Net.Mail.MailMessage
        $message.From = $From
        foreach ($one in $To) { $message.To.Add($one) }
        $message.CC.Add($Cc)
        if ($urgent) { $message.Subject = "Urgent: $Subject" } else { $message.Subject = $Subject }
        $message.Body = $Body
        $client.Send($message)
    } catch { throw }
}`,
			want: `Connect-MgGraph -ClientId '<app-id>' -CertificateThumbprint '<certificate-thumbprint>' -TenantId '<tenant>.onmicrosoft.com' -NoWelcome
Send-MgUserMail -UserId ([mailaddress]$From).Address -BodyParameter @{
    message = @{
        subject = '<subject>'
        body = @{ contentType = 'Text'; content = $Body }
        toRecipients = @(
            @{ emailAddress = @{ address = '<recipient>' } }
        )
        ccRecipients = @($Cc | ForEach-Object { @{ emailAddress = @{ address = ([mailaddress]$_).Address } } })
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
