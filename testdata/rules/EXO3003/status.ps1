$report.'Temporary Access Pass' = 'Enable'
$report.'Windows Password' = 'Disabled'
$report.'Old Password' = 'not required'
$row = @{ Password = 'Never'; AppPassword = 'Blocked'; MailPassword = 'Offline for now' }
$row = @{ Password = 'Ab1-59th'; MailPassword = 'No, Ab1-60th' }  # want "Password" at "'Ab1-59th'" "MailPassword" at "'No, Ab1-60th'"
$resultPass = '✅ Pass'
$record.pass = 'Skipped'
$record.pass = 'Skip7ed'                                # want "pass"
$clientPassword = 'x3rkTXXXXQrA5QgjXXXXXXX7ozEGea='
$plainPassword = 'randomstring'
$parameters = @{ adminPasswordOrKey = 'n6Uz^)N.d!j' }   # want "adminPasswordOrKey"
New-AzVirtualNetworkGatewayConnection -Name c -SharedKey '#secretKEYbutn0tr3ally'
$texts = @{ Password = 'Пароль'; OtherPassword = 'パスワード' }
$types = @{ Password = 'System.Security.SecureString' }
$pass = 'oobeSystem'
