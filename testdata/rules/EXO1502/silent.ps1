Connect-MgGraph -Scopes 'User.Read.All' -NoWelcome
$connection = Get-AutomationConnection -Name 'ContosoSql'
Import-Module AzureAD
Get-Help Connect-MsolService
$own = Get-AutomationConnection -Name 'ReportingApp'
Connect-AzAccount -ServicePrincipal -Tenant $own.TenantId -ApplicationId $own.ApplicationId -CertificateThumbprint $own.CertificateThumbprint
