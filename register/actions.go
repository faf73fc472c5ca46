package register

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/exolint/exolint/scanner/cmdlet"
	"github.com/exolint/exolint/scanner/facts"
	"github.com/exolint/exolint/scanner/inventory"
)

// exchangeCmdlets returns the Exchange cmdlets that a script calls, but for those that connect, by name. Where the script has them
// renamed by a literal -Prefix, the prefix is taken off.
func exchangeCmdlets(info *facts.Info) []*cmdlet.Exchange {
	prefixes := prefixesOf(info)
	found := map[string]*cmdlet.Exchange{}
	for call := range info.Calls() {
		if call.Function != nil {
			continue
		}
		if e := lookup(call.Name, prefixes); e != nil && e.Operation != "connect" && e.Name != aboutConnections {
			found[e.Name] = e
		}
	}
	return slices.SortedFunc(maps.Values(found), func(a, b *cmdlet.Exchange) int { return strings.Compare(a.Name, b.Name) })
}

// aboutConnections is a cmdlet of the module itself: it asks the tenant for nothing, so it is no action and needs no role.
const aboutConnections = "Get-ConnectionInformation"

// lookup returns the Exchange cmdlet of that name, as it is or without one of the prefixes; nil: there is none.
func lookup(name string, prefixes []string) *cmdlet.Exchange {
	if e := cmdlet.LookupExchange(name); e != nil {
		return e
	}
	verb, noun, ok := strings.Cut(name, "-")
	if !ok {
		return nil
	}
	for _, p := range prefixes {
		if len(noun) <= len(p) || !strings.EqualFold(noun[:len(p)], p) {
			continue
		}
		// The module's own cmdlets, Get-EXOMailbox and its kind, are not imported and so keep their names.
		if e := cmdlet.LookupExchange(verb + "-" + noun[len(p):]); e != nil && !strings.HasPrefix(e.Name, "Get-EXO") {
			return e
		}
	}
	return nil
}

// prefixesOf returns the literal prefixes that a script gives to imported cmdlets, the longest first.
func prefixesOf(info *facts.Info) []string {
	var prefixes []string
	for call := range info.Calls("Connect-ExchangeOnline", "Connect-IPPSSession", "Import-PSSession", "Import-Module") {
		a, ok := call.Argument("Prefix")
		if !ok {
			continue
		}
		for text := range a.Value().Texts() {
			if text != "" {
				prefixes = append(prefixes, text)
			}
		}
	}
	slices.SortFunc(prefixes, func(a, b string) int { return cmp.Or(cmp.Compare(len(b), len(a)), strings.Compare(a, b)) })
	return slices.Compact(prefixes)
}

// of returns the cmdlets that belong to the service.
func of(service inventory.Service, all []*cmdlet.Exchange) []*cmdlet.Exchange {
	return slices.DeleteFunc(slices.Clone(all), func(e *cmdlet.Exchange) bool {
		return !(service == inventory.ExchangeOnline && e.Online || service == inventory.SecurityCompliance && e.Compliance)
	})
}

// actionsText lists what the cmdlets do, each action once, reading first.
func actionsText(cmdlets []*cmdlet.Exchange) string {
	var read, write []string
	for _, e := range cmdlets {
		if e.ReadOnly {
			read = append(read, e.Action)
		} else {
			write = append(write, e.Action)
		}
	}
	return strings.Join(append(distinct(read), distinct(write)...), "; ")
}

// distinct returns the texts in order, each once.
func distinct(texts []string) []string {
	slices.Sort(texts)
	return slices.Compact(texts)
}

// namesOf lists the cmdlets.
func namesOf(cmdlets []*cmdlet.Exchange) string {
	var names []string
	for _, e := range cmdlets {
		names = append(names, e.Name)
	}
	return strings.Join(names, " ")
}
