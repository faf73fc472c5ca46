param([pscredential]$Login, [string]$Mailbox)
$version = [Microsoft.Exchange.WebServices.Data.ExchangeVersion]::Exchange2013_SP1
$finder = New-Object Microsoft.Exchange.WebServices.Autodiscover.AutodiscoverService($version)
$password = New-Object System.Net.NetworkCredential($Login.UserName, $Login.GetNetworkCredential().Password)  # want warning:"AutodiscoverService signs in to Autodiscover \\(server not known\\) with user name and password; if that is Exchange Online, it takes none, and EWS there" at "New-Object System.Net.NetworkCredential($Login.UserName, $Login.GetNetworkCredential().Password)"
$finder.Credentials = $password
$finder.EnableScpLookup = $false
$settings = $finder.GetUserSettings($Mailbox, [Microsoft.Exchange.WebServices.Autodiscover.UserSettingName]::ExternalEwsUrl)
$own = [Microsoft.Exchange.WebServices.Autodiscover.AutodiscoverService]::new()
$own.UseDefaultCredentials = $true
