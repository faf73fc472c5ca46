package fix

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/exolint/exolint/rules"
	"github.com/exolint/exolint/scanner/config"
	"github.com/exolint/exolint/scanner/rewrite"
	"github.com/exolint/exolint/scanner/source"
)

var update = flag.Bool("update", false, "rewrite golden files")

// An archive of testdata/fix holds scripts, NAME.ps1, and for each what comes out, NAME.SETTING.golden: the new text, or
// "refused: REASON" lines. A setting is a target, a way to send mail, or a store of secrets.

// optionsOf returns what a setting means.
func optionsOf(setting string) rewrite.Options {
	o := rewrite.Options{Target: rewrite.Auto, Values: testValues, Domains: []string{"contoso.example"}}
	switch setting {
	case "hve", "acs":
		o.Values.Mail = config.MailWay(setting)
	case "key-vault", "automation", "prompt", "secret-management":
		o.Values.Secrets = config.SecretStore(setting)
	case "placeholders":
		o.Values = config.Replacement{}
	case "certificate-file":
		o.Target = rewrite.AppOnly
		o.Values.CertificateThumbprint, o.Values.CertificateFile = "", `C:\secure\app.pfx`
	case "variables":
		o.Target = rewrite.AppOnly
		o.Values = config.Replacement{AppID: "$env:EXO_APP_ID", Organization: "$env:EXO_ORGANIZATION", CertificateFile: "key-vault:contoso-vault/exo-app"}
	case "user-assigned":
		o.Target = rewrite.ManagedIdentity
		o.Values.ManagedIdentityID = "66666666-7777-8888-9999-000000000000"
	default:
		o.Target = rewrite.Target(setting)
	}
	return o
}

func TestGoldens(t *testing.T) {
	t.Parallel()
	names, err := filepath.Glob("../testdata/fix/*.txtar")
	must(t, err)
	for _, name := range names {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			t.Parallel()
			archive, err := txtar.ParseFile(name)
			must(t, err)
			checkArchive(t, archive)
			if *update {
				must(t, os.WriteFile(name, txtar.Format(archive), 0o644))
			}
		})
	}
}

func checkArchive(t *testing.T, archive *txtar.Archive) {
	scripts := map[string]string{}
	for i, f := range archive.Files {
		if name, ok := strings.CutSuffix(f.Name, ".ps1"); ok {
			scripts[name] = string(f.Data)
			continue
		}
		rest, _ := strings.CutSuffix(f.Name, ".golden")
		name, setting, ok := strings.Cut(rest, ".")
		if !ok {
			t.Errorf("section %s is neither a script nor what comes out", f.Name)
			continue
		}
		got := goldenOf(fixText(t, name+".ps1", []byte(scripts[name]), optionsOf(setting)))
		if *update {
			archive.Files[i].Data = []byte(got)
			continue
		}
		if diff := cmp.Diff(string(f.Data), got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", f.Name, diff)
			continue
		}
		checkEncodings(t, f.Name, scripts[name], optionsOf(setting))
	}
}

// goldenOf returns the answers that are no edits, then the new text where it changes.
func goldenOf(s *Script) string {
	if s == nil {
		return "nothing found\n"
	}
	var b strings.Builder
	for _, c := range s.Changes {
		switch {
		case c.Refusal != nil:
			b.WriteString("refused: " + c.Rule + " " + string(c.Refusal.Reason) + ": " + c.Refusal.Text + "\n")
		case !c.Applies():
			b.WriteString("suggested: " + c.Rule + " " + c.Message + ":")
			for _, e := range c.Edits {
				b.WriteString(" " + e.New)
			}
			b.WriteString("\n")
		}
		for _, n := range c.Notes {
			b.WriteString("note: " + n + "\n")
		}
	}
	if s.Changed() {
		b.WriteString(s.New)
	}
	return b.String()
}

// An encoding is a way to write a script.
type encoding struct {
	name    string
	newline string
	encode  func(string) []byte
}

// encodings are the ways to write a script that goldens are checked in; the first is that of the goldens.
var encodings = []encoding{
	{"UTF-8 with LF", "\n", func(s string) []byte { return []byte(s) }},
	{"UTF-8 with CRLF", "\r\n", func(s string) []byte { return []byte(s) }},
	{"UTF-8 with a mark and LF", "\n", func(s string) []byte { return []byte("\ufeff" + s) }},
	{"UTF-8 with a mark and CRLF", "\r\n", func(s string) []byte { return []byte("\ufeff" + s) }},
	{"UTF-16 with LF", "\n", func(s string) []byte { return utf16le("\ufeff" + s) }},
	{"UTF-16 with CRLF", "\r\n", func(s string) []byte { return utf16le("\ufeff" + s) }},
	{"Windows-1252 with LF", "\n", windows1252},
	{"Windows-1252 with CRLF", "\r\n", windows1252},
}

// greeting makes a script that is not ASCII; in Windows-1252 it is not UTF-8.
const greeting = "# Grüße – “hier”\n"

func utf16le(text string) []byte {
	var b []byte
	for _, r := range text {
		b = append(b, byte(r), byte(r>>8))
	}
	return b
}

// windows1252 encodes what greeting has.
func windows1252(text string) []byte {
	return []byte(strings.NewReplacer("ü", "\xfc", "ß", "\xdf", "–", "\x96", "“", "\x93", "”", "\x94").Replace(text))
}

// checkEncodings checks that a script changes in the same places in every encoding, and only there.
func checkEncodings(t *testing.T, name, script string, o rewrite.Options) {
	t.Helper()
	scripts := map[string]string{}
	for _, e := range encodings {
		scripts[e.name] = string(e.encode(strings.ReplaceAll(greeting+script, "\n", e.newline)))
	}
	fixed := fixAll(t, scripts, o)
	plain := fixed[encodings[0].name]
	for _, e := range encodings[1:] {
		got := fixed[e.name]
		if plain == nil || got == nil {
			if (plain == nil) != (got == nil) {
				t.Errorf("%s in %s: findings differ", name, e.name)
			}
			continue
		}
		if diff := cmp.Diff(e.encode(strings.ReplaceAll(plain.New, "\n", e.newline)), got.Raw()); diff != "" {
			t.Errorf("%s in %s (-want +got):\n%s", name, e.name, diff)
		}
		if back, err := source.Decode("a.ps1", got.Raw(), source.Options{}); err != nil || back.Enc != got.File.Source.Enc {
			t.Errorf("%s in %s: the encoding changes: %v", name, e.name, err)
		}
	}
}

func TestEveryFixHasAGolden(t *testing.T) {
	t.Parallel()
	names, err := filepath.Glob("../testdata/fix/EXO*.txtar")
	must(t, err)
	have := strings.Join(names, " ")
	for _, r := range rules.All() {
		if len(rewrite.FixesOf(r.ID)) > 0 && !strings.Contains(have, r.ID) {
			t.Errorf("no archive for %s", r.ID)
		}
	}
}

// TestSignInsOfTestsStay checks that a test is left as it is, whatever it signs in to.
func TestSignInsOfTestsStay(t *testing.T) {
	t.Parallel()
	script := []byte("Connect-ExchangeOnline -Credential (Get-Credential)\n")
	want := "refused: EXO1001 in-test: the sign-in stands in a test\n"
	for _, name := range []string{"connect.Tests.ps1", "tests/connect.ps1"} {
		if diff := cmp.Diff(want, goldenOf(fixText(t, name, script, optionsOf("app-only")))); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}
