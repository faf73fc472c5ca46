// Package inventory turns a script's facts into what a migration is about: sign-ins, mail sends, tenant settings and secrets.
//
// Rules judge these entries, the register lists them, fixes rewrite them; nobody else looks for them again.
package inventory

import "github.com/exolint/exolint/scanner/facts"

// An Inventory is what one script signs in to, sends, sets and holds, each list in source order.
type Inventory struct {
	SignIns  []*SignIn
	Mail     []*MailSend
	Settings []*TenantSetting
	Secrets  []*Secret
	Exchange []*facts.Call // calls of Exchange Online and Security & Compliance cmdlets other than sign-ins
	Test     bool          // the script is a test, or lies in a folder of tests
	Job      Job           // the zero Job where the inventory is empty
}

// IsEmpty reports whether there is nothing to judge: no sign-in, mail, setting or secret.
func (inv *Inventory) IsEmpty() bool {
	return len(inv.SignIns)+len(inv.Mail)+len(inv.Settings)+len(inv.Secrets) == 0
}

// Options are what the configuration says of a script.
type Options struct {
	Job JobKind // UnknownJob: infer it
}
