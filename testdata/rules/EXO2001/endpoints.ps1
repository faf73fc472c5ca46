Send-MailMessage -From a@contoso.example -To b@contoso.example -Subject s -Body b -SmtpServer smtp.office365.com -Port 587 -UseSsl -Credential $c  # want error:"signs in to smtp.office365.com" at "Send-MailMessage"
Send-MailMessage `
    -From a@contoso.example `
    -To b@contoso.example `
    -SmtpServer smtp.office365.com `
    -Credential $c
# want -5 error:"Send-MgUserMail"
$server = 'smtp.office365.com' ; $port = '587'
$MsgParam = @{ From = 'a@contoso.example'; To = 'b@contoso.example'; SmtpServer = $server; Credential = $c }
Send-MailMessage @msgParam -UseSSL                                               # want error:"" at "Send-MailMessage"
Send-MailMessage -From a@contoso.example -To b@contoso.example -Subject s -SmtpServer smtp.office365.com  # want warning:"takes no mail without a sign-in"
$hve = @{ From = 'a@contoso.example' }
$hve.Add('SmtpServer', 'smtp-hve.office365.com')
$hve.Add('Credential', $c)
Send-MailMessage @hve                                                            # want note:"until September 2028"
Send-MailMessage -To $o.To-From a@contoso.example -SmtpServer "$tenant.mail.protection.outlook.com" -Port 25  # want note:"Direct Send"
Send-MailMessage -To b@contoso.example -SmtpServer 10.0.0.25 -Credential $c      # want note:"10.0.0.25"
Send-MailMessage -To b@contoso.example -SmtpServer $smtp -Credential $c          # want warning:"not known"
Send-MailMessage -To b@contoso.example -SmtpServer $smtp                         # want note:"relay of your own"
Send-MailMessage -To b@contoso.example -SmtpServer smtp.azurecomm.net -Credential $acs  # want note:"Azure Communication Services"
