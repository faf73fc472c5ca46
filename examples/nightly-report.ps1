# A nightly job as many tenants run it: a stored password, a mailbox report, a mail through client submission.
$user = 'svc-report@contoso.example'
$password = ConvertTo-SecureString 'not-a-real-password' -AsPlainText -Force
$credential = New-Object System.Management.Automation.PSCredential($user, $password)

$connect = @{
    Credential = $credential
    ShowBanner = $false
}
Connect-ExchangeOnline @connect

$report = Get-Mailbox -ResultSize Unlimited | Select-Object DisplayName, WhenCreated | ConvertTo-Html | Out-String
Disconnect-ExchangeOnline -Confirm:$false

$mail = @{
    From       = $user
    To         = 'messaging@contoso.example'
    Subject    = 'Mailboxes'
    Body       = $report
    BodyAsHtml = $true
    SmtpServer = 'smtp.office365.com'
    Port       = 587
    UseSsl     = $true
}
Send-MailMessage @mail -Credential $credential
