function Connect-ExchangeOnline {
    param([pscredential]$Credential)
    $s = New-PSSession -ConfigurationName Microsoft.Exchange -ConnectionUri https://ps.outlook.com/powershell/ -Credential $Credential -Authentication Basic  # want "; use ExchangeOnlineManagement\\\\Connect-ExchangeOnline with"
    Import-PSSession $s
}
