function Get-Token {
    $request = "resource=https%3A%2F%2F$resource&client_id=$id&grant_type=password&username=$user&password=$pass"  # want "grant_type=password"
    $content = New-Object System.Net.Http.StringContent($request)
    $client.PostAsync([Uri]('https://login.windows.net/common/oauth2/token'), $content)
}

function Get-OtherToken {
    $request = "grant_type=password&username=$user&password=$pass"
    $client.PostAsync([Uri]('https://auth.example.net/oauth2/token'), $request)
}
