package facts

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// showCall writes a call with its arguments: splatted ones with @, maybe ones with ?, defaults with !, piped ones with |.
func showCall(c *Call) string {
	var b strings.Builder
	b.WriteString(c.Name)
	if c.Function != nil {
		b.WriteString("()")
	}
	if c.Outer != nil {
		b.WriteString(" [executed]")
	}
	for _, a := range c.Arguments {
		b.WriteString(" -" + a.Parameter)
		for _, m := range []struct {
			on   bool
			mark string
		}{{a.Splat != nil, "@"}, {a.Maybe, "?"}, {a.Default != nil, "!"}, {a.Pipeline, "|"}} {
			if m.on {
				b.WriteString(m.mark)
			}
		}
		b.WriteString(" " + show(a.Value()))
	}
	return b.String()
}

func TestCalls(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, src string
		want      []string // calls of Connect-ExchangeOnline and those that stand for it
	}{
		{"plain", `connect-exchangeonline -Device`, []string{"Connect-ExchangeOnline -Device true"}},
		{"with its module", `ExchangeOnlineManagement\Connect-ExchangeOnline`, []string{"Connect-ExchangeOnline"}},
		{"the call operator", `& "Connect-ExchangeOnline"`, []string{"Connect-ExchangeOnline"}},
		{"a variable", `$c = 'Connect-ExchangeOnline'; & $c -Device`, []string{"Connect-ExchangeOnline -Device true"}},
		{"a computed name", `& ('Connect-' + 'ExchangeOnline')`, []string{"Connect-ExchangeOnline"}},
		{"an unknown name", `& $c -Device`, nil},
		{"Get-Command", `& (Get-Command Connect-ExchangeOnline -ErrorAction Stop) -Device`, []string{"Connect-ExchangeOnline -Device true"}},
		{"Get-Command in a variable", `$c = Get-Command -Name Connect-ExchangeOnline; & $c`, []string{"Connect-ExchangeOnline"}},
		{"Get-Command with a pattern", `& (Get-Command Connect-Exch*) -Device`, nil},
		{"backticks", "Conn`ect-ExchangeOnline -Cred`ential a", []string{"Connect-ExchangeOnline -Credential 'a'"}},
		{"an alias", `Set-Alias cex Connect-ExchangeOnline; cex -Device`, []string{"Connect-ExchangeOnline -Device true"}},
		{"an alias by names", `New-Alias -Value Connect-ExchangeOnline -Name cex -Force; cex`, []string{"Connect-ExchangeOnline"}},
		{"an alias of an alias", `sal a Connect-ExchangeOnline; sal b a; b`, []string{"Connect-ExchangeOnline"}},
		{"an alias that means something else later", `sal a Connect-ExchangeOnline; a -Device; sal a Get-Date; a`, []string{"Connect-ExchangeOnline -Device true"}},
		{"a module's prefix", `Import-Module ExchangeOnlineManagement -Prefix Exo; Connect-ExoExchangeOnline -Cred a`, []string{"Connect-ExchangeOnline -Credential 'a'"}},
		{"a module's prefix, imported later", `function F { connect-exoexchangeonline }; ipmo -Prefix Exo -Name 'ExchangeOnlineManagement'`, []string{"Connect-ExchangeOnline"}},
		{"a prefix of several modules", `Import-Module AzureAD, ExchangeOnlineManagement -Prefix:Q; Connect-QExchangeOnline`, []string{"Connect-ExchangeOnline"}},
		{"a prefix of a module's file", `Import-Module C:\m\ExchangeOnlineManagement\3.9.0\ExchangeOnlineManagement.psd1 -Prefix Q; Connect-QExchangeOnline`, []string{"Connect-ExchangeOnline"}},
		{"a module's prefix beside a function", `Import-Module ExchangeOnlineManagement -Prefix Q; function Connect-ExchangeOnline { Connect-QExchangeOnline }`, []string{"Connect-ExchangeOnline"}},
		{"an alias of a prefixed name", `Import-Module ExchangeOnlineManagement -Prefix Q; Set-Alias cex Connect-QExchangeOnline; cex -Device`, []string{"Connect-ExchangeOnline -Device true"}},
		{"another module's prefix", `Import-Module Contoso -Prefix Q; Connect-QExchangeOnline`, nil},
		{"another prefix", `Import-Module ExchangeOnlineManagement -Prefix Q; Connect-RExchangeOnline`, nil},
		{"a prefix that is not known", `Import-Module ExchangeOnlineManagement -Prefix $p; Connect-QExchangeOnline`, nil},
		{"a function of a prefixed name", `Import-Module ExchangeOnlineManagement -Prefix Q; function Connect-QExchangeOnline {}; Connect-QExchangeOnline`, nil},
		{"a longer name", `Connect-ExchangeOnlineWithCheck; Disconnect-ExchangeOnline`, nil},
		{"in a text", `Write-Host 'Connect-ExchangeOnline -Device'`, nil},
		{"in a comment", `# Connect-ExchangeOnline`, nil},
		{"an argument", `Get-Command Connect-ExchangeOnline`, nil},
		{"in a script block", `Start-Job { Connect-ExchangeOnline -Device }`, []string{"Connect-ExchangeOnline -Device true"}},
		{"in a sub-expression", `"a $(Connect-ExchangeOnline)"`, []string{"Connect-ExchangeOnline"}},
		{"in a mock", `Mock Get-X -MockWith { Connect-ExchangeOnline }`, []string{"Connect-ExchangeOnline"}},
		{"in a class", `class C { [void] M() { Connect-ExchangeOnline } }`, []string{"Connect-ExchangeOnline"}},
		{"in a trap", `trap { Connect-ExchangeOnline }`, []string{"Connect-ExchangeOnline"}},

		// Functions of the same name.
		{"shadowed", `function Connect-ExchangeOnline { param($Credential) }; Connect-ExchangeOnline $c`, []string{"Connect-ExchangeOnline() -Credential unknown $c"}},
		{"shadowed later", `Connect-ExchangeOnline; function Connect-ExchangeOnline {}`, []string{"Connect-ExchangeOnline"}},
		{"shadowed later, called by a function", `function F { Connect-ExchangeOnline }; function Connect-ExchangeOnline {}; F`, []string{"Connect-ExchangeOnline()"}},
		{"shadowed in another function", `function F { function Connect-ExchangeOnline {} }; Connect-ExchangeOnline`, []string{"Connect-ExchangeOnline"}},
		{"shadowed for all in a function", `function F { function global:Connect-ExchangeOnline {} }; F; Connect-ExchangeOnline`, []string{"Connect-ExchangeOnline()"}},
		{"an alias of a name with its module", `function Connect-ExchangeOnline {}; sal cex ExchangeOnlineManagement\Connect-ExchangeOnline; cex -Device`, []string{"Connect-ExchangeOnline -Device true"}},
		{"not shadowed with its module", `function Connect-ExchangeOnline { ExchangeOnlineManagement\Connect-ExchangeOnline }`, []string{"Connect-ExchangeOnline"}},
		{"a built-in alias before a function", `function icm { Connect-ExchangeOnline @args }; icm -Device`, []string{"Connect-ExchangeOnline"}},
		{"a method is no function", `class C { [void] Connect() {} }; Connect-ExchangeOnline`, []string{"Connect-ExchangeOnline"}},

		// Executed strings.
		{"Invoke-Expression", `Invoke-Expression 'Connect-ExchangeOnline -Device'`, []string{"Connect-ExchangeOnline [executed] -Device true"}},
		{"Invoke-Expression of a variable", `$x = 'Connect-ExchangeOnline'; iex $x`, []string{"Connect-ExchangeOnline [executed]"}},
		{"Invoke-Expression of a pipeline", `'Connect-ExchangeOnline' | iex`, []string{"Connect-ExchangeOnline [executed]"}},
		{"Invoke-Expression with the script's variables", `$p = @{ Device = $true }; iex 'Connect-ExchangeOnline @p'`, []string{"Connect-ExchangeOnline [executed] -Device@ true"}},
		{"Invoke-Expression of a part that is not known", `iex "Connect-ExchangeOnline -Prefix $x -Device"`, []string{"Connect-ExchangeOnline [executed] -Prefix unknown $? -Device true"}},
		{"in an executed string", `iex "iex 'Connect-ExchangeOnline'"`, []string{"Connect-ExchangeOnline [executed]"}},
		{"ScriptBlock.Create", `$b = [scriptblock]::Create('Connect-ExchangeOnline')`, []string{"Connect-ExchangeOnline [executed]"}},
		{"powershell -Command", `powershell.exe -NoProfile -Command "Connect-ExchangeOnline -Device"`, []string{"Connect-ExchangeOnline [executed] -Device true"}},
		{"pwsh -c", `pwsh -c 'Connect-ExchangeOnline'`, []string{"Connect-ExchangeOnline [executed]"}},
		{"powershell -EncodedCommand", `powershell -enc QwBvAG4AbgBlAGMAdAAtAEUAeABjAGgAYQBuAGcAZQBPAG4AbABpAG4AZQA=`, []string{"Connect-ExchangeOnline [executed]"}},
		{"powershell -File", `powershell -File Connect-ExchangeOnline`, nil},
		{"Start-Process", `Start-Process powershell -ArgumentList '-NoProfile -Command "Connect-ExchangeOnline"'`, []string{"Connect-ExchangeOnline [executed]"}},
		{"a script that is written", "$code = @'\nConnect-ExchangeOnline -Device\n'@\nSet-Content -Path C:\\x\\job.ps1 -Value $code", []string{"Connect-ExchangeOnline [executed] -Device true"}},
		{"a script that is piped into a file", `'Connect-ExchangeOnline' | Out-File -FilePath "$dir\job.ps1"`, []string{"Connect-ExchangeOnline [executed]"}},
		{"a script that is redirected into a file", `'Connect-ExchangeOnline' > job.ps1`, []string{"Connect-ExchangeOnline [executed]"}},
		{"a text that is written", `'Connect-ExchangeOnline' | Out-File notes.txt`, nil},
		{"AddScript", `$ps = [powershell]::Create(); $null = $ps.AddScript('Connect-ExchangeOnline')`, []string{"Connect-ExchangeOnline [executed]"}},
		{"AddCommand", `[powershell]::Create().AddCommand('Connect-ExchangeOnline').AddParameter('Device')`, []string{"Connect-ExchangeOnline -Device true"}},
		{"AddCommand on a variable", `$ps.AddCommand('Connect-ExchangeOnline'); $ps.AddParameters(@{ Prefix = 'x' })`, []string{"Connect-ExchangeOnline -Prefix 'x'"}},

		// Splats and defaults.
		{"a splat", `$p = @{ Device = $true; UserPrin = 'a' }; Connect-ExchangeOnline @p`, []string{"Connect-ExchangeOnline -Device@ true -UserPrincipalName@ 'a'"}},
		{"a splat and an argument", `$p = @{ Prefix = 'a' }; Connect-ExchangeOnline @p -Prefix b`, []string{"Connect-ExchangeOnline -Prefix 'b'"}},
		{"two splats", `$p = @{ Prefix = 'a' }; $q = @{ Device = $true }; Connect-ExchangeOnline @p @q`, []string{"Connect-ExchangeOnline -Prefix@ 'a' -Device@ true"}},
		{"a splat of a list", `$p = 'https://x', 'https://y'; Connect-ExchangeOnline @p`, []string{"Connect-ExchangeOnline -ConnectionUri@ 'https://x' -AzureADAuthorizationEndpointUri@ 'https://y'"}},
		{"a splat that is one of two", `if ($x) { $p = @{ Device = $true } } else { $p = @{ Prefix = 'a' } }; Connect-ExchangeOnline @p`, []string{"Connect-ExchangeOnline -Device@? true -Prefix@? 'a'"}},
		{"the bound parameters", `function F { param($Credential) Connect-ExchangeOnline @PSBoundParameters }`, []string{"Connect-ExchangeOnline -Credential@? unknown parameter $Credential"}},
		{"a default", `$PSDefaultParameterValues['Connect-ExchangeOnline:Prefix'] = 'a'; Connect-ExchangeOnline`, []string{"Connect-ExchangeOnline -Prefix! 'a'"}},
		{"a default for many", `$PSDefaultParameterValues = @{ 'Connect-*:Prefix' = 'a' }; Connect-ExchangeOnline`, []string{"Connect-ExchangeOnline -Prefix! 'a'"}},
		{"a default that is not used", `$PSDefaultParameterValues = @{ '*:Prefix' = 'a' }; Connect-ExchangeOnline -Prefix b`, []string{"Connect-ExchangeOnline -Prefix 'b'"}},
		{"a default that is set later", `Connect-ExchangeOnline; $PSDefaultParameterValues = @{ '*:Prefix' = 'a' }`, []string{"Connect-ExchangeOnline"}},
		{"a default in a function", `$PSDefaultParameterValues.Add('*:Prefix', 'a'); function F { Connect-ExchangeOnline }`, []string{"Connect-ExchangeOnline -Prefix! 'a'"}},
		{"defaults that are off", `$PSDefaultParameterValues = @{ '*:Prefix' = 'a'; Disabled = $true }; Connect-ExchangeOnline`, []string{"Connect-ExchangeOnline"}},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			var got []string
			for c := range compute(tc.src).Calls("connect-exchangeonline") {
				got = append(got, showCall(c))
			}
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("%s\n(-want +got)\n%s", tc.src, diff)
			}
		})
	}
}

func TestIsPartOf(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, module, named string
		want                bool
	}{
		{"itself", "MSOnline", "msonline", true},
		{"a part", "AzureRM.Profile", "AzureRM", true},
		{"another edition", "AzureAD", "AzureADPreview", true},
		{"the one before", "PnP.PowerShell", "SharePointPnPPowerShellOnline", true},
		{"a file", "MSOnline", "modules/MSOnline.psd1", true},
		{"the beginning of a name", "AzureAD", "Az", false},
		{"another module", "MSOnline", "MSOnlineExtended", false},
		{"not known", "MSOnline", "", false},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			if got := isPartOf(tc.module, tc.named); got != tc.want {
				t.Errorf("isPartOf(%q, %q) = %t, want %t", tc.module, tc.named, got, tc.want)
			}
		})
	}
}
