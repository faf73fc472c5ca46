Connect-SPOnline -Url $url -Credential $c  # want "user name and password" at "-Credential $c"
Connect-PnPOnline -Url $url -Credentials 'portal'  # want "Windows Credential Manager" at "-Credentials 'portal'"
$how = 'portal'
if ($ask) { $how = Get-Credential }
Connect-PnPOnline -Url $url -Credentials $how  # want "from Windows Credential Manager or a prompt," at "-Credentials $how"
