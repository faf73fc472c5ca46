package scanner

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"os"
	"sync"
	"sync/atomic"
	"time"

	"github.com/exolint/exolint/scanner/cache"
)

// A stamp stands for a file as it is, by its path and by what the system says of it without reading it. The zero stamp stands
// for no file.
type stamp [16]byte

// An identity is what a file system says of a file without reading it. Whoever changes the file changes that.
type identity struct {
	Device, Node, Size, Written uint64
	// Changed is when the content, the name or the rights were changed, in nanoseconds since 1970. The system alone sets it, so
	// that it shows where somebody sets the time of writing back.
	Changed int64
}

// An identifier is a file system that knows the identities of files; ok is false where it does not know one for certain.
type identifier interface {
	identify(name string) (id identity, ok bool)
}

func (t osTree) identify(name string) (identity, bool) {
	info, err := os.Stat(t.name(name))
	if err != nil || !info.Mode().IsRegular() {
		return identity{}, false
	}
	return identityOf(info)
}

// settled is how long ago a file must have been changed for its identity to count: a second change within the grain of the
// system's clock may not show.
const settled = 2 * time.Second

// stampOf returns the stamp of an input, which is to be asked for before the input is read; the zero stamp where results are not kept
// or the system does not tell.
func (s *scan) stampOf(in input) stamp {
	fsys, ok := s.fsys.(identifier)
	if !ok || s.options == nil || in.content != nil || in.trouble != nil {
		return stamp{}
	}
	id, ok := fsys.identify(in.path)
	if !ok || id.Changed > s.begun.Add(-settled).UnixNano() {
		return stamp{}
	}
	key := sha256.New()
	for _, part := range []string{in.path, in.conf} {
		key.Write([]byte(part))
		key.Write([]byte{0})
	}
	binary.Write(key, binary.LittleEndian, id) // a hash takes everything
	return stamp(key.Sum(nil)[:len(stamp{})])
}

// A stampSet is a set of files of which the same is known. It is kept between runs, so that they need not be read again. Its
// methods may be called from several goroutines at once, but for save. The nil set is empty and stays so.
type stampSet struct {
	key   cache.Key
	known map[stamp]int // indexes of old
	old   []stampRecord
	used  []atomic.Bool // by index of old

	mu    sync.Mutex
	fresh []stampRecord
}

// A stampRecord is what is kept of a file. Its size is fixed.
type stampRecord struct {
	Stamp stamp
	Idle  uint8 // how often the set was saved since the file was asked for
	Loads bool  // the file may load other scripts
}

// maxIdle is how often a set is saved with a file that nobody asks for.
const maxIdle = 16

// stampSet returns the set of that purpose, which depends on what more is given beside the options; nil where nothing is kept.
func (s *scan) stampSet(purpose string, more []byte) *stampSet {
	if s.options == nil {
		return nil
	}
	size := binary.LittleEndian.AppendUint64(nil, uint64(s.maxSize()))
	set := &stampSet{key: cache.KeyOf(s.options, []byte(purpose), size, more)}
	if value, ok := s.Cache.Get(set.key); ok {
		old := make([]stampRecord, len(value)/binary.Size(stampRecord{}))
		if _, err := binary.Decode(value, binary.LittleEndian, old); err == nil {
			set.old = old
		}
	}
	set.used = make([]atomic.Bool, len(set.old))
	set.known = make(map[stamp]int, len(set.old))
	for i, r := range set.old {
		set.known[r.Stamp] = i
	}
	return set
}

// find reports whether the file is in the set, and whether it may load other scripts.
func (t *stampSet) find(file stamp) (loads, ok bool) {
	if t == nil || file == (stamp{}) {
		return false, false
	}
	i, ok := t.known[file]
	if !ok {
		return false, false
	}
	t.used[i].Store(true)
	return t.old[i].Loads, true
}

// add adds a file that is not in the set.
func (t *stampSet) add(file stamp, loads bool) {
	if t == nil || file == (stamp{}) {
		return
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	t.fresh = append(t.fresh, stampRecord{Stamp: file, Loads: loads})
}

// save keeps the set where there is something new in it.
func (t *stampSet) save(store *cache.Store) {
	if t == nil || len(t.fresh) == 0 {
		return
	}
	list := t.fresh
	for i, r := range t.old {
		if r.Idle++; t.used[i].Load() {
			r.Idle = 0
		}
		if r.Idle < maxIdle {
			list = append(list, r)
		}
	}
	var value bytes.Buffer
	binary.Write(&value, binary.LittleEndian, list) // a buffer takes everything
	store.Put(t.key, value.Bytes())
}
