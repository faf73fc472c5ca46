# A script block in a variable, which a job runs with what it is passed.
param([string]$ConnectionUri = 'https://outlook.office365.com/powershell-liveid/')
$work = {
    param($tenant, $credential, $uri)
    New-PSSession -ConfigurationName Microsoft.Exchange -ConnectionUri $uri -Credential $credential -Authentication Basic  # want "remote PowerShell"
}
Start-Job -ScriptBlock $work -ArgumentList ($tenant, $credential, $ConnectionUri)

$local = {
    param($uri)
    New-PSSession -ConfigurationName Microsoft.Exchange -ConnectionUri $uri -Credential $credential
}
& $local 'http://exchange01.contoso.local/PowerShell/'
