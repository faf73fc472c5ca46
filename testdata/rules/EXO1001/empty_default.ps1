param([string]$UserName = $null, [string]$Kennwort = "", $Anmeldung = $null)
$sicher = ConvertTo-SecureString -AsPlainText $Kennwort -Force
$credential = New-Object PSCredential $UserName, $sicher
Connect-ExchangeOnline -Credential $credential  # want "password from a parameter" at "-Credential $credential"
Connect-IPPSSession -Credential $Anmeldung  # want "password from a parameter" at "-Credential $Anmeldung"
