param([pscredential]$Credential)
if (-not $Credential) { $Credential = Get-Credential }
Send-EmailMessage -From @{ Name = 'Reports'; Email = 'a@contoso.example' } -To b@contoso.example -Server smtp.office365.com -Credential $Credential -Subject s  # want "from a parameter or a prompt;"
