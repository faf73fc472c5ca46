package fix

import (
	"context"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/exolint/exolint/rules"
	"github.com/exolint/exolint/scanner"
	"github.com/exolint/exolint/scanner/config"
	"github.com/exolint/exolint/scanner/rewrite"
)

// testValues are the settings of the cases.
var testValues = config.Replacement{
	AppID:                 "11111111-2222-3333-4444-555555555555",
	Organization:          "contoso.onmicrosoft.com",
	CertificateThumbprint: "0123456789ABCDEF0123456789ABCDEF01234567",
}

// fixText fixes one script that is not in a file; nil where nothing is found in it.
func fixText(t *testing.T, path string, raw []byte, o rewrite.Options) *Script {
	t.Helper()
	s, ok := tryFix(t, path, raw, o)
	if !ok {
		t.Fatal("the scan is not complete")
	}
	return s
}

// tryFix is fixText for what may be no script.
func tryFix(t *testing.T, path string, raw []byte, o rewrite.Options) (s *Script, complete bool) {
	t.Helper()
	r, err := Run(context.Background(), scanner.Options{
		Rules: rules.All(),
		Stdin: &scanner.Stdin{Path: path, Content: raw},
		Jobs:  1,
	}, o)
	must(t, err)
	if len(r.Scripts) > 0 {
		s = r.Scripts[0]
	}
	return s, r.Report.Complete()
}

// describe lists the answers, for messages of tests.
func describe(s *Script) string {
	var b strings.Builder
	for _, c := range s.Changes {
		b.WriteString(c.Rule + ": ")
		if c.Refusal != nil {
			b.WriteString("refused: " + c.Refusal.Text)
		} else {
			b.WriteString(c.Message)
		}
		b.WriteString("\n")
	}
	return b.String()
}

func TestCases(t *testing.T) {
	t.Parallel()
	archive, err := txtar.ParseFile("../testdata/cases/rewrite.txtar")
	if err != nil {
		t.Fatal(err)
	}
	before := map[string]string{}
	for _, f := range archive.Files {
		if name, ok := strings.CutSuffix(f.Name, ".before"); ok {
			before[name] = string(f.Data)
		}
	}
	for _, f := range archive.Files {
		rest, ok := strings.CutSuffix(f.Name, ".after")
		if !ok {
			continue
		}
		name, setting, _ := strings.Cut(rest, ".")
		t.Run(rest, func(t *testing.T) {
			t.Parallel()
			old := before[name]
			s := fixText(t, name+".ps1", []byte(old), rewrite.Options{Target: rewrite.Target(setting), Values: testValues})
			if s == nil {
				t.Fatal("nothing was found")
			}
			if want, ok := strings.CutPrefix(string(f.Data), "refused: "); ok {
				checkRefused(t, s, strings.TrimSpace(want))
				return
			}
			if diff := cmp.Diff(string(f.Data), s.New); diff != "" {
				t.Errorf("(-want +got):\n%s\n%s", diff, describe(s))
			}
		})
	}
}

// checkRefused checks that nothing changes and that a refusal says why.
func checkRefused(t *testing.T, s *Script, want string) {
	t.Helper()
	if s.Changed() {
		t.Errorf("the script changes:\n%s", s.Diff())
	}
	if got := describe(s); !strings.Contains(got, want) {
		t.Errorf("got %q, want a refusal: %q", got, want)
	}
}
