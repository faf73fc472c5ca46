Set-ItemProperty -Path 'HKLM:\SOFTWARE\Microsoft\Windows NT\CurrentVersion\Winlogon' -Name DefaultPassword -Value 'Ab1-85th'  # want "Autologon" at "'Ab1-85th'"
Write-Host $env:GITHUB_WORKSPACE
New-ItemProperty -Path $Winlogon 'DefaultPassword' -Value 'Ab1-86th' -PropertyType String -Force  # want "Autologon" at "'Ab1-86th'"
Set-ItemProperty $Winlogon DefaultPassword -Value 'Ab1-87th'  # want "Autologon" at "'Ab1-87th'"
