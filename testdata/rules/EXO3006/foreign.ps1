$clientSecret = 'Kx2~9fQpLw7zTn4vBs8t'   # want "keep it in a vault, or if it is one of Microsoft Entra ID, sign in with"
Invoke-RestMethod -Method Post -Uri 'https://api.example.net/auth/v1/token' -Body @{ client_id = $id; client_secret = $clientSecret }
