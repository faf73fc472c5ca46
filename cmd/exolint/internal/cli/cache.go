package cli

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"

	"github.com/exolint/exolint/scanner"
	"github.com/exolint/exolint/scanner/cache"
)

// openCache returns the store of what earlier runs of this program found in the scripts of the same repository or folder; nil
// where there is none. Only where the folder was asked for by name is it told that it cannot be had.
func (c *scanCommand) openCache(env *Env, o *scanner.Options) *cache.Store {
	dir := c.CacheDir
	if dir != "" {
		dir = env.path(dir)
	} else {
		dir = env.CacheDir
	}
	if c.NoCache || dir == "" {
		return nil
	}
	program, err := programID()
	if err != nil {
		return nil
	}
	sum := sha256.Sum256([]byte(program + "\x00" + o.Root))
	store, err := cache.Open(dir, hex.EncodeToString(sum[:8]), env.Now())
	if err != nil && c.CacheDir != "" {
		fmt.Fprintf(env.Stderr, "exolint: %v\n", err)
	}
	return store
}

// closeCache writes what was found. A scan is complete without.
func (c *scanCommand) closeCache(env *Env, store *cache.Store) {
	if err := store.Close(); err != nil && c.CacheDir != "" {
		fmt.Fprintf(env.Stderr, "exolint: %v\n", err)
	}
}

// programID tells this program from every other one that may find something else: builds of the same version too.
func programID() (string, error) {
	name, err := os.Executable()
	if err != nil {
		return "", err
	}
	file, err := os.Stat(name)
	if err != nil {
		return "", err
	}
	info, _ := debug.ReadBuildInfo()
	return fmt.Sprint(describeBuild(info), file.Size(), file.ModTime().UnixNano()), nil
}

// userCache returns the folder in which the program may keep files that it can do without; "" where the user has none.
func userCache() string {
	dir, err := os.UserCacheDir()
	if err != nil {
		return ""
	}
	return filepath.Join(dir, "exolint")
}
