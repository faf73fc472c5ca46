// Package page writes what a run found as one page: figures for who decides, a timeline of what stops when, the registers, and every
// finding with its code.
//
// The page is a single file. It loads nothing and runs only its own script, which its policy names by hash, so that it can lie on a
// share, and text from scripts does nothing in it. Without its script it shows the same, but does not sort or filter.
package page

import (
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"io"
	"sync"

	"github.com/exolint/exolint/register"
	"github.com/exolint/exolint/report"
)

// Content is what a page shows. Report and Register must be of one run.
type Content struct {
	Report   *report.Report
	Register *register.Register
	// Text is applied to all text that is shown, such as to hide addresses; nil: it is shown as it is.
	Text func(string) string
}

var (
	//go:embed page.tmpl
	markup string
	//go:embed page.css
	style string
	//go:embed page.js
	script string
)

var page = sync.OnceValues(func() (*template.Template, error) {
	return template.New("page").Parse(markup)
})

// Write writes the page.
func Write(w io.Writer, c Content) error {
	t, err := page()
	if err != nil {
		return err
	}
	return t.Execute(w, newView(c))
}

// policy returns the page's Content-Security-Policy: nothing but its own style and script, and an icon that is empty.
func policy() string {
	return fmt.Sprintf("default-src 'none'; style-src '%s'; script-src '%s'; img-src data:; base-uri 'none'; form-action 'none'", hash(style), hash(script))
}

// hash returns the source expression of an element with that content.
func hash(content string) string {
	sum := sha256.Sum256([]byte(content))
	return "sha256-" + base64.StdEncoding.EncodeToString(sum[:])
}
