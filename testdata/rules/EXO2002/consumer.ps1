$message = New-Object Net.Mail.MailMessage
$message.From = 'reports@outlook.com'
$message.To.Add($to)
$client = New-Object Net.Mail.SmtpClient('smtp-mail.outlook.com', 587)  # want note:"with a mailbox of Outlook.com, which is in no tenant"
$client.Credentials = $network
$client.Send($message)
