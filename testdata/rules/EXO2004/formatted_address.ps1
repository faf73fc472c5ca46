# A host that is put into an address is not known.
param([pscredential]$Credential, [string]$Server)
$service = New-Object Microsoft.Exchange.WebServices.Data.ExchangeService
$service.Credentials = $Credential.GetNetworkCredential()  # want warning:"server not known\\) with user name and password; if that is Exchange Online, it takes none"
$service.Url = 'https://{0}/EWS/Exchange.asmx' -f $Server
