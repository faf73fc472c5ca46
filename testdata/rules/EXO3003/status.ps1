$report.'Temporary Access Pass' = 'Enable'
$report.'Windows Password' = 'Disabled'
$report.'Old Password' = 'not required'
$row = @{ Password = 'Never'; AppPassword = 'Blocked'; MailPassword = 'Offline for now' }
$row = @{ Password = 'Ab1-59th'; MailPassword = 'No, Ab1-60th' }  # want "Password" at "'Ab1-59th'" "MailPassword" at "'No, Ab1-60th'"
