Invoke-RestMethod -Uri https://api.example.net/items -Headers @{ Authorization = "Basic $pair" }
Invoke-RestMethod -Uri https://api.github.com/user -Authentication Basic -Credential $c
Invoke-RestMethod -Uri https://graph.microsoft.com/v1.0/me -Headers @{ Authorization = "Bearer $token" }
Invoke-RestMethod -Uri "$env:IDENTITY_ENDPOINT?resource=https://graph.microsoft.com" -Headers @{ 'X-IDENTITY-HEADER' = $env:IDENTITY_HEADER }
Invoke-RestMethod -Uri $unknown -Headers @{ Authorization = "Basic $pair" }
Invoke-RestMethod -Uri "https://$server/x.visualstudio.com/y" -Headers @{ Authorization = "Basic $pair" }
Invoke-RestMethod -Uri "https://$server.example.net/y.azure.com/" -Headers @{ Authorization = "Basic $pair" }
Invoke-RestMethod -Uri "https://my$($name)office.com/y" -Headers @{ Authorization = "Basic $pair" }
Invoke-RestMethod -Uri "$base.visualstudio.com/y" -Headers @{ Authorization = "Basic $pair" }
Invoke-RestMethod -Uri "https://$account.azure.com$rest" -Headers @{ Authorization = "Basic $pair" }
