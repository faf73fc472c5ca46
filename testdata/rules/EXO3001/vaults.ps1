Set-AzKeyVaultSecret -VaultName v -Name VmAdmin -SecretValue (ConvertTo-SecureString 'hVFkk968BuUv' -AsPlainText -Force)   # want "made a SecureString"
$secretvalue = ConvertTo-SecureString 'hVFkk969BuUv' -AsPlainText -Force   # want "made a SecureString"
Set-AzKeyVaultSecret -VaultName v -Name DemoSecret -SecretValue $secretvalue
Set-AzKeyVaultSecret -VaultName v -Name GraphClientSecret -SecretValue (ConvertTo-SecureString 'hVF~kk970-BuUvW4' -AsPlainText -Force)   # want EXO3006:"application's secret"
