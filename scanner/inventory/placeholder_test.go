package inventory

import "testing"

func TestPlaceholder(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, text, given, around string
		want                      bool
	}{
		{name: "angle brackets", text: "<password>", want: true},
		{name: "words in angle brackets", text: "<your client secret here>", want: true},
		{name: "mustache", text: "{{x}}", want: true},
		{name: "workflow expression", text: "${{ inputs.PfxPassword }}", want: true},
		{name: "batch variable", text: "%PASSWORD%", want: true},
		{name: "underscores", text: "__PASSWORD__", want: true},
		{name: "crosses", text: "xxxxxx", want: true},
		{name: "stars", text: "********", want: true},
		{name: "dots", text: "...", want: true},
		{name: "empty", text: "", want: true},
		{name: "blank", text: "   ", want: true},
		{name: "pipeline variable", text: "$(AdminPassword)", want: true},
		{name: "name of the thing", text: "password", want: true},
		{name: "same as its name", text: "ApplicationSecret", given: "ApplicationSecret", want: true},
		{name: "asks for the password", text: "YourPasswordHere", want: true},
		{name: "asks in words", text: "enter your password", want: true},
		{name: "asks in capitals", text: "ENTERPASSWORDHERE", want: true},
		{name: "names the secret", text: "APP Secret", want: true},
		{name: "names the key in capitals", text: "ITGLUEAPIKEY", given: "APIKEy", want: true},
		{name: "yes", text: "true", want: true},
		{name: "change me without a word around", text: "changeme", want: false},
		{name: "change me with a comment", text: "changeme", around: " replace with the real password", want: true},
		{name: "weak password", text: "Password1", want: false},
		{name: "weak password with a sign", text: "P@ssw0rd", want: false},
		{name: "bare word", text: "abcd", want: false},
		{name: "passphrase", text: "My voice is my passport, verify me", want: false},
		{name: "trailing mark", text: "SuperSecret!", want: false},
		{name: "order with a digit", text: "ChangeYourServerPassword4", want: true},
		{name: "order with hyphens and signs", text: "Change-Your-Password-12!", want: true},
		{name: "order with underscores", text: "change_your_password_1", want: true},
		{name: "word that begins like an order", text: "ChangeOfSeason1", want: false},
		{name: "state", text: "Disabled", want: true},
		{name: "name with an acronym", text: "SCCMPassword", want: true},
		{name: "name in words", text: "Senha do email", want: true},
		{name: "name in three words", text: "Mot de passe du compte", want: true},
		{name: "name in capitals", text: "PASSWORD_ADM_LOCAL", want: true},
		{name: "name that ends in the word", text: "PUBLIC_SECRET", want: true},
		{name: "name with the word in two", text: "MyVisiblePassWord", want: true},
		{name: "name with the word in the middle", text: "UserPasswordTemp", want: true},
		{name: "word in the middle of others", text: "BlueSecretGarden", want: false},
		{name: "name with a digit", text: "SCCMPassword1", want: false},
		{name: "name with a sign", text: "SCCM@Password", want: false},
		{name: "name in small letters", text: "contosopassword", want: false},
		{name: "short word", text: "pswd", want: true},
		{name: "order to set", text: "set me", want: true},
		{name: "order to set in one word", text: "SETME", want: true},
		{name: "order to fill in", text: "fill in", want: true},
		{name: "to be set", text: "to be set", want: true},
		{name: "word that begins like an order to set", text: "Settlement", want: false},
		{name: "nothing, with a reason", text: "N/A - existing", want: true},
		{name: "mark without an end", text: "<INSERT CLIENTSECRET", want: true},
		{name: "bracket before a password", text: "<Kx2fQpLw", want: false},
		{name: "published data", text: `\d.T.~Ed/{11111111-2222-3333-4444-555555555555}.password\d.T.~Ed/`, want: true},
		{name: "crosses and hyphens", text: "xxxx-xxxx", want: true},
		{name: "crosses around a name", text: "xxxxPasswordxxxx", want: true},
		{name: "crosses in place of the beginning", text: "xxxxxx-a9f2", want: true},
		{name: "password of four crosses and digits", text: "xxXX7391", want: false},
		{name: "brackets within", text: "a<b>c", want: false},
		{name: "stars around a name", text: "***REMOVED_DB_PASSWORD***", want: true},
		{name: "stars around a password", text: "***kD7uQ***", want: false},
		{name: "brace with a percent sign", text: "%{password}", want: true},
		{name: "brace with stars", text: "*{Password for the user}*", want: true},
		{name: "two brackets", text: "[[YourPfxCertificatePassword]]", want: true},
		{name: "bracket without an end", text: "[PASSWORD", want: true},
		{name: "words behind a bracket", text: "<be-careful", want: true},
		{name: "sign before the word", text: "#password", want: true},
		{name: "variables", text: "$word1-$word2-$word3", want: true},
		{name: "constant", text: "EQUIPMENT_PASS", want: true},
		{name: "constant with a digit", text: "EQUIPMENT_PASS7", want: false},
		{name: "left out", text: "ey...", want: true},
		{name: "redacted", text: "REDACTED_VM_PASS1", want: true},
		{name: "in Spanish", text: "tu_contraseña_administrador", want: true},
		{name: "in Portuguese", text: "sua_senha_ftp", want: true},
		{name: "order to use one", text: "UseA-LongRandomPasswordHere", want: true},
		{name: "somebody's in a sentence", text: "YourAmazingSecurePasswordHereThatYouRemember", want: true},
		{name: "what somebody chose", text: "the-password-you-chose", want: true},
		{name: "order not to store", text: "do-not-store", want: true},
		{name: "in Chinese", text: "你的root密码", want: true},
		{name: "in German", text: "dein_passwort_hier_eintragen", want: true},
		{name: "capitals with the word", text: "CONTRASEÑADESUPROVEEDOR", want: true},
		{name: "letters of a neighbour", text: "Пароль1x", want: false},
		{name: "underscores before", text: "__B85PASS", want: true},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			if got := placeholder(tc.text, tc.given, tc.around); got != tc.want {
				t.Errorf("placeholder(%q) = %v, want %v", tc.text, got, tc.want)
			}
		})
	}
}

func TestSecretName(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name string
		want SecretKind
	}{
		{"Password", Password},
		{"smtpPassword", Password},
		{"SMTP_PASSWORD", Password},
		{"script:adminPwd", Password},
		{"Password2", Password},
		{"Pass", Password},
		{"SmtpPass", Password},
		{"dbpass", Password},
		{"CertificatePassword", CertPassword},
		{"pfxPwd", CertPassword},
		{"ClientSecret", AppSecret},
		{"client_secret", AppSecret},
		{"AppSecret", AppSecret},
		{"AccessToken", Token},
		{"apiKey", Token},
		{"PasswordFile", ""},
		{"PasswordLength", ""},
		{"PasswordNeverExpires", ""},
		{"ResetPassword", ""},
		{"PWord", Password},
		{"sql_pword", Password},
		{"stopWord", ""},
		{"mapword", ""},
		{"vCenterDBPW", Password},
		{"SAPW", Password},
		{"SAPW2", Password},
		{"sapw", ""},
		{"secretKey", Token},
		{"secret_key", Token},
		{"secretKeyName", ""},
		{"bypass", ""},
		{"compass", ""},
		{"passenger", ""},
		{"key", ""},
		{"primaryKey", ""},
		{"Credential", ""},
		{"", ""},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			if got := secretName(tc.name); got != tc.want {
				t.Errorf("secretName(%q) = %q, want %q", tc.name, got, tc.want)
			}
		})
	}
}

func TestPlausible(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, text string
		kind       SecretKind
		want       bool
	}{
		{"password", "Ab1-first", Password, true},
		{"passphrase", "horse battery staple correct", Password, true},
		{"drive path", `C:\secure\pw.txt`, Password, false},
		{"share", `\\srv\share`, Password, false},
		{"file name", "pw.txt", Password, false},
		{"address", "https://contoso.example", Password, false},
		{"prompt", "Enter your password", Password, false},
		{"pattern", "^(?=.*[A-Z]).{8,}$", Password, false},
		{"protected with a key", "76492d1116743f0423413b16050a5345MgB8", Password, false},
		{"several lines", "a\nb", Password, false},
		{"machine-made key", "k9f2a7c4e1b8d3f6a0c5", Token, true},
		{"short word for a token", "default", Token, false},
		{"id for a token", "11111111-2222-3333-4444-555555555555", Token, false},
		{"client secret", "Kx2~9fQpLw7zTn4vBs8m", AppSecret, true},
		{"beginning of a client secret", "w8TmPr3K", AppSecret, false},
		{"short client secret of a person", "Ab1-made!", AppSecret, true},
		{"signs typed at random", "k7#%*()=@{}~;:,<>!?", AppSecret, false},
		{"name of the thing with a number", "YourAppSecret456!", AppSecret, false},
		{"weak password", "Password123!", Password, true},
		{"state in words", "not yet set", Password, false},
		{"id for a client secret", "11111111-2222-3333-4444-555555555555", AppSecret, false},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			if got := plausible(tc.text, tc.kind); got != tc.want {
				t.Errorf("plausible(%q, %s) = %v, want %v", tc.text, tc.kind, got, tc.want)
			}
		})
	}
}
