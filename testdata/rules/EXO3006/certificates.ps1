$a = ConvertTo-SecureString 'Ab1-81st' -AsPlainText -Force  # want EXO3006:"by its thumbprint"
Connect-PnPOnline -Url $url -ClientId $id -Tenant $tenant -CertificatePath c.pfx -CertificatePassword $a
$certPassword = ConvertTo-SecureString 'Ab1-82nd' -AsPlainText -Force  # want EXO3006:"by its thumbprint"
Connect-ExchangeOnline -CertificateFilePath c.pfx -CertificatePassword $certPassword -AppId $id -Organization contoso.onmicrosoft.com
Export-PfxCertificate -Cert $cert -FilePath c.pfx -Password (ConvertTo-SecureString 'Ab1-83rd' -AsPlainText -Force)  # want EXO3006:"-ProtectTo"
Import-PfxCertificate -FilePath c.pfx -Password (ConvertTo-SecureString 'Ab1-84th' -AsPlainText -Force)  # want EXO3006:"keep it in a vault"
