package cli

import (
	"io"
	"os"
	"path/filepath"
	"time"
)

// An Env is all that the program has of the process in which it runs.
type Env struct {
	Args           []string // without the program's name
	Stdin          io.Reader
	Stdout, Stderr io.Writer
	Getenv         func(string) string
	Dir            string // the folder that relative names are relative to; "" for the process's own
	Now            func() time.Time
	TTY            bool // Stderr is a terminal
}

// OSEnv returns what the running process has.
func OSEnv() Env {
	return Env{
		Args:   os.Args[1:],
		Stdin:  os.Stdin,
		Stdout: os.Stdout,
		Stderr: os.Stderr,
		Getenv: os.Getenv,
		Now:    time.Now,
		TTY:    isTerminal(os.Stderr),
	}
}

// isTerminal reports whether f is a character device.
func isTerminal(f *os.File) bool {
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

// path returns name as the operating system finds it.
func (e *Env) path(name string) string {
	if filepath.IsAbs(name) {
		return name
	}
	return filepath.Join(e.Dir, name)
}
