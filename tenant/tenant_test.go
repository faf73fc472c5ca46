package tenant

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestReadSMTP(t *testing.T) {
	t.Parallel()
	want := []*Sender{
		{Address: "app@contoso.example", Messages: 1204, TLS: []TLSShare{{"1.0", "0"}, {"1.2", "100"}}},
		{Address: "scanner@contoso.example", Messages: 7, TLS: []TLSShare{{"1.0", "12.5"}, {"1.2", "87.5"}}},
	}
	tests := map[string]string{
		"as the admin center writes it": "Sender address,Domain,TLS 1.0 (percentage),TLS 1.2 (percentage),Messages sent\n" +
			"App@contoso.example,contoso.example,0,100,\"1,204\"\nscanner@contoso.example,contoso.example,12.5,87.5,7\n",
		"semicolons and per cent signs": "Sender Address;TLS1.0 %;TLS1.2 %;Number of messages\nscanner@contoso.example;12.5 %;87.5 %;7\napp@contoso.example;0%;100%;1.204\n",
		"tabs and property names":       "SenderAddress\tTLS_1_0\tTLS_1_2\tMessageCount\napp@contoso.example\t0\t100\t1204\nscanner@contoso.example\t12.5\t87.5\t7\n",
		"one row a day": "Date,Sender,TLS 1.0,TLS 1.2,Messages\n2026-11-20,app@contoso.example,0,100,1000\n2026-11-21,app@contoso.example,0,100,204\n" +
			"2026-11-21,scanner@contoso.example,12.5,87.5,7\n",
	}
	for name, text := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			u := NewUse()
			if err := u.ReadSMTP("report.csv", strings.NewReader(text)); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want, u.Senders()); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			if !u.HasMail() || u.HasSignIns() {
				t.Error("it is not known which report was read")
			}
		})
	}
}

func TestReadSignIns(t *testing.T) {
	t.Parallel()
	want := []*Account{
		{
			Address: "app@contoso.example", Succeeded: 1, Failures: map[string]int{"Invalid username or password (50126)": 1}, Interactive: 2,
			First: time.Date(2026, 11, 20, 10, 0, 0, 0, time.UTC), Last: time.Date(2026, 11, 21, 10, 0, 0, 0, time.UTC),
			Applications: map[string]int{"Office 365 Exchange Online": 2}, Clients: map[string]int{"Authenticated SMTP": 2}, SMTP: 2, Legacy: 2,
		},
		{
			Address: "svc@contoso.example", Succeeded: 1, Failures: map[string]int{}, NonInteractive: 1,
			First: time.Date(2026, 11, 22, 10, 0, 0, 0, time.UTC), Last: time.Date(2026, 11, 22, 10, 0, 0, 0, time.UTC),
			Applications: map[string]int{"Microsoft Exchange REST API Based Powershell": 1}, Clients: map[string]int{"Mobile Apps and Desktop clients": 1},
		},
	}
	object := func(day, user, app, client, interactive, status string) string {
		return `{"createdDateTime":"2026-11-` + day + `T10:00:00Z","userPrincipalName":"` + user + `","appDisplayName":"` + app + `","clientAppUsed":"` + client +
			`","isInteractive":` + interactive + `,"status":` + status + `}`
	}
	objects := []string{
		object("20", "app@contoso.example", "Office 365 Exchange Online", "Authenticated SMTP", "true", `{"errorCode":0,"failureReason":"Other."}`),
		object("21", "App@contoso.example", "Office 365 Exchange Online", "Authenticated SMTP", "true", `{"errorCode":50126,"failureReason":"Invalid username or password"}`),
		object("22", "svc@contoso.example", "Microsoft Exchange REST API Based Powershell", "Mobile Apps and Desktop clients", "false", `{"errorCode":0}`),
	}
	interactive := "Date (UTC),Request ID,User,Username,Application,Client app,Status,Sign-in error code,Failure reason,IP address\n" +
		"2026-11-20T10:00:00Z,1,App,app@contoso.example,Office 365 Exchange Online,Authenticated SMTP,Success,None,Other,192.0.2.1\n" +
		"2026-11-21T10:00:00Z,2,App,app@contoso.example,Office 365 Exchange Online,Authenticated SMTP,Failure,50126,\"Invalid username\nor password\",192.0.2.1\n"
	background := "Date (UTC),Username,Application,Client app,Status\n" +
		"2026-11-22T10:00:00Z,svc@contoso.example,Microsoft Exchange REST API Based Powershell,Mobile Apps and Desktop clients,Success\n"
	tests := map[string]map[string]string{
		"CSV of the portal":          {"InteractiveSignIns_2026.csv": interactive, "NonInteractiveSignIns_2026.csv": background},
		"JSON list":                  {"log.json": "[" + strings.Join(objects, ",") + "]"},
		"answer of Graph":            {"log.json": `{"@odata.context":"x","value":[` + strings.Join(objects, ",") + "]}"},
		"one object a line":          {"log.json": strings.Join(objects, "\n")},
		"records of Azure Monitor":   {"log.json": `{"records":[{"category":"SignInLogs","properties":` + strings.Join(objects, `},{"category":"SignInLogs","properties":`) + "}]}"},
		"with byte-order mark":       {"log.json": "\ufeff[" + strings.Join(objects, ",") + "]"},
		"JSON over several exports":  {"a.json": "[" + objects[0] + "]", "b.json": "[" + objects[1] + "," + objects[2] + "]"},
		"CSV and JSON of one tenant": {"a.csv": interactive, "b.json": "[" + objects[2] + "]"},
	}
	for name, files := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			u := NewUse()
			for path, text := range files {
				if err := u.ReadSignIns(path, strings.NewReader(text)); err != nil {
					t.Fatal(err)
				}
			}
			if diff := cmp.Diff(want, u.Accounts()); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestLegacyClients(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, client, protocol string
		want                   bool
	}{
		{"SMTP", "Authenticated SMTP", "", true},
		{"IMAP", "IMAP4", "", true},
		{"other clients", "Other clients", "", true},
		{"password grant", "Mobile Apps and Desktop clients", "ropc", true},
		{"browser", "Browser", "", false},
		{"not said", "", "", false},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			if got := isLegacy(event{client: tc.client, protocol: tc.protocol}); got != tc.want {
				t.Errorf("got %t, want %t", got, tc.want)
			}
		})
	}
}

func TestReadErrors(t *testing.T) {
	t.Parallel()
	mail := func(text string) error { return NewUse().ReadSMTP("r.csv", strings.NewReader(text)) }
	log := func(text string) error { return NewUse().ReadSignIns("l", strings.NewReader(text)) }
	tests := []struct {
		name, want string
		err        error
	}{
		{"no sender column", `reading r.csv: line 1: no column "Sender address" among "A", "B"; export the report "SMTP AUTH clients" of the Exchange admin center`, mail("A,B\n1,2\n")},
		{"no number", `reading r.csv: line 2: "many" is no number of messages`, mail("Sender address,Messages sent\na@contoso.example,many\n")},
		{"row too short", "reading r.csv: line 3: 1 cells under 2 columns; save the file anew from the program that it comes from", mail("Sender address,Messages sent\na@contoso.example,1\nb\n")},
		{"no user column", `reading l: line 1: no column "Username" or "userPrincipalName" among "A"; export the sign-in logs of Microsoft Entra ID`, log("A\n1\n")},
		{"broken JSON", "reading l: line 2: the JSON is broken: invalid character '}' looking for beginning of value; export the log anew", log("[\n}\n]")},
		{"other JSON", `reading l: sign-in 1: it has neither "userPrincipalName" nor "createdDateTime"; export the sign-in logs of Microsoft Entra ID`, log(`[{"a":1}]`)},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			if tc.err == nil || tc.err.Error() != tc.want {
				t.Errorf("got  %v\nwant %s", tc.err, tc.want)
			}
		})
	}
}

func TestPseudonyms(t *testing.T) {
	t.Parallel()
	p, other := NewPseudonymiser([]byte("one")), NewPseudonymiser([]byte("two"))
	got := p.Text("App@Contoso.example sends to <ops@contoso.example>; see @params")
	if strings.Contains(strings.ToLower(got), "contoso") || !strings.HasSuffix(got, "; see @params") {
		t.Errorf("got %q", got)
	}
	app := p.Text("app@contoso.example")
	if !strings.HasPrefix(got, app+" sends to <user-") {
		t.Errorf("one address has two pseudonyms: %q and %q", app, got)
	}
	if _, domain, _ := strings.Cut(app, "@"); strings.Count(got, domain) != 2 {
		t.Errorf("one domain has two pseudonyms in %q", got)
	}
	if app == other.Text("app@contoso.example") {
		t.Error("the pseudonym does not depend on the key")
	}
	if again := p.Text(app); again != app {
		t.Errorf("a pseudonym has a pseudonym: %q", again)
	}
}
