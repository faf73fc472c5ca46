Get-Command Send-MailMessage
Write-Warning 'Send-MailMessage is obsolete'
Send-MgUserMail -UserId a@contoso.example -BodyParameter $m
function Send-Report { Send-MgUserMail -UserId a@contoso.example -BodyParameter $m }
$manifest = @{ CmdletsToExport = @('Send-MailMessage') }
