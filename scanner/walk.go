package scanner

import (
	"cmp"
	"context"
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/bmatcuk/doublestar/v4"

	"github.com/exolint/exolint/scanner/config"
	"github.com/exolint/exolint/scanner/ignore"
)

// An input is something to scan.
type input struct {
	path    string // as shown
	conf    string // as the configuration sees it
	real    string // absolute, with links resolved; "" where there is none
	content []byte // of standard input; nil: it is read from path
	trouble *trouble
}

// A trouble is why something was not scanned.
type trouble struct {
	id     string // of the notification
	reason string // a clause
	remedy string // a clause
	folder bool   // it is about a folder
}

// isScript reports whether a file of that name is scanned where it was not named itself.
func isScript(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".ps1", ".psm1", ".psd1":
		return true
	}
	return false
}

// isLeftOut reports whether a folder of that name holds no scripts of the user's: what version control, package managers and
// file servers keep for themselves.
func isLeftOut(name string) bool {
	switch strings.ToLower(name) {
	case ".git", ".hg", ".svn", ".bzr", "cvs", "node_modules",
		"$recycle.bin", "system volume information", "dfsrprivate", ".snapshot", "~snapshot":
		return true
	}
	return false
}

// A walker collects the inputs of a scan.
type walker struct {
	*scan
	ctx    context.Context
	inputs []input
	links  []input // links to files, by their own path
}

// walk returns what is to be scanned, sorted by path, each file once.
func (s *scan) walk(ctx context.Context) []input {
	w := &walker{scan: s, ctx: ctx}
	if s.Stdin != nil {
		w.inputs = append(w.inputs, input{path: s.Stdin.Path, conf: s.configPath(s.Stdin.Path), content: s.Stdin.Content})
	}
	for _, root := range s.Roots {
		w.root(root)
	}
	slices.SortStableFunc(w.inputs, func(a, b input) int { return strings.Compare(a.path, b.path) })
	slices.SortStableFunc(w.links, func(a, b input) int { return strings.Compare(a.path, b.path) })
	seen := map[string]bool{}
	// A file comes under its own name rather than a link's, so links stand last.
	inputs := slices.DeleteFunc(append(w.inputs, w.links...), func(in input) bool {
		key := cmp.Or(in.real, in.path)
		again := seen[key] && in.content == nil
		seen[key] = true
		return again
	})
	slices.SortStableFunc(inputs, func(a, b input) int { return strings.Compare(a.path, b.path) })
	return inputs
}

// root adds what a root stands for: a file, a folder, or a pattern where nothing of that very name exists.
func (w *walker) root(root string) {
	name := w.clean(root)
	info, err := fs.Stat(w.fsys, name)
	switch {
	case err != nil && strings.ContainsAny(name, "*?[{") && errors.Is(err, fs.ErrNotExist):
		w.pattern(name)
	case err != nil:
		w.add(name, unreadable(err, false))
	case info.IsDir():
		w.top(name, nil)
	default:
		w.add(name, nil)
	}
}

// pattern adds the scripts that match, and those in the folders that match.
func (w *walker) pattern(pattern string) {
	dir, rest := doublestar.SplitPattern(pattern)
	glob, ok := config.ParseGlob("/" + rest)
	if !ok {
		w.add(pattern, &trouble{id: "bad-pattern", reason: "the pattern is not well-formed", remedy: "check its brackets and braces"})
		return
	}
	before := len(w.inputs) + len(w.links)
	if w.exists(dir) {
		w.top(dir, config.Globs{glob})
	}
	if len(w.inputs)+len(w.links) == before {
		w.add(pattern, &trouble{id: "no-match", reason: "no script matches the pattern", remedy: "put ** where folders may stand between"})
	}
}

func (w *walker) add(name string, t *trouble) {
	w.inputs = append(w.inputs, input{path: name, conf: w.configPath(name), real: w.resolved(name), trouble: t})
}

func unreadable(err error, folder bool) *trouble {
	reason, remedy := err.Error(), "check the path and your rights to it"
	if pathErr, ok := errors.AsType[*fs.PathError](err); ok {
		reason = pathErr.Err.Error()
	}
	return &trouble{id: "unreadable-file", reason: reason, remedy: remedy, folder: folder}
}

// A folder is a folder on the walk.
type folder struct {
	name   string       // as shown
	rel    string       // from the walk's own top
	repo   string       // from the top of the repository
	conf   string       // as the configuration sees it
	ignore *ignore.List // nil: nothing is ignored
	walk   *rootWalk
}

// A rootWalk is the walk of one root.
type rootWalk struct {
	only config.Globs // what to scan, relative to the root; nil: all
	real string       // the root, absolute with links resolved
}

// top walks a root folder.
func (w *walker) top(name string, only config.Globs) {
	f := folder{name: name, rel: ".", repo: ".", conf: w.configPath(name), walk: &rootWalk{only: only, real: w.resolved(name)}}
	if !w.NoIgnore {
		f.repo, f.ignore = w.above(name)
	}
	w.folder(f)
}

// above returns where a folder stands in its repository, and the ignore files of the folders above it. A folder that is in
// no repository is taken for the top of one.
func (w *walker) above(root string) (rel string, list *ignore.List) {
	abs := w.abs(root)
	top := abs
	for !w.exists(join(top, ".git")) {
		parent := path.Dir(top)
		if parent == top {
			return ".", nil
		}
		top = parent
	}
	rel, _ = below(top, abs)
	if rel == "." {
		return rel, nil
	}
	name, dir := top, "."
	for _, element := range strings.Split(rel, "/") {
		list = w.withIgnoreFile(list, name, dir)
		name, dir = join(name, element), join(dir, element)
	}
	return rel, list
}

func (w *walker) exists(name string) bool {
	_, err := fs.Stat(w.fsys, name)
	return err == nil
}

// withIgnoreFile adds the ignore file of a folder, if there is one, to a list. Rel is the folder as seen from the repository.
func (w *walker) withIgnoreFile(list *ignore.List, name, rel string) *ignore.List {
	content, err := fs.ReadFile(w.fsys, join(name, ".gitignore"))
	if err != nil {
		return list // there is none, or it cannot be read, which git does not mind either
	}
	return list.With(rel, content)
}

// folder walks a folder.
func (w *walker) folder(f folder) {
	if w.ctx.Err() != nil {
		return
	}
	entries, err := fs.ReadDir(w.fsys, f.name)
	if err != nil {
		w.add(f.name, unreadable(err, true))
		return
	}
	if !w.NoIgnore && slices.ContainsFunc(entries, func(e fs.DirEntry) bool { return e.Name() == ".gitignore" }) {
		f.ignore = w.withIgnoreFile(f.ignore, f.name, f.repo)
	}
	for _, e := range entries {
		w.entry(f, e)
	}
}

// entry adds a script, or walks a folder. Links to folders are never followed: they may lead in circles, or out of what was
// asked for. Junctions of Windows are neither folders nor links here, so they are taken for files without our extensions.
func (w *walker) entry(f folder, e fs.DirEntry) {
	const special = fs.ModeNamedPipe | fs.ModeSocket | fs.ModeDevice | fs.ModeCharDevice
	if !e.IsDir() && (!isScript(e.Name()) || e.Type()&special != 0) {
		return
	}
	name := join(f.name, e.Name())
	child := folder{
		name: name, rel: join(f.rel, e.Name()), repo: join(f.repo, e.Name()), conf: join(f.conf, e.Name()),
		ignore: f.ignore, walk: f.walk,
	}
	switch {
	case e.IsDir():
		if !isLeftOut(e.Name()) && !w.excluded(child) && !f.ignore.IgnoresDir(child.repo) {
			w.folder(child)
		}
	case !w.wanted(child) || f.ignore.IgnoresFile(child.repo):
		return
	case e.Type()&fs.ModeSymlink != 0:
		w.link(child)
	case isPlaceholder(e):
		w.add(name, elsewhere())
	default:
		w.inputs = append(w.inputs, input{path: name, conf: child.conf, real: w.realOf(f.walk, child.rel, name)})
	}
}

// realOf returns the resolved name of a file that was reached from a root without following a link.
func (w *walker) realOf(r *rootWalk, rel, name string) string {
	if r.real == "" {
		return w.resolved(name)
	}
	return join(r.real, rel)
}

// link adds a link to a script below the root.
func (w *walker) link(f folder) {
	info, err := fs.Stat(w.fsys, f.name)
	if err != nil {
		w.add(f.name, unreadable(err, false))
		return
	}
	real := w.resolved(f.name)
	if _, inside := below(f.walk.real, real); info.IsDir() || !inside {
		return
	}
	w.links = append(w.links, input{path: f.name, conf: f.conf, real: real})
}

// wanted reports whether patterns leave a script in.
func (w *walker) wanted(f folder) bool {
	if f.walk.only != nil && !f.walk.only.Match(f.rel) {
		return false
	}
	return !w.excluded(f) && w.included(f)
}

func (w *walker) excluded(f folder) bool {
	return w.Exclude.Match(f.name) || w.Config.Exclude.Match(f.conf)
}

func (w *walker) included(f folder) bool {
	return (len(w.Include) == 0 || w.Include.Match(f.name)) &&
		(len(w.Config.Include) == 0 || w.Config.Include.Match(f.conf))
}

// configPath returns a path as the configuration sees it: relative to the folder that it stands in, or as it is where it
// lies elsewhere.
func (s *scan) configPath(name string) string {
	if s.Config.Path == "" {
		return name
	}
	rel, ok := below(path.Dir(s.abs(s.clean(s.Config.Path))), s.abs(name))
	if !ok {
		return name
	}
	return rel
}
