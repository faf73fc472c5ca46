param([bool]$Disabled)
Set-TransportConfig -SmtpClientAuthenticationDisabled $false   # want "every mailbox" at "-SmtpClientAuthenticationDisabled $false"
Set-TransportConfig -SmtpClientAuthenticationDisabled:$false   # want ""
Set-TransportConfig -SmtpClientAuthenticationDisabled $true
Set-TransportConfig -SmtpClientAuthenticationDisabled $Disabled
Get-TransportConfig | Format-List SmtpClientAuthenticationDisabled
