param([string]$Environment, [switch]$OnPremises, [string]$Server)
$service = New-Object Microsoft.Exchange.WebServices.Data.ExchangeService
if ($Environment -eq 'On-Prem' -and $Server) {
    $service.Credentials = New-Object Microsoft.Exchange.WebServices.Data.WebCredentials($user, $pass)
    $service.Url = $Server
} else {
    $service.Credentials = New-Object Microsoft.Exchange.WebServices.Data.OAuthCredentials($token)
}
if ($OnPremises) {
    $service.Credentials = New-Object System.Net.NetworkCredential($user, $pass)
}
if ($OnPremises.IsPresent) {
    $service.Credentials = New-Object Microsoft.Exchange.WebServices.Data.WebCredentials($user, $pass)
}
switch ($Environment) {
    'OnPremises' { $service.Credentials = New-Object Microsoft.Exchange.WebServices.Data.WebCredentials($user, $pass) }
    default { $service.Credentials = New-Object Microsoft.Exchange.WebServices.Data.WebCredentials($user, $pass) }  # want warning:"server not known"
}
if (-not $OnPremises) {
    $service.Credentials = New-Object Microsoft.Exchange.WebServices.Data.WebCredentials($user, $pass)  # want warning:"server not known"
}
if ($Environment -ne 'OnPrem') {
    $service.Credentials = New-Object Microsoft.Exchange.WebServices.Data.WebCredentials($user, $pass)  # want warning:"server not known"
} else {
    $service.Credentials = New-Object Microsoft.Exchange.WebServices.Data.WebCredentials($user, $pass)
}
