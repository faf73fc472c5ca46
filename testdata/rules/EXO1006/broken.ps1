#!/usr/bin/env pwsh
Connect-ExchangeOnline -ManagedIdentity -ManagedIdentityAccountId $client  # want "needs -Organization" at "-ManagedIdentity"
Connect-IPPSSession -ManagedIdentity -Organization contoso.onmicrosoft.com # want "has no -ManagedIdentity" at "-ManagedIdentity"
Connect-ExchangeOnline -ManagedIdentity -Organization 'contoso.com'        # want "onmicrosoft.com domain" at "'contoso.com'"
Connect-ExchangeOnline -Certificate $x -AppId $id -Organization 11111111-2222-3333-4444-555555555555  # want "" at "11111111-2222-3333-4444-555555555555"
Connect-ExchangeOnline -CertificateThumbprint $t -AppId $id -Organization contoso.onmicrosoft.com  # want "Windows only" at "-CertificateThumbprint $t"
