$login = New-Object System.Net.NetworkCredential($user, $pass)  # want error:"ExchangeService signs in to Exchange Web Services on outlook.office365.com"
$finder = New-Object Microsoft.Exchange.WebServices.Autodiscover.AutodiscoverService
$finder.Credentials = $login
$service = New-Object Microsoft.Exchange.WebServices.Data.ExchangeService
$service.Url = 'https://outlook.office365.com/EWS/Exchange.asmx'
$service.Credentials = $login
