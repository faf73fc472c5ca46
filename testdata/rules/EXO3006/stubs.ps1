$ClientSecret = 'w8TmPr3K'
$ClientSecret = 'k7#%*()=@{}~;:,<>!?'
$ClientSecret = 'YourAppSecret456!'
$apiKey = 'your-own-api-token-2468'
$certPassword = 'PfxPassword468'
$accessToken = 'ghp_Ab1cutOffBefore1tEnds'
Send-EmailMessage -Username apikey -Password 'SG.Ab1c'
$certPassword = 'Ab1-76th'        # want EXO3006:"certificate's password"
$ClientSecret = 'Ab1-77t!'        # want EXO3006:"application's secret"
$accessToken = 'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.invalid!!!.sig'
$namespace = @{ Token = 'repoV2/00000000-0000-0000-0000-000000000001' }
$headers = @{ 'X-XSRF-TOKEN' = 'Zz9fVruXdR8szq24-Drrqsd5nY7w' }
$apiToken = 'base64AuthTokenFromBucket'
$credential = [pscredential]::new($app, (ConvertTo-SecureString $ClientSecret -AsPlainText -Force))
$ClientSecret = '54321'
$customToken = 'us:8f14e45f-ceea-467a-9575-3d9c1b2a7e60'   # want EXO3006:"customToken"
