$adminPassword = "Ab1$$first"                       # want "adminPassword"
$mailPassword = "Ab1$$$tail"
