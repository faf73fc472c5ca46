//go:build unix

package fix

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

func TestWriteKeepsOwner(t *testing.T) {
	t.Parallel()
	if os.Getuid() != 0 {
		return // only root can give a file to somebody else
	}
	path := filepath.Join(t.TempDir(), "a.ps1")
	mustWriteFile(t, path, []byte("old"))
	must(t, os.Chown(path, 1234, 4321))
	must(t, os.Chmod(path, 0o640))
	must(t, Write{Path: path, Roots: []string{path}, Old: []byte("old"), New: []byte("new")}.Do())
	info, err := os.Stat(path)
	must(t, err)
	st := info.Sys().(*syscall.Stat_t)
	if st.Uid != 1234 || st.Gid != 4321 || info.Mode().Perm() != 0o640 {
		t.Errorf("owner %d:%d mode %v, want 1234:4321 mode 0640", st.Uid, st.Gid, info.Mode().Perm())
	}
}
