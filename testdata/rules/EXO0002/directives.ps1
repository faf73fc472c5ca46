Connect-ExchangeOnline -Credential $c # exolint:ignore EXO1001 -- moved next week
# exolint:ignore connect-credential -- break-glass account
Connect-IPPSSession -Credential $c
# want +1 EXO0002:"EXO2001" EXO1001:"user name and password"
Connect-ExchangeOnline -Credential $d # exolint:ignore EXO2001 -- another rule
# want +1 EXO0002:"reason" EXO1001:"user name and password"
Connect-ExchangeOnline -Credential $e # exolint:ignore EXO1001
