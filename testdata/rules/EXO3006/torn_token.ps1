# A JSON web token that is cut off is the place of one.
$uri = "https://firewall.contoso.com:8443/api/v2/monitor/import?scope=global&access_token=eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9abc1"
