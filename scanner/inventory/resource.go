package inventory

import (
	"strings"

	"github.com/exolint/exolint/scanner/facts"
	"github.com/exolint/exolint/scanner/syntax"
)

// graphHost is the resource of Microsoft Graph.
const graphHost = "graph.microsoft.com"

// resourceOfTable returns what the token is for that a form in a hashtable asks for; "" where that is not known.
func resourceOfTable(form *facts.Hash) string {
	for _, key := range []string{"resource", "scope"} {
		if e, ok := form.Entry(key); ok {
			return resourceOf(e.Value)
		}
	}
	return ""
}

// resourceOfForm returns what the token is for that a form in a string asks for, which is in lower case; "" where that is not known.
func resourceOfForm(text string) string {
	for pair := range strings.SplitSeq(text, "&") {
		key, value, _ := strings.Cut(strings.Trim(pair, `"' `), "=")
		if key == "resource" || key == "scope" {
			return resourceOfText(value)
		}
	}
	return ""
}

// resourceOf returns what the value of a resource or of a scope is for; "" where that is not known.
func resourceOf(v facts.Value) string {
	if v.Kind == facts.Array && len(v.Elements) > 0 {
		v = v.Elements[0]
	}
	for one := range v.Each() {
		text, _ := one.Prefix()
		return resourceOfText(text)
	}
	return ""
}

// resourceOfText returns the host or the id that the first word of a resource or of a scope names. A permission without either
// is one of Microsoft Graph, and the words of OpenID say nothing.
func resourceOfText(text string) string {
	for word := range strings.FieldsSeq(strings.ToLower(text)) {
		switch word {
		case "openid", "profile", "email", "offline_access":
			continue
		}
		if strings.ContainsAny(word, "${}%<") {
			return ""
		}
		if !strings.Contains(word, "://") {
			id, _, _ := strings.Cut(word, "/")
			if strings.Count(id, "-") != 4 {
				return graphHost
			}
			return id
		}
		return hostOf(facts.Value{Kind: facts.String, Fragments: []facts.Fragment{{Text: word, Known: true}}})
	}
	return ""
}

// resourceOfAddresses returns Microsoft Graph where the script has an address of it; "" for none.
func (b *builder) resourceOfAddresses() string {
	for _, n := range b.nodes.strings {
		text := ""
		switch s := n.(type) {
		case *syntax.StringConstantExpression:
			text = s.Value
		case *syntax.ExpandableStringExpression:
			text = b.info.File.Text(s)
		}
		if syntax.ContainsFold(text, "graph.microsoft.") || syntax.ContainsFold(text, "graph.windows.net") {
			return graphHost
		}
	}
	return ""
}
