$form = 'resource=11111111-2222-3333-4444-555555555555&grant_type=password&username={0}&password={1}' -f $user, $pass  # want "use app-only sign-in \\(certificate\\) where 11111111-2222-3333-4444-555555555555 takes it, else sign in interactively"
Invoke-RestMethod -Method Post -Uri 'https://login.microsoftonline.com/organizations/oauth2/token' -Body $form
$azure = @{
    grant_type = 'password'  # want "use app-only sign-in \\(certificate\\)$"
    resource   = 'https://management.azure.com/'
    username   = $user
    password   = $pass
}
Invoke-RestMethod -Method Post -Uri 'https://login.microsoftonline.com/organizations/oauth2/token' -Body $azure
