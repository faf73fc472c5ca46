package fix

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/exolint/exolint/report"
	"github.com/exolint/exolint/rules/rule"
	"github.com/exolint/exolint/scanner/edit"
	"github.com/exolint/exolint/scanner/rewrite"
	"github.com/exolint/exolint/scanner/source"
)

// secretText is what no plan and no diff may show.
const secretText = "Winter2024!"

// planned returns a script that signs in with a written password, and a change that takes both out.
func planned(t *testing.T) *Script {
	t.Helper()
	text := "$p = '" + secretText + "'\r\nConnect-ExchangeOnline -Credential $c # not x" + secretText + "\r\nGet-Mailbox\r\n"
	src, err := source.Decode("a.ps1", []byte(text), source.Options{})
	must(t, err)
	f := &report.File{Path: "a.ps1", Source: src}
	at := strings.Index(text, "-Credential")
	s := &Script{
		File: f,
		Findings: []report.Finding{{
			Rule: &rule.Rule{Meta: rule.Meta{ID: "EXO3003"}}, Primary: report.Span{File: f, Start: 5, End: 18},
			Masks: []report.Span{{File: f, Start: 5, End: 18}},
		}},
		Changes: []*rewrite.Change{
			{
				Want: rewrite.Want{Rule: "EXO1001"}, Span: edit.Span{Start: at, End: at + 14}, Message: "Sign in", Safety: rule.Unsafe, Target: rewrite.AppOnly,
				Edits: []edit.Edit{{Start: 0, End: 20}, {Start: at, End: at + 14, New: "-AppId $env:ID"}},
				Needs: []rewrite.Need{rewrite.NeedApp},
			},
			{Want: rewrite.Want{Rule: "EXO3003"}, Span: edit.Span{Start: 5, End: 18}, Safety: rule.Unsafe, Refusal: rewrite.Refuse(rewrite.SecretInText)},
		},
	}
	s.Prepare()
	return s
}

func TestDiffMasksSecrets(t *testing.T) {
	t.Parallel()
	got := planned(t).Diff()
	want := "--- a/a.ps1\n+++ b/a.ps1\n@@ -1,3 +1,2 @@\n-$p = '•••'\r\n-Connect-ExchangeOnline -Credential $c # not x•••\r\n" +
		"+Connect-ExchangeOnline -AppId $env:ID # not x•••\r\n Get-Mailbox\r\n"
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestPlanRoundTrip(t *testing.T) {
	t.Parallel()
	s := planned(t)
	p, err := NewPlan([]*Script{s}, nil)
	must(t, err)
	var b bytes.Buffer
	_, err = p.WriteTo(&b)
	must(t, err)
	if strings.Contains(b.String(), secretText) {
		t.Error("the plan holds the secret")
	}
	back, err := ReadPlan(&b)
	must(t, err)
	if diff := cmp.Diff(p, back); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	got, err := back.Apply(&back.Files[0], []byte(s.File.Source.Raw))
	must(t, err)
	if diff := cmp.Diff(string(s.Raw()), string(got)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestPlanHashesDifferBySalt(t *testing.T) {
	t.Parallel()
	a, err := NewPlan([]*Script{planned(t)}, nil)
	must(t, err)
	b, err := NewPlan([]*Script{planned(t)}, nil)
	must(t, err)
	if a.Files[0].Hash == b.Files[0].Hash || a.Files[0].Edits[0].OriginalHash == b.Files[0].Edits[0].OriginalHash {
		t.Error("two plans of one file have a hash in common")
	}
}

func TestPlanRefuses(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name    string
		change  func(*Plan)
		raw     func([]byte) []byte
		wantErr error
	}{
		{"a file that changed", nil, func(b []byte) []byte { return append(b, '\n') }, ErrChanged},
		{"a file whose secret changed", nil, func(b []byte) []byte { return bytes.ReplaceAll(b, []byte("2024"), []byte("2025")) }, ErrChanged},
		{"an edit at another place", func(p *Plan) { p.Files[0].Edits[0].Start++ }, nil, ErrPlan},
		{"an edit outside", func(p *Plan) { p.Files[0].Edits[1].End = 1 << 30 }, nil, ErrPlan},
		{"an edit that breaks the script", func(p *Plan) { p.Files[0].Edits[1].Replacement = "-AppId (" }, nil, ErrPlan},
		{"a salt that is none", func(p *Plan) { p.Salt = "x" }, nil, ErrPlan},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			s := planned(t)
			p, err := NewPlan([]*Script{s}, nil)
			must(t, err)
			if tc.change != nil {
				tc.change(p)
			}
			raw := []byte(s.File.Source.Raw)
			if tc.raw != nil {
				raw = tc.raw(raw)
			}
			_, err = p.Apply(&p.Files[0], raw)
			if !errors.Is(err, tc.wantErr) {
				t.Errorf("error %v, want %v", err, tc.wantErr)
			}
			if err != nil && strings.Contains(err.Error(), secretText) {
				t.Error("the error holds the secret")
			}
		})
	}
}

func TestReadPlanRefuses(t *testing.T) {
	t.Parallel()
	for name, text := range map[string]string{
		"no JSON":        "plan",
		"unknown key":    `{"schema": 1, "sault": "00"}`,
		"another schema": `{"schema": 2}`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if _, err := ReadPlan(strings.NewReader(text)); !errors.Is(err, ErrPlan) {
				t.Errorf("error %v, want %v", err, ErrPlan)
			}
		})
	}
}

func TestPlanKeepsSecretsOut(t *testing.T) {
	t.Parallel()
	s := planned(t)
	s.Changes[0].Edits[1].New = "-AppId '" + secretText + "'"
	s.Prepare()
	p, err := NewPlan([]*Script{s}, nil)
	must(t, err)
	var b bytes.Buffer
	_, err = p.WriteTo(&b)
	must(t, err)
	if strings.Contains(b.String(), secretText) {
		t.Error("the plan holds the secret")
	}
	if len(p.Files[0].Edits) > 0 {
		t.Error("the plan has edits that it cannot hold")
	}
}

func TestPrepareRefuses(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name string
		raw  string
		want rewrite.Reason
	}{
		{"bytes that do not round-trip", "\xef\xbb\xbfConnect-A -Credential $c # \xff\n", rewrite.RoundTrip},
		{"a new syntax error", "Connect-A -Credential $c\n", rewrite.Verification},
		{"a character that the encoding lacks", "Connect-A -Credential $c # \xe4\n", rewrite.Verification},
	}
	inserts := map[string]string{"a new syntax error": "(", "a character that the encoding lacks": "'✓'"}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			src, err := source.Decode("a.ps1", []byte(tc.raw), source.Options{})
			must(t, err)
			at := strings.Index(src.Text, "-Credential")
			s := &Script{File: &report.File{Path: "a.ps1", Source: src}, Changes: []*rewrite.Change{{
				Message: "Sign in", Safety: rule.Unsafe, Edits: []edit.Edit{{Start: at, End: at + 14, New: inserts[tc.name]}},
			}}}
			s.Prepare()
			if s.Changed() || s.New != src.Text || string(s.Raw()) != src.Raw {
				t.Error("the script changes")
			}
			if got := s.Changes[0].Refusal; got == nil || got.Reason != tc.want {
				t.Errorf("refusal %+v, want %s", got, tc.want)
			}
		})
	}
}
