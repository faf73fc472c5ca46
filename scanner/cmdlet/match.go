package cmdlet

import "github.com/exolint/exolint/scanner/syntax"

// A Match is what a parameter name on a command line means.
type Match struct {
	Parameter *Parameter // nil: none, or several
	Ambiguous bool       // the name is the beginning of several parameters
}

// Match returns the parameter that name, without its dash, stands for: in full or an alias, in any letter case, or the
// unambiguous beginning of one. Where several begin so, PowerShell prefers one of the cmdlet's own to the common ones.
func (c *Cmdlet) Match(name string) Match {
	var own, common candidates
	if p := own.add(c.Parameters, name); p != nil {
		return Match{Parameter: p}
	}
	if p := common.add(Common(), name); p != nil {
		return Match{Parameter: p}
	}
	switch {
	case own.count == 1:
		return Match{Parameter: own.first}
	case own.count == 0 && common.count == 1:
		return Match{Parameter: common.first}
	}
	return Match{Ambiguous: own.count+common.count > 0}
}

// MatchOwn is [Cmdlet.Match] among the cmdlet's own parameters: a function without CmdletBinding has no common ones.
func (c *Cmdlet) MatchOwn(name string) Match {
	var own candidates
	if p := own.add(c.Parameters, name); p != nil {
		return Match{Parameter: p}
	}
	if own.count == 1 {
		return Match{Parameter: own.first}
	}
	return Match{Ambiguous: own.count > 1}
}

// candidates are the parameters that a name is the beginning of.
type candidates struct {
	first *Parameter
	count int
}

// add counts the parameters of list that name is the beginning of, and returns the one that it is the full name or alias of.
func (c *candidates) add(list []Parameter, name string) *Parameter {
	for i := range list {
		p := &list[i]
		if p.named(name) {
			return p
		}
		if p.begins(name) {
			c.first = p
			c.count++
		}
	}
	return nil
}

// begins reports whether the parameter's name or one of its aliases begins with name.
func (p *Parameter) begins(name string) bool {
	if syntax.HasPrefixFold(p.Name, name) {
		return true
	}
	for _, a := range p.Aliases {
		if syntax.HasPrefixFold(a, name) {
			return true
		}
	}
	return false
}

// commonParameters are the parameters that every cmdlet has. WhatIf and Confirm are those of the cmdlets that declare them.
//
// Source: https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_commonparameters, as of 2026-08-20.
var commonParameters = [...]Parameter{
	{Name: "Debug", Aliases: []string{"db"}, Type: "switch", Places: everywhere, Common: true},
	{Name: "ErrorAction", Aliases: []string{"ea"}, Type: "ActionPreference", Places: everywhere, Common: true},
	{Name: "ErrorVariable", Aliases: []string{"ev"}, Type: "String", Places: everywhere, Common: true},
	{Name: "InformationAction", Aliases: []string{"infa"}, Type: "ActionPreference", Places: everywhere, Common: true},
	{Name: "InformationVariable", Aliases: []string{"iv"}, Type: "String", Places: everywhere, Common: true},
	{Name: "OutBuffer", Aliases: []string{"ob"}, Type: "Int32", Places: everywhere, Common: true},
	{Name: "OutVariable", Aliases: []string{"ov"}, Type: "String", Places: everywhere, Common: true},
	{Name: "PipelineVariable", Aliases: []string{"pv"}, Type: "String", Places: everywhere, Common: true},
	{Name: "ProgressAction", Aliases: []string{"proga"}, Type: "ActionPreference", Places: everywhere, Common: true},
	{Name: "Verbose", Aliases: []string{"vb"}, Type: "switch", Places: everywhere, Common: true},
	{Name: "WarningAction", Aliases: []string{"wa"}, Type: "ActionPreference", Places: everywhere, Common: true},
	{Name: "WarningVariable", Aliases: []string{"wv"}, Type: "String", Places: everywhere, Common: true},
}

var everywhere = []Place{{Set: AllSets, Position: -1}}

// Common returns the parameters that every cmdlet has, in the order of their names. The slice must not be changed.
func Common() []Parameter { return commonParameters[:] }
