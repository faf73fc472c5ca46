$hook = 'https://hooks.example.net/webhooks?token=Ab1%2fVruXdR8szq24Drrqsd5nY7wPk3HtGmB6cLa0Jx%3d'  # want "token" at "Ab1%2fVruXdR8szq24Drrqsd5nY7wPk3HtGmB6cLa0Jx%3d"
Invoke-RestMethod -Method Post -Uri "https://hooks.example.net/run?id=$id&token=ab1f0c9d8e7ab1f0c9d8e7ab1f0c9d8e"          # want "token" at "ab1f0c9d8e7ab1f0c9d8e7ab1f0c9d8e"
$page = 'https://api.example.net/items?$skiptoken=Ab1VruXdR8szq24Drrqsd5nY7wPk3HtGmB6cLa0Jx'
$next = "https://api.example.net/items?token=$token"
$sample = 'https://hooks.example.net/run?token=put-the-token-of-your-own-webhook-here-2026'
$short = 'https://badges.example.net/coverage.svg?token=Zq8Rn41sKw'
$name = 'https://api.example.net/run?token=nightly-report-of-all-mailboxes-2026-11'
$cut = 'https://hooks.example.net/webhooks?token=Ab1VruXdR8szq24Drrqsd5nY7wPk3...GmB6cLa0Jx'
$escaped = 'https://api.example.net/run?token=nightly%2Freport-of-all-mailboxes-2026-11'
