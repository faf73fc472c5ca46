$session = New-ExoPSSession  # want "use Connect-IPPSSession with interactive sign-in, as New-ComplianceSearch does not work app-only" at "New-ExoPSSession"
Import-PSSession $session
New-ComplianceSearch -Name phish -ExchangeLocation All -ContentMatchQuery $query
