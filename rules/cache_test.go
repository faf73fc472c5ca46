package rules_test

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/exolint/exolint/report"
	"github.com/exolint/exolint/rules"
	"github.com/exolint/exolint/rules/rule"
	"github.com/exolint/exolint/scanner"
	"github.com/exolint/exolint/scanner/cache"
	"github.com/exolint/exolint/scanner/config"
)

// scanJSON returns the report on the scripts as JSON. The store is opened anew, as by another process; dir may be "" for none.
func scanJSON(t *testing.T, scripts map[string]string, dir string, o scanner.Options) string {
	t.Helper()
	o.Roots, o.Rules = []string{"."}, rules.All()
	if o.FS == nil {
		o.FS = filesOf(scripts)
	}
	if o.Now.IsZero() {
		o.Now = time.Date(2026, 11, 24, 0, 0, 0, 0, time.UTC)
	}
	if dir != "" {
		store, err := cache.Open(dir, "test", o.Now)
		if err != nil {
			t.Fatal(err)
		}
		o.Cache = store
	}
	r, err := scanner.Run(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	if err := o.Cache.Close(); err != nil {
		t.Fatal(err)
	}
	r.Took = 0
	var out bytes.Buffer
	if err := report.WriteJSON(&out, r); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// filesOf returns a folder with the scripts.
func filesOf(scripts map[string]string) fstest.MapFS {
	fsys := fstest.MapFS{}
	for name, src := range scripts {
		fsys[name] = &fstest.MapFile{Data: []byte(src)}
	}
	return fsys
}

// TestCacheChangesNothing scans all scripts of the test data without a cache, with an empty one and with a full one.
func TestCacheChangesNothing(t *testing.T) {
	t.Parallel()
	scripts, dir := allScripts(t), t.TempDir()
	want := scanJSON(t, scripts, "", scanner.Options{})
	if !strings.Contains(want, `"findings": [`) {
		t.Fatal("there are no findings")
	}
	for _, state := range []string{"empty", "full"} {
		if diff := cmp.Diff(want, scanJSON(t, scripts, dir, scanner.Options{})); diff != "" {
			t.Errorf("with a cache that is %s (-want +got):\n%s", state, diff)
		}
	}
}

// linkedScripts know of one another: a wrapper with its caller, a setting, a module with two parts, and one that stands alone.
func linkedScripts() map[string]string {
	return map[string]string{
		"lib/connect.ps1":   "function Connect-Tenant {\n    param([pscredential]$Account)\n    Connect-ExchangeOnline -Credential $Account\n}\n",
		"report.ps1":        ". \"$PSScriptRoot/lib/connect.ps1\"\nConnect-Tenant -Account (Get-Credential)\n",
		"settings.ps1":      "$SmtpServer = 'smtp.office365.com'\n",
		"send.ps1":          ". .\\settings.ps1\nSend-MailMessage -From a@contoso.example -To b@contoso.example -Subject s -SmtpServer $SmtpServer -Credential $c\n",
		"tools/tools.psm1":  "# Parts that call Connect-ExchangeOnline.\nGet-ChildItem $PSScriptRoot -Filter *.ps1 | ForEach-Object { . $_.FullName }\n",
		"tools/sign-in.ps1": "function Enter-Mail { param($Secret) Connect-ExchangeOnline -Credential $Secret }\n",
		"tools/use.ps1":     "function Start-Work { Enter-Mail -Secret (Import-Clixml key.xml); Disconnect-ExchangeOnline }\n",
		"alone.ps1":         "$password = 'Canary-8e1f'\nConnect-AzAccount -Credential $c # exolint:ignore EXO1501 until=2026-12-01 -- moves in December\n",
		"nothing.ps1":       "Get-ChildItem -Credential $c\n",
	}
}

// TestCacheSeesChanges scans scripts with what is kept of a run before something changed.
func TestCacheSeesChanges(t *testing.T) {
	t.Parallel()
	edit := func(name, old, new string) func(map[string]string) {
		return func(scripts map[string]string) { scripts[name] = strings.Replace(scripts[name], old, new, 1) }
	}
	remove := func(name string) func(map[string]string) {
		return func(scripts map[string]string) { delete(scripts, name) }
	}
	for _, tc := range []struct {
		name    string
		change  func(map[string]string)
		options scanner.Options
	}{
		{name: "the caller asks nobody any more", change: edit("report.ps1", "(Get-Credential)", "(Import-Clixml key.xml)")},
		{name: "the caller does not load the wrapper", change: edit("report.ps1", ". ", "# ")},
		{name: "the caller is gone", change: remove("report.ps1")},
		{name: "the wrapper is mended", change: edit("lib/connect.ps1", "-Credential $Account", "-ManagedIdentity")},
		{name: "the wrapper is a line further down", change: edit("lib/connect.ps1", "function", "\nfunction")},
		{name: "the setting is another server", change: edit("settings.ps1", "smtp.office365.com", "relay.contoso.local")},
		{name: "the setting is gone", change: remove("settings.ps1")},
		{name: "two files of the setting's name", change: func(s map[string]string) { s["other/settings.ps1"] = "$SmtpServer = 'x.contoso.local'\n" }},
		{name: "another part of the module calls", change: edit("tools/use.ps1", "Import-Clixml key.xml", "Get-Credential")},
		{name: "the module does not collect", change: edit("tools/tools.psm1", "Get-ChildItem", "# ")},
		{name: "a script that had nothing", change: edit("nothing.ps1", "Get-ChildItem", "Connect-ExchangeOnline")},
		{name: "a script by another name", change: func(s map[string]string) { s["b/alone.ps1"] = s["alone.ps1"]; delete(s, "alone.ps1") }},
		{name: "a day later", options: scanner.Options{Now: time.Date(2026, 11, 25, 0, 0, 0, 0, time.UTC)}},
		{name: "when the directive has ended", options: scanner.Options{Now: time.Date(2027, 1, 2, 0, 0, 0, 0, time.UTC)}},
		{name: "fewer rules", options: scanner.Options{Selected: map[string]bool{"EXO1001": false}}},
		{name: "errors only", options: scanner.Options{MinSeverity: rule.Error}},
		{name: "certain ones only", options: scanner.Options{MinConfidence: rule.High}},
		{name: "another severity", options: scanner.Options{Config: &config.Config{Rules: map[string]config.Level{"EXO1001": config.Note}}}},
		{name: "another kind of job", options: scanner.Options{Config: &config.Config{
			Overrides: []config.Override{{Paths: config.Globs{"lib/**"}, Job: "azure-automation"}},
		}}},
		{name: "values for what is suggested", options: scanner.Options{Config: &config.Config{Replacement: config.Replacement{AppID: "11111111-2222-3333-4444-555555555555"}}}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			scripts, dir := linkedScripts(), t.TempDir()
			before := scanJSON(t, scripts, dir, scanner.Options{})
			if tc.change != nil {
				tc.change(scripts)
			}
			want := scanJSON(t, scripts, "", tc.options)
			if want == before {
				t.Fatal("the change changes nothing, so the cache is not put to the test")
			}
			for _, state := range []string{"before", "after"} {
				if diff := cmp.Diff(want, scanJSON(t, scripts, dir, tc.options)); diff != "" {
					t.Errorf("with what was kept %s the change (-want +got):\n%s", state, diff)
				}
			}
		})
	}
}

// savedFS is a folder in which somebody saves a script anew after it was read once.
type savedFS struct {
	fstest.MapFS
	script string
	opened atomic.Bool
}

func (s *savedFS) Open(name string) (fs.File, error) {
	if name == s.script && s.opened.Swap(true) {
		return fstest.MapFS{name: {Data: append([]byte("# saved\n"), s.MapFS[name].Data...)}}.Open(name)
	}
	return s.MapFS.Open(name)
}

// TestCacheKeepsNothingHalfKnown saves a script anew between the look at it alone and the one with knowledge of others.
func TestCacheKeepsNothingHalfKnown(t *testing.T) {
	t.Parallel()
	scripts := linkedScripts()
	want := scanJSON(t, scripts, "", scanner.Options{})
	for name := range scripts {
		dir := t.TempDir()
		scanJSON(t, scripts, dir, scanner.Options{FS: &savedFS{MapFS: filesOf(scripts), script: name}})
		if diff := cmp.Diff(want, scanJSON(t, scripts, dir, scanner.Options{})); diff != "" {
			t.Errorf("when %s is as it was (-want +got):\n%s", name, diff)
		}
	}
}

// TestCacheHoldsNoSecret looks for what scripts hold in the file of the cache.
func TestCacheHoldsNoSecret(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	scanJSON(t, linkedScripts(), dir, scanner.Options{})
	raw, err := os.ReadFile(filepath.Join(dir, "test.cache"))
	if err != nil {
		t.Fatal(err)
	}
	for _, word := range []string{"Canary-8e1f", "password", "connect.ps1", "Connect-Tenant", "Findings"} {
		if bytes.Contains(raw, []byte(word)) {
			t.Errorf("%q stands in the cache", word)
		}
	}
}
