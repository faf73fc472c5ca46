param([string]$UserName, [string]$Password)
if ($UserName -and $Password) {
    $credential = New-Object PSCredential($UserName, (ConvertTo-SecureString $Password -AsPlainText -Force))
} else {
    $credential = Get-Credential
}
Connect-ExchangeOnline -Credential $credential  # want "user name and password from a parameter or a prompt;"
if ($stored) {
    $other = Import-Clixml other.xml
} elseif ($vault) {
    $other = Get-Secret -Name other
} else {
    $other = Get-Credential
}
Connect-IPPSSession -Credential $other  # want "from Import-Clixml, a SecretManagement vault or a prompt;"
