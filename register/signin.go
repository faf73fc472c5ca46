package register

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/exolint/exolint/scanner/facts"
	"github.com/exolint/exolint/scanner/inventory"
	"github.com/exolint/exolint/scanner/rewrite"
)

// isLegacy reports whether the sign-in must change: it takes a password, or its module or protocol is retired.
func isLegacy(s *inventory.SignIn) bool {
	switch s.Method {
	case inventory.CredentialMethod, inventory.Basic, inventory.OAuthInBasic, inventory.PasswordGrant, inventory.RunAs:
		return true
	case inventory.ClientSecret:
		return s.Retired || s.Service == inventory.PnP // SharePoint's own app secrets, which it no longer takes
	}
	return s.Retired || s.RPS != nil
}

// stateOf returns the state of the sign-in by itself.
func stateOf(s *inventory.SignIn) string {
	switch {
	case isLegacy(s):
		return Legacy
	case s.Method == inventory.UnknownMethod:
		return Undecided
	default:
		return Modern
	}
}

// authOf says how a sign-in proves who it is, and by which cmdlet.
func authOf(s *inventory.SignIn) string {
	by := s.Cmdlet
	if s.Argument != nil && s.Argument.Parameter != "" {
		by += " -" + s.Argument.Parameter
	}
	if s.RPS != nil {
		by += " -UseRPSSession"
	}
	if s.Method == inventory.UnknownMethod {
		return fmt.Sprintf("%s: the arguments of %s are not all in the script", Unknown, s.Cmdlet)
	}
	return fmt.Sprintf("%s (%s)", methodText(s.Method), by)
}

func methodText(m inventory.Method) string {
	switch m {
	case inventory.CredentialMethod:
		return "user name and password"
	case inventory.Basic:
		return "user name and password, Basic"
	case inventory.OAuthInBasic:
		return "token in a Basic header"
	case inventory.PasswordGrant:
		return "user name and password for a token"
	case inventory.Certificate:
		return "application with certificate"
	case inventory.ManagedIdentity:
		return "managed identity"
	case inventory.Federated:
		return "federated identity"
	case inventory.AccessToken:
		return "access token"
	case inventory.ClientSecret:
		return "application with secret"
	case inventory.Interactive:
		return "interactive"
	case inventory.Device:
		return "device code"
	case inventory.Delegated:
		return "interactive, for a partner's customer"
	case inventory.RunAs:
		return "Run As account"
	}
	return string(m)
}

// credentialText says where the user name and password come from.
func credentialText(s *facts.Source) string {
	if s == nil {
		return ""
	}
	text := inventory.Provenance(s.Kind)
	switch {
	case text == "" && s.Password != nil && s.Password.Source != nil && s.Password.Source != s:
		return credentialText(s.Password.Source)
	case text == "" && s.Password != nil:
		return because(*s.Password)
	case text == "":
		return Unknown
	}
	if s.Name != "" && s.Kind != facts.SourceLiteral {
		text += " (" + s.Name + ")"
	}
	return text
}

// accountsOf returns the user names of a credential that are known.
func accountsOf(s *facts.Source) []string {
	if s == nil {
		return nil
	}
	return distinct(slices.Collect(s.UserName.Texts()))
}

// replacementOf says what should stand in place of the sign-in.
func replacementOf(inv *inventory.Inventory, s *inventory.SignIn) string {
	if stateOf(s) == Modern {
		return "none needed"
	}
	line, manner := rewrite.SignIn(inv, s, rewrite.Options{})
	text := manner.String()
	if cmdlet, _, _ := strings.Cut(line, " "); cmdlet != "" {
		text = cmdlet + " with " + text
	}
	if stateOf(s) == Undecided {
		text = "if it takes a password: " + text
	}
	if blocked := inv.Blocked(s.Service); len(blocked) > 0 {
		text += "; " + blocked[0].Name + " needs a user, or Microsoft Graph instead"
	}
	return text
}

// isExchange reports whether the service is one whose cmdlets the table of Exchange cmdlets has.
func isExchange(s inventory.Service) bool {
	return s == inventory.ExchangeOnline || s == inventory.SecurityCompliance
}

// lines joins the numbers of lines for evidence: "12, 40".
func lines(path string, numbers []int) string {
	slices.Sort(numbers)
	var texts []string
	for _, n := range slices.Compact(numbers) {
		texts = append(texts, strconv.Itoa(n))
	}
	return path + ":" + cmp.Or(strings.Join(texts, ", "), "1")
}
