Connect-MgGraph -Scopes 'User.Read.All' -NoWelcome
$connection = Get-AutomationConnection -Name 'ContosoSql'
Import-Module AzureAD
Get-Help Connect-MsolService
