# One address is the organisation's own; the other may be any.
param([pscredential]$Credential, [string]$Mailbox, [switch]$Local)
$service = New-Object Microsoft.Exchange.WebServices.Data.ExchangeService
$service.Credentials = $Credential.GetNetworkCredential()  # want warning:"server not known"
if ($Local) {
    $service.Url = [Uri]'https://mail.corp.local/EWS/Exchange.asmx'
} else {
    $service.AutodiscoverUrl($Mailbox, { $true })
}
