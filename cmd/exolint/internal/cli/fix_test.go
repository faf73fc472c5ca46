package cli

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// legacyScript signs in with a written password; values are what --to app-only needs.
const legacyScript = "$p = ConvertTo-SecureString 'Winter2024!' -AsPlainText -Force\n$c = [pscredential]::new('svc@contoso.example', $p)\nConnect-ExchangeOnline -Credential $c\n"

const modernScript = "Connect-ExchangeOnline -AppId '00000000-0000-0000-0000-000000000001' -CertificateThumbprint $env:EXO_THUMBPRINT -Organization 'contoso.onmicrosoft.com'\n"

var values = []string{"--to", "app-only", "--app-id", "00000000-0000-0000-0000-000000000001", "--certificate-thumbprint", "$env:EXO_THUMBPRINT", "--organization", "contoso.onmicrosoft.com"}

// fixArgs returns the arguments of fix with the values.
func fixArgs(args ...string) []string {
	return append(append([]string{"fix", "--no-config"}, values...), args...)
}

func readFile(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func TestFixShowsAndWritesNothing(t *testing.T) {
	t.Parallel()
	dir := write(t, map[string]string{"a.ps1": legacyScript})
	got := exolint(dir, fixArgs()...)
	want := "--- a/a.ps1\n+++ b/a.ps1\n@@ -1,3 +1 @@\n-$p = ConvertTo-SecureString '•••' -AsPlainText -Force\n" +
		"-$c = [pscredential]::new('svc@contoso.example', $p)\n-Connect-ExchangeOnline -Credential $c\n+" + modernScript
	if diff := cmp.Diff(want, got.Stdout); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if got.Code != exitFindings {
		t.Errorf("exit code %d, want %d", got.Code, exitFindings)
	}
	for _, text := range []string{"Exchange.ManageAsApp", "2 fixes in 1 file, 0 refused"} {
		if strings.Count(got.Stderr, text) != 1 {
			t.Errorf("standard error does not say %q once:\n%s", text, got.Stderr)
		}
	}
	if strings.Contains(got.Stdout+got.Stderr, "Winter2024!") {
		t.Error("the secret is shown")
	}
	if readFile(t, filepath.Join(dir, "a.ps1")) != legacyScript {
		t.Error("the script has changed")
	}
}

func TestFixWrites(t *testing.T) {
	t.Parallel()
	dir := write(t, map[string]string{"a.ps1": legacyScript, "b.ps1": "Get-Mailbox\n"})
	got := exolint(dir, fixArgs("--write")...)
	if got.Code != exitOK || got.Stdout != "a.ps1\n" {
		t.Errorf("got %+v", got)
	}
	if diff := cmp.Diff(modernScript, readFile(t, filepath.Join(dir, "a.ps1"))); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if again := exolint(dir, fixArgs("--write")...); again.Code != exitOK || again.Stdout != "" {
		t.Errorf("a second run: %+v", again)
	}
}

func TestFixWritesCopies(t *testing.T) {
	t.Parallel()
	dir := write(t, map[string]string{"a.ps1": legacyScript})
	got := exolint(dir, fixArgs("--suffix", ".new")...)
	if got.Code != exitFindings || got.Stdout != "a.ps1.new\n" {
		t.Errorf("got %+v", got)
	}
	if readFile(t, filepath.Join(dir, "a.ps1")) != legacyScript || readFile(t, filepath.Join(dir, "a.ps1.new")) != modernScript {
		t.Error("the files are not as they should be")
	}
}

func TestFixWantsValues(t *testing.T) {
	t.Parallel()
	dir := write(t, map[string]string{"a.ps1": legacyScript})
	got := exolint(dir, "fix", "--no-config", "--to", "app-only", "--write")
	want := "exolint: no value is given for app-id, certificate-thumbprint, organization; give it with --app-id, --certificate-thumbprint, --organization " +
		"or in the configuration, or write placeholders with --placeholders\n"
	if got.Code != exitUsage || got.Stderr != want || readFile(t, filepath.Join(dir, "a.ps1")) != legacyScript {
		t.Errorf("got %+v", got)
	}
	got = exolint(dir, "fix", "--no-config", "--to", "app-only", "--write", "--placeholders")
	if text := readFile(t, filepath.Join(dir, "a.ps1")); got.Code != exitOK || !strings.Contains(text, "-AppId '<app-id>'") {
		t.Errorf("got %+v and %q", got, text)
	}
}

func TestFixTakesValuesFromConfiguration(t *testing.T) {
	t.Parallel()
	dir := write(t, map[string]string{
		"a.ps1":        "Connect-ExchangeOnline -Credential $c\n",
		".exolint.yml": "replacement:\n  organization: contoso.onmicrosoft.com\n",
	})
	got := exolint(dir, "fix", "--config", ".exolint.yml", "--to", "managed-identity", "--write")
	if text := readFile(t, filepath.Join(dir, "a.ps1")); got.Code != exitOK || text != "Connect-ExchangeOnline -ManagedIdentity -Organization 'contoso.onmicrosoft.com'\n" {
		t.Errorf("got %+v and %q", got, text)
	}
}

func TestFixSaysWhyNot(t *testing.T) {
	t.Parallel()
	dir := write(t, map[string]string{"a.ps1": "Connect-IPPSSession -Credential $c\n"})
	got := exolint(dir, "fix", "--no-config", "--to", "managed-identity", "--write", "--placeholders")
	want := "a.ps1:1: EXO1001 not fixed: Connect-IPPSSession has no managed identity sign-in; use a certificate for it (--to app-only) [no-managed-identity]\n" +
		"0 fixes in 0 files, 1 refused\n"
	if diff := cmp.Diff(result{exitFindings, "", want}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestFixPlansAndApplies(t *testing.T) {
	t.Parallel()
	dir := write(t, map[string]string{"a.ps1": legacyScript, "b.ps1": legacyScript})
	if got := exolint(dir, fixArgs("--plan", "plan.json")...); got.Code != exitFindings {
		t.Errorf("got %+v", got)
	}
	if strings.Contains(readFile(t, filepath.Join(dir, "plan.json")), "Winter2024!") {
		t.Error("the plan holds the secret")
	}
	changed := legacyScript + "Get-Mailbox\n"
	if err := os.WriteFile(filepath.Join(dir, "b.ps1"), []byte(changed), 0o600); err != nil {
		t.Fatal(err)
	}
	got := exolint(dir, "fix", "--apply", "plan.json")
	if got.Code != exitIncomplete || got.Stdout != "a.ps1\n" || !strings.Contains(got.Stderr, "b.ps1: the file has changed since it was read") {
		t.Errorf("got %+v", got)
	}
	if readFile(t, filepath.Join(dir, "a.ps1")) != modernScript || readFile(t, filepath.Join(dir, "b.ps1")) != changed {
		t.Error("the files are not as they should be")
	}
}

func TestFixApplyRefusesPlanForElsewhere(t *testing.T) {
	t.Parallel()
	dir := write(t, map[string]string{"a.ps1": legacyScript})
	exolint(dir, fixArgs("--plan", "plan.json")...)
	if err := os.Mkdir(filepath.Join(dir, "sub"), 0o700); err != nil {
		t.Fatal(err)
	}
	got := exolint(dir, "fix", "--apply", "plan.json", "sub")
	if got.Code != exitIncomplete || !strings.Contains(got.Stderr, "leads out of the folders") || readFile(t, filepath.Join(dir, "a.ps1")) != legacyScript {
		t.Errorf("got %+v", got)
	}
}

func TestFixRefusesWrongUse(t *testing.T) {
	t.Parallel()
	dir := write(t, map[string]string{"a.ps1": legacyScript, "plan.json": "{}"})
	for name, args := range map[string][]string{
		"write and apply":     {"fix", "--write", "--apply", "plan.json"},
		"unknown target":      {"fix", "--to", "magic"},
		"standard input":      {"fix", "--no-config", "-"},
		"plan that is none":   {"fix", "--apply", "plan.json"},
		"plan that is absent": {"fix", "--apply", "none.json"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := exolint(dir, args...); got.Code != exitUsage || got.Stderr == "" {
				t.Errorf("got %+v", got)
			}
		})
	}
}

func TestFixFindsConfiguration(t *testing.T) {
	t.Parallel()
	dir := write(t, map[string]string{
		".exolint.yml": "replacement:\n  secrets: key-vault\n  key-vault: contoso-vault\n",
		"use.ps1":      "$password = 'Winter2024!'\nUse-It $password\n",
	})
	got := exolint(dir, "fix", "--write")
	if got.Code != exitOK {
		t.Fatalf("got %+v", got)
	}
	want := "$password = Get-AzKeyVaultSecret -VaultName 'contoso-vault' -Name 'use-password' -AsPlainText\nUse-It $password\n"
	if diff := cmp.Diff(want, readFile(t, filepath.Join(dir, "use.ps1"))); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
