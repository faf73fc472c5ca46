// Package sarif writes a report as SARIF 2.1.0, the form in which code scanning services and editors take findings.
//
// What is written keeps to the limits of GitHub code scanning: one run, all rules with their help, columns in UTF-16
// code units, paths relative to the root of the repository, and GitHub's own fingerprints. Findings that are
// suppressed or known are left out unless asked for, as GitHub would show them as open.
package sarif

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strconv"

	gs "github.com/owenrumney/go-sarif/v2/sarif"

	"github.com/exolint/exolint/report"
	"github.com/exolint/exolint/rules/rule"
)

// MaxResults is the number of results that GitHub accepts in a run.
const MaxResults = 25000

const (
	schemaURI = "https://json.schemastore.org/sarif-2.1.0.json"
	version   = "2.1.0"
	// rootID is the name of the folder that relative URIs start from.
	rootID = "%SRCROOT%"
)

// Options say what [Write] writes.
type Options struct {
	// ShowSuppressed writes the findings too that are suppressed or known from a baseline, marked as such.
	ShowSuppressed bool
	// Category tells several runs over one commit apart; empty to leave that to the upload.
	Category string
	// Azure is the build that runs the tool, for GitHub Advanced Security for Azure DevOps; nil outside of one.
	Azure *AzureBuild
	// MaxResults is the greatest number of results, the worst of which are kept; 0 for [MaxResults].
	MaxResults int
}

// Write writes the report as one SARIF log with one run.
func Write(w io.Writer, r *report.Report, o Options) error {
	b := newBuilder(r, o)
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	return e.Encode(log{Schema: schemaURI, Version: version, Runs: []run{b.run()}})
}

// A builder turns a report into a run.
type builder struct {
	report  *report.Report
	options Options
	mask    *report.Masker

	rules     map[string]uint // places in the driver's list, by ID
	files     map[*report.File]uint
	artifacts []*gs.Artifact
	hashes    map[*report.File][]string // by line, from 0
}

func newBuilder(r *report.Report, o Options) *builder {
	return &builder{
		report:  r,
		options: o,
		mask:    report.NewMasker(r),
		rules:   make(map[string]uint),
		files:   make(map[*report.File]uint),
		hashes:  make(map[*report.File][]string),
	}
}

func (b *builder) run() run {
	driver := b.driver()
	findings, all := b.findings()
	results := make([]result, 0, len(findings))
	for _, f := range findings {
		results = append(results, b.result(f))
	}
	invocation := b.invocation(all - len(findings))
	driver.Notifications = b.notificationDescriptors(invocation)
	return run{
		Run: &gs.Run{
			Tool:               gs.Tool{Driver: driver},
			Invocations:        []*gs.Invocation{invocation},
			Artifacts:          b.artifacts,
			ColumnKind:         "utf16CodeUnits",
			NewlineSequences:   []string{"\r\n", "\n", "\r"},
			RedactionTokens:    []string{report.Mask},
			AutomationDetails:  b.automationDetails(),
			OriginalUriBaseIDs: map[string]*gs.ArtifactLocation{rootID: {Description: message("The root of the scanned repository.")}},
			PropertyBag:        gs.PropertyBag{Properties: b.runProperties(all)},
		},
		Results: results,
	}
}

// findings returns those that are written, and how many there would be without the limit.
func (b *builder) findings() (kept []*report.Finding, all int) {
	for i := range b.report.Findings {
		f := &b.report.Findings[i]
		if f.Primary.File != nil && (f.Open() || b.options.ShowSuppressed) {
			kept = append(kept, f)
		}
	}
	all = len(kept)
	limit := cmp.Or(b.options.MaxResults, MaxResults)
	if all <= limit {
		return kept, all
	}
	worst := slices.Clone(kept)
	slices.SortStableFunc(worst, func(x, y *report.Finding) int { return cmp.Compare(y.Severity, x.Severity) })
	keep := make(map[*report.Finding]bool, limit)
	for _, f := range worst[:limit] {
		keep[f] = true
	}
	return slices.DeleteFunc(kept, func(f *report.Finding) bool { return !keep[f] }), all
}

func (b *builder) automationDetails() *gs.RunAutomationDetails {
	if a := b.options.Azure; a != nil {
		const prefix = "azuredevops/pipeline/build/"
		d := &gs.RunAutomationDetails{ID: new(prefix + cmp.Or(b.options.Category, b.report.Tool.Name) + "/")}
		d.Properties = gs.Properties{
			prefix + "buildDefinitionId":   a.DefinitionID,
			prefix + "buildDefinitionName": a.DefinitionName,
			prefix + "phaseId":             a.PhaseID,
			prefix + "phaseName":           a.PhaseName,
		}
		return d
	}
	if b.options.Category == "" {
		return nil
	}
	return &gs.RunAutomationDetails{ID: new(b.options.Category + "/")}
}

// runProperties holds the figures of the run, whatever is left out of it.
func (b *builder) runProperties(all int) gs.Properties {
	c := b.report.Counts()
	return gs.Properties{"summary": map[string]int{
		"findings": c.Findings(), "errors": c.Errors, "warnings": c.Warnings, "notes": c.Notes,
		"suppressed": c.Suppressed, "heldBack": c.Held, "files": c.Scanned, "notScanned": c.NotScanned,
		"results": all,
	}}
}

func (b *builder) invocation(dropped int) *gs.Invocation {
	started := b.report.Started.UTC()
	inv := &gs.Invocation{
		ExecutionSuccessful: new(b.report.Complete()),
		StartTimeUTC:        &started,
		EndTimeUTC:          new(started.Add(b.report.Took)),
	}
	told := make(map[*report.File]bool)
	notify := func(n report.Notification) {
		told[n.At.File] = true
		inv.ToolExecutionNotifications = append(inv.ToolExecutionNotifications, b.notification(n))
	}
	for _, n := range b.report.Notifications {
		notify(n)
	}
	for _, f := range b.report.Files {
		if f.NotScanned != "" && !told[f] {
			notify(report.Notification{
				ID: "not-scanned", Level: rule.Note, Message: "the file was not scanned: " + f.NotScanned, At: report.Span{File: f},
			})
		}
	}
	if dropped > 0 {
		text := fmt.Sprintf("%s results, the least severe ones, are left out to keep to the limit", strconv.Itoa(dropped))
		notify(report.Notification{ID: "results-left-out", Level: rule.Warning, Message: text})
	}
	return inv
}

func (b *builder) notification(n report.Notification) *gs.Notification {
	out := &gs.Notification{
		Descriptor: &gs.ReportingDescriptorReference{Id: new(n.ID)},
		Level:      level(n.Level),
		Message:    message(sentence(b.mask.TextIn(n.At.File, n.Message))),
	}
	if n.At.File != nil {
		out.Locations = []*gs.Location{{PhysicalLocation: b.physicalLocation(n.At)}}
	}
	if n.Rule != nil {
		out.AssociatedRule = &gs.ReportingDescriptorReference{Id: new(n.Rule.ID), Index: b.ruleIndex(n.Rule)}
	}
	if n.Detail != "" {
		out.Exception = &gs.Exception{Message: new(b.mask.TextIn(n.At.File, n.Detail))}
	}
	return out
}
