package facts

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/exolint/exolint/scanner/syntax"
)

var sourceKinds = [...]string{
	SourceUnknown: "unknown", SourceLiteral: "literal", SourceParameter: "parameter", SourcePrompt: "prompt",
	SourceClixml: "clixml", SourceEncryptedFile: "encrypted file", SourceClearFile: "clear file",
	SourceAutomationAsset: "automation asset", SourceKeyVault: "key vault", SourceSecretManagement: "secret management",
	SourceCredentialManager: "credential manager", SourceEnvironment: "environment", SourceCISecret: "ci secret",
	SourceGenerated: "generated", SourceAccessToken: "access token",
}

// showSource writes a source with the text that it comes from, and its trail.
func showSource(in *Info, s *Source) string {
	if s == nil {
		return "nil"
	}
	out := sourceKinds[s.Kind]
	if s.Name != "" {
		out += " " + s.Name
	}
	if s.Node != nil && in.Owns(s.Node) {
		out += ": " + in.File.Text(s.Node)
	}
	if s.UserName.Kind != Unknown {
		out += ", user " + show(s.UserName)
	}
	return out
}

func showTrail(trail []Step) string {
	var list []string
	for _, s := range trail {
		list = append(list, s.Note)
	}
	return strings.Join(list, ", ")
}

func TestSource(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, src, want, trail string
	}{
		{"a literal", `probe 'x'`, "literal: 'x'", ""},
		{"a parameter whose default is null", `param([string]$p = $null); probe $p`, "parameter p: [string]$p = $null", ""},
		{"a parameter whose default is empty", `param([string]$p = ""); probe $p`, `parameter p: [string]$p = ""`, ""},
		{"a parameter without a type whose default is null", `param($p = $null); probe $p`, "parameter p: $p = $null", ""},
		{"an object of a file's JSON", `$j = Get-Content c.json -Raw | ConvertFrom-Json; probe $j.password`, "clear file c.json: Get-Content c.json -Raw", ""},
		{"a parameter that the calls in sight leave out", `function F { param([pscredential]$c) probe $c }; F`, "parameter c: [pscredential]$c", ""},
		{"what replaces a name where there is one", `$c = (Get-Content c.json -Raw | ConvertFrom-Json).user; if ($c) { $c = Get-StoredCredential -Target $c }; probe $c`,
			"credential manager: Get-StoredCredential -Target $c", "assigned to $c"},
		{"what stays where there is none", `$c = Get-Content c.txt; if ($other) { $c = Get-Credential }; probe $c`, "clear file c.txt: Get-Content c.txt", "assigned to $c"},
		{"a parameter of a block in a variable", `$b = { param($c) probe $c }; Start-Job -ScriptBlock $b -ArgumentList 1, 'x'; & $b 'x'`, "literal: 'x'", "passed as -c"},
		{"a literal in a variable", `$p = 'x'; probe $p`, "literal: 'x'", "assigned to $p"},
		{"a SecureString of a literal", `probe (ConvertTo-SecureString 'x' -AsPlainText -Force)`, "literal: 'x'", "made into a SecureString"},
		{"piped", `$s = 'x' | ConvertTo-SecureString -AsPlainText -Force; probe $s`, "literal: 'x'", "made into a SecureString, assigned to $s"},
		{"New-Object PSCredential", `$p = ConvertTo-SecureString 'x' -AsPlainText -Force
$c = New-Object System.Management.Automation.PSCredential('svc', $p)
probe $c`, "literal: 'x', user 'svc'", "made into a SecureString, assigned to $p, made into a credential, assigned to $c"},
		{"New-Object PSCredential with a list", `probe (New-Object -TypeName PSCredential -ArgumentList 'u', (ConvertTo-SecureString 'x' -AsPlainText -Force))`,
			"literal: 'x', user 'u'", "made into a SecureString, made into a credential"},
		{"PSCredential.new", `probe ([pscredential]::new($u, (ConvertTo-SecureString $env:PW -AsPlainText -Force)))`,
			"environment PW: $env:PW", "made into a SecureString, made into a credential"},
		{"a cast to PSCredential", `probe ([pscredential]@('u', (ConvertTo-SecureString 'x' -AsPlainText)))`, "literal: 'x', user 'u'", "made into a SecureString, made into a credential"},
		{"NetworkCredential", `probe ([Net.NetworkCredential]::new('u', 'x'))`, "literal: 'x', user 'u'", "made into a credential"},
		{"the password of a credential", `$c = [Net.NetworkCredential]::new('u', 'x'); probe $c.Password`, "literal: 'x'", "made into a credential, assigned to $c"},
		{"the clear password of a credential", `$c = Get-Credential; probe $c.GetNetworkCredential().Password`, "prompt: Get-Credential", "assigned to $c"},
		{"a clear password that is known", `$c = [pscredential]::new('u', (ConvertTo-SecureString 'x' -AsPlainText)); probe $c.GetNetworkCredential().Password`, "literal: 'x'", ""},
		{"the SecureString of a credential", `$c = Import-Clixml c.xml; probe ([pscredential]$c).Password`, "clixml c.xml: Import-Clixml c.xml", "assigned to $c"},
		{"Get-Credential", `probe (Get-Credential -UserName 'u' -Message 'm')`, "prompt: Get-Credential -UserName 'u' -Message 'm', user 'u'", ""},
		{"Read-Host", `probe (Read-Host -AsSecureString 'Password')`, "prompt: Read-Host -AsSecureString 'Password'", ""},
		{"PromptForCredential", `probe $Host.UI.PromptForCredential('a', 'b', '', '')`, "prompt: $Host.UI.PromptForCredential('a', 'b', '', '')", ""},
		{"Import-Clixml", `$c = Import-Clixml -Path C:\c.xml; probe $c`, `clixml C:\c.xml: Import-Clixml -Path C:\c.xml`, "assigned to $c"},
		{"an encrypted file", `$s = Get-Content C:\p.txt | ConvertTo-SecureString; probe $s`, `encrypted file C:\p.txt: Get-Content C:\p.txt`, "decrypted, assigned to $s"},
		{"an encrypted file with a key", `probe (ConvertTo-SecureString -String (gc p.txt) -Key $key)`, "encrypted file p.txt: gc p.txt", "decrypted"},
		{"an encrypted literal", `probe (ConvertTo-SecureString '01000000d08c' -Key $key)`, "unknown: ConvertTo-SecureString '01000000d08c' -Key $key", ""},
		{"a clear file", `$s = Get-Content p.txt | ConvertTo-SecureString -AsPlainText -Force; probe $s`, "clear file p.txt: Get-Content p.txt", "made into a SecureString, assigned to $s"},
		{"ReadAllText", `probe ([IO.File]::ReadAllText('p.txt').Trim())`, "clear file p.txt: [IO.File]::ReadAllText('p.txt')", ""},
		{"an automation asset", `probe (Get-AutomationPSCredential -Name 'exo')`, "automation asset exo: Get-AutomationPSCredential -Name 'exo'", ""},
		{"a key vault", `$s = Get-AzKeyVaultSecret -VaultName v -Name n; probe ([pscredential]::new('u', $s.SecretValue))`,
			"key vault n: Get-AzKeyVaultSecret -VaultName v -Name n, user 'u'", "assigned to $s, made into a credential"},
		{"a key vault in clear", `probe (ConvertTo-SecureString (Get-AzKeyVaultSecret -VaultName v -Name n -AsPlainText) -AsPlainText -Force)`,
			"key vault n: Get-AzKeyVaultSecret -VaultName v -Name n -AsPlainText", "made into a SecureString"},
		{"SecretManagement", `probe (Get-Secret -Name 'exo')`, "secret management exo: Get-Secret -Name 'exo'", ""},
		{"Credential Manager", `probe (Get-StoredCredential -Target 'exo')`, "credential manager exo: Get-StoredCredential -Target 'exo'", ""},
		{"environment", `probe ([Environment]::GetEnvironmentVariable('PW'))`, "environment PW: [Environment]::GetEnvironmentVariable('PW')", ""},
		{"a CI secret", `probe '${{ secrets.EXO_PASSWORD }}'`, "ci secret EXO_PASSWORD: '${{ secrets.EXO_PASSWORD }}'", ""},
		{"generated", `probe ([guid]::NewGuid().Guid)`, "generated: [guid]::NewGuid()", ""},
		{"a random file name", `probe ([IO.Path]::GetFileNameWithoutExtension([IO.Path]::GetRandomFileName()))`, "generated: [IO.Path]::GetRandomFileName()", ""},
		{"generated by a cmdlet", `probe (New-Guid | Out-String)`, "generated: New-Guid", ""},
		{"an access token", `probe (Get-AzAccessToken -ResourceUrl $r).Token`, "access token: Get-AzAccessToken -ResourceUrl $r", ""},
		{"a token as a password", `$t = Get-MsalToken; probe ([pscredential]::new('u', (ConvertTo-SecureString "Bearer $($t.AccessToken)" -AsPlainText -Force)))`,
			"access token: Get-MsalToken, user 'u'", "assigned to $t, made into a SecureString, made into a credential"},
		{"a script's parameter", `param([string]$Password) probe (ConvertTo-SecureString $Password -AsPlainText -Force)`, "parameter Password: [string]$Password", "made into a SecureString"},
		{"a script's parameter in a function", `param([string]$Password) function F { probe (ConvertTo-SecureString -AsPlainText $Password -Force) }; F`,
			"parameter Password: [string]$Password", "made into a SecureString"},
		{"a credential parameter", `param([pscredential]$Credential) probe $Credential`, "parameter Credential: [pscredential]$Credential", ""},
		{"through a function", `function F($c) { probe $c }; F (Get-Credential)`, "prompt: Get-Credential", "passed as -c to F"},
		{"through a wrapper", `function Inner { param($Credential) probe $Credential }
function Outer { param($Credential) Inner -Credential $Credential }
Outer -Credential (Import-Clixml c.xml)`, "clixml c.xml: Import-Clixml c.xml", "passed as -Credential to Outer, passed as -Credential to Inner"},
		{"from a function", `function F { $p = ConvertTo-SecureString 'x' -AsPlainText -Force; return New-Object PSCredential('u', $p) }; $c = F; probe $c`,
			"literal: 'x', user 'u'", "made into a SecureString, assigned to $p, made into a credential, returned by F, assigned to $c"},
		{"in a table", `$h = @{ Credential = (Get-Credential) }; probe $h.Credential`, "prompt: Get-Credential", ""},
		{"a part of a text", `$p = Get-Content p.txt; probe "user:$p"`, "clear file p.txt: Get-Content p.txt", "assigned to $p"},
		{"unwrapped", `$s = Read-Host -AsSecureString; $b = [Runtime.InteropServices.Marshal]::SecureStringToBSTR($s); probe ([Runtime.InteropServices.Marshal]::PtrToStringAuto($b))`,
			"prompt: Read-Host -AsSecureString", "assigned to $s, assigned to $b"},
		{"encoded", `$p = 'x'; probe ([Convert]::ToBase64String([Text.Encoding]::ASCII.GetBytes($env:PW)))`, "environment PW: $env:PW", ""},
		{"a literal's characters", `'P@ssw0rd-1'.ToCharArray() | ForEach-Object { probe $_ }`, "literal: 'P@ssw0rd-1'", ""},
		{"a literal's characters in a loop", `$p = 'P@ssw0rd-1'; foreach ($c in $p.ToCharArray()) { probe $c }`, "literal: 'P@ssw0rd-1'", ""},
		{"the lines of a file", `Get-Content p.txt | % { probe $_ }`, "clear file p.txt: Get-Content p.txt", ""},
		{"nothing known", `probe $x`, "nil", ""},
		{"an unknown text", `probe "$x"`, "nil", ""},
		{"using", `$c = Get-Credential; Invoke-Command { probe $using:c }`, "prompt: Get-Credential", "assigned to $c"},
		{"null or a prompt", `param($c) if (!$c) { $c = Get-Credential }; probe $c`, "parameter c: $c", ""},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			in := compute(tc.src)
			list := probes(in)
			if len(list) != 1 {
				t.Fatalf("%d probes", len(list))
			}
			s := in.SourceOf(list[0].Expr)
			if diff := cmp.Diff(tc.want, showSource(in, s)); diff != "" {
				t.Errorf("%s\n(-want +got)\n%s", tc.src, diff)
			}
			if s != nil && tc.trail != "" {
				if diff := cmp.Diff(tc.trail, showTrail(s.Trail)); diff != "" {
					t.Errorf("%s\ntrail (-want +got)\n%s", tc.src, diff)
				}
			}
		})
	}
}

func TestConstructs(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, src string
		types     []string
		want      []string
	}{
		{"New-Object", `$c = New-Object System.Net.Mail.SmtpClient('smtp.office365.com', 587)`, []string{"SmtpClient"},
			[]string{"System.Net.Mail.SmtpClient $c ('smtp.office365.com', 587)"}},
		{"New-Object with one argument", `New-Object Net.Mail.SmtpClient($server)`, []string{"System.Net.Mail.SmtpClient"}, []string{"Net.Mail.SmtpClient (unknown $server)"}},
		{"New-Object with a list in a variable", `$a = 'h', 25; New-Object Net.Mail.SmtpClient -ArgumentList $a`, []string{"SmtpClient"}, []string{"Net.Mail.SmtpClient ('h', 25)"}},
		{"new", `$c = [Net.Mail.SmtpClient]::new('h')`, []string{"Net.Mail.SmtpClient"}, []string{"Net.Mail.SmtpClient $c ('h')"}},
		{"a cast of a table", `[System.Net.Mail.SmtpClient]@{ Host = 'h'; Port = 25 }`, []string{"SmtpClient"}, []string{"System.Net.Mail.SmtpClient () Host='h' Port=25"}},
		{"-Property", `New-Object Net.Mail.SmtpClient -Property @{ Host = 'h' }`, []string{"SmtpClient"}, []string{"Net.Mail.SmtpClient () Host='h'"}},
		{"properties", "$c = New-Object Net.Mail.SmtpClient\n$c.Host = 'h'\n$c.Port = 587\n$c.Credentials = $n\n$c.Send($m)", []string{"SmtpClient"},
			[]string{"Net.Mail.SmtpClient $c () Host='h' Port=587 Credentials=unknown $n Send(unknown $m)"}},
		{"a variable used twice", "$c = New-Object Net.Mail.SmtpClient a\n$c.Port = 1\n$c = New-Object Net.Mail.SmtpClient b\n$c.Port = 2", []string{"SmtpClient"},
			[]string{"Net.Mail.SmtpClient $c ('a') Port=1", "Net.Mail.SmtpClient $c ('b') Port=2"}},
		{"another namespace", `New-Object MailKit.Net.Smtp.SmtpClient`, []string{"Net.Mail.SmtpClient"}, nil},
		{"any namespace", `New-Object MailKit.Net.Smtp.SmtpClient`, []string{"SmtpClient"}, []string{"MailKit.Net.Smtp.SmtpClient ()"}},
		{"methods", "$c = New-Object MailKit.Net.Smtp.SmtpClient\n$c.Connect('h', 587)\n$c.Authenticate('u', $p)", []string{"MailKit.Net.Smtp.SmtpClient"},
			[]string{"MailKit.Net.Smtp.SmtpClient $c () Connect('h', 587) Authenticate('u', unknown $p)"}},
		{"using namespace", "using namespace System.Net.Mail\n[SmtpClient]::new('h')", []string{"Net.Mail.SmtpClient"}, []string{"SmtpClient ('h')"}},
		{"in a function", "function F { $c = New-Object Net.Mail.SmtpClient; $c.Host = 'h' }", []string{"SmtpClient"}, []string{"Net.Mail.SmtpClient $c () Host='h'"}},
		{"passed to a function", "function F($c) { $c.Host = 'h' }\n$x = New-Object Net.Mail.SmtpClient\nF $x", []string{"SmtpClient"}, []string{"Net.Mail.SmtpClient $x () Host='h'"}},
		{"COM", "$m = New-Object -ComObject CDO.Message\n$m.To = 'a'", []string{"CDO.Message"}, []string{"CDO.Message $m () To='a'"}},
		{"executed", `iex 'New-Object Net.Mail.SmtpClient h'`, []string{"SmtpClient"}, []string{"Net.Mail.SmtpClient ('h')"}},
		{"a credential", `$s.Credentials = New-Object System.Net.NetworkCredential('u', 'p')`, []string{"NetworkCredential"}, []string{"System.Net.NetworkCredential ('u', 'p')"}},
		{"a typed parameter", `param([Net.Mail.SmtpClient]$c)`, nil, nil},
		{"a plain cast", `[string]'a'; [int]1; [ordered]@{}`, nil, nil},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			var got []string
			for c := range compute(tc.src).Constructs(tc.types...) {
				got = append(got, showConstruct(c))
			}
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("%s\n(-want +got)\n%s", tc.src, diff)
			}
		})
	}
}

func showConstruct(c *Construct) string {
	out := c.TypeName
	if c.Variable != "" {
		out += " $" + c.Variable
	}
	out += " (" + strings.Join(showArguments(c.Arguments), ", ") + ")"
	for _, p := range c.Properties {
		out += " " + p.Name + "=" + show(p.Value)
	}
	for _, m := range c.Invocations {
		out += fmt.Sprintf(" %s(%s)", m.Name, strings.Join(showArguments(m.Arguments), ", "))
	}
	return out
}

func showArguments(list []Argument) []string {
	var out []string
	for _, a := range list {
		out = append(out, show(a.Value))
	}
	return out
}

func TestAssignments(t *testing.T) {
	t.Parallel()
	in := compute(`param([string]$Password = 'a', $Other)
$x = 'b'
$h.Key = 'c'
$h['k'] = 'd'
$h.Add('l', 'e')
[string]$y = $x
$a, $b = 'f', 'g'
$script:z = 'h'
function F($q = 'i') {}
iex '$v = 1'`)
	var got []string
	for a := range in.Assignments() {
		name := a.Name
		if a.Key != "" {
			name += "." + a.Key
		}
		if a.Parameter != nil {
			name = "param " + name
		}
		got = append(got, name+" = "+show(a.Value))
	}
	want := []string{
		"param Password = 'a'", "param Other = unknown ", "x = 'b'", "h.Key = 'c'", "h.k = 'd'", "h.l = 'e'", "y = 'b'", "a = 'f'", "b = 'g'",
		"z = 'h'", "param q = 'i'", "v = 1",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestInvocations(t *testing.T) {
	t.Parallel()
	in := compute(`$s = New-Object Security.SecureString
$s.AppendChar('x')
$ctx.AcquireToken('a')
[IO.File]::Delete('b')`)
	var got []string
	for m := range in.Invocations() {
		got = append(got, fmt.Sprintf("%s %s(%s)", m.Type, m.Name, strings.Join(showArguments(m.Arguments), ", ")))
	}
	want := []string{"Security.SecureString AppendChar('x')", " AcquireToken('a')", "IO.File Delete('b')"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestHashes(t *testing.T) {
	t.Parallel()
	in := compute(`$b = @{ grant_type = 'password'; $k = 1 }; F @{ a = @{ b = 2 } }`)
	var got []string
	for _, h := range in.Hashes() {
		got = append(got, showTable(h))
	}
	want := []string{"@{grant_type = 'password'; ...}", "@{a = @{b = 2}}", "@{b = 2}"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestParent(t *testing.T) {
	t.Parallel()
	in := compute(`if ($x) { Get-Date }`)
	for c := range in.Calls("Get-Date") {
		p, ok := in.Parent(c.Node).(*syntax.Pipeline)
		if !ok {
			t.Fatalf("the command's parent is a %T", in.Parent(c.Node))
		}
		if _, ok := in.Parent(p).(*syntax.StatementBlock); !ok {
			t.Errorf("the pipeline's parent is a %T", in.Parent(p))
		}
		return
	}
	t.Error("no call")
}

func TestAcrossFiles(t *testing.T) {
	t.Parallel()
	const wrapper = "function Connect-Tenant { param($Credential, [string]$Prefix = 'p')\nConnect-ExchangeOnline -Credential $Credential -Prefix $Prefix\n}"
	t.Run("a call elsewhere", func(t *testing.T) {
		t.Parallel()
		in := computeIn(map[string]string{
			"lib.ps1":  wrapper,
			"main.ps1": ". ./lib.ps1\nConnect-Tenant -Credential (Import-Clixml c.xml)",
		}, "lib.ps1")
		for c := range in.Calls("Connect-ExchangeOnline") {
			b, _ := c.Argument("Credential")
			if got := showSource(in, b.Value().Source); got != "clixml c.xml" {
				t.Errorf("the credential comes from %s", got)
			}
			b, _ = c.Argument("Prefix")
			if got := show(b.Value()); got != "'p'" {
				t.Errorf("the prefix is %s", got)
			}
			if n := len(in.Callers(c.Enclosing)); n != 1 {
				t.Errorf("%d callers", n)
			}
			return
		}
		t.Error("no call")
	})
	t.Run("a function elsewhere", func(t *testing.T) {
		t.Parallel()
		in := computeIn(map[string]string{
			"lib.ps1":  wrapper + "\nfunction Get-Host2 { 'smtp.office365.com' }",
			"main.ps1": ". ./lib.ps1\nConnect-Tenant $c\nprobe (Get-Host2)",
		}, "main.ps1")
		for c := range in.Calls("Connect-Tenant") {
			if got := showCall(c); got != "Connect-Tenant() -Credential unknown $c" {
				t.Errorf("got %s", got)
			}
		}
		if got := show(probes(in)[0].Value()); got != "'smtp.office365.com'" {
			t.Errorf("the function returns %s", got)
		}
	})
	t.Run("a setting elsewhere", func(t *testing.T) {
		t.Parallel()
		in := computeIn(map[string]string{
			"config.ps1": "$Server = 'smtp.office365.com'\n$Mail = @{ Port = 587 }",
			"main.ps1":   ". \"$PSScriptRoot\\config.ps1\"\nprobe $Server\nprobe $Mail.Port\nfunction F { probe $Server }",
		}, "main.ps1")
		var got []string
		for _, b := range probes(in) {
			got = append(got, show(b.Value()))
		}
		if diff := cmp.Diff([]string{"'smtp.office365.com'", "587", "'smtp.office365.com'"}, got); diff != "" {
			t.Errorf("(-want +got)\n%s", diff)
		}
	})
	t.Run("functions that call each other", func(t *testing.T) {
		t.Parallel()
		in := computeIn(map[string]string{
			"a.ps1": ". ./b.ps1\nfunction A($x) { B $x; probe $x; A2 }\nfunction A2 { return B2 }\nprobe (A2)",
			"b.ps1": ". ./a.ps1\nfunction B($x) { A $x }\nfunction B2 { return A2 }\nA 'v'",
		}, "a.ps1")
		if got := show(probes(in)[0].Value()); got != "'v'" {
			t.Errorf("got %s", got)
		}
	})
}
