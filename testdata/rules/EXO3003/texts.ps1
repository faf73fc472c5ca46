$json = '{ "username": "svc", "password": "Ab1-47th" }'  # want "password" at "Ab1-47th"
$template = '{ "username": "svc", "password": "<password>" }'
$open = "{ `"username`": `"svc`", `"password`": `"$text`" }"
$sql = "CREATE LOGIN a WITH PASSWORD = 'Ab1-48th'; CREATE LOGIN b WITH PASSWORD = N'Ab1-49th'"  # want "password" at "Ab1-48th" "password" at "Ab1-49th"
$help = 'set the "password" of the user'
$xml = @'
<Farm Server="srv" Passphrase="Ab1-farm" />
'@ # want -1 "password" at "Ab1-farm"
$body = '{ "Password": "Ab1-json$", "Locale": "en" }'   # want "password" at "Ab1-json$"
$body = '{ "Password": "$password" }'
