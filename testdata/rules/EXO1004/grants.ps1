$tenant = 'contoso.onmicrosoft.com'
$body = @{
    grant_type = 'password'            # want "fails for accounts that must use multifactor" at "grant_type = 'password'"
    scope      = 'https://graph.microsoft.com/.default'
    client_id  = $id
    username   = $user
    password   = $pass
}
$token = Invoke-RestMethod -Method Post -Uri $unknown -Body $body
$form = "grant_type=password&resource=https%3A%2F%2Fgraph.microsoft.com&client_id=$id&username=$user&password=$pass"  # want "grant_type=password"
Invoke-RestMethod -Method Post -Uri "https://login.windows.net/$tenant/oauth2/token" -Body "client_id=$id&grant_type=password&username=$user&password=$pass"  # want ""
$credential = New-Object Microsoft.IdentityModel.Clients.ActiveDirectory.UserPasswordCredential($user, $pass)  # want "UserPasswordCredential"
$context.AcquireTokenAsync('https://graph.microsoft.com', $id, $credential)
$result = $app.AcquireTokenByUsernamePassword($scopes, $user, $secure).ExecuteAsync()  # want "" at "$app.AcquireTokenByUsernamePassword($scopes, $user, $secure)"
$token = Get-MsalToken -ClientId $id -UserCredential $cred  # want "" at "-UserCredential $cred"
