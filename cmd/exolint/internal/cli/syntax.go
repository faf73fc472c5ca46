package cli

import (
	"context"
	"fmt"
	"go/token"
	"io"
	"os"

	"github.com/exolint/exolint/scanner/facts"
	"github.com/exolint/exolint/scanner/project"
	"github.com/exolint/exolint/scanner/source"
	"github.com/exolint/exolint/scanner/syntax"
)

// syntaxCommand prints what the parser makes of scripts.
type syntaxCommand struct {
	Tokens bool `help:"Print the tokens."`
	Tree   bool `help:"Print the tree."`
	Errors bool `help:"Print the errors."`

	Bindings bool `help:"Print which parameters the arguments of known cmdlets bind to."`

	Files []string `arg:"" name:"file" help:"Scripts to read."`
}

// Help explains the text form.
func (*syntaxCommand) Help() string {
	return `Prints how exolint reads scripts: a tool for authors of rules. Without a flag, tokens, tree and errors are printed.
Bindings name the parameter that each argument binds to, as PowerShell's static binder binds them.
Offsets are bytes of the text as UTF-8 without byte-order mark.`
}

func (c *syntaxCommand) run(ctx context.Context, env *Env) int {
	code := exitOK
	for _, name := range c.Files {
		if err := ctx.Err(); err != nil {
			return env.fail(exitIncomplete, err)
		}
		f, err := parseFile(env, name)
		if err != nil {
			code = env.fail(exitIncomplete, err)
			continue
		}
		if err := c.print(env.Stdout, name, f); err != nil {
			return env.fail(exitIncomplete, err)
		}
	}
	return code
}

// parseFile reads the script of that name.
func parseFile(env *Env, name string) (*syntax.File, error) {
	raw, err := os.ReadFile(env.path(name))
	if err != nil {
		return nil, err
	}
	src, err := source.Decode(name, raw, source.Options{})
	if err != nil {
		return nil, err
	}
	return syntax.Parse(src.Add(token.NewFileSet()), src.Text), nil
}

// print writes the parts that the flags name, or all of them where none is given.
func (c *syntaxCommand) print(w io.Writer, name string, f *syntax.File) error {
	if _, err := fmt.Fprintf(w, "# file %s\n", name); err != nil {
		return err
	}
	all := !c.Tokens && !c.Tree && !c.Errors && !c.Bindings
	for _, part := range [...]struct {
		on   bool
		dump func(io.Writer, *syntax.File) error
	}{
		{c.Tokens, syntax.DumpTokens},
		{c.Tree, syntax.DumpTree},
		{c.Errors, syntax.DumpErrors},
	} {
		if !part.on && !all {
			continue
		}
		if err := part.dump(w, f); err != nil {
			return err
		}
	}
	if !c.Bindings {
		return nil
	}
	return facts.WriteBindings(w, facts.Compute(f, project.None))
}
