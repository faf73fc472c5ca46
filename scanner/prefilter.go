package scanner

import (
	"slices"
	"unicode/utf8"

	"github.com/exolint/exolint/rules/rule"
)

// A prefilter says from a script's text alone whether any rule can find something in it. When in doubt it says yes.
//
// It looks for the words that rules declare as their triggers, in one pass and in any letter case. PowerShell lets a name be
// written in pieces: with a backtick inside, or as strings that are added up. So quotes, backticks, white space, plus signs
// and parentheses are skipped, in the text as in the words, which can only make more of the text match. Code that makes the
// name of a command at run time by other means is looked for as well, and lets a script pass.
//
// The nil prefilter lets everything pass.
type prefilter struct {
	class [256]uint8 // what a byte is
	// table has a row for each state, as long as there are classes. A row says for each class where the next state's row
	// begins, or one of the marks below.
	table []uint32
}

// Marks in the table.
const (
	markWide = 1<<31 + iota // the byte begins a character that is not ASCII
	markFound
)

// Classes of bytes. Those from firstLetter on are the bytes of which words are made.
const (
	classOther = iota // cannot be in a word
	classSkip         // is passed over
	classWide         // begins a character that is not ASCII
	firstLetter
)

// madeNames are signs of a command whose name, or of code whose text, is made at run time. Skipped characters are not in them.
var madeNames = [...]string{"&$", "&{0}", "&[", "&@", "iex", "invoke-expression", "frombase64string", "-encodedcommand", "newscriptblock", "scriptblock]::create"}

// newPrefilter returns the prefilter for rules, or nil where one of them may find something in any script. Rules about
// reading scripts have nothing to say about a script in which no other rule could find anything, so they do not count,
// but for directives, which are looked for.
func newPrefilter(rules []*rule.Rule) *prefilter {
	words := slices.Clone(madeNames[:])
	for _, r := range rules {
		switch {
		case isAboutReading(r):
			words = append(words, "exolint:", "suppressmessage")
		case r.Triggers == nil:
			return nil
		}
		words = append(words, r.Triggers...)
	}
	return compile(words)
}

// isAboutReading reports whether a rule is one of EXO0001 to EXO0999, which are about reading scripts, not about what they do.
func isAboutReading(r *rule.Rule) bool { return len(r.ID) > 3 && r.ID[3] == '0' }

// compile makes the automaton of Aho and Corasick for words: one state for each beginning of a word.
func compile(words []string) *prefilter {
	p := &prefilter{}
	t := &trie{classes: p.classify(words)}
	t.add()
	for _, word := range words {
		t.insert(word, &p.class)
	}
	t.link()
	p.table = t.flatten()
	return p
}

// classify gives each byte its class and returns the number of classes.
func (p *prefilter) classify(words []string) int {
	for b := utf8.RuneSelf; b < len(p.class); b++ {
		p.class[b] = classWide
	}
	for _, b := range []byte(" \t\r\n\v\f'\"`+()\x00") {
		p.class[b] = classSkip
	}
	n := firstLetter
	for _, word := range words {
		for _, b := range []byte(word) {
			if p.class[b] != classOther {
				continue
			}
			p.class[b] = uint8(n)
			if 'a' <= b && b <= 'z' {
				p.class[b-'a'+'A'] = uint8(n)
			}
			n++
		}
	}
	return n
}

// A trie is the automaton while it is made. State 0 is the beginning of all words; as a next state it is "none" until link.
type trie struct {
	classes int
	next    [][]int // by state and class
	found   []bool  // by state: a word ends here
}

// add adds a state.
func (t *trie) add() int {
	t.next = append(t.next, make([]int, t.classes))
	t.found = append(t.found, false)
	return len(t.next) - 1
}

// insert adds the states of a word.
func (t *trie) insert(word string, class *[256]uint8) {
	state := 0
	for _, b := range []byte(word) {
		c := class[b]
		if c < firstLetter {
			continue
		}
		if t.next[state][c] == 0 {
			t.next[state][c] = t.add()
		}
		state = t.next[state][c]
	}
	t.found[state] = true
}

// link fills in where a state goes when its word goes on differently: to the state of the longest other beginning that
// the text ends with. States are visited in order of their length.
func (t *trie) link() {
	fallback := make([]int, len(t.next))
	queue := []int{0}
	for i := 0; i < len(queue); i++ {
		state := queue[i]
		for c := firstLetter; c < t.classes; c++ {
			to := t.next[state][c]
			if to == 0 {
				t.next[state][c] = t.next[fallback[state]][c]
				continue
			}
			if state != 0 {
				fallback[to] = t.next[fallback[state]][c]
			}
			t.found[to] = t.found[to] || t.found[fallback[to]]
			queue = append(queue, to)
		}
	}
}

// flatten returns the table of the automaton.
func (t *trie) flatten() []uint32 {
	table := make([]uint32, 0, len(t.next)*t.classes)
	for state, next := range t.next {
		for c, to := range next {
			entry := uint32(to * t.classes)
			switch {
			case c == classSkip:
				entry = uint32(state * t.classes)
			case c == classWide:
				entry = markWide
			case t.found[to]:
				entry = markFound
			}
			table = append(table, entry)
		}
	}
	return table
}

// passes reports whether a rule can find something in text.
func (p *prefilter) passes(text string) bool {
	if p == nil {
		return true
	}
	table, class := p.table, &p.class
	row := uint32(0)
	for i := 0; i < len(text); i++ {
		next := table[row+uint32(class[text[i]])]
		if next < markWide {
			row = next
			continue
		}
		if next == markWide {
			r, n := utf8.DecodeRuneInString(text[i:])
			i += n - 1
			next = p.wide(row, r)
		}
		if next == markFound {
			return true
		}
		row = next
	}
	return false
}

// wide returns the entry of the table for a character that is not ASCII. PowerShell takes typographic quotes and dashes for
// plain ones.
func (p *prefilter) wide(row uint32, r rune) uint32 {
	switch r {
	case '\u2018', '\u2019', '\u201a', '\u201b', '\u201c', '\u201d', '\u201e', '\u00a0', '\u0085':
		return row
	case '\u2013', '\u2014', '\u2015':
		return p.table[row+uint32(p.class['-'])]
	default:
		return 0
	}
}
