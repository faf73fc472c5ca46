# A word for Autodiscover is no server.
param([pscredential]$Credential, [string]$Mailbox, [string]$Url = 'AutoDetect')
$service = New-Object Microsoft.Exchange.WebServices.Data.ExchangeService
$service.Credentials = $Credential.GetNetworkCredential()  # want warning:"server not known"
if ($Url -eq 'AutoDetect') {
    $service.AutodiscoverUrl($Mailbox)
} else {
    $service.Url = New-Object Uri($Url)
}
