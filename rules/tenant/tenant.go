// Package tenant has the rules about settings that let legacy authentication into the tenant.
package tenant

import (
	"golang.org/x/tools/go/analysis"

	"github.com/exolint/exolint/rules/rule"
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

// setting returns the setting with that value, as a cmdlet's argument or as a DSC resource's entry.
func setting(t *inventory.TenantSetting, value string) string {
	if t.Call == nil {
		return t.Parameter + " = " + value
	}
	return "-" + t.Parameter + " " + value
}

// testFixture is the variant of a setting that a Pester test makes.
func testFixture(title string) rule.Category {
	return rule.Category{Name: "test-fixture", Title: title + " in a Pester test", Severity: rule.Note}
}

// variant returns the category of t: that of tests for a test, else otherwise.
func variant(t *inventory.TenantSetting, otherwise string) string {
	if t.Fixture {
		return "test-fixture"
	}
	return otherwise
}
