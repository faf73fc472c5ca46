# An address that stands in for a missing one is the one that is used.
param([pscredential]$Credential, [string]$Url)
if ([string]::IsNullOrEmpty($Url)) {
    $Url = 'https://outlook.office365.com/EWS/Exchange.asmx'
}
$service = New-Object Microsoft.Exchange.WebServices.Data.ExchangeService
$service.Credentials = $Credential.GetNetworkCredential()  # want error:"outlook.office365.com with user name and password"
$service.Url = $Url
