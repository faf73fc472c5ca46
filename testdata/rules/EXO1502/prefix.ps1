Import-Module MSOnline -Prefix Old
Connect-OldMsolService                        # want "Connect-MsolService: the MSOnline module no longer works" at "Connect-OldMsolService"
Connect-AgedMsolService
