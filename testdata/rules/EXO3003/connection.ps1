$a = "Server=sql01;Database=hr;User Id=sa;Password=Ab1-25th;"  # want "connection string" at "Ab1-25th"
$b = 'Data Source=sql01;uid=sa;pwd=Ab1-26th'  # want "connection string" at "Ab1-26th"
$c = "Server=sql01;User Id=sa;Password=$text;"
$d = "Server=sql01;User Id=<user>;Password=<password>;"
$e = "Server=sql01;Integrated Security=True"
$f = "Server=sql01;User Id=sa;Password=yourpassword"
$g = 'Enter server=name and password=secret'
