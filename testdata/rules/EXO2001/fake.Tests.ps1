Describe 'Send-Report' {
    $mail = @{ To = 'b@adatum.example'; From = 'a@adatum.example'; Subject = 's'; Body = 'b'; SmtpServer = '127.0.0.1' }
    It 'sends' {
        Send-MailMessage @mail -Port 2525
        Send-MailMessage -To b@adatum.example -From a@adatum.example -SmtpServer localhost -Credential $c
        Send-MailMessage -To b@adatum.example -From a@adatum.example -SmtpServer '[::1]'
        Send-MailMessage -To b@adatum.example -From a@adatum.example -SmtpServer 10.0.0.25  # want note:"10.0.0.25"
    }
}
It 'sends to what its cases name' -TestCases $cases {
    param($Server)
    Send-MailMessage -SmtpServer $Server -From a@contoso.example -To b@contoso.example -Subject s -Body b
}
