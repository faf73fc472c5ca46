package cli

import (
	"cmp"
	"context"
	"embed"
	"io"
	"slices"
	"strings"
	"text/template"

	"github.com/alecthomas/kong"

	"github.com/exolint/exolint/rules"
)

//go:embed completion/*.tmpl
var completionTemplates embed.FS

// completionCommand prints a completion script.
type completionCommand struct {
	Shell string `arg:"" enum:"bash,zsh,fish,powershell" help:"bash, zsh, fish or powershell."`
}

// Help says where the scripts go.
func (*completionCommand) Help() string {
	return `bash:        exolint completion bash > ~/.local/share/bash-completion/completions/exolint
zsh:         exolint completion zsh > "${fpath[1]}/_exolint"
fish:        exolint completion fish > ~/.config/fish/completions/exolint.fish
PowerShell:  exolint completion powershell | Out-String | Invoke-Expression   (in $PROFILE)`
}

func (c *completionCommand) run(_ context.Context, env *Env) int {
	model, err := newCompletion()
	if err != nil {
		return env.fail(exitUsage, err)
	}
	if err := model.write(env.Stdout, c.Shell); err != nil {
		return env.fail(exitUsage, err)
	}
	return exitOK
}

// A completion is the command line as completion scripts know it.
type completion struct{ Commands []completedCommand }

// A completedCommand is a subcommand.
type completedCommand struct {
	Name, Help string
	Flags      []completedFlag
	Words      []string // what can stand as its argument; none: names of files
}

// A completedFlag is a flag.
type completedFlag struct {
	Name, Help string   // the name without dashes
	Value      bool     // it takes one
	Words      []string // what the value can be; none: names of files
}

// newCompletion takes the command line from the parser's model.
func newCompletion() (*completion, error) {
	parser, err := newParser(io.Discard, io.Discard, func() {})
	if err != nil {
		return nil, err
	}
	c := &completion{}
	for _, node := range parser.Model.Children {
		command := completedCommand{Name: node.Name, Help: node.Help, Words: argumentWords(node)}
		for _, flags := range node.AllFlags(true) {
			for _, f := range flags {
				command.Flags = append(command.Flags, completedFlag{
					Name: f.Name, Help: f.Help, Value: !f.IsBool(), Words: enumWords(f.Value),
				})
			}
		}
		slices.SortFunc(command.Flags, func(a, b completedFlag) int { return cmp.Compare(a.Name, b.Name) })
		c.Commands = append(c.Commands, command)
	}
	return c, nil
}

// commandNames returns the names of the subcommands.
func commandNames() []string {
	c, err := newCompletion()
	if err != nil {
		return nil
	}
	var names []string
	for _, command := range c.Commands {
		names = append(names, command.Name)
	}
	return names
}

// argumentWords returns what can stand as the argument of a command.
func argumentWords(node *kong.Node) []string {
	switch {
	case node.Name == "explain":
		var words []string
		for _, r := range rules.All() {
			words = append(words, r.ID, r.Name)
		}
		return words
	case len(node.Positional) > 0:
		return enumWords(node.Positional[0])
	default:
		return nil
	}
}

// enumWords returns the values that a flag or an argument can have, if there are only some.
func enumWords(v *kong.Value) []string {
	return slices.DeleteFunc(v.EnumSlice(), func(word string) bool { return word == "" })
}

// write writes the script of a shell.
func (c *completion) write(w io.Writer, shell string) error {
	t, err := template.New(shell+".tmpl").Funcs(template.FuncMap{
		"join":       func(words []string) string { return strings.Join(words, " ") },
		"fish":       quoter(`\`, `\\`, `'`, `\'`),
		"zsh":        quoter(`'`, `'\''`, `[`, `(`, `]`, `)`, `:`, `\:`), // it reads brackets and colons in descriptions
		"powershell": quoter(`'`, `''`, "\u2018", "\u2018\u2018", "\u2019", "\u2019\u2019"),
	}).ParseFS(completionTemplates, "completion/"+shell+".tmpl")
	if err != nil {
		return err
	}
	return t.Execute(w, c)
}

// quoter returns what writes text in single quotes, with the replacements that a shell needs in them.
func quoter(replacements ...string) func(string) string {
	r := strings.NewReplacer(replacements...)
	return func(text string) string { return "'" + r.Replace(text) + "'" }
}
