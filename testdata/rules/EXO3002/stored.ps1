$commands = @(
    'racadm -u admin1 -p Ab1-x1y ',   # want "racadm" at "Ab1-x1y"
    'racadm -u admin2 -p Ab1-x2y ',   # want "racadm" at "Ab1-x2y"
    'racadm -u admin3 -p Ab1-x3y ',   # want "racadm" at "Ab1-x3y"
    'racadm -u admin4 -p Ab1-x4y ',   # want "racadm" at "Ab1-x4y"
    'racadm -u admin5 -p Ab1-x$5y ',   # want "racadm" at "Ab1-x$5y"
    'racadm -u admin6 -p Ab1-x6y ',   # want "racadm" at "Ab1-x6y"
    'racadm -u admin7 -p Ab1-x7y ',   # want "racadm" at "Ab1-x7y"
    'racadm -u admin8 -p Ab1-x8y ',   # want "racadm" at "Ab1-x8y"
    'racadm -u admin9 -p Ab1-x9y '   # want "racadm" at "Ab1-x9y"
)
foreach ($command in $commands) {
    $command += "-r $address config -f drac.cfg"
    Invoke-Expression $command
}
$help = 'plink -pw Ab1-shown host', 'plink -pw <password> host', 'plink -pw $given host'   # want "plink" at "Ab1-shown"
$use = 'plink -pw made-text host'
