package tenant

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"regexp"
	"strings"
)

// A Pseudonymiser puts pseudonyms in the place of addresses: the same one for an address everywhere under one key, and without
// the key nobody can tell whose it is.
type Pseudonymiser struct{ key []byte }

// NewPseudonymiser returns a pseudonymiser with the key, which must not be empty.
func NewPseudonymiser(key []byte) *Pseudonymiser { return &Pseudonymiser{key: key} }

// addressForm matches e-mail addresses and user principal names within text.
var addressForm = regexp.MustCompile(`[\pL\pN._%+\-#$&'*/=?^{|}~]+@[\pL\pN](?:[\pL\pN\-]*[\pL\pN])?(?:\.[\pL\pN](?:[\pL\pN\-]*[\pL\pN])?)+`)

// Text returns text with a pseudonym in the place of each address. Addresses of one domain keep a domain in common.
func (p *Pseudonymiser) Text(text string) string {
	if !strings.Contains(text, "@") {
		return text
	}
	return addressForm.ReplaceAllStringFunc(text, p.address)
}

// pseudonymDomain ends the domains of pseudonyms; it is reserved for examples, so that none of them can be anybody's.
const pseudonymDomain = ".example"

// pseudonymForm matches what [Pseudonymiser.Text] writes.
var pseudonymForm = regexp.MustCompile(`^user-[0-9a-f]{12}@domain-[0-9a-f]{8}\.example$`)

// address returns the pseudonym of an address. A pseudonym is its own.
func (p *Pseudonymiser) address(address string) string {
	if pseudonymForm.MatchString(address) {
		return address
	}
	at := strings.LastIndexByte(address, '@')
	domain := strings.ToLower(address[at+1:])
	return "user-" + p.digest(strings.ToLower(address), 12) + "@domain-" + p.digest("@"+domain, 8) + pseudonymDomain
}

// digest returns the first digits of the keyed hash of text.
func (p *Pseudonymiser) digest(text string, digits int) string {
	mac := hmac.New(sha256.New, p.key)
	mac.Write([]byte(text)) // a hash takes all it is given
	return hex.EncodeToString(mac.Sum(nil))[:digits]
}
