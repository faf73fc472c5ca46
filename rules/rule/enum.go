package rule

import (
	"fmt"
	"slices"
	"strings"
)

// Severity says how bad a finding is. A greater value is worse; zero is no severity.
type Severity uint8

// The severities, from the mildest.
const (
	Note Severity = 1 + iota
	Warning
	Error
)

// Confidence says how likely a finding is true. A greater value is more likely; zero is no confidence.
type Confidence uint8

// The degrees of confidence, from the lowest.
const (
	Low Confidence = 1 + iota
	Medium
	High
)

// Safety says who may apply a fix. A greater value is safer; zero is no safety.
type Safety uint8

// The degrees of safety, from the least.
const (
	// Display is a fix to be read and carried out by hand; it is never applied.
	Display Safety = 1 + iota
	// Unsafe is a fix that may change what the script does; it is applied on request.
	Unsafe
	// Safe is a fix that keeps what the script does.
	Safe
)

// The spellings of the values, in their order.
var (
	severityNames   = [...]string{"note", "warning", "error"}
	confidenceNames = [...]string{"low", "medium", "high"}
	safetyNames     = [...]string{"display", "unsafe", "safe"}
)

// String returns "note", "warning" or "error", or "none" for zero.
func (s Severity) String() string { return nameOf(severityNames[:], uint8(s)) }

// String returns "low", "medium" or "high", or "none" for zero.
func (c Confidence) String() string { return nameOf(confidenceNames[:], uint8(c)) }

// String returns "display", "unsafe" or "safe", or "none" for zero.
func (s Safety) String() string { return nameOf(safetyNames[:], uint8(s)) }

// ParseSeverity returns the severity of that name in any letter case.
func ParseSeverity(name string) (Severity, error) {
	v, err := parseName("severity", severityNames[:], name)
	return Severity(v), err
}

// ParseConfidence returns the confidence of that name in any letter case.
func ParseConfidence(name string) (Confidence, error) {
	v, err := parseName("confidence", confidenceNames[:], name)
	return Confidence(v), err
}

// ParseSafety returns the safety of that name in any letter case.
func ParseSafety(name string) (Safety, error) {
	v, err := parseName("fix safety", safetyNames[:], name)
	return Safety(v), err
}

// MarshalText returns the severity's name; it is an error if it has none.
func (s Severity) MarshalText() ([]byte, error) {
	return marshalName("severity", severityNames[:], uint8(s))
}

// MarshalText returns the confidence's name; it is an error if it has none.
func (c Confidence) MarshalText() ([]byte, error) {
	return marshalName("confidence", confidenceNames[:], uint8(c))
}

// MarshalText returns the safety's name; it is an error if it has none.
func (s Safety) MarshalText() ([]byte, error) {
	return marshalName("fix safety", safetyNames[:], uint8(s))
}

// UnmarshalText sets the severity as [ParseSeverity] reads it.
func (s *Severity) UnmarshalText(text []byte) (err error) {
	*s, err = ParseSeverity(string(text))
	return err
}

// UnmarshalText sets the confidence as [ParseConfidence] reads it.
func (c *Confidence) UnmarshalText(text []byte) (err error) {
	*c, err = ParseConfidence(string(text))
	return err
}

// UnmarshalText sets the safety as [ParseSafety] reads it.
func (s *Safety) UnmarshalText(text []byte) (err error) {
	*s, err = ParseSafety(string(text))
	return err
}

func nameOf(names []string, v uint8) string {
	if v == 0 || int(v) > len(names) {
		return "none"
	}
	return names[v-1]
}

func parseName(what string, names []string, name string) (uint8, error) {
	i := slices.IndexFunc(names, func(n string) bool { return strings.EqualFold(n, name) })
	if i < 0 {
		return 0, fmt.Errorf("unknown %s %q; use one of %s", what, name, strings.Join(names, ", "))
	}
	return uint8(i + 1), nil
}

func marshalName(what string, names []string, v uint8) ([]byte, error) {
	if v == 0 || int(v) > len(names) {
		return nil, fmt.Errorf("%s %d has no name", what, v)
	}
	return []byte(names[v-1]), nil
}
