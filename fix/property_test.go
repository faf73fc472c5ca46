package fix

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/aymanbagabas/go-udiff"
	"golang.org/x/tools/txtar"

	"github.com/exolint/exolint/rules"
	"github.com/exolint/exolint/scanner"
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
	scripts := fixtures(t)
	maps.DeleteFunc(scripts, func(_, text string) bool { return len(text) > 64<<10 }) // made to measure the parser with
	for _, target := range targets {
		t.Run(string(target), func(t *testing.T) {
			t.Parallel()
			o := rewrite.Options{Target: target, Values: testValues}
			changed := 0
			for name, s := range fixAll(t, scripts, o) {
				if s.Changed() {
					changed++
				}
				checkSound(t, name, s, o)
			}
			if changed < 50 {
				t.Errorf("%d scripts change, want more than 50", changed)
			}
		})
	}
}

// fixAll fixes all scripts in one run and returns those with findings by name.
func fixAll(t *testing.T, scripts map[string]string, o rewrite.Options) map[string]*Script {
	t.Helper()
	files, names := fstest.MapFS{}, map[string]string{}
	for i, name := range slices.Sorted(maps.Keys(scripts)) {
		path := fmt.Sprintf("%d/a.ps1", i)
		files[path], names[path] = &fstest.MapFile{Data: []byte(scripts[name])}, name
	}
	r, err := Run(context.Background(), scanner.Options{Rules: rules.All(), FS: files, Roots: []string{"."}, Jobs: 2}, o)
	must(t, err)
	fixed := map[string]*Script{}
	for _, s := range r.Scripts {
		fixed[names[s.File.Path]] = s
	}
	return fixed
}

// checkSound checks what must hold for every fix.
func checkSound(t *testing.T, name string, s *Script, o rewrite.Options) {
	t.Helper()
	if !s.Changed() {
		if string(s.Raw()) != s.File.Source.Raw {
			t.Errorf("%s: the bytes change without an edit", name)
		}
		return
	}
	if id := newError(s.File.Source.Text, s.New); id != "" {
		t.Errorf("%s: a new syntax error: %s", name, id)
	}
	// The inverse edits hold what stood there, whose newlines are not to be made those of its neighbours.
	if back, err := udiff.Apply(s.New, edit.Inverse(s.File.Source.Text, s.Edits)); err != nil || back != s.File.Source.Text {
		t.Errorf("%s: bytes outside the edits change: %v", name, err)
	}
	if again := fixText(t, "a.ps1", s.Raw(), o); again != nil && again.Changed() {
		t.Errorf("%s: a second run changes the script again:\n%s", name, again.Diff())
	}
	if o.Target == rewrite.AppOnly {
		checkMasked(t, s) // hashing takes its time, and what is masked does not depend on the target
	}
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
	checkSound(t, "a.ps1", s, o)
}
