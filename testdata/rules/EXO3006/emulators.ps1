# The keys of Microsoft's emulators are published: they open nothing but one's own machine.
$accountKey = 'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw=='
$context = New-AzStorageContext -StorageAccountName devstoreaccount1 -StorageAccountKey 'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw=='
$queue = 'QueueEndpoint=http://127.0.0.1:10001/local;AccountName=local;AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw=='
$cosmos = 'AccountEndpoint=https://localhost:8081/;AccountKey=C2y6yDjf5/R+ob0N8A7Cgv30VRDJIWEHLM+4QDU5DE2nQ9nDuVTqobD4b8mGGyPMbIZnqyMsEcaGQy67XIw/Jw=='
$secure = ConvertTo-SecureString 'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==' -AsPlainText -Force
$otherKey = @{ accountKey = 'Ab1xVruXdR8szq24Drrqsd5nY7wPk3HtGmB6cLa0JxQeUvIoSdFzXbNmKjHgFdSaPoIuYtRe12Zz9fKq5rTw==' }  # want "accountKey"
