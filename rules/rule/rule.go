// Package rule says what a rule is: its metadata, the analyzer that finds things, and the page that documents it.
//
// A rule is a value made with [New] in a rule family's package. Everything that a person or another program is
// told about a rule (the documentation page, the explain command, SARIF's rule descriptors) comes from its [Meta].
package rule

import (
	"slices"

	"golang.org/x/tools/go/analysis"
)

// docsURL is where the documentation pages of the rules are published.
const docsURL = "https://github.com/exolint/exolint/blob/main/docs/rules/"

// Meta is what is known about a rule without running it.
type Meta struct {
	// ID is the rule's identifier, "EXO3001". It never changes and is never given to another rule.
	ID string
	// Name is the rule's name in lower-case words joined by hyphens, "plaintext-securestring".
	Name string
	// Title says in one line, without a final period, what a finding means.
	Title string
	// Since is the first version that has the rule, "0.1.0".
	Since string

	// Severity is the severity of a finding whose category has none of its own.
	Severity Severity
	// Confidence says how likely a finding is true.
	Confidence Confidence
	// SecuritySeverity is GitHub's score from 0.1 to 10.0; 0 says that the rule is not about security.
	SecuritySeverity float64
	// Tags are at most ten labels for code scanning, "security" first if there is one.
	Tags []string

	// What says in a paragraph of Markdown what the rule finds, in at most 1024 characters.
	What string
	// Why says in Markdown why that is a problem and what to do about it.
	Why string
	// Bad is a script in which the rule finds something, and no other rule does.
	Bad string
	// Good is a script that does the same job and in which no rule finds anything.
	Good string
	// Limits lists what the rule does not report on purpose, one Markdown sentence each.
	Limits []string
	// References are https URLs with more to read.
	References []string

	// Deadlines are the retirements that the rule is about; empty if nothing that it finds is being retired.
	Deadlines []Deadline
	// Fixes are the fixes that the rule may suggest.
	Fixes []Fix
	// Categories are the variants of the rule; empty if there is only one.
	Categories []Category
	// Triggers are conditions of which at least one holds for the text of every file in which the rule can find
	// something; nil if it may find something in any file. Each is a word in lower case, with marks around it:
	//
	//	connect-azuread      the word stands in the text
	//	|putty|              with no letter or digit before it (|), and none after it (|)
	//	'eyj                 with a quote or white space before it
	//	password=            as the end of a name that takes a value: a variable or key that is assigned, a parameter
	//	                     that is declared or given, a name among arguments; |pass= asks for a word of its own
	//	outlook & pssession  both words stand in the text
	//
	// White space, quotes, backticks, plus signs and parentheses in the text are passed over within a word, so
	// "netuse" is found in net use.
	Triggers []string
	// Options points to the rule's default options, a struct; nil if it has none.
	Options any
	// Sensitive says that the primary range of a finding holds a secret.
	Sensitive bool
	// Off says that the rule runs only when it is asked for.
	Off bool
}

// Fix is a kind of fix that a rule may suggest.
type Fix struct {
	// Message is the constant text of the suggested fix, beginning with a verb. It identifies the fix in its rule.
	Message string
	// Safety says whether the fix may be applied without a person reading it.
	Safety Safety
	// Why says in a Markdown clause why it is no safer than that; it may be empty.
	Why string
}

// Category is a variant of a rule, chosen by a diagnostic's Category.
type Category struct {
	// Name is the variant's name in lower-case words joined by hyphens.
	Name string
	// Severity is the variant's severity; zero if it is the rule's.
	Severity Severity
	// Title says in one line what a finding of this variant means; empty if the rule's title says it.
	Title string
	// Deadlines are the retirements that this variant is about; nil if they are the rule's.
	Deadlines []Deadline
}

// Rule is a check: what is known about it, and the analyzer that runs it.
type Rule struct {
	Meta
	// Analyzer is never nil. Its name is the rule's ID.
	Analyzer *analysis.Analyzer
}

// New makes a rule that finds things with run, after the analyzers in requires have run. It does not check
// the metadata; [Rule.Validate] does.
func New(m Meta, run func(*analysis.Pass) (any, error), requires ...*analysis.Analyzer) *Rule {
	r := &Rule{Meta: m}
	r.Analyzer = &analysis.Analyzer{
		Name:     m.ID,
		Doc:      m.Title + "\n\n" + unwrap(m.What),
		URL:      r.URL(),
		Run:      run,
		Requires: requires,
	}
	return r
}

// Finds returns What with each paragraph on one line.
func (m *Meta) Finds() string {
	return unwrap(m.What)
}

// URL returns the address of the rule's documentation page.
func (m *Meta) URL() string {
	return docsURL + m.ID + ".md"
}

// Category returns the variant of that name, and whether the rule has it.
func (m *Meta) Category(name string) (Category, bool) {
	i := slices.IndexFunc(m.Categories, func(c Category) bool { return c.Name == name })
	if i < 0 {
		return Category{}, false
	}
	return m.Categories[i], true
}

// SeverityOf returns the severity of findings of that category; an empty or unknown name gives the rule's own.
func (m *Meta) SeverityOf(category string) Severity {
	if c, ok := m.Category(category); ok && c.Severity != 0 {
		return c.Severity
	}
	return m.Severity
}

// DeadlinesOf returns the retirements that findings of that category are about; an empty or unknown name gives
// the rule's own.
func (m *Meta) DeadlinesOf(category string) []Deadline {
	if c, ok := m.Category(category); ok && c.Deadlines != nil {
		return c.Deadlines
	}
	return m.Deadlines
}

// SafetyOf returns the declared safety of the fix with that message, and whether the rule declares it.
func (m *Meta) SafetyOf(message string) (Safety, bool) {
	i := slices.IndexFunc(m.Fixes, func(f Fix) bool { return f.Message == message })
	if i < 0 {
		return 0, false
	}
	return m.Fixes[i].Safety, true
}
