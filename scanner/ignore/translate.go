package ignore

import "strings"

// translate turns a pattern of git's wildmatch into one of doublestar. It reports false for one that matches nothing.
func translate(glob string) (string, bool) {
	var b strings.Builder
	for i := 0; i < len(glob); {
		switch c := glob[i]; c {
		case '*':
			n := stars(glob[i:])
			b.WriteString(starsAt(glob, i, n))
			i += n
		case '[':
			set, n := class(glob[i:])
			if n == 0 || set.empty() {
				return "", false
			}
			set.write(&b)
			i += n
		case '\\':
			if i+1 == len(glob) {
				return "", false
			}
			i = literal(&b, glob, i+1)
		case '?':
			b.WriteByte(c)
			i++
		default:
			i = literal(&b, glob, i)
		}
	}
	return b.String(), true
}

// stars returns the number of asterisks at the start of s.
func stars(s string) int { return len(s) - len(strings.TrimLeft(s, "*")) }

// starsAt returns doublestar's form of the n asterisks at glob[i]. Two and more span folders if they are all there is
// between two slashes or the ends of the pattern; at its end they match what is in a folder, not the folder.
func starsAt(glob string, i, n int) string {
	rest := glob[i+n:]
	starts := i == 0 || glob[i-1] == '/'
	ends := rest == "" || rest[0] == '/'
	switch {
	case n == 1 || !starts || !ends:
		return "*"
	case rest == "" && i > 0:
		return "**/*"
	default:
		return "**"
	}
}

// literal writes the character at glob[i] so that it stands for itself, and returns the index after it.
func literal(b *strings.Builder, glob string, i int) int {
	end := i + 1
	for end < len(glob) && glob[end]&0xc0 == 0x80 {
		end++
	}
	if strings.IndexByte(`*?[]{},\!^-`, glob[i]) >= 0 {
		b.WriteByte('\\')
	}
	b.WriteString(glob[i:end])
	return end
}
