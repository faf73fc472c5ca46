$a = ConvertTo-SecureString -String "Ab1$$first" -AsPlainText -Force    # want "" at "\"Ab1$$first\""
$b = ConvertTo-SecureString "Ab1$$second$x" -AsPlainText -Force
$c = ConvertTo-SecureString "$$" -AsPlainText -Force
$word = "Ab1-third$$"                                                   # want EXO3001:"" at "\"Ab1-third$$\""
$d = ConvertTo-SecureString $word -AsPlainText -Force
$e = ConvertTo-SecureString Pa$$word7 -AsPlainText -Force               # want "" at "Pa$$word7"
$f = ConvertTo-SecureString "Pass$$$(Get-Date)" -AsPlainText -Force
