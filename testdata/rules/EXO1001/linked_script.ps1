. $PSScriptRoot\linked_library.ps1
$c = Import-Clixml .\cred.xml
Connect-Tenant -Credential $c
