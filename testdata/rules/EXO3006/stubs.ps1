$ClientSecret = 'gk4xTBVW'
$ClientSecret = 'q2^!()&@+*@^)!_!+_'
$ClientSecret = 'MyApplicationSecret123!'
$apiKey = 'my-secret-api-key-12345'
$certPassword = 'CertificatePassword123'
$accessToken = 'ghp_Ab1cutOffBefore1tEnds'
Send-EmailMessage -Username apikey -Password 'SG.Ab1c'
$certPassword = 'Ab1-76th'        # want EXO3006:"certificate's password"
$ClientSecret = 'Ab1-77t!'        # want EXO3006:"application's secret"
