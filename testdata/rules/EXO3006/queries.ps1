$sas = 'https://contoso.blob.core.windows.net/in?sv=2024-11-04&sr=c&sig=Zz9fVruXdR8szq24Drrqsd5nY7wPk3HtGmB6cLa%3D&se=2030-01-01'  # want EXO3006:"sig" at "Zz9fVruXdR8szq24Drrqsd5nY7wPk3HtGmB6cLa%3D"
