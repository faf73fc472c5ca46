function Connect-Tenant {
    param([pscredential]$Credential, [string]$Thumbprint)
    $h = @{ ShowBanner = $false }
    if ($Credential) {
        $h['Credential'] = $Credential
    }
    else {
        $h['CertificateThumbprint'] = $Thumbprint
    }
    Connect-ExchangeOnline @h          # want "user name and password" at "@h"
}

function Connect-Property {
    param([pscredential]$Credential)
    $Splatting = @{}
    $Splatting.Credential = $Credential
    Connect-IPPSSession @Splatting -ShowBanner:$false  # want "" at "@Splatting"
}

function Connect-Added {
    $options = @{}
    $options.Add('Credential', (Get-AutomationPSCredential -Name 'exchange'))
    Connect-ExchangeOnline @OPTIONS    # want "Azure Automation" at "@OPTIONS"
}

function Connect-Bound {
    [CmdletBinding()]
    param([pscredential]$Credential, [string]$Prefix)
    Connect-ExchangeOnline @PSBoundParameters   # want "" at "@PSBoundParameters"
}

function Connect-Modern {
    $p = @{ UserPrincipalName = 'a@contoso.example'; ShowBanner = $false }
    $null = (Connect-ExchangeOnline @p)
}
