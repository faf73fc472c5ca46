package rules

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/exolint/exolint/report"
	"github.com/exolint/exolint/scanner"
	"golang.org/x/tools/txtar"
)

// TestAcrossFiles scans scripts that load one another. The last file of each archive says what is found: place, rule, message
// and the places that belong to it.
func TestAcrossFiles(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct{ name, archive string }{
		{"a wrapper in a dot-sourced file, with its callers", `
-- lib/connect.ps1 --
function Connect-Tenant {
    param([pscredential]$Account)
    Connect-ExchangeOnline -Credential $Account
}
-- report.ps1 --
. "$PSScriptRoot/lib/connect.ps1"
Connect-Tenant -Account (Get-Credential)
-- want --
lib/connect.ps1:3 EXO1001 "-Credential $Account"; report.ps1:2 "Connect-Tenant -Account (Get-Credential)"
`},
		{"a server that a dot-sourced file sets", `
-- settings.ps1 --
$SmtpServer = 'relay.contoso.local'
-- send.ps1 --
. .\settings.ps1
Send-MailMessage -From a@contoso.example -To b@contoso.example -Subject s -SmtpServer $SmtpServer -Credential $c
-- want --
send.ps1:2 EXO2001 "Send-MailMessage"
`},
		{"a function of a module that shadows a cmdlet", `
-- tools.psd1 --
@{ RootModule = 'tools.psm1' }
-- tools.psm1 --
function Connect-ExchangeOnline { param($Credential) Write-Host "not the cmdlet" }
-- job.ps1 --
Import-Module "$PSScriptRoot\tools.psd1"
Connect-ExchangeOnline -Credential $c
-- want --
`},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			fsys := fstest.MapFS{}
			want := ""
			for _, f := range txtar.Parse([]byte(tc.archive)).Files {
				if f.Name == "want" {
					want = string(f.Data)
					continue
				}
				fsys[f.Name] = &fstest.MapFile{Data: f.Data}
			}
			for _, jobs := range []int{1, 8} {
				r, err := scanner.Run(context.Background(), scanner.Options{FS: fsys, Roots: []string{"."}, Rules: All(), Jobs: jobs, Now: time.Now()})
				if err != nil {
					t.Fatal(err)
				}
				if diff := cmp.Diff(want, places(r)); diff != "" {
					t.Errorf("%d jobs (-want +got):\n%s", jobs, diff)
				}
			}
		})
	}
}

// places lists findings with what belongs to them in other files.
func places(r *report.Report) string {
	var b strings.Builder
	for _, n := range r.Notifications {
		fmt.Fprintf(&b, "%s\n", n.Message)
	}
	for _, f := range r.Findings {
		fmt.Fprintf(&b, "%s %s %q", place(f.Primary), f.Rule.ID, text(f.Primary))
		for _, step := range f.Trail {
			if step.Span.File != f.Primary.File {
				fmt.Fprintf(&b, "; %s %q", place(step.Span), text(step.Span))
			}
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func place(s report.Span) string {
	start, _ := s.Range()
	return fmt.Sprintf("%s:%d", s.File.Path, start.Line)
}

func text(s report.Span) string { return s.File.Source.Text[s.Start:s.End] }
