adprep.exe /forestprep /user admin /password Ab1-adprep      # want "passed to adprep" at "Ab1-adprep"
adprep.exe /forestprep /user admin /password $password
setup.exe --setuppwd=Ab1-setup --quiet                        # want "passed to setup" at "Ab1-setup"
Start-Process -Wait -FilePath C:\sql\setup.exe -ArgumentList '/Q /SQLSVCACCOUNT="CORP\sql" /SQLSVCPASSWORD="Ab1-service" /TCPENABLED=1'   # want "passed to setup" at "Ab1-service"
Start-Process msiexec -ArgumentList '/i', 'agent.msi', 'PASSWORD=Ab1-agent', 'MODE=silent'                                               # want "passed to msiexec" at "Ab1-agent"
Start-Process msiexec -ArgumentList '/i', 'agent.msi', "PASSWORD=$password", 'PASSWORD='
tool.exe /passwordfile:C:\secure\pw.txt /nopassword /password:
Set-Secret -Name AdminPassword -Secret 'Ab1-vault'            # want "Set-Secret -Secret;.*Read-Host -AsSecureString" at "'Ab1-vault'"
tool.exe --pwd=C:\work --password C:\secure\pw.txt
reg add "HKLM\SOFTWARE\Microsoft\Windows NT\CurrentVersion\Winlogon" /v DefaultPassword /t REG_SZ /d Ab1-logon /f   # want "passed to reg; .*Autologon" at "Ab1-logon"
reg add HKLM\SOFTWARE\Vendor /v Name /t REG_SZ /d Ab-other /f
rasdial "Head office" svc-vpn Ab1-rasdial              # want "passed to rasdial" at "Ab1-rasdial"
rasdial "Head office" /disconnect
