param([pscredential]$Login, [string]$Name, [string]$Word, [switch]$Stored)
$mailbox = New-Object Microsoft.Exchange.WebServices.Data.ExchangeService
if ($Login) {
    $mailbox.Credentials = $Login.GetNetworkCredential()  # want warning:"ExchangeService" at "$Login.GetNetworkCredential()"
} elseif ($Stored) {
    $mailbox.Credentials = New-Object System.Net.NetworkCredential($Name, $Word)  # want warning:"ExchangeService" at "New-Object System.Net.NetworkCredential($Name, $Word)"
} elseif ($Name) {
    $mailbox.Credentials = New-Object Microsoft.Exchange.WebServices.Data.WebCredentials($Name, $Word)  # want warning:"WebCredentials"
} else {
    $mailbox.Credentials = [System.Net.CredentialCache]::DefaultNetworkCredentials
}
$other = New-Object Microsoft.Exchange.WebServices.Data.ExchangeService
if ($Stored) {
    $how = New-Object System.Net.NetworkCredential($Name, $Word)  # want warning:"ExchangeService" at "New-Object System.Net.NetworkCredential($Name, $Word)"
} else {
    $how = New-Object Microsoft.Exchange.WebServices.Data.OAuthCredentials($token)
}
$other.Credentials = $how
