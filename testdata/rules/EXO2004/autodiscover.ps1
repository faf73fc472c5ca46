param([string]$Mailbox, [pscredential]$Credential, [string]$CertificateFile)
$service = New-Object Microsoft.Exchange.WebServices.Data.ExchangeService
if ($CertificateFile) {
    $service.Credentials = New-Object Microsoft.Exchange.WebServices.Data.OAuthCredentials((Get-Token $CertificateFile))
} else {
    $service.Credentials = New-Object System.Net.NetworkCredential($Credential.UserName, $Credential.GetNetworkCredential().Password)  # want warning:"server not known\\) with user name and password; if that is Exchange Online, it takes none"
}
if ([string]::IsNullOrEmpty($CertificateFile)) {
    $service.AutodiscoverUrl($Mailbox, { $true })
} else {
    $service.Url = [Uri]'https://outlook.office365.com/EWS/Exchange.asmx'
}
