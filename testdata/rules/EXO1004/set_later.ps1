$uri = "https://login.microsoftonline.com/$tenant/oauth2/token"
$form = @{}
$form.Add('grant_type', 'password')  # want "grant_type=password" at "$form.Add('grant_type', 'password')"
$other = @{ client_id = $id }
$other['grant_type'] = 'password'  # want "grant_type=password" at "$other['grant_type'] = 'password'"
$third = @{ client_id = $id }
$third.grant_type = 'client_credentials'
Invoke-RestMethod -Method Post -Uri $uri -Body $form
