$secretKey = 'Zz9fVruXdR8szq24Drrqsd5nY'                             # want "secretKey"
$client = @{ secret_key = 'ab1f0c9d8e7ab1f0c9d8e7ab1f0c9d8e' }       # want "secret_key"
$secretKeyName = 'Zz9fVruXdR8szq24Drrqsd5nY'
