package cache

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"os"
)

// A store's file holds the sealed values one after another, then an entry for each in the form of [entry], then a [trailer].
// Numbers are little-endian.

// An id is the name of an entry.
type id [16]byte

// An entry says where a sealed value stands.
type entry struct {
	Name   id
	Offset uint64 // in the file, in bytes
	Size   uint32 // in bytes
	Day    uint32 // of the last use that was noted
}

// A trailer ends a file.
type trailer struct {
	Index uint64 // where the entries begin
	Count uint64 // of entries
	Magic [8]byte
}

// magic marks a store of this version.
var magic = [8]byte{'e', 'x', 'o', 'c', 'a', 'c', 'h', '1'}

// errFormat says that a file is no store, or one of another version.
var errFormat = errors.New("not a cache of this version")

// readIndex reads the entries of a store, whose values all lie in the file.
func readIndex(f *os.File) (map[id]entry, error) {
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	var end trailer
	size, tail := info.Size(), int64(binary.Size(end))
	if size < tail {
		return nil, errFormat
	}
	if err := binary.Read(io.NewSectionReader(f, size-tail, tail), binary.LittleEndian, &end); err != nil {
		return nil, err
	}
	room := uint64(size - tail)
	if end.Magic != magic || end.Index > room || end.Count != (room-end.Index)/uint64(binary.Size(entry{})) {
		return nil, errFormat
	}
	list := make([]entry, end.Count)
	raw := make([]byte, room-end.Index)
	if _, err := f.ReadAt(raw, int64(end.Index)); err != nil {
		return nil, err
	}
	if _, err := binary.Decode(raw, binary.LittleEndian, list); err != nil {
		return nil, err
	}
	entries := make(map[id]entry, len(list))
	for _, e := range list {
		if e.Offset > end.Index || uint64(e.Size) > end.Index-e.Offset {
			return nil, errFormat
		}
		entries[e.Name] = e
	}
	return entries, nil
}

// writeIndex writes the entries, which begin at an offset, and the trailer.
func writeIndex(w io.Writer, entries []entry, offset uint64) error {
	var buf bytes.Buffer
	for _, part := range []any{entries, trailer{Index: offset, Count: uint64(len(entries)), Magic: magic}} {
		if err := binary.Write(&buf, binary.LittleEndian, part); err != nil {
			return err
		}
	}
	_, err := w.Write(buf.Bytes())
	return err
}
