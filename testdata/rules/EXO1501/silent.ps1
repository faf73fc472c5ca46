Connect-AzAccount
Connect-AzAccount -ServicePrincipal -Credential $app -Tenant $tenant
Connect-AzAccount -Identity
Connect-MgGraph -Credential $app -TenantId $tenant
Connect-MgGraph -ClientSecretCredential $app -TenantId $tenant
Connect-PnPOnline -Url https://contoso.sharepoint.com -Interactive -ClientId $id
Connect-SPOService -Url https://contoso-admin.sharepoint.com -Credential 'admin@contoso.example'
az login --service-principal -u $id -p $secret --tenant $tenant
az login --identity
