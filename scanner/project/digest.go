package project

import (
	"crypto/sha256"
	"encoding/binary"
	"hash"
)

// Digest returns a hash that is another one where the view may answer otherwise for the script at path. It is the same for all
// scripts that are connected by what they load, or as parts of a module. content returns what stands for the text of a script,
// by the path of its summary. It is nil for a script that has no summary.
func (x *Index) Digest(path string, content func(path string) []byte) []byte {
	i, ok := x.at(path)
	if !ok {
		return nil
	}
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.groups == nil {
		x.groups, x.digests = x.connected(), make(map[int][]byte)
	}
	group := x.groups[i]
	if x.digests[group] == nil {
		x.digests[group] = x.digest(group, content)
	}
	return x.digests[group]
}

// connected returns for each script the first one of those that it is connected with.
func (x *Index) connected() []int {
	groups := make([]int, len(x.summaries))
	for i := range groups {
		groups[i] = i
	}
	first := func(i int) int {
		for groups[i] != i {
			groups[i] = groups[groups[i]]
			i = groups[i]
		}
		return i
	}
	join := func(i, j int) {
		a, b := first(i), first(j)
		groups[max(a, b)] = min(a, b)
	}
	for i, list := range x.loads {
		for _, e := range list {
			join(i, e.to)
		}
	}
	for _, parts := range x.modules {
		for _, i := range parts {
			join(parts[0], i)
		}
	}
	for i := range groups {
		groups[i] = first(i)
	}
	return groups
}

// digest returns the hash of the scripts of a group: their texts, what loads what, and which names are so common that nobody
// looks for their callers.
func (x *Index) digest(group int, content func(path string) []byte) []byte {
	h := sha256.New()
	for i, s := range x.summaries {
		if x.groups[i] != group {
			continue
		}
		part(h, s.Path, string(content(s.Path)), x.moduleOf[i])
		for _, e := range x.loads[i] {
			kind := "script"
			if e.module {
				kind = "module"
			}
			part(h, kind, x.summaries[e.to].Path)
		}
		for _, f := range s.Functions {
			if len(x.functions[f.Name]) > maxHolders {
				part(h, "common", string(f.Name))
			}
		}
	}
	return h.Sum(nil)
}

// part adds words to the hash, as a list of its own.
func part(h hash.Hash, words ...string) {
	var size [8]byte
	binary.LittleEndian.PutUint64(size[:], uint64(len(words)))
	h.Write(size[:])
	for _, w := range words {
		binary.LittleEndian.PutUint64(size[:], uint64(len(w)))
		h.Write(size[:])
		h.Write([]byte(w))
	}
}
