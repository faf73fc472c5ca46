$service = New-Object Microsoft.Exchange.WebServices.Data.ExchangeService
$service.Url = 'https://outlook.office365.com/EWS/Exchange.asmx'
$service.Credentials = New-Object System.Net.NetworkCredential($user, $pass)  # want error:"use Microsoft Graph for mailboxes; for public folders nothing is known there"
$root = [Microsoft.Exchange.WebServices.Data.Folder]::Bind($service, [Microsoft.Exchange.WebServices.Data.WellKnownFolderName]::PublicFoldersRoot)
