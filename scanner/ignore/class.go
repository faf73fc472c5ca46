package ignore

import "strings"

// A set is what a bracket expression matches, by byte.
type set [256]bool

// class reads the bracket expression at the start of glob, as git's wildmatch does. It returns the bytes that it matches
// and its length in glob; length 0: it has no end, or names an unknown class.
func class(glob string) (set, int) {
	var s set
	chars := []rune(glob)
	i := 1
	negated := i < len(chars) && (chars[i] == '!' || chars[i] == '^')
	if negated {
		i++
	}
	last := rune(-1) // the start of a possible range
	for first := true; ; first = false {
		if i >= len(chars) {
			return s, 0
		}
		c := chars[i]
		switch {
		case c == ']' && !first:
			return s.finish(negated), len(string(chars[:i+1]))
		case c == '\\':
			if i++; i >= len(chars) {
				return s, 0
			}
			last = chars[i]
			s[last] = true
		case c == '-' && last >= 0 && i+1 < len(chars) && chars[i+1] != ']':
			if i++; chars[i] == '\\' {
				if i++; i >= len(chars) {
					return s, 0
				}
			}
			s.add(last, chars[i])
			last = -1
		case c == '[' && i+1 < len(chars) && chars[i+1] == ':':
			name, rest, found := strings.Cut(string(chars[i+2:]), "]")
			name, colon := strings.CutSuffix(name, ":")
			if !found {
				return s, 0
			}
			if !colon { // no class: the bracket stands for itself
				last = c
				s[c] = true
				break
			}
			if !s.addNamed(name) {
				return s, 0
			}
			i = len(chars) - len([]rune(rest)) - 1
			last = -1
		default:
			last = c
			s[c] = true
		}
		i++
	}
}

// add puts the bytes from lo to hi into s.
func (s *set) add(lo, hi rune) {
	for c := lo; c <= hi; c++ {
		s[c] = true
	}
}

// addNamed puts the bytes of a POSIX class into s. It reports whether there is such a class.
func (s *set) addNamed(name string) bool {
	ranges, ok := map[string]string{
		"alnum":  "09AZaz",
		"alpha":  "AZaz",
		"blank":  "\t\t  ",
		"cntrl":  "\x00\x1f\x7f\x7f",
		"digit":  "09",
		"graph":  "!~",
		"lower":  "az",
		"print":  " ~",
		"punct":  "!/:@[`{~",
		"space":  "\t\r  ",
		"upper":  "AZ",
		"xdigit": "09AFaf",
	}[name]
	for i := 0; i+1 < len(ranges); i += 2 {
		s.add(rune(ranges[i]), rune(ranges[i+1]))
	}
	return ok
}

// finish applies the negation. No bracket expression matches a slash.
func (s set) finish(negated bool) set {
	for c := range s {
		s[c] = s[c] != negated
	}
	s['/'] = false
	return s
}

func (s *set) empty() bool { return *s == set{} }

// write writes s as a bracket expression of doublestar, with every character escaped.
func (s *set) write(b *strings.Builder) {
	b.WriteByte('[')
	for lo := 0; lo < len(s); lo++ {
		if !s[lo] {
			continue
		}
		hi := lo
		for hi+1 < len(s) && s[hi+1] {
			hi++
		}
		b.WriteByte('\\')
		b.WriteRune(rune(lo))
		if hi > lo {
			b.WriteString(`-\`)
			b.WriteRune(rune(hi))
		}
		lo = hi
	}
	b.WriteByte(']')
}
