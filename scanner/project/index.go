package project

import (
	"cmp"
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/exolint/exolint/scanner/syntax"
)

// Limits of what is followed from one script.
const (
	maxVisible = 512 // other scripts that a script sees
	maxLoaders = 16  // scripts that load a script
	maxCallers = 16  // calls of a function in other scripts
	maxHolders = 32  // scripts that define a function, for its callers to be looked for
)

// maxOpen bounds the trees that are kept, by the bytes of their text: a tree takes some ten times as many.
const maxOpen = 1 << 20

// An Index is the view of the scripts of a run.
type Index struct {
	summaries []*Summary
	open      func(path string) *syntax.File

	byPath    map[string]int // lower case: PowerShell's users write paths in any
	bySuffix  map[string][]int
	functions map[syntax.FoldedName][]int
	variables map[syntax.FoldedName][]int
	calls     map[syntax.FoldedName][]int
	loads     [][]edge
	loaders   [][]edge
	modules   map[string][]int // scripts below a folder with a module that collects its parts, by that folder
	moduleOf  []string

	mu      sync.Mutex
	groups  []int          // by script, the first one of those that it is connected with; nil: not asked for
	digests map[int][]byte // of groups, by the first script
	seen    map[int]visibility
	files   map[string]*syntax.File
	order   []string // of files, the oldest first
	size    int      // of the texts of files
}

// An edge leads to a script that is loaded, or loads.
type edge struct {
	to     int
	module bool
}

// visibility is what a script sees of others.
type visibility struct {
	functions []int // scripts whose functions it sees
	variables []int // scripts whose variables it sees
}

// New returns the view of the summarized scripts. open parses a script again, by the path of its summary; it returns nil
// where it cannot, and is called from several goroutines, one at a time.
func New(summaries []*Summary, open func(path string) *syntax.File) *Index {
	x := &Index{
		summaries: summaries,
		open:      open,
		byPath:    make(map[string]int, len(summaries)),
		bySuffix:  make(map[string][]int, len(summaries)),
		functions: make(map[syntax.FoldedName][]int),
		variables: make(map[syntax.FoldedName][]int),
		calls:     make(map[syntax.FoldedName][]int),
		loads:     make([][]edge, len(summaries)),
		loaders:   make([][]edge, len(summaries)),
		modules:   make(map[string][]int),
		moduleOf:  make([]string, len(summaries)),
		seen:      make(map[int]visibility),
		files:     make(map[string]*syntax.File),
	}
	for i, s := range summaries {
		key := strings.ToLower(s.Path)
		x.byPath[key] = i
		base := path.Base(key)
		x.bySuffix[base] = append(x.bySuffix[base], i)
		for _, f := range s.Functions {
			x.functions[f.Name] = appendNew(x.functions[f.Name], i)
		}
		for _, v := range s.Variables {
			x.variables[v] = appendNew(x.variables[v], i)
		}
	}
	x.link()
	x.collectModules()
	return x
}

// appendNew appends i unless it stands last.
func appendNew(list []int, i int) []int {
	if len(list) > 0 && list[len(list)-1] == i {
		return list
	}
	return append(list, i)
}

// link connects the scripts with those that they load, and names of functions with the scripts that call them.
func (x *Index) link() {
	for i, s := range x.summaries {
		for _, l := range s.Loads {
			for _, to := range x.resolve(i, l) {
				x.loads[i] = append(x.loads[i], edge{to, l.Module})
				x.loaders[to] = append(x.loaders[to], edge{i, l.Module})
			}
		}
		for _, c := range s.Calls {
			if len(x.functions[c.Name]) > 0 {
				x.calls[c.Name] = appendNew(x.calls[c.Name], i)
			}
		}
	}
}

// resolve returns the scripts that a load means: one, or a module's manifest and script.
func (x *Index) resolve(from int, l Load) []int {
	key := strings.ToLower(l.Path)
	if l.Exact {
		return x.exactly(key, l.Module)
	}
	var found []int
	for _, suffix := range suffixes(key, l.Module) {
		for _, i := range x.bySuffix[path.Base(suffix)] {
			own := strings.ToLower(x.summaries[i].Path)
			if i != from && (own == suffix || strings.HasSuffix(own, "/"+suffix)) {
				found = append(found, i)
			}
		}
		if len(found) > 0 {
			break
		}
	}
	if len(found) != 1 {
		return nil // none, or which one is not known
	}
	return found
}

// Files returns the names, in lower case and without folders, that the loaded file can have.
func (l Load) Files() []string {
	base := path.Base(strings.ToLower(l.Path))
	return suffixes(base, l.Module)
}

// exactly returns the script of that path; for a module, the folder of that path may hold it.
func (x *Index) exactly(key string, module bool) []int {
	if i, ok := x.byPath[key]; ok {
		return []int{i}
	}
	if !module {
		return nil
	}
	for _, try := range []string{key + ".psd1", key + ".psm1", path.Join(key, path.Base(key)) + ".psd1", path.Join(key, path.Base(key)) + ".psm1"} {
		if i, ok := x.byPath[try]; ok {
			return []int{i}
		}
	}
	return nil
}

// suffixes returns the ends of the paths that a name can mean, the likeliest first.
func suffixes(key string, module bool) []string {
	if !module || strings.HasSuffix(key, ".psm1") || strings.HasSuffix(key, ".psd1") || strings.HasSuffix(key, ".ps1") {
		return []string{key}
	}
	return []string{key + ".psd1", key + ".psm1"}
}

// collectModules finds the parts of modules that load them as they find them: the scripts below the module's folder.
func (x *Index) collectModules() {
	for _, s := range x.summaries {
		if s.Collects && strings.HasSuffix(strings.ToLower(s.Path), ".psm1") {
			x.modules[path.Dir(s.Path)] = nil
		}
	}
	for i, s := range x.summaries {
		for dir := path.Dir(s.Path); ; dir = path.Dir(dir) {
			if _, ok := x.modules[dir]; ok {
				x.modules[dir] = append(x.modules[dir], i)
				x.moduleOf[i] = dir
				break
			}
			if dir == "." || dir == "/" {
				break
			}
		}
	}
}

// Linked reports whether the script at path loads others of the run, is loaded by one, or is a part of a module.
func (x *Index) Linked(path string) bool {
	i, ok := x.at(path)
	return ok && (len(x.loads[i])+len(x.loaders[i]) > 0 || len(x.modules[x.moduleOf[i]]) > 1)
}

// Shared implements [View].
func (x *Index) Shared(path string) bool {
	i, ok := x.at(path)
	if !ok {
		return false
	}
	return slices.ContainsFunc(x.loaders[i], func(e edge) bool { return !e.module }) || len(x.modules[x.moduleOf[i]]) > 1
}

// Function implements [View].
func (x *Index) Function(from, name string) *Function {
	i, ok := x.at(from)
	key := syntax.Fold(name)
	if !ok || len(x.functions[key]) == 0 {
		return nil
	}
	j := only(x.visible(i).functions, x.functions[key], i)
	if j < 0 {
		return nil
	}
	return x.function(j, key)
}

// at returns the script of that path.
func (x *Index) at(name string) (int, bool) {
	i, ok := x.byPath[strings.ToLower(name)]
	return i, ok
}

// only returns the one script other than self that is in both lists; -1: none or several.
func only(visible, holders []int, self int) int {
	found := -1
	for _, i := range holders {
		if _, seen := slices.BinarySearch(visible, i); i == self || !seen {
			continue
		}
		if found >= 0 {
			return -1
		}
		found = i
	}
	return found
}

// function returns the function of that name that script i defines.
func (x *Index) function(i int, name syntax.FoldedName) *Function {
	s := x.summaries[i]
	at := slices.IndexFunc(s.Functions, func(d Definition) bool { return d.Name == name })
	f := x.file(s.Path)
	if f == nil || at < 0 {
		return nil
	}
	n := find(f, s.Functions[at].Offset, func(n syntax.Node) bool { _, ok := n.(*syntax.FunctionDefinition); return ok })
	if n == nil {
		return nil
	}
	return &Function{Path: s.Path, Node: n.(*syntax.FunctionDefinition), File: f}
}

// find returns the outermost node at an offset that is wanted; nil: none.
func find(f *syntax.File, offset int, wanted func(syntax.Node) bool) syntax.Node {
	var found syntax.Node
	syntax.Walk(f.Root, func(n syntax.Node) bool {
		from, to := f.Offset(n.Pos()), f.Offset(n.End())
		if found != nil || offset < from || offset >= to {
			return false
		}
		if from == offset && wanted(n) {
			found = n
		}
		return found == nil
	})
	return found
}

// Variable implements [View].
func (x *Index) Variable(from, name string) *syntax.File {
	i, ok := x.at(from)
	holders := x.variables[syntax.Fold(name)]
	if !ok || len(holders) == 0 {
		return nil
	}
	if j := only(x.visible(i).variables, holders, i); j >= 0 {
		return x.file(x.summaries[j].Path)
	}
	return nil
}

// Callers implements [View].
func (x *Index) Callers(of, name string) []Caller {
	i, ok := x.at(of)
	key := syntax.Fold(name)
	if !ok || len(x.functions[key]) > maxHolders {
		return nil
	}
	var list []Caller
	for _, j := range x.calls[key] {
		if len(list) >= maxCallers {
			break
		}
		if j != i && only(x.visible(j).functions, x.functions[key], j) == i && !slices.ContainsFunc(x.summaries[j].Functions, func(d Definition) bool { return d.Name == key }) {
			list = x.appendCalls(list, j, key)
		}
	}
	slices.SortStableFunc(list, func(a, b Caller) int {
		return cmp.Or(cmp.Compare(a.Path, b.Path), cmp.Compare(a.Node.Pos(), b.Node.Pos()))
	})
	return list
}

// appendCalls appends the calls of a name in script j.
func (x *Index) appendCalls(list []Caller, j int, name syntax.FoldedName) []Caller {
	s := x.summaries[j]
	f := x.file(s.Path)
	if f == nil {
		return list
	}
	for _, c := range s.Calls {
		if c.Name != name || len(list) >= maxCallers {
			continue
		}
		n := find(f, c.Offset, func(n syntax.Node) bool { _, ok := n.(*syntax.Command); return ok })
		if n != nil {
			list = append(list, Caller{Path: s.Path, Node: n.(*syntax.Command), File: f})
		}
	}
	return list
}

// visible returns what script i sees: what it loads, directly or through others; the scripts that load it, with what they
// load; and the other parts of its module.
func (x *Index) visible(i int) visibility {
	x.mu.Lock()
	defer x.mu.Unlock()
	if v, ok := x.seen[i]; ok {
		return v
	}
	w := wave{x: x, functions: make(map[int]bool), variables: make(map[int]bool)}
	w.down(i, false)
	for n, l := range x.loaders[i] {
		if n >= maxLoaders {
			break
		}
		w.functions[l.to] = true
		w.variables[l.to] = w.variables[l.to] || !l.module
		w.down(l.to, l.module)
	}
	if dir := x.moduleOf[i]; dir != "" {
		for _, j := range x.modules[dir] {
			w.functions[j], w.variables[j] = true, true
		}
	}
	v := visibility{functions: keys(w.functions), variables: keys(w.variables)}
	x.seen[i] = v
	return v
}

// A wave spreads from a script over what it loads.
type wave struct {
	x         *Index
	functions map[int]bool
	variables map[int]bool
}

// down adds what script i loads. Through a module, functions are seen and variables are not.
func (w *wave) down(i int, module bool) {
	type stop struct {
		at     int
		module bool
	}
	todo := []stop{{i, module}}
	visited := map[stop]bool{todo[0]: true}
	for len(todo) > 0 && len(w.functions) < maxVisible {
		s := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		for _, e := range w.x.loads[s.at] {
			next := stop{e.to, s.module || e.module}
			if visited[next] {
				continue
			}
			visited[next] = true
			w.functions[e.to] = true
			w.variables[e.to] = w.variables[e.to] || !next.module
			todo = append(todo, next)
		}
		if dir := w.x.moduleOf[s.at]; dir != "" && s.at != i {
			for _, j := range w.x.modules[dir] {
				w.functions[j] = true
			}
		}
	}
}

// keys returns the scripts for which m is true, in order.
func keys(m map[int]bool) []int {
	var list []int
	for i, ok := range m {
		if ok {
			list = append(list, i)
		}
	}
	slices.Sort(list)
	return list
}

// file returns the tree of a script. The last ones are kept.
func (x *Index) file(name string) *syntax.File {
	x.mu.Lock()
	defer x.mu.Unlock()
	if f, ok := x.files[name]; ok {
		return f
	}
	f := x.open(name)
	x.files[name] = f
	x.order = append(x.order, name)
	for x.size += sizeOf(f); x.size > maxOpen && len(x.order) > 1; x.order = x.order[1:] {
		x.size -= sizeOf(x.files[x.order[0]])
		delete(x.files, x.order[0])
	}
	return f
}

// sizeOf returns the length of a script's text; 0 for one that is not to be had.
func sizeOf(f *syntax.File) int {
	if f == nil {
		return 0
	}
	return len(f.Src)
}
