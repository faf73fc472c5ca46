package facts

import (
	"strings"
	"testing"
	"time"

	"golang.org/x/tools/txtar"

	"github.com/exolint/exolint/scanner/syntax"
)

// exhaust asks for everything that is known of a script, and returns how many answers there were.
func exhaust(in *Info) int {
	n := 0
	for c := range in.Calls() {
		n += 1 + len(c.Arguments)
		c.At(c.Node)
		c.Open()
	}
	for c := range in.Constructs() {
		n += 1 + len(c.Properties)
	}
	for range in.Invocations() {
		n++
	}
	for _, h := range in.Hashes() {
		n += len(h.Entries)
	}
	for a := range in.Assignments() {
		n++
		for range a.Value.Texts() {
			n++
		}
	}
	for f := range in.Functions() {
		n += len(in.Callers(f))
	}
	for e := range in.Embedded() {
		n += exhaust(e)
	}
	for e := range syntax.All(in.File.Root) {
		v := in.ValueOf(e)
		if v.source() != nil {
			n++
		}
		n += len(v.Trail)
	}
	return n
}

// Scripts that are made to take long or to go deep.
func hostileScripts() map[string]string {
	many := strings.Repeat
	return map[string]string{
		"nested conditions":         many("if ($a) { $x = 1; ", 900) + many("}", 900) + "; probe $x",
		"conditions in a row":       many("if ($a) { $x = 'b' } else { $x += 'a' }\n", 5000) + "probe $x",
		"nested loops":              many("foreach ($i in $x) { $x = $y; $y = $x + $i; ", 300) + many("}", 300) + "; probe $x $y",
		"loops in a row":            many("while ($a) { $x = $y; $y = $z; $z = $x }\n", 3000) + "probe $x",
		"doubling":                  "$a = 'ab'\n" + many("$a = $a + $a\n", 200) + "probe $a",
		"doubling lists":            "$a = @(1)\n" + many("$a = $a + $a\n", 200) + "probe $a",
		"doubling in a text":        "$a = 'ab'\n" + many("$a = \"$a $a $b\"\n", 200) + "probe $a",
		"a long sum":                "probe (" + many("'a' + ", 20000) + "'b')",
		"a long list":               "probe @(" + many("1,", 20000) + "1)",
		"a table built up":          "$h = @{}\n" + many("$h['k' + $i] = 1\n", 3000) + growing(5000) + "probe @h",
		"tables in tables":          many("@{a=", 400) + "1" + many("}", 400),
		"functions in a ring":       ring(400),
		"a function with callers":   "function F($x) { probe $x }\n" + many("F (F 'a')\n", 3000),
		"recursion":                 "function F($x) { $y = F ($x + 'a'); return $y }\nprobe (F 'a')",
		"assigned to itself":        many("$a = $b; $b = $a; $a = \"$a$b\"\n", 2000) + "probe $a",
		"executing itself":          "$x = 'iex $x; iex $x'; iex $x",
		"executing often":           many("iex 'iex ''iex $a; iex $b'''\n", 2000),
		"script blocks in blocks":   many("& { $x = $x; ", 400) + many("}", 400),
		"members":                   "$a" + many(".b(1)[0]", 3000),
		"aliases in a ring":         "sal a b; sal b c; sal c a; a",
		"switch":                    "switch ($x) {" + many("1 { $y = 'a' } ", 5000) + "}; probe $y",
		"try":                       many("try { $x = 1; ", 300) + many("} catch { $x = 2 }", 300) + "; probe $x",
		"replacements":              "$a = 'a'\n" + many("$a = $a.Replace('a', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa')\n", 100) + "probe $a",
		"a pattern":                 "probe (('a' * 30000) -replace '(a*)*b', 'c')",
		"broken":                    many("function { param( $x = @{ ", 300),
		"a function that runs away": many("function F { F2 $args; ", 200) + many("}", 200),
	}
}

// growing returns assignments of a table to n of its own keys.
func growing(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString("$h.k")
		b.WriteString(strings.Repeat("x", i%50))
		b.WriteByte(byte('a' + i%26))
		b.WriteString(" = $h\n")
	}
	return b.String()
}

// ring returns n functions of which each returns and passes on what the next one does.
func ring(n int) string {
	var b strings.Builder
	for i := range n {
		next := (i + 1) % n
		b.WriteString("function F" + letters(i) + "($x) { $r = F" + letters(next) + " $x; probe $x; return $r }\n")
	}
	return b.String()
}

func letters(i int) string {
	return string([]byte{byte('a' + i/26%26), byte('a' + i%26)})
}

func TestHostileScriptsTakeLittleTime(t *testing.T) {
	for name, src := range hostileScripts() {
		t.Run(name, func(t *testing.T) {
			start := time.Now()
			exhaust(compute(src))
			// A hundred times what it takes on a quiet machine.
			if took := time.Since(start); took > 20*time.Second {
				t.Errorf("took %v", took)
			}
		})
	}
}

func FuzzFacts(f *testing.F) {
	for _, src := range hostileScripts() {
		if len(src) < 4096 {
			f.Add(src)
		}
	}
	a, err := txtar.ParseFile("testdata/bindings.txtar")
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range a.Files {
		f.Add(string(file.Data))
	}
	for _, src := range []string{
		"$h = @{ a = 1 }; foreach ($i in $l) { $h[$i] += $h.a; $h.Remove('a') }; F @h",
		"function F { param([Parameter(Mandatory)][pscredential]$c = $(Get-Credential), [switch]$s) G @PSBoundParameters }; F -c:$x",
		"$x = switch ($y) { 1 { 'a' } default { \"b$($z.q)\" } }; iex \"$x -f `\"q`\"\"",
		"$c = New-Object Net.Mail.SmtpClient('h', 25); $c.Credentials = [pscredential]@('u', ('p' | ConvertTo-SecureString -AsPlainText)); $c.Send()",
		"'{0}{1:x}' -f (1..3), @('a') -join ',' -replace '(a)', '$1$$' -split 'b'",
		"$PSDefaultParameterValues = @{ '*:a' = 1; 'G?t-*:b' = { 1 } }; Get-Content @args -Tail:5 --% x",
		"[powershell]::Create().AddCommand('X').AddParameter('a', 1).AddArgument(2).AddParameters(@{ b = 1 })",
		"powershell -enc JABhAA==; 'x' > \"$a.ps1\"; Set-Content -Path b.ps1 -Value 'iex $c'",
	} {
		f.Add(src)
	}
	f.Fuzz(func(t *testing.T, src string) {
		if len(src) > 16<<10 {
			return
		}
		src = strings.ToValidUTF8(src, "\ufffd") // as all text is that is decoded
		watch := time.AfterFunc(20*time.Second, func() { panic("the script takes too long") })
		defer watch.Stop()
		first := exhaust(compute(src))
		if again := exhaust(compute(src)); again != first {
			t.Errorf("%d answers, then %d", first, again)
		}
	})
}
