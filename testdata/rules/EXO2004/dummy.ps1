# A credential without a user signs in nowhere.
param([string]$Mailbox, [string]$Token)
$service = New-Object Microsoft.Exchange.WebServices.Data.ExchangeService
$service.Credentials = [System.Net.NetworkCredential]::new('', (Get-Nothing))
$service.HttpHeaders.Add('Authorization', "Bearer $Token")
$service.Url = 'https://outlook.office365.com/EWS/Exchange.asmx'
