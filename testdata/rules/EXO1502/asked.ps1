Login-AzureRmAccount -Credential $credentials  # want "use Connect-AzAccount with interactive sign-in" at "Login-AzureRmAccount"
Connect-AzureAD  # want "use Connect-MgGraph with interactive sign-in" at "Connect-AzureAD"
