function Connect-ExchangeOnline {
    param($Credential)
    Write-Verbose 'nothing to do'
}
Connect-ExchangeOnline -Credential $c
