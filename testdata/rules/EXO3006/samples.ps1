$fakeSecretToken = 'Zz9fVruXdR8szq24Drrqsd5nY7w'       # want note:"token or key"
$apiToken = 'Zz9fVruXdR8szq24Drrqsd5nY7x'              # want error:"apiToken"
$form = 'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4gRG9lIiwiYWRtaW4iOnRydWV9.Zz9fVruXdR8szq24Drrqsd5nY7wPk3HtGmB6cLa0JxQ'
$accessToken = 'Bearer eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4gRG9lIiwiYWRtaW4iOnRydWV9.Zz9fVruXdR8szq24Drrqsd5nY7wPk3HtGmB6cLa0JxQ'
$exampleHeaders = @{ Authorization = 'Bearer Zz9fVruXdR8szq24Drrqsd5nY7y' }   # want note:""
$dummy = Invoke-RestMethod $uri -Headers @{ Authorization = 'Bearer Zz9fVruXdR8szq24Drrqsd5nY7z' }   # want error:""
$sites = 'https://maps.googleapis.com/maps/api/js?key=AIzaZz9fVruXdR8szq24Drrqsd5nY7wPk3HtGmB&sensor=true'
$geocode = 'https://maps.googleapis.com/maps/api/geocode/json?key=AIzaZz9fVruXdR8szq24Drrqsd5nY7wPk3HtGmC'  # want error:""
$totpSecret = 'JBSWY3DPEHPK3PXP'
$totpSecret = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP'
$totpSecret = 'JBSWY3DPEHPK3PXQ22'                    # want error:"totpSecret"
keytool -list -keystore cacerts -storepass changeit
keytool -list -keystore cacerts -storepass changeit7   # want error:"certificate's password"
$body = @{ api_key = 'phc_VxZz9fVruXdR8szq24Drrqsd5nY7wPk3HtGmB6cLa0J' }
# Replace "00_Zz9fVruXdR8szq24Drrq" with the token of the site.
$siteToken = '00_Zz9fVruXdR8szq24Drrq'
$siteToken = '00_asdflkajsdflkjasdflkasdf7'
$SASToken = 'st=2020-03-10T23%3A19%3A17Z&se=2020-03-11T23%3A19%3A17Z&sp=rl&sig=RANDOMCHARS'
$SASToken = 'sp=r&sv=2020-02-10&sr=c&sig=Zz9fVruXdR8szq24Drrqsd5nY7wPk3HtGmB6cLa0JxQ%3D'   # want error:"sig"
$ClientSecret = 'pr3Gen3R4Tedpr3Gen3R4Tedpr3Gen3R4Ted'
$token = 'ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx'
$ApiKey = '123456YourAPIKey789'
$ClientSecret = 'abc123~DEF456-ghi789'
$headers = @{ Authorization = 'Bearer eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9' }
$ApplicationSecret = 'contoso/staging/app'
