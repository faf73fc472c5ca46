package report

import (
	"strings"

	"github.com/fatih/color"

	"github.com/exolint/exolint/rules/rule"
)

// A palette colours text, or leaves it as it is.
type palette struct {
	red, yellow, blue, bold, green, removed *color.Color
}

func newPalette(o TextOptions) palette {
	ink := func(attributes ...color.Attribute) *color.Color {
		c := color.New(attributes...)
		if o.Color {
			c.EnableColor()
		} else {
			c.DisableColor()
		}
		return c
	}
	return palette{
		red:     ink(color.FgHiRed, color.Bold),
		yellow:  ink(color.FgYellow, color.Bold),
		blue:    ink(color.FgHiBlue, color.Bold),
		bold:    ink(color.Bold),
		green:   ink(color.FgGreen),
		removed: ink(color.FgRed),
	}
}

func (p palette) severity(s rule.Severity, text string) string {
	switch s {
	case rule.Error:
		return p.red.Sprint(text)
	case rule.Warning:
		return p.yellow.Sprint(text)
	default:
		return p.blue.Sprint(text)
	}
}

func (p palette) frame(text string) string  { return p.blue.Sprint(text) }
func (p palette) mark(text string) string   { return p.red.Sprint(text) }
func (p palette) strong(text string) string { return p.bold.Sprint(text) }
func (p palette) added(text string) string  { return p.green.Sprint(text) }

// change colours a line of a diff by its sign.
func (p palette) change(line string) string {
	if strings.HasPrefix(line, "-") {
		return p.removed.Sprint(line)
	}
	return p.green.Sprint(line)
}
