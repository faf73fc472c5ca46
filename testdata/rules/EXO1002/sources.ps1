param([pscredential]$Credential)
if ($null -eq $Credential) { $Credential = Get-Credential }
$session = New-PSSession -ConfigurationName Microsoft.Exchange -ConnectionUri https://ps.outlook.com/powershell/ -Credential $Credential -Authentication Basic  # want "from a parameter or a prompt;"
