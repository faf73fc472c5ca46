$tenant = ''
Connect-ExchangeOnline -AppId $id -CertificateThumbprint $t -Organization "$tenant.onmicrosoft.com"
$login = @{
    CertificateFilePath = # the file
    CertificatePassword = (ConvertTo-SecureString # its password)
    Organization = # the tenant
}  # want -2 EXO0001:""
Connect-ExchangeOnline @login
