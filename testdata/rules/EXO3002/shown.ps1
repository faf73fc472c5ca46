$help = 'plink -pw Ab1-shown host', 'plink -i key host'
$help | Write-Host
