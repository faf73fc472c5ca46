package config

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"

	"github.com/exolint/exolint/scanner/source"
)

// A Rule is a rule that a configuration may name, by id or by name.
type Rule struct{ ID, Name string }

// A FileError is something in a configuration file that is not right.
type FileError struct {
	Path    string // of the file
	Line    int    // 1-based
	Column  int    // 1-based, in characters
	Message string // what is wrong and how to mend it
	Excerpt string // the line as it stands there, without its end
}

// Error returns the place and the message, and below them the line with a caret.
func (e *FileError) Error() string {
	number := strconv.Itoa(e.Line)
	gutter := strings.Repeat(" ", len(number))
	return fmt.Sprintf("reading %s: line %d: %s\n  %s | %s\n  %s | %s^",
		e.Path, e.Line, e.Message, number, e.Excerpt, gutter, indent(e.Excerpt, e.Column-1))
}

// indent returns white space as wide as the first n characters of line, which may hold tabs.
func indent(line string, n int) string {
	chars := []rune(line)
	return strings.Map(func(r rune) rune {
		if r == '\t' {
			return r
		}
		return ' '
	}, string(chars[:min(n, len(chars))]))
}

// Parse reads a configuration. Path names it in errors; rules are those that it may name. The error joins a [*FileError] for
// each thing that is wrong, in order.
func Parse(path string, content []byte, rules []Rule) (*Config, error) {
	r, file, err := open(path, content, rules)
	if err != nil {
		return nil, err
	}
	c := r.config(file)
	if err := r.err(); err != nil {
		return nil, err
	}
	return c, nil
}

// open reads a file's YAML, and returns what takes its tree apart.
func open(path string, content []byte, rules []Rule) (*reader, *ast.File, error) {
	content = bytes.TrimPrefix(content, []byte("\ufeff"))
	r := &reader{path: path, lines: strings.Split(string(content), "\n"), rules: rules}
	if !utf8.Valid(content) || bytes.IndexByte(content, 0) >= 0 {
		r.errorAt(1, 1, "the file is not UTF-8; save it as UTF-8")
		return nil, nil, r.err()
	}
	file, err := parser.ParseBytes(content, 0)
	if syntax, ok := errors.AsType[yaml.Error](err); ok {
		r.fail(syntax.GetToken(), "%s", syntax.GetMessage())
		return nil, nil, r.err()
	} else if err != nil {
		return nil, nil, fmt.Errorf("reading %s: %w", path, err)
	}
	return r, file, nil
}

// A reader takes the tree of a configuration apart and notes what is wrong with it.
type reader struct {
	path  string
	lines []string
	rules []Rule
	errs  []*FileError
}

// fields are the keys of a mapping, each with what reads its value.
type fields map[string]func(ast.Node)

func (r *reader) config(file *ast.File) *Config {
	c := &Config{Path: r.path}
	if len(file.Docs) > 1 {
		r.fail(file.Docs[1].GetToken(), "a second YAML document; a configuration is one")
	}
	if len(file.Docs) == 0 || file.Docs[0].Body == nil {
		return c
	}
	r.mapping(file.Docs[0].Body, r.fields(c))
	return c
}

// fields are the keys at the top.
func (r *reader) fields(c *Config) fields {
	return fields{
		"rules":            func(n ast.Node) { c.Rules = r.levels(n) },
		"include":          func(n ast.Node) { c.Include = r.globs(n) },
		"exclude":          func(n ast.Node) { c.Exclude = r.globs(n) },
		"overrides":        func(n ast.Node) { c.Overrides = r.overrides(n) },
		"encoding":         func(n ast.Node) { c.CodePage = r.codePage(n) },
		"max-size":         func(n ast.Node) { c.MaxSize = r.size(n) },
		"fail-on":          func(n ast.Node) { c.FailOn = choice(r, n, Note, Warning, Error) },
		"min-severity":     func(n ast.Node) { c.MinSeverity = choice(r, n, Note, Warning, Error) },
		"min-confidence":   func(n ast.Node) { c.MinConfidence = choice(r, n, Low, Medium, High) },
		"replacement":      func(n ast.Node) { c.Replacement = r.replacement(n) },
		"accepted-domains": func(n ast.Node) { c.AcceptedDomains = r.domains(n) },
		"owner":            func(n ast.Node) { c.Owner, _ = r.text(n) },
	}
}

func (r *reader) overrides(n ast.Node) []Override {
	var all []Override
	for _, item := range r.list(n) {
		var o Override
		r.mapping(item, r.overrideFields(&o))
		if len(o.Paths) == 0 {
			r.fail(item.GetToken(), `an override needs "paths"`)
		}
		all = append(all, o)
	}
	return all
}

// overrideFields are the keys of an override.
func (r *reader) overrideFields(o *Override) fields {
	return fields{
		"paths": func(n ast.Node) { o.Paths = r.globs(n) },
		"rules": func(n ast.Node) { o.Rules = r.levels(n) },
		"owner": func(n ast.Node) { o.Owner, _ = r.text(n) },
		"job":   func(n ast.Node) { o.Job = choice(r, n, HumanRun, Unattended, AzureAutomation, AzureFunctions, CI) },
	}
}

// Forms of values in the replacement section. A variable such as $env:EXO_APP_ID stands for any of them but a domain of mail.
var (
	guidForm       = regexp.MustCompile(`^([0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}|\$[A-Za-z_][\w:]*)$`)
	vaultForm      = regexp.MustCompile(`^([A-Za-z][A-Za-z0-9-]{2,23}|\$[A-Za-z_][\w:]*)$`)
	thumbprintForm = regexp.MustCompile(`^([0-9a-fA-F]{40}|\$[A-Za-z_][\w:]*)$`)
	domainForm     = regexp.MustCompile(`^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$`)
	tenantForm     = regexp.MustCompile(`(?i)^([a-z0-9-]+\.(onmicrosoft\.(com|us|de)|partner\.onmschina\.cn)|\$[a-z_][\w:]*)$`)
)

func (r *reader) replacement(n ast.Node) Replacement {
	var p Replacement
	r.mapping(n, r.replacementFields(&p))
	return p
}

// replacementFields are the keys of the replacement section.
func (r *reader) replacementFields(p *Replacement) fields {
	return fields{
		"app-id": func(n ast.Node) {
			p.AppID = r.formed(n, guidForm, "the application's client id, like 00000000-0000-0000-0000-000000000000")
		},
		"organization": func(n ast.Node) {
			p.Organization = r.formed(n, tenantForm, "the tenant's first domain, like contoso.onmicrosoft.com")
		},
		"certificate-thumbprint": func(n ast.Node) {
			p.CertificateThumbprint = r.formed(n, thumbprintForm, "a thumbprint of 40 hexadecimal digits")
		},
		"certificate-file": func(n ast.Node) { p.CertificateFile, _ = r.text(n) },
		"managed-identity-id": func(n ast.Node) {
			p.ManagedIdentityID = r.formed(n, guidForm, "the identity's client id, like 00000000-0000-0000-0000-000000000000")
		},
		"mail":    func(n ast.Node) { p.Mail = choice(r, n, MailGraph, MailHVE, MailACS) },
		"secrets": func(n ast.Node) { p.Secrets = choice(r, n, SecretManagement, KeyVault, AutomationAsset, Prompt) },
		"key-vault": func(n ast.Node) {
			p.KeyVault = r.formed(n, vaultForm, "the name of a key vault, 3 to 24 letters, digits and hyphens")
		},
	}
}

func (r *reader) domains(n ast.Node) []string {
	var all []string
	for _, item := range r.list(n) {
		text, ok := r.text(item)
		domain := strings.ToLower(text)
		if ok && !domainForm.MatchString(domain) {
			r.fail(item.GetToken(), "%q is not a domain, like contoso.com", domain)
		}
		all = append(all, domain)
	}
	return all
}

func (r *reader) globs(n ast.Node) Globs {
	var all Globs
	for _, item := range r.list(n) {
		text, ok := r.text(item)
		if !ok {
			continue
		}
		glob, ok := ParseGlob(text)
		switch {
		case strings.Contains(text, `\`):
			r.fail(item.GetToken(), "pattern %q has a backslash; separate folders with /", text)
		case !ok:
			r.fail(item.GetToken(), "pattern %q is not well-formed; check its brackets and braces", text)
		}
		all = append(all, glob)
	}
	return all
}

// A setting is one line of a rules section.
type setting struct {
	key   string
	exact bool // it names one rule; otherwise it is a pattern
	level Level
	ids   []string
}

// levels reads a rules section. A rule's own id or name beats a pattern, a longer pattern beats a shorter one.
func (r *reader) levels(n ast.Node) map[string]Level {
	var all []setting
	named := map[string]string{} // id to the key that names it
	r.entries(n, func(key *token.Token, value ast.Node) {
		s := setting{key: key.Value, level: choice(r, value, Off, Note, Warning, Error)}
		s.ids, s.exact = r.rulesOf(key)
		if s.exact {
			if other, twice := named[s.ids[0]]; twice {
				r.fail(key, "%q and %q are one rule; remove one of them", other, key.Value)
			}
			named[s.ids[0]] = key.Value
		}
		all = append(all, s)
	})
	slices.SortStableFunc(all, func(a, b setting) int {
		if a.exact != b.exact {
			if b.exact {
				return -1
			}
			return 1
		}
		return cmp.Compare(len(a.key), len(b.key))
	})
	levels := map[string]Level{}
	for _, s := range all {
		for _, id := range s.ids {
			levels[id] = s.level
		}
	}
	return levels
}

// rulesOf returns the ids of the rules that a key names, and whether it names one rather than being a pattern.
func (r *reader) rulesOf(key *token.Token) (ids []string, exact bool) {
	ids, exact, err := Select(r.rules, key.Value)
	if err != nil {
		r.fail(key, "%v", err)
	}
	return ids, exact
}

func (r *reader) codePage(n ast.Node) source.CodePage {
	name, ok := r.text(n)
	if !ok {
		return source.CodePage{}
	}
	page, err := source.ParseCodePage(name)
	if err != nil {
		r.fail(n.GetToken(), "%v", err)
	}
	return page
}

// size reads a number of bytes, with a unit or without.
func (r *reader) size(n ast.Node) int64 {
	text, ok := r.text(n)
	if !ok {
		return 0
	}
	size, err := ParseSize(text)
	if err != nil {
		r.fail(n.GetToken(), "%v", err)
	}
	return size
}

// err joins what was noted, in the order of the file.
func (r *reader) err() error {
	slices.SortStableFunc(r.errs, func(a, b *FileError) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
	})
	var errs []error
	for _, e := range r.errs {
		errs = append(errs, e)
	}
	return errors.Join(errs...)
}
