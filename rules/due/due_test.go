package due

import (
	"testing"
	"time"

	"github.com/exolint/exolint/scanner/cmdlet"
)

func TestVerb(t *testing.T) {
	t.Parallel()
	day := time.Date(2026, time.November, 23, 0, 0, 0, 0, time.UTC)
	tests := []struct {
		name string
		r    cmdlet.Retirement
		want string
	}{
		{"retired", cmdlet.Retirement{Published: cmdlet.Retired, Date: "2023-10"}, "stopped working in 2023-10"},
		{"service retired without a date", cmdlet.Retirement{Published: cmdlet.Retired, Plane: "service"}, "no longer works"},
		{"module retired without a date", cmdlet.Retirement{Published: cmdlet.Retired, Plane: "client module"}, "is retired"},
		{"dated", cmdlet.Retirement{Published: cmdlet.Dated, Date: "2027-04-01", AsOf: "2026-11-23"}, "stops working on 2027-04-01"},
		{"date has passed", cmdlet.Retirement{Published: cmdlet.Dated, Date: "2026-10-01", AsOf: "2026-11-01"}, "stopped working on 2026-10-01"},
		{"date has passed since the source was read", cmdlet.Retirement{Published: cmdlet.Dated, Date: "2026-10-01", AsOf: "2026-09-01"}, "was to stop working on 2026-10-01"},
		{"announced", cmdlet.Retirement{Published: cmdlet.Announced, Date: "2026-12"}, "is going to stop working, not before 2026-12"},
		{"announced for a date that has passed", cmdlet.Retirement{Published: cmdlet.Announced, Date: "2026-07"}, "is announced to stop working"},
		{"announced without a date", cmdlet.Retirement{Published: cmdlet.Announced}, "is announced to stop working, on a day that is not published"},
		{"obsolete", cmdlet.Retirement{Published: cmdlet.Obsolete}, "is obsolete"},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			if got := verb(&tc.r, day); got != tc.want {
				t.Errorf("got %q, want %q", got, tc.want)
			}
		})
	}
}

func TestKeys(t *testing.T) {
	t.Parallel()
	for _, key := range []string{"exo-credential", "exo-inline-credential", "exo-v1-module", "rps-switch", "remote-powershell", "smtp-auth-basic",
		"send-mailmessage", "smtpclient", "hve-basic", "ews", "mfa-arm", "msonline", "azuread", "azurerm", "skype-online-connector", "run-as"} {
		if cmdlet.RetirementOf(key) == nil {
			t.Errorf("the table of retirements has no %s", key)
		}
	}
}
