package fix

import (
	"errors"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"unsafe"

	"golang.org/x/sys/windows"
)

// writeAtomically writes name in dir. Where the file exists, its access list, owner and attributes stay. It calls check
// last, before the new file takes its name; an error of check leaves everything as it was.
func writeAtomically(dir *os.Root, name string, data []byte, like fs.FileInfo, check func() error) error {
	temp := "." + name + strconv.FormatUint(rand.Uint64(), 36)
	err := writeNew(dir, temp, data, like.Mode().Perm())
	if err == nil {
		err = check()
	}
	if err == nil {
		err = moveInto(dir, temp, name)
	}
	if err != nil {
		return errors.Join(err, removeIfThere(dir, temp))
	}
	return nil
}

// writeNew writes a file that does not exist and flushes it to the disk.
func writeNew(dir *os.Root, name string, data []byte, perm fs.FileMode) error {
	f, err := dir.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, perm)
	if err != nil {
		return err
	}
	if _, err := f.Write(data); err != nil {
		return errors.Join(err, f.Close())
	}
	if err := f.Sync(); err != nil {
		return errors.Join(err, f.Close())
	}
	return f.Close()
}

// moveInto gives temp the name of a file, which it replaces where it exists.
func moveInto(dir *os.Root, temp, name string) error {
	if _, err := dir.Lstat(name); errors.Is(err, fs.ErrNotExist) {
		return dir.Rename(temp, name)
	}
	return replaceFile(filepath.Join(dir.Name(), name), filepath.Join(dir.Name(), temp))
}

// replaceFile calls ReplaceFileW, which, unlike a rename, keeps the access list and the attributes of the replaced file.
func replaceFile(replaced, replacement string) error {
	from, err := windows.UTF16PtrFromString(replacement)
	if err != nil {
		return err
	}
	to, err := windows.UTF16PtrFromString(replaced)
	if err != nil {
		return err
	}
	proc := windows.NewLazySystemDLL("kernel32.dll").NewProc("ReplaceFileW")
	ok, _, callErr := proc.Call(uintptr(unsafe.Pointer(to)), uintptr(unsafe.Pointer(from)), 0, 0, 0, 0)
	if ok == 0 {
		return &os.LinkError{Op: "replace", Old: replacement, New: replaced, Err: callErr}
	}
	return nil
}

func removeIfThere(dir *os.Root, name string) error {
	if err := dir.Remove(name); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// linkCount returns how many names the file has. Windows does not tell with what a folder lists, so it is 1.
func linkCount(fs.FileInfo) uint64 { return 1 }
