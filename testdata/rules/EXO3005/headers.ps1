$headers = @{ Authorization = "Basic $pair" }                                      # want "outlook.office365.com" at "Authorization = \"Basic $pair\""
Invoke-RestMethod -Uri 'https://outlook.office365.com/api/v2.0/me' -Headers $headers
$h = @{}
$h['Authorization'] = 'Basic ' + $encoded                                          # want "" at "$h['Authorization'] = 'Basic ' + $encoded"
Invoke-WebRequest -Uri "https://graph.microsoft.com/v1.0/users/$id" -Headers $h
Invoke-RestMethod -Uri https://reports.office365.com/ecp/reportingwebservice/reporting.svc -Authentication Basic -Credential $c  # want "" at "-Authentication Basic"
Invoke-RestMethod -Uri "https://dev.azure.com/$org/_apis/projects" -Headers @{ Authorization = "Basic $pat" }  # want note:"personal access token"
