$finder = New-Object Microsoft.Exchange.WebServices.Autodiscover.AutodiscoverService
$finder.Url = 'https://mail.corp.local/autodiscover/autodiscover.svc'
$finder.Credentials = New-Object System.Net.NetworkCredential($user, $pass)
