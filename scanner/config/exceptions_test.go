package config

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestParseExceptions(t *testing.T) {
	t.Parallel()
	const text = `# who may still do what
exceptions:
  - rule: connect-credential
    path: scripts/legacy/**
    owner: messaging team
    reason: the vendor's update comes in January
    ticket: CHG-123
    expires: 2027-01-31
    replacement: app-only sign-in
  - finding: EXO2001:0123456789ab
    owner: Ann Example
    reason: replaced next week
    expires: "2026-12-01"
  - {rule: EXO1001, path: [a.ps1, b.ps1], owner: x, reason: y, expires: 2026-12-01}
`
	got, err := ParseExceptions("e.yml", []byte(text), testRules)
	if err != nil {
		t.Fatal(err)
	}
	day := func(y int, m time.Month, d int) time.Time { return time.Date(y, m, d, 0, 0, 0, 0, time.UTC) }
	want := []Exception{
		{
			Rules: []string{"EXO1001"}, Paths: Globs{"scripts/legacy/**"}, Owner: "messaging team", Reason: "the vendor's update comes in January",
			Ticket: "CHG-123", Expires: day(2027, 1, 31), Replacement: "app-only sign-in", Start: 38, End: 66,
		},
		{Finding: "0123456789ab", Owner: "Ann Example", Reason: "replaced next week", Expires: day(2026, 12, 1)},
		{Rules: []string{"EXO1001"}, Paths: Globs{"**/a.ps1", "**/b.ps1"}, Owner: "x", Reason: "y", Expires: day(2026, 12, 1)},
	}
	for i := range want {
		want[i].Start = strings.Index(text, []string{"  - rule: connect", "  - finding", "  - {rule"}[i])
		want[i].End = want[i].Start + strings.Index(text[want[i].Start:], "\n")
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestParseExceptionsErrors(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, text, want string }{
		{"unknown key", "exceptions:\n- rule: EXO1001\n  paths: a\n", "reading e.yml: line 3: unknown key \"paths\"; did you mean \"path\"?\n  3 |   paths: a\n    |   ^"},
		{"unknown key at the top", "exception: []\n", "reading e.yml: line 1: unknown key \"exception\"; did you mean \"exceptions\"?\n  1 | exception: []\n    | ^"},
		{"no end", "exceptions:\n- {rule: EXO1001, path: a, owner: x, reason: y}\n",
			"reading e.yml: line 2: an exception needs \"expires\", a day like 2027-01-31\n  2 | - {rule: EXO1001, path: a, owner: x, reason: y}\n    |    ^"},
		{"no day", "exceptions:\n- {rule: EXO1001, path: a, owner: x, reason: y, expires: soon}\n",
			"reading e.yml: line 2: \"soon\" is not a day like 2027-01-31\n  2 | - {rule: EXO1001, path: a, owner: x, reason: y, expires: soon}\n    |                                                          ^"},
		{"no owner", "exceptions:\n- {rule: EXO1001, path: a, reason: y, expires: 2027-01-31}\n",
			"reading e.yml: line 2: an exception needs \"owner\"\n  2 | - {rule: EXO1001, path: a, reason: y, expires: 2027-01-31}\n    |    ^"},
		{"neither rule nor finding", "exceptions:\n- {owner: x, reason: y, expires: 2027-01-31}\n",
			"reading e.yml: line 2: an exception needs \"rule\" or \"finding\"\n  2 | - {owner: x, reason: y, expires: 2027-01-31}\n    |    ^"},
		{"rule without path", "exceptions:\n- {rule: EXO1001, owner: x, reason: y, expires: 2027-01-31}\n",
			"reading e.yml: line 2: an exception for a rule needs \"path\"; for all scripts, turn the rule off in .exolint.yml\n" +
				"  2 | - {rule: EXO1001, owner: x, reason: y, expires: 2027-01-31}\n    |    ^"},
		{"unknown rule", "exceptions:\n- {rule: EXO9999, path: a, owner: x, reason: y, expires: 2027-01-31}\n",
			"reading e.yml: line 2: unknown rule \"EXO9999\"\n  2 | - {rule: EXO9999, path: a, owner: x, reason: y, expires: 2027-01-31}\n    |          ^"},
		{"finding too short", "exceptions:\n- {finding: 0123abcz, owner: x, reason: y, expires: 2027-01-31}\n",
			"reading e.yml: line 2: \"0123abcz\" is not a finding: give at least 12 digits of its fingerprint, as in the JSON output and the registers\n" +
				"  2 | - {finding: 0123abcz, owner: x, reason: y, expires: 2027-01-31}\n    |             ^"},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			_, err := ParseExceptions("e.yml", []byte(tc.text), testRules)
			if err == nil {
				t.Fatal("no error")
			}
			if diff := cmp.Diff(tc.want, err.Error()); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}
