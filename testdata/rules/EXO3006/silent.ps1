$ClientSecret = '<your client secret>'
$ApplicationSecret = 'ApplicationSecret'
$ClientSecret = 'APP Secret'
$secretName = 'exchange-password'
$token = 'default'
$CancellationToken = 'System.Threading.CancellationToken'
$secret = Get-Secret -Name app
Connect-MgGraph -ClientSecretCredential $credential -TenantId $tenant
$keyVaultSecret = 'https://contoso.vault.azure.net/secrets/app'
$descriptorToken = '11111111-2222-3333-4444-555555555555\66666666-7777-8888-9999-000000000000'
$ClientSecret = 'EnterYourClientSecretHere='
$config = Get-Content -Path $path | ConvertFrom-Json
New-EntraIdentityProvider -ClientSecret 'Placeholder'
