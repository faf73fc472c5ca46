package cli

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/exolint/exolint/page"
	"github.com/exolint/exolint/register"
	"github.com/exolint/exolint/report"
	"github.com/exolint/exolint/scanner"
	"github.com/exolint/exolint/tenant"
)

// registerFormats are the forms that registers can be written in.
var registerFormats = [...]string{"text", "json", "markdown", "html", "automation-csv", "smtp-csv"}

// registerCommand lists who signs in and sends mail, and how.
type registerCommand struct {
	Paths []string `arg:"" optional:"" name:"path" help:"Scripts, folders and patterns. Without one, the current folder."`

	Format string   `group:"Output" default:"text" enum:"${registerFormats}" placeholder:"FORMAT" help:"Form of what goes to standard output: ${registerFormats}."`
	Output []string `group:"Output" sep:"none" placeholder:"FORMAT=FILE" help:"Write a file in that form too. May be repeated."`
	Update []string `group:"Output" sep:"none" placeholder:"FILE" help:"Bring a register up to date that was written as CSV or JSON, and keep what people wrote into it. May be repeated."`

	SMTPReport       []string `group:"Tenant" name:"smtp-report" sep:"none" placeholder:"FILE" help:"Export of the Exchange admin center's report on SMTP AUTH clients. May be repeated."`
	SigninLog        []string `group:"Tenant" sep:"none" placeholder:"FILE" help:"Export of Entra sign-in logs, as CSV or JSON. May be repeated."`
	Pseudonymise     bool     `group:"Tenant" help:"Put pseudonyms in the place of addresses. The key is $$EXOLINT_PSEUDONYM_KEY, or a new one for each run."`
	PseudonymKeyFile string   `group:"Tenant" placeholder:"FILE" help:"File that holds the key of the pseudonyms."`

	AsOf  string `group:"Findings" placeholder:"DATE" help:"Judge deadlines and exceptions as on that day, like 2027-01-31."`
	NoGit bool   `group:"Findings" help:"Do not ask git for the last committer of scripts that name no owner."`

	Judging  `embed:""`
	Include  []string `group:"Files" sep:"none" placeholder:"PATTERN" help:"List only what matches, of what is in folders. May be repeated."`
	Exclude  []string `group:"Files" sep:"none" placeholder:"PATTERN" help:"Leave out what matches. May be repeated."`
	NoIgnore bool     `group:"Files" help:"List what .gitignore files leave out."`
	Encoding string   `group:"Files" placeholder:"CODEPAGE" help:"How scripts are read that are not Unicode, like windows-1251."`

	Config   string `placeholder:"FILE" xor:"config" help:"Configuration; without it the nearest .exolint.yml counts."`
	NoConfig bool   `xor:"config" help:"Read no configuration."`
	Jobs     int    `placeholder:"N" help:"Work on N scripts at once."`
}

// Help explains what flags cannot.
func (*registerCommand) Help() string {
	return `Lists each script with how it signs in, and each address with how it sends mail: owner, what stands instead, and by when.
Nothing is sent anywhere; reports on the tenant are read from files.

Exit codes: 0 the registers are complete, 2 wrong usage or configuration, 3 something could not be scanned.`
}

// An earlier register is a file that is to be brought up to date.
type earlier struct {
	name    string
	content []byte
	read    *register.Earlier
}

func (c *registerCommand) run(ctx context.Context, env *Env) int {
	outputs, err := outputsOf(c.Output, registerFormats[:])
	if err != nil {
		return env.fail(exitUsage, err)
	}
	last, err := c.readEarlier(env)
	if err != nil {
		return env.fail(exitUsage, err)
	}
	use, err := c.readTenant(env)
	if err != nil {
		return env.fail(exitUsage, err)
	}
	hide, err := c.pseudonyms(env)
	if err != nil {
		return env.fail(exitUsage, err)
	}
	r, g, err := c.collect(ctx, env)
	if err != nil {
		return env.fail(exitUsage, err)
	}
	g.Join(use)
	if hide != nil {
		g.Apply(hide)
	}
	if err := c.write(env, r, g, outputs, last, hide); err != nil {
		return env.fail(exitUsage, err)
	}
	if !r.Complete() {
		return exitIncomplete
	}
	return exitOK
}

// collect scans, and makes the registers of what it finds.
func (c *registerCommand) collect(ctx context.Context, env *Env) (*report.Report, *register.Register, error) {
	scan := &scanCommand{Paths: c.Paths, Include: c.Include, Exclude: c.Exclude, NoIgnore: c.NoIgnore, Encoding: c.Encoding, Config: c.Config,
		NoConfig: c.NoConfig, Jobs: c.Jobs, AsOf: c.AsOf}
	if slices.Contains(c.Paths, "-") {
		return nil, nil, errors.New("registers list files, not standard input")
	}
	options, err := scan.options(env)
	if err != nil {
		return nil, nil, err
	}
	options.MinSeverity, options.MinConfidence = 0, 0
	judge, err := c.Judging.prepare(env, options)
	if err != nil {
		return nil, nil, err
	}
	collector := collectorFor(options, !c.NoGit)
	progress := newProgress(env)
	options.Progress = progress.show
	r, err := scanner.Run(ctx, *options)
	progress.clear()
	if err != nil {
		return nil, nil, err
	}
	judge.apply(r)
	g, err := collector.Register(ctx, r)
	if err != nil {
		fmt.Fprintf(env.Stderr, "exolint: %v\n", err)
	}
	return r, g, nil
}

// collectorFor returns a collector of all that a scan analyzes.
func collectorFor(o *scanner.Options, git bool) *register.Collector {
	domains := slices.Clone(o.Config.AcceptedDomains)
	if org := o.Config.Replacement.Organization; org != "" {
		domains = append(domains, strings.ToLower(org))
	}
	collector := register.NewCollector(register.Options{Domains: domains, Owners: ownersIn(o.Root, git)})
	o.Everything = true
	o.Visit = func(s scanner.Script) {
		collector.Add(register.Script{File: s.File, Facts: s.Facts, Inventory: s.Inventory, Owner: s.Settings.Owner})
	}
	return collector
}

// ownersIn returns what the repository at root says of owners.
func ownersIn(root string, git bool) *register.Owners {
	owners := new(register.Owners)
	for _, name := range register.CodeOwnersPaths() {
		if content, err := os.ReadFile(filepath.Join(filepath.FromSlash(root), filepath.FromSlash(name))); err == nil {
			owners.Code = register.ParseCodeOwners(string(content))
			break
		}
	}
	if _, err := os.Stat(filepath.Join(filepath.FromSlash(root), ".git")); err == nil && git {
		owners.History = &register.Git{Dir: filepath.FromSlash(root)}
	}
	return owners
}

// readTenant reads the reports on the tenant.
func (c *registerCommand) readTenant(env *Env) (*tenant.Use, error) {
	use := tenant.NewUse()
	for _, files := range []struct {
		names []string
		read  func(string, io.Reader) error
	}{{c.SMTPReport, use.ReadSMTP}, {c.SigninLog, use.ReadSignIns}} {
		for _, name := range files.names {
			if err := readInto(env.path(name), name, files.read); err != nil {
				return nil, err
			}
		}
	}
	return use, nil
}

// readInto reads a file by read, which is told the name that is shown.
func readInto(path, shown string, read func(string, io.Reader) error) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	return read(shown, f)
}

// pseudonyms returns what hides addresses in text; nil where they are not to be hidden.
func (c *registerCommand) pseudonyms(env *Env) (func(string) string, error) {
	if !c.Pseudonymise {
		if c.PseudonymKeyFile != "" {
			return nil, errors.New("--pseudonym-key-file is for --pseudonymise; add that")
		}
		return nil, nil
	}
	if len(c.Update) > 0 {
		return nil, errors.New("--pseudonymise is for copies that leave your machine; write them with --output, and --update without it")
	}
	key := []byte(env.Getenv("EXOLINT_PSEUDONYM_KEY"))
	if c.PseudonymKeyFile != "" {
		content, err := os.ReadFile(env.path(c.PseudonymKeyFile))
		if err != nil {
			return nil, fmt.Errorf("--pseudonym-key-file: %w", err)
		}
		if key = bytes.TrimSpace(content); len(key) == 0 {
			return nil, fmt.Errorf("--pseudonym-key-file: %s is empty; put a long random text into it", c.PseudonymKeyFile)
		}
	}
	if len(key) == 0 {
		key = []byte(rand.Text())
	}
	return tenant.NewPseudonymiser(key).Text, nil
}

// readEarlier reads the registers that are to be brought up to date, all of them before any is written.
func (c *registerCommand) readEarlier(env *Env) ([]earlier, error) {
	var all []earlier
	for _, name := range c.Update {
		content, err := os.ReadFile(env.path(name))
		if err != nil {
			return nil, fmt.Errorf("--update: %w; write a first register with --output", err)
		}
		read, err := register.Read(name, content)
		if err != nil {
			return nil, err
		}
		all = append(all, earlier{name, content, read})
	}
	return all, nil
}

// write writes the registers to standard output and to files.
func (c *registerCommand) write(env *Env, r *report.Report, g *register.Register, outputs []output, last []earlier, hide func(string) string) error {
	for _, e := range last {
		g.Update(e.read)
	}
	for _, e := range last {
		if err := c.replace(env, g, e); err != nil {
			return err
		}
	}
	for _, o := range outputs {
		var b bytes.Buffer
		if err := writeRegister(&b, r, g, o.format, hide); err != nil {
			return fmt.Errorf("writing %s: %w", o.file, err)
		}
		if err := writeFile(env.path(o.file), b.Bytes()); err != nil {
			return fmt.Errorf("writing %s: %w", o.file, err)
		}
	}
	if err := report.WriteTrouble(env.Stderr, r, report.TextOptions{Width: env.Width}); err != nil {
		return err
	}
	if err := writeRegister(env.Stdout, r, g, c.Format, hide); err != nil {
		return fmt.Errorf("writing to standard output: %w", err)
	}
	return nil
}

// replace writes a register in the place of an earlier one, which it keeps beside it.
func (c *registerCommand) replace(env *Env, g *register.Register, e earlier) error {
	format := "json"
	switch {
	case e.read.SMTP == nil:
		format = "automation-csv"
	case e.read.Automation == nil:
		format = "smtp-csv"
	}
	var b bytes.Buffer
	if err := writeRegister(&b, nil, g, format, nil); err != nil {
		return fmt.Errorf("writing %s: %w", e.name, err)
	}
	if err := writeFile(env.path(e.name)+".bak", e.content); err != nil {
		return fmt.Errorf("keeping %s as %[1]s.bak: %w", e.name, err)
	}
	if err := writeFile(env.path(e.name), b.Bytes()); err != nil {
		return fmt.Errorf("writing %s: %w", e.name, err)
	}
	return nil
}

// writeRegister writes the registers in one form.
func writeRegister(w io.Writer, r *report.Report, g *register.Register, format string, hide func(string) string) error {
	switch format {
	case "json":
		return g.WriteJSON(w)
	case "markdown":
		return g.WriteMarkdown(w, register.MarkdownOptions{})
	case "html":
		return page.Write(w, page.Content{Report: r, Register: g, Text: hide})
	case "automation-csv":
		return g.Automation.WriteCSV(w)
	case "smtp-csv":
		return g.SMTP.WriteCSV(w)
	default:
		return g.WriteText(w)
	}
}
