# What exolint has nothing to say about: a managed identity, and Microsoft Graph for mail.
Connect-ExchangeOnline -ManagedIdentity -Organization contoso.onmicrosoft.com -ShowBanner:$false
$count = (Get-EXOMailbox -ResultSize Unlimited).Count
Disconnect-ExchangeOnline -Confirm:$false

Connect-MgGraph -Identity -NoWelcome
Send-MgUserMail -UserId report@contoso.onmicrosoft.com -BodyParameter @{
    message = @{
        subject      = 'Mailboxes'
        body         = @{ contentType = 'Text'; content = "There are $count mailboxes." }
        toRecipients = @(@{ emailAddress = @{ address = 'messaging@contoso.example' } })
    }
}
