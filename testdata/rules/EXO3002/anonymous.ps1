$request.Credentials = New-Object System.Net.NetworkCredential 'anonymous', 'jobs@fabrikam.example'
$upload.Credentials = [System.Net.NetworkCredential]::new('Anonymous', 'none-at-all')
$mirror.Credentials = New-Object Net.NetworkCredential('ftp', 'jobs@')
$guestPassword = 'jobs@fabrikam.example'
$site.Credentials = New-Object Net.NetworkCredential('anonymous', $guestPassword)
$sender = New-Object PSCredential('anonymous', (ConvertTo-SecureString 'Nobody1!' -AsPlainText -Force))
curl.exe -u anonymous:jobs@fabrikam.example ftp://ftp.example.net/list.txt
Send-FtpFile -UserName anonymous -Password 'jobs@fabrikam.example' -Path $file
Invoke-WebRequest -Uri 'ftp://anonymous:jobs%40fabrikam.example@ftp.example.net/list.txt'
$named.Credentials = New-Object Net.NetworkCredential('ftp', 'Ab1-78th')             # want "" at "'Ab1-78th'"
$other.Credentials = New-Object Net.NetworkCredential('anonymous-upload', 'Ab1@79')  # want "" at "'Ab1@79'"
$word = 'Ab1-80th'                                                                   # want "" at "'Ab1-80th'"
$first.Credentials = New-Object Net.NetworkCredential('anonymous', $word)
$second.Credentials = New-Object Net.NetworkCredential('operator', $word)
Send-FtpFile -UserName operator -Password 'Ab1-81st' -Path $file                     # want "Send-FtpFile -Password" at "'Ab1-81st'"
