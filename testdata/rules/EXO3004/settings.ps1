$config = Get-Content C:\jobs\config.json -Raw | ConvertFrom-Json  # want "a password is read in clear from a file of settings" at "Get-Content C:\\jobs\\config.json -Raw"
$password = ConvertTo-SecureString $config.password -AsPlainText -Force
[xml]$xml = Get-Content C:\jobs\config.xml  # want "an application's secret is read in clear from a file of settings" at "Get-Content C:\\jobs\\config.xml"
$clientSecret = $xml.settings.clientSecret
$secured = ConvertTo-SecureString $clientSecret -AsPlainText -Force
$plain = Get-Content C:\jobs\secret.txt  # want "an application's secret is read in clear from a file;" at "Get-Content C:\\jobs\\secret.txt"
$EncryptedClientSecret = ConvertTo-SecureString $plain -AsPlainText -Force
