package config

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// names are the names of the configuration file, the preferred one first.
var names = [...]string{".exolint.yml", ".exolint.yaml"}

// Find returns the path of the configuration file that holds for start, a file or a folder: the nearest one in its folder
// or a folder above it, up to the one that holds .git. It returns "" where there is none.
func Find(start string) (string, error) {
	dir, err := filepath.Abs(start)
	if err != nil {
		return "", fmt.Errorf("looking for %s: %w", names[0], err)
	}
	if info, err := os.Stat(dir); err != nil || !info.IsDir() {
		dir = filepath.Dir(dir)
	}
	for {
		found, err := inFolder(dir)
		if err != nil || found != "" {
			return found, err
		}
		parent := filepath.Dir(dir)
		if exists(filepath.Join(dir, ".git")) || parent == dir {
			return "", nil
		}
		dir = parent
	}
}

// inFolder returns the path of the configuration file in dir, or "". Two of them are an error: one would be ignored.
func inFolder(dir string) (string, error) {
	found := ""
	for _, name := range names {
		path := filepath.Join(dir, name)
		if !exists(path) {
			continue
		}
		if found != "" {
			return "", fmt.Errorf("%s and %s stand in one folder; remove one of them", found, path)
		}
		found = path
	}
	return found, nil
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return !errors.Is(err, fs.ErrNotExist)
}

// Load reads the configuration file at path, which is called shown in messages and in [Config.Path]. Rules are those that
// the file may name.
func Load(path, shown string, rules []Rule) (*Config, error) {
	content, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("reading the configuration: %w", err)
	}
	return Parse(shown, content, rules)
}
