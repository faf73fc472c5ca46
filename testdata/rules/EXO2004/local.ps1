$service = New-Object Microsoft.Exchange.WebServices.Data.ExchangeService
$service.Url = 'https://mail.contoso.local/EWS/Exchange.asmx'
$service.Credentials = New-Object Microsoft.Exchange.WebServices.Data.WebCredentials($user, $pass)
$proxy = New-WebServiceProxy -Uri https://www.example.net/service.asmx -Credential $c
