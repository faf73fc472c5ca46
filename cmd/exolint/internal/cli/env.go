package cli

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"golang.org/x/term"
)

// An Env is all that the program has of the process in which it runs.
type Env struct {
	Args           []string // without the program's name
	Stdin          io.Reader
	Stdout, Stderr io.Writer
	Getenv         func(string) string
	Dir            string // the folder that relative names are relative to; "" for the process's own
	CacheDir       string // where files may be kept that the program can do without; "": nowhere
	Now            func() time.Time
	TTY            bool // Stderr is a terminal
	StdoutTTY      bool // Stdout is a terminal
	Width          int  // of that terminal in columns; 0: not known
}

// OSEnv returns what the running process has.
func OSEnv() Env {
	width, _, err := term.GetSize(int(os.Stdout.Fd()))
	return Env{
		Args:      os.Args[1:],
		Stdin:     os.Stdin,
		Stdout:    os.Stdout,
		Stderr:    os.Stderr,
		Getenv:    os.Getenv,
		CacheDir:  userCache(),
		Now:       time.Now,
		TTY:       term.IsTerminal(int(os.Stderr.Fd())),
		StdoutTTY: err == nil,
		Width:     width,
	}
}

// path returns name as the operating system finds it.
func (e *Env) path(name string) string {
	if filepath.IsAbs(name) {
		return name
	}
	return filepath.Join(e.Dir, name)
}

// shown returns an absolute path as it is shown: relative to the current folder where it lies in it.
func (e *Env) shown(path string) string {
	current, err := filepath.Abs(e.path("."))
	if err != nil {
		return path
	}
	rel, err := filepath.Rel(current, path)
	if err != nil || rel == ".." || strings.HasPrefix(rel, ".."+string(filepath.Separator)) {
		return path
	}
	return rel
}
