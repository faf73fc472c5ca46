$ClientSecret = '<your client secret>'
$ApplicationSecret = 'ApplicationSecret'
$ClientSecret = 'APP Secret'
$secretName = 'exchange-password'
$token = 'default'
$CancellationToken = 'System.Threading.CancellationToken'
$secret = Get-Secret -Name app
Connect-MgGraph -ClientSecretCredential $credential -TenantId $tenant
$keyVaultSecret = 'https://contoso.vault.azure.net/secrets/app'
