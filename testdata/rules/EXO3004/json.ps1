$config = Get-Content C:\jobs\config.json -Raw | ConvertFrom-Json  # want "in clear" at "Get-Content C:\\jobs\\config.json -Raw"
$password = ConvertTo-SecureString $config.password -AsPlainText -Force
$name = $config.name
