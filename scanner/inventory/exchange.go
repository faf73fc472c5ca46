package inventory

import (
	"github.com/exolint/exolint/scanner/cmdlet"
	"github.com/exolint/exolint/scanner/facts"
)

// isExchange reports whether the call is one of an Exchange Online or Security & Compliance cmdlet.
func isExchange(call *facts.Call) bool { return cmdlet.LookupExchange(call.Name) != nil }

// Blocked returns the calls of cmdlets that do not work with an application's own sign-in to the service, in source order.
func (inv *Inventory) Blocked(service Service) []*facts.Call {
	var calls []*facts.Call
	for _, call := range inv.Exchange {
		e := cmdlet.LookupExchange(call.Name)
		if e.AppOnly != "" && (service == ExchangeOnline && e.Online && !e.Compliance || service == SecurityCompliance && e.Compliance) {
			calls = append(calls, call)
		}
	}
	return calls
}
