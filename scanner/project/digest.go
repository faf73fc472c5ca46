package project

import "github.com/exolint/exolint/scanner/cache"

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
	var parts [][]byte
	add := func(kind, word string) { parts = append(parts, []byte(kind), []byte(word)) }
	for i, s := range x.summaries {
		if x.groups[i] != group {
			continue
		}
		add("path", s.Path)
		add("content", string(content(s.Path)))
		add("part of", x.moduleOf[i])
		for _, e := range x.loads[i] {
			kind := "loads"
			if e.module {
				kind = "imports"
			}
			add(kind, x.summaries[e.to].Path)
		}
		for _, f := range s.Functions {
			if len(x.functions[f.Name]) > maxHolders {
				add("common", string(f.Name))
			}
		}
	}
	return cache.KeyOf(parts...).ID()
}
