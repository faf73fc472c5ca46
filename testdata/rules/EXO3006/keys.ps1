$storage = 'DefaultEndpointsProtocol=https;AccountName=contoso;AccountKey=Zz9fVruXdR8szq24Drrqsd5nY7wPk3HtGmB6cLa0JxQeUvIoSdFzXbNmKjHgFdSaPoIuYtRe12==;EndpointSuffix=core.windows.net'  # want EXO3006:"AccountKey" at "Zz9fVruXdR8szq24Drrqsd5nY7wPk3HtGmB6cLa0JxQeUvIoSdFzXbNmKjHgFdSaPoIuYtRe12=="
$API_Key = '8f14e45f-ceea-467a-9575-3d9c1b2a7e60'        # want EXO3006:"API_Key"
$API_Key = '11111111-2222-3333-4444-555555555555'
$headers = @{ 'x-api-key' = 'Sj7b8QjK2L' }               # want EXO3006:"x-api-key"
$headers = @{ 'x-api-key' = 'firstVaultKey1' }
$resourceId = @{ Token = '8f14e45f-ceea-467a-9575-3d9c1b2a7e60' }
$workspaceKey = 'Zz9fVruXdR8szq24Drrqsd5nY7wPk3HtGmB6cLa0JxQ=='  # want EXO3006:"workspaceKey"
