$a = New-Object Net.NetworkCredential('u', 'Ab1-first')                 # want "" at "'Ab1-first'"
$client.Credentials = New-Object System.Net.NetworkCredential("u","Ab1-second");  # want "" at "\"Ab1-second\""
$word = 'Ab1-third'                                                     # want "" at "'Ab1-third'"
$b = [System.Net.NetworkCredential]::new('u', $word)
Register-ScheduledTask -TaskName t -Action $x -User u -Password 'Ab1-fourth'  # want "Register-ScheduledTask -Password" at "'Ab1-fourth'"
schtasks /create /tn t /tr x.exe /sc daily /ru u /rp Ab1-fifth          # want "schtasks" at "Ab1-fifth"
schtasks.exe /create /tn t /ru u /RP "Ab1-sixth"                        # want "" at "\"Ab1-sixth\""
cmdkey /add:srv /user:u /pass:Ab1-seventh                               # want "" at "Ab1-seventh"
net use Z: \\srv\share Ab1-eighth /user:u                               # want "" at "Ab1-eighth"
net user scanner Ab1-ninth /add                                         # want "" at "Ab1-ninth"
psexec \\srv -u u -p Ab1-tenth cmd                                      # want "" at "Ab1-tenth"
plink.exe -pw Ab1-eleventh u@srv                                        # want "" at "Ab1-eleventh"
function Connect-Thing { param([string]$User, [string]$Password) }
Connect-Thing -User u -Password 'Ab1-twelfth'                           # want "Connect-Thing -Password" at "'Ab1-twelfth'"
Invoke-SomeVendorCmdlet -Password 'Ab1-13th'                            # want "" at "'Ab1-13th'"
$user = [adsi]'WinNT://./u,user'
$user.SetPassword('Ab1-14th')                                           # want "SetPassword" at "'Ab1-14th'"
Set-ItemProperty -Path 'HKLM:\SOFTWARE\Microsoft\Windows NT\CurrentVersion\Winlogon' -Name DefaultPassword -Value 'Ab1-15th'  # want "" at "'Ab1-15th'"
Invoke-Command -ComputerName srv -ScriptBlock { net user admin Ab1-16th }   # want "net" at "Ab1-16th"
cmd /c "net use z: \\srv\share Ab1-17th /user:u"                            # want "" at "Ab1-17th"
Start-Process schtasks -ArgumentList '/create /tn t /ru u /rp Ab1-18th'     # want "schtasks" at "Ab1-18th"
$directory = [adsi]'WinNT://./u,user'
$directory.psbase.Invoke('SetPassword', 'Ab1-19th')                         # want "SetPassword" at "'Ab1-19th'"
curl.exe -u admin:Ab1-20th https://api.example.net                          # want "curl" at "Ab1-20th"
$given = 'Ab1-21st'                                                         # want EXO3002:"" at "'Ab1-21st'"
Connect-Thing -User u -Password "$given"
$computer.JoinDomainOrWorkgroup('contoso.local', 'Ab1-joined', 'adm', $null, 3)  # want "JoinDomainOrWorkgroup" at "'Ab1-joined'"
$computer.JoinDomainOrWorkgroup('contoso.local', $given, 'adm', $null, 3)
docker run -d --name db -e sa_password=Ab1-docker8 -e ACCEPT_EULA=Y sql                      # want "passed to docker" at "Ab1-docker8"
docker run -d --name db -e SA_PASSWORD=$password sql
ktpass -princ HTTP/web.corp.example -mapuser web -crypto AES256-SHA1 -pass Ab1-ktpass9 -out web.keytab   # want "passed to ktpass" at "Ab1-ktpass9"
ktpass -princ HTTP/web.corp.example -mapuser web -pass * -out web.keytab
New-AzVirtualNetworkGatewayConnection -Name c -ConnectionType IPsec -SharedKey 'Ab1vpn2'     # want "passed to New-AzVirtualNetworkGatewayConnection" at "'Ab1vpn2'"
openssl enc -aes-128-cbc -pass pass:Ab1openssl -in body -out body.aes                      # want "passed to openssl" at "Ab1openssl"
