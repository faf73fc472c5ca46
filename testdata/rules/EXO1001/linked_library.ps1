function Connect-Tenant {
    param([pscredential]$Credential)
    Connect-ExchangeOnline -Credential $Credential  # want "password from Import-Clixml" at "-Credential $Credential"
}
