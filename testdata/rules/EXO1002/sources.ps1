param([pscredential]$Credential)
if ($null -eq $Credential) { $Credential = Get-Credential }
$session = New-PSSession -ConfigurationName Microsoft.Exchange -ConnectionUri https://ps.outlook.com/powershell/ -Credential $Credential -Authentication Basic  # want "from a parameter or a prompt;"
New-PSSession -ConfigurationName Microsoft.Exchange -ConnectionUri https://bl2pr01psh.outlook.com/PowerShell -Credential $c -Authentication Basic  # want "opens a session on bl2pr01psh.outlook.com"
