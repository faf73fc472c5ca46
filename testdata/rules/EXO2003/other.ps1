Send-EmailMessage -From a@contoso.example -To b@contoso.example -Server smtp.office365.com -Credential $c -Subject s   # want "Send-EmailMessage signs in" at "Send-EmailMessage"
Send-EmailMessage -From a@contoso.example -To b@contoso.example -Server smtp.office365.com -OAuth2 -Credential $c -Subject s
Send-MailKitMessage -SMTPServer smtp.office365.com -Port 587 -From $f -RecipientList $r -Credential $c               # want ""
$smtp = [MailKit.Net.Smtp.SmtpClient]::new()
$smtp.Connect('smtp.office365.com', 587, 'StartTls')
$smtp.Authenticate($user, $pass)                                   # want "SaslMechanismOAuth2" at "$smtp.Authenticate($user, $pass)"
$oauth = New-Object MailKit.Net.Smtp.SmtpClient
$oauth.Connect('smtp.office365.com', 587)
$oauth.Authenticate((New-Object MailKit.Security.SaslMechanismOAuth2($user, $token)))
$message = New-Object -ComObject CDO.Message
$fields = $message.Configuration.Fields
$fields.Item('http://schemas.microsoft.com/cdo/configuration/smtpserver') = 'smtp.office365.com'
$fields.Item('http://schemas.microsoft.com/cdo/configuration/sendusername') = $user
$fields.Item('http://schemas.microsoft.com/cdo/configuration/sendpassword') = $pass  # want "CDO.Message"
blat report.txt -to b@contoso.example -server smtp.office365.com -u a@contoso.example -pw $pass  # want "blat" at "blat"
swaks --to b@contoso.example --server smtp.office365.com:587 --auth-user $user --auth-password $pass -tls  # want "swaks"
curl.exe --url smtps://smtp.office365.com:587 --user "${user}:${pass}" --upload-file mail.txt  # want "curl"
blat report.txt -to b@contoso.example -server relay.contoso.local
