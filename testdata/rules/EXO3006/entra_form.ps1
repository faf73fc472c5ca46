$clientSecret = 'Ab18Q~Zz9fVruXdR8szq24Drrqsd5nY7wPk3HtGm'   # want "make a new one and sign in with a certificate or a managed identity"
