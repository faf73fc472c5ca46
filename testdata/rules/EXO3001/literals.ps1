$a = ConvertTo-SecureString 'Ab1-first' -AsPlainText -Force       # want "written in the script" at "'Ab1-first'"
$b = ConvertTo-SecureString "Ab1-second" -AsPl -Fo                # want "" at "\"Ab1-second\""
$c = “Ab1-third” | ConvertTo-SecureString -AsPlainText –Force     # want "" at "“Ab1-third”"
$d = ConvertTo-SecureString -AsPlainText -Force abcd              # want "" at "abcd"
$pass = 'Ab1-fifth'                                               # want EXO3001:"" at "'Ab1-fifth'"
$e = New-Object System.Management.Automation.PSCredential('u', (ConvertTo-SecureString $pass -AsPlainText -Force))
$f = [pscredential]::new('u', (ConvertTo-SecureString 'Ab1-sixth' -AsPlainText -Force))  # want EXO3001:"" at "'Ab1-sixth'"
New-LocalUser -Name u -Password (ConvertTo-SecureString 'Ab1-seventh' -AsPlainText -Force)  # want EXO3001:""
Set-Alias ctss ConvertTo-SecureString
$g = ctss 'Ab1-eighth' -AsPlainText -Force                        # want "" at "'Ab1-eighth'"
$h = New-Object System.Security.SecureString
'Ab1-ninth'.ToCharArray() | ForEach-Object { $h.AppendChar($_) }  # want EXO3001:"" at "'Ab1-ninth'"
$i = ConvertTo-SecureString ('Ab1' + '-tenth') -AsPlainText -Force  # want "" at "('Ab1' + '-tenth')"
function New-Secret { param([string]$Text = 'Ab1-eleventh') ConvertTo-SecureString $Text -AsPlainText -Force }  # want "" at "'Ab1-eleventh'"
$j = ConvertTo-SecureString 'ChangeMe!1' -AsPlainText -Force      # want ""
$k = New-Object System.Security.SecureString
foreach ($c in 'Ab1-twelfth'.ToCharArray()) { $k.AppendChar($c) }   # want EXO3001:"" at "'Ab1-twelfth'"
