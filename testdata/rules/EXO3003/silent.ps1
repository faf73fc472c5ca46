$PasswordFile = 'C:\secure\pw.txt'
$password = 'C:\secure\pw.txt'
$PasswordLength = '16'
$passwordPrompt = 'Enter your password'
$password = 'Enter the password:'
$password = ''
$password = $null
$password = "$generated"
$Password = '<your password here>'
$password = 'Password'
$adminPassword = 'AdminPassword'
$ResetPassword = 'yes'
$bypass = 'everything'
$pwd = 'C:\temp'
$config = @{ Password = $secret; PasswordNeverExpires = 'true'; PasswordProfile = $profile }
$columns = @{ Name = 'Password'; Expression = { $_.Password } }
$encryptedPassword = '76492d1116743f0423413b16050a5345MgB8AGYAVQBkAGgA'
$PasswordRegex = '^(?=.*[A-Z]).{8,}$'
$flags = @{ ADS_UF_DONT_EXPIRE_PASSWD = '65536' }
$pass = 'Green'
$unifiPassword = 'EnterUnifiPasswordHere'
$credential = @{ password = "$given" }
$labels = @{ Password = 'Kennwort'; User = 'Benutzer' }
$selectors = @{ Password = '#passwordField'; Token = 'csrf-token-name' }
$passwordPolicy = 'Strong'
$PublicKeyToken = '31bf3856ad364e35'
$aliases = @{ pwd = 'Get-Location'; gl = 'Get-Location' }
