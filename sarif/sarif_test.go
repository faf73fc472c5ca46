package sarif

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"
	"golang.org/x/tools/go/analysis"

	"github.com/exolint/exolint/report"
	"github.com/exolint/exolint/rules/rule"
	"github.com/exolint/exolint/scanner/source"
)

var update = flag.Bool("update", false, "write the expected output anew")

// canary is the secret that no output may hold.
const canary = "Kanarie+Vogel42"

const script = `$user = 'svc@contoso.example'
$p = ConvertTo-SecureString '` + canary + `' -AsPlainText -Force # [x](1)
$cred = [pscredential]::new($user, $p)
Connect-ExchangeOnline -Credential $cred
# ` + canary + ` worked until May
`

func newRule(id, name string, severity rule.Severity, score float64) *rule.Rule {
	m := rule.Meta{
		ID: id, Name: name, Title: "Title of " + name, Since: "0.1.0", Severity: severity, Confidence: rule.High,
		SecuritySeverity: score, What: "Finds something\nover two lines.", Why: "It matters.", Bad: "bad", Good: "good",
		Deadlines: []rule.Deadline{*someDeadline()},
	}
	if score > 0 {
		m.Tags = []string{"security", "external/cwe/cwe-798"}
	}
	return rule.New(m, func(*analysis.Pass) (any, error) { return nil, nil })
}

func someDeadline() *rule.Deadline {
	return &rule.Deadline{
		What: "-Credential on Connect-ExchangeOnline", State: rule.Announced, Date: "2026-12", Stops: "new modules drop it",
		Source: "https://example.com/notice", AsOf: "2026-11-23", Certainty: "reported",
	}
}

func newFile(t *testing.T, path string, raw []byte) *report.File {
	t.Helper()
	src, err := source.Decode(path, raw, source.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return &report.File{Path: path, Abs: "/repo/" + path, Source: src}
}

func spanOf(t *testing.T, f *report.File, text string) report.Span {
	t.Helper()
	start := strings.Index(f.Source.Text, text)
	if start < 0 {
		t.Fatal("the text does not stand in the file")
	}
	return report.Span{File: f, Start: start, End: start + len(text)}
}

// fullReport has a finding of every kind, and trouble.
func fullReport(t *testing.T) *report.Report {
	t.Helper()
	main := newFile(t, "scripts/on board #1.ps1", []byte(script))
	wide := newFile(t, "scripts/zürich.ps1", []byte("\xff\xfeI\x00 \x00=\xd8\x42\xde \x00-\x00X\x00\r\x00\n\x00"))
	locked := &report.File{Path: "scripts/locked.ps1", Abs: "/repo/scripts/locked.ps1", NotScanned: "permission denied"}
	binary := &report.File{Path: "tool.ps1", Abs: "/elsewhere/tool.ps1", NotScanned: "binary file"}
	secret := spanOf(t, main, "'"+canary+"'")
	connect := newRule("EXO1001", "connect-credential", rule.Error, 7.5)
	spare := newRule("EXO2001", "send-mailmessage", rule.Note, 0)
	plain := newRule("EXO3001", "plaintext-securestring", rule.Error, 8)
	r := &report.Report{
		Tool: report.Tool{
			Name: "exolint", FullName: "exolint, a linter for legacy sign-in in PowerShell", Version: "0.1.0",
			URL: "https://github.com/exolint/exolint",
		},
		Rules: []*rule.Rule{connect, spare, plain},
		Root:  "/repo",
		Files: []*report.File{main, wide, locked, binary},
		Findings: []report.Finding{
			{
				Rule: connect, Severity: rule.Error, Confidence: rule.High, Category: "unattended",
				Primary: spanOf(t, main, "-Credential $cred"), Message: "Connect-ExchangeOnline signs in with " + canary + " [a](1)",
				Trail: []report.Related{
					{Span: secret, Note: "the password [" + canary + "] is written"},
					{Span: spanOf(t, main, "[pscredential]::new($user, $p)"), Note: "the credential is made"},
					{Note: "somewhere"},
				},
				Deadline: someDeadline(), Advice: "Connect-ExchangeOnline -ManagedIdentity # not " + canary,
				Fixes: []report.Fix{
					{Message: "Sign in with a managed identity", Safety: rule.Display, Edits: []report.Edit{{Span: spanOf(t, main, "-Credential $cred"), NewText: "-ManagedIdentity"}}},
					{Message: "Do it by hand", Safety: rule.Display},
				},
			},
			{
				Rule: plain, Severity: rule.Error, Confidence: rule.High, Primary: secret, Masks: []report.Span{secret},
				Message: "password is written in the script", Baseline: report.New,
				Fixes: []report.Fix{
					{Message: "Quote it", Safety: rule.Unsafe, Edits: []report.Edit{{Span: secret, NewText: "\"" + canary + "\""}}},
				},
			},
			{
				Rule: connect, Severity: rule.Warning, Confidence: rule.Medium, Primary: spanOf(t, wide, "-X"), Message: "in UTF-16",
				Fixes: []report.Fix{{Message: "Split", Safety: rule.Safe, Edits: []report.Edit{{Span: spanOf(t, wide, "-X"), NewText: "-X\n-Y"}}}},
			},
			{
				Rule: spare, Severity: rule.Note, Confidence: rule.Low, Primary: spanOf(t, main, "$user"), Message: "suppressed",
				Suppressed: &report.Suppression{Reason: "not " + canary, At: spanOf(t, main, "# "+canary), Expires: "2027-01-01"},
			},
			{
				Rule: plain, Severity: rule.Error, Confidence: rule.High, Primary: spanOf(t, main, "$cred"), Message: "known", Baseline: report.Unchanged,
			},
		},
		Notifications: []report.Notification{
			{ID: "unreadable-file", Level: rule.Error, Message: "scripts/locked.ps1 cannot be read", At: report.Span{File: locked}},
			{ID: "rule-panic", Level: rule.Error, Message: "EXO1001 failed", Rule: connect, At: report.Span{File: main}, Detail: "value " + canary},
		},
		Started: time.Date(2026, 11, 24, 6, 30, 0, 0, time.UTC),
		Took:    1500 * time.Millisecond,
	}
	r.Sort()
	report.SetFingerprints(r)
	return r
}

// write returns the report as SARIF.
func write(t *testing.T, r *report.Report, o Options) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := Write(&out, r, o); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func variants() map[string]Options {
	return map[string]Options{
		"plain":      {},
		"suppressed": {ShowSuppressed: true},
		"category":   {Category: "nightly"},
		"limited":    {MaxResults: 2},
		"azure":      {Azure: &AzureBuild{DefinitionID: "12", DefinitionName: "scan", PhaseID: "3a3a2a60-14c7-570b-14a4-fa42ad92f52a", PhaseName: "Job"}},
	}
}

func compileSchema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	schema, err := jsonschema.NewCompiler().Compile(filepath.Join("testdata", "sarif-2.1.0.json"))
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

func TestSchema(t *testing.T) {
	t.Parallel()
	schema := compileSchema(t)
	check := func(t *testing.T, r *report.Report, o Options) {
		t.Helper()
		doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(write(t, r, o)))
		if err != nil {
			t.Fatal(err)
		}
		if err := schema.Validate(doc); err != nil {
			t.Errorf("%#v", err)
		}
	}
	for name, o := range variants() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			check(t, fullReport(t), o)
		})
	}
	t.Run("no findings", func(t *testing.T) {
		t.Parallel()
		r := fullReport(t)
		r.Findings, r.Notifications, r.Files = nil, nil, nil
		check(t, r, Options{})
	})
	t.Run("no rules", func(t *testing.T) {
		t.Parallel()
		check(t, &report.Report{Tool: report.Tool{Name: "exolint", FullName: "x", Version: "(devel)", URL: "https://example.com"}}, Options{ShowSuppressed: true})
	})
}

func TestSchemaRefusesWhatIsWrong(t *testing.T) {
	t.Parallel()
	schema := compileSchema(t)
	text := bytes.Replace(write(t, fullReport(t), Options{}), []byte(`"level":"error"`), []byte(`"level":"fatal"`), 1)
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	if schema.Validate(doc) == nil {
		t.Error("a level that does not exist is valid")
	}
}

func TestGolden(t *testing.T) {
	t.Parallel()
	for name, o := range variants() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var got bytes.Buffer
			if err := json.Indent(&got, write(t, fullReport(t), o), "", "  "); err != nil {
				t.Fatal(err)
			}
			path := filepath.Join("testdata", name+".sarif")
			if *update {
				if err := os.WriteFile(path, got.Bytes(), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got.String()); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestNoSecret(t *testing.T) {
	t.Parallel()
	for name, o := range variants() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if bytes.Contains(write(t, fullReport(t), o), []byte(canary)) {
				t.Error("the secret stands in the output")
			}
		})
	}
}

// parsed is what the tests read of a log.
type parsed struct {
	Runs []struct {
		Tool struct {
			Driver struct {
				Rules []struct {
					ID, Name   string
					Help       struct{ Text, Markdown string }
					Properties struct {
						Tags     []string
						Security string `json:"security-severity"`
						Problem  string `json:"problem.severity"`
					}
				}
				Notifications []struct{ ID string }
			}
		}
		Artifacts []struct {
			Location parsedLocation
			Length   int
			Encoding string
		}
		Invocations []struct {
			ExecutionSuccessful        bool
			ToolExecutionNotifications []struct {
				Descriptor struct {
					ID    string
					Index int
				}
			}
		}
		AutomationDetails *struct{ ID string }
		Results           []parsedResult
	}
}

type parsedLocation struct {
	URI, URIBaseID string
	Index          *int
}

type parsedPhysical struct {
	PhysicalLocation struct {
		ArtifactLocation parsedLocation
		Region           struct {
			StartLine, StartColumn, EndLine, EndColumn int
			Snippet                                    struct{ Text string }
		}
	}
	ID      int
	Message struct{ Text string }
}

type parsedResult struct {
	RuleID           string
	RuleIndex        int
	Level            string
	Message          struct{ Text string }
	Locations        []parsedPhysical
	RelatedLocations []parsedPhysical
	CodeFlows        []struct {
		ThreadFlows []struct {
			Locations []struct{ Location parsedPhysical }
		}
	}
	PartialFingerprints map[string]string
	Suppressions        *[]struct{ Kind, Justification string }
	Fixes               []struct {
		Description     struct{ Text string }
		ArtifactChanges []struct {
			Replacements []struct{ InsertedContent struct{ Text string } }
		}
	}
}

func parse(t *testing.T, r *report.Report, o Options) parsed {
	t.Helper()
	var p parsed
	if err := json.Unmarshal(write(t, r, o), &p); err != nil {
		t.Fatal(err)
	}
	if len(p.Runs) != 1 {
		t.Fatalf("%d runs, want 1", len(p.Runs))
	}
	return p
}

func TestReferences(t *testing.T) {
	t.Parallel()
	for name, o := range variants() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			run := parse(t, fullReport(t), o).Runs[0]
			located := func(l parsedPhysical) {
				a := l.PhysicalLocation.ArtifactLocation
				if a.Index == nil || run.Artifacts[*a.Index].Location.URI != a.URI {
					t.Errorf("the index of %s is not that of its artifact", a.URI)
				}
			}
			for _, res := range run.Results {
				if got := run.Tool.Driver.Rules[res.RuleIndex].ID; got != res.RuleID {
					t.Errorf("rule %d is %s, want %s", res.RuleIndex, got, res.RuleID)
				}
				for _, l := range slices.Concat(res.Locations, res.RelatedLocations) {
					located(l)
				}
				if has := res.Suppressions != nil; has != o.ShowSuppressed {
					t.Errorf("a result has suppressions: %v, want %v", has, o.ShowSuppressed)
				}
				for i, l := range res.RelatedLocations {
					if l.ID != i+1 || !strings.Contains(res.Message.Text, fmt.Sprintf("](%d)", l.ID)) {
						t.Errorf("the message has no link to place %d", l.ID)
					}
				}
			}
			for _, n := range run.Invocations[0].ToolExecutionNotifications {
				if got := run.Tool.Driver.Notifications[n.Descriptor.Index].ID; got != n.Descriptor.ID {
					t.Errorf("notification %d is %s, want %s", n.Descriptor.Index, got, n.Descriptor.ID)
				}
			}
		})
	}
}

func TestRules(t *testing.T) {
	t.Parallel()
	rules := parse(t, fullReport(t), Options{}).Runs[0].Tool.Driver.Rules
	var got []string
	for _, r := range rules {
		got = append(got, strings.Join([]string{r.ID, r.Name, r.Properties.Security, r.Properties.Problem}, " "))
		if r.Help.Text == "" || !strings.HasPrefix(r.Help.Markdown, "# "+r.ID) {
			t.Errorf("%s has no help", r.ID)
		}
	}
	want := []string{
		"EXO1001 connect-credential 7.5 ", "EXO2001 send-mailmessage  recommendation", "EXO3001 plaintext-securestring 8.0 ",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestResults(t *testing.T) {
	t.Parallel()
	results := parse(t, fullReport(t), Options{}).Runs[0].Results
	var got []string
	for _, r := range results {
		p := r.Locations[0].PhysicalLocation
		got = append(got, fmt.Sprintf("%s %s %d:%d-%d:%d %q", r.RuleID, p.ArtifactLocation.URI,
			p.Region.StartLine, p.Region.StartColumn, p.Region.EndLine, p.Region.EndColumn, p.Region.Snippet.Text))
	}
	want := []string{
		`EXO3001 scripts/on%20board%20%231.ps1 2:29-2:46 "'•••'"`,
		`EXO1001 scripts/on%20board%20%231.ps1 4:24-4:41 "-Credential $cred"`,
		`EXO1001 scripts/z%C3%BCrich.ps1 1:6-1:8 "-X"`,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	text := "Connect-ExchangeOnline signs in with ••• [a] (1)." +
		" -Credential on Connect-ExchangeOnline: end announced, 2026-12 at the earliest; new modules drop it." +
		"\nInstead: Connect-ExchangeOnline -ManagedIdentity # not •••" +
		"\nSteps: [the password (•••) is written](1), [the credential is made](2)."
	if diff := cmp.Diff(text, results[1].Message.Text); diff != "" {
		t.Errorf("message (-want +got):\n%s", diff)
	}
	if n := len(results[1].CodeFlows[0].ThreadFlows[0].Locations); n != 3 {
		t.Errorf("%d steps in the code flow, want 3", n)
	}
}

func TestFixes(t *testing.T) {
	t.Parallel()
	results := parse(t, fullReport(t), Options{}).Runs[0].Results
	var got []string
	for _, r := range results {
		for _, f := range r.Fixes {
			got = append(got, f.Description.Text+" "+f.ArtifactChanges[0].Replacements[0].InsertedContent.Text)
		}
	}
	want := []string{"Sign in with a managed identity (display). -ManagedIdentity", "Split (safe). -X\r\n-Y"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestSuppressed(t *testing.T) {
	t.Parallel()
	var got []string
	for _, r := range parse(t, fullReport(t), Options{ShowSuppressed: true}).Runs[0].Results {
		text := r.RuleID
		for _, s := range *r.Suppressions {
			text += " " + s.Kind + " " + s.Justification
		}
		got = append(got, text)
	}
	want := []string{
		"EXO2001 inSource not •••", "EXO3001", "EXO3001 external known from the baseline", "EXO1001", "EXO1001",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestLimitKeepsTheWorst(t *testing.T) {
	t.Parallel()
	run := parse(t, fullReport(t), Options{MaxResults: 2}).Runs[0]
	var got []string
	for _, r := range run.Results {
		got = append(got, r.Level)
	}
	for _, n := range run.Invocations[0].ToolExecutionNotifications {
		got = append(got, n.Descriptor.ID)
	}
	want := []string{"error", "error", "unreadable-file", "rule-panic", "not-scanned", "results-left-out"}
	slices.Sort(got[2:])
	slices.Sort(want[2:])
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestAutomationDetails(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, variant, want string
	}{
		{"left to the upload", "plain", ""},
		{"asked for", "category", "nightly/"},
		{"in Azure Pipelines", "azure", "azuredevops/pipeline/build/exolint/"},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			got := ""
			if d := parse(t, fullReport(t), variants()[tc.variant]).Runs[0].AutomationDetails; d != nil {
				got = d.ID
			}
			if got != tc.want {
				t.Errorf("id %q, want %q", got, tc.want)
			}
		})
	}
}

func TestAzureBuildFrom(t *testing.T) {
	t.Parallel()
	env := map[string]string{
		"SYSTEM_DEFINITIONID": "12", "BUILD_DEFINITIONNAME": "scan", "SYSTEM_PHASEID": "guid", "SYSTEM_PHASENAME": "Job",
	}
	getenv := func(name string) string { return env[name] }
	if got := AzureBuildFrom(getenv); got != nil {
		t.Errorf("outside of a build: %v, want nil", got)
	}
	inBuild := func(name string) string {
		if name == "TF_BUILD" {
			return "True"
		}
		return getenv(name)
	}
	want := &AzureBuild{DefinitionID: "12", DefinitionName: "scan", PhaseID: "guid", PhaseName: "Job"}
	if diff := cmp.Diff(want, AzureBuildFrom(inBuild)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestArtifacts(t *testing.T) {
	t.Parallel()
	var got []string
	for _, a := range parse(t, fullReport(t), Options{}).Runs[0].Artifacts {
		got = append(got, fmt.Sprintf("%s %s %d %s", a.Location.URI, a.Location.URIBaseID, a.Length, a.Encoding))
	}
	want := []string{
		fmt.Sprintf("scripts/on%%20board%%20%%231.ps1 %%SRCROOT%% %d UTF-8", len(script)),
		"scripts/z%C3%BCrich.ps1 %SRCROOT% 20 UTF-16LE",
		"scripts/locked.ps1 %SRCROOT% -1 ",
		"file:///elsewhere/tool.ps1  -1 ",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestURIs(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, path, want string
		of               func(string) string
	}{
		{"blank, number sign, percent sign", "a b/c#d%e.ps1", "a%20b/c%23d%25e.ps1", relativeURI},
		{"colon in the first segment", "x:y.ps1", "./x:y.ps1", relativeURI},
		{"brackets", "[x].ps1", "%5Bx%5D.ps1", relativeURI},
		{"not ASCII", "größe.ps1", "gr%C3%B6%C3%9Fe.ps1", relativeURI},
		{"question mark", "a?b.ps1", "a%3Fb.ps1", relativeURI},
		{"absolute", "/x y/a.ps1", "file:///x%20y/a.ps1", fileURI},
		{"drive letter", "C:/x/a.ps1", "file:///C:/x/a.ps1", fileURI},
		{"share", "//server/share/a b.ps1", "file://server/share/a%20b.ps1", fileURI},
		{"upward", "../a.ps1", "../a.ps1", fileURI},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			if got := tc.of(tc.path); got != tc.want {
				t.Errorf("got %s, want %s", got, tc.want)
			}
		})
	}
}

func TestFingerprints(t *testing.T) {
	t.Parallel()
	for _, r := range parse(t, fullReport(t), Options{}).Runs[0].Results {
		if len(r.PartialFingerprints["exolint/v1"]) != 64 || !strings.HasSuffix(r.PartialFingerprints["primaryLocationLineHash"], ":1") {
			t.Errorf("fingerprints of %s are %v", r.RuleID, r.PartialFingerprints)
		}
	}
}

type failingWriter struct{}

func (failingWriter) Write([]byte) (int, error) { return 0, io.ErrClosedPipe }

func TestWriteReturnsErrors(t *testing.T) {
	t.Parallel()
	if err := Write(failingWriter{}, fullReport(t), Options{}); err == nil {
		t.Error("no error from a writer that fails")
	}
}
