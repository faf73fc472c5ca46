New-AuthenticationPolicy -Name allow -AllowBasicAuthSmtp                     # want "allows Basic" at "-AllowBasicAuthSmtp"
Set-AuthenticationPolicy -Identity p -AllowBasicAuthSmtp:$true               # want "" at "-AllowBasicAuthSmtp:$true"
Set-AuthenticationPolicy -Identity p -AllowBasicAuthSmtp $false              # want "the space before its value" at "-AllowBasicAuthSmtp $false"
$p = @{ Identity = 'p'; AllowBasicAuthPop = $true }
Set-AuthenticationPolicy @p                                                  # want "AllowBasicAuthPop" at "@p"
Set-AuthenticationPolicy -Identity p -AllowBasicAuthSmtp:$false -AllowBasicAuthImap:$false
New-AuthenticationPolicy -Name 'Block Basic'
Set-User -Identity x -AuthenticationPolicy 'Block Basic'
Set-AuthenticationPolicy -Identity p -AllowBasicAuthSmtp:$value
