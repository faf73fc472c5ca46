package cli

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/bmatcuk/doublestar/v4"

	"github.com/exolint/exolint/fix"
	"github.com/exolint/exolint/rules/rule"
	"github.com/exolint/exolint/scanner"
	"github.com/exolint/exolint/scanner/config"
	"github.com/exolint/exolint/scanner/rewrite"
)

// fixCommand rewrites scripts, or shows how.
type fixCommand struct {
	Paths []string `arg:"" optional:"" name:"path" help:"Scripts, folders and patterns. Without one, the current folder."`

	Write        bool   `group:"What to do" xor:"do" help:"Write the scripts. Without it, a diff is shown and nothing is written."`
	Apply        string `group:"What to do" xor:"do" placeholder:"FILE" help:"Write what a plan says, where no script has changed since."`
	Plan         string `group:"What to do" placeholder:"FILE" help:"Save what would be done, to be reviewed and applied later."`
	Suffix       string `group:"What to do" placeholder:"SUFFIX" help:"Write copies with this added to their names, like .new, and leave the scripts as they are."`
	Placeholders bool   `group:"What to do" help:"Write placeholders for values that are not given."`

	To                    string `group:"Sign-in" default:"auto" enum:"auto,app-only,managed-identity,interactive" placeholder:"TARGET" help:"How to sign in: auto (by how the script is run), app-only, managed-identity or interactive."`
	AppID                 string `group:"Sign-in" name:"app-id" placeholder:"VALUE" help:"Application (client) id, or a variable such as $$env:EXO_APP_ID."`
	Organization          string `group:"Sign-in" placeholder:"VALUE" help:"The tenant's .onmicrosoft.com domain, or a variable."`
	CertificateThumbprint string `group:"Sign-in" placeholder:"VALUE" help:"Thumbprint of the certificate, or a variable."`
	CertificateFile       string `group:"Sign-in" placeholder:"VALUE" help:"Path of a .pfx file, a variable, or key-vault:VAULT/NAME."`
	ManagedIdentityID     string `group:"Sign-in" name:"managed-identity-id" placeholder:"VALUE" help:"Client id of a user-assigned managed identity, or a variable."`

	Mail    string `group:"Other" enum:",graph,hve,acs" default:"" placeholder:"WAY" help:"How to send mail: graph, hve (internal recipients only) or acs."`
	Secrets string `group:"Other" enum:",secret-management,key-vault,automation,prompt" default:"" placeholder:"STORE" help:"Where secrets are to be kept: secret-management, key-vault, automation or prompt."`

	KeyVault string `group:"Other" name:"key-vault" placeholder:"VALUE" help:"Name of the key vault that secrets are read from, or a variable."`

	Rules    []string `group:"Findings" sep:"none" placeholder:"RULES" help:"Fix only what these rules find (EXO1001,smtpclient), or turn some on and off (+EXO1001,-EXO4*)."`
	Include  []string `group:"Files" sep:"none" placeholder:"PATTERN" help:"Fix only what matches, of what is in folders. May be repeated."`
	Exclude  []string `group:"Files" sep:"none" placeholder:"PATTERN" help:"Leave out what matches. May be repeated."`
	NoIgnore bool     `group:"Files" help:"Fix what .gitignore files leave out."`
	Encoding string   `group:"Files" placeholder:"CODEPAGE" help:"How scripts are read that are not Unicode, like windows-1251."`

	Config   string `placeholder:"FILE" xor:"config" help:"Configuration; without it the nearest .exolint.yml counts."`
	NoConfig bool   `xor:"config" help:"Read no configuration."`
	Jobs     int    `placeholder:"N" help:"Work on N scripts at once."`
}

// Help explains what flags cannot.
func (*fixCommand) Help() string {
	return `Shows as a unified diff how scripts are to be written without legacy sign-in, and writes nothing unless asked to.
What cannot be rewritten with certainty is left as it is, with the reason. No secret is shown.

Exit codes: 0 nothing is left to do, 1 findings are left, 2 wrong usage or configuration, 3 something could not be scanned or written.`
}

func (c *fixCommand) run(ctx context.Context, env *Env) int {
	if c.Apply != "" {
		return c.apply(ctx, env)
	}
	options, err := c.scan().options(env)
	if err != nil {
		return env.fail(exitUsage, err)
	}
	if slices.Contains(c.Paths, "-") {
		return env.fail(exitUsage, errors.New("fix works on files, not on standard input"))
	}
	progress := newProgress(env)
	options.Progress = progress.show
	result, err := fix.Run(ctx, *options, c.rewriting(options.Config))
	progress.clear()
	if err != nil {
		return env.fail(exitIncomplete, err)
	}
	if c.writes() {
		if err := c.checkPlaceholders(placeholdersOf(result.Scripts)); err != nil {
			return env.fail(exitUsage, err)
		}
	}
	if c.Plan != "" {
		if err := c.savePlan(env, result.Scripts); err != nil {
			return env.fail(exitUsage, err)
		}
	}
	return c.finish(ctx, env, options, result)
}

// writes reports whether scripts or copies of them are to be written.
func (c *fixCommand) writes() bool { return c.Write || c.Suffix != "" }

// scan returns the scan whose findings are to be fixed.
func (c *fixCommand) scan() *scanCommand {
	return &scanCommand{Paths: c.Paths, Rules: c.Rules, Include: c.Include, Exclude: c.Exclude, NoIgnore: c.NoIgnore, Encoding: c.Encoding,
		Config: c.Config, NoConfig: c.NoConfig, Jobs: c.Jobs}
}

// rewriting returns how to rewrite: as the flags say, else as the configuration says.
func (c *fixCommand) rewriting(conf *config.Config) rewrite.Options {
	v := conf.Replacement
	return rewrite.Options{
		Target: rewrite.Target(c.To),
		Values: config.Replacement{
			AppID:                 cmp.Or(c.AppID, v.AppID),
			Organization:          cmp.Or(c.Organization, v.Organization),
			CertificateThumbprint: cmp.Or(c.CertificateThumbprint, v.CertificateThumbprint),
			CertificateFile:       cmp.Or(c.CertificateFile, v.CertificateFile),
			ManagedIdentityID:     cmp.Or(c.ManagedIdentityID, v.ManagedIdentityID),
			Mail:                  cmp.Or(config.MailWay(c.Mail), v.Mail),
			Secrets:               cmp.Or(config.SecretStore(c.Secrets), v.Secrets),
			KeyVault:              cmp.Or(c.KeyVault, v.KeyVault),
		},
		Domains: conf.AcceptedDomains,
	}
}

// placeholdersOf returns the settings that stand as placeholders in what would be written.
func placeholdersOf(scripts []*fix.Script) []string {
	var names []string
	for _, s := range scripts {
		for _, ch := range s.Changes {
			if ch.Applies() {
				names = append(names, ch.Placeholders...)
			}
		}
	}
	return names
}

// checkPlaceholders refuses to write placeholders that were not asked for.
func (c *fixCommand) checkPlaceholders(names []string) error {
	if c.Placeholders || len(names) == 0 {
		return nil
	}
	slices.Sort(names)
	names = slices.Compact(names)
	return fmt.Errorf("no value is given for %s; give it with --%s or in the configuration, or write placeholders with --placeholders",
		strings.Join(names, ", "), strings.Join(names, ", --"))
}

// savePlan writes the plan.
func (c *fixCommand) savePlan(env *Env, scripts []*fix.Script) error {
	p, err := fix.NewPlan(scripts, nil)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	if _, err := p.WriteTo(&b); err != nil {
		return fmt.Errorf("writing %s: %w", c.Plan, err)
	}
	if err := writeFile(env.path(c.Plan), b.Bytes()); err != nil {
		return fmt.Errorf("writing %s: %w", c.Plan, err)
	}
	return nil
}

// finish shows or writes the changes and says what is left.
func (c *fixCommand) finish(ctx context.Context, env *Env, o *scanner.Options, result *fix.Result) int {
	code := exitOK
	roots := env.folders(o.Roots)
	for _, s := range result.Scripts {
		if !s.Changed() {
			continue
		}
		if !c.writes() {
			io.WriteString(env.Stdout, s.Diff())
			continue
		}
		err := ctx.Err()
		if err == nil {
			err = s.Write(roots, c.Suffix)
		}
		if err != nil {
			code = env.fail(exitIncomplete, err)
			continue
		}
		fmt.Fprintln(env.Stdout, s.File.Path+c.Suffix)
	}
	writeAnswers(env.Stderr, result)
	switch {
	case code != exitOK || !result.Report.Complete():
		return exitIncomplete
	case c.left(result):
		return exitFindings
	}
	return exitOK
}

// left reports whether findings stand in the scripts after the run.
func (c *fixCommand) left(result *fix.Result) bool {
	return slices.ContainsFunc(result.Scripts, func(s *fix.Script) bool {
		return slices.ContainsFunc(s.Changes, func(ch *rewrite.Change) bool { return !c.Write || !ch.Applies() })
	})
}

// folders returns what is written below: the folders and files of the paths, and the fixed beginnings of patterns.
func (e *Env) folders(roots []string) []string {
	list := make([]string, len(roots))
	for i, r := range roots {
		list[i] = e.path(r)
		if _, err := os.Lstat(list[i]); err != nil {
			base, _ := doublestar.SplitPattern(filepath.ToSlash(list[i]))
			list[i] = filepath.FromSlash(base)
		}
	}
	return list
}

// apply writes what a plan says.
func (c *fixCommand) apply(ctx context.Context, env *Env) int {
	file, err := os.Open(env.path(c.Apply))
	if err != nil {
		return env.fail(exitUsage, err)
	}
	defer file.Close()
	p, err := fix.ReadPlan(file)
	if err != nil {
		return env.fail(exitUsage, fmt.Errorf("reading %s: %w", c.Apply, err))
	}
	if err := c.checkPlaceholders(p.Placeholders()); err != nil {
		return env.fail(exitUsage, err)
	}
	roots := c.Paths
	if len(roots) == 0 {
		roots = []string{"."}
	}
	code := exitOK
	for i := range p.Files {
		f := &p.Files[i]
		if len(f.Edits) == 0 {
			continue
		}
		err := ctx.Err()
		if err == nil {
			err = c.applyFile(env, p, f, env.folders(roots))
		}
		if err != nil {
			code = env.fail(exitIncomplete, err)
			continue
		}
		fmt.Fprintln(env.Stdout, f.Path+c.Suffix)
	}
	writeChecklist(env.Stderr, p.Checklist)
	return code
}

// applyFile writes one file of a plan.
func (c *fixCommand) applyFile(env *Env, p *fix.Plan, f *fix.PlanFile, roots []string) error {
	name := env.path(filepath.FromSlash(f.Path))
	raw, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	edited, err := p.Apply(f, raw)
	if err != nil {
		return err
	}
	return fix.Write{Path: name, Roots: roots, Old: raw, New: edited, Suffix: c.Suffix}.Do()
}

// writeAnswers says for every finding what becomes of it, then what must exist for the edited scripts to work.
func writeAnswers(w io.Writer, result *fix.Result) {
	var all []*rewrite.Change
	for _, s := range result.Scripts {
		for _, ch := range s.Changes {
			fmt.Fprintf(w, "%s:%d: %s %s\n", s.File.Path, s.File.Source.Position(ch.Span.Start).Line, ch.Rule, answer(s, ch))
			for _, n := range ch.Notes {
				fmt.Fprintf(w, "    note: %s\n", n)
			}
		}
		all = append(all, s.Changes...)
	}
	writeChecklist(w, rewrite.Checklist(all))
	fmt.Fprintln(w, result.Summary())
}

// answer says what becomes of a finding.
func answer(s *fix.Script, ch *rewrite.Change) string {
	switch {
	case ch.Refusal != nil:
		return fmt.Sprintf("not fixed: %s; %s [%s]", s.Mask(ch.Refusal.Text), ch.Refusal.Remedy, ch.Refusal.Reason)
	case ch.Safety == rule.Display:
		texts := make([]string, len(ch.Edits))
		for i, e := range ch.Edits {
			texts[i] = s.Mask(e.New)
		}
		return fmt.Sprintf("not changed, only suggested: %s: %s", ch.Message, strings.Join(texts, " "))
	case ch.Because != "":
		return ch.Message + ", because " + ch.Because
	}
	return ch.Message
}

func writeChecklist(w io.Writer, needs []rewrite.Need) {
	if len(needs) == 0 {
		return
	}
	fmt.Fprintln(w, "\nFor the edited scripts to work, there must be:")
	for _, n := range needs {
		fmt.Fprintf(w, "  [ ] %s\n", n)
	}
	fmt.Fprintln(w)
}
