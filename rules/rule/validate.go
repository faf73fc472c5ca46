package rule

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// Limits of GitHub code scanning on what a rule may say of itself.
const (
	maxTags        = 10
	maxName        = 255
	maxDescription = 1024
)

var (
	idForm      = regexp.MustCompile(`^EXO\d{4}$`)
	nameForm    = regexp.MustCompile(`^[a-z][a-z0-9]*(-[a-z0-9]+)*$`)
	versionForm = regexp.MustCompile(`^\d+\.\d+\.\d+$`)
	fixForm     = regexp.MustCompile(`^[A-Z][a-z]+ .*[^.]$`)
)

// Validate returns what is wrong with the rule's metadata, all of it joined, or nil.
func (r *Rule) Validate() error {
	var errs []error
	check := func(ok bool, format string, args ...any) {
		if !ok {
			errs = append(errs, fmt.Errorf("rule %s: "+format, append([]any{r.ID}, args...)...))
		}
	}
	check(r.Analyzer != nil && r.Analyzer.Run != nil && r.Analyzer.Name == r.ID, "no analyzer of that name that can run")
	r.checkIdentity(check)
	r.checkGrading(check)
	r.checkProse(check)
	r.checkVariants(check)
	for i := range r.Deadlines {
		err := r.Deadlines[i].validate()
		check(err == nil, "%v", err)
	}
	return errors.Join(errs...)
}

// checker notes a problem, in the words of the format, unless ok.
type checker func(ok bool, format string, args ...any)

func (r *Rule) checkIdentity(check checker) {
	check(idForm.MatchString(r.ID), "the id is not EXO and four digits")
	check(nameForm.MatchString(r.Name) && len(r.Name) <= maxName, "name %q is not lower-case words joined by hyphens", r.Name)
	check(versionForm.MatchString(r.Since), "since %q is not a version like 0.1.0", r.Since)
	check(isLine(r.Title), "title %q is not one line without a final period", r.Title)
	check(utf8.RuneCountInString(r.Title) <= maxDescription, "the title is longer than %d characters", maxDescription)
}

func (r *Rule) checkGrading(check checker) {
	check(r.Severity.String() != "none", "no severity")
	check(r.Confidence.String() != "none", "no confidence")
	check(r.SecuritySeverity >= 0 && r.SecuritySeverity <= 10, "security severity %v is not from 0 to 10", r.SecuritySeverity)
	check(len(r.Tags) <= maxTags, "more than %d tags", maxTags)
	check(isUnique(r.Tags), "a tag is given twice")
	secure := len(r.Tags) > 0 && r.Tags[0] == "security"
	check(secure == (r.SecuritySeverity > 0), "the first tag is \"security\" if, and only if, there is a security severity")
}

func (r *Rule) checkProse(check checker) {
	check(r.What != "", "does not say what it finds")
	check(utf8.RuneCountInString(unwrap(r.What)) <= maxDescription, "says what it finds in more than %d characters", maxDescription)
	check(r.Why != "", "does not say why")
	check(r.Bad != "" && r.Good != "", "lacks a bad or a good example")
	check(!slices.Contains(r.Limits, ""), "a limit is empty")
	for _, u := range r.References {
		check(strings.HasPrefix(u, "https://"), "reference %q is not an https URL", u)
	}
	for _, t := range r.Triggers {
		_, err := ParseTrigger(t)
		check(err == nil, "%v", err)
	}
	check(isUnique(r.Triggers), "a trigger is given twice")
}

func (r *Rule) checkVariants(check checker) {
	var names, messages []string
	for _, c := range r.Categories {
		names = append(names, c.Name)
		check(nameForm.MatchString(c.Name), "category %q is not lower-case words joined by hyphens", c.Name)
		check(c.Severity == 0 || c.Severity.String() != "none", "category %s has a severity without a name", c.Name)
		check(c.Title == "" || isLine(c.Title), "category %s: title %q is not one line without a final period", c.Name, c.Title)
		for i := range c.Deadlines {
			err := c.Deadlines[i].validate()
			check(err == nil, "category %s: %v", c.Name, err)
		}
	}
	for _, f := range r.Fixes {
		messages = append(messages, f.Message)
		check(fixForm.MatchString(f.Message), "fix %q does not begin with a verb or ends with a period", f.Message)
		check(f.Safety.String() != "none", "fix %q has no safety", f.Message)
	}
	check(isUnique(names), "a category is declared twice")
	check(isUnique(messages), "a fix is declared twice")
}

func isLine(s string) bool {
	return s != "" && s == strings.TrimSpace(s) && !strings.HasSuffix(s, ".") && !strings.ContainsAny(s, "\r\n")
}

func isUnique(list []string) bool {
	sorted := slices.Sorted(slices.Values(list))
	return len(slices.Compact(sorted)) == len(list)
}
