package syntax

import "testing"

func TestQuote(t *testing.T) {
	t.Parallel()
	for s, want := range map[string]string{
		"":        "''",
		"a b":     "'a b'",
		"it's":    "'it''s'",
		"it’s ‘x": "'it’’s ‘‘x'",
		`"$a"`:    `'"$a"'`,
		"a\nb":    "'a\nb'",
	} {
		t.Run(s, func(t *testing.T) {
			t.Parallel()
			got := Quote(s)
			if got != want {
				t.Errorf("Quote(%q) = %q, want %q", s, got, want)
			}
			if tok := testLexer(got, commandMode).next(); tok.text != s || tok.kind != KindStringLiteral {
				t.Errorf("%s is read as %v %q", got, tok.kind, tok.text)
			}
		})
	}
}
