$credential = Import-Clixml partner.xml
foreach ($customer in $customers) {
    $address = 'https://ps.outlook.com/powershell-liveid?DelegatedOrg=' + $customer.Domain
    $s = New-PSSession -ConfigurationName Microsoft.Exchange -ConnectionUri $address -Credential $credential -Authentication Basic  # want "use Connect-ExchangeOnline with an access token of a multi-tenant application that each customer has consented to"
}
