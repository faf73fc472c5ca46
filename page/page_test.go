package page_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/exolint/exolint/page"
	"github.com/exolint/exolint/register"
	"github.com/exolint/exolint/report"
	"github.com/exolint/exolint/rules"
	"github.com/exolint/exolint/scanner"
)

// write returns the page of scripts.
func write(t *testing.T, scripts map[string]string, text func(string) string) string {
	t.Helper()
	fsys := fstest.MapFS{}
	for name, src := range scripts {
		fsys[name] = &fstest.MapFile{Data: []byte(src)}
	}
	c := register.NewCollector(register.Options{})
	r, err := scanner.Run(context.Background(), scanner.Options{FS: fsys, Roots: []string{"."}, Rules: rules.All(), Everything: true,
		Now: time.Date(2026, 11, 24, 0, 0, 0, 0, time.UTC), Tool: report.Tool{Name: "exolint", Version: "0.1.0"},
		Visit: func(s scanner.Script) { c.Add(register.Script{File: s.File, Facts: s.Facts, Inventory: s.Inventory}) }})
	if err != nil {
		t.Fatal(err)
	}
	g, err := c.Register(context.Background(), r)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := page.Write(&b, page.Content{Report: r, Register: g, Text: text}); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// legacy is a script with something for each part of the page.
const legacy = "$p = ConvertTo-SecureString 'Kanarie+Vogel42' -AsPlainText -Force\n$c = [pscredential]::new('svc@contoso.example', $p)\n" +
	"Connect-ExchangeOnline -Credential $c\nGet-Mailbox\nSend-MailMessage -From app@contoso.example -To b@contoso.example -SmtpServer smtp.office365.com -Credential $c\n"

// TestPolicy compares the hashes of the page's policy with its elements, which no browser would use otherwise.
func TestPolicy(t *testing.T) {
	t.Parallel()
	got := write(t, map[string]string{"a.ps1": legacy}, nil)
	for _, element := range []string{"style", "script"} {
		found := regexp.MustCompile(`(?s)<`+element+`>(.*?)</`+element+`>`).FindAllStringSubmatch(got, -1)
		if len(found) != 1 {
			t.Fatalf("%d elements %s", len(found), element)
		}
		sum := sha256.Sum256([]byte(found[0][1]))
		want := element + "-src &#39;sha256-" + strings.ReplaceAll(base64.StdEncoding.EncodeToString(sum[:]), "+", "&#43;") + "&#39;"
		if !strings.Contains(got, want) {
			t.Errorf("the policy does not allow the page's %s", element)
		}
	}
	if !strings.Contains(got, `content="default-src &#39;none&#39;;`) || regexp.MustCompile(`\s(on\w+|style)=`).MatchString(got) {
		t.Error("the policy lets something pass, or an attribute does what it forbids")
	}
}

// TestHostileText puts markup wherever a script can put text.
func TestHostileText(t *testing.T) {
	t.Parallel()
	const mark = "<img src=x onerror=alert(1)>"
	got := write(t, map[string]string{
		mark + `".ps1`:                  "# Author: " + mark + "\n" + legacy,
		"'--><script>alert(1)<!--.ps1":  legacy,
		"javascript:alert(1).ps1":       legacy,
		"a.ps1":                         "Connect-ExchangeOnline -Credential $c # </script><script>alert(1)</script>\n",
		"b.ps1":                         "Send-MailMessage -From '" + mark + "@contoso.example' -SmtpServer '" + mark + "' -Credential $c\n",
		"\u202eevil\u001b[31m{{.}}.ps1": legacy,
	}, nil)
	for _, bad := range []string{"<img", "<script>alert", "\u202e", "\u001b", `href="javascript`, "<!--"} {
		if strings.Contains(got, bad) {
			t.Errorf("the page holds %q", bad)
		}
	}
	if !strings.Contains(got, "&lt;img src=x onerror=alert(1)&gt;") {
		t.Error("the name is not shown")
	}
}

func TestSecretsAndAddresses(t *testing.T) {
	t.Parallel()
	scripts := map[string]string{"a.ps1": legacy, "b.ps1": "# it is Kanarie+Vogel42\n" + legacy}
	got := write(t, scripts, nil)
	if strings.Contains(got, "Vogel42") || !strings.Contains(got, report.Mask) {
		t.Error("a secret is shown, or nothing is masked")
	}
	hidden := write(t, scripts, func(text string) string { return strings.ReplaceAll(text, "contoso.example", "hidden.example") })
	if strings.Contains(hidden, "contoso") || !strings.Contains(hidden, "svc@hidden.example") {
		t.Error("text is shown that was to be hidden")
	}
}

func TestContent(t *testing.T) {
	t.Parallel()
	got := write(t, map[string]string{"a.ps1": legacy, "b.ps1": "Connect-MgGraph -Identity\n", "c.ps1": "Get-Mailbox\n"}, nil)
	for _, want := range []string{
		"1 of the 2 scripts that sign in or send mail still uses legacy authentication.",
		"Next: 2026-12, Basic authentication for SMTP client submission, announced (1 script).",
		"May stop any day: -Credential on Connect-ExchangeOnline and Connect-IPPSSession (1 script).",
		"2 scripts have no owner.",
		"2 rows: 1 legacy, 1 modern",
		"c.ps1: read mailboxes",
		`<mark>-Credential $c</mark>`,
	} {
		if !strings.Contains(got, want) {
			t.Errorf("the page does not say %q", want)
		}
	}
	if nothing := write(t, map[string]string{"a.ps1": "Get-Date\n"}, nil); !strings.Contains(nothing, "No script signs in or sends mail.") {
		t.Error("the page of nothing does not say so")
	}
}
