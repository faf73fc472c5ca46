package cache

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

var day = time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)

func open(t *testing.T, dir string, at time.Time) *Store {
	t.Helper()
	s, err := Open(dir, "store", at)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func closeStore(t *testing.T, s *Store) {
	t.Helper()
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}

// wantValue checks that a store that is opened anew has the value, or none where it is "".
func wantValue(t *testing.T, dir string, at time.Time, key Key, want string) {
	t.Helper()
	s := open(t, dir, at)
	got, ok := s.Get(key)
	if string(got) != want || ok != (want != "") {
		t.Errorf("got %q, %t; want %q", got, ok, want)
	}
	closeStore(t, s)
}

func key(parts ...string) Key {
	var raw [][]byte
	for _, p := range parts {
		raw = append(raw, []byte(p))
	}
	return KeyOf(raw...)
}

func TestStore(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "new", "folder")
	s := open(t, dir, day)
	if _, ok := s.Get(key("a")); ok {
		t.Error("an empty store has a value")
	}
	s.Put(key("a"), []byte("1"))
	s.Put(key("b"), []byte("2"))
	closeStore(t, s)
	wantValue(t, dir, day, key("a"), "1")
	wantValue(t, dir, day, key("c"), "")

	more := open(t, dir, day)
	more.Put(key("a"), []byte("3"))
	closeStore(t, more)
	wantValue(t, dir, day, key("a"), "3")
	wantValue(t, dir, day, key("b"), "2")
	if files, err := os.ReadDir(dir); err != nil || len(files) != 1 {
		t.Errorf("%v, %v stay; want the store alone", files, err)
	}
}

func TestKeyTellsPartsApart(t *testing.T) {
	t.Parallel()
	keys := map[Key]bool{}
	for _, parts := range [][]string{{}, {""}, {"ab"}, {"a", "b"}, {"", "ab"}, {"ab", ""}, {"b", "a"}} {
		keys[key(parts...)] = true
	}
	if len(keys) != 7 {
		t.Errorf("%d keys of 7 lists of parts", len(keys))
	}
}

func TestNilStore(t *testing.T) {
	t.Parallel()
	var s *Store
	s.Put(key("a"), []byte("1"))
	if _, ok := s.Get(key("a")); ok {
		t.Error("the nil store has a value")
	}
	closeStore(t, s)
}

func TestNothingIsReadableWithoutTheText(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	s := open(t, dir, day)
	secret, text := []byte("Canary-8e1f"), []byte("$password = 'Canary-8e1f'")
	s.Put(KeyOf(text), secret)
	closeStore(t, s)
	raw, err := os.ReadFile(filepath.Join(dir, "store"+extension))
	if err != nil {
		t.Fatal(err)
	}
	k := KeyOf(text)
	for name, part := range map[string][]byte{"value": secret, "text": text, "key": k.seal[:]} {
		if bytes.Contains(raw, part) {
			t.Errorf("the %s stands in the file", name)
		}
	}
}

// TestDamage changes and cuts a store at each byte: it never gives a value that was not put, and can be written again.
func TestDamage(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	s := open(t, dir, day)
	s.Put(key("a"), []byte("value of a"))
	s.Put(key("b"), []byte("value of b"))
	closeStore(t, s)
	path := filepath.Join(dir, "store"+extension)
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	hits := 0
	for i := range whole {
		flipped := bytes.Clone(whole)
		flipped[i] ^= 0x40
		for _, raw := range [][]byte{flipped, whole[:i], append(bytes.Clone(whole[i:]), whole[:i]...)} {
			if err := os.WriteFile(path, raw, 0o600); err != nil {
				t.Fatal(err)
			}
			damaged := open(t, dir, day)
			for _, name := range []string{"a", "b"} {
				got, ok := damaged.Get(key(name))
				if ok && string(got) != "value of "+name {
					t.Fatalf("damaged at %d, %s is %q", i, name, got)
				}
				if ok {
					hits++
				}
			}
			damaged.Put(key("c"), []byte("value of c"))
			closeStore(t, damaged)
			wantValue(t, dir, day, key("c"), "value of c")
		}
	}
	if hits == 0 {
		t.Error("no damage left a value readable, so the store was never read")
	}
}

func TestUnusedEntriesAreDropped(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	s := open(t, dir, day)
	s.Put(key("used"), []byte("1"))
	s.Put(key("unused"), []byte("2"))
	closeStore(t, s)
	for week := range 6 {
		wantValue(t, dir, day.AddDate(0, 0, 7*week), key("used"), "1")
	}
	wantValue(t, dir, day.AddDate(0, 0, 36), key("used"), "1")
	wantValue(t, dir, day.AddDate(0, 0, 36), key("unused"), "")
}

func TestOldStoresAreRemoved(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for name, age := range map[string]int{"old.cache": 40, "left.cache-123": 40, "other.cache": 5, "notes.txt": 400} {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, nil, 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(path, time.Time{}, time.Now().AddDate(0, 0, -age)); err != nil {
			t.Fatal(err)
		}
	}
	s := open(t, dir, time.Now())
	s.Put(key("a"), []byte("1"))
	closeStore(t, s)
	files, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, f := range files {
		names = append(names, f.Name())
	}
	if got := strings.Join(names, " "); got != "notes.txt other.cache store.cache" {
		t.Errorf("%s stay", got)
	}
}

func TestManyStoresAreNotKept(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for i := range maxStores + 5 {
		path := filepath.Join(dir, fmt.Sprintf("%02d.cache", i))
		if err := os.WriteFile(path, nil, 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(path, time.Time{}, time.Now().Add(-time.Duration(i)*time.Minute)); err != nil {
			t.Fatal(err)
		}
	}
	s := open(t, dir, time.Now())
	s.Put(key("a"), []byte("1"))
	closeStore(t, s)
	files, err := filepath.Glob(filepath.Join(dir, "*.cache"))
	if err != nil || len(files) != maxStores+1 || filepath.Base(files[maxStores-1]) != fmt.Sprintf("%02d.cache", maxStores-1) {
		t.Errorf("%d stores stay, %v; want the newest %d and the own one", len(files), err, maxStores)
	}
}

func TestFolderThatCannotBe(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	s, err := Open(filepath.Join(file, "folder"), "store", day)
	if err == nil || !strings.HasPrefix(err.Error(), "opening the cache: ") {
		t.Errorf("error is %v", err)
	}
	s.Put(key("a"), []byte("1"))
	closeStore(t, s)
}

func TestStoreThatCannotBeWritten(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	s := open(t, dir, day)
	if err := os.RemoveAll(dir); err != nil {
		t.Fatal(err)
	}
	s.Put(key("a"), []byte("1"))
	s.Put(key("b"), []byte("2"))
	if err := s.Close(); err == nil || !strings.HasPrefix(err.Error(), "writing the cache: ") {
		t.Errorf("error is %v", err)
	}
}

func TestManyAtOnce(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	first := open(t, dir, day)
	for i := range 64 {
		first.Put(key("old", fmt.Sprint(i)), []byte("value"))
	}
	closeStore(t, first)
	s := open(t, dir, day)
	var group sync.WaitGroup
	for i := range 64 {
		group.Go(func() {
			if _, ok := s.Get(key("old", fmt.Sprint(i))); !ok {
				t.Errorf("value %d is gone", i)
			}
			s.Put(key("new", fmt.Sprint(i)), []byte("value"))
		})
	}
	group.Wait()
	closeStore(t, s)
	for i := range 64 {
		wantValue(t, dir, day, key("new", fmt.Sprint(i)), "value")
	}
}
