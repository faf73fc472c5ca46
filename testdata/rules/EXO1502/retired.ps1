foreach ($customer in $customers) {
    Connect-MsolService -Credential $customer.Credential   # want error:"the MSOnline module no longer works" at "Connect-MsolService"
}
Connect-AzureAD -AadAccessToken $t -AccountId $a           # want warning:"AzureAD" at "Connect-AzureAD"
Login-AzureRmAccount                                       # want "AzureRM" at "Login-AzureRmAccount"
Add-AzureRmAccount -Credential $c                          # want "Connect-AzAccount"
Add-AzureAccount                                           # want "the classic Azure module is obsolete"
$s = new-csonlinesession -credential $c                    # want "Connect-MicrosoftTeams" at "new-csonlinesession"
$connection = Get-AutomationConnection -Name 'AzureRunAsConnection'  # want "2023-09-30" at "Get-AutomationConnection"
