$x = 'ghp_Zz9fVruXdR8szq24Drrqsd5nY7wPk3HtGmB6'  # want EXO3006:"token or key" at "'ghp_Zz9fVruXdR8szq24Drrqsd5nY7wPk3HtGmB6'"
git -c http.extraheader="x: ghp_Zz9fVruXdR8szq24Drrqsd5nY7wPk3HtGmB7" clone $url  # want EXO3006:"" at "ghp_Zz9fVruXdR8szq24Drrqsd5nY7wPk3HtGmB7"
$pattern = 'ghp_[0-9a-zA-Z]{36}'
$shape = 'ghp_abc'
