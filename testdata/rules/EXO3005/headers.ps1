$headers = @{ Authorization = "Basic $pair" }                                      # want "outlook.office365.com" at "Authorization = \"Basic $pair\""
Invoke-RestMethod -Uri 'https://outlook.office365.com/api/v2.0/me' -Headers $headers
$h = @{}
$h['Authorization'] = 'Basic ' + $encoded                                          # want "" at "$h['Authorization'] = 'Basic ' + $encoded"
Invoke-WebRequest -Uri "https://graph.microsoft.com/v1.0/users/$id" -Headers $h
Invoke-RestMethod -Uri https://reports.office365.com/ecp/reportingwebservice/reporting.svc -Authentication Basic -Credential $c  # want "" at "-Authentication Basic"
Invoke-RestMethod -Uri "https://dev.azure.com/$org/_apis/projects" -Headers @{ Authorization = "Basic $pat" }  # want note:"personal access token"
Invoke-RestMethod -Uri ("https://" + $account + ".visualstudio.com/_apis/projects") -Headers @{ Authorization = "Basic $pat2" }  # want note:"request to [*].visualstudio.com"
Invoke-RestMethod -Uri "https://$tenant.sharepoint.com/_api/web" -Headers @{ Authorization = "Basic $pair3" }                      # want error:"request to [*].sharepoint.com"
function New-PatHeader($Pat) { @{ Authorization = ('Basic {0}' -f $Pat) } }                                                        # want note:"[*].visualstudio.com"
function Get-BuildList($Address, $Headers) { Invoke-RestMethod -Uri ($Address + '?api-version=7.1') -Headers $Headers }
Get-BuildList -Address "https://$account.visualstudio.com/_apis/build" -Headers (New-PatHeader $encodedPat)
