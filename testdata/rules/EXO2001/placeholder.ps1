Send-MailMessage -SmtpServer 'SMTP SERVER' -To $to -From $from -Subject s -Body b  # want note:"not known"
Send-MailMessage -SmtpServer 'your smtp server' -Credential $c -To $to -From $from -Subject s -Body b  # want warning:"not known"
