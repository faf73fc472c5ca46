$finder = New-Object Microsoft.Exchange.WebServices.Autodiscover.AutodiscoverService
$finder.Url = 'https://autodiscover-s.outlook.com/autodiscover/autodiscover.svc'
$finder.Credentials = $login.GetNetworkCredential()  # want error:"AutodiscoverService signs in to Autodiscover on autodiscover-s.outlook.com with user name and password; Exchange Online takes none"
