$fakeAdministratorPassword = 'Ab1-first' | ConvertTo-SecureString -AsPlainText -Force   # want note:""
$testPassword = 'Ab1-second' | ConvertTo-SecureString -AsPlainText -Force               # want error:""
$dummyPassword = 'Ab1-third'                                                            # want note:""
$credential = [pscredential]::new('u', (ConvertTo-SecureString $dummyPassword -AsPlainText -Force))
function New-Sample { param([string]$SamplePassword = 'Ab1-fourth') ConvertTo-SecureString $SamplePassword -AsPlainText -Force }  # want note:""
