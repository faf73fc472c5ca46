param([pscredential]$Admin)
Connect-ExchangeOnline -Credential $Admin                                     # want "user name and password" at "-Credential $Admin"
Connect-ExchangeOnline -Credential $Admin -ShowProgress $true | Out-Null      # want "-Credential" at "-Credential $Admin"
Connect-ExchangeOnline -UserPrincipalName a@contoso.example -Credential $Admin -DisableWAM  # want "" at "-Credential $Admin"
Connect-ExchangeOnline -ConnectionUri $uri -PSSessionOption $o -Prefix Cloud -Credential $Admin  # want "" at "-Credential $Admin"
Connect-ExchangeOnline –Credential $Admin                                     # want "" at "–Credential $Admin"
if (-not $connected) { Connect-IPPSSession -Credential $Admin }               # want "Connect-IPPSSession" at "-Credential $Admin"
$null = (Connect-ExchangeOnline -Credential $Admin)                           # want "" at "-Credential $Admin"
Connect-ExchangeOnline -Credential (Get-Credential -UserName 'a' -Message 'b') # want "a prompt" at "-Credential (Get-Credential -UserName 'a' -Message 'b')"
Connect-ExchangeOnline `
    -ShowBanner:$false `
    -Credential $Admin `
    -Prefix 'EXO'
# want -2 "user name and password" at "-Credential $Admin"
