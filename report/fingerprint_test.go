package report

import (
	"testing"

	"github.com/exolint/exolint/rules/rule"
)

// fingerprints returns those of the findings of a rule at each place where mark stands in the text.
func fingerprints(t *testing.T, id, text, mark string, secrets ...string) []string {
	t.Helper()
	f := newFile(t, "a.ps1", text)
	rl := newRule(id, "a-rule", rule.Error)
	r := &Report{Files: []*File{f}}
	for at := range len(text) {
		if len(text) >= at+len(mark) && text[at:at+len(mark)] == mark {
			r.Findings = append(r.Findings, Finding{Rule: rl, Primary: Span{File: f, Start: at, End: at + len(mark)}})
		}
	}
	for _, s := range secrets {
		f.Secrets = append(f.Secrets, spanOf(t, f, s))
	}
	SetFingerprints(r)
	var list []string
	for _, finding := range r.Findings {
		list = append(list, finding.Fingerprint)
	}
	return list
}

func TestFingerprint(t *testing.T) {
	t.Parallel()
	base := fingerprints(t, "EXO3001", "$p = 'one' -X", "-X")[0]
	tests := []struct {
		name string
		got  string
		same bool
	}{
		{"other secret", fingerprints(t, "EXO3001", "$p = 'two words' -X", "-X")[0], true},
		{"quote within", fingerprints(t, "EXO3001", "$p = 'it''s' -X", "-X")[0], true},
		{"other white space", fingerprints(t, "EXO3001", "\t$p  ='one'  -X ", "-X")[0], true},
		{"moved down", fingerprints(t, "EXO3001", "\n\n# x\n$p = 'one' -X\n", "-X")[0], true},
		{"other line ends", fingerprints(t, "EXO3001", "a\r\n$p = 'one' -X\r\nb", "-X")[0], true},
		{"other rule", fingerprints(t, "EXO3002", "$p = 'one' -X", "-X")[0], false},
		{"other code", fingerprints(t, "EXO3001", "$q = 'one' -X", "-X")[0], false},
		{"other kind of string", fingerprints(t, "EXO3001", `$p = "one" -X`, "-X")[0], false},
		{"second of its kind", fingerprints(t, "EXO3001", "$p = 'one' -X\n$p = 'one' -X", "-X")[1], false},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			if same := tc.got == base; same != tc.same {
				t.Errorf("equal to that of the base: %v, want %v", same, tc.same)
			}
		})
	}
}

func TestFingerprintHoldsNoBareSecret(t *testing.T) {
	t.Parallel()
	one := fingerprints(t, "EXO3002", "net user x hunter2 /add", "net", "hunter2")[0]
	two := fingerprints(t, "EXO3002", "net user x letmein /add", "net", "letmein")[0]
	if one != two {
		t.Error("the fingerprint depends on the secret")
	}
}

func TestFingerprintsAreDistinct(t *testing.T) {
	t.Parallel()
	list := fingerprints(t, "EXO3001", "a -X -X\na -X\nb -X", "-X")
	seen := make(map[string]bool)
	for _, fp := range list {
		if seen[fp] {
			t.Errorf("two findings have the fingerprint %s", fp)
		}
		seen[fp] = true
	}
	if len(list) != 4 {
		t.Fatalf("%d findings, want 4", len(list))
	}
}
