package inventory

import (
	"go/token"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/exolint/exolint/scanner/facts"
	"github.com/exolint/exolint/scanner/project"
	"github.com/exolint/exolint/scanner/syntax"
)

// written is a secret as it is compared.
type written struct {
	Kind    SecretKind
	Text    string // what is underlined
	Fixture bool
}

// secretsOf returns the secrets of a script at that path.
func secretsOf(name, src string) []written {
	f := syntax.Parse(token.NewFileSet().AddFile(name, -1, len(src)), src)
	var list []written
	for _, s := range Of(facts.Compute(f, project.None), Options{}).Secrets {
		list = append(list, written{s.Kind, f.Text(s.At), s.Fixture})
	}
	return list
}

// TestTokenForms looks for tokens that are put together here, so that nobody takes them for real ones.
func TestTokenForms(t *testing.T) {
	t.Parallel()
	const filling = "Zz9fVruXdR8szq24Drrqsd5nY7wPk3HtGmB6cLa0JxQeUvIoSdFzXbNmKjHgFdSaPoIuYtRe12"
	tests := []struct{ name, token string }{
		{"GitHub", "ghp_" + filling[:36]},
		{"GitHub app", "ghs_" + filling[:36]},
		{"GitHub fine-grained", "github_pat_" + filling[:22] + "_" + filling[:59]},
		{"GitLab", "glpat-" + filling[:20]},
		{"Slack", "xoxb-" + "1234567890" + "-" + filling[:24]},
		{"Google key", "AIza" + filling[:35]},
		{"Google client secret", "GOCSPX-" + filling[:28]},
		{"SendGrid", "SG." + filling[:22] + "." + filling[:43]},
		{"Slack webhook", "https://hooks.slack.com/services/" + "T1A2B3C4D/" + "B5E6F7G8H/" + filling[:24]},
		{"Stripe", "sk_live_" + filling[:24]},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			whole := secretsOf("a.ps1", "$x = '"+tc.token+"'")
			if diff := cmp.Diff([]written{{Kind: Token, Text: "'" + tc.token + "'"}}, whole); diff != "" {
				t.Errorf("as a string (-want +got):\n%s", diff)
			}
			part := secretsOf("a.ps1", `Write-Host "use: $tool --with `+tc.token+` now"`)
			if diff := cmp.Diff([]written{{Kind: Token, Text: tc.token}}, part); diff != "" {
				t.Errorf("within a text (-want +got):\n%s", diff)
			}
			if cut := secretsOf("a.ps1", "$x = '"+tc.token[:len(tc.token)-6]+"'"); len(cut) > 0 {
				t.Errorf("cut off, it is still taken for a token: %d", len(cut))
			}
		})
	}
}

func TestOverlaps(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, src string
		want      []written
	}{
		{"a secret within a form that is called a secret", "$clientSecret = 'client_secret=Kx2~9fQpLw7zTn4vBs8m'", []written{{Kind: AppSecret, Text: "Kx2~9fQpLw7zTn4vBs8m"}}},
		{"two passwords in a text of several lines", "$sqlPassword = @'\nServer=a;Password=Ab1-first;\nServer=b;Password=Ab1-second;\n'@",
			[]written{{Kind: Password, Text: "Ab1-first"}, {Kind: Password, Text: "Ab1-second"}}},
		{"a token after its scheme", "$authToken = 'Bearer Zz9fVruXdR8szq24Drrqsd'", []written{{Kind: Token, Text: "Zz9fVruXdR8szq24Drrqsd"}}},
		{"the emulator's key", "$s = 'AccountName=devstoreaccount1;AccountKey=" + strings.Repeat("Ab1x", 12) + "'", nil},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(tc.want, secretsOf("a.ps1", tc.src)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestIsMadeUp(t *testing.T) {
	t.Parallel()
	const plain = "$password = 'Ab1-made'"
	tests := []struct {
		name, path, src string
		want            bool
	}{
		{"script", "jobs/a.ps1", plain, false},
		{"Pester test", `jobs\a.Tests.ps1`, plain, true},
		{"folder of tests", "Tests/helpers/a.ps1", plain, true},
		{"folder of test data", `..\testdata\a.ps1`, plain, true},
		{"folder with a longer name", "test-runbooks/a.ps1", plain, false},
		{"script with such a name", "jobs/test.ps1", plain, false},
		{"absolute path", "/var/test/jobs/a.ps1", plain, false},
		{"path with a drive", `C:\Test\a.ps1`, plain, false},
		{"block of tests", "a.ps1", "Describe 'a' { It 'b' { " + plain + " } }", true},
		{"beside a block of tests", "a.ps1", "Describe 'a' { }\n" + plain, false},
		{"condition of a block of tests", "a.ps1", "Describe 'a' -Skip:(Test-It (" + plain + ")) { }", false},
		{"first comment", "a.ps1", "#Requires -Version 5\n\n# The keys below are all made up.\n" + plain, true},
		{"first comment about accounts", "a.ps1", "# Makes fake accounts, the passwords are below\n" + plain, false},
		{"later comment", "a.ps1", plain + "\n# All secrets are fake", false},
		{"comment without an end", "a.ps1", "<# the secrets are fake", false},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			got := false
			for _, s := range secretsOf(tc.path, tc.src) {
				got = s.Fixture
			}
			if got != tc.want {
				t.Errorf("made up: %v, want %v", got, tc.want)
			}
		})
	}
}
