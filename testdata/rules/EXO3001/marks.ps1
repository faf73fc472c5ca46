$pass = ConvertTo-SecureString 'whatever7' -AsPlainText -Force
$nobody = New-Object System.Management.Automation.PSCredential 'NT AUTHORITY\ANONYMOUS LOGON', $pass
$marked = ConvertTo-SecureString '<<SITE PASSWORD>>' -AsPlainText -Force
$within = ConvertTo-SecureString '!<encrypted_string>!' -AsPlainText -Force
$asked = ConvertTo-SecureString 'kerb1_key_value_here' -AsPlainText -Force
$asked = ConvertTo-SecureString 'YourPasswordHere%' -AsPlainText -Force
