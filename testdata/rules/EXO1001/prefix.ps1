Import-Module ExchangeOnlineManagement -Prefix Cloud
Connect-CloudExchangeOnline -Credential $c  # want "Connect-ExchangeOnline -Credential signs in with user name and password" at "-Credential $c"
Connect-CloudMailbox -Credential $c
