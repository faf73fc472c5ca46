$a = ConvertTo-SecureString 'ChangeYourServerPassword4' -AsPlainText -Force
$b = ConvertTo-SecureString 'Change-Your-Password-1!' -AsPlainText -Force
$c = ConvertTo-SecureString 'change_your_password_123' -AsPlainText -Force
$d = ConvertTo-SecureString 'YourPasswordHere1!' -AsPlainText -Force
$e = ConvertTo-SecureString 'EnterYourPassword1' -AsPlainText -Force
$f = ConvertTo-SecureString 'Password1' -AsPlainText -Force         # want "" at "'Password1'"
$g = ConvertTo-SecureString 'ChangeOfHeart1' -AsPlainText -Force    # want "" at "'ChangeOfHeart1'"
$h = ConvertTo-SecureString 'Enabled' -AsPlainText -Force
