$accessToken = 'eyJhbGciOiJSUzI1NiJ9...q8Tn41sKw'
Connect-Thing -AccessToken 'eyJhbGciOiJSUzI1NiJ9…q8Tn41sKw'
$bearer = 'Bearer ' + 'eyJhbGciOiJSUzI1NiJ9...q8Tn41sKw'
$headers = @{ Authorization = 'Bearer eyJhbGciOiJSUzI1NiJ9...q8Tn41sKw' }
$secureToken = ConvertTo-SecureString 'eyJhbGciOiJSUzI1NiJ9...q8Tn41sKw' -AsPlainText -Force
$ClientSecret = 'Kx28Q~...vBs8m'
$apiKey = 'Zz9fVruXdR...24Drrqsd5nY7'
$appSecret = 'Kx2.~9..fQpLw7zTn4v'   # want "application's secret"
$apiKey = 'Zz9fVruXdR8szq.24Drrqsd'  # want "apiKey"
