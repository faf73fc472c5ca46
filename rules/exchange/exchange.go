// Package exchange has the rules about signing in to Exchange Online and Security & Compliance PowerShell.
package exchange

import (
	"fmt"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/exolint/exolint/scanner/facts"
	"github.com/exolint/exolint/scanner/inventory"
	"github.com/exolint/exolint/scanner/rewrite"
	"github.com/exolint/exolint/scanner/unit"
)

// isConnect reports whether s is a cmdlet of the ExchangeOnlineManagement module.
func isConnect(s *inventory.SignIn) bool {
	return s.Call != nil && (s.Cmdlet == "Connect-ExchangeOnline" || s.Cmdlet == "Connect-IPPSSession")
}

// from says where the credential of s comes from, as an insertion; "" where it is not known.
func from(s *inventory.SignIn) string {
	if p := inventory.Origins(s.Sources); p != "" {
		return " from " + p
	}
	return ""
}

// cmdletOf returns the cmdlet that a piece of advice begins with.
func cmdletOf(advice string) string {
	name, _, _ := strings.Cut(advice, " ")
	name, _, _ = strings.Cut(name, "\n")
	return name
}

// use says what to do instead with the cmdlet, "" for the one that is there, and names the cmdlet that stands in the way of doing more.
func use(inv *inventory.Inventory, s *inventory.SignIn, cmdlet string, m rewrite.Target) string {
	with := "use "
	if cmdlet != "" {
		with += cmdlet + " with "
	}
	if blocked := inv.Blocked(s.Service); len(blocked) > 0 && inv.Job.Kind != inventory.HumanRun {
		return fmt.Sprintf("%sinteractive sign-in, as %s does not work app-only, or move that to Microsoft Graph first", with, blocked[0].Name)
	}
	return with + m.String()
}

// callers returns the calls of the function that s stands in, as related places.
func callers(pass *analysis.Pass, s *inventory.SignIn) []analysis.RelatedInformation {
	var list []analysis.RelatedInformation
	for _, call := range s.Callers {
		at := call.At(call.Node)
		if unit.HoldsCall(pass, call, at) {
			list = append(list, analysis.RelatedInformation{Pos: at.Pos(), End: at.End(), Message: "called here"})
		}
	}
	return list
}

// trail returns how the credential of s came to it.
func trail(pass *analysis.Pass, s *inventory.SignIn) []facts.Step {
	if s.Credential == nil {
		return nil
	}
	return unit.Steps(pass, s.Credential.Trail)
}
