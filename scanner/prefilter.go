package scanner

import (
	"bytes"
	"slices"
	"unicode/utf8"

	"github.com/exolint/exolint/rules/rule"
)

// A prefilter says from a script's text alone whether any rule can find something in it. When in doubt it says yes.
//
// It looks for the words that rules declare as their triggers, in one pass and in any letter case. PowerShell lets a name be
// written in pieces: with a backtick inside, or as strings that are added up. So quotes, backticks, white space, plus signs
// and parentheses are skipped, in the text as in the words, which can only make more of the text match. What else a trigger
// asks for is checked where its word is found. Code that makes the name of a command at run time by other means is looked for
// as well, and lets a script pass.
//
// The nil prefilter lets everything pass.
type prefilter struct {
	class [256]uint8 // what a byte is
	// table has a row for each state, as long as there are classes. A row says for each class where the next state's row
	// begins, with markEnds where words end there, or one of the marks below.
	table   []uint32
	classes int
	foreign uint32     // the class of letters that are not ASCII; each stands for all
	ends    [][]uint16 // by state: the indexes of the words that end there
	words   []sought
	pairs   []wordBits // the words of triggers that have more than one
	loads   wordBits   // the words of which one stands in every script that loads another
}

// A sought is a word that is looked for.
type sought struct {
	rule.Word
	bit   wordBits // in the pairs; empty: it is in none
	alone bool     // it is a trigger by itself
}

// wordBits is a set of the words that triggers have together with others.
type wordBits [2]uint64

// maxWords is how many words there can be in a set.
const maxWords = 128

// wordBit returns the set of the word with that number, which is less than maxWords.
func wordBit(n int) (b wordBits) {
	b[n/64] = 1 << (n % 64)
	return b
}

func (b wordBits) union(o wordBits) wordBits { return wordBits{b[0] | o[0], b[1] | o[1]} }

func (b wordBits) intersects(o wordBits) bool { return b[0]&o[0]|b[1]&o[1] != 0 }

// holds reports whether all words of o are in the set.
func (b wordBits) holds(o wordBits) bool { return b[0]&o[0] == o[0] && b[1]&o[1] == o[1] }

func (b wordBits) isEmpty() bool { return b == wordBits{} }

// Marks in the table.
const (
	markWide  = 1<<31 + iota // the byte begins a character that is not ASCII
	markOdd                  // the byte has no place in a script
	markFound                // a word ends that is all that is asked for
)

// markEnds is added to an entry where words end that ask for more.
const markEnds = 1 << 30

// Classes of bytes. Those from firstLetter on are the bytes of which words are made.
const (
	classOther = iota // cannot be in a word
	classSkip         // is passed over
	classWide         // begins a character that is not ASCII
	classOdd          // has no place in a script
	firstLetter
)

// A verdict is what the prefilter says of a script.
type verdict uint8

const (
	skip    verdict = iota // no rule can find anything
	pass                   // one may
	unclear                // the bytes are no text in UTF-8, or hold control characters
)

// madeNames are signs of a command whose name, or of code whose text, is made at run time. What runs it is not enough: text
// that stands in the script as it is executed holds its words.
func madeNames() []string {
	runs := []string{"&$", "&[", "&@", "|iex|", "invoke-expression", "newscriptblock", "scriptblock]::create"}
	makes := []string{"|-f|", "-join", "-replace", ".replace", "frombase64string", "[char", "concat", "-$", "-split", "substring"}
	words := []string{"&{0}", "-encodedcommand"}
	for _, r := range runs {
		for _, m := range makes {
			words = append(words, r+" & "+m)
		}
	}
	return words
}

// loadSigns are signs of a script that loads others, so that it can call what they define.
func loadSigns() []rule.Word {
	return []rule.Word{{Text: ".ps1"}, {Text: ".psm1"}, {Text: "import-module"}, {Text: "ipmo", Start: true, End: true}, {Text: "usingmodule"}}
}

// newPrefilter returns the prefilter for rules, or nil where one of them may find something in any script. Rules about
// reading scripts have nothing to say about a script in which no other rule could find anything, so they do not count,
// but for directives, which are looked for.
func newPrefilter(rules []*rule.Rule) (*prefilter, error) {
	triggers := madeNames()
	for _, r := range rules {
		switch {
		case isAboutReading(r):
			triggers = append(triggers, directives(rules)...)
		case r.Triggers == nil:
			return nil, nil
		}
		triggers = append(triggers, r.Triggers...)
	}
	return compile(triggers)
}

// directives are the beginnings of directives: of comments, and of attributes that name a rule.
func directives(rules []*rule.Rule) []string {
	words := []string{"exolint:"}
	for _, attribute := range []string{"suppressmessage", "suppressmessageattribute"} {
		words = append(words, attribute+"exo")
		for _, r := range rules {
			if r.Name != "" {
				words = append(words, attribute+r.Name)
			}
		}
	}
	return words
}

// isAboutReading reports whether a rule is one of EXO0001 to EXO0999, which are about reading scripts, not about what they do.
func isAboutReading(r *rule.Rule) bool { return len(r.ID) > 3 && r.ID[3] == '0' }

// compile makes the automaton of Aho and Corasick for the words of triggers: one state for each beginning of a word.
func compile(triggers []string) (*prefilter, error) {
	p := &prefilter{}
	for i, w := range loadSigns() {
		p.words = append(p.words, sought{Word: w, bit: wordBit(i)})
		p.loads = p.loads.union(wordBit(i))
	}
	if err := p.add(triggers); err != nil {
		return nil, err
	}
	p.foreign = uint32(p.classify())
	p.classes = int(p.foreign) + 1
	t := &trie{classes: p.classes}
	t.add()
	for i, w := range p.words {
		t.insert(p.classesOf(w.Text), uint16(i))
	}
	t.link()
	p.table, p.ends = t.flatten(p.isEnough), t.ends
	return p, nil
}

// add adds the words of triggers, each once.
func (p *prefilter) add(triggers []string) error {
	index := map[rule.Word]int{}
	for i, w := range p.words {
		index[w.Word] = i
	}
	bits := len(p.words)
	for _, text := range triggers {
		t, err := rule.ParseTrigger(text)
		if err != nil {
			return err
		}
		var all wordBits
		for _, w := range t {
			i, ok := index[w]
			if !ok {
				i = len(p.words)
				index[w] = i
				p.words = append(p.words, sought{Word: w})
			}
			switch {
			case len(t) == 1 || bits == maxWords && p.words[i].bit.isEmpty(): // without room for it, one word is enough
				p.words[i].alone = true
			case p.words[i].bit.isEmpty():
				p.words[i].bit = wordBit(bits)
				bits++
			}
			all = all.union(p.words[i].bit)
		}
		if len(t) > 1 && !slices.Contains(p.pairs, all) {
			p.pairs = append(p.pairs, all)
		}
	}
	return nil
}

// isEnough reports whether a script passes wherever a word stands in it.
func (p *prefilter) isEnough(word uint16) bool {
	w := p.words[word]
	return w.alone && w.Word == rule.Word{Text: w.Text}
}

// classesOf returns the classes of which the word is made.
func (p *prefilter) classesOf(word string) []int {
	var list []int
	for _, r := range word {
		switch {
		case r >= utf8.RuneSelf:
			list = append(list, int(p.foreign))
		case p.class[r] >= firstLetter:
			list = append(list, int(p.class[r]))
		}
	}
	return list
}

// classify gives each byte its class and returns the number of classes.
func (p *prefilter) classify() int {
	for b := range p.class {
		switch {
		case b >= utf8.RuneSelf:
			p.class[b] = classWide
		case b < ' ' && b != 0x1a && b != 0x1b, b == 0x7f:
			p.class[b] = classOdd
		}
	}
	for _, b := range []byte(" \t\r\n\v\f'\"`+()") {
		p.class[b] = classSkip
	}
	n := firstLetter
	for _, w := range p.words {
		for _, b := range []byte(w.Text) {
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
	next    [][]int    // by state and class
	ends    [][]uint16 // by state: the words that end here
}

// add adds a state.
func (t *trie) add() int {
	t.next = append(t.next, make([]int, t.classes))
	t.ends = append(t.ends, nil)
	return len(t.next) - 1
}

// insert adds the states of a word.
func (t *trie) insert(classes []int, word uint16) {
	state := 0
	for _, c := range classes {
		if t.next[state][c] == 0 {
			t.next[state][c] = t.add()
		}
		state = t.next[state][c]
	}
	t.ends[state] = append(t.ends[state], word)
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
			t.ends[to] = append(t.ends[to], t.ends[fallback[to]]...)
			queue = append(queue, to)
		}
	}
}

// flatten returns the table of the automaton.
func (t *trie) flatten(enough func(word uint16) bool) []uint32 {
	table := make([]uint32, 0, len(t.next)*t.classes)
	for state, next := range t.next {
		for c, to := range next {
			entry := uint32(to * t.classes)
			switch {
			case c == classSkip:
				entry = uint32(state * t.classes)
			case c == classWide:
				entry = markWide
			case c == classOdd:
				entry = markOdd
			case slices.ContainsFunc(t.ends[to], enough):
				entry = markFound
			case len(t.ends[to]) > 0:
				entry |= markEnds
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
	v, _ := p.search([]byte(text), true)
	return v == pass
}

// judge says whether a rule can find something in a script as it was read. Most scripts are UTF-8 and most are skipped, so
// that they need not be decoded. Of one that is skipped it says whether it may load others.
func (p *prefilter) judge(raw []byte) (v verdict, loads bool) {
	if p == nil {
		return pass, false
	}
	return p.search(bytes.TrimPrefix(raw, []byte("\ufeff")), false)
}

// search looks for triggers in a text. One that is not decoded is unclear where it holds what only decoding can make sense of.
func (p *prefilter) search(text []byte, decoded bool) (v verdict, loads bool) {
	table, class := p.table, &p.class
	row, seen := uint32(0), wordBits{}
	for i := 0; i < len(text); i++ {
		next := table[row+uint32(class[text[i]])]
		if next < markEnds {
			row = next
			continue
		}
		switch next {
		case markFound:
			return pass, false
		case markWide:
			r, n := utf8.DecodeRune(text[i:])
			if r == utf8.RuneError && n == 1 && !decoded {
				return unclear, false
			}
			i += n - 1
			next = p.wide(row, r)
			if next == markFound {
				return pass, false
			}
		case markOdd:
			if !decoded {
				return unclear, false
			}
			next = 0
			if text[i] == 0 {
				next = row
			}
		}
		if next >= markEnds {
			next &^= markEnds
			if p.complete(int(next)/p.classes, text[:i+1], text[i+1:], &seen) {
				return pass, false
			}
		}
		row = next
	}
	return skip, seen.intersects(p.loads)
}

// complete reports whether one of the words that end at a state makes a trigger complete. Seen are the words of pairs so far.
func (p *prefilter) complete(state int, before, after []byte, seen *wordBits) bool {
	for _, i := range p.ends[state] {
		w := &p.words[i]
		if !w.alone && seen.intersects(w.bit) || !p.holds(w.Word, before, after) {
			continue
		}
		if w.alone {
			return true
		}
		*seen = seen.union(w.bit)
		if slices.ContainsFunc(p.pairs, seen.holds) {
			return true
		}
	}
	return false
}

// wide returns the entry of the table for a character that is not ASCII. PowerShell takes typographic quotes and dashes for
// plain ones.
func (p *prefilter) wide(row uint32, r rune) uint32 {
	switch {
	case isPassedOver(r):
		return row
	case '\u2013' <= r && r <= '\u2015':
		return p.table[row+uint32(p.class['-'])]
	default:
		return p.table[row+p.foreign]
	}
}

// isPassedOver reports whether a character that is not ASCII is passed over: a typographic quote, or white space.
func isPassedOver(r rune) bool {
	return '\u2018' <= r && r <= '\u201e' || r == '\u00a0' || r == '\u0085'
}
