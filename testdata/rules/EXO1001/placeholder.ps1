# What holds the place of a password says nothing of where it comes from, and who reads a file asks nobody.
$secure = ConvertTo-SecureString '##custom.m365.pass##' -AsPlainText -Force
$credential = New-Object PSCredential 'admin@contoso.example', $secure
Connect-ExchangeOnline -Credential $credential  # want "with user name and password; .*; use app-only sign-in .certificate.$"
Connect-PnPOnline -Url $url -Credentials '[your creds]'  # want EXO1501:"^Connect-PnPOnline signs in to SharePoint Online .PnP. with user name and password, which"
$reader = New-Object IO.StreamReader $file
$line = $reader.ReadLine()
