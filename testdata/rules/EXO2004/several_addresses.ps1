# One of several addresses is Exchange Online, and the password goes to whichever is chosen.
param([pscredential]$Credential, [string]$Mailbox, [string]$Url, [switch]$Cloud, [switch]$Local, [switch]$AsMe)
$service = New-Object Microsoft.Exchange.WebServices.Data.ExchangeService
if ($AsMe -ne $true) {
    $service.Credentials = $Credential.GetNetworkCredential()  # want error:"on outlook.office365.com with user name and password"
}
if ($Cloud) {
    $service.Url = [Uri]'https://outlook.office365.com/EWS/Exchange.asmx'
} elseif ($Local) {
    $service.Url = [Uri]"https://$env:COMPUTERNAME/EWS/Exchange.asmx"
} elseif ($Url) {
    $service.Url = [Uri]$Url
} else {
    $service.AutodiscoverUrl($Mailbox, { $true })
}
