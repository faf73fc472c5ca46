param(
    [string]$MailHost = 'None',
    [string]$Second = 'n/a',
    [string]$Third = '',
    [string]$Account = 'None',
    [string]$Word = 'None'
)
if ($MailHost -ne 'None') {
    $client = New-Object Net.Mail.SmtpClient($MailHost, 25)  # want warning:"to 'None', which by its name only holds the place of a server; if that is Exchange Online"
    if ($Account -ne 'None' -and $Word -ne 'None') {
        $client.Credentials = New-Object System.Net.NetworkCredential($Account, $Word)
    }
    $client.Send($message)
}
if ($Second -ne 'n/a') {
    $other = New-Object Net.Mail.SmtpClient($Second)  # want note:"'n/a', which by its name only holds the place of a server"
    $other.Send($message)
}
if ($Third) {
    $third = New-Object Net.Mail.SmtpClient($Third)  # want note:"a server that is not known here"
    $third.Send($message)
}
