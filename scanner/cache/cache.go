// Package cache keeps on disk what is known of texts, so that a later run need not work it out again.
//
// A value is sealed with a key that is made of what it is known of. Whoever has a text can read what is kept about it;
// whoever has the store alone can read nothing, not even which texts it is about. So a store may hold what was found next to a
// secret, and tells nothing of it to those who cannot read the script itself.
//
// Nothing depends on a store: one that is damaged, of another version or being written by others holds less than it could.
package cache

import (
	"bufio"
	"bytes"
	"cmp"
	"crypto/aes"
	"crypto/cipher"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"
)

// Bounds of what is kept. Days are those since 1970-01-01 UTC.
const (
	keepDays  = 30 // an entry, or a store, that was not used for so long is dropped
	renewDays = 7  // a use is noted on disk where the last one noted is so old
	maxStores = 32 // others in a folder; each build of the program has its own
)

// extension is that of stores; a store that is being written has another one after it.
const extension = ".cache"

// A Store is a file of sealed values. Its methods may be called from several goroutines at once, but for Close. The nil Store
// is empty and keeps nothing.
type Store struct {
	path  string
	today uint32

	old     *os.File // nil: there is none yet
	entries map[id]entry

	mu    sync.Mutex
	used  map[id]bool
	fresh *draft // nil: nothing was put
	err   error  // of writing; nothing more is put after it
}

// Open returns the store of that name, which must be a plain file name, in a folder, which is made where it is missing. The
// day is that on which entries are used. A file that is no store counts as an empty one. The error is that of the folder.
func Open(dir, name string, day time.Time) (*Store, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("opening the cache: %w", err)
	}
	s := &Store{path: filepath.Join(dir, name+extension), today: dayOf(day), used: make(map[id]bool)}
	f, err := os.Open(s.path)
	if err != nil {
		return s, nil
	}
	if s.entries, err = readIndex(f); err != nil {
		f.Close()
		return s, nil
	}
	s.old = f
	return s, nil
}

func dayOf(t time.Time) uint32 { return uint32(max(t.Unix(), 0) / (24 * 60 * 60)) }

// A Key stands for all that a value depends on.
type Key struct {
	name id                // of the entry; tells nothing of the seal
	seal [sha256.Size]byte // the key of the cipher
}

// KeyOf returns the key for what the parts say together, in this order.
func KeyOf(parts ...[]byte) Key {
	h := sha256.New()
	var size [8]byte
	for _, p := range parts {
		binary.LittleEndian.PutUint64(size[:], uint64(len(p)))
		h.Write(size[:])
		h.Write(p)
	}
	sum := h.Sum(nil)
	var k Key
	copy(k.name[:], derive(sum, "name"))
	copy(k.seal[:], derive(sum, "seal"))
	return k
}

// ID returns what tells the key from others, and nothing of what it is made of.
func (k Key) ID() []byte { return k.name[:] }

// derive returns a key for one purpose, which tells nothing of those for others.
func derive(sum []byte, purpose string) []byte {
	h := hmac.New(sha256.New, sum)
	h.Write([]byte(purpose))
	return h.Sum(nil)
}

// box returns what seals the key's value.
func (k Key) box() (cipher.AEAD, error) {
	block, err := aes.NewCipher(k.seal[:])
	if err != nil {
		return nil, err
	}
	return cipher.NewGCMWithRandomNonce(block)
}

// Get returns the value of a key; false where there is none.
func (s *Store) Get(k Key) ([]byte, bool) {
	if s == nil || s.old == nil {
		return nil, false
	}
	e, ok := s.entries[k.name]
	if !ok {
		return nil, false
	}
	sealed := make([]byte, e.Size)
	if _, err := s.old.ReadAt(sealed, int64(e.Offset)); err != nil {
		return nil, false
	}
	box, err := k.box()
	if err != nil {
		return nil, false
	}
	value, err := box.Open(sealed[:0], nil, sealed, nil)
	if err != nil {
		return nil, false
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.used[k.name] = true
	return value, true
}

// Put gives a key a value.
func (s *Store) Put(k Key, value []byte) {
	if s == nil {
		return
	}
	box, err := k.box()
	if err != nil {
		return
	}
	sealed := box.Seal(nil, nil, value, nil)
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.err != nil {
		return
	}
	if s.fresh == nil {
		if s.fresh, s.err = newDraft(s.path); s.err != nil {
			return
		}
	}
	s.err = s.fresh.add(entry{Name: k.name, Day: s.today}, bytes.NewReader(sealed))
}

// Close writes what was put, with what the store held and is not out of date, in the place of the old file. It drops other
// stores of the folder that nobody has used for long. The error is that of writing; the old file stays then.
func (s *Store) Close() error {
	if s == nil {
		return nil
	}
	err := s.write()
	if s.old != nil {
		err = cmp.Or(err, s.old.Close())
	}
	if err == nil && s.fresh != nil {
		err = s.fresh.publish(s.path)
		s.prune()
	}
	if err != nil {
		if s.fresh != nil {
			s.fresh.discard()
		}
		return fmt.Errorf("writing the cache: %w", err)
	}
	return nil
}

// write completes the draft of the new file, where one is needed.
func (s *Store) write() error {
	if s.err != nil {
		return s.err
	}
	if s.fresh == nil {
		if !s.isStale() {
			return nil
		}
		var err error
		if s.fresh, err = newDraft(s.path); err != nil {
			return err
		}
	}
	for _, e := range s.kept() {
		if err := s.fresh.add(e, io.NewSectionReader(s.old, int64(e.Offset), int64(e.Size))); err != nil {
			return err
		}
	}
	return s.fresh.finish()
}

// isStale reports whether the file is to be written anew to note that its entries are in use.
func (s *Store) isStale() bool {
	for name := range s.used {
		if s.entries[name].Day+renewDays <= s.today {
			return true
		}
	}
	return false
}

// kept returns the entries of the old file that stay, in the order in which they stand there.
func (s *Store) kept() []entry {
	var list []entry
	for name, e := range s.entries {
		if s.used[name] {
			e.Day = s.today
		}
		if !s.fresh.has(name) && e.Day+keepDays > s.today {
			list = append(list, e)
		}
	}
	slices.SortFunc(list, func(a, b entry) int { return cmp.Compare(a.Offset, b.Offset) })
	return list
}

// prune removes the other stores of the folder that nobody has written for long, the oldest where there are many, and what was left
// half-written.
func (s *Store) prune() {
	dir, own := filepath.Split(s.path)
	files, err := os.ReadDir(dir)
	if err != nil {
		return
	}
	var others []os.FileInfo
	for _, f := range files {
		info, err := f.Info()
		if err == nil && info.Mode().IsRegular() && f.Name() != own && strings.Contains(f.Name(), extension) {
			others = append(others, info)
		}
	}
	slices.SortFunc(others, func(a, b os.FileInfo) int { return b.ModTime().Compare(a.ModTime()) })
	for i, info := range others {
		if i >= maxStores || dayOf(info.ModTime())+keepDays < s.today {
			os.Remove(filepath.Join(dir, info.Name())) // or the next run does
		}
	}
}

// A draft is a store that is being written, beside the one whose place it takes.
type draft struct {
	file    *os.File
	out     *bufio.Writer
	offset  uint64
	entries []entry
	names   map[id]bool
}

func newDraft(path string) (*draft, error) {
	f, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+"-*")
	if err != nil {
		return nil, err
	}
	return &draft{file: f, out: bufio.NewWriterSize(f, 64<<10), names: make(map[id]bool)}, nil
}

func (d *draft) has(name id) bool { return d.names[name] }

// add adds an entry with what the reader holds; the first of a name counts.
func (d *draft) add(e entry, sealed io.Reader) error {
	if d.names[e.Name] {
		return nil
	}
	n, err := io.Copy(d.out, sealed)
	if err != nil {
		return err
	}
	e.Offset, e.Size = d.offset, uint32(n)
	d.offset += uint64(n)
	d.entries = append(d.entries, e)
	d.names[e.Name] = true
	return nil
}

// finish writes the index after the entries.
func (d *draft) finish() error {
	if err := writeIndex(d.out, d.entries, d.offset); err != nil {
		return err
	}
	return d.out.Flush()
}

// publish puts the file in the place of the one at path.
func (d *draft) publish(path string) error {
	return cmp.Or(d.file.Close(), os.Rename(d.file.Name(), path))
}

// discard drops the draft.
func (d *draft) discard() {
	d.file.Close()
	os.Remove(d.file.Name())
}
