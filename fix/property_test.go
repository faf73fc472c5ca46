package fix

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/exolint/exolint/scanner/edit"
	"github.com/exolint/exolint/scanner/rewrite"
)

var targets = []rewrite.Target{rewrite.Auto, rewrite.AppOnly, rewrite.ManagedIdentity, rewrite.Interactive}

// fixtures returns all scripts of the test data, by name.
func fixtures(t testing.TB) map[string]string {
	t.Helper()
	scripts := map[string]string{}
	err := filepath.WalkDir("../testdata", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(name)
		switch filepath.Ext(name) {
		case ".ps1", ".psm1":
			scripts[name] = string(data)
		case ".txtar":
			for _, f := range txtar.Parse(data).Files {
				if ext := filepath.Ext(f.Name); ext == ".ps1" || ext == ".before" {
					scripts[name+"/"+f.Name] = string(f.Data)
				}
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return scripts
}

func TestEveryFixtureStaysSound(t *testing.T) {
	t.Parallel()
	for name, text := range fixtures(t) {
		if len(text) > 64<<10 {
			continue // made to measure the parser with
		}
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for _, target := range targets {
				checkSound(t, []byte(text), rewrite.Options{Target: target, Values: testValues})
			}
		})
	}
}

// checkSound checks what must hold for every fix.
func checkSound(t *testing.T, raw []byte, o rewrite.Options) {
	t.Helper()
	s := fixText(t, "a.ps1", raw, o)
	if s == nil {
		return
	}
	if !s.Changed() {
		if !bytes.Equal(s.Raw(), raw) {
			t.Error("the bytes change without an edit")
		}
		return
	}
	if id := newError(s.File.Source.Text, s.New); id != "" {
		t.Errorf("%s: a new syntax error: %s", o.Target, id)
	}
	if back, err := edit.Apply(s.New, edit.Inverse(s.File.Source.Text, s.Edits)); err != nil || back != s.File.Source.Text {
		t.Errorf("%s: bytes outside the edits change: %v", o.Target, err)
	}
	if o.Target != rewrite.AppOnly {
		return // what follows depends little on the target, and takes its time
	}
	if again := fixText(t, "a.ps1", s.Raw(), o); again != nil && again.Changed() {
		t.Errorf("%s: a second run changes the script again:\n%s", o.Target, again.Diff())
	}
	checkMasked(t, s)
}

// checkMasked checks that neither the diff nor the plan shows a secret.
func checkMasked(t *testing.T, s *Script) {
	t.Helper()
	p, err := NewPlan([]*Script{s}, nil)
	must(t, err)
	var b bytes.Buffer
	_, err = p.WriteTo(&b)
	must(t, err)
	shown := b.String() + s.Diff()
	for _, span := range s.secrets() {
		secret := strings.Trim(s.File.Source.Text[span.Start:span.End], `'"`)
		if len(secret) >= 8 && strings.Contains(shown, secret) {
			t.Errorf("a secret of %d characters is shown", len(secret))
		}
	}
}

func FuzzFix(f *testing.F) {
	for name, text := range fixtures(f) {
		if len(text) < 4<<10 && strings.Contains(name, "rewrite.txtar") {
			f.Add(text) // the others are checked above
		}
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, target := range targets[1:] {
			checkFuzzed(t, []byte(text), rewrite.Options{Target: target, Values: testValues})
		}
	})
}

// checkFuzzed is checkSound for bytes that may be no script.
func checkFuzzed(t *testing.T, raw []byte, o rewrite.Options) {
	s, ok := tryFix(t, "a.ps1", raw, o)
	if !ok || s == nil || !s.Changed() {
		return
	}
	checkSound(t, raw, o)
}
