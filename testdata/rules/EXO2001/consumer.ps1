# A mailbox of Outlook.com is in no tenant, whatever its server is called.
Send-MailMessage -SmtpServer smtp-mail.outlook.com -Credential $c -From reports@outlook.com -To $to -Subject s -Body b  # want note:"with a mailbox of Outlook.com, which is in no tenant"
Send-MailMessage -SmtpServer smtp-mail.outlook.com -Credential $c -From 'Reports <reports@hotmail.co.uk>' -To $to -Subject s -Body b  # want note:"which is in no tenant"
$reports = New-Object PSCredential('reports@live.de', (Read-Host -AsSecureString))
Send-MailMessage -SmtpServer smtp-mail.outlook.com -Credential $reports -From $from -To $to -Subject s -Body b  # want note:"which is in no tenant"
$app = New-Object PSCredential('app@contoso.example', (Read-Host -AsSecureString))
Send-MailMessage -SmtpServer smtp-mail.outlook.com -Credential $app -From reports@outlook.com -To $to -Subject s -Body b  # want error:"signs in to smtp-mail.outlook.com"
Send-MailMessage -SmtpServer smtp-mail.outlook.com -Credential $c -From app@outlook.contoso.example -To $to -Subject s -Body b  # want error:"signs in to smtp-mail.outlook.com"
Send-MailMessage -SmtpServer smtp-mail.outlook.com -Credential $c -From $from -To $to -Subject s -Body b  # want warning:"to smtp-mail.outlook.com, which is Microsoft.s; if that is Exchange Online"
# A server of Microsoft's that is not known here is not said to be somebody else's.
Send-MailMessage -SmtpServer smtp-new.office365.com -Credential $c -From app@contoso.example -To $to -Subject s -Body b  # want warning:"to smtp-new.office365.com, which is Microsoft.s"
Send-MailMessage -SmtpServer OFFICE-365-SERVER -Credential $c -From app@contoso.example -To $to -Subject s -Body b  # want warning:"'OFFICE-365-SERVER', which by its name"
Send-MailMessage -SmtpServer 3 -From app@contoso.example -To $to -Subject s -Body b  # want note:"'3', which by its name"
Send-MailMessage -SmtpServer SMTP_SERVER_IP_OR_DNS -From app@contoso.example -To $to -Subject s -Body b  # want note:"'SMTP_SERVER_IP_OR_DNS', which by its name"
