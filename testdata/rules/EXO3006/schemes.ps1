$UserToken = 'user_token Zz9fVruXdR8szq24Drrqsd'                             # want EXO3006:"UserToken" at "Zz9fVruXdR8szq24Drrqsd"
