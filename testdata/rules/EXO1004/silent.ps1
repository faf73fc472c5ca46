$body = @{ grant_type = 'password'; username = $user; password = $pass }
Invoke-RestMethod -Method Post -Uri https://vco.contoso.example/oauth/token -Body $body
Invoke-RestMethod https://api.backup.example/authorize -Method Post -Body "grant_type=password&username=$user&password=$pass"
$body = @{ grant_type = 'client_credentials'; client_id = $id; scope = 'https://graph.microsoft.com/.default' }
Invoke-RestMethod -Method Post -Uri "https://login.microsoftonline.com/$tenant/oauth2/v2.0/token" -Body $body
Get-MsalToken -ClientId $id -Interactive
$address = "https://shop.example/rest/oauth2?grant_type=PASSWORD&password=$password&username=$user"
Invoke-RestMethod "https://login.microsoftonline.com/$tenant/oauth2/v2.0/token" -Method Post -Body @{ grant_type = 'client_credentials' }
