$form = "grant_type=client_credentials&client_id=$id&client_secret=Ab1~39th-and-more&scope=x"  # want "application's secret" at "Ab1~39th-and-more"
$bearerToken = 'eyJ0eXAiOiJKV1QiLCJhbGciOiJSUzI1NiIsImtpZCI6...'
