& (Get-Command Connect-ExchangeOnline) -Credential $c  # want "user name and password" at "-Credential $c"
$connect = Get-Command -Name 'Connect-IPPSSession' -ErrorAction Stop
& $connect -Credential $c  # want "Connect-IPPSSession" at "-Credential $c"
& (Get-Command Connect-*) -Credential $c
class ExchangeSession {
    [pscredential] $Secret
    [void] Open() { Connect-ExchangeOnline -Credential:$this.Secret -ShowBanner:$false }  # want "" at "-Credential:$this.Secret"
}
1..3 | ForEach-Object -Parallel { Connect-ExchangeOnline -Credential $using:c }  # want "" at "-Credential $using:c"
$where = [ordered]@{ ShowBanner = $false }
$where += @{ Credential = $c }
Connect-ExchangeOnline @where  # want "" at "@where"
