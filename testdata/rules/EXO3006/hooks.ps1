$token_bot = '123456789:Z1Zz9fVruXdR8szq24Drrqsd5nY7wPk3Htg'     # want EXO3006:"token or key" at "'123456789:Z1Zz9fVruXdR8szq24Drrqsd5nY7wPk3Htg'"
Invoke-RestMethod "https://api.telegram.org/bot1234567890:Z2Yz9fVruXdR8szq24Drrqsd5nY7wPk3Htg/sendMessage?text=$text"   # want "" at "1234567890:Z2Yz9fVruXdR8szq24Drrqsd5nY7wPk3Htg"
Invoke-RestMethod 'https://api.telegram.org/bot123456789:AAXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX/getMe'
$hash = 'md5:12345678:ab1f0c9d8e7ab1f0c9d8e7ab1f0c9d8e123'
$slack = 'https://hooks.slack.com/services/T1A2B3C4/B5E6F7G8/Zz9fVruXdR8szq24Drrq'   # want "" at "'https://hooks.slack.com/services/T1A2B3C4/B5E6F7G8/Zz9fVruXdR8szq24Drrq'"
$sample = 'https://hooks.slack.com/services/T00000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXXX'
$sites = 'https://api.example.net/sites?ApiToken=Ab1VruXdR8szq24Drrqsd5nY7wPk3HtGmB6cLa0Jx'       # want "ApiToken" at "Ab1VruXdR8szq24Drrqsd5nY7wPk3HtGmB6cLa0Jx"
$next = 'https://api.example.net/sites?nextToken=Ab1VruXdR8szq24Drrqsd5nY7wPk3HtGmB6cLa0Jy'
$teams = 'https://contoso.webhook.office.com/webhookb2/1b6f2c3d-0a4e-4c8b-9d2f-6e5a7b8c9d01@2c7a3d4e-1b5f-4d9c-8e3a-7f6b8c9dae12/IncomingWebhook/0a9c4f7be21d4836b5d07c9e12f34a6b/3d8b4e5f-2c6a-4eab-9f4b-8a7c9daebf23'   # want "" at "'https://contoso.webhook.office.com/webhookb2/1b6f2c3d-0a4e-4c8b-9d2f-6e5a7b8c9d01@2c7a3d4e-1b5f-4d9c-8e3a-7f6b8c9dae12/IncomingWebhook/0a9c4f7be21d4836b5d07c9e12f34a6b/3d8b4e5f-2c6a-4eab-9f4b-8a7c9daebf23'"
$old = "https://outlook.office.com/webhook/1b6f2c3d-0a4e-4c8b-9d2f-6e5a7b8c9d01@2c7a3d4e-1b5f-4d9c-8e3a-7f6b8c9dae12/IncomingWebhook/$id/3d8b4e5f"
$apiKey = 'sk-1234567890abcdef1234567890abcdef'
