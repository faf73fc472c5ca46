package rewrite

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/exolint/exolint/scanner/edit"
	"github.com/exolint/exolint/scanner/inventory"
)

// TestSecretAdvice compares the advice with what the fix writes, but for the secret's name.
func TestSecretAdvice(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, src string
		job       inventory.JobKind
		advice    string
		fixed     string // "": there is no fix
	}{
		{
			name:   "converted in place",
			src:    "$p = ConvertTo-SecureString 'Ab1-made' -AsPlainText -Force",
			advice: "Get-Secret -Name '<secret>'", fixed: "$p = Get-Secret -Name '<secret>'",
		},
		{
			name:   "piped",
			src:    "$p = 'Ab1-made' | ConvertTo-SecureString -AsPlainText -Force",
			advice: "Get-Secret -Name '<secret>'", fixed: "$p = Get-Secret -Name '<secret>'",
		},
		{
			name:   "in a variable that is converted later",
			src:    "$text = 'Ab1-made'\n$p = ConvertTo-SecureString $text -AsPlainText -Force",
			advice: "Get-Secret -Name '<secret>' -AsPlainText",
			fixed:  "$text = Get-Secret -Name '<secret>' -AsPlainText\n$p = ConvertTo-SecureString $text -AsPlainText -Force",
		},
		{
			name:   "argument",
			src:    "Connect-Thing -Password 'Ab1-made'",
			advice: "(Get-Secret -Name '<secret>' -AsPlainText)", fixed: "Connect-Thing -Password (Get-Secret -Name '<secret>' -AsPlainText)",
		},
		{
			name: "argument of a pipeline's script", job: inventory.CI,
			src:    "Connect-Thing -Password 'Ab1-made'",
			advice: "${env:<secret>}", fixed: "Connect-Thing -Password $env:<secret>",
		},
		{
			name: "automatic logon of a machine that a pipeline sets up", job: inventory.CI,
			src:    "Set-ItemProperty -Path $winlogon -Name DefaultPassword -Value 'Ab1-made'",
			advice: "", fixed: "",
		},
		{
			name:   "part of a literal text",
			src:    "cmd /c 'net user bob Ab1-made /add'",
			advice: "' + (Get-Secret -Name '<secret>' -AsPlainText) + '", fixed: "",
		},
		{
			name:   "part of a word",
			src:    "mysql -uroot -pAb1-made db",
			advice: `"-p$(Get-Secret -Name '<secret>' -AsPlainText)"`, fixed: "",
		},
		{
			name: "part of a text", job: inventory.HumanRun,
			src:    `$s = "Server=sql01;Password=Ab1-made;"`,
			advice: "$([System.Net.NetworkCredential]::new('', (Read-Host -Prompt '<secret>' -AsSecureString)).Password)",
		},
		{
			name:   "key of a protected text",
			src:    "ConvertTo-SecureString $text -Key (1..16)",
			advice: "",
		},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			info, inv := understand(tc.src, inventory.Options{Job: tc.job})
			if len(inv.Secrets) != 1 {
				t.Fatalf("%d secrets", len(inv.Secrets))
			}
			secret := inv.Secrets[0]
			if diff := cmp.Diff(tc.advice, Secret(info, inv, secret, Options{})); diff != "" {
				t.Errorf("advice (-want +got):\n%s", diff)
			}
			c := Plan(info, inv, Options{}, []Want{{Rule: "EXO3001", At: secret.At}})[0]
			if tc.fixed == "" {
				if c.Refusal == nil {
					t.Error("there is a fix")
				}
				return
			}
			fixed, err := edit.Apply(tc.src, c.Edits)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tc.fixed, withPlace(fixed)); diff != "" {
				t.Errorf("fix (-want +got):\n%s", diff)
			}
		})
	}
}

// withPlace returns the text of a fix with the place of a name for the name.
func withPlace(text string) string {
	for _, name := range []string{"script-text", "script-p", "script-password", "script-Password", "script-Value", "SCRIPT_PASSWORD"} {
		text = strings.ReplaceAll(text, "'"+name+"'", "'<secret>'")
		text = strings.ReplaceAll(text, ":"+name, ":<secret>")
	}
	return text
}
