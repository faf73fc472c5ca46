It 'turns it on' {
    Set-TransportConfig -SmtpClientAuthenticationDisabled $false  # want note:"every mailbox"
}
