package facts

import (
	"slices"
	"strings"

	"github.com/exolint/exolint/scanner/syntax"
)

// Limits of what is kept of a value; what is larger is not known.
const (
	maxAlternatives = 8
	maxElements     = 1024
	maxEntries      = 512
	maxText         = 64 << 10 // bytes of a string
	maxFragments    = 128
	maxTrail        = 16
)

// join returns the value that is one of values: the value itself where all are equal, alternatives where they are few,
// one table where all are tables.
func join(values []Value) Value {
	if isOne(values) {
		return values[0]
	}
	list := distinct(values)
	switch {
	case slices.ContainsFunc(list, isMany):
		return unknown(manyValues)
	case len(list) == 0:
		return Value{}
	case len(list) == 1:
		return list[0]
	case len(list) > maxAlternatives:
		return unknown(manyValues)
	case every(list, Table):
		return Value{Kind: Table, Table: joinTables(list), Origin: list[0].Origin, Trail: list[0].Trail}
	}
	kind := list[0].Kind
	if !every(list, kind) {
		kind = Unknown
	}
	return Value{Kind: kind, Alternatives: list}
}

// isOne reports whether all values are the same one, none of several.
func isOne(values []Value) bool {
	for i := range values {
		if values[i].Alternatives != nil || i > 0 && !same(values[0], values[i]) {
			return false
		}
	}
	return len(values) > 0
}

// Why a value is not known.
const (
	manyValues = "one of many values"
	inLoop     = "changes in a loop"
)

func isMany(v Value) bool { return v.Kind == Unknown && v.Why == manyValues }

func isInLoop(v Value) bool { return v.Kind == Unknown && v.Why == inLoop }

func every(list []Value, k Kind) bool {
	return !slices.ContainsFunc(list, func(v Value) bool { return v.Kind != k })
}

// distinct returns the values without repeats, alternatives taken apart; no more than one beyond the limit.
func distinct(values []Value) []Value {
	size := 0
	for _, v := range values {
		size += max(1, len(v.Alternatives))
	}
	list := make([]Value, 0, min(size, maxAlternatives+1))
	for _, v := range values {
		for one := range v.Each() {
			if !slices.ContainsFunc(list, func(w Value) bool { return same(one, w) }) {
				list = append(list, one)
			}
			if len(list) > maxAlternatives {
				return list
			}
		}
	}
	return list
}

// same reports whether two values are equal and of the same origin, or both unknown for the same reason.
func same(v, w Value) bool {
	if v.Kind != w.Kind {
		return false
	}
	if v.Origin != w.Origin {
		a, known := v.Text()
		b, _ := w.Text()
		return known && a == b && v.Source == nil && w.Source == nil && v.Kind != String
	}
	switch v.Kind {
	case Unknown:
		return v.Why == w.Why && (v.Source == nil) == (w.Source == nil)
	case Bool:
		return v.Truth == w.Truth
	case Number:
		return v.Int == w.Int
	case String:
		return slices.Equal(v.Fragments, w.Fragments)
	case Array:
		return slices.EqualFunc(v.Elements, w.Elements, same)
	case Table:
		return v.Table == w.Table
	case Object:
		return v.Object == w.Object
	}
	return true
}

// joinTables returns the table that is one of the tables: an entry that not all of them have is set on some paths only.
func joinTables(list []Value) *Hash {
	out := &Hash{Entries: make([]Entry, 0, len(list[0].Table.Entries))}
	for _, v := range list {
		out.Open = out.Open || v.Table.Open
		for _, e := range v.Table.Entries {
			if len(out.Entries) >= maxEntries {
				out.Open = true
				break
			}
			if i := out.find(e.Key); i < 0 {
				out.Entries = append(out.Entries, joinEntry(list, e))
			}
		}
	}
	return out
}

// joinEntry returns what e's key holds in all of the tables.
func joinEntry(list []Value, e Entry) Entry {
	values := make([]Value, 0, len(list))
	for _, v := range list {
		own, ok := v.Table.Entry(e.Key)
		if !ok {
			e.Maybe = true
			continue
		}
		e.Maybe = e.Maybe || own.Maybe
		values = append(values, own.Value)
	}
	e.Value = join(values)
	return e
}

// find returns the index of the entry with the key, in any letter case; -1: there is none.
func (h *Hash) find(key string) int {
	return slices.IndexFunc(h.Entries, func(e Entry) bool { return syntax.EqualFold(e.Key, key) })
}

// with returns the table with e in the place of the entry of the same key, or after the others. A table that is built up
// key by key shares its entries with the tables that it was on the way.
func (h *Hash) with(e Entry) *Hash {
	if i := h.find(e.Key); i >= 0 {
		out := &Hash{Entries: slices.Clone(h.Entries), Open: h.Open}
		out.Entries[i] = e
		return out
	}
	if len(h.Entries) >= maxEntries {
		return h.opened()
	}
	out := &Hash{Open: h.Open, used: h.used}
	if h.used == nil || *h.used != len(h.Entries) || cap(h.Entries) == len(h.Entries) {
		out.Entries = append(make([]Entry, 0, 2*len(h.Entries)+4), h.Entries...)
		out.used = new(int)
	} else {
		out.Entries = h.Entries
	}
	out.Entries = append(out.Entries, e)
	*out.used = len(out.Entries)
	return out
}

// without returns the table without the key.
func (h *Hash) without(key string) *Hash {
	i := h.find(key)
	if i < 0 {
		return h
	}
	return &Hash{Entries: slices.Delete(slices.Clone(h.Entries), i, i+1), Open: h.Open}
}

// opened returns the table with entries that are not known.
func (h *Hash) opened() *Hash { return &Hash{Entries: h.Entries, Open: true} }

// table returns a table as a value.
func table(h *Hash, origin syntax.Node) Value { return Value{Kind: Table, Table: h, Origin: origin} }

// text returns a known string as a value.
func text(s string, origin syntax.Node) Value {
	if len(s) > maxText {
		return Value{Kind: String, Fragments: []Fragment{{Why: "a long text"}}, Origin: origin}
	}
	return Value{Kind: String, Fragments: []Fragment{{Text: s, Known: true}}, Origin: origin}
}

// unknown returns a value that is not known, for a reason.
func unknown(why string) Value { return Value{Why: why} }

// truth returns a boolean as a value.
func truth(b bool, origin syntax.Node) Value { return Value{Kind: Bool, Truth: b, Origin: origin} }

// number returns an integer as a value.
func number(i int64, origin syntax.Node) Value { return Value{Kind: Number, Int: i, Origin: origin} }

// array returns a list as a value.
func array(list []Value, origin syntax.Node) Value {
	if len(list) > maxElements {
		return unknown("a long list")
	}
	return Value{Kind: Array, Elements: list, Origin: origin}
}

// elements returns the values that v consists of when it is taken as a list; ok is false where they are not known.
func (v Value) elements() (list []Value, ok bool) {
	switch {
	case v.Alternatives != nil, v.Kind == Unknown:
		return nil, false
	case v.Kind == Null:
		return nil, true
	case v.Kind == Array:
		return v.Elements, true
	}
	return []Value{v}, true
}

// fragments returns the pieces of v as a part of a string.
func (v Value) fragments(why string) []Fragment {
	switch {
	case v.Alternatives != nil:
		return []Fragment{{Why: why}}
	case v.Kind == String && len(v.Fragments) > 0:
		return v.Fragments
	case v.Kind == Null:
		return nil
	case v.Kind == Array:
		return arrayFragments(v.Elements, " ", why)
	}
	if s, ok := v.Text(); ok {
		return []Fragment{{Text: s, Known: true}}
	}
	return []Fragment{{Why: why}}
}

// arrayFragments returns the pieces of a list that is joined with a separator.
func arrayFragments(list []Value, separator, why string) []Fragment {
	var out []Fragment
	for i, e := range list {
		if i > 0 && separator != "" {
			out = append(out, Fragment{Text: separator, Known: true})
		}
		out = append(out, e.fragments(why)...)
		if len(out) > maxFragments {
			return []Fragment{{Why: why}}
		}
	}
	return out
}

// pieces returns a string of fragments as a value; neighbours that are known become one.
func pieces(list []Fragment, origin syntax.Node) Value {
	out := make([]Fragment, 0, min(len(list), maxFragments+1))
	size := 0
	for i := 0; i < len(list) && size <= maxText && len(out) <= maxFragments; {
		end := i + 1
		if list[i].Known {
			for end < len(list) && list[end].Known {
				end++
			}
		}
		f := list[i]
		if end > i+1 {
			f.Text = joinKnown(list[i:end])
		}
		size += len(f.Text)
		out = append(out, f)
		i = end
	}
	switch {
	case size > maxText || len(out) > maxFragments:
		out = []Fragment{{Why: "a long text"}}
	case len(out) == 0:
		out = []Fragment{{Known: true}}
	}
	return Value{Kind: String, Fragments: out, Origin: origin}
}

// joinKnown returns the text of known fragments, or the beginning of it that is just too long.
func joinKnown(list []Fragment) string {
	var b strings.Builder
	for _, f := range list {
		b.WriteString(f.Text)
		if b.Len() > maxText {
			break
		}
	}
	return b.String()
}

// via returns v with a step at the end of its trail.
func (v Value) via(at syntax.Node, note string) Value {
	if at == nil || v.Origin == nil && v.Source == nil {
		return v
	}
	s := Step{At: at, Note: note}
	v.Trail = addStep(v.Trail, s)
	if v.Source != nil {
		source := *v.Source
		source.Trail = addStep(source.Trail, s)
		v.Source = &source
	}
	if v.Alternatives != nil {
		list := make([]Value, len(v.Alternatives))
		for i, a := range v.Alternatives {
			list[i] = a.via(at, note)
		}
		v.Alternatives = list
	}
	return v
}

// addStep appends a step, unless it is there already or the trail is full.
func addStep(trail []Step, s Step) []Step {
	if len(trail) >= maxTrail || slices.Contains(trail, s) {
		return trail
	}
	return append(slices.Clip(trail), s)
}

// mapEach applies f to each of the values of which v is one.
func (v Value) mapEach(f func(Value) Value) Value {
	if v.Alternatives == nil {
		return f(v)
	}
	list := make([]Value, len(v.Alternatives))
	for i, a := range v.Alternatives {
		list[i] = f(a)
	}
	return join(list)
}
