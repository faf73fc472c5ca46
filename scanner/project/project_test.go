package project

import (
	"go/token"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/exolint/exolint/scanner/syntax"
)

// index returns the view of scripts, given as path and text.
func index(t *testing.T, scripts map[string]string) *Index {
	t.Helper()
	fset := token.NewFileSet()
	open := func(path string) *syntax.File {
		src := scripts[path]
		return syntax.Parse(fset.AddFile(path, -1, len(src)), src)
	}
	var list []*Summary
	for _, path := range slices.Sorted(maps.Keys(scripts)) {
		list = append(list, Summarize(path, open(path)))
	}
	return New(list, open)
}

func TestFunction(t *testing.T) {
	t.Parallel()
	const lib = "function Connect-Tenant { param($Credential) }"
	tests := []struct {
		name    string
		scripts map[string]string
		want    string // path of the file that defines it; "": none
	}{
		{"dot-sourced by a relative path", map[string]string{"a/main.ps1": ". ./lib.ps1\nConnect-Tenant", "a/lib.ps1": lib}, "a/lib.ps1"},
		{"dot-sourced by a backslash path in another case", map[string]string{"a/main.ps1": `. .\Lib\Tools.ps1`, "a/lib/tools.ps1": lib}, "a/lib/tools.ps1"},
		{"dot-sourced beside the script", map[string]string{"a/main.ps1": `. "$PSScriptRoot\..\lib.ps1"`, "lib.ps1": lib}, "lib.ps1"},
		{"dot-sourced without quotes", map[string]string{"a/main.ps1": `. $PSScriptRoot\lib.ps1`, "a/lib.ps1": lib}, "a/lib.ps1"},
		{"Join-Path", map[string]string{"a/main.ps1": `. (Join-Path $PSScriptRoot 'lib.ps1')`, "a/lib.ps1": lib}, "a/lib.ps1"},
		{"Join-Path with names", map[string]string{"a/main.ps1": `. (Join-Path -Path $PSScriptRoot -ChildPath lib.ps1)`, "a/lib.ps1": lib}, "a/lib.ps1"},
		{"a variable for the folder", map[string]string{"a/main.ps1": "$here = Split-Path -Parent $MyInvocation.MyCommand.Path\n. \"$here\\lib.ps1\"", "a/lib.ps1": lib}, "a/lib.ps1"},
		{"concatenated", map[string]string{"a/main.ps1": `. ($PSScriptRoot + '\lib.ps1')`, "a/lib.ps1": lib}, "a/lib.ps1"},
		{"an unknown folder with one file that fits", map[string]string{"a/main.ps1": `. "$root\shared\lib.ps1"`, "x/shared/lib.ps1": lib}, "x/shared/lib.ps1"},
		{"an unknown folder with two files that fit", map[string]string{"a/main.ps1": `. "$root\lib.ps1"`, "x/lib.ps1": lib, "y/lib.ps1": lib}, ""},
		{"a module by its path", map[string]string{"a/main.ps1": `Import-Module ./Tools.psm1`, "a/Tools.psm1": lib}, "a/Tools.psm1"},
		{"a module behind a switch", map[string]string{"a/main.ps1": `Import-Module -Force $PSScriptRoot\Tools.psm1`, "a/Tools.psm1": lib}, "a/Tools.psm1"},
		{"a module by its name", map[string]string{"a/main.ps1": `Import-Module Tools`, "m/Tools/Tools.psm1": lib}, "m/Tools/Tools.psm1"},
		{"a module by its folder", map[string]string{"a/main.ps1": `Import-Module "$PSScriptRoot/Tools"`, "a/Tools/Tools.psm1": lib}, "a/Tools/Tools.psm1"},
		{"a manifest's root module", map[string]string{
			"a/main.ps1": `Import-Module ./Tools.psd1`, "a/Tools.psd1": "@{ RootModule = 'Core.psm1' }", "a/Core.psm1": lib}, "a/Core.psm1"},
		{"a manifest's nested modules", map[string]string{
			"a/main.ps1": `Import-Module ./Tools.psd1`, "a/Tools.psd1": "@{ NestedModules = @('x.psm1', 'y.psm1') }", "a/x.psm1": "", "a/y.psm1": lib}, "a/y.psm1"},
		{"using module", map[string]string{"a/main.ps1": "using module ./Tools.psm1", "a/Tools.psm1": lib}, "a/Tools.psm1"},
		{"through a third script", map[string]string{"a/main.ps1": `. ./b.ps1`, "a/b.ps1": `. ./c.ps1`, "a/c.ps1": lib}, "a/c.ps1"},
		{"loaded by the same script", map[string]string{"a/all.ps1": ". ./main.ps1\n. ./lib.ps1", "a/main.ps1": "", "a/lib.ps1": lib}, "a/lib.ps1"},
		{"a part of a module that is not loaded", map[string]string{
			"m/m.psm1": "Get-ChildItem $PSScriptRoot -Recurse | ForEach-Object { . $_.FullName }", "a/main.ps1": "", "m/Private/lib.ps1": lib, "m/Public/main.ps1": ""}, ""},
		{"not loaded", map[string]string{"a/main.ps1": "Connect-Tenant", "a/lib.ps1": lib}, ""},
		{"loaded and defined twice", map[string]string{"a/main.ps1": ". ./b.ps1\n. ./c.ps1", "a/b.ps1": lib, "a/c.ps1": lib}, ""},
		{"a function in a function", map[string]string{"a/main.ps1": ". ./lib.ps1", "a/lib.ps1": "function Outer { " + lib + " }"}, ""},
		{"a global function in a function", map[string]string{"a/main.ps1": ". ./lib.ps1", "a/lib.ps1": "function Outer { function global:Connect-Tenant {} }"}, "a/lib.ps1"},
		{"scripts that load each other", map[string]string{"a/main.ps1": ". ./b.ps1", "a/b.ps1": ". ./main.ps1\n" + lib}, "a/b.ps1"},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			got := ""
			if f := index(t, tc.scripts).Function("a/main.ps1", "connect-TENANT"); f != nil {
				got = f.Path
				if text := f.File.Text(f.Node); !strings.Contains(text, "Connect-Tenant") {
					t.Errorf("the node is %q", text)
				}
			}
			if got != tc.want {
				t.Errorf("got %q, want %q", got, tc.want)
			}
		})
	}
}

func TestFunctionOfSameModule(t *testing.T) {
	t.Parallel()
	x := index(t, map[string]string{
		"m/m.psm1":            "foreach ($f in Get-ChildItem $PSScriptRoot -Recurse) { . $f.FullName }",
		"m/Private/lib.ps1":   "function Connect-Tenant {}",
		"m/Public/main.ps1":   "Connect-Tenant",
		"other/Connect-1.ps1": "function Connect-Tenant {}",
	})
	f := x.Function("m/Public/main.ps1", "Connect-Tenant")
	if f == nil || f.Path != "m/Private/lib.ps1" {
		t.Errorf("got %+v, want the function of m/Private/lib.ps1", f)
	}
}

func TestVariable(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name    string
		scripts map[string]string
		want    string
	}{
		{"dot-sourced", map[string]string{"main.ps1": ". ./config.ps1", "config.ps1": "$Server = 'x'"}, "config.ps1"},
		{"with a type", map[string]string{"main.ps1": ". ./config.ps1", "config.ps1": "[string]$Server = 'x'"}, "config.ps1"},
		{"set for all", map[string]string{"main.ps1": ". ./config.ps1", "config.ps1": "function Init { $global:Server = 'x' }"}, "config.ps1"},
		{"set in a function only", map[string]string{"main.ps1": ". ./config.ps1", "config.ps1": "function Init { $Server = 'x' }"}, ""},
		{"of a module", map[string]string{"main.ps1": "Import-Module ./config.psm1", "config.psm1": "$Server = 'x'"}, ""},
		{"not loaded", map[string]string{"main.ps1": "", "config.ps1": "$Server = 'x'"}, ""},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			got := ""
			if f := index(t, tc.scripts).Variable("main.ps1", "server"); f != nil {
				got = f.Tok.Name()
			}
			if got != tc.want {
				t.Errorf("got %q, want %q", got, tc.want)
			}
		})
	}
}

func TestCallers(t *testing.T) {
	t.Parallel()
	x := index(t, map[string]string{
		"lib.ps1":   "function Connect-Tenant { param($Credential) }",
		"b.ps1":     ". ./lib.ps1\nConnect-Tenant -Credential $b\nif ($x) { connect-tenant $c }",
		"a.ps1":     ". ./lib.ps1\nConnect-Tenant -Credential $a",
		"own.ps1":   ". ./lib.ps1\nfunction Connect-Tenant {}\nConnect-Tenant own",
		"other.ps1": "Connect-Tenant unrelated",
	})
	var got []string
	for _, c := range x.Callers("lib.ps1", "Connect-Tenant") {
		got = append(got, c.Path+": "+c.File.Text(c.Node))
	}
	want := []string{"a.ps1: Connect-Tenant -Credential $a", "b.ps1: Connect-Tenant -Credential $b", "b.ps1: connect-tenant $c"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestSummaryHoldsNoKnownCmdlets(t *testing.T) {
	t.Parallel()
	src := "Connect-ExchangeOnline\nnsn server\nMy-Tool x\nGet-Mailbox"
	s := Summarize("a.ps1", syntax.Parse(token.NewFileSet().AddFile("a.ps1", -1, len(src)), src))
	want := []Call{{"my-tool", 34}, {"get-mailbox", 44}}
	if diff := cmp.Diff(want, s.Calls); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}
