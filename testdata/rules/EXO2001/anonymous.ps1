# Who signs in as nobody passes no password.
$none = ConvertTo-SecureString -String 'anonymous' -AsPlainText -Force
$nobody = New-Object System.Management.Automation.PSCredential('NT AUTHORITY\ANONYMOUS LOGON', $none)
Send-MailMessage -SmtpServer $Server -Credential $nobody -To $to -From $from -Subject s -Body b  # want note:"Send-MailMessage"
Send-MailMessage -SmtpServer xxx.xxx.xxx.xxx:25 -To $to -From $from -Subject s -Body b  # want note:"only holds the place of a server"
Send-MailMessage -SmtpServer someone@proseware.net -To $to -From $from -Subject s -Body b  # want note:"only holds the place of a server"
