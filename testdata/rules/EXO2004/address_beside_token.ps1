function Open-Box {
    param([string]$Address, [string]$Token, [pscredential]$Login)
    $box = New-Object Microsoft.Exchange.WebServices.Data.ExchangeService
    if ($Login) {
        $box.Credentials = $Login.GetNetworkCredential()  # want warning:"server not known\\) with user name and password; if that is Exchange Online, it takes none"
    } else {
        $box.Credentials = New-Object Microsoft.Exchange.WebServices.Data.OAuthCredentials($Token)
    }
    if ($Address) { $box.Url = [uri]$Address }
    $box
}
Open-Box -Token $token -Address 'https://outlook.office365.com/EWS/Exchange.asmx'
