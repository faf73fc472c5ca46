Send-MailMessage -To b@adatum.example -From a@adatum.example -SmtpServer 127.0.0.1       # want note:"sends through 127.0.0.1, a mail server on the machine that runs the script"
Send-MailMessage -To b@adatum.example -From a@adatum.example -SmtpServer LocalHost -Credential $c  # want note:"on the machine that runs the script"
Send-MailMessage -To b@adatum.example -From a@adatum.example -SmtpServer ::1             # want note:"sends through ::1, a mail server on the machine"
Send-MailMessage -To b@adatum.example -From a@adatum.example -SmtpServer 127.0.0.1.nip.io  # want note:"which is not Exchange Online"
