Configuration Tenant {
    Import-DscResource -ModuleName Microsoft365DSC
    Node localhost {
        EXOTransportConfig Transport {
            IsSingleInstance                 = 'Yes'
            SmtpClientAuthenticationDisabled = $false   # want "EXOTransportConfig turns SMTP AUTH on" at "SmtpClientAuthenticationDisabled = $false"
        }
        EXOCASMailboxSettings Printer {
            Identity                         = 'printer@contoso.example'
            SmtpClientAuthenticationDisabled = $false   # want EXO4001:"EXOCASMailboxSettings"
        }
        EXOAuthenticationPolicy Legacy {
            Identity           = 'legacy'
            AllowBasicAuthSmtp = $true                  # want EXO4003:"allows Basic" at "AllowBasicAuthSmtp = $true"
            AllowBasicAuthPop  = $false
        }
        EXOTransportConfig Safe {
            IsSingleInstance                 = 'Yes'
            SmtpClientAuthenticationDisabled = $true
        }
    }
}
