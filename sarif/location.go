package sarif

import (
	"net/url"
	"strings"

	gs "github.com/owenrumney/go-sarif/v2/sarif"

	"github.com/exolint/exolint/report"
)

// maxSnippet is the length in bytes up to which the text of a region is written.
const maxSnippet = 2048

// location returns where the span stands, with its text.
func (b *builder) location(s report.Span) *gs.PhysicalLocation {
	loc := b.physicalLocation(s)
	if text := b.mask.Span(s); loc.Region != nil && text != "" && len(text) <= maxSnippet {
		loc.Region.Snippet = &gs.ArtifactContent{Text: &text}
	}
	return loc
}

// physicalLocation returns where the span stands: without a region if its file was not read.
func (b *builder) physicalLocation(s report.Span) *gs.PhysicalLocation {
	loc := &gs.PhysicalLocation{ArtifactLocation: b.artifactLocation(s.File)}
	if s.File.Source != nil {
		loc.Region = region(s)
	}
	return loc
}

func region(s report.Span) *gs.Region {
	start, end := s.Range()
	return &gs.Region{
		StartLine: &start.Line, StartColumn: &start.Col16, EndLine: &end.Line, EndColumn: &end.Col16,
	}
}

// artifactLocation returns where the file is, and adds it to the run's artifacts when it first comes up.
func (b *builder) artifactLocation(f *report.File) *gs.ArtifactLocation {
	i, ok := b.files[f]
	if !ok {
		i = uint(len(b.artifacts))
		b.files[f] = i
		b.artifacts = append(b.artifacts, b.artifact(f))
	}
	loc := b.uri(f)
	loc.Index = &i
	return loc
}

func (b *builder) artifact(f *report.File) *gs.Artifact {
	a := &gs.Artifact{
		Location:       b.uri(f),
		Length:         -1, // not known
		Roles:          []string{"analysisTarget"},
		SourceLanguage: new("powershell"),
	}
	if f.Source != nil {
		a.Length = len(f.Source.Raw)
		a.Encoding = new(f.Source.Enc.Name)
	}
	return a
}

// uri returns the address of the file: relative to the root if it lies below it.
func (b *builder) uri(f *report.File) *gs.ArtifactLocation {
	path, inside := b.report.RootPath(f)
	if inside {
		return &gs.ArtifactLocation{URI: new(relativeURI(path)), URIBaseId: new(rootID)}
	}
	return &gs.ArtifactLocation{URI: new(fileURI(path))}
}

// relativeURI returns a slash-separated relative path as a URI.
func relativeURI(path string) string {
	u := url.URL{Path: path}
	return u.String()
}

// fileURI returns a slash-separated path that is not below the root as a URI: absolute, if the path is.
func fileURI(path string) string {
	u := url.URL{Scheme: "file", Path: path}
	switch {
	case strings.HasPrefix(path, "//"):
		host, rest, _ := strings.Cut(path[2:], "/")
		u.Host, u.Path = host, "/"+rest
	case len(path) > 1 && path[1] == ':':
		u.Path = "/" + path
	case !strings.HasPrefix(path, "/"):
		return relativeURI(path)
	}
	return u.String()
}
