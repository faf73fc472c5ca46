package sarif

import (
	"fmt"
	"slices"
	"strings"

	gs "github.com/owenrumney/go-sarif/v2/sarif"

	"github.com/exolint/exolint/report"
	"github.com/exolint/exolint/rules/rule"
)

// maxTrail is the number of steps of a trail that are written. GitHub shows a hundred locations of a result.
const maxTrail = 99

// maxLinks is the number of steps of a trail that the message links to.
const maxLinks = 8

func (b *builder) result(f *report.Finding) result {
	trail := placed(f.Trail)
	r := &gs.Result{
		RuleID:              new(f.Rule.ID),
		RuleIndex:           b.ruleIndex(f.Rule),
		Level:               new(level(f.Severity)),
		Message:             *message(b.text(f, trail)),
		Locations:           []*gs.Location{{PhysicalLocation: b.location(f.Primary)}},
		RelatedLocations:    b.related(f, trail),
		CodeFlows:           b.codeFlows(f, trail),
		PartialFingerprints: b.fingerprints(f),
		Fixes:               b.fixes(f),
		PropertyBag:         gs.PropertyBag{Properties: b.properties(f)},
	}
	if s := f.Baseline.String(); s != "" {
		r.BaselineState = &s
	}
	out := result{Result: r}
	if b.options.ShowSuppressed {
		list := b.suppressions(f)
		out.Suppressions = &list
	}
	return out
}

// placed returns the steps that have a place, as far as they are written.
func placed(trail []report.Related) []report.Related {
	trail = slices.DeleteFunc(slices.Clone(trail), func(step report.Related) bool { return step.Span.File == nil })
	return trail[:min(len(trail), maxTrail)]
}

// text returns the message with what is known of the finding, as GitHub shows little else: what ends and when, what
// should stand there instead, and links to the steps that lead there.
func (b *builder) text(f *report.Finding, trail []report.Related) string {
	text := sentence(b.plain(f.Primary.File, f.Message))
	if f.Deadline != nil {
		text += " " + sentence(unlinked(f.Deadline.Beyond(f.Message, b.report.Started)))
	}
	if advice := strings.TrimSpace(f.Advice); advice != "" {
		text += "\nInstead: " + b.plain(f.Primary.File, advice)
	}
	if len(trail) == 0 {
		return text
	}
	var links []string
	for i, step := range trail[:min(len(trail), maxLinks)] {
		note := strings.NewReplacer("[", "(", "]", ")").Replace(b.mask.TextIn(f.Primary.File, step.Note))
		links = append(links, fmt.Sprintf("[%s](%d)", note, i+1))
	}
	return text + "\nSteps: " + strings.Join(links, ", ") + "."
}

// plain returns text about the file without secrets, in which nothing is taken for a link.
func (b *builder) plain(f *report.File, text string) string {
	return unlinked(b.mask.TextIn(f, text))
}

// unlinked takes apart what would be a link in a message. Brackets by themselves are no link and stay as they are.
func unlinked(text string) string {
	return strings.ReplaceAll(text, "](", "] (")
}

// sentence returns the clause as a sentence.
func sentence(clause string) string {
	if clause == "" || strings.HasSuffix(clause, ".") {
		return clause
	}
	return clause + "."
}

func message(text string) *gs.Message { return &gs.Message{Text: &text} }

func (b *builder) related(f *report.Finding, trail []report.Related) []*gs.Location {
	var list []*gs.Location
	for i, step := range trail {
		list = append(list, &gs.Location{
			Id:               new(uint(i + 1)),
			PhysicalLocation: b.location(step.Span),
			Message:          message(sentence(b.plain(f.Primary.File, step.Note))),
		})
	}
	return list
}

// codeFlows returns the steps that lead to the finding, itself the last one.
func (b *builder) codeFlows(f *report.Finding, trail []report.Related) []*gs.CodeFlow {
	if len(trail) == 0 {
		return nil
	}
	var steps []*gs.ThreadFlowLocation
	add := func(s report.Span, note string) {
		steps = append(steps, &gs.ThreadFlowLocation{
			Location: &gs.Location{PhysicalLocation: b.location(s), Message: message(sentence(b.plain(f.Primary.File, note)))},
		})
	}
	for _, step := range trail {
		add(step.Span, step.Note)
	}
	add(f.Primary, f.Message)
	return []*gs.CodeFlow{{ThreadFlows: []*gs.ThreadFlow{{Locations: steps}}}}
}

func (b *builder) fingerprints(f *report.Finding) map[string]any {
	prints := make(map[string]any)
	if f.Fingerprint != "" {
		prints[report.FingerprintName] = f.Fingerprint
	}
	file := f.Primary.File
	if file.Source == nil {
		return prints
	}
	if _, ok := b.hashes[file]; !ok {
		b.hashes[file] = lineHashes(hashUnits(file.Source))
	}
	start, _ := f.Primary.Range()
	if lines := b.hashes[file]; start.Line <= len(lines) {
		prints["primaryLocationLineHash"] = lines[start.Line-1]
	}
	return prints
}

func (b *builder) properties(f *report.Finding) gs.Properties {
	p := gs.Properties{"confidence": f.Confidence.String()}
	if f.Category != "" {
		p["category"] = f.Category
	}
	if f.Deadline != nil {
		d := deadline(f.Deadline)
		d["sentence"] = f.Deadline.Sentence(b.report.Started)
		p["deadline"] = d
	}
	if f.Advice != "" {
		p["advice"] = b.mask.TextIn(f.Primary.File, f.Advice)
	}
	return p
}

func deadlines(list []rule.Deadline) []map[string]string {
	var out []map[string]string
	for i := range list {
		out = append(out, deadline(&list[i]))
	}
	return out
}

func deadline(d *rule.Deadline) map[string]string {
	m := map[string]string{"what": d.What, "state": d.State.String(), "source": d.Source, "asOf": d.AsOf}
	for key, value := range map[string]string{"date": d.Date, "stops": d.Stops, "note": d.Note, "certainty": d.Certainty} {
		if value != "" {
			m[key] = value
		}
	}
	return m
}

// fixes returns the fixes that change something and can be shown: one without changes is refused by GitHub, and one
// with a masked secret would write the mask into the script.
func (b *builder) fixes(f *report.Finding) []*gs.Fix {
	var list []*gs.Fix
	for _, fix := range f.Fixes {
		if len(fix.Edits) == 0 || b.mask.HidesIn(fix) {
			continue
		}
		text := b.plain(f.Primary.File, fix.Message) + " (" + fix.Safety.String() + ")"
		list = append(list, &gs.Fix{
			Description:     message(sentence(text)),
			ArtifactChanges: b.changes(fix.Edits),
			PropertyBag:     gs.PropertyBag{Properties: gs.Properties{"safety": fix.Safety.String()}},
		})
	}
	return list
}

// changes returns the edits by file, in the order in which the files come up.
func (b *builder) changes(edits []report.Edit) []*gs.ArtifactChange {
	var list []*gs.ArtifactChange
	byFile := make(map[*report.File]*gs.ArtifactChange)
	for _, e := range edits {
		change, ok := byFile[e.Span.File]
		if !ok {
			change = &gs.ArtifactChange{ArtifactLocation: *b.artifactLocation(e.Span.File)}
			byFile[e.Span.File] = change
			list = append(list, change)
		}
		text := e.NewText
		if src := e.Span.File.Source; src != nil {
			text = strings.ReplaceAll(text, "\n", src.Newline())
		}
		change.Replacements = append(change.Replacements, &gs.Replacement{
			DeletedRegion: *region(e.Span), InsertedContent: &gs.ArtifactContent{Text: &text},
		})
	}
	return list
}

// suppressions returns what keeps the finding from counting; an empty list if nothing does.
func (b *builder) suppressions(f *report.Finding) []suppression {
	list := []suppression{}
	if f.Baseline == report.Unchanged {
		list = append(list, suppression{
			Suppression: &gs.Suppression{Kind: report.External.String()}, Justification: new("known from the baseline"),
		})
	}
	s := f.Suppressed
	if s == nil {
		return list
	}
	out := suppression{Suppression: &gs.Suppression{Kind: s.Kind.String()}}
	if s.Reason != "" {
		out.Justification = new(b.mask.TextIn(f.Primary.File, s.Reason))
	}
	if s.At.File != nil {
		out.Location = &gs.Location{PhysicalLocation: b.physicalLocation(s.At)}
	}
	if s.Expires != "" {
		out.Properties = gs.Properties{"expires": s.Expires}
	}
	return append(list, out)
}
