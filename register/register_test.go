package register_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/exolint/exolint/register"
	"github.com/exolint/exolint/report"
	"github.com/exolint/exolint/rules"
	"github.com/exolint/exolint/scanner"
	"github.com/exolint/exolint/tenant"
)

// day is the day of the tests' registers.
var day = time.Date(2026, 11, 24, 0, 0, 0, 0, time.UTC)

// of returns the register of scripts.
func of(t *testing.T, scripts map[string]string, o register.Options) *register.Register {
	t.Helper()
	fsys := fstest.MapFS{}
	for name, text := range scripts {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	c := register.NewCollector(o)
	r, err := scanner.Run(context.Background(), scanner.Options{FS: fsys, Roots: []string{"."}, Rules: rules.All(), Now: day, Everything: true,
		Tool:  report.Tool{Name: "exolint", Version: "0.1.0"},
		Visit: func(s scanner.Script) { c.Add(register.Script{File: s.File, Facts: s.Facts, Inventory: s.Inventory}) }})
	if err != nil {
		t.Fatal(err)
	}
	g, err := c.Register(context.Background(), r)
	if err != nil {
		t.Fatal(err)
	}
	return g
}

// cells lists some cells of each row, joined by bars.
func cells(table *register.Table, columns ...register.Column) []string {
	var list []string
	for _, r := range table.Rows {
		var texts []string
		for _, c := range columns {
			texts = append(texts, r.Get(c))
		}
		list = append(list, strings.Join(texts, " | "))
	}
	return list
}

func TestAutomation(t *testing.T) {
	t.Parallel()
	columns := []register.Column{register.Service, register.Auth, register.State, register.Host, register.Actions, register.Roles, register.Replacement, register.DeadlineDate, register.Evidence}
	tests := []struct {
		name, script string
		want         []string
	}{
		{"password in a runbook", "$c = Get-AutomationPSCredential -Name exo\nConnect-ExchangeOnline -Credential $c\nGet-Mailbox | Set-Mailbox -Type Shared\n", []string{
			"Exchange Online | user name and password (Connect-ExchangeOnline -Credential) | legacy | Azure Automation | read mailboxes; change mailboxes | " +
				"Exchange: Mail Recipients, View-Only Recipients; Entra: Exchange Recipient Administrator, Global Reader (estimate) | Connect-ExchangeOnline with the managed identity | " +
				"2026-07 announced: -Credential on Connect-ExchangeOnline and Connect-IPPSSession | s.ps1:2"}},
		{"managed identity", "Connect-ExchangeOnline -ManagedIdentity -Organization contoso.onmicrosoft.com\nGet-TransportRule\n", []string{
			"Exchange Online | managed identity (Connect-ExchangeOnline -ManagedIdentity) | modern | Azure resource with a managed identity | read transport (mail flow) rules | " +
				"Exchange: View-Only Configuration; Entra: Global Reader (estimate) | none needed |  | s.ps1:1"}},
		{"both", "if ($old) { Connect-ExchangeOnline -Credential $c } else { Connect-ExchangeOnline }\n", []string{
			"Exchange Online | interactive (Connect-ExchangeOnline) | mixed | a person's session | not known: no Exchange cmdlet in this script |  | none needed |  | s.ps1:1",
			"Exchange Online | user name and password (Connect-ExchangeOnline -Credential) | mixed | not known | not known: no Exchange cmdlet in this script |  | " +
				"Connect-ExchangeOnline with app-only sign-in (certificate) | 2026-07 announced: -Credential on Connect-ExchangeOnline and Connect-IPPSSession | s.ps1:1"}},
		{"prefix", "Connect-ExchangeOnline -Prefix Con -UserPrincipalName a@contoso.example\nGet-ConMailbox\nGet-ConEXOMailbox\nGet-EXOMailbox\nRead-Host\n", []string{
			"Exchange Online | interactive (Connect-ExchangeOnline) | modern | a person's session | read mailboxes | Exchange: View-Only Recipients; Entra: Global Reader (estimate) | none needed |  | s.ps1:1"}},
		{"several lines in one row", "Connect-MsolService\n\nConnect-MsolService\nPause\n", []string{
			"Microsoft Entra ID | interactive (Connect-MsolService) | legacy | a person's session | none |  | Connect-MgGraph with interactive sign-in | " +
				"retired: the MSOnline PowerShell module | s.ps1:1, 3"}},
		{"arguments not known", "Connect-ExchangeOnline @splat\nGet-Mailbox\n", []string{
			"Exchange Online | not known: the arguments of Connect-ExchangeOnline are not all in the script | undecided | not known | read mailboxes | " +
				"Exchange: View-Only Recipients; Entra: Global Reader (estimate) | if it takes a password: Connect-ExchangeOnline with app-only sign-in (certificate) |  | s.ps1:1"}},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			g := of(t, map[string]string{"s.ps1": tc.script}, register.Options{})
			if diff := cmp.Diff(tc.want, cells(g.Automation, columns...)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestSMTP(t *testing.T) {
	t.Parallel()
	columns := []register.Column{register.Sender, register.Auth, register.Endpoint, register.Recipients, register.State, register.Option}
	const send = "Send-MailMessage -From app@contoso.example "
	tests := []struct {
		name, script string
		domains      []string
		want         []string
	}{
		{"internal", send + "-To ops@contoso.example -SmtpServer smtp.office365.com -Credential $c", []string{"contoso.example"},
			[]string{"app@contoso.example | user name and password | smtp.office365.com (client submission) | internal only | legacy | OAuth (Microsoft Graph), or HVE"}},
		{"mixed", send + "-To ops@contoso.example, 'Ann <ann@fabrikam.example>' -SmtpServer smtp.office365.com -Credential $c", []string{"contoso.example"},
			[]string{"app@contoso.example | user name and password | smtp.office365.com (client submission) | mixed | legacy | OAuth (Microsoft Graph), or ACS"}},
		{"external", send + "-To ann@fabrikam.example -SmtpServer relay.corp.local", []string{"contoso.example"},
			[]string{"app@contoso.example | none | relay.corp.local (not Exchange Online) | external | elsewhere | relay: keep"}},
		{"a person's mailbox", "Send-MailMessage -From ann@outlook.com -To ops@contoso.example -SmtpServer smtp-mail.outlook.com -Credential $c", []string{"contoso.example"},
			[]string{"ann@outlook.com | user name and password | smtp-mail.outlook.com (not Exchange Online) | internal only | elsewhere | a mailbox of the organisation, by OAuth (Microsoft Graph)"}},
		{"domains not configured", send + "-To ann@fabrikam.example -SmtpServer contoso-com.mail.protection.outlook.com", nil,
			[]string{"app@contoso.example | none | contoso-com.mail.protection.outlook.com (direct send or connector) | not known: accepted-domains is not configured | elsewhere | " +
				"relay through a connector; direct send reaches internal recipients only"}},
		{"recipients not known", "param($To, $From)\nSend-MailMessage -From $From -To $To -SmtpServer smtp.office365.com -Credential $c", []string{"contoso.example"},
			[]string{"not known: script parameter $From | user name and password | smtp.office365.com (client submission) | not known: not all of them are in the script | legacy | OAuth (Microsoft Graph)"}},
		{"server not known", "param($Server)\n" + send + "-To ops@contoso.example -SmtpServer $Server", []string{"contoso.example"},
			[]string{"app@contoso.example | none | not known: script parameter $Server | internal only | undecided | first find out the server; if it is Exchange Online: OAuth (Microsoft Graph), or HVE"}},
		{"SmtpClient and its message", "$m = New-Object Net.Mail.MailMessage('app@contoso.example', 'ops@contoso.example')\n$s = New-Object Net.Mail.SmtpClient('smtp.office365.com', 587)\n" +
			"$s.Credentials = New-Object Net.NetworkCredential($user, $pass)\n$s.Send($m)", []string{"contoso.example"},
			[]string{"app@contoso.example | user name and password | smtp.office365.com (client submission) | internal only | legacy | OAuth (Microsoft Graph), or HVE"}},
		{"Graph", "Send-MgUserMail -UserId app@contoso.example -BodyParameter $m", nil,
			[]string{"app@contoso.example | Microsoft Graph | Microsoft Graph | not known | modern | none needed"}},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			g := of(t, map[string]string{"s.ps1": tc.script}, register.Options{Domains: tc.domains})
			if diff := cmp.Diff(tc.want, cells(g.SMTP, columns...)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// TestIDs moves lines: row ids stay. Two runs are byte for byte the same.
func TestIDs(t *testing.T) {
	t.Parallel()
	const script = "Connect-ExchangeOnline -Credential $c\nSend-MailMessage -From a@contoso.example -To b@contoso.example -SmtpServer smtp.office365.com -Credential $c\n"
	write := func(text string) (string, []string) {
		g := of(t, map[string]string{"a.ps1": text, "b.ps1": text}, register.Options{})
		var b bytes.Buffer
		if err := g.WriteJSON(&b); err != nil {
			t.Fatal(err)
		}
		return b.String(), append(cells(g.Automation, register.ID), cells(g.SMTP, register.ID)...)
	}
	first, ids := write(script)
	again, _ := write(script)
	_, moved := write("# moved\n\n" + script)
	if first != again {
		t.Error("two runs differ")
	}
	if diff := cmp.Diff(ids, moved); diff != "" || len(ids) != 4 {
		t.Errorf("ids change with lines:\n%s", diff)
	}
}

func TestSecretsAreMasked(t *testing.T) {
	t.Parallel()
	const canary = "Kanarie+Vogel42"
	g := of(t, map[string]string{"s.ps1": "# Author: " + canary + "\n$p = ConvertTo-SecureString '" + canary + "' -AsPlainText -Force\n" +
		"$c = [pscredential]::new('" + canary + "@contoso.example', $p)\nConnect-ExchangeOnline -Credential $c\nSend-MailMessage -From '" + canary +
		"@contoso.example' -SmtpServer smtp.office365.com -Credential $c\n"}, register.Options{})
	var b bytes.Buffer
	for _, write := range []func() error{func() error { return g.WriteJSON(&b) }, func() error { return g.WriteMarkdown(&b, register.MarkdownOptions{}) }, func() error { return g.WriteText(&b) },
		func() error { return g.Automation.WriteCSV(&b) }, func() error { return g.SMTP.WriteCSV(&b) }} {
		if err := write(); err != nil {
			t.Fatal(err)
		}
	}
	if strings.Contains(b.String(), canary) || !strings.Contains(b.String(), report.Mask) {
		t.Error("a secret is shown, or nothing is masked")
	}
}

// A fakeHistory knows the committer of some files.
type fakeHistory map[string]string

func (h fakeHistory) LastCommitters(context.Context, []string) (map[string]string, error) {
	return h, errors.New("the rest is not known")
}

func TestOwners(t *testing.T) {
	t.Parallel()
	connect := "Connect-ExchangeOnline\n"
	scripts := map[string]string{"code/a.ps1": "# Author: Ann\n" + connect, "author.ps1": "<#\n.NOTES\n  Author: Ben Example\n#>\n" + connect, "late.ps1": connect, "nobody.ps1": connect}
	fsys := fstest.MapFS{}
	for name, text := range scripts {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	c := register.NewCollector(register.Options{Owners: &register.Owners{
		Code: register.ParseCodeOwners("/code/ @messaging\n"), History: fakeHistory{"late.ps1": "Cleo Example"}}})
	r, err := scanner.Run(context.Background(), scanner.Options{FS: fsys, Roots: []string{"."}, Rules: rules.All(), Now: day, Everything: true, Visit: func(s scanner.Script) {
		owner := ""
		if s.File.Path == "author.ps1" {
			owner = "operations"
		}
		c.Add(register.Script{File: s.File, Facts: s.Facts, Inventory: s.Inventory, Owner: owner})
	}})
	if err != nil {
		t.Fatal(err)
	}
	g, err := c.Register(context.Background(), r)
	if err == nil || err.Error() != "the rest is not known" {
		t.Errorf("got error %v", err)
	}
	want := []string{"author.ps1 | operations | configuration", "code/a.ps1 | @messaging | CODEOWNERS", "late.ps1 | Cleo Example | last committer", "nobody.ps1 |  | "}
	if diff := cmp.Diff(want, cells(g.Automation, register.ScriptPath, register.Owner, register.OwnerSource)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestJoin(t *testing.T) {
	t.Parallel()
	g := of(t, map[string]string{
		"both.ps1":    "$p = Read-Host -AsSecureString\n$c = [pscredential]::new('svc@contoso.example', $p)\nConnect-ExchangeOnline -Credential $c\n" + mailFrom("app@contoso.example"),
		"scripts.ps1": mailFrom("old@contoso.example"),
		"unknown.ps1": "param($From)\nSend-MailMessage -From $From -SmtpServer smtp.office365.com -Credential $c\nConnect-ExchangeOnline -Credential $c\n",
	}, register.Options{})
	u := tenant.NewUse()
	if err := u.ReadSMTP("r.csv", strings.NewReader("Sender address,TLS 1.0,TLS 1.2,Messages sent\napp@contoso.example,0,100,12\nscanner-2@contoso.example,100,0,3\nidle@contoso.example,,,0\n")); err != nil {
		t.Fatal(err)
	}
	if err := u.ReadSignIns("l.csv", strings.NewReader("Date (UTC),Username,Application,Client app,Status,Sign-in error code,Failure reason\n"+
		"2026-11-20T10:00:00Z,svc@contoso.example,Exchange,Other clients,Failure,50126,Invalid password\n2026-11-21T10:00:00Z,svc@contoso.example,Exchange,Other clients,Success,0,\n"+
		"2026-11-22T10:00:00Z,erp2@contoso.example,Office 365 Exchange Online,Authenticated SMTP,Success,0,\n")); err != nil {
		t.Fatal(err)
	}
	g.Join(u)
	wantSMTP := []string{
		"app@contoso.example | yes | 12 messages | TLS 1.2: 100 % |  | both.ps1 (Send-MailMessage)",
		"erp2@contoso.example | only in the tenant | not known |  | 2026-11-22 | guess: Office 365 Exchange Online (application in the sign-in log)",
		"idle@contoso.example | only in the tenant | 0 messages |  |  | not known",
		"not known: script parameter $From | not decidable: script parameter $From | not known |  |  | unknown.ps1 (Send-MailMessage)",
		"old@contoso.example | no: only in scripts | none reported |  |  | scripts.ps1 (Send-MailMessage)",
		`scanner-2@contoso.example | only in the tenant | 3 messages | TLS 1.0: 100 % |  | guess: a device ("scan" in the address)`,
	}
	if diff := cmp.Diff(wantSMTP, cells(g.SMTP, register.Sender, register.Tenant, register.Volume, register.TLS, register.LastSeen, register.Workload)); diff != "" {
		t.Errorf("SMTP (-want +got):\n%s", diff)
	}
	wantAutomation := []string{
		"both.ps1 | svc@contoso.example | yes | 2026-11-21 | 1: Invalid password (50126)",
		"unknown.ps1 |  | not decidable: the account is not in the script |  | ",
	}
	if diff := cmp.Diff(wantAutomation, cells(g.Automation, register.ScriptPath, register.Account, register.Tenant, register.LastSeen, register.Failures)); diff != "" {
		t.Errorf("automation (-want +got):\n%s", diff)
	}
	hidden := tenant.NewPseudonymiser([]byte("key"))
	g.Apply(hidden.Text)
	var b bytes.Buffer
	if err := g.WriteJSON(&b); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(b.String(), "contoso") {
		t.Error("an address is shown that was to be hidden")
	}
}

// mailFrom returns a script that sends mail through client submission.
func mailFrom(address string) string {
	return fmt.Sprintf("Send-MailMessage -From %s -To b@contoso.example -SmtpServer smtp.office365.com -Credential (Get-Credential)\n", address)
}

// TestDocumentation looks for every column on the page that describes them.
func TestDocumentation(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile("../docs/register.md")
	if err != nil {
		t.Fatal(err)
	}
	page := strings.Join(strings.Fields(string(text)), " ")
	for _, table := range of(t, nil, register.Options{}).Tables() {
		for _, c := range table.Columns {
			if !strings.Contains(page, string(c)) {
				t.Errorf("the page does not describe %q", c)
			}
		}
	}
}

// TestMarkdown writes hostile text, and more than fits.
func TestMarkdown(t *testing.T) {
	t.Parallel()
	scripts := map[string]string{"a|b`<img src=x>.ps1": "Connect-ExchangeOnline -Credential $c\n"}
	for i := range 40 {
		scripts[fmt.Sprintf("jobs/%d.ps1", i)] = "Connect-ExchangeOnline -Credential $c\n"
	}
	g := of(t, scripts, register.Options{})
	var all, some bytes.Buffer
	if err := g.WriteMarkdown(&all, register.MarkdownOptions{}); err != nil {
		t.Fatal(err)
	}
	if strings.ContainsAny(all.String(), "<`") || !strings.Contains(all.String(), "a&#124;b&#96;&#60;img") {
		t.Error("text of a script is taken for Markdown")
	}
	const limit = 4000
	if err := g.WriteMarkdown(&some, register.MarkdownOptions{Limit: limit}); err != nil {
		t.Fatal(err)
	}
	if some.Len() > limit || !strings.Contains(some.String(), " more rows. ") {
		t.Errorf("%d bytes are written, and what was left out is not counted", some.Len())
	}
}
