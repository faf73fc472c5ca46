# Remote PowerShell to Exchange Online, as it was written before 2023.
$credential = Get-Credential
$session = New-PSSession -ConfigurationName Microsoft.Exchange `
    -ConnectionUri https://outlook.office365.com/powershell-liveid/ `
    -Credential $credential -Authentication Basic -AllowRedirection
Import-PSSession $session -DisableNameChecking
Get-Mailbox
Remove-PSSession $session
