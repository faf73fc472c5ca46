package secrets

import (
	"fmt"

	"golang.org/x/tools/go/analysis"

	"github.com/exolint/exolint/rules/rule"
	"github.com/exolint/exolint/scanner/inventory"
	"github.com/exolint/exolint/scanner/rewrite"
	"github.com/exolint/exolint/scanner/unit"
)

// AppSecretLiteral finds applications' secrets, tokens and certificates' passwords that stand in the script.
func AppSecretLiteral() *rule.Rule {
	return rule.New(rule.Meta{
		ID:       "EXO3006",
		Name:     "app-secret-literal",
		Title:    "Client secret, access token or certificate password written in the script",
		Since:    "0.1.0",
		Severity: rule.Error, Confidence: rule.High, SecuritySeverity: 8.1,
		Tags:      []string{"security", "secret", "external/cwe/cwe-798"},
		Sensitive: true,
		What: "A literal that is passed as an application's secret, an access token or a certificate's password, is given to something of such a " +
			"name, or has the form of an Entra client secret, a JSON web token, another service's token or Slack's address of a webhook, and a key in the text of a connection or " +
			"in the query of an address.",
		Why: `An application's secret gives whoever reads the script what the application may do, without a user and without multifactor
authentication. Make a new secret, or better a certificate, and remove the old one. A certificate that signs in from the
store of the machine needs no password in the script.`,
		Bad:  "Add-PowerAppsAccount -ApplicationId $id -ClientSecret 'Kx2~9fQpLw7zTn4vBs8m'",
		Good: "Add-PowerAppsAccount -ApplicationId $id -CertificateThumbprint $thumbprint -TenantID $tenantId",
		Limits: []string{
			"Placeholders such as `<secret>` or `YourSecretHere` are not reported, nor are names and ids of secrets.",
			"Something that is only named like a token or a key is reported where it looks like one made by a machine, and under the name of an API key or a secret key where it is a GUID.",
			"A secret that was cut off or that dots stand in, and one made of the name of the thing, are not reported.",
			"The keys that Microsoft publishes for its emulators are not reported, nor are the sample token of jwt.io, the sample key of one-time passwords, the password that Java keeps the certificates of authorities under, and the key in the address of Google's maps for web pages.",
			"Whether a token or a shared access signature has run out by its own date is not looked at.",
			fixtureLimit,
		},
		References: []string{"https://learn.microsoft.com/entra/identity-platform/security-best-practices-for-app-registration"},
		Categories: []rule.Category{
			{Name: "app-secret", Title: "Client secret written in the script"},
			{Name: "certificate-password", Title: "Certificate password written in the script"},
			{Name: "token", Title: "Access token or key written in the script"},
			{Name: "test-fixture", Title: "Secret written in a test", Severity: rule.Note},
		},
		Fixes:    rewrite.FixesOf("EXO3006"),
		Triggers: anyOf(secureStrings(), passwordNames(), passwordTakers(), appSecrets()),
	}, appSecretLiteral, unit.Input, unit.Facts, unit.Inventory)
}

func appSecretLiteral(pass *analysis.Pass) (any, error) {
	wanted := func(s *inventory.Secret) bool {
		return s.Sink != inventory.FileSink && (s.Kind == inventory.AppSecret || s.Kind == inventory.CertPassword || s.Kind == inventory.Token)
	}
	matching(pass, wanted, func(s *inventory.Secret) {
		switch s.Kind {
		case inventory.AppSecret:
			report(pass, s, variant(s, "app-secret"), fmt.Sprintf("an application's secret is written %s; %s", place(s), toDo(s, "make a new one and "+withoutSecret(s))))
		case inventory.CertPassword:
			report(pass, s, variant(s, "certificate-password"), fmt.Sprintf("a certificate's password is written %s; %s", place(s), toDo(s, withoutPassword(pass, s))))
		default:
			report(pass, s, variant(s, "token"), fmt.Sprintf("a token or key is written %s%s; %s", place(s), as(s), toDo(s, "revoke it and "+keep(pass, s))))
		}
	})
	return nil, nil
}

// withoutSecret says how to do without an application's secret in the script. Other services than Microsoft's may know no certificates.
func withoutSecret(s *inventory.Secret) string {
	if s.Entra {
		return "sign in with a certificate or a managed identity"
	}
	return "keep it in a vault, or if it is one of Microsoft Entra ID, sign in with a certificate or a managed identity"
}

// withoutPassword says how to do without a certificate's password in the script.
func withoutPassword(pass *analysis.Pass, s *inventory.Secret) string {
	switch s.Certificate() {
	case inventory.SignsIn:
		return "put the certificate into the store of the machine and sign in by its thumbprint"
	case inventory.Exported:
		return "let Export-PfxCertificate protect the file for accounts by -ProtectTo, or change it and " + keep(pass, s)
	}
	return "change it and " + keep(pass, s)
}

// as says what the secret is called, as an insertion; "" where it has no name.
func as(s *inventory.Secret) string {
	if s.Name == "" {
		return ""
	}
	return fmt.Sprintf(" as %q", s.Name)
}
