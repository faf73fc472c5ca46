// Package tenant has the rules about settings that let legacy authentication into the tenant.
package tenant

import (
	"golang.org/x/tools/go/analysis"

	"github.com/exolint/exolint/scanner/inventory"
	"github.com/exolint/exolint/scanner/syntax"
	"github.com/exolint/exolint/scanner/unit"
)

// enabling calls f for each setting of the cmdlets that turns legacy authentication on, once for each place.
func enabling(pass *analysis.Pass, f func(*inventory.TenantSetting), cmdlets ...string) {
	seen := make(map[syntax.Extent]bool)
	for _, t := range unit.InventoryOf(pass).Settings {
		at := syntax.Extent{Start: t.At.Pos(), Stop: t.At.End()}
		if t.Enables && !seen[at] && isAmong(t.Cmdlet, cmdlets) {
			seen[at] = true
			f(t)
		}
	}
}

func isAmong(name string, names []string) bool {
	for _, n := range names {
		if syntax.EqualFold(n, name) {
			return true
		}
	}
	return false
}
