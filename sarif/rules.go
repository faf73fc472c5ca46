package sarif

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	gs "github.com/owenrumney/go-sarif/v2/sarif"

	"github.com/exolint/exolint/rules/rule"
)

// semanticVersion matches a version that may be called semantic.
var semanticVersion = regexp.MustCompile(`^\d+\.\d+\.\d+([-+].*)?$`)

// driver describes the tool with all of its rules, those without findings too: alerts whose rule is not listed stay open.
func (b *builder) driver() *gs.ToolComponent {
	t := b.report.Tool
	driver := &gs.ToolComponent{
		Name:           t.Name,
		FullName:       new(t.FullName),
		Version:        new(t.Version),
		InformationURI: new(t.URL),
		Rules:          []*gs.ReportingDescriptor{},
	}
	if semanticVersion.MatchString(t.Version) {
		driver.SemanticVersion = new(t.Version)
	}
	for _, r := range b.allRules() {
		b.rules[r.ID] = uint(len(driver.Rules))
		driver.Rules = append(driver.Rules, descriptor(r))
	}
	return driver
}

// allRules returns the rules of the report and those that something is reported of, by ID.
func (b *builder) allRules() []*rule.Rule {
	byID := make(map[string]*rule.Rule)
	for i := range b.report.Findings {
		r := b.report.Findings[i].Rule
		byID[r.ID] = r
	}
	for _, n := range b.report.Notifications {
		if n.Rule != nil {
			byID[n.Rule.ID] = n.Rule
		}
	}
	for _, r := range b.report.Rules {
		byID[r.ID] = r
	}
	var all []*rule.Rule
	for _, r := range byID {
		all = append(all, r)
	}
	slices.SortFunc(all, func(x, y *rule.Rule) int { return strings.Compare(x.ID, y.ID) })
	return all
}

func (b *builder) ruleIndex(r *rule.Rule) *uint {
	return new(b.rules[r.ID])
}

func descriptor(r *rule.Rule) *gs.ReportingDescriptor {
	page := rule.Markdown(r)
	return &gs.ReportingDescriptor{
		ID:                   r.ID,
		Name:                 new(r.Name),
		ShortDescription:     &gs.MultiformatMessageString{Text: new(sentence(r.Title))},
		FullDescription:      &gs.MultiformatMessageString{Text: new(sentence(r.Finds()))},
		Help:                 &gs.MultiformatMessageString{Text: new(page), Markdown: new(page)},
		HelpURI:              new(r.URL()),
		DefaultConfiguration: &gs.ReportingConfiguration{Enabled: new(!r.Off), Level: level(r.Severity)},
		Properties:           ruleProperties(r),
	}
}

func ruleProperties(r *rule.Rule) gs.Properties {
	p := gs.Properties{"precision": r.Confidence.String()}
	if len(r.Tags) > 0 {
		p["tags"] = r.Tags
	}
	if r.SecuritySeverity > 0 {
		p["security-severity"] = strconv.FormatFloat(r.SecuritySeverity, 'f', 1, 64)
	} else {
		p["problem.severity"] = problemSeverity(r.Severity)
	}
	if len(r.Deadlines) > 0 {
		p["deadlines"] = deadlines(r.Deadlines)
	}
	return p
}

// problemSeverity returns GitHub's name of the severity of a rule that is not about security.
func problemSeverity(s rule.Severity) string {
	if s == rule.Note {
		return "recommendation"
	}
	return s.String()
}

// level returns SARIF's name of the severity.
func level(s rule.Severity) string {
	return s.String()
}

// notificationDescriptors describes the kinds of notification that the invocation has, by ID.
func (b *builder) notificationDescriptors(inv *gs.Invocation) []*gs.ReportingDescriptor {
	index := make(map[string]uint)
	var ids []string
	for _, n := range inv.ToolExecutionNotifications {
		ids = append(ids, *n.Descriptor.Id)
	}
	slices.Sort(ids)
	var list []*gs.ReportingDescriptor
	for i, id := range slices.Compact(ids) {
		index[id] = uint(i)
		list = append(list, notificationDescriptor(id))
	}
	for _, n := range inv.ToolExecutionNotifications {
		n.Descriptor.Index = new(index[*n.Descriptor.Id])
	}
	return list
}

// notificationDescriptor describes a kind of notification in full, as validators want it, by the words of its ID.
func notificationDescriptor(id string) *gs.ReportingDescriptor {
	words := strings.Split(id, "-")
	text := &gs.MultiformatMessageString{Text: new(sentence(strings.Join(words, " ")))}
	for i, w := range words {
		words[i] = strings.ToUpper(w[:min(1, len(w))]) + w[min(1, len(w)):]
	}
	return &gs.ReportingDescriptor{
		ID: id, Name: new(strings.Join(words, "")), ShortDescription: text, FullDescription: text, Help: text,
	}
}
