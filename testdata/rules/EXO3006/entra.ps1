$clientSecret = 'Kx2~9fQpLw7zTn4vBs8u'   # want "make a new one and sign in with a certificate or a managed identity"
Invoke-RestMethod -Method Post -Uri "https://login.microsoftonline.com/$tenant/oauth2/v2.0/token" -Body @{ client_id = $id; client_secret = $clientSecret }
