$localPassword = 'Ab1-52nd'  # want EXO3001:"" at "Ab1-52nd"
$block = @"
`$secure = ConvertTo-SecureString '$localPassword' -AsPlainText -Force
"@
Invoke-Expression $block
