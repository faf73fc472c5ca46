# Connect-ExchangeOnline -Credential $c
<#
.EXAMPLE
    Connect-ExchangeOnline -Credential $c
#>
Connect-ExchangeOnline
Connect-ExchangeOnline -ManagedIdentity -Organization contoso.onmicrosoft.com
Connect-ExchangeOnline -CertificateThumbprint $t -AppId $id -Organization contoso.onmicrosoft.com
Connect-ExchangeOnline -Credential:$null
Connect-ExchangeOnlineWithCheck -Credential $c
Disconnect-ExchangeOnline -Confirm:$false
Write-Host "Connect-ExchangeOnline -Credential `$c failed"
$text = 'Connect-ExchangeOnline -Credential {0}' -f $name
$object = [pscustomobject]@{ Cmdlet = 'Connect-ExchangeOnline -Credential $c' }
Mock -CommandName Connect-ExchangeOnline
Connect-ExchangeOnline @unknown
