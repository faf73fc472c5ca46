net use S: \\srv\share /user:dom\u Ab1@$$first      # want "net" at "Ab1@$$first"
net user bob "Ab1$$second" /add                     # want "net" at "\"Ab1$$second\""
psexec \\srv -u u -p $$ cmd
