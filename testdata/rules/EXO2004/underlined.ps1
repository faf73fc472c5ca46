function Connect-Mailbox {
    param([Parameter(Mandatory)][pscredential]$Credential)
    $service = New-Object Microsoft.Exchange.WebServices.Data.ExchangeService
    $service.Credentials = $Credential.GetNetworkCredential()  # want "EWS" at "$Credential.GetNetworkCredential()"
    $service.Url = 'https://outlook.office365.com/EWS/Exchange.asmx'
}
$made = New-Object System.Net.NetworkCredential($user, $pass)  # want "EWS" at "New-Object System.Net.NetworkCredential($user, $pass)"
$other = [Microsoft.Exchange.WebServices.Data.ExchangeService]::new()
$other.Credentials = $made
Invoke-WebRequest -Uri 'https://outlook.office365.com/EWS/Exchange.asmx' -Method Post -Credential $c -Body $soap  # want "EWS" at "-Credential $c"
Invoke-WebRequest -Uri 'https://outlook.office365.com/EWS/Exchange.asmx' -Method Post -Headers @{ Authorization = "Bearer $token" } -Body $soap
