$EncryptedClientSecret = ConvertTo-SecureString 'Ab1-78th.eC3TT8qGX2' -AsPlainText -Force | ConvertFrom-SecureString  # want EXO3006:"application's secret"
$clientSecret = 'Ab1-79th'  # want EXO3006:"application's secret"
$password = ConvertTo-SecureString $clientSecret -AsPlainText -Force
