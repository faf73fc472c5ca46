# What is said of a password is none.
$RecoveryPassword = 'Good'
$RecoveryPassword = 'NOT BACKED UP'
$AdminPassword = 'exists'
