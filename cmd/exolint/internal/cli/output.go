package cli

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/exolint/exolint/page"
	"github.com/exolint/exolint/report"
	"github.com/exolint/exolint/sarif"
)

// formats are the forms that a report can be written in.
var formats = [...]string{"text", "json", "sarif", "csv", "markdown", "html", "github", "counts"}

// An output is a file to write.
type output struct{ format, file string }

// outputsOf reads --output flags that may name these formats.
func outputsOf(flags, formats []string) ([]output, error) {
	var all []output
	for _, o := range flags {
		format, file, ok := strings.Cut(o, "=")
		switch {
		case !ok || file == "":
			return nil, fmt.Errorf("--output: %q is not FORMAT=FILE, like sarif=exolint.sarif", o)
		case !slices.Contains(formats, format):
			return nil, fmt.Errorf("--output: unknown format %q; use one of %s", format, strings.Join(formats, ", "))
		case slices.ContainsFunc(all, func(other output) bool { return other.file == file }):
			return nil, fmt.Errorf("--output: %s is named twice", file)
		}
		all = append(all, output{format: format, file: file})
	}
	return all, nil
}

// write writes the report to standard output and to files. Trouble goes to standard error as well, where the form that
// standard output has cannot tell of it to a person.
func (c *scanCommand) write(env *Env, r *report.Report, outputs []output) error {
	for _, o := range outputs {
		var b bytes.Buffer
		if err := c.format(&b, env, r, o.format); err != nil {
			return fmt.Errorf("writing %s: %w", o.file, err)
		}
		if err := writeFile(env.path(o.file), b.Bytes()); err != nil {
			return fmt.Errorf("writing %s: %w", o.file, err)
		}
	}
	if c.Format != "text" {
		text := report.TextOptions{Color: c.colors(env, env.TTY), Width: env.Width}
		if err := report.WriteTrouble(env.Stderr, r, text); err != nil {
			return err
		}
	}
	if err := c.format(env.Stdout, env, r, c.Format); err != nil {
		return fmt.Errorf("writing to standard output: %w", err)
	}
	return nil
}

// format writes the report in one form.
func (c *scanCommand) format(w io.Writer, env *Env, r *report.Report, format string) error {
	switch format {
	case "json":
		return report.WriteJSON(w, r)
	case "sarif":
		return sarif.Write(w, r, sarif.Options{ShowSuppressed: c.ShowSuppressed, Category: c.Category, Azure: sarif.AzureBuildFrom(env.Getenv)})
	case "csv":
		return report.WriteCSV(w, r)
	case "markdown":
		return report.WriteMarkdown(w, r, report.MarkdownOptions{})
	case "html":
		return page.Write(w, page.Content{Report: r, Register: c.registers})
	case "github":
		return report.WriteGitHub(w, r)
	case "counts":
		return writeCounts(w, r.Counts())
	default:
		o := report.TextOptions{ShowSuppressed: c.ShowSuppressed}
		if w == env.Stdout {
			o.Color, o.Width = c.colors(env, env.StdoutTTY), env.Width
		}
		return report.WriteText(w, r, o)
	}
}

// colors decides on colours: as the flag says, else as NO_COLOR says, else by whether a terminal shows the text.
func (c *scanCommand) colors(env *Env, terminal bool) bool {
	switch c.Color {
	case "always":
		return true
	case "never":
		return false
	default:
		return terminal && env.Getenv("NO_COLOR") == "" && env.Getenv("TERM") != "dumb"
	}
}

// writeCounts writes figures as lines that shells and build servers read.
func writeCounts(w io.Writer, c report.Counts) error {
	_, err := fmt.Fprintf(w, "findings=%d\nerrors=%d\nwarnings=%d\nnotes=%d\nsuppressed=%d\nheld=%d\nscanned=%d\nnot-scanned=%d\n",
		c.Findings(), c.Errors, c.Warnings, c.Notes, c.Suppressed, c.Held, c.Scanned, c.NotScanned)
	return err
}

// writeFile writes a file at once: whoever reads it finds the old content or the new. What is there and is no ordinary
// file, such as a pipe or a device, is written to as it is.
func writeFile(name string, content []byte) error {
	if info, err := os.Stat(name); err == nil && !info.Mode().IsRegular() {
		return os.WriteFile(name, content, 0o666)
	}
	return replaceFile(name, content)
}
