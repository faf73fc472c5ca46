package secrets

import "slices"

// The words of which one stands in every script that the rules can find something in. White space, quotes, plus signs and
// parentheses are skipped when they are looked for, so "netuse" stands for net use.

// passwordNames are the endings of the names of passwords.
func passwordNames() []string {
	return []string{"pass", "pwd", "paswd", "pswd", "kennwort", "$pw", ":pw", "{pw", "[pw]", "pw=", "-pw",
		"mdp", "contrase", "clave", "wachtwoord", "senha", "senord", "hasło", "haslo", "heslo"}
}

// passwordTakers are what takes a password without naming it.
func passwordTakers() []string {
	return []string{"credential", "directoryentry", "authenticate", "netuse", "net.exeuse", "net1use", "psexec", "paexec", "plink", "pscp", "psftp",
		"putty", "mysql", "sqlcmd", "osql", "bcp", "azlogin", "az.cmdlogin", "az.exelogin", "dockerlogin", "docker.exelogin", "winrs", "wevtutil",
		"netdom", "7z", "start-process", "-hp", "signtool", "certutil", "curl", "swaks", "sendemail", "schtasks"}
}

// appSecrets are the endings of the names of applications' secrets, tokens and keys, and how some of them begin.
func appSecrets() []string {
	words := []string{"secret", "token", "q~", "eyj", "x509certificate"}
	for _, owner := range []string{"api", "app", "appclient", "access", "account", "subscription", "shared", "storage"} {
		for _, joint := range []string{"", "_", "-"} {
			words = append(words, owner+joint+"key")
		}
	}
	return words
}

// secureStrings are what makes a SecureString.
func secureStrings() []string { return []string{"securestring", "appendchar"} }

// anyOf joins the lists, each word once.
func anyOf(lists ...[]string) []string {
	all := slices.Concat(lists...)
	slices.Sort(all)
	return slices.Compact(all)
}
