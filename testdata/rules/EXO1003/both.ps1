$session = New-ExoPSSession  # want "use Connect-ExchangeOnline with" at "New-ExoPSSession"
Import-PSSession $session
Get-Mailbox
Get-ComplianceSearch -Identity phish
