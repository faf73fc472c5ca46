$a = Get-Content C:\scripts\pw.enc | ConvertTo-SecureString
$b = Get-Content C:\scripts\pw.enc | ConvertTo-SecureString -Key (Get-Content C:\scripts\aes.key)
$c = Import-Clixml C:\scripts\cred.xml
$users = Get-Content C:\scripts\users.txt
$script = [IO.File]::ReadAllText('C:\scripts\payload.ps1')
$hidden = ConvertTo-SecureString $script -AsPlainText -Force
Set-AzKeyVaultSecret -VaultName v -Name root -SecretValue (ConvertTo-SecureString -AsPlainText -Force -String (Get-Content .\root.cer))
$PasswordsArray = Get-Content .\guesses.txt
foreach ($guess in $PasswordsArray) { New-SshSession -ComputerName srv -Username root -Password $guess }
$bytes = Get-Content .\site.pfx -Encoding Byte
Set-AzKeyVaultSecret -VaultName v -Name site -SecretValue (ConvertTo-SecureString ([Convert]::ToBase64String($bytes)) -AsPlainText -Force)
