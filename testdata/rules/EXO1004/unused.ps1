$unused = New-Object Microsoft.IdentityModel.Clients.ActiveDirectory.UserPasswordCredential($user, $pass)
$used = New-Object Microsoft.IdentityModel.Clients.ActiveDirectory.UserPasswordCredential($user, $pass)  # want "UserPasswordCredential"
$result = [Microsoft.IdentityModel.Clients.ActiveDirectory.AuthenticationContextIntegratedAuthExtensions]::AcquireTokenAsync($context, 'https://graph.microsoft.com', $client, $used).Result
$global:elsewhere = New-Object Microsoft.IdentityModel.Clients.ActiveDirectory.UserPasswordCredential($user, $pass)  # want "UserPasswordCredential"
