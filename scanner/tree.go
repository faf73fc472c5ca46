package scanner

import (
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
)

// osTree is the file system of the operating system. Unlike other file systems it takes absolute names and names with "..",
// always with slashes; relative ones are relative to dir.
type osTree struct{ dir string }

func (t osTree) name(name string) string {
	name = filepath.FromSlash(name)
	if filepath.IsAbs(name) {
		return name
	}
	return filepath.Join(t.dir, name)
}

func (t osTree) Open(name string) (fs.File, error)          { return os.Open(t.name(name)) }
func (t osTree) Stat(name string) (fs.FileInfo, error)      { return os.Stat(t.name(name)) }
func (t osTree) ReadDir(name string) ([]fs.DirEntry, error) { return os.ReadDir(t.name(name)) }
func (t osTree) ReadFile(name string) ([]byte, error)       { return os.ReadFile(t.name(name)) }

// clean returns the name of a root with slashes and without superfluous elements.
func (s *scan) clean(name string) string {
	if _, ok := s.fsys.(osTree); ok {
		return filepath.ToSlash(filepath.Clean(name))
	}
	return path.Clean(name)
}

// abs returns the absolute name, slash-separated; in other file systems than the system's, the name as it is.
func (s *scan) abs(name string) string {
	t, ok := s.fsys.(osTree)
	if !ok {
		return name
	}
	abs, err := filepath.Abs(t.name(name))
	if err != nil {
		return name
	}
	return filepath.ToSlash(abs)
}

// resolved returns the absolute name with links resolved, slash-separated; "" where that is not possible.
func (s *scan) resolved(name string) string {
	t, ok := s.fsys.(osTree)
	if !ok {
		return ""
	}
	real, err := filepath.EvalSymlinks(t.name(name))
	if err != nil {
		return ""
	}
	abs, err := filepath.Abs(real)
	if err != nil {
		return ""
	}
	return filepath.ToSlash(abs)
}

// join returns the name of an entry of a folder. It keeps the two slashes before the server of a share.
func join(dir, name string) string {
	if dir == "." || dir == "" {
		return name
	}
	return strings.TrimSuffix(dir, "/") + "/" + name
}

// below returns name as seen from dir, and whether it is dir or lies below it.
func below(dir, name string) (string, bool) {
	if dir == "." || dir == "" {
		return name, true
	}
	rest, ok := strings.CutPrefix(name, strings.TrimSuffix(dir, "/"))
	if !ok || rest == "" {
		return ".", ok
	}
	return strings.CutPrefix(rest, "/")
}
