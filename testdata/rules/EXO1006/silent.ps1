Connect-ExchangeOnline -ManagedIdentity -Organization $organization
Connect-ExchangeOnline -ManagedIdentity @more
Connect-ExchangeOnline -CertificateThumbprint $t -AppId $id -Organization contoso.onmicrosoft.com
Connect-ExchangeOnline -CertificateThumbprint $t -AppId $id -Organization '<tenant>.com'
Connect-ExchangeOnline -UserPrincipalName $upn -DelegatedOrganization contoso.com
Connect-ExchangeOnline -CertificateThumbprint $t -AppId $id @more
Connect-ExchangeOnline -CertificateThumbprint $t -AppId $id -Organization $organization
Connect-ExchangeOnline -CertificateThumbprint $t -AppId $id -DelegatedOrganization customer.onmicrosoft.com
Connect-ExchangeOnline -AppId $id
Connect-ExchangeOnline -UserPrincipalName $upn -ShinyNewParameter
$PSDefaultParameterValues['Connect-IPPSSession:Organization'] = 'contoso.onmicrosoft.com'
Connect-IPPSSession -AppId $id -CertificateThumbprint $t
