$a = Get-Content C:\scripts\pw.txt | ConvertTo-SecureString -AsPlainText -Force    # want "read in clear" at "Get-Content C:\\scripts\\pw.txt"
$text = Get-Content -Path .\password.txt -Raw                                      # want "" at "Get-Content -Path .\\password.txt -Raw"
$b = New-Object System.Net.NetworkCredential('u', $text)
$key = (3, 4, 2, 3, 56, 34, 254, 222, 1, 1, 2, 23, 42, 54, 33, 233)                # want "key that protects" at "3, 4, 2, 3, 56, 34, 254, 222, 1, 1, 2, 23, 42, 54, 33, 233"
$c = Get-Content C:\scripts\pw.enc | ConvertTo-SecureString -Key $key
$d = ConvertTo-SecureString $encrypted -Key (1..16)                                # want "key that protects" at "(1..16)"
$e = ConvertTo-SecureString $encrypted -Key ([Text.Encoding]::UTF8.GetBytes('0123456789abcdef'))  # want "key that protects"
