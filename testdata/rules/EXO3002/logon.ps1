Set-ItemProperty -Path 'HKLM:\SOFTWARE\Microsoft\Windows NT\CurrentVersion\Winlogon' -Name DefaultPassword -Value 'Ab1-85th'  # want "Autologon" at "'Ab1-85th'"
Write-Host $env:GITHUB_WORKSPACE
