package cli

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"text/tabwriter"

	"github.com/exolint/exolint/rules"
	"github.com/exolint/exolint/rules/rule"
	"github.com/exolint/exolint/scanner/config"
)

// rulesCommand lists the rules.
type rulesCommand struct {
	Format string `default:"text" enum:"text,json" placeholder:"FORMAT" help:"Form of the list: text or json."`
}

func (c *rulesCommand) run(_ context.Context, env *Env) int {
	write := writeRuleTable
	if c.Format == "json" {
		write = writeRulesJSON
	}
	if err := write(env.Stdout, rules.All()); err != nil {
		return env.fail(exitUsage, err)
	}
	return exitOK
}

func writeRuleTable(w io.Writer, all []*rule.Rule) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, "ID\tNAME\tSEVERITY\tFIX\tSINCE\tFINDS")
	for _, r := range all {
		fmt.Fprintf(t, "%s\t%s\t%s\t%s\t%s\t%s\n", r.ID, r.Name, severityOf(r), fixOf(r), r.Since, r.Title)
	}
	return t.Flush()
}

// severityOf returns the rule's severity, or "off".
func severityOf(r *rule.Rule) string {
	if r.Off {
		return string(config.Off)
	}
	return r.Severity.String()
}

// fixOf returns the safety of the rule's best fix, or "-".
func fixOf(r *rule.Rule) string {
	best := rule.Safety(0)
	for _, f := range r.Fixes {
		best = max(best, f.Safety)
	}
	if best == 0 {
		return "-"
	}
	return best.String()
}

// A ruleJSON is a rule in the list as JSON.
type ruleJSON struct {
	ID               string          `json:"id"`
	Name             string          `json:"name"`
	Title            string          `json:"title"`
	Since            string          `json:"since"`
	Severity         rule.Severity   `json:"severity"`
	Confidence       rule.Confidence `json:"confidence"`
	SecuritySeverity float64         `json:"securitySeverity"`
	Tags             []string        `json:"tags"`
	Off              bool            `json:"off"`
	Fixes            []fixJSON       `json:"fixes"`
	Categories       []categoryJSON  `json:"categories"`
	URL              string          `json:"url"`
}

type fixJSON struct {
	Message string      `json:"message"`
	Safety  rule.Safety `json:"safety"`
}

type categoryJSON struct {
	Name     string        `json:"name"`
	Severity rule.Severity `json:"severity"`
}

func writeRulesJSON(w io.Writer, all []*rule.Rule) error {
	list := make([]ruleJSON, 0, len(all))
	for _, r := range all {
		j := ruleJSON{
			ID: r.ID, Name: r.Name, Title: r.Title, Since: r.Since, Severity: r.Severity, Confidence: r.Confidence,
			SecuritySeverity: r.SecuritySeverity, Tags: append([]string{}, r.Tags...), Off: r.Off, URL: r.URL(),
			Fixes: []fixJSON{}, Categories: []categoryJSON{},
		}
		for _, f := range r.Fixes {
			j.Fixes = append(j.Fixes, fixJSON{Message: f.Message, Safety: f.Safety})
		}
		for _, c := range r.Categories {
			j.Categories = append(j.Categories, categoryJSON{Name: c.Name, Severity: r.SeverityOf(c.Name)})
		}
		list = append(list, j)
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(struct {
		Schema int        `json:"schema"`
		Rules  []ruleJSON `json:"rules"`
	}{1, list})
}

// explainCommand prints the page of a rule.
type explainCommand struct {
	Rule string `arg:"" help:"Id or name of a rule, like EXO1001 or smtpclient."`
}

func (c *explainCommand) run(_ context.Context, env *Env) int {
	all := rules.All()
	ids, exact, err := config.Select(ruleNames(all), c.Rule)
	if err == nil && !exact {
		err = fmt.Errorf("%q is a pattern; name one rule", c.Rule)
	}
	if err != nil {
		return env.fail(exitUsage, err)
	}
	for _, r := range all {
		if r.ID != ids[0] {
			continue
		}
		if _, err := io.WriteString(env.Stdout, rule.Markdown(r)); err != nil {
			return env.fail(exitUsage, err)
		}
	}
	return exitOK
}
