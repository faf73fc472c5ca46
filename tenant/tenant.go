// Package tenant reads what a Microsoft 365 tenant reports of its own use: which addresses send mail with SMTP AUTH, and who
// signs in how. The files are exports that an admin has made; nothing is fetched.
package tenant

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"time"
)

// Use is what reports say of each address.
type Use struct {
	senders  map[string]*Sender
	accounts map[string]*Account
	mail     bool // a report on senders was read
	signIns  bool // a log of sign-ins was read
}

// A Sender is an address that sends mail through SMTP AUTH client submission.
type Sender struct {
	Address  string // in lower case
	Messages int64  // -1: not reported
	TLS      []TLSShare
}

// A TLSShare is how much of a sender's mail came by a version of TLS.
type TLSShare struct {
	Version string // such as "1.2"
	Percent string // as reported, without the sign, such as "99.5"
}

// An Account is an address that signs in.
type Account struct {
	Address        string // in lower case
	Succeeded      int
	Failures       map[string]int // by reason
	Interactive    int
	NonInteractive int
	First, Last    time.Time      // of its sign-ins; zero: not reported
	Applications   map[string]int // by name
	Clients        map[string]int // by the kind of client, such as "Authenticated SMTP"
	SMTP           int            // sign-ins by SMTP AUTH
	Legacy         int            // sign-ins by protocols and grants that take a password alone
}

// NewUse returns the use of a tenant of which no report has been read.
func NewUse() *Use {
	return &Use{senders: make(map[string]*Sender), accounts: make(map[string]*Account)}
}

// HasMail reports whether a report on senders was read.
func (u *Use) HasMail() bool { return u.mail }

// HasSignIns reports whether a log of sign-ins was read.
func (u *Use) HasSignIns() bool { return u.signIns }

// Sender returns what is reported of an address as a sender, in any letter case; nil: nothing.
func (u *Use) Sender(address string) *Sender { return u.senders[key(address)] }

// Account returns what is reported of an address that signs in, in any letter case; nil: nothing.
func (u *Use) Account(address string) *Account { return u.accounts[key(address)] }

// Senders returns the senders by address.
func (u *Use) Senders() []*Sender {
	return slices.SortedFunc(maps.Values(u.senders), func(a, b *Sender) int { return strings.Compare(a.Address, b.Address) })
}

// Accounts returns the accounts by address.
func (u *Use) Accounts() []*Account {
	return slices.SortedFunc(maps.Values(u.accounts), func(a, b *Account) int { return strings.Compare(a.Address, b.Address) })
}

// account returns the account of an address, a new one where there is none.
func (u *Use) account(address string) *Account {
	k := key(address)
	a := u.accounts[k]
	if a == nil {
		a = &Account{Address: k, Failures: make(map[string]int), Applications: make(map[string]int), Clients: make(map[string]int)}
		u.accounts[k] = a
	}
	return a
}

// key returns an address as it is looked up.
func key(address string) string { return strings.ToLower(strings.TrimSpace(address)) }

// Failed returns the number of sign-ins that did not succeed.
func (a *Account) Failed() int {
	n := 0
	for _, count := range a.Failures {
		n += count
	}
	return n
}

// Most returns the keys of counts, the most frequent first, equal ones by name.
func Most(counts map[string]int) []string {
	return slices.SortedFunc(maps.Keys(counts), func(a, b string) int {
		return cmp.Or(cmp.Compare(counts[b], counts[a]), strings.Compare(a, b))
	})
}

// field returns a column's or property's name as it is compared: letters and digits in lower case.
func field(name string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case 'a' <= r && r <= 'z', '0' <= r && r <= '9':
			return r
		case 'A' <= r && r <= 'Z':
			return r - 'A' + 'a'
		case r > 127:
			return r
		}
		return -1
	}, name)
}
