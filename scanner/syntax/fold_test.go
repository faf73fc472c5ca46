package syntax

import "testing"

func TestEqualFold(t *testing.T) {
	t.Parallel()
	tests := []struct {
		s, t string
		want bool
	}{
		{"", "", true},
		{"Connect-ExchangeOnline", "CONNECT-exchangeonline", true},
		{"Credential", "Credentials", false},
		{"a", "", false},
		{"Größe", "GRÖßE", true},
		{"straße", "STRASSE", false},
		{"é", "É", true},
		{"k", "\u212a", false}, // the Kelvin sign
		{"s", "ſ", false},
		{"i", "ı", false},
		{"σ", "ς", true}, // both are Σ in upper case
		{"𐐨", "𐐀", true},
		{"@", "`", false},
	}
	for _, tc := range tests {
		t.Run(tc.s+" "+tc.t, func(t *testing.T) {
			t.Parallel()
			if got := EqualFold(tc.s, tc.t); got != tc.want {
				t.Errorf("EqualFold(%q, %q) = %v, want %v", tc.s, tc.t, got, tc.want)
			}
			if got := Fold(tc.s) == Fold(tc.t); got != tc.want {
				t.Errorf("Fold(%q) == Fold(%q) is %v, want %v", tc.s, tc.t, got, tc.want)
			}
		})
	}
}

func TestHasPrefixFold(t *testing.T) {
	t.Parallel()
	tests := []struct {
		s, prefix string
		want      bool
	}{
		{"Credential", "cred", true},
		{"Credential", "", true},
		{"Credential", "credentials", false},
		{"Credential", "edential", false},
		{"Größe", "GRÖ", true},
	}
	for _, tc := range tests {
		t.Run(tc.s+" "+tc.prefix, func(t *testing.T) {
			t.Parallel()
			if got := HasPrefixFold(tc.s, tc.prefix); got != tc.want {
				t.Errorf("HasPrefixFold(%q, %q) = %v, want %v", tc.s, tc.prefix, got, tc.want)
			}
		})
	}
}

func TestIndexFold(t *testing.T) {
	t.Parallel()
	tests := []struct {
		text, word string
		want       int
	}{
		{"", "a", -1},
		{"a", "ab", -1},
		{"xAB", "ab", 1},
		{"aaB", "ab", 1},
		{"a-B[AB", "ab", 4},
		{"ȺȺDelegatedOrg=x", "delegatedorg=", 4}, // in lower case, which takes more bytes, it stands elsewhere
		{"q~Q~", "q~", 0},
		{"Aſ", "as", -1},
	}
	for _, tc := range tests {
		t.Run(tc.text+"/"+tc.word, func(t *testing.T) {
			t.Parallel()
			if got := IndexFold(tc.text, tc.word); got != tc.want {
				t.Errorf("got %d, want %d", got, tc.want)
			}
			if got := ContainsFold(tc.text, tc.word); got != (tc.want >= 0) {
				t.Errorf("contained: got %v", got)
			}
		})
	}
}
