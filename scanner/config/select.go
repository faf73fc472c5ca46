package config

import (
	"fmt"
	"iter"
	"strconv"
	"strings"

	"github.com/bmatcuk/doublestar/v4"

	"github.com/exolint/exolint/scanner/spell"
)

// Select returns the ids of the rules that key names, in the order of rules, and whether key is one rule's id or name
// rather than a pattern such as "EXO2*" or "*-smtp-*". Letter case does not matter. It is an error if there are none.
func Select(rules []Rule, key string) (ids []string, exact bool, err error) {
	if !strings.ContainsAny(key, "*?[{") {
		for _, rule := range rules {
			if strings.EqualFold(rule.ID, key) || strings.EqualFold(rule.Name, key) {
				return []string{rule.ID}, true, nil
			}
		}
		return nil, false, fmt.Errorf("unknown rule %q%s", key, spell.Hint(key, nameSeq(rules)))
	}
	folded := strings.ToLower(key)
	if !doublestar.ValidatePattern(folded) {
		return nil, false, fmt.Errorf("pattern %q is not well-formed; check its brackets and braces", key)
	}
	for _, rule := range rules {
		if doublestar.MatchUnvalidated(folded, strings.ToLower(rule.ID)) || doublestar.MatchUnvalidated(folded, rule.Name) {
			ids = append(ids, rule.ID)
		}
	}
	if len(ids) == 0 {
		return nil, false, fmt.Errorf("no rule matches %q", key)
	}
	return ids, false, nil
}

// nameSeq yields the ids and names of rules.
func nameSeq(rules []Rule) iter.Seq[string] {
	return func(yield func(string) bool) {
		for _, rule := range rules {
			if !yield(rule.ID) || !yield(rule.Name) {
				return
			}
		}
	}
}

// ParseSize returns the number of bytes that text says: a whole number, alone or with KB or MB, which are powers of 1024.
// It is at least 1 and at most 1024 MB.
func ParseSize(text string) (int64, error) {
	digits := strings.TrimRight(text, "KkMmIiBb ")
	n, err := strconv.ParseInt(digits, 10, 32)
	unit := unitOf(text[len(digits):])
	if err != nil || n < 1 || unit == 0 || n*unit > 1<<30 {
		return 0, fmt.Errorf("%q is not a size from 1 to 1024 MB, like 5MB, 512KB or 100000", text)
	}
	return n * unit, nil
}

// unitOf returns the number of bytes in a unit; 0 for an unknown one.
func unitOf(name string) int64 {
	switch strings.ToLower(strings.TrimSpace(name)) {
	case "", "b":
		return 1
	case "k", "kb", "kib":
		return 1 << 10
	case "m", "mb", "mib":
		return 1 << 20
	default:
		return 0
	}
}
