Set-CASMailbox -Identity printer@contoso.example -SmtpClientAuthenticationDisabled $false   # want "for a mailbox" at "-SmtpClientAuthenticationDisabled $false"
$p = @{ Identity = 'scan@contoso.example'; SmtpClientAuthenticationDisabled = $false }
Set-CASMailbox @p                                                                          # want "" at "@p"
Get-Mailbox | Set-CASMailbox -SmtpClientAuthenticationDisabled:$false                      # want ""
Set-CASMailbox -Identity x -SmtpClientAuthenticationDisabled $true
Set-CASMailbox -Identity x -SmtpClientAuthenticationDisabled $null
Set-CASMailbox -Identity x -SmtpClientAuthenticationDisabled $value
Set-CASMailbox -Identity x -PopEnabled $false
$advice = 'Run Set-CASMailbox -SmtpClientAuthenticationDisabled $false'
