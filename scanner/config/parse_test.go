package config

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/exolint/exolint/scanner/source"
)

// testRules are the rules that the tests may name.
var testRules = []Rule{
	{ID: "EXO1001", Name: "connect-credential"},
	{ID: "EXO2001", Name: "send-mailmessage"},
	{ID: "EXO2002", Name: "smtpclient"},
	{ID: "EXO3001", Name: "plaintext-securestring"},
}

func TestParse(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, src string
		want      Config
	}{
		{"empty file", "", Config{}},
		{"only a comment", "# nothing yet\n", Config{}},
		{"byte order mark and CR LF", "\ufefffail-on: note\r\nmin-severity: error\r\n", Config{FailOn: Note, MinSeverity: Error}},
		{
			"rules by id, name and pattern",
			"rules:\n  exo1001: off\n  Plaintext-SecureString: note\n  \"EXO2*\": warning\n",
			Config{Rules: map[string]Level{"EXO1001": Off, "EXO3001": Note, "EXO2001": Warning, "EXO2002": Warning}},
		},
		{
			"the more exact key wins, wherever it stands",
			"rules:\n  smtpclient: error\n  \"EXO2*\": note\n  \"*\": off\n",
			Config{Rules: map[string]Level{"EXO1001": Off, "EXO3001": Off, "EXO2001": Note, "EXO2002": Error}},
		},
		{
			"patterns of paths",
			"include: [scripts/**]\nexclude:\n  - Legacy\n  - ./old/*.ps1\n  - /top\n",
			Config{Include: Globs{"scripts/**"}, Exclude: Globs{"**/legacy", "old/*.ps1", "top"}},
		},
		{
			"overrides",
			"overrides:\n  - paths: [runbooks/**]\n    job: azure-automation\n    rules: {EXO2001: off}\n",
			Config{Overrides: []Override{{Paths: Globs{"runbooks/**"}, Job: AzureAutomation, Rules: map[string]Level{"EXO2001": Off}}}},
		},
		{"encoding written as a number", "encoding: 866\n", Config{CodePage: codePage(t, "cp866")}},
		{"size with a unit", "max-size: 2 MB\n", Config{MaxSize: 2 << 20}},
		{"size without one", "max-size: 4096\n", Config{MaxSize: 4096}},
		{"confidence", "min-confidence: high\n", Config{MinConfidence: High}},
		{
			"replacement by variables", "replacement:\n  app-id: $env:EXO_APP_ID\n  organization: $Organization\n  certificate-thumbprint: $env:EXO_THUMBPRINT\n",
			Config{Replacement: Replacement{AppID: "$env:EXO_APP_ID", Organization: "$Organization", CertificateThumbprint: "$env:EXO_THUMBPRINT"}},
		},
		{
			"replacement",
			"replacement:\n  organization: contoso.onmicrosoft.com\n  mail: hve\n  secrets: key-vault\n  key-vault: contoso-vault\n  certificate-file: 'C:\\app.pfx'\n",
			Config{Replacement: Replacement{Organization: "contoso.onmicrosoft.com", Mail: MailHVE, Secrets: KeyVault, KeyVault: "contoso-vault", CertificateFile: `C:\app.pfx`}},
		},
		{"owner", "owner: messaging\noverrides:\n- {paths: [a], owner: Ann Example}\n", Config{
			Owner: "messaging", Overrides: []Override{{Paths: Globs{"**/a"}, Owner: "Ann Example"}},
		}},
		{"domains", "accepted-domains: [Contoso.com, mail.contoso.example]\n", Config{AcceptedDomains: []string{"contoso.com", "mail.contoso.example"}}},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			got, err := Parse(".exolint.yml", []byte(tc.src), testRules)
			if err != nil {
				t.Fatal(err)
			}
			tc.want.Path = ".exolint.yml"
			if diff := cmp.Diff(&tc.want, got, cmp.Comparer(func(a, b source.CodePage) bool { return a == b })); diff != "" {
				t.Errorf("Parse (-want +got):\n%s", diff)
			}
		})
	}
}

func codePage(t *testing.T, name string) source.CodePage {
	t.Helper()
	page, err := source.ParseCodePage(name)
	if err != nil {
		t.Fatal(err)
	}
	return page
}

func TestParseErrors(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, src, want string }{
		{"unknown key", "ruls:\n  EXO1001: off\n", `line 1: unknown key "ruls"; did you mean "rules"?`},
		{"unknown key in a section", "replacement:\n  app_id: x\n", `line 2: unknown key "app_id"; did you mean "app-id"?`},
		{"unknown key like no other", "banana: 1\n", `line 1: unknown key "banana"`},
		{"duplicate key", "fail-on: note\nfail-on: error\n", `line 2: mapping key "fail-on" already defined at [1:1]`},
		{"broken YAML", "include: [a\nexclude: b\n", `line 2: ',' or ']' must be specified`},
		{"unknown rule id", "rules:\n  EXO1011: off\n", `line 2: unknown rule "EXO1011"; did you mean "EXO1001"?`},
		{"unknown rule name", "rules:\n  send-mail-message: off\n", `line 2: unknown rule "send-mail-message"; did you mean "send-mailmessage"?`},
		{"pattern that matches no rule", "rules:\n  \"XXO*\": off\n", `line 2: no rule matches "XXO*"`},
		{"broken pattern of rules", "rules:\n  \"EXO[1\": off\n", `line 2: pattern "EXO[1" is not well-formed; check its brackets and braces`},
		{"one rule twice", "rules:\n  EXO1001: off\n  connect-credential: note\n", `line 3: "EXO1001" and "connect-credential" are one rule; remove one of them`},
		{"unknown level", "rules:\n  EXO1001: warn\n", `line 2: "warn" is not one of off, note, warning, error`},
		{"level near another", "rules:\n  EXO1001: warnings\n", `line 2: "warnings" is not one of off, note, warning, error; did you mean "warning"?`},
		{"truth value as level", "rules:\n  EXO1001: false\n", `line 2: expected text, found the truth value false; put it in quotes if it is meant as text`},
		{"rules as a list", "rules: [EXO1001]\n", `line 1: expected keys with values, found a list`},
		{"text for a list", "exclude: legacy\n", `line 1: expected a list, found "legacy"`},
		{"list for text", "fail-on: [note]\n", `line 1: expected text, found a list`},
		{"key without value", "exclude:\n", `line 1: "exclude" has no value; remove the key or give it one`},
		{"text alone", "exclude\n", `line 1: expected keys with values, found "exclude"`},
		{"pattern without quotes", "exclude:\n  - *.ps1\n", `line 2: * begins a reference in YAML; put the value in quotes`},
		{"empty pattern", "exclude: ['']\n", `line 1: pattern "" is not well-formed; check its brackets and braces`},
		{"empty value", "fail-on: ''\n", `line 1: "" is not one of note, warning, error`},
		{"negation without quotes", "exclude:\n  - !keep x\n", `line 2: ! begins a tag in YAML; put the value in quotes`},
		{"broken pattern", "exclude: ['a[b']\n", `line 1: pattern "a[b" is not well-formed; check its brackets and braces`},
		{"pattern with backslashes", "exclude: ['a\\b']\n", `line 1: pattern "a\\b" has a backslash; separate folders with /`},
		{"override without paths", "overrides:\n  - job: ci\n", `line 2: an override needs "paths"`},
		{"unknown job", "overrides:\n  - paths: [x]\n    job: azure\n", `line 3: "azure" is not one of human, unattended, azure-automation, azure-functions, ci`},
		{"size without a number", "max-size: big\n", `line 1: "big" is not a size from 1 to 1024 MB, like 5MB, 512KB or 100000`},
		{"size zero", "max-size: 0\n", `line 1: "0" is not a size from 1 to 1024 MB, like 5MB, 512KB or 100000`},
		{"unknown code page", "encoding: windows-12\n", `line 1: unknown code page "windows-12"`},
		{"app id that is no id", "replacement: {app-id: my-app}\n", `line 1: "my-app" is not the application's client id, like 00000000-0000-0000-0000-000000000000`},
		{"organization that is no tenant domain", "replacement: {organization: contoso.com}\n", `line 1: "contoso.com" is not the tenant's first domain, like contoso.onmicrosoft.com`},
		{"address as a domain", "accepted-domains: [a@contoso.com]\n", `line 1: "a@contoso.com" is not a domain, like contoso.com`},
		{"two documents", "fail-on: note\n---\nfail-on: error\n", `a second YAML document; a configuration is one`},
		{"UTF-16", "\xff\xfef\x00a\x00", `line 1: the file is not UTF-8; save it as UTF-8`},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			_, err := Parse(".exolint.yml", []byte(tc.src), testRules)
			if err == nil {
				t.Fatalf("no error, want %q", tc.want)
			}
			if strings.Count(err.Error(), "reading .exolint.yml: ") != 1 || !strings.Contains(err.Error(), tc.want) {
				t.Errorf("error is\n%v\nwant %q in it, alone", err, tc.want)
			}
		})
	}
}

func TestErrorsShowTheirPlace(t *testing.T) {
	t.Parallel()
	src := "fail-on: note\nrules:\n  EXO1011: off\nexcluded: []\n"
	_, err := Parse("conf/.exolint.yml", []byte(src), testRules)
	if err == nil {
		t.Fatal("no error")
	}
	want := `reading conf/.exolint.yml: line 3: unknown rule "EXO1011"; did you mean "EXO1001"?
  3 |   EXO1011: off
    |   ^
reading conf/.exolint.yml: line 4: unknown key "excluded"; did you mean "exclude"?
  4 | excluded: []
    | ^`
	if diff := cmp.Diff(want, err.Error()); diff != "" {
		t.Errorf("error (-want +got):\n%s", diff)
	}
}

// TestDocumentation loads the example of the documentation, and compares the keys that it explains with those that exist.
func TestDocumentation(t *testing.T) {
	t.Parallel()
	page, err := os.ReadFile("../../docs/configuration.md")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, ok := strings.Cut(string(page), "```yaml\n")
	example, _, closed := strings.Cut(rest, "```")
	if !ok || !closed {
		t.Fatal("docs/configuration.md has no example in YAML")
	}
	rules := append(testRules, Rule{ID: "EXO4001", Name: "mailbox-smtp-auth"})
	c, err := Parse("docs/configuration.md", []byte(example), rules)
	if err != nil {
		t.Fatal(err)
	}
	if c.For("runbooks/nightly.ps1").Job != AzureAutomation || c.Rules["EXO2001"] == "" {
		t.Errorf("the example does not set what the page says: %+v", c)
	}
	explained := map[string]bool{}
	for _, m := range regexp.MustCompile("(?m)^\\| `([a-z-]+)` \\|").FindAllStringSubmatch(string(page), -1) {
		explained[m[1]] = true
	}
	r, want := new(reader), map[string]bool{}
	for _, known := range []fields{r.fields(c), r.overrideFields(new(Override)), r.replacementFields(new(Replacement))} {
		for key := range known {
			want[key] = true
		}
	}
	if diff := cmp.Diff(want, explained); diff != "" {
		t.Errorf("keys in the tables of docs/configuration.md (-existing +explained):\n%s", diff)
	}
}
