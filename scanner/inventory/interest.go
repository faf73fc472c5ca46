package inventory

import (
	"maps"
	"slices"

	"github.com/exolint/exolint/scanner/cmdlet"
	"github.com/exolint/exolint/scanner/facts"
	"github.com/exolint/exolint/scanner/syntax"
)

// interests returns the names of the commands that can add something to the inventory. To find out how a call's arguments bind
// takes long, and most calls of a script are of no interest.
func (b *builder) interests() []string {
	in := interest{wanted: make(map[syntax.FoldedName]string), secret: make(map[string]bool), known: make(map[string]bool)}
	in.add(knownCommands...)
	in.addScript(b.info, b.nodes.commands)
	return slices.Sorted(maps.Values(in.wanted))
}

// interest is a set of names of commands. A script calls the same ones again and again, so what is found out of a name is kept.
type interest struct {
	wanted map[syntax.FoldedName]string
	known  map[string]bool // commands as written: whether they are looked for
	secret map[string]bool // parameters as written: whether they may take a secret
}

func (in *interest) add(names ...string) {
	for _, n := range names {
		in.wanted[syntax.Fold(n)] = n
	}
}

// addScript adds those of a script's commands, and of the strings that it executes, that are looked for or may take a secret.
func (in *interest) addScript(info *facts.Info, commands []*syntax.Command) {
	for fn := range info.Functions() {
		if slices.ContainsFunc(parametersOf(fn), func(p *syntax.Parameter) bool { return secretName(p.Name.Name) != "" }) {
			in.add(fn.Name)
		}
	}
	for _, c := range commands {
		if s, ok := c.Elements[0].(*syntax.StringConstantExpression); ok && (in.isLookedFor(s.Value) || in.takesSecret(c)) {
			in.add(s.Value, cmdlet.Resolve(s.Value))
		}
	}
	for e := range info.Embedded() {
		in.addScript(e, nodesOf(e.File).commands)
	}
}

// isLookedFor is isInteresting for a name that may have been asked for before.
func (in *interest) isLookedFor(name string) bool {
	is, asked := in.known[name]
	if !asked {
		is = isInteresting(name)
		in.known[name] = is
	}
	return is
}

// takesSecret reports whether the command has a parameter that is named like a secret, or arguments that are splatted.
func (in *interest) takesSecret(c *syntax.Command) bool {
	return slices.ContainsFunc(c.Elements[1:], func(e syntax.CommandElement) bool {
		switch e := e.(type) {
		case *syntax.CommandParameter:
			return in.isSecret(e.Name)
		case *syntax.VariableExpression:
			return e.Splat
		case *syntax.StringConstantExpression:
			if e.Kind == syntax.BareWord && len(e.Value) > 4 {
				name, _, _ := passwordSwitchOf(e.Value)
				return name != ""
			}
		}
		return false
	})
}

// isSecret reports whether the parameter of that name, which may be shortened, can take a secret.
func (in *interest) isSecret(name string) bool {
	is, asked := in.secret[name]
	if !asked {
		is = secretName(name) != "" || mayAbbreviate(name)
		in.secret[name] = is
	}
	return is
}

// knownCommands are the commands that the inventory looks for by name, for a name that is computed or an alias of the script's own.
var knownCommands = []string{
	"Connect-ExchangeOnline", "Connect-IPPSSession", "Connect-EXOPSSession", "New-ExoPSSession", "Connect-AzAccount", "Add-AzAccount",
	"Login-AzAccount", "Connect-AzureRmAccount", "Add-AzureRmAccount", "Login-AzureRmAccount", "Add-AzureAccount", "Connect-MgGraph",
	"Connect-Graph", "Connect-Entra", "Connect-MsolService", "Connect-AzureAD", "Connect-MicrosoftTeams", "Connect-SPOService",
	"Connect-PnPOnline", "Connect-SPOnline", "Connect-PowerBIServiceAccount", "Login-PowerBIServiceAccount", "Login-PowerBI",
	"Add-PowerAppsAccount", "Connect-AipService", "Connect-AadrmService", "Connect-MSGraph", "New-CsOnlineSession", "Send-MailMessage",
	"Send-EmailMessage", "Send-MailKitMessage", "EmailServer", "Send-MgUserMail", "Send-MgBetaUserMail", "Set-CASMailbox",
	"Set-TransportConfig", "New-AuthenticationPolicy", "Set-AuthenticationPolicy", "New-PSSession", "Enter-PSSession",
	"Connect-PSSession", "Invoke-Command", "Get-AutomationConnection", "ConvertTo-SecureString", "ConvertFrom-SecureString",
	"Invoke-RestMethod", "Invoke-WebRequest", "Get-MsalToken", "New-WebServiceProxy", "Start-Process", "Set-ItemProperty", "New-ItemProperty",
}

// isInteresting reports whether a command of that name is one that the inventory looks for.
func isInteresting(name string) bool {
	return cmdlet.LookupExchange(name) != nil || equalsAny(name, "az") || isNative(programOf(name))
}

// mayAbbreviate reports whether a parameter's name is the beginning of a word for a secret, or is a credential's, in which one may be.
func mayAbbreviate(name string) bool {
	for _, full := range []string{"Password", "ClientSecret", "CertificatePassword", "ClientSecretCredential", "Credential", "Token", "AccessToken"} {
		if len(name) > 1 && syntax.HasPrefixFold(full, name) {
			return true
		}
	}
	return false
}
