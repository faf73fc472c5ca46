$reply = @{ password = 'that-is-not-a-real-password' }
$demoPassword = 'NotTheRealPassword1!'
$mailPassword = 'not_real'
$user = @{ unixUserPassword = 'ABCD!efgh12345$67890' } # what Samba writes there for none
$adminPassword = 'NotReallySafe1!'       # want "adminPassword"
$sqlPassword = 'DoNotRealize7'           # want "sqlPassword"
$rootPassword = 'ABCD!efgh12345$67890'   # want "rootPassword"
