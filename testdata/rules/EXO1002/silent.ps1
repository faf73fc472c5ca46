param([string]$ConnectionUri = 'https://outlook.office365.com/powershell-liveid/')
$a = New-PSSession -ConfigurationName Microsoft.Exchange -ConnectionUri http://exch01.contoso.local/PowerShell/ -Authentication Kerberos -Credential $c
$b = New-PSSession -ConfigurationName Microsoft.Exchange -ConnectionUri "http://$server/PowerShell/" -Authentication Kerberos
$p = @{ ConfigurationName = 'Microsoft.Exchange'; ConnectionUri = 'http://exch01.contoso.local/PowerShell/'; Authentication = 'Basic' }
$d = New-PSSession @p
$e = New-PSSession -ComputerName server01 -Credential $c
Import-PSSession $unknown
Mock -CommandName New-PSSession
#Session = New-PSSession -ConnectionUri https://outlook.office365.com/powershell-liveid/ -Authentication Basic
New-CimSession -ComputerName s -Authentication Basic -Credential $c
Connect-ExchangeOnline -ConnectionUri $ConnectionUri -UserPrincipalName a@contoso.example
$config = @{ Authentication = 'Basic' }
