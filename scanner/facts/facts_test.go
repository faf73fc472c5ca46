package facts

import (
	"fmt"
	"go/token"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/exolint/exolint/scanner/project"
	"github.com/exolint/exolint/scanner/syntax"
)

// compute returns what is known of a script alone.
func compute(src string) *Info {
	return Compute(syntax.Parse(token.NewFileSet().AddFile("test.ps1", -1, len(src)), src), project.None)
}

// computeIn returns what is known of one of several scripts, given as path and text.
func computeIn(scripts map[string]string, name string) *Info {
	fset := token.NewFileSet()
	files := make(map[string]*syntax.File)
	var list []*project.Summary
	for _, path := range slices.Sorted(maps.Keys(scripts)) {
		files[path] = syntax.Parse(fset.AddFile(path, -1, len(scripts[path])), scripts[path])
		list = append(list, project.Summarize(path, files[path]))
	}
	return Compute(files[name], project.New(list, func(path string) *syntax.File { return files[path] }))
}

// show writes a value as a person would.
func show(v Value) string {
	if v.Alternatives != nil {
		return "one of " + strings.Join(showAll(v.Alternatives), " | ")
	}
	switch v.Kind {
	case Null:
		return "null"
	case Bool:
		return fmt.Sprint(v.Truth)
	case Number:
		return fmt.Sprint(v.Int)
	case String:
		return "'" + showFragments(v.Fragments) + "'"
	case Array:
		return "@(" + strings.Join(showAll(v.Elements), ", ") + ")"
	case Table:
		return showTable(v.Table)
	case Object:
		return "object " + v.TypeName
	case Secure:
		return "secure"
	case Credential:
		return "credential"
	case Block:
		return "block"
	case Type:
		return "type " + v.TypeName
	}
	return "unknown " + v.Why
}

func showAll(list []Value) []string {
	var out []string
	for _, v := range list {
		out = append(out, show(v))
	}
	return out
}

func showFragments(list []Fragment) string {
	var b strings.Builder
	for _, f := range list {
		if f.Known {
			b.WriteString(f.Text)
		} else {
			b.WriteString("<" + f.Why + ">")
		}
	}
	return b.String()
}

func showTable(h *Hash) string {
	var list []string
	for _, e := range h.Entries {
		key := e.Key
		if e.Maybe {
			key += "?"
		}
		list = append(list, key+" = "+show(e.Value))
	}
	if h.Open {
		list = append(list, "...")
	}
	return "@{" + strings.Join(list, "; ") + "}"
}

// probes returns the values of the arguments of the commands named probe.
func probes(in *Info) []Bound {
	var list []Bound
	for c := range in.Calls("probe") {
		list = append(list, c.Arguments...)
	}
	return list
}

func TestValue(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, src, want string
	}{
		// Literals and operators.
		{"a text", `probe 'a''b'`, `'a'b'`},
		{"a word", `probe smtp.office365.com`, `'smtp.office365.com'`},
		{"a number", `probe 587`, `587`},
		{"null", `probe $null`, `null`},
		{"true", `probe $true`, `true`},
		{"a list", `probe a, 1`, `@('a', 1)`},
		{"a list in parentheses", `probe @('a'; 'b')`, `@('a', 'b')`},
		{"an empty list", `probe @()`, `@()`},
		{"one element", `probe (,'a')`, `@('a')`},
		{"a type", `probe ([uri])`, `type uri`},
		{"a script block", `probe { 1 }`, `block`},
		{"an addition", `probe ('a' + 'b' + $x + 'c')`, `'ab<$x>c'`},
		{"an addition to nothing known", `probe ($x + '/powershell')`, `'<$x>/powershell'`},
		{"numbers", `probe (500 + 87)`, `587`},
		{"lists", `probe (@('a') + 'b' + @('c'))`, `@('a', 'b', 'c')`},
		{"tables", `probe (@{a = 1} + @{b = 2})`, `@{a = 1; b = 2}`},
		{"a repetition", `probe ('ab' * 3)`, `'ababab'`},
		{"a format", `probe ('{0}.{1}.com {{x}}' -f 'smtp', $d)`, `'smtp.<$d>.com {x}'`},
		{"a format of one", `probe ('https://{0}/' -f 'host')`, `'https://host/'`},
		{"a format with a width", `probe ('{0:D3}' -f 7)`, `'<an expression>'`},
		{"a join", `probe ('a', 'b' -join '.')`, `'a.b'`},
		{"a join before", `probe (-join ('a', 'b'))`, `'ab'`},
		{"a replacement", `probe ('smtp.EXAMPLE.com' -replace 'example', 'office365')`, `'smtp.office365.com'`},
		{"a replacement by groups", `probe ('ab' -creplace '(a)(b)', '$2$1$$')`, `'ba$'`},
		{"a split", `probe ('a,b' -split ',')`, `@('a', 'b')`},
		{"an element", `probe ('a', 'b')[1]`, `'b'`},
		{"an index", `$x = 'a', 'b'; probe $x[-1]`, `'b'`},
		{"a character", `$x = 'abc'; probe $x[1]`, `'b'`},
		{"not", `probe (!$true)`, `false`},
		{"a ternary", `probe ($x ? 'a' : 'b')`, `one of 'a' | 'b'`},
		{"a default", `probe ($null ?? 'b')`, `'b'`},
		{"an if", `probe $(if ($x) { 'a' } else { 'b' })`, `one of 'a' | 'b'`},
		{"a switch", `probe $(switch ($x) { 1 { 'a' } default { 'b' } })`, `one of 'a' | 'b'`},

		// Strings to expand.
		{"a variable in a text", `$h = 'outlook.office365.com'; probe "https://$h/powershell"`, `'https://outlook.office365.com/powershell'`},
		{"an unknown in a text", `probe "a $x.y ${z} $($w.Name)"`, `'a <$x>.y <$z> <$w.Name>'`},
		{"escapes", "probe \"a`tb`$c`u{41}\"\"$x\"", "'a\tb$cA\"<$x>'"},
		{"a here-string", "probe @\"\na $x\nb\n\"@", "'a <$x>\nb'"},
		{"a word with a variable", `$d = 'a'; probe $d\b`, `'a\b'`},
		{"an environment variable", `probe "$env:HOST"`, `'<environment variable HOST>'`},
		{"typographic quotes", `$x = 'a'; probe “b$x”`, `'ba'`},

		// Methods.
		{"trim and lower", `probe ' ABC '.Trim().ToLower()`, `'abc'`},
		{"replace", `probe ('a-b'.Replace('-', '.'))`, `'a.b'`},
		{"substring", `probe ('abcdef'.Substring(1, 3))`, `'bcd'`},
		{"split", `probe ('a;b'.Split(';'))`, `@('a', 'b')`},
		{"a text in base64", `probe ([Text.Encoding]::UTF8.GetString([Convert]::FromBase64String('YWJj')))`, `'abc'`},
		{"a text of two bytes each in base64", `$b = 'YQBiAA=='; probe ([System.Text.Encoding]::Unicode.GetString([System.Convert]::FromBase64String($b)))`, `'ab'`},
		{"bytes in base64 that are no text", `probe ([Text.Encoding]::UTF8.GetString([Convert]::FromBase64String('//8=')))`, `unknown `},
		{"Concat", `probe ([string]::Concat('a', 'b'))`, `'ab'`},
		{"Join", `probe ([string]::Join('-', @('a', 'b')))`, `'a-b'`},
		{"Format", `probe ([string]::Format('{0}{1}', 'a', 'b'))`, `'ab'`},
		{"an unknown method", `probe ('a'.Frobnicate())`, `unknown `},

		// Casts.
		{"to a string", `probe ([string]587)`, `'587'`},
		{"to a number", `probe ([int]'587')`, `587`},
		{"to a uri", `probe ([uri]'https://x')`, `'https://x'`},
		{"to a table", `probe ([pscustomobject]@{a = 1}).a`, `1`},
		{"ordered", `$h = [ordered]@{a = 1}; probe $h.a`, `1`},
		{"a property of an object", `$o = New-Object PSObject -Property @{Host = 'x'}; probe $o.Host`, `'x'`},
		{"a typed variable", `[int]$p = '25'; probe $p`, `25`},

		// Variables.
		{"the last assignment", `$x = 'a'; $x = 'b'; probe $x`, `'b'`},
		{"before the assignment", `probe $x; $x = 'a'`, `unknown $x`},
		{"in any letter case", `$Server = 'a'; probe $SERVER`, `'a'`},
		{"several at once", `$a, $b = 'x', 'y'; probe $b`, `'y'`},
		{"in a chain", `$a = $b = 'x'; probe $a`, `'x'`},
		{"added to", `$x = 'a'; $x += 'b'; probe $x`, `'ab'`},
		{"counted", `$i = 1; $i++; probe $i`, `2`},
		{"a condition", `$x = 'a'; if ($y) { $x = 'b' }; probe $x`, `one of 'a' | 'b'`},
		{"both ways", `if ($y) { $x = 'a' } else { $x = 'b' }; probe $x`, `one of 'a' | 'b'`},
		{"a way that ends", `$x = 'a'; if ($y) { $x = 'b'; return }; probe $x`, `'a'`},
		{"a way that throws", `if ($y) { $x = 'a' } else { throw 'x' }; probe $x`, `'a'`},
		{"switch", `$x = 'a'; switch ($y) { 1 { $x = 'b' } 2 { $x = 'c' } }; probe $x`, `one of 'a' | 'b' | 'c'`},
		{"try", `try { $x = 'a' } catch { $x = 'b' }; probe $x`, `one of 'a' | 'b'`},
		{"a catch that ends", `try { $x = 'a' } catch { exit 1 }; probe $x`, `'a'`},
		{"a loop", `$x = 'a'; while ($y) { $x = 'b' }; probe $x`, `one of 'a' | 'b'`},
		{"a variable that a loop leaves alone", `$x = 'a'; foreach ($i in $l) { probe $x }`, `'a'`},
		{"within a loop", `foreach ($i in $l) { $x = 'a'; probe $x; $x = 'b' }`, `'a'`},
		{"around a loop", `$x = 'a'; foreach ($i in $l) { probe $x; $x = 'b' }`, `one of 'a' | 'b'`},
		{"changed in a loop", `$x = ''; foreach ($i in $l) { $x += 'a' }; probe $x`, `one of '' | '<$x>a'`},
		{"over a list", `foreach ($s in 'a', 'b') { probe $s }`, `one of 'a' | 'b'`},
		{"of itself", `$x = $x; probe $x`, `unknown $x`},
		{"more than can be told apart", strings.Repeat("if ($y) { $x = [guid]::NewGuid() }; ", 20) + ` probe $x`, `unknown one of many values`},
		{"set by name", `Set-Variable -Name x -Value 'a'; probe $x`, `'a'`},
		{"made by name", `New-Variable x 'a' -Force; probe $x`, `'a'`},
		{"an out variable", `$x = 'a'; Get-Foo -OutVariable x; probe $x`, `unknown `},
		{"ForEach-Object", `$x = 'a'; 1..2 | ForEach-Object { $x = 'b' }; probe $x`, `one of 'a' | 'b'`},
		{"each of a pipeline", `'a', 'b' | ForEach-Object { probe $_ }`, `one of 'a' | 'b'`},
		{"each of an unknown pipeline", `Get-X | % { probe $_ }`, `unknown $_`},
		{"each in each", `'a' | % { 'b' | % { probe $_ }; probe $_ }`, `'b'|'a'`},
		{"a script block", `$x = 'a'; & { $x = 'b' }; probe $x`, `'a'`},
		{"using", `$x = 'a'; Invoke-Command { probe $using:x }`, `'a'`},
		{"an argument of a job", `Start-Job { probe $args[1] } -ArgumentList 'a', 'b'`, `'b'`},
		{"a parameter of a job", `Start-Job { param($s) probe $s } -ArgumentList 'a'`, `'a'`},
		{"an argument of a block", `& { probe $args[0] } 'a'`, `'a'`},
		{"environment", `$env:X = 'a'; probe $env:X`, `'a'`},
		{"environment that is not set", `probe $env:X`, `'<environment variable X>'`},
		{"Get-Variable", `$x = 'a'; probe (Get-Variable x -ValueOnly)`, `'a'`},

		// Scopes.
		{"a script's variable in a function", `$x = 'a'; function F { probe $x }`, `'a'`},
		{"set after the function", `function F { probe $x }; $x = 'a'; F`, `'a'`},
		{"a script's parameter in a function", `param([string]$x = 'a') function F { probe $x }; F`, `'a'`},
		{"a local variable", `$x = 'a'; function F { $x = 'b'; probe $x }`, `'b'`},
		{"a function's variable outside", `function F { $x = 'b' }; F; probe $x`, `unknown $x`},
		{"set for the script", `function F { $script:x = 'b' }; F; probe $x`, `'b'`},
		{"set for the script and before", `$x = 'a'; function F { $global:x = 'b' }; F; probe $x`, `one of 'a' | 'b'`},
		{"the script's by its scope", `$x = 'a'; function F { $x = 'b'; probe $script:x }`, `'a'`},
		{"null first", `$x = $null; function F { probe $x }; $x = 'a'`, `'a'`},
		{"a nested function", `function F { $x = 'a'; function G { probe $x } }`, `'a'`},

		// Parameters.
		{"a script's parameter", `param($x) probe $x`, `unknown script parameter $x`},
		{"a script's text", `param([string]$x) probe $x`, `'<$x>'`},
		{"a default", `param([string]$x = 'a') probe $x`, `'a'`},
		{"a mandatory credential", `param([Parameter(Mandatory)][pscredential]$c) probe $c`, `credential`},
		{"of a function that nobody calls", `function F($x) { probe $x }`, `unknown parameter $x`},
		{"of a function that is called", `function F($x) { probe $x }; F 'a'; F -x 'b'`, `one of 'a' | 'b'`},
		{"a default that a call leaves", `function F { param($x = 'a') probe $x }; F; F 'b'`, `one of 'a' | 'b'`},
		{"a switch that a call leaves", `function F { param([switch]$s) probe $s }; F`, `false`},
		{"splatted", `function F { param($x) probe $x }; $p = @{ x = 'a' }; F @p`, `'a'`},
		{"through two functions", `function G($y) { probe $y }; function F($x) { G $x }; F 'a'`, `'a'`},
		{"a function that calls itself", `function F($x) { probe $x; F $x }; F 'a'`, `'a'`},
		{"the bound parameters", `function F { param($x, [Parameter(Mandatory)]$y) probe $PSBoundParameters }; F 1 2`, `@{x? = 1; y = 2}`},
		{"the bound parameters without one", `function F { param($x, $y) $null = $PSBoundParameters.Remove('x'); probe $PSBoundParameters }`, `@{y? = unknown parameter $y}`},

		// Functions.
		{"what a function returns", `function F { return 'a' }; probe (F)`, `'a'`},
		{"what a function outputs", `function F { Write-Verbose 'x'; 'a' }; probe (F)`, `'a'`},
		{"what a function makes", `function F { $x = 'a'; $x += 'b'; $x }; probe $(F)`, `'ab'`},
		{"one of two returns", `function F { if ($y) { return 'a' } return 'b' }; probe (F)`, `one of 'a' | 'b'`},
		{"what a block outputs", `probe (& { 'a' })`, `'a'`},

		// Tables.
		{"a table", `probe @{ a = 'x'; 'b' = 1 }`, `@{a = 'x'; b = 1}`},
		{"set by member", `$h = @{}; $h.a = 1; probe $h`, `@{a = 1}`},
		{"set by index", `$h = @{}; $h['a'] = 1; probe $h`, `@{a = 1}`},
		{"set by a known key", `$k = 'a'; $h = @{}; $h[$k] = 1; probe $h`, `@{a = 1}`},
		{"set by an unknown key", `$h = @{ a = 1 }; $h[$k] = 1; probe $h`, `@{a = 1; ...}`},
		{"set over", `$h = @{ a = 1 }; $h.A = 2; probe $h`, `@{A = 2}`},
		{"Add", `$h = @{}; $h.Add('a', 1); probe $h`, `@{a = 1}`},
		{"Remove", `$h = @{ a = 1; b = 2 }; $h.Remove('a'); probe $h`, `@{b = 2}`},
		{"Clear", `$h = @{ a = 1 }; $h.Clear(); probe $h`, `@{}`},
		{"Clone", `$h = @{ a = 1 }; $i = $h.Clone(); $i.b = 2; probe $h $i`, `@{a = 1}|@{a = 1; b = 2}`},
		{"added", `$h = @{ a = 1 }; $h += @{ b = 2 }; probe $h`, `@{a = 1; b = 2}`},
		{"in a condition", `$h = @{ a = 1 }; if ($x) { $h.b = 2 }; probe $h`, `@{a = 1; b? = 2}`},
		{"in a loop", `$h = @{}; foreach ($i in $l) { $h.Add('a', $i) }; probe $h`, `@{a? = unknown $i}`},
		{"in a table", `$h = @{ a = @{} }; $h.a.b = 1; probe $h.a.b`, `1`},
		{"an entry", `$h = @{ a = 'x' }; probe $h.a $h['A']`, `'x'|'x'`},
		{"no entry", `$h = @{ a = 'x' }; probe $h.b`, `null`},
		{"the defaults", `$PSDefaultParameterValues['a:b'] = 1; probe $PSDefaultParameterValues`, `@{a:b = 1}`},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			var got []string
			for _, b := range probes(compute(tc.src)) {
				got = append(got, show(b.Value()))
			}
			if diff := cmp.Diff(tc.want, strings.Join(got, "|")); diff != "" {
				t.Errorf("%s\n(-want +got)\n%s", tc.src, diff)
			}
		})
	}
}
