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
	return identity{Device: s.Dev, Node: s.Ino, Size: uint64(s.Size), Written: uint64(s.Mtim.Nano()), Changed: s.Ctim.Nano()}, true
}
