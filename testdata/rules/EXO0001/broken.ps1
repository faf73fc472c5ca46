# What stands around the broken part is judged all the same.
Connect-ExchangeOnline -Credential $c  # want EXO1001:"user name and password" at "-Credential $c"
if ($x { Get-Mailbox }                 # want EXO0001:"MissingEndParenthesis"
