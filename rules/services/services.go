// Package services has the rules about signing in to the services beside Exchange Online.
package services

import (
	"golang.org/x/tools/go/analysis"

	"github.com/exolint/exolint/scanner/facts"
	"github.com/exolint/exolint/scanner/inventory"
	"github.com/exolint/exolint/scanner/unit"
)

// isExchange reports whether s is a matter of the rules about Exchange.
func isExchange(s *inventory.SignIn) bool {
	switch s.Service {
	case inventory.ExchangeOnline, inventory.SecurityCompliance, inventory.EWS, inventory.IdentityPlatform:
		return true
	}
	return false
}

// from says where the credential of s comes from, as an insertion; "" where it is not known.
func from(s *inventory.SignIn) string {
	if p := inventory.Origins(s.Sources); p != "" {
		return " from " + p
	}
	return ""
}

// callers returns the calls of the function that s stands in, as related places.
func callers(pass *analysis.Pass, s *inventory.SignIn) []analysis.RelatedInformation {
	var list []analysis.RelatedInformation
	for _, call := range s.Callers {
		if at := call.At(call.Node); unit.Holds(pass, at) {
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
