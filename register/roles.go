package register

import (
	"cmp"
	"slices"
	"strings"

	"github.com/exolint/exolint/scanner/cmdlet"
)

// rolesText names the fewest Exchange management roles that allow all the cmdlets, and the least Entra roles instead of them. Both
// are estimates, as Microsoft publishes no table.
func rolesText(cmdlets []*cmdlet.Exchange) string {
	var parts []string
	if roles := managementRoles(cmdlets); len(roles) > 0 {
		parts = append(parts, "Exchange: "+strings.Join(roles, ", "))
	}
	if roles := entraRoles(cmdlets); len(roles) > 0 {
		parts = append(parts, "Entra: "+strings.Join(roles, ", "))
	}
	if len(parts) == 0 {
		return ""
	}
	return strings.Join(parts, "; ") + " (estimate)"
}

// managementRoles returns a small set of roles of which each cmdlet has one that allows it: first those to which there is no
// alternative, then those that allow most of what is left.
func managementRoles(cmdlets []*cmdlet.Exchange) []string {
	var needs [][]string
	for _, e := range cmdlets {
		roles := slices.DeleteFunc(slices.Clone(e.ManagementRoles), func(r string) bool { return strings.HasPrefix(r, "(") })
		if len(roles) > 0 {
			needs = append(needs, roles)
		}
	}
	var chosen []string
	for len(needs) > 0 {
		role := next(needs)
		chosen = append(chosen, role)
		needs = slices.DeleteFunc(needs, func(roles []string) bool { return slices.Contains(roles, role) })
	}
	slices.Sort(chosen)
	return chosen
}

// next returns the role to choose: one that some cmdlet cannot do without, else the one that most cmdlets can use, else by name.
func next(needs [][]string) string {
	counts := map[string]int{}
	for _, roles := range needs {
		if len(roles) == 1 {
			return roles[0]
		}
		for _, r := range roles {
			counts[r]++
		}
	}
	best := ""
	for r, n := range counts {
		if best == "" || cmp.Or(cmp.Compare(n, counts[best]), strings.Compare(best, r)) > 0 {
			best = r
		}
	}
	return best
}

// eitherReader stands in the table for cmdlets that both roles may run.
const eitherReader = "Global Reader or Compliance Administrator"

// covered are, by Entra role, the roles that one need not have beside it to use Exchange cmdlets.
func covered(role string) []string {
	switch role {
	case "Exchange Administrator":
		return []string{"Exchange Recipient Administrator", "Global Reader"}
	case "Compliance Administrator", "Global Reader":
		return []string{eitherReader}
	}
	return nil
}

// entraRoles returns the least Entra roles that together allow all the cmdlets.
func entraRoles(cmdlets []*cmdlet.Exchange) []string {
	var roles []string
	for _, e := range cmdlets {
		if e.EntraRole != "" {
			roles = append(roles, e.EntraRole)
		}
	}
	roles = distinct(roles)
	return slices.DeleteFunc(slices.Clone(roles), func(r string) bool {
		return slices.ContainsFunc(roles, func(other string) bool { return slices.Contains(covered(other), r) })
	})
}
