package inventory

import (
	"encoding/base64"
	"slices"
	"strings"

	"github.com/exolint/exolint/scanner/facts"
	"github.com/exolint/exolint/scanner/syntax"
)

// emulatorKeys are the keys that Microsoft publishes for its emulators, which run on the developer's own machine:
// https://learn.microsoft.com/azure/storage/common/storage-connect-azurite and https://learn.microsoft.com/azure/cosmos-db/emulator.
var emulatorKeys = []string{
	"Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==",
	"C2y6yDjf5/R+ob0N8A7Cgv30VRDJIWEHLM+4QDU5DE2nQ9nDuVTqobD4b8mGGyPMbIZnqyMsEcaGQy67XIw/Jw==",
}

// isEmulatorKey reports whether t is the published key of an emulator.
func isEmulatorKey(t string) bool { return slices.Contains(emulatorKeys, t) }

// isJavaDefault reports whether t is the password that the certificates of authorities which Java comes with are kept under:
// https://docs.oracle.com/en/java/javase/21/docs/specs/man/keytool.html.
func isJavaDefault(t string) bool { return t == "changeit" }

// isSampleToken reports whether t is the key that one-time passwords are shown with, the text "Hello!" and four bytes in base32,
// or a JSON web token about the person that https://jwt.io and others show the form with.
func isSampleToken(t string) bool {
	if strings.HasPrefix(t, "JBSWY3DPEHPK3PXP") {
		return true
	}
	parts := strings.Split(t, ".")
	if len(parts) != 3 {
		return false
	}
	claims, err := base64.RawURLEncoding.DecodeString(parts[1])
	return err == nil && strings.Contains(string(claims), `"1234567890"`) && strings.Contains(string(claims), `"John Doe"`)
}

// isPublishable reports whether t is a key that its service hands out to be shown: PostHog's of a project, which can only send
// events, and Stripe's publishable ones: https://posthog.com/docs/api and https://docs.stripe.com/keys.
func isPublishable(t string) bool {
	return strings.HasPrefix(t, "phc_") || strings.HasPrefix(t, "pk_live_") || strings.HasPrefix(t, "pk_test_")
}

// isBrowserKey reports whether a key that follows before in a text is one that a web page hands to every browser with the address
// of the maps that it shows: https://developers.google.com/maps/documentation/javascript/get-api-key.
func isBrowserKey(before string) bool {
	address := before[strings.LastIndexAny(before, " \t\r\n\"'<>")+1:]
	return syntax.ContainsFold(address, "maps.googleapis.com/maps/api/js?") || syntax.ContainsFold(address, "maps.google.com/maps/api/js?")
}

// isNoUnixPassword reports whether t is what directories hold as the attribute of that name where a user has no Unix password.
// It is no hash, so that nobody can sign in by it: https://gitlab.com/samba-team/samba/-/blob/master/python/samba/samdb.py.
func isNoUnixPassword(t, name string) bool {
	return t == "ABCD!efgh12345$67890" && equalsAny(name, "unixUserPassword")
}

// anonymousUsers are the names of those who sign in as nobody.
var anonymousUsers = []string{"anonymous", "ANONYMOUS LOGON", `NT AUTHORITY\ANONYMOUS LOGON`}

// isAnonymous reports whether the user of that name signs in with any password, as RFC 1635 has it. An account can be called
// ftp as well, so that the password has to be the address of who signs in.
func isAnonymous(user, password string) bool {
	return equalsAny(user, anonymousUsers...) || equalsAny(user, "ftp") && isMailAddress(password)
}

// isNobody reports whether a credential is nobody's: the user is anonymous, or has no name. Nil is somebody's.
func isNobody(credential *facts.Source) bool {
	if credential == nil {
		return false
	}
	user, known := credential.UserName.Text()
	return known && credential.UserName.Kind == facts.String && (user == "" || equalsAny(user, anonymousUsers...))
}

// isMailAddress reports whether t is an address of mail, of which the host may be left out.
func isMailAddress(t string) bool {
	name, host, ok := strings.Cut(t, "@")
	if !ok || name == "" || strings.ContainsAny(t, " \t!$#*") {
		return false
	}
	return host == "" || strings.Contains(host, ".") && isHostName(host)
}

// isAnonymousUser reports whether v is the name of a user who signs in with any password; see [isAnonymous].
func isAnonymousUser(v, password facts.Value) bool {
	user, _ := v.Text()
	text, _ := password.Text()
	return isAnonymous(user, text)
}

// takesAnonymous reports whether the call names a user for whom the password stands for none; see [isAnonymous].
func takesAnonymous(call *facts.Call, password facts.Value) bool {
	for _, name := range []string{"UserName", "User", "Login"} {
		if a := bound(call, name); a != nil && isAnonymousUser(a.Value(), password) {
			return true
		}
	}
	return false
}

// namesAnonymousUser reports whether such a user may stand in the script.
func namesAnonymousUser(src string) bool {
	return syntax.ContainsFold(src, "anonymous") || syntax.ContainsFold(src, "ftp")
}

// excuseAnonymous drops the passwords of anonymous users that are known for nothing but what they are assigned to, or made a
// SecureString.
func (b *builder) excuseAnonymous() {
	if len(b.secrets) == 0 || !b.mentions("networkcredential", "pscredential") || !namesAnonymousUser(b.info.File.Src) {
		return
	}
	for c := range b.info.Constructs("NetworkCredential", "PSCredential") {
		if len(c.Arguments) < 2 || c.Outer != nil {
			continue
		}
		password := c.Arguments[1].Value
		if made := passwordOf(password.Source); password.Kind == facts.Secure && made != nil {
			password = *made
		}
		if isAnonymousUser(c.Arguments[0].Value, password) && password.Origin != nil {
			b.excuse(password.Origin)
		}
	}
}

// excuse drops the password at n unless it is known for what takes it.
func (b *builder) excuse(n syntax.Node) {
	if s := b.secrets[extentOf(n)]; s != nil && b.info.Owns(n) && s.Kind == Password && (s.Sink == AssignmentSink || isConversion(s.Call)) {
		delete(b.secrets, extentOf(n))
	}
}
