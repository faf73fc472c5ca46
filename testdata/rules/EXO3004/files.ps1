$a = Get-Content C:\scripts\pw.txt | ConvertTo-SecureString -AsPlainText -Force    # want "read in clear" at "Get-Content C:\\scripts\\pw.txt"
$text = Get-Content -Path .\password.txt -Raw                                      # want "" at "Get-Content -Path .\\password.txt -Raw"
$b = New-Object System.Net.NetworkCredential('u', $text)
$key = (3, 4, 2, 3, 56, 34, 254, 222, 1, 1, 2, 23, 42, 54, 33, 233)                # want "key that protects" at "3, 4, 2, 3, 56, 34, 254, 222, 1, 1, 2, 23, 42, 54, 33, 233"
$c = Get-Content C:\scripts\pw.enc | ConvertTo-SecureString -Key $key
$d = ConvertTo-SecureString $encrypted -Key (1..16)                                # want "key that protects" at "(1..16)"
$e = ConvertTo-SecureString $encrypted -Key ([Text.Encoding]::UTF8.GetBytes('0123456789abcdef'))  # want "key that protects"
$pass = [IO.File]::ReadAllText('C:\scripts\svc.txt')                               # want "read in clear" at "[IO.File]::ReadAllText('C:\\scripts\\svc.txt')"
$f = ConvertTo-SecureString $pass -AsPlainText -Force
$users = Import-Csv C:\new\users.csv                                               # want "CSV file; let the script make one for a new user" at "Import-Csv C:\\new\\users.csv"
foreach ($u in $users) { New-ADUser -Name $u.Name -AccountPassword (ConvertTo-SecureString $u.Password -AsPlainText -Force) }
$rows = Get-Content C:\new\hosts.csv | ConvertFrom-Csv                             # want "CSV file" at "Get-Content C:\\new\\hosts.csv"
foreach ($r in $rows) { Connect-VIServer -Server $r.host -User root -Password $r.pass }
Import-Csv C:\new\groups.csv | ForEach-Object { New-ADGroup -Name $_.Name }
$devices = Import-Csv C:\new\devices.csv
foreach ($d in $devices) { New-ADUser -Name $d.Mac -AccountPassword (ConvertTo-SecureString $d.Mac -AsPlainText -Force) }
$accounts = Import-Csv C:\new\accounts.csv
foreach ($a in $accounts) { $a.StartPassword = New-StartPassword; Set-ADAccountPassword $a.Name -NewPassword (ConvertTo-SecureString $a.StartPassword -AsPlainText -Force) }
