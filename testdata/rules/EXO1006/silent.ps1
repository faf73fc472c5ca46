Connect-ExchangeOnline -ManagedIdentity -Organization $organization
Connect-ExchangeOnline -ManagedIdentity @more
Connect-ExchangeOnline -CertificateThumbprint $t -AppId $id -Organization contoso.onmicrosoft.com
Connect-ExchangeOnline -CertificateThumbprint $t -AppId $id -Organization '<tenant>.com'
Connect-ExchangeOnline -UserPrincipalName $upn -DelegatedOrganization contoso.com
