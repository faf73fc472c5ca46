# An address that is only compared with is not one that anything connects to.
param([pscredential]$Credential, [string]$Mailbox)
$service = New-Object Microsoft.Exchange.WebServices.Data.ExchangeService
$service.Credentials = $Credential.GetNetworkCredential()  # want warning:"server not known\\) with user name and password; if that is Exchange Online, it takes none"
$service.AutodiscoverUrl($Mailbox)
if ($service.Url.AbsoluteUri.ToLower().Equals('https://outlook.office365.com/ews/exchange.asmx')) { 'cloud' }
if ($service.Url -like 'https://outlook.office365.com/ews/exchange.asmx*') { 'cloud' }
