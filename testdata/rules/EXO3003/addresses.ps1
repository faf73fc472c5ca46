$a = 'ftps://scanner:Ab1-72nd@files.example.net'                    # want "address" at "Ab1-72nd"
$b = "mongodb+srv://app:Ab1@73rd@cluster.example.net/data"     # want "address" at "Ab1@73rd"
git clone https://svc:Ab1-74th@github.com/contoso/scripts.git  # want "address" at "Ab1-74th"
$d = 'postgresql://user:password@db.example.net/data'
$e = "mysql://app:$text@db.example.net/data"
$f = 'ssh://git@git.example.net:22/contoso/scripts.git'
$g = 'smtp://<user>:<password>@mail.example.net'
