//go:build linux || darwin

package scanner

import (
	"io/fs"
	"syscall"
)

// identityOf returns the identity of a file.
func identityOf(info fs.FileInfo) (identity, bool) {
	s, ok := info.Sys().(*syscall.Stat_t)
	if !ok {
		return identity{}, false
	}
	written, changed := timesOf(s)
	return identity{Device: uint64(s.Dev), Node: s.Ino, Size: uint64(s.Size), Written: uint64(written), Changed: changed}, true
}
