Import-Module -Name Microsoft.Online.SharePoint.PowerShell -Prefix Q
ipmo MicrosoftTeams -Prefix T
Connect-QSPOService -Url $url -Credential $c  # want "Connect-SPOService signs in to SharePoint Online with user name and password" at "-Credential $c"
Connect-TMicrosoftTeams -Credential $c        # want "Connect-MicrosoftTeams" at "-Credential $c"
Connect-TSPOService -Url $url -Credential $c
