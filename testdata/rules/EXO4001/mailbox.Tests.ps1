It 'turns it on' {
    Set-CASMailbox -Identity printer@contoso.example -SmtpClientAuthenticationDisabled $false  # want note:"for a mailbox"
}
