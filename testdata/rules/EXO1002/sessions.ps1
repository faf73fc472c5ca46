$s = New-PSSession -ConfigurationName Microsoft.Exchange -ConnectionUri https://outlook.office365.com/powershell-liveid/ -Credential $c -Authentication Basic –AllowRedirection  # want "remote PowerShell there stopped working in 2023-10" at "New-PSSession"
$s = New-PSSession -ConfigurationName Microsoft.Exchange -ConnectionUri https://ps.outlook.com/powershell/ -Credential $c -Authentication “Basic” -SessionOption (New-PSSessionOption -SkipRevocationCheck)  # want "ps.outlook.com"
$Auth = 'Basic'
$ExoUri = 'https://outlook.office365.com/powershell-liveid/'
$Splatting = @{
    ConfigurationName = 'Microsoft.Exchange'
    ConnectionUri     = $ExoUri
    Authentication    = $Auth
}
$Splatting.Credential = $c
$null = Import-PSSession -Session (New-PSSession @Splatting) -AllowClobber  # want "outlook.office365.com" at "New-PSSession"
Import-PSSession (New-PSSession -ConfigurationName Microsoft.Exchange -ConnectionUri $ExoUri -Authentication $attempt.Auth -Credential $c)  # want "" at "New-PSSession"
Invoke-Command -ConnectionUri $ExoUri -ConfigurationName Microsoft.Exchange -Authentication Basic -Credential $c -ScriptBlock { Get-Mailbox }  # want "" at "Invoke-Command"
New-PSSession -ConfigurationName Microsoft.Exchange -ConnectionUri "https://outlook.office365.com/PowerShell-LiveId?BasicAuthToOAuthConversion=true" -Credential $t -Authentication Basic  # want "token in place of the password"
New-PSSession -ConfigurationName Microsoft.Exchange -ConnectionUri "https://ps.compliance.protection.outlook.com/powershell-liveid?BasicAuthToOAuthConversion=true&amp;DelegatedOrg=$d" -Credential $t -Authentication Basic  # want "Connect-IPPSSession"
New-PSSession -ConfigurationName Microsoft.Exchange -ConnectionUri ('https://ps.outlook.com/powershell-liveid?DelegatedOrg=' + $customer) -Credential $c -Authentication Basic  # want ""
New-PSSession -ConfigurationName Microsoft.Exchange -ConnectionUri https://nam02b.ps.compliance.protection.outlook.com/powershell-liveid/ -Credential $c -Authentication Basic  # want ""
