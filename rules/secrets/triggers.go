package secrets

import "slices"

// The conditions of which one holds for every script that the rules can find something in; see rule.Meta.Triggers.

// passwordNames are the endings of the names of passwords.
func passwordNames() []string {
	words := []string{
		"password=", "passwort=", "kennwort=", "passwd=", "paswd=", "passwrd=", "pswd=", "passphrase=", "pwd=", "|pass=", "pw=",
		"pword=", "pass_word=", "pass-word=", "pass_wort=", "pass_phrase=", "pass-phrase=", "pass_wd=", "p_wd=",
		"smtppass=", "userpass=", "adminpass=", "mailpass=", "dbpass=", "sqlpass=",
		"motdepasse=", "mot_de_passe=", "|mdp=", "contrasena=", "contraseña=", "|clave=", "wachtwoord=", "|senha=", "losenord=", "lösenord=", "|haslo=", "|hasło=", "|heslo=",
		"-passw|", "-passwo|", "-passwor|", // PowerShell lets the names of parameters be shortened
	}
	return append(words, setters("pass", "pw", "kenn", "paswd", "pswd", "mdp", "contrase", "clave", "wachtwoord", "senha", "senord", "haslo", "hasło", "heslo")...)
}

// addresses are how addresses begin that passwords are written into, and how they go on after the password with Git's hosts. A
// plus sign is passed over.
func addresses() []string {
	words := []string{"@github.com", "@gitlab.com", "@bitbucket.org", "@api.bitbucket.org", "@dev.azure.com"}
	for _, scheme := range []string{"ftp", "ftps", "ssh", "scp", "smb", "ldap", "ldaps", "smtp", "smtps", "imap", "imaps", "mysql", "mariadb", "mssql", "sqlserver",
		"postgres", "postgresql", "srv", "mongodb", "redis", "rediss", "amqp", "amqps", "mqtt", "mqtts", "socks5"} {
		words = append(words, scheme+"://")
	}
	return words
}

// passwordTakers are what takes a password without naming it: programs, objects and methods.
func passwordTakers() []string {
	words := []string{"virtualnetworkgatewayconnection", "networkcredential", "webcredential", "userpasswordcredential", "usercredential", "directoryentry",
		".authenticate|", "setpassword", "changepassword", "importpfx", "domainorworkgroup", "acquiretokenby", "defaultpassword", "cdo/configuration",
		"|netuse|", "|netuser|", "|net.exeuse", "|net1use", "|net1.exeuse", "|azlogin|", "|az.cmdlogin|", "|az.exelogin|", "|dockerlogin|", "|docker.exelogin|",
		"pass:", "password:", "passwd:", "|pd:", "|po:", "passwordd:", "passwordo:"}
	for _, program := range []string{"schtasks", "psexec", "psexec64", "paexec", "plink", "pscp", "psftp", "putty", "racadm", "smc", "sshpass", "mysql", "mysqldump",
		"sqlcmd", "osql", "bcp", "winrs", "wevtutil", "netdom", "openssl", "keytool", "signtool", "certutil", "7z", "7za", "rar", "blat", "swaks",
		"sendemail", "curl", "dsadd", "dsmod", "ktpass", "rasdial"} {
		words = append(words, "|"+program+"|")
	}
	for _, maker := range []string{"new-object", "-typename", "-type"} { // a credential that is made with a text is broken, and holds one still
		for _, namespace := range []string{"", "management.automation.", "system.management.automation."} {
			words = append(words, maker+namespace+"pscredential")
		}
	}
	words = append(words, "pscredential]::new")
	for _, program := range []string{"net", "net1", "az", "docker"} {
		words = append(words, "start-process & |"+program+"|")
	}
	return words
}

// appSecrets are the endings of the names of applications' secrets, tokens and keys, and how some of them begin.
func appSecrets() []string {
	words := []string{"secret=", "secretvalue=", "secret_value=", "secret-value=", "token=", "q~", "'eyj", "x509certificate", "clientcredential", "authorization=",
		"?sig=", "&sig=", ";sig=", "?code=", "&code=", ";code=", "?token=", "&token=", ";token=", "hooks.slack.com/services/t", "/incomingwebhook/", "telegram", "|ghp_", "|gho_", "|ghu_", "|ghs_", "|github_pat_", "|glpat-", "|xoxb-", "|xoxp-", "|aiza", "|gocspx-", "|sg.", "|sk_live_"}
	for _, owner := range []string{"api", "app", "appclient", "app_client", "app-client", "access", "account", "subscription", "shared", "storage", "secret",
		"workspace", "function", "auth"} {
		for _, joint := range []string{"", "_", "-"} {
			words = append(words, owner+joint+"key=")
		}
	}
	for _, owner := range []string{"client", "app"} {
		words = append(words, owner+"secret:", owner+"_secret:") // in JSON, as the following
	}
	for _, name := range [][2]string{{"api", "key"}, {"api", "token"}, {"access", "key"}, {"access", "token"}, {"refresh", "token"}, {"secret", "key"}} {
		words = append(words, name[0]+name[1]+":", name[0]+"_"+name[1]+":")
	}
	return append(words, setters("secret", "token", "key")...)
}

// setters are the commands that set a variable or a property by its name, which may hold one of the parts.
func setters(parts ...string) []string {
	var list []string
	for _, setter := range []string{"new-variable", "set-variable", "add-member", "|nv|", "|sv|"} {
		for _, part := range parts {
			list = append(list, setter+" & "+part)
		}
	}
	return list
}

// secureStrings are what makes a SecureString of a text, or of a protected one with its key.
func secureStrings() []string {
	return []string{"convertto-securestring", "convertfrom-securestring", "appendchar"}
}

// anyOf joins the lists, each condition once.
func anyOf(lists ...[]string) []string {
	all := slices.Concat(lists...)
	slices.Sort(all)
	return slices.Compact(all)
}
