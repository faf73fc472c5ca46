param([string]$ServerName, [pscredential]$Credential)
if ([string]::IsNullOrEmpty($ServerName)) {
    $ServerName = [System.Net.Dns]::GetHostByName($env:COMPUTERNAME).HostName
}
$service = New-Object Microsoft.Exchange.WebServices.Data.ExchangeService
$service.Credentials = New-Object System.Net.NetworkCredential($Credential.UserName, $Credential.GetNetworkCredential().Password)
$service.Url = New-Object Uri(('https://' + $ServerName + '/EWS/Exchange.asmx'))
