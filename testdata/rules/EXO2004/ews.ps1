$service = New-Object Microsoft.Exchange.WebServices.Data.ExchangeService('Exchange2013')
$service.Url = New-Object Uri('https://outlook.office365.com/EWS/Exchange.asmx')
$service.Credentials = New-Object Microsoft.Exchange.WebServices.Data.WebCredentials($user, $pass)  # want error:"WebCredentials" at "New-Object Microsoft.Exchange.WebServices.Data.WebCredentials($user, $pass)"
$other = New-Object Microsoft.Exchange.WebServices.Data.ExchangeService
$other.Credentials = New-Object System.Net.NetworkCredential($user, $pass)  # want "" at "New-Object System.Net.NetworkCredential($user, $pass)"
$proxy = New-WebServiceProxy -Uri https://outlook.office365.com/EWS/Services.wsdl -Credential $c  # want "" at "-Credential $c"
$oauth = New-Object Microsoft.Exchange.WebServices.Data.ExchangeService
$oauth.Credentials = New-Object Microsoft.Exchange.WebServices.Data.OAuthCredentials($token)
