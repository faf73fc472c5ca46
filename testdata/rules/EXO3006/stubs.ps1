$ClientSecret = 'w8TmPr3K'
$ClientSecret = 'k7#%*()=@{}~;:,<>!?'
$ClientSecret = 'YourAppSecret456!'
$apiKey = 'your-own-api-token-2468'
$certPassword = 'PfxPassword468'
$accessToken = 'ghp_Ab1cutOffBefore1tEnds'
Send-EmailMessage -Username apikey -Password 'SG.Ab1c'
$certPassword = 'Ab1-76th'        # want EXO3006:"certificate's password"
$ClientSecret = 'Ab1-77t!'        # want EXO3006:"application's secret"
