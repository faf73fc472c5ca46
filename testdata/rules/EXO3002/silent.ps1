$a = New-Object System.Net.NetworkCredential($user, $pass)
$b = New-Object System.Net.NetworkCredential('u', '')
net use Z: \\srv\share /user:u *
net use Z: /delete
net user scanner /active:no
schtasks /create /tn t /ru SYSTEM
cmdkey /list
cmdkey /add:srv /user:u /pass:$pass
psexec \\srv -u u -p $pass cmd
New-LocalUser -Name u -Password $secure
New-ADUser -Name u -AccountPassword (Read-Host -AsSecureString) -PasswordNeverExpires $true
Set-Thing -PasswordFile 'C:\secure\pw.txt' -PasswordPolicy 'strict'
$type = Add-Type -pass $definition
$token = [Session]::Instance.AuthenticationFactory.Authenticate($account, $environment, $tenant, $null, 'Never', $null, 'https://admin.example.net')
Start-Process schtasks -ArgumentList "/create /tn t /ru u /rp $secret"
New-ADServiceAccount -Name svc -DNSHostName svc.corp.example -PrincipalsAllowedToRetrieveManagedPassword gMSA_Readers
