$command = 'psexec \\' + $server + ' -u contoso\admin -p Ab1-23rd ipconfig'  # want "psexec" at "Ab1-23rd"
Invoke-Expression $command
$f = (New-Object -ComObject CDO.Message).Configuration.Fields
$f.Item('http://schemas.microsoft.com/cdo/configuration/sendpassword') = 'Ab1-24th'  # want "CDO" at "'Ab1-24th'"
@('cd C:\', 'net user local Ab1-39th /add') | Out-File C:\jobs\first.ps1  # want "net" at "Ab1-39th"
@('cd D:\', ('net user ' + $name + ' Ab1-44th /add')) | Out-File C:\jobs\second.ps1  # want "net" at "Ab1-44th"
Write-Host 'Ab1-44th'
