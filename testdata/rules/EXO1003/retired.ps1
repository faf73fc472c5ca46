Connect-EXOPSSession -UserPrincipalName $upn -Credential $c   # want "stopped working on 2022-12-31" at "Connect-EXOPSSession"
Import-PSSession (New-ExoPSSession -UserPrincipalName $upn)   # want "" at "New-ExoPSSession"
Connect-ExchangeOnline -UserPrincipalName $upn -UseRPSSession # want "UseRPSSession stopped working in 2023-10" at "-UseRPSSession"
Connect-IPPSSession -UseRPSSession:$true                      # want "" at "-UseRPSSession:$true"
$p = @{ UserPrincipalName = $upn; UseRPSSession = $true }
Connect-ExchangeOnline @p                                     # want "" at "@p"
