$p = @{ CertificateThumbprint = $t; AppId = $id; Organization = 'contoso.onmicrosoft.com' }
Connect-ExchangeOnline @p
New-UnifiedGroup -DisplayName Team          # want "New-UnifiedGroup does not work with app-only sign-in" at "New-UnifiedGroup"
Set-UnifiedGroup -Identity team -HiddenFromAddressListsEnabled $true
Get-UnifiedGroupLinks -Identity team -LinkType Members
Connect-IPPSSession -CertificateFilePath c.pfx -AppId $id -Organization contoso.onmicrosoft.com
Start-ComplianceSearch -Identity case       # want "eDiscovery"
Get-ComplianceSearch
