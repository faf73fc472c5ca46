package scanner

import (
	"fmt"
	"strings"
	"testing"

	"github.com/exolint/exolint/rules/rule"
)

func TestPrefilter(t *testing.T) {
	t.Parallel()
	p, _ := newPrefilter([]*rule.Rule{
		{Meta: rule.Meta{ID: "EXO1001", Triggers: []string{"connect-exchangeonline", "connect-ippssession"}}},
		{Meta: rule.Meta{ID: "EXO2002", Triggers: []string{"net.mail.smtpclient", "smtp"}}},
		{Meta: rule.Meta{ID: "EXO0001"}},
		{Meta: rule.Meta{ID: "EXO3003", Name: "password-literal", Triggers: []string{"password=", "|pass=", "|putty|", "'eyj", "hasło=", "outlook & pssession"}}},
	})
	tests := []struct {
		name, text string
		want       bool
	}{
		{"empty", "", false},
		{"nothing of interest", "Get-Mailbox | Export-Csv x.csv # connects", false},
		{"a word", "Connect-ExchangeOnline -Credential $c", true},
		{"letter case", "cONNECT-eXCHANGEoNLINE", true},
		{"at the very end", "x;connect-ippssession", true},
		{"part of a word", "connect-exchangeonlin", false},
		{"a beginning before the word", "connect-ex connect-connect-ippssession", true},
		{"the end of one word in the beginning of another", "net.mail.smtp", true},
		{"backticks inside", "Conn`ect-Exch`angeOnline", true},
		{"strings added up", "& ('Connect-Ex' + \"changeOnline\")", true},
		{"strings added up over lines", "'Connect-Ex' +\r\n  'changeOnline'", true},
		{"typographic dash", "Connect\u2013ExchangeOnline", true},
		{"typographic quotes", "\u2018Connect-Ex\u2019 + \u201cchangeOnline\u201d", true},
		{"other characters break a word", "connect-\u00e9exchangeonline", false},
		{"a name in a variable", "$name = 'Get-Date'; & $name -Credential $c", false},
		{"a name put together in a variable", "$name = \"Connect-$noun\"; & $name -Credential $c", true},
		{"a formatted name", "& ('{0}-{1}' -f 'Connect', $x)", true},
		{"code in a string", "iex $code", false},
		{"code that is put together", "iex ($code -replace 'x', '')", true},
		{"part of another name", "Convert-Index -Join", false},
		{"an ordinary call operator", "& 'C:\\tool.exe' /x", false},
		{"a directive", "Get-Date # exolint:ignore EXO1001 -- r", true},
		{"an attribute", "[Diagnostics.CodeAnalysis.SuppressMessage('EXO1001','')]", true},
		{"an attribute with a name", "[SuppressMessageAttribute('password-literal', '')]", true},
		{"an attribute for others", "[SuppressMessageAttribute('PSAvoidUsingWriteHost', '')]", false},
		{"a program", "& \"$tools\\putty.exe\" -pw x", true},
		{"a program after an escape", "iex \"`nputty -pw x\"", true},
		{"a program's letters in a name", "[OutputType([string])]", false},
		{"one of two words", "New-PSSession -ComputerName web1", false},
		{"two words", "New-PSSession -ConnectionUri https://outlook.office365.com", true},
		{"a token", "$t = 'eyJ0eXAi'", true},
		{"not at a token's beginning", "$t = 'AeyJ0eXAi'", false},
		{"a variable", "$password = 'x'", true},
		{"a variable with a number", "$Password2='x'", true},
		{"a variable in braces", "${my password} = 'x'", true},
		{"an element", "$h['Password'] = 'x'", true},
		{"a key", "@{ Password = $x }", true},
		{"a parameter's default", "param([string]$AdminPassword = 'x')", true},
		{"a parameter", "param($User, $Password)\nf a b", true},
		{"a parameter with a comment", "param($User, $Password # of the user\n)\nf a b", true},
		{"a protected parameter", "param([securestring] $Password)", false},
		{"an argument", "Connect-Thing -Password $p", true},
		{"an argument with a typographic dash", "Connect-Thing \u2013Password $p", true},
		{"a program's argument", "tool /password:x --password x", true},
		{"arguments in order", "Set-Variable Password 'x'", true},
		{"a method's arguments", "$h.Add('Password', 'x')", true},
		{"a cmdlet", "Reset-Password -User $u", false},
		{"a longer name", "$passwordExpires = 'x'", false},
		{"a variable without a text", "$password = Read-Host -AsSecureString", false},
		{"a variable whose text follows below", "$password = (\n'x')", true},
		{"a word of its own", "$smtpPass = 'x'", true},
		{"the end of another word", "$bypass = 'x'", false},
		{"a word in capitals", "$PASS = 'x'; $SMTPPass = 'x'", true},
		{"a switch", "Get-Thing -PassThru", false},
		{"letters of other languages", "$has\u0142o = 'x'", true},
		{"data", "'" + strings.Repeat("QUJD", 60) + "/putty+" + strings.Repeat("QUJD", 60) + "'", false},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			if got := p.passes(tc.text); got != tc.want {
				t.Errorf("passes(%q) = %v, want %v", tc.text, got, tc.want)
			}
		})
	}
}

func TestPrefilterWithoutTriggers(t *testing.T) {
	t.Parallel()
	p, _ := newPrefilter([]*rule.Rule{
		{Meta: rule.Meta{ID: "EXO1001", Triggers: []string{"connect-exchangeonline"}}},
		{Meta: rule.Meta{ID: "EXO3003"}},
	})
	if !p.passes("Get-Date") {
		t.Error("a script is skipped though a rule may find something in any")
	}
}

// TestPrefilterIsContains compares the automaton with a plain search, over texts made of pieces of the words.
func TestPrefilterIsContains(t *testing.T) {
	t.Parallel()
	words := []string{"aab", "ab-a", "b-b", "aaaa", "-a-"}
	p, _ := compile(words)
	const letters = "aB-x"
	for n := range 1 << 16 {
		var b strings.Builder
		for m := n; m > 0; m >>= 2 {
			b.WriteByte(letters[m&3])
		}
		text := b.String()
		want := false
		for _, word := range words {
			want = want || strings.Contains(strings.ToLower(text), word)
		}
		if got := p.passes(text); got != want {
			t.Fatalf("passes(%q) = %v, want %v", text, got, want)
		}
	}
}

// TestPrefilterHoldsManyPairs checks that the words of all pairs are asked for together, however many there are of them.
func TestPrefilterHoldsManyPairs(t *testing.T) {
	t.Parallel()
	var pairs []string
	for i := range 60 {
		pairs = append(pairs, fmt.Sprintf("left%02d & right%02d", i, i))
	}
	p, err := compile(pairs)
	if err != nil {
		t.Fatal(err)
	}
	for i := range 60 {
		left, right := fmt.Sprintf("left%02d ", i), fmt.Sprintf("right%02d ", i)
		if p.passes(left) || p.passes(right) || p.passes(left+fmt.Sprintf("right%02d", (i+1)%60)) {
			t.Errorf("half of pair %d passes", i)
		}
		if !p.passes(right + left) {
			t.Errorf("pair %d does not pass", i)
		}
	}
}

func BenchmarkPrefilter(b *testing.B) {
	p, _ := newPrefilter([]*rule.Rule{{Meta: rule.Meta{ID: "EXO1001", Triggers: []string{
		"connect-exchangeonline", "connect-ippssession", "new-pssession", "send-mailmessage", "smtpclient", "convertto-securestring",
		"set-casmailbox", "set-transportconfig", "authenticationpolicy", "connect-msolservice", "connect-azuread", "password",
	}}}})
	text := strings.Repeat("Get-Mailbox -ResultSize Unlimited | Where-Object { $_.Name -like 'a*' } | Export-Csv report.csv\r\n", 1000)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		if p.passes(text) {
			b.Fatal("the text passes")
		}
	}
}
