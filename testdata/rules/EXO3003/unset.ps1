$adminPassword = 'set me'
$mailPassword = 'to be filled in'
$sqlPassword = @'
fill in
'@
$row = @{ Password = 'N/A - existing' }
$registry = @{ UserName = 'DefaultUserName'; Password = 'DefaultPassword' }
$Pw = "\`d.T.~Ed/{11111111-2222-3333-4444-555555555555}.patch_window\`d.T.~Ed/"
$rootPassword = 'settle me 7'            # want "rootPassword"
$veeamPassword = 'YOURVB365PASSWORD'
$vbrpwd = 'CHANGE_ME'
$sqlPwd = 'Change-This'
$ftpPassword = 'ReplaceMe'
$mailPassword = 'changeme'               # want "mailPassword"
$languages = @{ 'en-PG' = 'English (Papua)'; 'en-PW' = 'English (Palau)'; 'my-PW' = 'Zz9fVruX' }
