$headers = @{ Authorization = 'Bearer Zz9fVruXdR8szq24Drrqse' }             # want EXO3006:"Authorization" at "Zz9fVruXdR8szq24Drrqse"
