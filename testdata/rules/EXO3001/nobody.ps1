$pass = ConvertTo-SecureString 'whatever7' -AsPlainText -Force
$nobody = New-Object System.Management.Automation.PSCredential 'NT AUTHORITY\ANONYMOUS LOGON', $pass
$marked = ConvertTo-SecureString '<<SITE PASSWORD>>' -AsPlainText -Force
$within = ConvertTo-SecureString '!<encrypted_string>!' -AsPlainText -Force
