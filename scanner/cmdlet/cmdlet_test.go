package cmdlet

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/exolint/exolint/scanner/syntax"
)

func TestTables(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, rows                   string
		columns, source, asOf, least int
	}{
		{"cmdlets", cmdletRows, 6, 4, 5, 100},
		{"aliases", aliasRows, 5, 3, 4, 150},
		{"exchange", exchangeRows, 13, 11, 12, 900},
		{"retirements", retirementRows, 10, 7, 8, 18},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			var names []string
			for row := range rows(tc.rows) {
				f := strings.Split(row, "\t")
				if len(f) != tc.columns {
					t.Fatalf("%d columns, want %d: %s", len(f), tc.columns, row)
				}
				names = append(names, string(syntax.Fold(f[0])))
				if !strings.HasPrefix(f[tc.source], "https://") {
					t.Errorf("%s: the source %q is no URL", f[0], f[tc.source])
				}
				if _, err := time.Parse(time.DateOnly, f[tc.asOf]); err != nil {
					t.Errorf("%s: %v", f[0], err)
				}
			}
			if len(names) < tc.least {
				t.Errorf("%d rows, want at least %d", len(names), tc.least)
			}
			if !slices.IsSorted(names) {
				t.Error("the rows are not in order")
			}
			if n := len(slices.Compact(names)); n != len(names) {
				t.Errorf("%d names stand twice", len(names)-n)
			}
		})
	}
}

func TestEveryRowParses(t *testing.T) {
	t.Parallel()
	for c := range All() {
		if c.Module == "" || len(c.Sets) > 32 {
			t.Errorf("%s: module %q, %d sets", c.Name, c.Module, len(c.Sets))
		}
		for _, p := range c.Parameters {
			if p.Name == "" || p.Type == "" || len(p.Places) == 0 {
				t.Errorf("%s: parameter %+v", c.Name, p)
			}
			for _, at := range p.Places {
				if at.Set < AllSets || at.Set >= len(c.Sets) {
					t.Errorf("%s -%s: set %d of %d", c.Name, p.Name, at.Set, len(c.Sets))
				}
			}
		}
	}
	for e := range AllExchange() {
		if !e.Online && !e.Compliance || e.Operation == "" || e.Action == "" {
			t.Errorf("%+v", e)
		}
	}
	for r := range Retirements() {
		_, dated := r.Due()
		if r.What == "" || r.Published == 0 || r.Certainty == 0 || r.Published == Dated && !dated || r.Date != "" && !dated {
			t.Errorf("%+v", r)
		}
	}
}

func TestCmdlet(t *testing.T) {
	t.Parallel()
	got := Lookup(`Microsoft.PowerShell.Security\convertto-securestring`)
	want := &Cmdlet{
		Name:    "ConvertTo-SecureString",
		Module:  "Microsoft.PowerShell.Security",
		Sets:    []string{"Secure", "PlainText", "Open"},
		Default: 0,
		Parameters: []Parameter{
			{Name: "AsPlainText", Type: "switch", Places: []Place{{Set: 1, Position: -1}}},
			{Name: "Force", Type: "switch", Places: []Place{{Set: 1, Position: -1}}},
			{Name: "Key", Type: "Byte[]", Places: []Place{{Set: 2, Position: -1}}},
			{Name: "SecureKey", Type: "SecureString", Places: []Place{{Set: 0, Position: 1}}},
			{Name: "String", Type: "String", Places: []Place{
				{Set: 0, Position: 0, Mandatory: true},
				{Set: 1, Position: 0, Mandatory: true},
				{Set: 2, Position: 0, Mandatory: true},
			}},
		},
		Source: "https://github.com/MicrosoftDocs/PowerShell-Docs/blob/27138b21b4/reference/7.6/Microsoft.PowerShell.Security/ConvertTo-SecureString.md",
		AsOf:   "2026-08-20",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestMatch(t *testing.T) {
	t.Parallel()
	tests := []struct {
		cmdlet, name string
		want         string // "": no parameter; "?": ambiguous
	}{
		{"Connect-ExchangeOnline", "Credential", "Credential"},
		{"Connect-ExchangeOnline", "cred", "Credential"},
		{"Connect-ExchangeOnline", "Cert", "?"},
		{"Connect-ExchangeOnline", "Certificate", "Certificate"},
		{"Connect-ExchangeOnline", "nonsense", ""},
		{"Connect-IPPSSession", "Cr", "Credential"},
		{"New-PSSession", "URI", "ConnectionUri"},
		{"New-PSSession", "Auth", "Authentication"},
		{"New-PSSession", "ea", "ErrorAction"},
		{"New-PSSession", "Verb", "Verbose"},
		{"New-PSSession", "ErrorA", "ErrorAction"},
		{"New-PSSession", "Error", "?"},
		{"New-PSSession", "Out", "?"},
		{"Get-Content", "en", "Encoding"},
		{"Connect-MgGraph", "Credential", "ClientSecretCredential"},
		{"ConvertTo-SecureString", "s", "?"},
		{"ConvertTo-SecureString", "a", "AsPlainText"},
		{"ConvertTo-SecureString", "e", "?"},
	}
	for _, tc := range tests {
		t.Run(tc.cmdlet+" "+tc.name, func(t *testing.T) {
			t.Parallel()
			m := Lookup(tc.cmdlet).Match(tc.name)
			got := ""
			switch {
			case m.Ambiguous:
				got = "?"
			case m.Parameter != nil:
				got = m.Parameter.Name
			}
			if got != tc.want {
				t.Errorf("got %q, want %q", got, tc.want)
			}
		})
	}
}

func TestResolve(t *testing.T) {
	t.Parallel()
	tests := map[string]string{
		"nsn":                  "New-PSSession",
		"ICM":                  "Invoke-Command",
		"iex":                  "Invoke-Expression",
		"wget":                 "Invoke-WebRequest",
		"Login-AzureRmAccount": "Connect-AzureRmAccount",
		`exchangeonlinemanagement\connect-exchangeonline`: "Connect-ExchangeOnline",
		"get-mailbox": "Get-Mailbox",
		"net":         "net",
	}
	for name, want := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := Resolve(name); got != want {
				t.Errorf("got %q, want %q", got, want)
			}
		})
	}
}

func TestIsBuiltIn(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]bool{"ICM": true, "wget": false, "Login-AzAccount": false, "Get-Content": false} {
		if got := IsBuiltIn(name); got != want {
			t.Errorf("IsBuiltIn(%q) = %v, want %v", name, got, want)
		}
	}
}

func TestRetirementState(t *testing.T) {
	t.Parallel()
	tests := []struct {
		key, day string
		want     State
	}{
		{"remote-powershell", "2026-11-24", Retired},
		{"ews", "2026-11-24", Dated},
		{"ews", "2027-04-02", Retired},
		{"hve-basic", "2028-09-30", Dated},
		{"hve-basic", "2028-10-01", Retired},
		{"smtp-auth-basic", "2030-01-01", Announced},
		{"azuread", "2030-01-01", Announced},
		{"send-mailmessage", "2030-01-01", Obsolete},
	}
	for _, tc := range tests {
		t.Run(tc.key+" "+tc.day, func(t *testing.T) {
			t.Parallel()
			day, err := time.Parse(time.DateOnly, tc.day)
			if err != nil {
				t.Fatal(err)
			}
			if got := RetirementOf(tc.key).State(day); got != tc.want {
				t.Errorf("got %v, want %v", got, tc.want)
			}
		})
	}
}

func TestStale(t *testing.T) {
	t.Parallel()
	if Stale(TableAsOf().AddDate(0, 0, 119)) {
		t.Error("a table of 119 days is stale")
	}
	if !Stale(TableAsOf().AddDate(0, 0, 121)) {
		t.Error("a table of 121 days is not stale")
	}
}

// No date of what its maker has not dated may slip into the table.
func TestUncertainDates(t *testing.T) {
	t.Parallel()
	for _, key := range []string{"smtp-auth-basic", "azuread", "exo-credential", "exo-credential-postponed"} {
		if r := RetirementOf(key); r.Published != Announced {
			t.Errorf("%s is %v, want announced", key, r.Published)
		}
	}
	if r := RetirementOf("azuread"); r.Date != "" {
		t.Errorf("the AzureAD module has the end date %s, which nobody has published for certain", r.Date)
	}
}

func BenchmarkLookup(b *testing.B) {
	for b.Loop() {
		parseCmdlet(strings.SplitN(cmdletRows, "\n", 3)[1])
	}
}
