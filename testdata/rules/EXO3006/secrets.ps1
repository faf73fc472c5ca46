Add-PowerAppsAccount -ApplicationId $id -ClientSecret 'Kx2~9fQpLw7zTn4vBs8m'       # want "application's secret" at "'Kx2~9fQpLw7zTn4vBs8m'"
Connect-ExchangeOnline -CertificateFilePath c.pfx -CertificatePassword (ConvertTo-SecureString 'Ab1-second' -AsPlainText -Force) -AppId $id -Organization contoso.onmicrosoft.com  # want "certificate's password" at "'Ab1-second'"
Import-PfxCertificate -FilePath c.pfx -Password (ConvertTo-SecureString 'Ab1-third' -AsPlainText -Force)  # want EXO3006:"" at "'Ab1-third'"
$secret = ConvertTo-SecureString 'Kx2~9fQpLw7zTn4vBs8n' -AsPlainText -Force        # want EXO3006:"" at "'Kx2~9fQpLw7zTn4vBs8n'"
$app = New-Object System.Management.Automation.PSCredential($id, $secret)
Connect-AzAccount -ServicePrincipal -Credential $app -Tenant $tenant
$ClientSecret = 'Kx2~9fQpLw7zTn4vBs8o'                                             # want EXO3006:"" at "'Kx2~9fQpLw7zTn4vBs8o'"
$body = @{ grant_type = 'client_credentials'; client_id = $id; client_secret = 'Kx2~9fQpLw7zTn4vBs8p' }  # want EXO3006:"" at "'Kx2~9fQpLw7zTn4vBs8p'"
$apiKey = 'k9f2a7c4e1b8d3f6a0c5'                                                   # want EXO3006:"token or key"
$form = "grant_type=client_credentials&client_id=$id&client_secret=Kx2~9fQpLw7zTn4vBs8q"  # want EXO3006:"application's secret"
$bearer = 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJ0ZXN0In0.c2lnbmF0dXJlLW9m'              # want EXO3006:"token or key"
az login --service-principal -u $id -p Kx2~9fQpLw7zTn4vBs8r --tenant $tenant       # want EXO3006:"application's secret" at "Kx2~9fQpLw7zTn4vBs8r"
Connect-PnPOnline -Url https://contoso.sharepoint.com -ClientId $id -ClientSecret 'Ab1DEw/x/PHX6stdhbJgDEF3pSZkN64sS63XDViBm60='   # want EXO3006:"application's secret" at "'Ab1DEw/x/PHX6stdhbJgDEF3pSZkN64sS63XDViBm60='"
Connect-PnPOnline -Url https://contoso.sharepoint.com -AppId $id -AppSecret Ab1DEw/x/PHX6stdhbJgDEF3pSZkN64sS63XDViBm61=             # want EXO3006:"application's secret" at "Ab1DEw/x/PHX6stdhbJgDEF3pSZkN64sS63XDViBm61="
Connect-PnPOnline -Url https://contoso.sharepoint.com -AppId $id -AppSecret $secret
$SecretKey = 'adcf9e05-e15c-4b58-b977-2dd246dbfbbd'   # want EXO3006:"SecretKey"
