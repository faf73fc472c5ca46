// Package cli is the command line of exolint: one file a subcommand.
package cli

import (
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/alecthomas/kong"
)

// The exit codes of the program.
const (
	exitOK         = 0
	exitFindings   = 1 // something was found
	exitUsage      = 2 // wrong usage or configuration
	exitIncomplete = 3 // something could not be checked
)

// A command is a subcommand with its flags and arguments.
type command interface {
	// run does what the command is for and returns the exit code.
	run(ctx context.Context, env *Env) int
}

// commands lists the subcommands. A field's tags say what its help shows.
type commands struct {
	Scan       scanCommand       `cmd:"" default:"withargs" help:"Scan scripts. This is what exolint does where no command is named."`
	Fix        fixCommand        `cmd:"" help:"Show how scripts are written without legacy sign-in, or write them so."`
	Register   registerCommand   `cmd:"" help:"List who signs in and sends mail, with owners and deadlines."`
	Baseline   baselineCommand   `cmd:"" help:"Keep the list of findings that are known, so that only new ones count."`
	Rules      rulesCommand      `cmd:"" help:"List the rules."`
	Explain    explainCommand    `cmd:"" help:"Print the page of a rule."`
	Syntax     syntaxCommand     `cmd:"" help:"Print tokens, tree and errors of scripts."`
	Completion completionCommand `cmd:"" help:"Print what makes a shell complete commands and flags."`
	Version    versionCommand    `cmd:"" help:"Print the version."`
}

// newParser returns the parser of the command line. It calls exit when it has printed help.
func newParser(stdout, stderr io.Writer, exit func()) (*kong.Kong, error) {
	return kong.New(new(commands),
		kong.Name("exolint"),
		kong.Description("Finds legacy sign-in to Microsoft 365 in PowerShell scripts."),
		kong.Vars{"formats": strings.Join(formats[:], ", "), "registerFormats": strings.Join(registerFormats[:], ", ")},
		kong.Writers(stdout, stderr),
		kong.Exit(func(int) { exit() }),
	)
}

// Main runs the program as env says and returns its exit code.
func Main(ctx context.Context, env Env) int {
	exited := false
	parser, err := newParser(env.Stdout, env.Stderr, func() { exited = true })
	if err != nil {
		return env.fail(exitUsage, err)
	}
	parsed, err := parser.Parse(env.Args)
	switch {
	case exited: // help has been printed
		return exitOK
	case err != nil:
		return env.fail(exitUsage, err)
	}
	return parsed.Selected().Target.Addr().Interface().(command).run(ctx, &env)
}

// fail prints err and returns code.
func (e *Env) fail(code int, err error) int {
	fmt.Fprintf(e.Stderr, "exolint: %v\n", err)
	return code
}
