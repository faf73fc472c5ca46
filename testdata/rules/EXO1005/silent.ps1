if ($Interactive) {
    Connect-ExchangeOnline -UserPrincipalName $upn
}
else {
    Connect-ExchangeOnline -ManagedIdentity -Organization contoso.onmicrosoft.com
}
Add-UnifiedGroupLinks -Identity team -LinkType Members -Links user@contoso.example
