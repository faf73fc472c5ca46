# The address of Exchange Online is asked for by a switch, which has nothing to do with where the password is used.
param([pscredential]$Credential, [string]$Url, [switch]$Office365, [switch]$OAuth)
$service = New-Object Microsoft.Exchange.WebServices.Data.ExchangeService
if ($Office365) { $OAuth = $true }
if ($OAuth) {
    $service.Credentials = Get-TokenCredential
} else {
    $service.Credentials = $Credential.GetNetworkCredential()  # want warning:"server not known\\) with user name and password; if that is Exchange Online, it takes none"
}
if ($Url -or $Office365) {
    if ($Office365) { $Url = 'https://outlook.office365.com/EWS/Exchange.asmx' }
    $service.Url = New-Object Uri($Url)
}
