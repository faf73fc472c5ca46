package sarif

import gs "github.com/owenrumney/go-sarif/v2/sarif"

// The types below embed those of go-sarif and write some of their fields otherwise: encoding/json prefers the field
// that is nested less deeply.
type (
	log struct {
		Schema  string `json:"$schema"`
		Version string `json:"version"`
		Runs    []run  `json:"runs"`
	}
	run struct {
		*gs.Run
		Results []result `json:"results"`
	}
	// A result of a run either has suppressions, if only an empty list, or none of the run's results has
	// (SARIF 2.1.0, 3.27.23).
	result struct {
		*gs.Result
		Suppressions *[]suppression `json:"suppressions,omitempty"`
	}
	// A suppression leaves out what is not known, where go-sarif writes null, which SARIF does not allow.
	suppression struct {
		*gs.Suppression
		GUID          *string      `json:"guid,omitempty"`
		Status        *string      `json:"status,omitempty"`
		Location      *gs.Location `json:"location,omitempty"`
		Justification *string      `json:"justification,omitempty"`
	}
)
