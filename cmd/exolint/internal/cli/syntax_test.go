package cli

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const (
	sampleTokens = "# tokens\nVariable 0 2\nRParen 3 4\nEndOfInput 4 4\n"
	sampleTree   = "# tree\n0 ScriptBlock 0 4\n1 NamedBlock 0 2 unnamed\n2 Pipeline 0 2\n3 CommandExpression 0 2\n4 VariableExpression 0 2 \"a\"\n"
	sampleErrors = "# errors\nUnexpectedToken 3 4\n"
)

func TestSyntaxPrintsParts(t *testing.T) {
	t.Parallel()
	dir := write(t, map[string]string{"a b.ps1": "$a )"})
	tests := []struct {
		name  string
		flags []string
		want  string
	}{
		{"no flag", nil, sampleTokens + sampleTree + sampleErrors},
		{"tokens", []string{"--tokens"}, sampleTokens},
		{"tree", []string{"--tree"}, sampleTree},
		{"errors", []string{"--errors"}, sampleErrors},
		{"two parts", []string{"--errors", "--tokens"}, sampleTokens + sampleErrors},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			got := exolint(dir, append(append([]string{"syntax"}, tc.flags...), "a b.ps1")...)
			if diff := cmp.Diff(result{exitOK, "# file a b.ps1\n" + tc.want, ""}, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestSyntaxPrintsBindings(t *testing.T) {
	t.Parallel()
	dir := write(t, map[string]string{"a.ps1": "nsn -cred $c -Auth:Basic server x -Bad\nGet-Mailbox x\nConnect-ExchangeOnline @p -ShowBanner:$false -Device\n"})
	got := exolint(dir, "syntax", "--bindings", "a.ps1")
	want := "# file a.ps1\n# bindings\n" +
		"Command 0 38 New-PSSession\n  Credential 10 12\n  Authentication 19 24\n  ComputerName 25 31\n" +
		"  ! PositionalParameterNotFound 32 33\n  ! NamedParameterNotFound 34 38\n" +
		"Command 53 105 Connect-ExchangeOnline splat\n  Device switch\n"
	if diff := cmp.Diff(result{exitOK, want, ""}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestSyntaxGoesOnAfterBadFile(t *testing.T) {
	t.Parallel()
	dir := write(t, map[string]string{
		"binary.ps1": strings.Repeat("\x00\x01", 100),
		"good.ps1":   "",
	})
	got := exolint(dir, "syntax", "--errors", "missing.ps1", "binary.ps1", "good.ps1")
	if got.Code != exitIncomplete {
		t.Errorf("exit code %d, want %d", got.Code, exitIncomplete)
	}
	if want := "# file good.ps1\n# errors\n"; got.Stdout != want {
		t.Errorf("stdout = %q, want %q", got.Stdout, want)
	}
	lines := strings.SplitAfter(got.Stderr, "\n")
	if len(lines) != 3 || !strings.Contains(lines[0], "missing.ps1") || lines[1] != "exolint: binary.ps1: file is binary, not a script\n" {
		t.Errorf("stderr = %q", got.Stderr)
	}
}
