Connect-ExchangeOnline -UserPrincipalName $upn -UseRPSSession:$false
Import-Module $env:LOCALAPPDATA\Apps\2.0\CreateExoPSSession.ps1
Get-Command Connect-EXOPSSession
