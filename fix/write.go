package fix

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// Why a file is not written.
var (
	ErrChanged    = errors.New("the file has changed since it was read; run again")
	ErrOutside    = errors.New("it leads out of the folders that were scanned; name its real place instead")
	ErrNotRegular = errors.New("it is not a regular file")
	ErrLinked     = errors.New("it has more than one name (hard links), of which only one would change; copy it first")
	ErrExists     = errors.New("it exists already; remove it or choose another suffix")
)

// A Write replaces the contents of a file.
type Write struct {
	Path   string   // of the file on disk; links are followed
	Roots  []string // the folders and files that were scanned; nothing else is written
	Old    []byte   // what the file held when it was read
	New    []byte   // what it is to hold
	Suffix string   // "": replace the file; else write a copy beside it, with this added to its name
}

// Do writes the file: all of it or nothing, even if the process is killed. Permissions and the owner stay as they are.
// The error names the file; it wraps [ErrChanged], [ErrOutside], [ErrNotRegular], [ErrLinked] or [ErrExists] where one of
// these is the reason.
func (w Write) Do() error {
	dir, name, err := w.open()
	if err != nil {
		return fmt.Errorf("writing %s: %w", w.Path, err)
	}
	defer dir.Close()
	if w.Suffix == "" {
		err = w.replace(dir, name)
	} else {
		err = w.copy(dir, name)
	}
	if err != nil {
		return fmt.Errorf("writing %s: %w", w.Path, err)
	}
	return nil
}

// open resolves the links of the path and returns the folder that holds the file, with the file's name in it. The folder is
// opened step by step from a scanned one, so that no link can lead out of it meanwhile.
func (w Write) open() (dir *os.Root, name string, err error) {
	real, err := resolve(w.Path)
	if err != nil {
		return nil, "", err
	}
	for _, r := range w.Roots {
		root, err := resolve(r)
		if err != nil {
			return nil, "", err
		}
		if root == real {
			dir, err := os.OpenRoot(filepath.Dir(real))
			return dir, filepath.Base(real), err
		}
		if rel, err := filepath.Rel(root, real); err == nil && filepath.IsLocal(rel) {
			dir, err := openBelow(root, filepath.Dir(rel))
			return dir, filepath.Base(rel), err
		}
	}
	return nil, "", ErrOutside
}

func resolve(path string) (string, error) {
	abs, err := filepath.Abs(path)
	if err != nil {
		return "", err
	}
	return filepath.EvalSymlinks(abs)
}

func openBelow(root, rel string) (*os.Root, error) {
	top, err := os.OpenRoot(root)
	if err != nil || rel == "." {
		return top, err
	}
	defer top.Close()
	return top.OpenRoot(rel)
}

// replace writes the file in the place of the old one.
func (w Write) replace(dir *os.Root, name string) error {
	info, err := w.unchanged(dir, name)
	if err != nil {
		return err
	}
	return writeAtomically(dir, name, w.New, info, func() error {
		_, err := w.unchanged(dir, name)
		return err
	})
}

// copy writes a file beside the old one. A copy with the same contents may exist.
func (w Write) copy(dir *os.Root, name string) error {
	if strings.ContainsAny(w.Suffix, `/\`) {
		return fmt.Errorf("suffix %q has a slash in it", w.Suffix)
	}
	info, err := w.unchanged(dir, name)
	if err != nil {
		return err
	}
	if there, err := dir.ReadFile(name + w.Suffix); err == nil {
		if bytes.Equal(there, w.New) {
			return nil
		}
		return fmt.Errorf("%s: %w", name+w.Suffix, ErrExists)
	}
	return writeAtomically(dir, name+w.Suffix, w.New, info, func() error {
		if _, err := dir.Lstat(name + w.Suffix); err == nil {
			return fmt.Errorf("%s: %w", name+w.Suffix, ErrExists)
		}
		return nil
	})
}

// unchanged checks that the file is the one that was read.
func (w Write) unchanged(dir *os.Root, name string) (fs.FileInfo, error) {
	info, err := dir.Lstat(name)
	if err != nil {
		return nil, err
	}
	if info.Mode()&fs.ModeType != 0 {
		return nil, ErrNotRegular
	}
	if w.Suffix == "" && linkCount(info) > 1 {
		return nil, ErrLinked
	}
	f, err := dir.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	// One byte more than expected tells a longer file without reading all of it.
	there, err := io.ReadAll(io.LimitReader(f, int64(len(w.Old))+1))
	if err != nil {
		return nil, err
	}
	if !bytes.Equal(there, w.Old) {
		return nil, ErrChanged
	}
	return info, nil
}
