//go:build unix

package fix

import (
	"fmt"
	"io/fs"
	"os"
	"syscall"

	"github.com/google/renameio/v2"
)

// writeAtomically writes name in dir with the permissions and the owner of like. It calls check last, before the new file
// takes its name; an error of check leaves everything as it was.
func writeAtomically(dir *os.Root, name string, data []byte, like fs.FileInfo, check func() error) error {
	f, err := renameio.NewPendingFile(name, renameio.WithRoot(dir), renameio.WithStaticPermissions(like.Mode().Perm()))
	if err != nil {
		return err
	}
	defer f.Cleanup() // does nothing once the file has its name
	if _, err := f.Write(data); err != nil {
		return err
	}
	if err := keepOwner(f.File, like); err != nil {
		return err
	}
	if err := check(); err != nil {
		return err
	}
	return f.CloseAtomicallyReplace()
}

// keepOwner gives f the owner, the group and the mode of like.
func keepOwner(f *os.File, like fs.FileInfo) error {
	want, ok := like.Sys().(*syscall.Stat_t)
	if !ok {
		return nil
	}
	info, err := f.Stat()
	if err != nil {
		return err
	}
	if have, ok := info.Sys().(*syscall.Stat_t); ok && have.Uid == want.Uid && have.Gid == want.Gid {
		return nil
	}
	if err := f.Chown(int(want.Uid), int(want.Gid)); err != nil {
		return fmt.Errorf("keeping its owner: %w", err)
	}
	return f.Chmod(like.Mode().Perm()) // a change of owner may take permissions away
}

// linkCount returns how many names the file has.
func linkCount(info fs.FileInfo) uint64 {
	if st, ok := info.Sys().(*syscall.Stat_t); ok {
		return uint64(st.Nlink)
	}
	return 1
}
