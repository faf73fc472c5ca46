New-AuthenticationPolicy -Name allow -AllowBasicAuthSmtp                     # want warning:"allows Basic authentication for SMTP AUTH" at "-AllowBasicAuthSmtp"
Set-AuthenticationPolicy -Identity p -AllowBasicAuthSmtp:$true               # want warning:"" at "-AllowBasicAuthSmtp:$true"
Set-AuthenticationPolicy -Identity p -AllowBasicAuthSmtp $false              # want warning:"the space before its value turns it on" at "-AllowBasicAuthSmtp $false"
$p = @{ Identity = 'p'; AllowBasicAuthPop = $true }
Set-AuthenticationPolicy @p                                                  # want note:"AllowBasicAuthPop allows Basic authentication that Exchange Online has turned off" at "@p"
Set-AuthenticationPolicy -Identity p -AllowBasicAuthWebServices              # want note:"has turned off for all tenants" at "-AllowBasicAuthWebServices"
Set-AuthenticationPolicy -Identity p -AllowBasicAuthReportingWebServices     # want warning:"the policy allows Basic authentication" at "-AllowBasicAuthReportingWebServices"
Set-AuthenticationPolicy -Identity p -AllowBasicAuthSmtp:$false -AllowBasicAuthImap:$false
New-AuthenticationPolicy -Name 'Block Basic'
Set-User -Identity x -AuthenticationPolicy 'Block Basic'
Set-AuthenticationPolicy -Identity p -AllowBasicAuthSmtp:$value
