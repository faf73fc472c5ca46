package scanner

import (
	"io/fs"
	"syscall"
)

// isPlaceholder reports whether the content of a file is elsewhere. The attributes come with the listing of its folder.
func isPlaceholder(e fs.DirEntry) bool {
	info, err := e.Info()
	if err != nil {
		return false
	}
	data, ok := info.Sys().(*syscall.Win32FileAttributeData)
	return ok && isRecalled(data.FileAttributes)
}
