package register

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/exolint/exolint/tenant"
)

// The answers to whether what scripts use is used in the tenant.
const (
	inBoth      = "yes"
	onlyScripts = "no: only in scripts"
	onlyTenant  = "only in the tenant"
	notDecided  = "not decidable"
)

// Join adds what the tenant reports: to rows whose addresses it has, and as rows of their own for addresses that send mail by
// SMTP AUTH and stand in no script.
func (g *Register) Join(u *tenant.Use) {
	if u.HasSignIns() {
		for _, r := range g.Automation.Rows {
			r.joinAccount(u)
		}
	}
	if !u.HasMail() && !u.HasSignIns() {
		return
	}
	known := make(map[string]bool)
	for _, r := range g.SMTP.Rows {
		r.joinSender(u)
		for _, a := range r.addresses {
			known[a] = true
		}
	}
	g.addTenantOnly(u, known)
	g.SMTP.sort()
	g.identify()
}

// joinAccount adds what the log has of the account that a script signs in with.
func (r *Row) joinAccount(u *tenant.Use) {
	if r.Get(State) == Modern && len(r.addresses) == 0 {
		return // nobody whose password it uses is to be looked for
	}
	if len(r.addresses) == 0 {
		r.Cells[Tenant] = undecidable(r.undecided)
		return
	}
	r.Cells[Tenant] = onlyScripts
	for _, address := range r.addresses {
		if a := u.Account(address); a != nil {
			r.Cells[Tenant] = inBoth
			r.seen(a)
		}
	}
}

// joinSender adds what the reports have of the sender and of the account that signs in for it.
func (r *Row) joinSender(u *tenant.Use) {
	if s := r.Get(State); s == Elsewhere || s == Modern {
		r.Cells[Tenant] = undecidable("this mail does not go through SMTP AUTH")
		return
	}
	if len(r.addresses) == 0 {
		r.Cells[Tenant] = undecidable(r.undecided)
		return
	}
	r.Cells[Tenant] = onlyScripts
	slices.Sort(r.addresses)
	for _, address := range slices.Compact(r.addresses) {
		if s := u.Sender(address); s != nil {
			r.Cells[Tenant] = inBoth
			r.sends(s)
		}
		if a := u.Account(address); a != nil {
			r.Cells[Tenant] = inBoth
			r.seen(a)
		}
	}
	if r.Get(Tenant) == onlyScripts && u.HasMail() {
		r.Cells[Volume] = "none reported"
		r.Cells[Option] += "; retire if it is not used"
	}
}

func undecidable(why string) string {
	return notDecided + ": " + cmp.Or(why, "the account is not in the script")
}

// sends adds a sender's figures.
func (r *Row) sends(s *tenant.Sender) {
	if s.Messages >= 0 {
		r.Cells[Volume] = fmt.Sprintf("%d messages", s.Messages)
	}
	var shares []string
	for _, t := range s.TLS {
		if strings.Trim(t.Percent, "0.,") != "" {
			shares = append(shares, fmt.Sprintf("TLS %s: %s %%", t.Version, t.Percent))
		}
	}
	r.Cells[TLS] = strings.Join(shares, ", ")
}

// seen adds an account's figures.
func (r *Row) seen(a *tenant.Account) {
	if !a.Last.IsZero() {
		day := a.Last.Format(time.DateOnly)
		if day > r.Get(LastSeen) {
			r.Cells[LastSeen] = day
		}
	}
	const most = 3
	var failures []string
	reasons := tenant.Most(a.Failures)
	for i, reason := range reasons {
		if i == most {
			failures = append(failures, fmt.Sprintf("and %d more reasons", len(reasons)-most))
			break
		}
		failures = append(failures, fmt.Sprintf("%d: %s", a.Failures[reason], reason))
	}
	for _, f := range failures {
		r.Cells[Failures] = joined(r.Get(Failures), f)
	}
}

// addTenantOnly adds rows for the addresses that the reports have as senders and no script has.
func (g *Register) addTenantOnly(u *tenant.Use, known map[string]bool) {
	var addresses []string
	for _, s := range u.Senders() {
		addresses = append(addresses, s.Address)
	}
	for _, a := range u.Accounts() {
		if a.SMTP > 0 {
			addresses = append(addresses, a.Address)
		}
	}
	for _, address := range distinct(addresses) {
		if known[address] {
			continue
		}
		r := &Row{addresses: []string{address}, Cells: map[Column]string{
			Sender: address, Workload: guess(address, u.Account(address)), Auth: Unknown + ": the report does not say", Endpoint: "client submission",
			Recipients: Unknown, Volume: Unknown, State: Undecided, Tenant: onlyTenant, Evidence: "the tenant's report",
			Option: "OAuth if the sender can, else relay through a connector",
		}}
		if s := u.Sender(address); s != nil {
			r.sends(s)
			if s.Messages == 0 {
				r.Cells[Option] = "retire: it sends no mail"
			}
		}
		if a := u.Account(address); a != nil {
			r.seen(a)
		}
		g.SMTP.Rows = append(g.SMTP.Rows, r)
	}
}

// devices are words in addresses of machines that send mail, applications those in addresses of programs.
var (
	devices      = []string{"scan", "mfp", "copier", "print", "fax", "camera", "cctv", "ups", "nas", "alarm", "sensor", "badge", "kiosk", "phone"}
	applications = []string{"noreply", "no-reply", "donotreply", "app", "erp", "crm", "sap", "backup", "monitor", "alert", "notif", "report", "ticket", "helpdesk", "svc", "service", "sql",
		"jenkins", "build", "web", "shop", "invoice", "billing"}
)

// guess says what may send from an address: the application or client that the log names, else what words in the address hint at.
// It always says what the guess rests on.
func guess(address string, a *tenant.Account) string {
	if a != nil {
		for _, name := range tenant.Most(a.Applications) {
			return fmt.Sprintf("guess: %s (application in the sign-in log)", name)
		}
	}
	local, _, _ := strings.Cut(address, "@")
	for _, kind := range []struct {
		name  string
		words []string
	}{{"a device", devices}, {"an application", applications}} {
		for _, word := range kind.words {
			if hasWord(local, word) {
				return fmt.Sprintf("guess: %s (%q in the address)", kind.name, word)
			}
		}
	}
	return Unknown
}

// hasWord reports whether a part of an address begins with the word.
func hasWord(local, word string) bool {
	if strings.HasPrefix(local, word) {
		return true
	}
	return slices.ContainsFunc(strings.FieldsFunc(local, func(r rune) bool { return r == '.' || r == '-' || r == '_' }),
		func(part string) bool { return strings.HasPrefix(part, word) })
}
