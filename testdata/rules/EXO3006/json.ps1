$body = '{ "apiKey": "Ab1fVruXdR8szq24Drrqsd5nY7w", "token": "abc" }'        # want EXO3006:"apiKey" at "Ab1fVruXdR8szq24Drrqsd5nY7w"
$body = @"
{ "auth": { "client_secret": "Ab1~mPr3K_d9fVruXdR8szq24", "tenant": "x" } }
"@  # want -1 EXO3006:"application's secret" at "Ab1~mPr3K_d9fVruXdR8szq24"
$body = '{ "client_secret": "yourClientSecretHere", "api_token": "<api token>" }'
$body = "{ `"apiKey`": `"$key`" }"
