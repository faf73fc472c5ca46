Describe 'the policy' {
    It 'is made' {
        New-AuthenticationPolicy -Name test -AllowBasicAuthSmtp      # want note:"allows Basic authentication" at "-AllowBasicAuthSmtp"
        Set-AuthenticationPolicy -Identity test -AllowBasicAuthSmtp $false  # want note:"the space before its value" at "-AllowBasicAuthSmtp $false"
    }
}
Configuration Tenant {
    Import-DscResource -ModuleName Microsoft365DSC
    Node localhost {
        EXOAuthenticationPolicy Test {
            Identity           = 'test'
            AllowBasicAuthMapi = $true  # want note:"AllowBasicAuthMapi" at "AllowBasicAuthMapi = $true"
        }
    }
}
