Invoke-RestMethod -Uri https://contoso.azurewebsites.net/api/Update?code=Zz9fVruXdR8szq24Drrqsd5nY7wPk3HtGmB6cLa==  # want EXO3006:"code" at "Zz9fVruXdR8szq24Drrqsd5nY7wPk3HtGmB6cLa=="
$b = "https://contoso.azurewebsites.net/api/Update?code=$key"
$c = 'https://contoso.example/survey?code=Zq8rTn41s'
$d = 'https://contoso.example/items?code=<your-function-key-of-the-portal-here>'
