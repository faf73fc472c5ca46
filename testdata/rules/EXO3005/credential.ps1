$c = Get-Credential
Invoke-RestMethod https://outlook.office365.com/api/v1.0/me/messages -Credential $c                         # want error:"passes a user name and password to outlook.office365.com, which takes none" at "-Credential $c"
$base = 'https://reports.office365.com/ecp/reportingwebservice/reporting.svc'
Invoke-WebRequest -Uri "$base/MessageTrace?`$format=json" -Credential $c -Method Get                          # want error:"to reports.office365.com"
$address = @{ Uri = "https://graph.microsoft.com/v1.0/users/$id"; Credential = $c }
Invoke-RestMethod @address                                                                                   # want error:"to graph.microsoft.com"
Invoke-RestMethod https://outlook.office365.com/api/v2.0/me -Credential $c -Headers @{ Accept = 'text/xml' }  # want error:"to outlook.office365.com"
Invoke-RestMethod https://outlook.office365.com/api/v2.0/me -Credential $c -Headers @{ Authorization = "Bearer $token" }
Invoke-RestMethod https://outlook.office365.com/api/v2.0/me -Credential $c -Headers $unknown
Invoke-RestMethod https://outlook.office365.com/api/v2.0/me -UseDefaultCredentials
Invoke-RestMethod https://mail.corp.local/api/v2.0/me -Credential $c
Invoke-RestMethod https://download.microsoft.com/file.zip -ProxyCredential $c
