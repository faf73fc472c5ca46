$client = New-Object Net.Mail.SmtpClient('smtp.office365.com', 587)
$command = 'AUTH XOAUTH2 ' + $encoded
