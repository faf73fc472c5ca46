package rules_test

import (
	"regexp"
	"testing"

	"github.com/exolint/exolint/rules"
	"github.com/exolint/exolint/rules/ruletest"
)

// madeUp matches the secrets of the scripts in testdata/rules.
var madeUp = regexp.MustCompile(`Ab1[-@]\w|Kx2~|Zz9f`)

// TestNoSecretIsTold checks that what is said of a finding never repeats a secret of the script.
func TestNoSecretIsTold(t *testing.T) {
	t.Parallel()
	told := 0
	for _, f := range ruletest.Scan(t, readScripts(t), rules.All()).Findings {
		texts := []string{f.Message, f.Advice}
		for _, related := range f.Trail {
			texts = append(texts, related.Note)
		}
		for _, text := range texts {
			if madeUp.MatchString(text) {
				t.Errorf("%s in %s tells a secret", f.Rule.ID, f.Primary.File.Path)
			}
		}
		if len(f.Masks) > 0 {
			told++
		}
	}
	if told == 0 {
		t.Error("no finding hides a secret")
	}
}
