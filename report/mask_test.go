package report

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/exolint/exolint/rules/rule"
)

// canary is the secret that no output may hold.
const canary = "Kanarie+Vogel42"

// leaky returns a report in which the secret, a literal in the script, stands wherever text is shown.
func leaky(t *testing.T, script, literal, secret string) *Report {
	t.Helper()
	f := newFile(t, "leak.ps1", script)
	start := strings.Index(script, literal)
	if start < 0 {
		t.Fatal("the script does not have the literal")
	}
	span := Span{File: f, Start: start, End: start + len(literal)}
	whole := Span{File: f, Start: 0, End: len(script)}
	other := newFile(t, "other.ps1", "net user admin "+secret+" /add\nnet user guest "+secret+" /add\n")
	rl := newRule("EXO3001", "plaintext-securestring", rule.Error)
	finding := Finding{
		Rule: rl, Severity: rule.Error, Confidence: rule.High, Message: "the password is " + secret,
		Primary: whole, Masks: []Span{span}, Advice: "Connect-It '" + secret + "'\nConnect-Again " + secret,
		Trail: []Related{{Span: whole, Note: "assigned " + secret}, {Span: Span{File: other, Start: 0, End: 20}, Note: "seen"}},
		Fixes: []Fix{
			{Message: "Keep " + secret, Safety: rule.Unsafe, Edits: []Edit{{Span: span, NewText: "'" + secret + "'+1"}}},
			{Message: "Ask", Safety: rule.Unsafe, Edits: []Edit{{Span: span, NewText: "(Read-Host)"}}},
		},
	}
	elsewhere := Finding{
		Rule: rl, Severity: rule.Warning, Confidence: rule.Low, Message: "shows a line with a known secret",
		Primary: Span{File: other, Start: 0, End: 8},
		Fixes:   []Fix{{Message: "Quote", Safety: rule.Safe, Edits: []Edit{{Span: Span{File: other, Start: 0, End: 3}, NewText: "& net"}}}},
	}
	suppressed := finding
	suppressed.Suppressed = &Suppression{Reason: "we like " + secret, At: span}
	return &Report{
		Files:    []*File{f, other, {Path: "no.ps1", NotScanned: "the server wants " + secret}},
		Findings: []Finding{finding, suppressed, elsewhere},
		Notifications: []Notification{
			{ID: "rule-panic", Level: rule.Error, Message: "no rule for " + secret, At: span, Detail: "value " + secret},
		},
		Started: started,
	}
}

func TestNoSecretInAnyOutput(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, script, literal, secret string
	}{
		{"single-quoted", "$p = '" + canary + "'\n", "'" + canary + "'", canary},
		{"double-quoted", `$p = "` + canary + `"`, `"` + canary + `"`, canary},
		{"typographic quotes", "$p = ‘" + canary + "’", "‘" + canary + "’", canary},
		{"bare word", "net user x " + canary + " /add", canary, canary},
		{"literal without its quotes", "$p = '" + canary + "'", canary, canary},
		{"here-string", "$p = @'\n" + canary + "\n'@\n", "@'\n" + canary + "\n'@", canary},
		{"here-string of many lines", "$p = @\"\r\nfirst line\r\n" + canary + "\r\nlast line\r\n\"@\r\n", "@\"\r\nfirst line\r\n" + canary + "\r\nlast line\r\n\"@", canary},
		{"again in a comment", "$p = '" + canary + "' # was " + canary, "'" + canary + "'", canary},
		{"again on another line", "$p = '" + canary + "'\n$q = \"x" + canary + "y\"\n", "'" + canary + "'", canary},
		{"doubled quote", "$p = 'Kan''arie42'", "'Kan''arie42'", "Kan'arie42"},
		{"backtick escape", "$p = \"Kan`$arie42\"", "\"Kan`$arie42\"", "Kan$arie42"},
		{"short", "$p = 'x7!'", "'x7!'", "x7!"},
		{"end of a long line", strings.Repeat("$x = 1; ", 400) + "$p = '" + canary + "'", "'" + canary + "'", canary},
		{"longer than a line of output", "$p = '" + strings.Repeat(canary, 40) + "'", "'" + strings.Repeat(canary, 40) + "'", strings.Repeat(canary, 40)},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			for name, write := range writers() {
				r := leaky(t, tc.script, tc.literal, tc.secret)
				SetFingerprints(r)
				var out bytes.Buffer
				if err := write(&out, r); err != nil {
					t.Fatal(err)
				}
				if strings.Contains(out.String(), tc.secret) || strings.Contains(out.String(), canary) {
					t.Errorf("the secret stands in the output as %s", name)
				}
				if !strings.Contains(out.String(), Mask) {
					t.Errorf("nothing is masked in the output as %s", name)
				}
			}
		})
	}
}

func TestMaskerText(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, secret, text, want string
	}{
		{"within a word", "hunter2", "xhunter2y", "x•••y"},
		{"short within a word", "cat", "concatenate", "concatenate"},
		{"short by itself", "cat", "a cat, cat_1", "a •••, •••_1"},
		{"too short to tell", "a", "a b a", "a b a"},
		{"another letter case", "Hunter2", "hunter2", "hunter2"},
		{"twice in a row", "hunter2", "hunter2hunter2", "••••••"},
		{"not ASCII", "pässwörd", "«pässwörd»", "«•••»"},
		{"empty", "", "a ''", "a ''"},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			f := newFile(t, "a.ps1", "$p = '"+tc.secret+"'")
			f.Secrets = []Span{{File: f, Start: 5, End: len(f.Source.Text)}}
			got := NewMasker(&Report{Files: []*File{f}}).Text(tc.text)
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// TestMaskerTextIn masks a secret of one file in texts about another one, and about one that its finding leads through.
func TestMaskerTextIn(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, secret, text, elsewhere, home string
	}{
		{"in the name of a command", "Content", "Get-Content $path", "Get-Content $path", "Get-••• $path"},
		{"in the name of a variable", "Content7", "$zContent7z", "$zContent7z", "$z•••z"},
		{"a variable of that name", "Content7", "$Content7 = 1", "$Content7 = 1", "$••• = 1"},
		{"a member of that name", "Content", "$answer.Content", "$answer.Content", "$answer.•••"},
		{"a part of a path", "Content", `C:\Content\index.htm`, `C:\Content\index.htm`, `C:\•••\index.htm`},
		{"a word of its own", "Content7", "net user admin Content7 /add", "net user admin ••• /add", "net user admin ••• /add"},
		{"a string", "Content7", `'Content7', "Content7"`, `'•••', "•••"`, `'•••', "•••"`},
		{"in a connection", "Content7", "Password=Content7;", "Password=•••;", "Password=•••;"},
		{"in an address", "Content7", "ftp://user:Content7@host", "ftp://user:•••@host", "ftp://user:•••@host"},
		{"at the end of a sentence", "Content7", "It is Content7. Or Content7.", "It is •••. Or •••.", "It is •••. Or •••."},
		{"short", "cat", "a cat_1", "a cat_1", "a •••_1"},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			own, through, other := newFile(t, "a.ps1", "$p = '"+tc.secret+"'"), newFile(t, "b.ps1", tc.text), newFile(t, "c.ps1", tc.text)
			secret := Span{File: own, Start: 5, End: len(own.Source.Text)}
			m := NewMasker(&Report{Files: []*File{own, through, other}, Findings: []Finding{
				{Primary: secret, Masks: []Span{secret}, Trail: []Related{{Span: Span{File: through}}}},
			}})
			want := []string{tc.home, tc.home, tc.home, tc.elsewhere, tc.elsewhere}
			got := []string{
				m.TextIn(own, tc.text), m.TextIn(through, tc.text), m.Span(Span{File: through, End: len(tc.text)}),
				m.TextIn(other, tc.text), m.Span(Span{File: other, End: len(tc.text)}),
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("in its own file, one on the way and another one (-want +got):\n%s", diff)
			}
		})
	}
}

// TestMaskDependsOnOneFile compares what is shown of a finding with and without another file that holds a secret.
func TestMaskDependsOnOneFile(t *testing.T) {
	t.Parallel()
	rl := newRule("EXO3001", "plaintext-securestring", rule.Error)
	holder := newFile(t, "z.ps1", "$p = 'Content'\n")
	held := spanOf(t, holder, "'Content'")
	secret := Finding{Rule: rl, Severity: rule.Error, Confidence: rule.High, Message: "a secret", Primary: held, Masks: []Span{held}}
	shown := newFile(t, "a.ps1", "$text = Get-Content $path # $zContentz\n")
	line := spanOf(t, shown, "Get-Content $path")
	finding := Finding{
		Rule: rl, Severity: rule.Error, Confidence: rule.High, Message: "Get-Content reads $path", Primary: line, Advice: "Get-Content -Raw",
		Trail: []Related{{Span: line, Note: "assigned by Get-Content"}},
		Fixes: []Fix{{Message: "Set-Content", Safety: rule.Safe, Edits: []Edit{{Span: line, NewText: "Get-Content -Raw"}}}},
	}
	for name, write := range writers() {
		var alone, both bytes.Buffer
		for out, r := range map[*bytes.Buffer]*Report{
			&alone: {Files: []*File{shown}, Findings: []Finding{finding}, Started: started},
			&both:  {Files: []*File{shown, holder}, Findings: []Finding{finding, secret}, Started: started},
		} {
			if err := write(out, r); err != nil {
				t.Fatal(err)
			}
		}
		if want, got := strings.Count(alone.String(), "Get-Content"), strings.Count(both.String(), "Get-Content"); want != got {
			t.Errorf("as %s, Get-Content stands %d times in the output, %d times where another file holds a secret", name, want, got)
		}
	}
}

func TestMaskerSpan(t *testing.T) {
	t.Parallel()
	f := newFile(t, "a.ps1", "a 'one-secret' b @'\ntwo\nlines-long\n'@ c")
	f.Secrets = []Span{spanOf(t, f, "'one-secret'"), spanOf(t, f, "@'\ntwo\nlines-long\n'@")}
	m := NewMasker(&Report{Files: []*File{f}})
	tests := []struct {
		name, from, to, want string
	}{
		{"all", "a 'one", " c", "a '•••' b @'•••'@ c"},
		{"begins within", "secret'", " c", "•••' b @'•••'@ c"},
		{"ends within", "a 'one", "'one", "a '•••"},
		{"one line of many", "lines-", "long", "•••"},
		{"beside it", " b @", " b @", " b @"},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			got := m.Span(Span{File: f, Start: spanOf(t, f, tc.from).Start, End: spanOf(t, f, tc.to).End})
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestMaskLengthIsFixed(t *testing.T) {
	t.Parallel()
	shown := make(map[string]bool)
	for _, secret := range []string{"sixsix", "a-much-longer-secret-than-that", "a secret\nof two lines"} {
		f := newFile(t, "a.ps1", "'"+secret+"'")
		f.Secrets = []Span{{File: f, End: len(f.Source.Text)}}
		shown[NewMasker(&Report{Files: []*File{f}}).Span(f.Secrets[0])] = true
	}
	if diff := cmp.Diff(map[string]bool{"'•••'": true}, shown); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
