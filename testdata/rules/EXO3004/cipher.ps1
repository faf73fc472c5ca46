# Encrypts the text of any file.
param([string]$File)
$data = Get-Content $File
$encrypted = $data | ConvertTo-SecureString -AsPlainText -Force
$encrypted | ConvertFrom-SecureString | Out-File "$File.enc"
